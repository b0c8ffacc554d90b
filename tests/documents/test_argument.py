"""The creditor's side in a letter: true of the instalments it stands with, and silent where it would not be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.documents.material import ON, a_case, with_debt

from repaybook.case.model import CaseFile, Offer, OfferKind, Plan
from repaybook.documents.ground import ground
from repaybook.documents.papers.argument import argument, received_by
from repaybook.documents.pen import Pen
from repaybook.money import Money
from repaybook.texts import LANGS, Lang, say


def chosen(case: CaseFile, **terms: object) -> CaseFile:
    offer = Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=24, annual_rate=Decimal(0), first_due=date(2026, 12, 5))
    plan = Plan(id="own-even", offers=(replace(offer, **terms),))  # type: ignore[arg-type]
    return replace(case, plans=(plan,), chosen_plan=plan.id)


def sentence(case: CaseFile, lang: Lang = "zh") -> str:
    base = ground(case, ON)
    schedule = base.asked("D1")
    assert schedule is not None
    return "".join(block.text for block in argument(base, Pen(lang, "application"), schedule))


def test_the_sentence_says_when_the_principal_has_come_in() -> None:
    # 24,000 over 24 months is 1,000 a month: 22,000 of principal is reached with the 22nd, on 5 September 2028
    said = sentence(chosen(a_case()))
    assert (
        said
        == "按此方案，贵机构到2028年9月5日共收到22,000.00元，已达本金22,000.00元；到2028年11月5日共收到24,000.00元。"
    )


def test_a_settlement_of_the_principal_is_said_in_one_sum() -> None:
    lump = {"kind": OfferKind.LUMP_SUM, "months": None, "annual_rate": None}
    said = sentence(chosen(a_case(), amount=Money.yuan(23_000), **lump))
    assert said == "按此方案，贵机构到2026年12月5日共收到23,000.00元，不少于本金22,000.00元。"


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(a_case(), id="nobody chose the plan"),
        pytest.param(chosen(with_debt(a_case(), principal=None)), id="the principal is not known"),
        pytest.param(
            chosen(a_case(), kind=OfferKind.LUMP_SUM, months=None, amount=Money.yuan(15_000)), id="less than principal"
        ),
        pytest.param(chosen(a_case(), kind=OfferKind.TOKEN, months=6, amount=Money.yuan(100)), id="it does not end"),
    ],
)
def test_nothing_is_said_where_it_would_not_be_true(case: CaseFile) -> None:
    assert sentence(case) == ""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("months", "down", "waived"), [(1, 0, 0), (7, 3_333, 500), (36, 10_000, 0), (60, 1, 500)])
def test_the_sentence_is_true_of_the_rows(lang: Lang, months: int, down: int, waived: int) -> None:
    terms = {"down_payment": Money.yuan(down), "waived_late_fee": Money.yuan(waived)}
    case = chosen(a_case(), months=months, **terms)
    base = ground(case, ON)
    schedule = base.asked("D1")
    assert schedule is not None
    back = received_by(schedule.rows, 2_200_000)
    assert back is not None
    before = sum(row.total for row in schedule.rows if row.due < back.due)
    until = sum(row.total for row in schedule.rows if row.due <= back.due)
    assert before < 2_200_000 <= until
    said = sentence(case, lang)
    pen = Pen(lang, "application")
    assert pen.money(schedule.total_paid) in said
    assert say(lang, "figures.day", year=back.due.year, month=_month(lang, back.due), day=back.due.day) in said


def _month(lang: Lang, day: date) -> str:
    return say(lang, f"figures.month_name.m{day.month}")
