"""方案, 沟通 and 跟进 can be shown whatever is not known yet, and whoever owes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from repaybook.case.model import CaseFile, OfferKind
from repaybook.case.read import read_case
from repaybook.texts import LANGS, Lang
from repaybook.ui.app import view_of
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session

CASES = ("C1-easy", "C2-tight", "C3-negative", "C4-litigated", "C5-misconduct")
STEPS = ("plan", "talk", "follow")
_OPEN = (
    "principal",
    "accrued_interest",
    "penalty_interest",
    "late_fee",
    "other_fees",
    "balance_total",
    "annual_rate",
    "contractual_monthly",
    "min_payment",
    "terms_left",
    "overdue_days",
    "overdue_stage",
    "next_due_date",
)


def forgotten(row: Any, fields: Iterable[str]) -> Any:
    """Return a row of the case with these fields not known."""
    return replace(row, **dict.fromkeys(fields))


def no_figures(case: CaseFile) -> CaseFile:
    return replace(case, debts=tuple(forgotten(debt, _OPEN) for debt in case.debts))


def only_totals(case: CaseFile) -> CaseFile:
    rest = [field for field in _OPEN if field != "balance_total"]
    return replace(case, debts=tuple(forgotten(debt, rest) for debt in case.debts))


def no_incomes(case: CaseFile) -> CaseFile:
    return replace(case, income=tuple(replace(line, amount_monthly=None, low=None, high=None) for line in case.income))


def no_terms(case: CaseFile) -> CaseFile:
    terms = ("signed", "principal_fixed", "terms", "monthly", "first_due")
    return replace(case, agreements=tuple(forgotten(agreement, terms) for agreement in case.agreements))


def nothing(case: CaseFile) -> CaseFile:
    return CaseFile(as_of=case.as_of, synthetic=True)


def shown(case: CaseFile, lang: Lang) -> list[str]:
    """Build every step, and return what its read-only parts say."""
    words = []
    for step in STEPS:
        session, scope = Session(case, lang=lang, step=step), Scope()
        words += said(view_of(step)(session, scope))
        assert session.notice is None
        scope.close()
    return words


def said(widget: Any) -> list[str]:
    words = [widget.value] if type(widget).__name__ == "HTML" else []
    for child in getattr(widget, "children", ()):
        words += said(child)
    return words


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("forget", [no_figures, only_totals, no_incomes, no_terms, nothing])
@pytest.mark.parametrize("name", CASES)
def test_the_steps_are_shown_and_never_say_none(name: str, forget: Callable[[CaseFile], CaseFile], lang: Lang) -> None:
    case = read_case((files("repaybook") / "demo" / f"{name}.json").read_bytes())
    for words in shown(forget(case), lang):
        assert "None" not in words
        assert ">nan" not in words


@pytest.mark.parametrize("kind", list(OfferKind))
def test_every_kind_of_answer_can_be_shown_for_every_debt(kind: OfferKind) -> None:
    case = read_case((files("repaybook") / "demo" / "C5-misconduct.json").read_bytes())
    session = Session(case, step="plan")
    view = view_of("plan")(session, Scope())
    desk = session.keep(PlanDesk)
    for debt in case.debts:
        desk.answer(debt.id, kind)
    assert session.notice is None
    assert said(view)
