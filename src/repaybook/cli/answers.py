"""What a command answers about one case, ready to be written as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from repaybook.case.model import CaseFile
from repaybook.texts import Lang

if TYPE_CHECKING:
    from repaybook.plans.model import Projection

Asked = Literal["assess", "simulate"]


def answer(asked: Asked, case: CaseFile, on: date, lang: Lang) -> dict[str, Any]:
    """Return the assessment with what counsel finds, or the plans proposed; days are counted from ``on``.

    ``assess`` finds its words in ``lang``; ``simulate`` answers in keys and figures alone. Raises ``PlanError`` where
    no plan can be computed.
    """
    if asked == "assess":
        from repaybook.assess import as_json, assess  # noqa: PLC0415 - each command loads what it needs and no more
        from repaybook.counsel.report import counsel_json  # noqa: PLC0415

        return as_json(assess(case)) | counsel_json(case, on, lang)
    from repaybook.plans import propose, report  # noqa: PLC0415
    from repaybook.plans.answered import answered_json  # noqa: PLC0415

    proposal = propose(case, on)
    found = report.proposal_json(proposal)
    for plan, projection in zip(found["plans"], proposal.plans, strict=True):
        plan["counter_offers"] = answered_json(case, projection, on)
    return found


def simulated(case: CaseFile, projection: Projection, on: date) -> dict[str, Any]:
    """Return one plan's projection, and what creditors answered beside it."""
    from repaybook.plans import report  # noqa: PLC0415
    from repaybook.plans.answered import answered_json  # noqa: PLC0415

    return report.projection_json(projection) | {"counter_offers": answered_json(case, projection, on)}
