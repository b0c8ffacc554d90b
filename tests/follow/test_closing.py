"""What is to do when a debt is done, and what is free from then on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from repaybook.case.model import (
    Agreement,
    CaseFile,
    CreditorType,
    Debt,
    Milestone,
    Negotiation,
    Payment,
    Plan,
)
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.follow.closing import STEPS, closings
from repaybook.money import ZERO, Money
from repaybook.texts import LANGS, say

ON = date(2026, 11, 23)
PAID = Agreement(
    debt="A",
    signed=date(2026, 8, 20),
    principal_fixed=Money.yuan(1_500),
    terms=3,
    monthly=Money.yuan(500),
    first_due=date(2026, 9, 10),
    payments=tuple(Payment(date=date(2026, month, 10), amount=Money.yuan(500)) for month in (9, 10, 11)),
)


def case_of(*agreements: Agreement, **debt: object) -> CaseFile:
    first = Debt(id="A", creditor_alias="银行甲", creditor_type=CreditorType.BANK_CREDIT_CARD)
    other = Debt(
        id="B",
        creditor_alias="银行乙",
        creditor_type=CreditorType.BANK_CREDIT_CARD,
        balance_total=Money.yuan(9_000),
    )
    return CaseFile(as_of=ON, debts=(replace(first, **debt), other), agreements=agreements)  # type: ignore[arg-type]


def test_no_debt_of_the_five_cases_is_done() -> None:
    for name in ("C1-easy", "C2-tight", "C3-negative", "C4-litigated", "C5-misconduct"):
        assert closings(read_case(demo_bytes(name))) == ()


def test_an_agreement_paid_to_the_last_instalment_is_done_on_the_day_of_its_last_payment() -> None:
    (found,) = closings(case_of(PAID))
    assert (found.debt, found.since, found.freed, found.others) == ("A", date(2026, 11, 10), Money.yuan(500), ("B",))
    assert [step.name for step in found.steps] == [name for name in STEPS if name != "mortgage_released"]
    assert not found.finished


def test_one_fen_less_is_not_done() -> None:
    *paid, last = PAID.payments
    less = replace(PAID, payments=(*paid, replace(last, amount=Money(49_999))))
    assert closings(case_of(less)) == ()


def test_an_agreement_about_nothing_a_month_is_not_done_by_itself() -> None:
    nothing = replace(PAID, principal_fixed=None, monthly=ZERO, payments=())
    assert closings(case_of(nothing, principal=Money.yuan(1_500))) == ()


def test_the_credit_report_is_asked_for_one_to_two_months_after() -> None:
    (found,) = closings(case_of(PAID))
    check = next(step for step in found.steps if step.name == "credit_checked")
    assert (check.due_from, check.due_until) == (date(2026, 12, 10), date(2027, 1, 10))


def test_an_objection_has_to_be_answered_within_the_laws_twenty_days() -> None:
    # 征信业管理条例第25条: 20 days from 12 January 2027 end on 1 February
    case = case_of(PAID)
    case = replace(case, milestones=(Milestone(debt="A", step="credit_objection", on=date(2027, 1, 12)),))
    (found,) = closings(case)
    objection = next(step for step in found.steps if step.name == "credit_objection")
    assert objection.answer_by == date(2027, 2, 1)


def test_a_mortgage_is_released_where_something_secured_the_debt() -> None:
    (found,) = closings(case_of(balance_total=ZERO, secured=True, collateral="住房"))
    assert "mortgage_released" in [step.name for step in found.steps]
    assert found.since is None


def test_a_debt_that_was_settled_in_the_talks_is_done_from_that_day() -> None:
    case = replace(case_of(), negotiations=(Negotiation(debt="A", state="settled", on=date(2026, 11, 1)),))
    (found,) = closings(case)
    assert found.since == date(2026, 11, 1)


def test_it_is_finished_when_every_step_but_the_objection_is_done() -> None:
    steps = [name for name in STEPS if name not in {"mortgage_released", "credit_objection"}]
    case = replace(case_of(PAID), milestones=tuple(Milestone(debt="A", step=name, on=ON) for name in steps))
    (found,) = closings(case)
    assert found.finished


def test_what_the_chosen_plan_does_with_what_is_free_is_said() -> None:
    plan = Plan(id="p", freed="next")
    assert closings(case_of(PAID))[0].choice is None
    assert closings(replace(case_of(PAID), plans=(plan,), chosen_plan="p"))[0].choice == "next"


def test_every_step_has_its_words_in_both_languages() -> None:
    for lang in LANGS:
        for name in STEPS:
            assert say(lang, f"keeping.closing.{name}.title")
            assert say(lang, f"keeping.closing.{name}.how")
