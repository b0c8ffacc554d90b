"""One creditor whose contract is left as it is: paid on as agreed, a token, the minimum, nothing; accounts by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import Agreement, CaseFile, CreditorType, Debt, Judgment, Offer, OfferKind, Payment
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.money import ZERO, Money
from repaybook.plans import schedule
from repaybook.plans.loan_account import LoanAccount
from repaybook.plans.model import Schedule
from repaybook.plans.owed import INTEREST, PENALTY, PRINCIPAL

DAY = date(2026, 11, 23)


def yuan(amount: str | int) -> Money:
    return Money.yuan(amount)


def loan(principal: str = "12000", **fields: Any) -> Debt:
    terms: dict[str, Any] = {
        "creditor_type": CreditorType.BANK_CONSUMER_LOAN,
        "principal": yuan(principal),
        "balance_total": yuan(principal),
        "annual_rate": Decimal("0.12"),
        "overdue_days": 0,
        "next_due_date": date(2026, 12, 10),
    }
    return Debt(id="L", creditor_alias="银行", **{**terms, **fields})


def paid(
    debt: Debt, kind: OfferKind, on: date = DAY, agreements: tuple[Agreement, ...] = (), **fields: Any
) -> Schedule:
    case = CaseFile(as_of=DAY, debts=(debt,), agreements=agreements)
    return schedule(debt, Offer(debt=debt.id, kind=kind, **fields), case, on)


def demo(name: str, debt_id: str, kind: OfferKind, **fields: Any) -> Schedule:
    case = read_case(demo_bytes(name))
    return schedule(case.debt(debt_id), Offer(debt=debt_id, kind=kind, **fields), case, DAY)


def keys(made: Schedule) -> list[str]:
    return [said.key for said in made.assumptions]


def test_a_loan_in_order_is_paid_by_its_instalments() -> None:
    # C1 D4: 24,000 at 7.2 %, 24 × 1,076.72; first interest 24,000 × 0.6 % = 144.00
    made = demo("C1-easy", "D4", OfferKind.KEEP)
    assert len(made.rows) == 24
    assert (made.rows[0].interest, made.rows[0].principal) == (14_400, 93_272)
    assert made.first_due == date(2026, 12, 20)
    assert made.end == date(2028, 11, 20)
    assert sum(row.principal for row in made.rows) == 2_400_000


def test_a_balance_of_remaining_instalments_bears_no_interest_on_top() -> None:
    # C1 D3: 9 × 720 = 6,480
    made = demo("C1-easy", "D3", OfferKind.KEEP)
    assert [row.total for row in made.rows] == [72_000] * 9
    assert made.total_paid == yuan(6_480)
    assert made.accrued_until_first_due == ZERO


def test_a_mortgage_runs_to_its_own_end() -> None:
    # C2 D0: 106 instalments from 1 December 2026
    made = demo("C2-tight", "D0", OfferKind.KEEP)
    assert len(made.rows) == 106
    assert made.end == date(2035, 9, 1)


def test_an_agreement_is_projected_as_it_is() -> None:
    # C5 D1: 60 × 780 from 5 July 2026, 5 paid; 55 × 780 = 42,900 left
    made = demo("C5-misconduct", "D1", OfferKind.KEEP)
    assert [row.total for row in made.rows] == [78_000] * 55
    assert (made.first_due, made.end) == (date(2026, 12, 5), date(2031, 6, 5))


def agreement(payments: int, **fields: Any) -> Agreement:
    made = tuple(Payment(date=date(2026, 7 + number, 5), amount=yuan(100)) for number in range(payments))
    return Agreement(debt="L", terms=10, monthly=yuan(100), first_due=date(2026, 7, 5), payments=made, **fields)


def test_what_is_behind_under_an_agreement_is_due_with_the_next_instalment() -> None:
    # 10 × 100 from July, three of five paid: 700 left, two behind; December pays 300, then four times 100
    debt = loan("700", creditor_type=CreditorType.BANK_CREDIT_CARD, annual_rate=Decimal("0.1825"))
    made = paid(debt, OfferKind.KEEP, agreements=(agreement(3),))
    assert [row.total for row in made.rows] == [30_000, 10_000, 10_000, 10_000, 10_000]
    assert [row.balance for row in made.rows] == [40_000, 30_000, 20_000, 10_000, 0]
    assert made.first_due == date(2026, 12, 5)


def test_instalments_paid_in_parts_or_ahead_count_by_their_money() -> None:
    # 300 of 10 × 100 paid as 50 + 50 + 200 is three instalments, as three payments of 100 are
    in_parts = replace(
        agreement(0),
        payments=tuple(
            Payment(date=date(2026, 7, day), amount=yuan(sum_)) for day, sum_ in ((5, 50), (6, 50), (7, 200))
        ),
    )
    debt = loan("700", creditor_type=CreditorType.BANK_CREDIT_CARD, annual_rate=Decimal("0.1825"))
    made = [paid(debt, OfferKind.KEEP, agreements=(one,)) for one in (in_parts, agreement(3))]
    assert made[0].rows == made[1].rows
    assert in_parts.paid_instalments == 3


def test_an_agreement_with_more_than_it_covers_says_so() -> None:
    made = paid(loan("2000"), OfferKind.KEEP, agreements=(agreement(5),))
    assert [row.total for row in made.rows] == [10_000] * 4 + [160_000]
    assert keys(made) == ["plans.assume.large_last"]


def test_an_agreement_whose_instalments_cover_more_carries_interest() -> None:
    # 480 at 12 % over five: 1 % a month, 4.80 in the first
    made = paid(loan("480"), OfferKind.KEEP, agreements=(agreement(5),))
    assert made.rows[0].interest == 480
    assert made.still_owed == ZERO


def test_an_agreement_of_which_only_the_monthly_figure_is_known_runs_until_it_is_paid() -> None:
    told = Agreement(debt="L", monthly=yuan(300))
    made = paid(loan("1000", annual_rate=Decimal(0)), OfferKind.KEEP, agreements=(told,))
    assert [row.total for row in made.rows] == [30_000, 30_000, 30_000, 10_000]


def test_an_agreement_that_would_not_pay_its_interest_carries_none() -> None:
    # 24,000 at 12 % bears 240 a month, above the 100 agreed
    made = paid(loan("24000"), OfferKind.KEEP, agreements=(replace(agreement(5), terms=505),))
    assert {row.interest for row in made.rows} == {0}


def test_an_agreement_past_its_term_pays_what_is_left() -> None:
    late = replace(agreement(5), terms=5)
    made = paid(loan("80", annual_rate=Decimal(0)), OfferKind.KEEP, agreements=(late,))
    assert [row.total for row in made.rows] == [8_000]


@pytest.mark.parametrize(
    ("method", "totals"),
    [
        # 12,000 at 1 % a month over 3: interest 120, 80, 40 beside 4,000 of principal each
        ("equal_principal", [412_000, 408_000, 404_000]),
        ("interest_only", [12_000, 12_000, 1_212_000]),
        # 12,000 and three months' simple interest
        ("bullet", [1_236_000]),
        # level instalment of 12,000 at 1 % over 3: 4,080.27
        ("equal_instalment", [408_027, 408_027, 408_026]),
    ],
)
def test_a_loan_is_paid_by_its_own_method(method: str, totals: list[int]) -> None:
    made = paid(loan(terms_left=3, repayment_method=method), OfferKind.KEEP)
    assert [row.total for row in made.rows] == totals
    assert made.end == date(2027, 2, 10)


def test_fees_owed_beside_the_principal_are_paid_first() -> None:
    parts: dict[str, Any] = {"balance_total": yuan("12050"), "late_fee": yuan(30), "accrued_interest": yuan(20)}
    made = paid(loan(terms_left=3, **parts), OfferKind.KEEP)
    assert made.rows[0].late_fee == 3_000
    assert made.rows[0].interest == 12_000  # the month's own 120.00 holds the 20.00 accrued so far


def test_an_instalment_below_the_interest_never_ends_and_the_balance_grows() -> None:
    made = paid(loan(contractual_monthly=yuan(100)), OfferKind.KEEP)
    assert len(made.rows) == 60
    assert made.end is None
    assert made.still_owed > yuan(12_000)


def test_an_instalment_without_a_term_runs_until_the_loan_is_paid() -> None:
    made = paid(loan(contractual_monthly=yuan(4_100)), OfferKind.KEEP)
    assert [row.total for row in made.rows[:2]] == [410_000, 410_000]
    assert made.still_owed == ZERO


def test_a_large_last_instalment_is_said() -> None:
    made = paid(loan(contractual_monthly=yuan(200), terms_left=3), OfferKind.KEEP)
    assert keys(made) == ["plans.assume.large_last"]


def test_an_unknown_rate_counts_as_none_and_is_said() -> None:
    made = paid(loan(annual_rate=None, contractual_monthly=yuan(4_000), terms_left=3), OfferKind.KEEP)
    assert [row.total for row in made.rows] == [400_000] * 3
    assert keys(made) == ["plans.assume.rate_unknown"]


def test_a_due_day_at_the_months_end_comes_back_after_february() -> None:
    known: dict[str, Any] = {"next_due_date": date(2027, 2, 28), "due_day": 31, "terms_left": 3}
    made = paid(loan(**known), OfferKind.KEEP)
    assert [row.due for row in made.rows] == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def test_what_fell_due_before_the_day_of_the_plan_is_taken_as_paid() -> None:
    made = paid(loan("1200", annual_rate=Decimal(0), terms_left=12), OfferKind.KEEP, on=date(2027, 2, 1))
    assert made.first_due == date(2027, 2, 10)
    assert made.balance_now == yuan(1_000)
    assert len(made.rows) == 10


def test_family_without_a_monthly_payment_is_shown_as_it_stands() -> None:
    made = demo("C3-negative", "D5", OfferKind.KEEP)
    assert {row.total for row in made.rows} == {0}
    assert made.still_owed == yuan(20_000)


def test_a_court_deduction_starts_on_its_day_and_settles_costs_first() -> None:
    # C4 D1: 2,000 a month from 1 December 2026; 4,655 of costs come first
    made = demo("C4-litigated", "D1", OfferKind.KEEP)
    assert made.first_due == date(2026, 12, 1)
    assert [row.other for row in made.rows[:3]] == [200_000, 200_000, 65_500]
    assert {row.total for row in made.rows[:60]} == {200_000}


def test_the_doubled_interest_of_a_judgment_is_settled_last() -> None:
    judgment = Judgment(court_deduction_monthly=yuan(600), court_deduction_from=date(2026, 12, 23))
    debt = loan("1000", annual_rate=Decimal(0), judgment=judgment, overdue_days=50)
    made = paid(debt, OfferKind.KEEP)
    # 1,000 × 0.0175 % × 30 days = 5.25, then 400 × 0.0175 % × 31 = 2.17
    assert [(row.principal, row.penalty_interest) for row in made.rows] == [(60_000, 0), (40_000, 742)]


def test_doubled_interest_does_not_run_before_the_judgment_has_to_be_paid() -> None:
    judgment = Judgment(court_deduction_monthly=yuan(600), perform_by=date(2026, 12, 31))
    debt = loan("1000", annual_rate=Decimal(0), judgment=judgment, overdue_days=50)
    assert [row.total for row in paid(debt, OfferKind.KEEP).rows] == [60_000, 40_000]


def test_a_judgment_without_a_deduction_is_paid_by_the_month_it_was_told() -> None:
    debt = loan("1000", annual_rate=Decimal(0), judgment=Judgment(), contractual_monthly=yuan(500))
    made = paid(debt, OfferKind.KEEP)
    assert [row.total for row in made.rows] == [50_000, 50_000]
    assert made.first_due == date(2026, 12, 10)


def test_a_late_loan_of_which_no_monthly_figure_is_known_says_so() -> None:
    made = paid(loan(overdue_days=40), OfferKind.KEEP)
    assert keys(made) == ["plans.assume.runs_on", "plans.assume.monthly_unknown"]
    assert made.total_paid == ZERO


def test_remaining_instalments_without_a_figure_or_a_number_cannot_be_paid_on() -> None:
    made = paid(loan(balance_basis="remaining_instalments"), OfferKind.KEEP)
    assert keys(made) == ["plans.assume.runs_on", "plans.assume.monthly_unknown"]


def test_a_debt_known_by_its_instalments_alone_owes_their_sum() -> None:
    told: dict[str, Any] = {"balance_total": None, "balance_basis": "remaining_instalments"}
    debt = replace(loan(**told, contractual_monthly=yuan(720), terms_left=9), principal=None)
    made = paid(debt, OfferKind.KEEP)
    assert made.total_paid == yuan(6_480)


def test_a_debt_known_by_its_parts_owes_their_sum() -> None:
    told: dict[str, Any] = {"balance_total": None, "late_fee": yuan(100)}
    assert paid(loan("900", **told), OfferKind.STOP).balance_now == yuan(1_000)


def test_an_account_may_settle_principal_first() -> None:
    parts: dict[str, Any] = {"balance_total": yuan(1_000), "accrued_interest": yuan(100)}
    debt = loan("900", **parts, annual_rate=Decimal(0), allocation_order="principal_first", overdue_days=5)
    made = paid(debt, OfferKind.TOKEN, amount=yuan(500), months=2)
    assert [(row.principal, row.interest) for row in made.rows] == [(50_000, 0), (40_000, 10_000)]


def test_the_overdue_part_of_a_loan_bears_half_as_much_again() -> None:
    # practice §1.2: 20,000 over 12 at 18 %, the 4th of 1,833.60 missed; its principal 1,603.65 × 0.075 % × 30 = 36.08.
    # Half of that, 24.05, is the ordinary interest; the part above it is penalty interest: 12.03.
    account = LoanAccount(
        parts=[160_365, 0, 0, 0, 0],
        daily_rate=(5, 10_000),
        penalty_daily=(25, 100_000),
        compound=False,
        instalment=0,
        arrears=160_365,
        allocation="interest_first",
    )
    account.accrue(30)
    assert account.parts[INTEREST] + account.parts[PENALTY] == 3_608
    # everything due at once: 15,329.84 × 0.075 % × 90 = 1,034.76
    whole = replace(account, parts=[1_532_984, 0, 0, 0, 0], arrears=1_532_984)
    whole.accrue(90)
    assert whole.parts[INTEREST] + whole.parts[PENALTY] == 103_476


def test_unpaid_interest_compounds_at_the_overdue_rate_where_the_contract_says_so() -> None:
    account = LoanAccount(
        parts=[0, 100_000, 0, 0, 0],
        daily_rate=(5, 10_000),
        penalty_daily=(25, 100_000),
        compound=True,
        instalment=0,
        arrears=0,
        allocation="interest_first",
    )
    account.accrue(10)
    assert account.parts[PENALTY] == 750  # 1,000 × 0.075 % × 10


def test_a_late_loan_paid_by_the_month_goes_on_with_its_arrears() -> None:
    # C2 D3: 14 × 1,692.35 at 23.9 %, 66 days late; what is behind stretches it beyond 14 months
    made = demo("C2-tight", "D3", OfferKind.KEEP)
    assert 14 < len(made.rows) < 20
    assert {row.total for row in made.rows[:-1]} == {169_235}
    assert keys(made) == ["plans.assume.runs_on"]


def test_late_remaining_instalments_bear_penalty_interest_alone() -> None:
    debt = replace(
        read_case(demo_bytes("C1-easy")).debt("D3"), overdue_days=10, id="L", penalty_multiplier=Decimal("1.5")
    )
    made = paid(debt, OfferKind.STOP)
    assert made.rows[0].balance > 648_000
    assert made.total_paid == ZERO
    # 720 late × 15.86 % × 1.5 × 17 days (23 Nov to 10 Dec) / 365 = 7.98
    assert made.rows[0].balance == 648_798


def test_nothing_paid_lets_the_contract_run_on() -> None:
    # C2 D1: 45,720 × 0.0005 × 30 = 685.80 of interest; late fee 5 % of what is open of the minimum, fees aside:
    # 15,745 − 1,080 = 14,665 → 733.25
    made = demo("C2-tight", "D1", OfferKind.STOP)
    assert made.total_paid == ZERO
    assert made.end is None
    assert len(made.rows) == 60
    assert made.rows[0].balance == 4_680_000 + 68_580 + 73_325
    assert made.accrued_until_first_due == yuan("685.80")


def test_no_late_fee_is_added_once_a_card_is_late_by_180_days() -> None:
    made = demo("C2-tight", "D1", OfferKind.STOP)
    # 78 days late on 23 November: 108, 139, 170 on the next due days, 198 in March; then only interest is added
    growth = [later.balance - earlier.balance for earlier, later in pairwise(made.rows)]
    assert made.rows[2].due == date(2027, 2, 23)
    assert growth[1] > 2 * growth[2]
    assert all(monthly > 0 for monthly in growth)


def test_a_token_holds_for_its_months_and_then_nothing_is_planned() -> None:
    made = demo("C2-tight", "D1", OfferKind.TOKEN, amount=yuan(100), months=6)
    assert [row.total for row in made.rows[:8]] == [10_000] * 6 + [0, 0]
    assert made.end is None
    assert made.still_owed > yuan(46_800)
    assert keys(made) == ["plans.assume.token"]


def test_a_token_that_reaches_the_balance_ends_the_debt() -> None:
    made = paid(loan("150", annual_rate=Decimal(0)), OfferKind.TOKEN, amount=yuan(100), months=6)
    assert [row.total for row in made.rows] == [10_000, 5_000]
    assert made.still_owed == ZERO


def test_the_minimum_begins_with_what_is_on_the_bill() -> None:
    # C1 D1: 2,700 on the bill; then 10 % of the rest and the month's interest
    made = demo("C1-easy", "D1", OfferKind.MINIMUM)
    assert made.rows[0].total == 270_000
    assert made.rows[1].total < 270_000
    assert made.end is not None


def test_minimum_payments_follow_the_published_trap() -> None:
    # practice §1.2: 30,000 at 0.05 % a day, 10 % of principal and the interest: 47 months of 30.4 days, interest 4,524,
    # until less than 100 is left. Here by calendar days, and the rest of 100 is billed at once.
    debt = loan("30000", creditor_type=CreditorType.BANK_CREDIT_CARD, annual_rate=Decimal("0.1825"), next_due_date=None)
    made = paid(debt, OfferKind.MINIMUM)
    # 30,000 × 0.9 ** 54 = 101, 0.9 ** 55 → below 100
    assert len(made.rows) == 56
    assert abs(sum(row.interest for row in made.rows) - 452_400) < 15_000


def test_a_card_with_a_floor_pays_at_least_that() -> None:
    debt = loan("600", creditor_type=CreditorType.BANK_CREDIT_CARD, min_payment_floor=yuan(100))
    made = paid(debt, OfferKind.MINIMUM)
    assert {row.total for row in made.rows[:-1]} == {10_000}


KINDS = st.sampled_from([OfferKind.KEEP, OfferKind.MINIMUM, OfferKind.STOP, OfferKind.TOKEN])


@given(
    kind=KINDS,
    parts=st.tuples(*[st.integers(0, 10**7)] * 5),
    creditor_type=st.sampled_from(sorted(set(CreditorType) - {CreditorType.GUARANTEE})),
    days=st.sampled_from([0, 12, 100, 300]),
    monthly=st.none() | st.integers(0, 10**6),
    left=st.none() | st.integers(1, 120),
    rate=st.none() | st.decimals(0, Decimal("0.36"), places=4),
    amount=st.integers(1, 10**5),
)
def test_whatever_the_contract_nothing_is_lost(
    kind: OfferKind,
    parts: tuple[int, ...],
    creditor_type: CreditorType,
    days: int,
    monthly: int | None,
    left: int | None,
    rate: Decimal | None,
    amount: int,
) -> None:
    principal, interest, penalty, late_fee, other = map(Money, parts)
    debt = Debt(
        id="L",
        creditor_alias="某家",
        creditor_type=creditor_type,
        principal=principal,
        accrued_interest=interest,
        penalty_interest=penalty,
        late_fee=late_fee,
        other_fees=other,
        balance_total=Money(sum(parts)),
        annual_rate=rate,
        overdue_days=days,
        contractual_monthly=None if monthly is None else Money(monthly),
        terms_left=left,
    )
    fields: dict[str, Any] = {"months": 6, "amount": Money(amount)} if kind is OfferKind.TOKEN else {}
    made = paid(debt, kind, **fields)
    assert made.total_paid.fen == sum(row.total for row in made.rows)
    assert all(min(row[1:]) >= 0 for row in made.rows)
    assert sum(row.principal for row in made.rows) <= parts[PRINCIPAL]
    if made.end is not None:
        assert made.still_owed == ZERO
        assert made.total_paid.fen >= sum(parts)
