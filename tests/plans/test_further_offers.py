"""Offers with further terms: principal waived, steps, extra months, parts, tokens held, a second negotiation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from repaybook.case.model import (
    Agreement,
    CaseFile,
    CreditorType,
    Debt,
    LumpPart,
    Offer,
    OfferKind,
    Payment,
    Plan,
    Step,
)
from repaybook.case.read import read_plan
from repaybook.case.write import write_plan
from repaybook.errors import PlanError
from repaybook.money import ZERO, Money
from repaybook.plans import project, schedule
from repaybook.plans.checks import offer_problems
from repaybook.plans.model import Schedule
from repaybook.plans.offers import scheduled

DAY = date(2026, 11, 23)
LOAN = CreditorType.BANK_CONSUMER_LOAN


def yuan(amount: str | int) -> Money:
    return Money.yuan(amount)


def owed(balance: str = "12000", **fields: Any) -> Debt:
    terms: dict[str, Any] = {"principal": yuan(balance), "balance_total": yuan(balance), "creditor_type": LOAN}
    return Debt(id="D1", creditor_alias="银行A", **{**terms, **fields})


def case_of(debt: Debt, **fields: Any) -> CaseFile:
    return CaseFile(as_of=DAY, debts=(debt,), **fields)


def offered(debt: Debt, case: CaseFile | None = None, **fields: Any) -> Schedule:
    kind = fields.pop("kind", OfferKind.INSTALMENTS)
    return schedule(debt, Offer(debt=debt.id, kind=kind, **fields), case or case_of(debt), DAY)


def problems(debt: Debt, **fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(PlanError) as caught:
        offered(debt, **fields)
    return [(problem.key, str(problem.path[-1])) for problem in caught.value.problems]


def said(made: Schedule) -> dict[str, Any]:
    return {one.key.removeprefix("offers.").removeprefix("plans."): dict(one.values) for one in made.assumptions}


def totals(made: Schedule) -> list[int]:
    return [row.total for row in made.rows]


# --- principal waived ---


def test_waived_principal_is_taken_off_before_the_instalments() -> None:
    # (12,000 − 2,400) ÷ 12 = 800
    made = offered(owed(), months=12, waived_principal=yuan(2_400))
    assert set(totals(made)) == {80_000}
    assert (made.waived, made.waived_principal) == (ZERO, yuan(2_400))
    assert made.waiver_worth == yuan(2_400)
    assert said(made)["assume.waived_principal"] == {"amount": yuan(2_400)}


def test_no_offer_waives_principal_by_itself() -> None:
    assert offered(owed(), months=12).waived_principal == ZERO


def test_a_waiver_above_the_principal_is_refused() -> None:
    debt = owed("12000", principal=yuan(10_000), accrued_interest=yuan(2_000))
    assert problems(debt, months=12, waived_principal=yuan(10_001)) == [
        ("problems.plan.waived_above_owed", "waived_principal")
    ]


def test_the_principal_may_be_known_from_the_balance_alone() -> None:
    debt = owed("12000", principal=None)
    assert offered(debt, months=12, waived_principal=yuan(2_400)).total_paid == yuan(9_600)


def test_a_down_payment_above_what_the_waiver_leaves_is_refused() -> None:
    found = problems(owed(), months=12, waived_principal=yuan(11_000), down_payment=yuan(1_001))
    assert found == [("problems.plan.down_payment_above_balance", "down_payment")]


def test_a_settlement_counts_the_written_waiver_and_what_it_leaves_beside() -> None:
    # 12,000 − 3,000 waived in writing − 8,000 paid leaves 1,000 of principal
    made = offered(owed(), kind=OfferKind.LUMP_SUM, amount=yuan(8_000), waived_principal=yuan(3_000))
    assert (made.total_paid, made.waived_principal, made.waiver_worth) == (yuan(8_000), yuan(4_000), yuan(4_000))
    assert problems(owed(), kind=OfferKind.LUMP_SUM, amount=yuan(9_001), waived_principal=yuan(3_000)) == [
        ("plans.problem.amount_above_balance", "amount")
    ]


# --- a lower rate ---


def test_a_rate_cut_is_worth_the_interest_that_it_saves_and_is_said() -> None:
    # 12,000 over 12 months: 1 % a month 1,066.1855 (practice §1.2's formula), 0.5 % 1,032.7972: 12 × 33.3883
    debt = owed(annual_rate=Decimal("0.12"))
    made = offered(debt, months=12, annual_rate=Decimal("0.06"))
    assert made.regular == yuan("1032.80")
    assert made.waiver_worth == yuan("400.66")
    assert said(made)["assume.rate_cut"] == {"percent": "6", "contract": "12"}


# --- steps ---


def test_steps_come_first_and_the_rest_is_level() -> None:
    # 6 × 500 = 3,000; (12,000 − 3,000) ÷ 18 = 500 … with 6 × 200 = 1,200: 10,800 ÷ 18 = 600
    made = offered(owed(), months=24, steps=(Step(months=6, amount=yuan(200)),))
    assert totals(made) == [20_000] * 6 + [60_000] * 18
    assert (made.regular, made.still_owed, made.total_paid) == (yuan(600), ZERO, yuan(12_000))
    assert said(made)["assume.steps"] == {"count": 6, "rest": 18}


def test_two_steps_follow_each_other_and_the_last_instalment_takes_the_rest() -> None:
    # 3 × 100 + 3 × 300 = 1,200; 8,800 ÷ 7 = 1,257.142… → 1,257.14, last 8,800 − 6 × 1,257.14 = 1,257.16
    steps = (Step(months=3, amount=yuan(100)), Step(months=3, amount=yuan(300)))
    made = offered(owed("10000"), months=13, steps=steps)
    assert totals(made) == [10_000] * 3 + [30_000] * 3 + [125_714] * 6 + [125_716]
    assert sum(totals(made)) == 1_000_000


def test_steps_bear_interest() -> None:
    # 12,000 at 1 %: 120 interest, 80 principal; 11,920 → 119.20, 80.80; left 11,839.20 over 10 months at 1 %:
    # 118.392 ÷ (1 − 1.01^−10) = 118.392 ÷ 0.0947130 = 1,250.01
    made = offered(owed(), months=12, annual_rate=Decimal("0.12"), steps=(Step(months=2, amount=yuan(200)),))
    assert made.rows[0][1:3] == (8_000, 12_000)
    assert made.rows[1][1:3] == (8_080, 11_920)
    assert {row.total for row in made.rows[2:-1]} == {125_001}
    assert made.still_owed == ZERO


def test_steps_after_grace_and_a_down_payment() -> None:
    made = offered(
        owed(), months=10, grace_months=2, down_payment=yuan(2_000), steps=(Step(months=5, amount=yuan(500)),)
    )
    # 10,000 − 2,500 = 7,500 ÷ 5 = 1,500
    assert totals(made) == [200_000] + [50_000] * 5 + [150_000] * 5
    assert made.rows[1].due == date(2027, 2, 23)


@pytest.mark.parametrize(
    ("steps", "key"),
    [
        (((12, "10"),), "offers.problem.steps_too_long"),
        (((3, "4100"),), "offers.problem.steps_pay_all"),
        (((3, "119.99"),), "offers.problem.step_below_interest"),
        (((3, "0"),), "problems.plan.amount_needed"),
        (((0, "500"),), "problems.field.out_of_span"),
    ],
)
def test_steps_that_cannot_be_are_refused_by_name(steps: Any, key: str) -> None:
    told = tuple(Step(months=months, amount=yuan(amount)) for months, amount in steps)
    assert (key, "steps") in problems(owed(), months=12, annual_rate=Decimal("0.12"), steps=told)


def test_a_step_that_pays_the_interest_alone_does() -> None:
    made = offered(owed(), months=12, annual_rate=Decimal("0.12"), steps=(Step(months=3, amount=yuan(120)),))
    assert made.rows[2].balance == 1_200_000


# --- extra months ---


def test_extra_months_lower_the_other_instalments_and_the_sum_is_exact() -> None:
    # first due Dec 2026, 24 instalments, two Februaries: (12,000 − 2 × 3,000) ÷ 24 = 250
    made = offered(owed(), months=24, extra_months=(2,), extra_amount=yuan(3_000))
    assert [row.total for row in made.rows if row.due.month == 2] == [325_000, 325_000]
    assert {row.total for row in made.rows if row.due.month != 2} == {25_000}
    assert (made.regular, made.total_paid) == (yuan(250), yuan(12_000))


def test_extra_months_with_interest_close_to_the_fen() -> None:
    made = offered(
        owed(annual_rate=Decimal("0.18")),
        kind=OfferKind.EXTENSION,
        months=36,
        extra_months=(2, 10),
        extra_amount=yuan(500),
    )
    assert made.still_owed == ZERO
    assert abs(made.rows[-1].total - made.regular.fen) < 40
    assert sum(row.principal for row in made.rows) == 1_200_000
    assert made.waiver_worth == ZERO


def test_extra_terms_that_cannot_be_are_refused_by_name() -> None:
    assert problems(owed(), months=12, extra_months=(2,), extra_amount=yuan(12_000)) == [
        ("offers.problem.extra_too_much", "extra_amount")
    ]
    assert problems(owed(), months=12, extra_months=(2,)) == [("problems.plan.amount_needed", "extra_amount")]
    assert problems(owed(), months=12, extra_amount=yuan(5)) == [("offers.problem.extra_months_needed", "extra_months")]
    assert ("problems.field.out_of_span", "extra_months") in problems(
        owed(), months=12, extra_months=(13,), extra_amount=yuan(5)
    )


# --- parts of a settlement ---

PARTS = (LumpPart(on=date(2026, 12, 1), amount=yuan(6_000)), LumpPart(on=date(2027, 3, 1), amount=yuan(3_000)))


def test_a_settlement_in_parts_owes_everything_until_the_last_one() -> None:
    made = offered(owed(), kind=OfferKind.LUMP_SUM, amount=yuan(9_000), parts=PARTS)
    assert [(row.due, row.total, row.balance) for row in made.rows] == [
        (date(2026, 12, 1), 600_000, 600_000),
        (date(2027, 3, 1), 300_000, 0),
    ]
    assert (made.waived_principal, made.end) == (yuan(3_000), date(2027, 3, 1))


def test_what_the_contract_adds_between_the_parts_is_named() -> None:
    # 6,000 left from 1 Dec to 1 Mar: 90 days at 18.25 % ÷ 365 = 0.05 % a day: 270.00, posted in pieces
    debt = owed(annual_rate=Decimal("0.1825"), next_due_date=date(2027, 6, 1), contractual_monthly=yuan(100))
    made = offered(debt, kind=OfferKind.LUMP_SUM, amount=yuan(9_000), parts=PARTS)
    asked = said(made)["assume.parts"]
    assert asked["count"] == 2
    assert abs(asked["amount"].fen - 27_000) <= 1_000  # some of the instalments fall due and bear penalty interest


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ((("2026-12-01", "6000"), ("2027-03-01", "2999")), "parts_do_not_add_up"),
        ((("2027-03-01", "6000"), ("2026-12-01", "3000")), "parts_not_in_order"),
        ((("2026-12-01", "6000"), ("2026-12-01", "3000")), "parts_not_in_order"),
        ((("2026-11-01", "6000"), ("2026-12-01", "3000")), "part_past"),
    ],
)
def test_parts_that_cannot_be_are_refused_by_name(parts: Any, key: str) -> None:
    told = tuple(LumpPart(on=date.fromisoformat(day), amount=yuan(amount)) for day, amount in parts)
    found = problems(owed(), kind=OfferKind.LUMP_SUM, amount=yuan(9_000), parts=told)
    assert found == [(f"offers.problem.{key}", "parts")]


# --- tokens ---


def test_a_held_token_lowers_the_balance_and_the_rest_follows_in_instalments() -> None:
    # 6 × 100 = 600; 11,400 ÷ 12 = 950
    debt = owed(annual_rate=Decimal("0.1825"), overdue_days=40)
    made = offered(debt, kind=OfferKind.TOKEN, months=6, amount=yuan(100), held=True, then_months=12)
    assert totals(made) == [10_000] * 6 + [95_000] * 12
    assert (made.still_owed, made.total_paid, made.regular) == (ZERO, yuan(12_000), yuan(950))
    assert said(made)["assume.then"] == {"amount": yuan(11_400), "months": 12}
    assert said(made)["assume.held"]["amount"] > yuan(1_000)
    assert made.waiver_worth > yuan(1_000)


def test_without_holding_the_contract_runs_on_and_the_rest_is_larger() -> None:
    debt = owed(annual_rate=Decimal("0.1825"), overdue_days=40)
    held = offered(debt, kind=OfferKind.TOKEN, months=6, amount=yuan(100), held=True, then_months=12)
    runs = offered(debt, kind=OfferKind.TOKEN, months=6, amount=yuan(100), then_months=12)
    assert runs.still_owed == ZERO
    # six months at 0.05 % a day on about 12,000 add about 1,000
    assert yuan(12_900) < runs.total_paid
    assert held.total_paid < runs.total_paid


def test_a_held_token_without_a_sequel_lets_the_contract_run_afterwards() -> None:
    debt = owed(annual_rate=Decimal("0.1825"), overdue_days=40)
    made = offered(debt, kind=OfferKind.TOKEN, months=6, amount=yuan(100), held=True)
    assert made.rows[5].balance == 1_140_000
    assert made.still_owed > yuan(11_400)
    assert made.end is None
    assert "assume.nothing_planned" in said(made)


def test_a_token_that_pays_everything_ends_there() -> None:
    made = offered(owed(), kind=OfferKind.TOKEN, months=6, amount=yuan(5_000), held=True, then_months=12)
    assert totals(made) == [500_000, 500_000, 200_000]


def test_a_card_takes_sixty_months_in_all() -> None:
    card = owed(creditor_type=CreditorType.BANK_CREDIT_CARD)
    found = problems(card, kind=OfferKind.TOKEN, months=6, amount=yuan(100), held=True, then_months=55)
    assert found == [("offers.problem.card_months_in_all", "then_months")]


# --- a term with no use ---


@pytest.mark.parametrize(
    ("kind", "term"),
    [
        (OfferKind.LUMP_SUM, {"steps": (Step(months=1, amount=yuan(1)),)}),
        (OfferKind.INSTALMENTS, {"held": True}),
        (OfferKind.INSTALMENTS, {"then_months": 3}),
        (OfferKind.KEEP, {"waived_principal": yuan(1)}),
        (OfferKind.TOKEN, {"extra_months": (2,)}),
        (OfferKind.EXTENSION, {"parts": PARTS}),
    ],
)
def test_a_term_that_the_kind_has_no_use_for_is_refused(kind: OfferKind, term: dict[str, Any]) -> None:
    fields = {"months": 12, "amount": yuan(9_000), **term}
    assert ("offers.problem.not_for_kind", next(iter(term))) in problems(owed(), kind=kind, **fields)


# --- a second negotiation ---


def agreed(debt: Debt, paid: int, **fields: Any) -> CaseFile:
    payments = tuple(Payment(date=date(2026, 6 + number, 10), amount=yuan(500)) for number in range(paid))
    terms: dict[str, Any] = {"principal_fixed": yuan(12_000), "terms": 24, "monthly": yuan(500)}
    agreement = Agreement(debt=debt.id, first_due=date(2026, 6, 10), payments=payments, **{**terms, **fields})
    return case_of(debt, agreements=(agreement,))


def test_a_second_negotiation_starts_from_what_the_agreement_leaves() -> None:
    # 12,000 fixed − 6 × 500 = 9,000; ÷ 36 = 250
    debt = owed("9000", annual_rate=Decimal("0.18"))
    made = offered(debt, agreed(debt, 6), months=36)
    assert made.regular == yuan(250)
    assert said(made)["assume.again"] == {"amount": yuan(9_000)}
    # the agreement carries no interest: asking for none saves nothing, and nothing is added until the first due day
    assert made.waiver_worth == ZERO
    assert made.accrued_until_first_due == ZERO


def test_a_balance_that_is_not_what_the_agreement_leaves_is_named() -> None:
    debt = owed("9500")
    made = offered(debt, agreed(debt, 6), months=36)
    assert said(made)["assume.again_differs"] == {"amount": yuan(9_500), "left": yuan(9_000)}


def test_a_cards_months_count_with_those_of_the_agreement() -> None:
    card = owed("9000", creditor_type=CreditorType.BANK_CREDIT_CARD)
    made = offered(card, agreed(card, 6), months=60)
    # June to December 2026: six months of the agreement have run when the new one begins
    assert said(made)["assume.again_card_months"] == {"most": 60, "used": 6, "months": 66}
    assert "assume.again_card_months" not in said(offered(card, agreed(card, 6), months=54))


# --- all of it ---


@pytest.mark.parametrize("annual_rate", [None, Decimal(0), Decimal("0.36")])
@pytest.mark.parametrize("months", [2, 600])
@pytest.mark.parametrize("balance", ["0.01", "0.03", "86000"])
def test_the_smallest_debt_and_the_longest_term_have_an_answer(
    balance: str, months: int, annual_rate: Decimal | None
) -> None:
    debt = owed(balance)
    fields: dict[str, Any] = {"months": months, "annual_rate": annual_rate}
    terms: tuple[dict[str, Any], ...] = (
        {"steps": (Step(months=1, amount=yuan("0.01")),)},
        {"extra_months": (1, 7), "extra_amount": yuan("0.01")},
    )
    for more in terms:
        case, offer = case_of(debt), Offer(debt="D1", kind=OfferKind.INSTALMENTS, **fields, **more)
        refused = offer_problems(offer, debt, case, DAY)
        assert all(problem.key.startswith("offers.problem.") for problem in refused)
        if refused:
            continue
        made = schedule(debt, offer, case, DAY)
        assert made.still_owed == ZERO
        assert min(min(row[1:]) for row in made.rows) >= 0
        assert sum(row.total - row.interest for row in made.rows) == made.balance_now.fen


def test_a_plan_file_carries_every_further_term() -> None:
    offers = (
        Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=24, steps=(Step(months=6, amount=yuan(200)),)),
        Offer(debt="D2", kind=OfferKind.LUMP_SUM, amount=yuan(9_000), parts=PARTS),
        Offer(debt="D3", kind=OfferKind.TOKEN, months=6, amount=yuan(100), held=True, then_months=12),
    )
    plan = Plan(id="p", offers=offers, freed="next")
    debts = tuple(replace(owed(), id=debt_id) for debt_id in ("D1", "D2", "D3"))
    case = CaseFile(as_of=DAY, debts=debts)
    again = read_plan(write_plan(plan), case)
    assert again == plan
    done = project(case, again, DAY)
    assert all(not made.still_owed for made in done.schedules.values())
    kept = project(case, replace(again, freed="buffer"), DAY)
    assert scheduled(debts[0], offers[0], case, DAY) == kept.schedules["D1"]
