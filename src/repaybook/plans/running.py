"""A debt left to its contract: the account that it is, and the rows of what is paid while it runs on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from repaybook import law
from repaybook.assess.debts import due_monthly, under_agreement
from repaybook.assess.stages import late_days
from repaybook.case.defaults import Terms
from repaybook.case.model import CaseFile, CreditorType, Debt, Judgment
from repaybook.dates import add_months
from repaybook.money import Fen
from repaybook.plans.card_account import CardAccount
from repaybook.plans.instalments import Ratio, period_ratio
from repaybook.plans.loan_account import LoanAccount
from repaybook.plans.model import Row
from repaybook.plans.owed import PENALTY, PRINCIPAL, Parts

Account: TypeAlias = CardAccount | LoanAccount

_MONTH_DAYS = 30


def is_open_card(debt: Debt, terms: Terms, case: CaseFile) -> bool:
    """Return whether the debt is a card with a minimum payment, not under an agreement nor a loan by another name."""
    revolving = debt.creditor_type is CreditorType.BANK_CREDIT_CARD and terms.repayment_method == "revolving"
    return revolving and not under_agreement(case, debt)


def _daily(annual_rate: Decimal, terms: Terms) -> Ratio:
    return period_ratio(annual_rate, 360 if terms.day_count == "actual/360" else 365)


def _share(rate: Decimal | None) -> Ratio:
    return (rate or Decimal(0)).as_integer_ratio()


def _card(debt: Debt, terms: Terms, parts: Parts, days_late: int) -> CardAccount:
    account = CardAccount(
        parts=list(parts),
        daily_rate=_daily(terms.annual_rate or Decimal(0), terms),
        compound=bool(terms.compound_interest),
        minimum_share=_share(terms.min_payment_rate),
        minimum_floor=terms.min_payment_floor.fen if terms.min_payment_floor else 0,
        late_fee_share=_share(terms.late_fee_rate),
        late_fee_on_this_month=terms.late_fee_base == "current_minimum",
        allocation=terms.allocation_order,
        days_late=days_late,
        late=days_late > 0,
    )
    minimum = debt.min_payment if debt.min_payment is not None else debt.contractual_monthly
    if minimum is not None:
        account.take_over(minimum.fen)
    return account


def _judged(debt: Debt, judgment: Judgment, terms: Terms, parts: Parts, on: date, *, late: bool) -> LoanAccount:
    """Return the account of judgment money; its doubled interest runs where it was not paid by the day it had to be."""
    doubled = law.load("court")["doubled_interest_daily"].on(on).value if late else Decimal(0)
    base = judgment.doubled_interest_base
    taken = judgment.court_deduction_monthly or debt.contractual_monthly
    account = LoanAccount(
        parts=list(parts),
        daily_rate=_daily(terms.annual_rate or Decimal(0), terms),
        penalty_daily=doubled.as_integer_ratio(),
        compound=False,
        instalment=taken.fen if taken else 0,
        arrears=0,
        allocation=terms.allocation_order,
        judged=base.fen if base is not None else parts[PRINCIPAL],
    )
    already = judgment.doubled_interest_to_date
    if already is not None and not parts[PENALTY]:
        account.parts[PENALTY] = already.fen
    return account


def account_of(debt: Debt, terms: Terms, parts: Parts, case: CaseFile, on: date) -> Account:
    """Return the account of a debt as of the case's day; ``on`` picks the law of a judgment's doubled interest.

    The instalments missed so far are taken as one more than the full thirty days of being late. Under a judgment the
    doubled interest reckoned so far joins the balance, as penalty interest, where the case does not hold it there.
    """
    days = late_days(case, debt) or 0
    if debt.judgment is not None:
        performed_by = debt.judgment.perform_by
        late = performed_by < case.as_of if performed_by is not None else days > 0
        return _judged(debt, debt.judgment, terms, parts, on, late=late)
    if is_open_card(debt, terms, case):
        return _card(debt, terms, parts, days)
    rate = terms.annual_rate or Decimal(0)
    times = terms.penalty_multiplier or Decimal(1)
    if terms.balance_basis == "remaining_instalments":
        # The instalments hold their interest already; what is late bears the whole overdue rate.
        ordinary, above = Decimal(0), rate * times
    else:
        ordinary, above = rate, rate * max(Decimal(0), times - 1)
    monthly = due_monthly(case, debt)
    account = LoanAccount(
        parts=list(parts),
        daily_rate=_daily(ordinary, terms),
        penalty_daily=_daily(above, terms),
        compound=bool(terms.compound_interest),
        instalment=monthly.fen if monthly else 0,
        arrears=0,
        allocation=terms.allocation_order,
        days_late=days,
    )
    missed = days // _MONTH_DAYS + 1 if days else 0
    everything = terms.accelerated or (days > 0 and not account.instalment)
    account.arrears = parts[PRINCIPAL] if everything else min(parts[PRINCIPAL], missed * account.principal_share)
    return account


def run_on(
    account: Account, since: date, dues: Sequence[date], payment: Callable[[int, Account], Fen]
) -> tuple[Row, ...]:
    """Return a row for each due day: the account accrues, bills and is paid ``payment(number from 0, account)``.

    Ends where nothing is owed any more; a payment above the balance is cut to it.
    """
    rows: list[Row] = []
    for number, due in enumerate(dues):
        account.accrue((due - since).days)
        since = due
        account.bill()
        principal, interest, penalty, late_fee, other = account.pay(min(payment(number, account), account.balance))
        balance = account.balance
        rows.append(Row(due, principal, interest, penalty, late_fee, other, balance))
        if balance == 0:
            break
    return tuple(rows)


def accrued_until(account: Account, since: date, day: date) -> Fen:
    """Return what the contract adds to the account from ``since`` to ``day`` while nothing is paid, in fen."""
    unpaid_until(account, since, day)
    return account.accrued


def unpaid_until(account: Account, since: date, day: date, *, early: int = 0) -> None:
    """Let the terms run from ``since`` to ``day``, with a bill that nobody pays after each whole month between.

    A month that ends ``early`` days or less before ``day`` is none of its own.
    """
    months, reached = 1, since
    while ((step := add_months(since, months)) - day).days < -early:
        account.accrue((step - reached).days)
        account.bill()
        account.pay(0)
        reached = step
        months += 1
    account.accrue(max(0, (day - reached).days))


def added_while(account: Account, since: date, payments: Sequence[tuple[date, Fen]]) -> Fen:
    """Return what the contract adds from ``since`` to the last payment's day while these are made, in fen.

    The account bills once a month from ``since``; a payment within a month only lowers what bears interest after it.
    """
    months, reached = 1, since
    for day, amount in payments:
        while (step := add_months(since, months)) <= day:
            account.accrue((step - reached).days)
            account.bill()
            account.pay(0)
            reached = step
            months += 1
        account.accrue(max(0, (day - reached).days))
        reached = max(reached, day)
        account.pay(min(amount, account.balance))
    return account.accrued
