"""What is paid on an agreement after the day of the figures is paid once: off its rows and its balance, never again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import Agreement, CaseFile, CreditorType, Debt, Offer, OfferKind, Payment, Plan
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.money import ZERO, Money
from repaybook.plans import project, schedule
from repaybook.plans.breach import breach
from repaybook.plans.model import Schedule

DAY = date(2026, 11, 23)


def yuan(amount: int) -> Money:
    return Money.yuan(amount)


def told(balance: int, *payments: Payment, rate: str = "0", **fields: Any) -> CaseFile:
    """Ten instalments of 100 from 5 December about one debt."""
    debt = Debt(
        id="L",
        creditor_alias="银行",
        creditor_type=CreditorType.BANK_CONSUMER_LOAN,
        principal=yuan(balance),
        balance_total=yuan(balance),
        annual_rate=Decimal(rate),
        overdue_days=0,
    )
    agreement = Agreement(
        debt="L", terms=10, monthly=yuan(100), first_due=date(2026, 12, 5), payments=payments, **fields
    )
    return CaseFile(as_of=DAY, debts=(debt,), agreements=(agreement,))


def kept(case: CaseFile, on: date) -> Schedule:
    return schedule(case.debt("L"), Offer(debt="L", kind=OfferKind.KEEP), case, on)


def test_an_instalment_recorded_as_paid_is_not_asked_for_again_at_the_end() -> None:
    # C5 D1: 42,900 = 55 × 780; one paid today leaves 54 × 780 = 42,120, the last no larger than the others
    case = read_case(demo_bytes("C5-misconduct"))
    agreement = case.agreements[0]
    after = replace(agreement, payments=(*agreement.payments, Payment(date=DAY, amount=yuan(780))))
    case = replace(case, agreements=(after,))
    made = schedule(case.debt("D1"), Offer(debt="D1", kind=OfferKind.KEEP), case, DAY)
    assert [row.total for row in made.rows] == [78_000] * 54
    assert (made.first_due, made.end) == (date(2027, 1, 5), date(2031, 6, 5))
    assert (made.balance_now, made.total_paid, made.still_owed) == (yuan(42_120), yuan(42_120), ZERO)


def test_a_part_of_an_instalment_is_taken_off_it() -> None:
    case = told(1_000, Payment(date=date(2026, 12, 1), amount=yuan(130)))
    made = kept(case, date(2026, 12, 2))
    assert [row.total for row in made.rows] == [7_000, *[10_000] * 8]
    assert [row.balance for row in made.rows[:2]] == [80_000, 70_000]
    assert (made.first_due, made.balance_now) == (date(2027, 1, 5), yuan(870))


def test_a_payment_that_the_balance_holds_is_taken_off_nothing() -> None:
    # 1,000 fixed, 100 paid on the day of the figures: a balance of 900 holds it
    case = told(900, Payment(date=DAY, amount=yuan(100)))
    made = kept(case, DAY)
    assert made.balance_now == made.total_paid == yuan(900)


def test_an_agreement_paid_to_its_end_has_nothing_to_come() -> None:
    case = told(1_000, Payment(date=date(2026, 12, 1), amount=yuan(1_000)))
    made = kept(case, date(2026, 12, 2))
    assert (made.rows, made.balance_now, made.still_owed, made.regular) == ((), ZERO, ZERO, ZERO)
    done = project(case, Plan(id="p", offers=(Offer(debt="L", kind=OfferKind.KEEP),)), date(2026, 12, 2))
    assert done.going_on == ()


@given(amounts=st.lists(st.integers(1, 30_000), max_size=6), rate=st.sampled_from(["0", "0.06", "0.12"]))
def test_what_was_paid_and_what_is_to_come_are_the_agreement_whatever_is_paid_when(
    amounts: list[int], rate: str
) -> None:
    # 950 at up to 12 % over ten of 100: the instalments carry interest
    whole = kept(told(950, rate=rate), DAY)
    payments = [Payment(date=date(2026, 11, 24), amount=Money(fen)) for fen in amounts]
    made = kept(told(950, *payments, rate=rate), date(2026, 11, 25))
    left = max(0, whole.total_paid.fen - sum(amounts))
    assert made.total_paid.fen == left
    assert made.still_owed == ZERO
    balances = [made.balance_now.fen, *(row.balance for row in made.rows)]
    assert all(later <= earlier for earlier, later in pairwise(balances))
    assert all(min(row[1:]) >= 0 for row in made.rows)


@pytest.mark.parametrize("on", [DAY, date(2026, 12, 6), date(2027, 3, 1)])
def test_a_breach_looked_at_later_starts_from_what_is_left_then(on: date) -> None:
    # Ten of 100; the sixth, of May, is missed: five are paid, whether they fell due before the day of looking or not
    case = told(1_000)
    found = breach(case, "L", case.agreements[0], on, missed=6, days_late=0)
    assert (found.paid, found.kept) == (yuan(500), yuan(500))
    assert all(part.kept >= ZERO for part in found.parts)
    assert sum(part.kept.fen for part in found.parts) == found.kept.fen


def test_a_payment_since_the_figures_counts_once_in_a_breach() -> None:
    case = told(1_000, Payment(date=date(2026, 12, 5), amount=yuan(100)))
    found = breach(case, "L", case.agreements[0], date(2026, 12, 6), missed=6, days_late=0)
    assert (found.paid, found.kept, found.opening) == (yuan(500), yuan(500), yuan(1_000))


def test_payments_of_a_hundred_times_the_whole_do_not_run_out_of_the_calendar() -> None:
    case = told(1_000, Payment(date=date(2026, 12, 1), amount=Money(10**12)))
    without_terms = replace(case.agreements[0], terms=None, monthly=Money(1))
    made = kept(replace(case, agreements=(without_terms,)), DAY)
    assert made.still_owed == ZERO
    before = replace(without_terms, payments=(Payment(date=date(2026, 1, 1), amount=Money(10**12)),))
    assert kept(replace(case, agreements=(before,)), DAY).still_owed == ZERO


def test_a_debt_that_is_waived_whole_leaves_nothing_owed() -> None:
    case = replace(told(1_000), agreements=())
    offer = Offer(debt="L", kind=OfferKind.INSTALMENTS, months=12, waived_principal=yuan(1_000))
    made = schedule(case.debt("L"), offer, case, DAY)
    assert (made.rows, made.still_owed, made.waived_principal) == ((), ZERO, yuan(1_000))


def test_waivers_of_an_answer_before_are_no_part_of_a_held_token() -> None:
    debt = replace(told(1_000).debts[0], balance_total=yuan(1_100), penalty_interest=yuan(100))
    case = CaseFile(as_of=DAY, debts=(debt,))
    offer = Offer(
        debt="L", kind=OfferKind.TOKEN, months=3, amount=yuan(10), held=True, then_months=12, waived_penalty=yuan(100)
    )
    found = breach(case, "L", offer, DAY, missed=6)
    assert found.waiver_back == ZERO
    assert all(part.kept >= ZERO for part in found.parts)
