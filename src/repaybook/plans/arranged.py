"""What was arranged with one creditor, in an offer of a plan or in an agreement, and the contract behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from repaybook.case.defaults import USUAL, terms_of
from repaybook.case.model import Agreement, CaseFile, CreditorType, Debt, Offer, OfferKind
from repaybook.dates import add_months, months_between
from repaybook.errors import PlanError, Problem
from repaybook.money import Fen, Money
from repaybook.plans.checks import offer_problems
from repaybook.plans.days import start_of
from repaybook.plans.model import Row, Said, Schedule
from repaybook.plans.offers import scheduled
from repaybook.plans.owed import INTEREST, LATE_FEE, OTHER, PENALTY, PRINCIPAL, Parts, parts_of
from repaybook.plans.paid_since import paid_since
from repaybook.plans.scheduling import added_until

_ARRANGED = frozenset({OfferKind.INSTALMENTS, OfferKind.EXTENSION, OfferKind.LUMP_SUM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """An arrangement, and what stands behind it; every amount in fen.

    ``since`` – the day from which the contract's terms do not count. ``case`` and ``debt`` – with the contract's own
    terms, as if nothing had been arranged. ``opening`` – what was owed on ``since`` by part; ``waived`` – what of it is
    waived, by part; ``agreed`` – what the arrangement starts from, by part: the opening less what is waived, and what
    an extension adds. ``paid`` – payments made so far and their days. ``rows`` – payments to come; the first of them is
    number ``first_number``. ``left_over`` – what is still owed after the last row. ``by_instalments`` – it is paid over
    time, not settled. ``assumptions`` – what had to be assumed of the contract.
    """

    case: CaseFile
    debt: Debt
    since: date
    opening: tuple[Fen, ...]
    waived: tuple[Fen, ...]
    agreed: tuple[Fen, ...]
    paid: tuple[tuple[date, Fen], ...]
    rows: tuple[Row, ...]
    first_number: int
    left_over: Fen
    by_instalments: bool = True
    assumptions: tuple[Said, ...] = ()


def _nothing(debt: Debt) -> PlanError:
    return PlanError([Problem("breach.problem.nothing_agreed", ("debt",), {"name": debt.creditor_alias or debt.id})])


def arranged(case: CaseFile, debt_id: str, about: Offer | Agreement, on: date) -> Arranged:
    """Return what an offer proposes or an agreement holds. Raises ``PlanError`` where there is nothing to be broken.

    An offer that leaves the contract as it is (kept, minimum, stop, a token whose interest runs on) waives and changes
    nothing. ``KeyError`` where the case has no such debt.
    """
    debt = case.debt(debt_id)
    if isinstance(about, Agreement):
        return _of_agreement(case, debt, about, on)
    if about.kind not in _ARRANGED and not (about.kind is OfferKind.TOKEN and about.held):
        raise _nothing(debt)
    problems = offer_problems(about, debt, case, on)
    if problems:
        raise PlanError(problems)
    return _of_offer(case, debt, about, on)


def _of_offer(case: CaseFile, debt: Debt, offer: Offer, on: date) -> Arranged:
    parts = parts_of(debt) or [0, 0, 0, 0, 0]
    schedule = scheduled(debt, offer, case, on)
    rows = _paying(schedule)
    if not rows:
        raise _nothing(debt)
    waived = _waived(parts, offer, schedule)
    agreed = [owed - less for owed, less in zip(parts, waived, strict=True)]
    if offer.kind is OfferKind.EXTENSION:
        # As the offer has it: what runs until the month before the first instalment joins the interest owed.
        begins = add_months(rows[0].due, -1)
        agreed[INTEREST] += added_until(debt, terms_of(debt), parts, case, max(case.as_of, begins))
    return Arranged(
        case=case,
        debt=debt,
        since=case.as_of,
        opening=tuple(parts),
        waived=tuple(waived),
        agreed=tuple(agreed),
        paid=(),
        rows=rows,
        first_number=1,
        left_over=rows[-1].balance,
        by_instalments=offer.kind is not OfferKind.LUMP_SUM,
        assumptions=_rate_said(debt, terms_of(debt).annual_rate),
    )


def _paying(schedule: Schedule) -> tuple[Row, ...]:
    """Return the rows up to the last that pays: after a token with nothing behind it the contract merely runs on.

    The balance of a settlement in parts is what of the settlement is still to be paid: the waiver counts from the day
    on which it is agreed, as the other offers' does.
    """
    last = max((number for number, row in enumerate(schedule.rows, 1) if row.total), default=0)
    rows = schedule.rows[:last]
    if schedule.offer.kind is not OfferKind.LUMP_SUM:
        return rows
    left = [sum(row.total for row in rows[number:]) for number in range(1, last + 1)]
    return tuple(row._replace(balance=balance) for row, balance in zip(rows, left, strict=True))


def _waived(parts: Sequence[Fen], offer: Offer, schedule: Schedule) -> Parts:
    """Return what an offer asks to have waived, by part; a token waives nothing, whatever was asked for before."""
    if offer.kind is OfferKind.TOKEN:
        return [0, 0, 0, 0, 0]
    if offer.kind is OfferKind.LUMP_SUM:
        paid = [sum(column) for column in list(zip(*schedule.rows, strict=True))[1:6]]
        return [max(0, owed - less) for owed, less in zip(parts, paid, strict=True)]
    waived = [0, 0, 0, 0, 0]
    waived[PRINCIPAL] = offer.waived_principal.fen
    waived[INTEREST] = offer.waived_interest.fen
    waived[PENALTY] = offer.waived_penalty.fen
    waived[LATE_FEE] = offer.waived_late_fee.fen
    waived[OTHER] = offer.waived_fees.fen
    return waived


def _rate_said(debt: Debt, rate: Decimal | None) -> tuple[Said, ...]:
    return () if rate is not None or debt.judgment is not None else (Said("breach.assume.rate_unknown", {}),)


def _contract_of(debt: Debt) -> tuple[Debt, tuple[Said, ...]]:
    """Return the debt with the terms of the contract before its agreement, and what had to be assumed of them.

    The case holds the agreement's price and instalment in the debt; the contract's own stand under ``contract``, or
    are what is usual.
    """
    if debt.judgment is not None:
        return debt, ()
    contract, said = debt.contract, []
    rate = contract.annual_rate if contract is not None else None
    if rate is None and debt.annual_rate and debt.legal_status != "agreement":
        rate = debt.annual_rate
    if rate is None:
        rate = USUAL[debt.creditor_type].annual_rate
        if rate:
            percent = f"{rate * 100:f}".rstrip("0").rstrip(".")
            said.append(Said("breach.assume.rate_usual", {"percent": percent}))
    instalment = contract.instalment if contract is not None else None
    revolving = debt.creditor_type is CreditorType.BANK_CREDIT_CARD
    before = replace(
        debt,
        legal_status="none",
        annual_rate=rate,
        contractual_monthly=instalment,
        min_payment=None,
        overdue_days=0 if revolving else 1,
        overdue_since=None,
        overdue_stage=None,
        accelerated=debt.accelerated if revolving or instalment is not None else True,
    )
    if not revolving and instalment is None and rate:
        said.append(Said("breach.assume.all_late", {}))
    return before, (*said, *_rate_said(debt, rate))


def _of_agreement(case: CaseFile, debt: Debt, agreement: Agreement, on: date) -> Arranged:
    """Return an agreement as it stands: its fixed balance, the payments made, the instalments still to come.

    Instalments that fell due since the case's day count as paid, as they do in a projection.
    """
    parts = parts_of(debt)
    if parts is None or not sum(parts):
        raise _nothing(debt)
    # Under a judgment the agreement is about how it is performed: the judgment runs again once it is broken.
    plain = replace(debt, judgment=None)
    with_it = replace(case, debts=(plain,), agreements=(agreement,))
    keep = Offer(debt=debt.id, kind=OfferKind.KEEP)
    schedule = scheduled(plain, keep, with_it, on)
    if not schedule.rows:
        raise _nothing(debt)
    start = start_of(case, on)
    taken = [(row.due, row.total) for row in scheduled(plain, keep, with_it, case.as_of).rows if row.due < start]
    recorded = [(one.date, one.amount.fen) for one in agreement.payments if one.date <= start]
    paid = tuple(sorted([*recorded, *taken]))
    before, said = _contract_of(debt)
    in_balance = sum(payment.amount.fen for payment in paid_since(agreement, plain, case)[0].payments)
    owed = sum(parts) + in_balance
    opening = [0, 0, 0, 0, 0]
    if agreement.principal_fixed is not None:
        opening[PRINCIPAL] = owed = max(agreement.principal_fixed.fen, 1)
        said = (*said, Said("breach.assume.fixed_is_principal", {"amount": Money(owed)}))
    else:
        opening = list(parts)
        opening[PRINCIPAL] += in_balance
    agreed = _to_repay(schedule)
    agreed[PRINCIPAL] += sum(amount for _, amount in paid)
    waived = [0, 0, 0, 0, agreement.waived.fen if agreement.waived is not None else 0]
    opening[OTHER] += waived[OTHER]
    if waived[OTHER]:
        said = (*said, Said("breach.assume.waived_in_one", {"amount": Money(waived[OTHER])}))
    return Arranged(
        case=replace(case, agreements=()),
        debt=before,
        since=_begun(agreement, paid, start),
        opening=tuple(opening),
        waived=tuple(waived),
        agreed=tuple(agreed),
        paid=paid,
        rows=schedule.rows,
        first_number=_number(agreement, schedule.rows[0].due),
        left_over=schedule.still_owed.fen,
        assumptions=said,
    )


def _to_repay(schedule: Schedule) -> Parts:
    """Return the balance before the first row, by part: what the rows repay of each, and principal at their end."""
    rows = schedule.rows
    principal = sum(row.principal for row in rows) + schedule.still_owed.fen
    penalty, late_fee = sum(row.penalty_interest for row in rows), sum(row.late_fee for row in rows)
    other = sum(row.other for row in rows)
    return [principal, schedule.balance_now.fen - principal - penalty - late_fee - other, penalty, late_fee, other]


def _begun(agreement: Agreement, paid: Sequence[tuple[date, Fen]], start: date) -> date:
    """Return the day of an agreement: when it was signed, else a month before its first instalment, else ``start``."""
    first = [day for day, _ in paid[:1]]
    if agreement.signed is not None:
        known = agreement.signed
    elif agreement.first_due is not None:
        known = add_months(agreement.first_due, -1)
    else:
        known = start
    return min([known, start, *first])


def _number(agreement: Agreement, due: date) -> int:
    if agreement.first_due is None:
        return agreement.paid_instalments + 1
    return max(1, months_between(agreement.first_due, due) + 1)
