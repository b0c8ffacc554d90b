"""What a command answers about one case, ready to be written as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from repaybook.case.model import CaseFile
from repaybook.texts import Lang

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

    return report.proposal_json(propose(case, on))
