"""A token for some months that is more than waiting: interest held meanwhile, the rest in instalments afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from repaybook.assess.stages import late_days
from repaybook.case.defaults import Terms
from repaybook.case.model import CaseFile, Debt, Offer
from repaybook.money import ZERO, Fen, Money
from repaybook.plans import continued
from repaybook.plans.days import days_from, payment_days
from repaybook.plans.instalments import due_days
from repaybook.plans.kept import SHOWN_MONTHS
from repaybook.plans.model import Row, Said, Schedule
from repaybook.plans.owed import Parts, order_of, settle
from repaybook.plans.renewed import said_again, terms_under
from repaybook.plans.running import account_of, added_while, run_on
from repaybook.plans.scheduling import added_until, contract_rate_of, finished, first_due, moved
from repaybook.plans.spread import spread, spread_total
from repaybook.plans.varied import Shape, varied_total


def token(debt: Debt, offer: Offer, parts: Parts, case: CaseFile, start: date) -> Schedule:
    """Return a token payment for some months and what comes after it.

    ``held`` – the contract adds nothing while tokens are paid, which is asked for and said; else it runs on.
    ``then_months`` – what is left is repaid in so many instalments from the month after the last token, at the
    offer's rate, without one interest-free; else nothing is planned and the contract runs on.
    """
    if not offer.held and offer.then_months is None:
        return continued.token(debt, offer, parts, case, start)
    terms = terms_under(debt, case, parts)
    begins = first_due(debt, offer, start)
    months, after = offer.months or 1, offer.then_months or 0
    dues = due_days(begins, months + after)
    tokens = dues[:months]
    amount = (offer.amount or ZERO).fen
    left = list(parts)
    if offer.held:
        rows = _held(left, amount, tokens, debt, terms, case)
    else:
        rows, left = _running(debt, offer, terms, parts, case, start, tokens)
    paid = [(row.due, row.total) for row in rows]
    said = [*moved(offer, begins), *said_again(debt, offer, case, sum(parts), begins)]
    if offer.held:
        added = added_while(account_of(debt, terms, parts, case, start), case.as_of, paid)
        said.append(Said("offers.assume.held", {"amount": Money(added), "day": tokens[-1]}))
    rest, worth = sum(left), 0
    level: Fen | None = None
    if after and rest:
        rate = offer.annual_rate or Decimal(0)
        order = order_of(terms.allocation_order, late_days(case, debt) or 0)
        then = spread(left, rate, dues[months], after, order=order)
        rows += tuple(row._replace(due=day) for row, day in zip(then, dues[months:], strict=False))
        level = then[-2 if len(then) > 1 else -1].total
        contract_rate = contract_rate_of(terms)
        asked = spread_total(rest, rate, after)
        if offer.held:
            # The same tokens and the same months at the contract's rate cost what holding and cutting it saves.
            shape = Shape((amount,) * months)
            worth = varied_total(sum(parts), contract_rate, dues, shape) - amount * months - asked
        else:
            worth = spread_total(rest, contract_rate, after) - asked
        said.append(Said("offers.assume.then", {"amount": Money(rest), "months": after}))
    elif rest:
        rows += _nothing_more(debt, terms, left, case, tokens[-1], SHOWN_MONTHS - len(rows))
        said.append(Said("offers.assume.nothing_planned", {"day": tokens[-1]}))
    if offer.annual_rate and after:
        said.append(Said("offers.assume.then_interest", {}))
    if terms.annual_rate is None:
        said.append(Said("plans.assume.rate_unknown", {}))
    return finished(
        debt,
        offer,
        rows,
        start,
        balance=sum(parts),
        accrued=added_until(debt, terms, parts, case, begins),
        included=not offer.held,
        regular=max(amount, level or 0),
        worth=worth,
        then_monthly=level,
        said=tuple(said),
    )


def _held(
    left: Parts, amount: Fen, tokens: tuple[date, ...], debt: Debt, terms: Terms, case: CaseFile
) -> tuple[Row, ...]:
    """Return the tokens of a debt that does not grow meanwhile, and take them off the parts."""
    order = order_of(terms.allocation_order, late_days(case, debt) or 0)
    rows: list[Row] = []
    for day in tokens:
        principal, interest, penalty, late_fee, other = settle(left, amount, order)
        rows.append(Row(day, principal, interest, penalty, late_fee, other, sum(left)))
        if not sum(left):
            break
    return tuple(rows)


def _running(
    debt: Debt, offer: Offer, terms: Terms, parts: Parts, case: CaseFile, start: date, tokens: tuple[date, ...]
) -> tuple[tuple[Row, ...], Parts]:
    """Return the contract running on to the last token's day, nothing paid before the first, and what is then left."""
    account = account_of(debt, terms, parts, case, start)
    begin = offer.first_due
    if begin is None:
        dues = payment_days(debt, case.as_of, SHOWN_MONTHS)
    else:
        dues = days_from(begin, min(begin, case.as_of + timedelta(days=1)), SHOWN_MONTHS)
    before = [day for day in dues if day < tokens[0]]
    amount = (offer.amount or ZERO).fen
    days = (*before, *tokens)
    rows = run_on(account, case.as_of, days, lambda number, _account: amount if number >= len(before) else 0)
    return rows, list(account.parts)


def _nothing_more(debt: Debt, terms: Terms, left: Parts, case: CaseFile, last: date, count: int) -> tuple[Row, ...]:
    """Return the contract running on after the last token, which is not planned any further."""
    account = account_of(debt, terms, left, case, last)
    dues = due_days(last, max(0, count) + 1)[1:]
    return run_on(account, last, dues, lambda _number, _account: 0)
