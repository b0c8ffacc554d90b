"""What happens in money when an instalment is not paid: the waiver, the old terms, all due at once, what was paid.

Worked out before anything is signed. What an agreement says of its breach decides; where it does not say, the worst is
assumed and said. Nothing here says what a creditor will do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from repaybook import law
from repaybook.case.defaults import terms_of
from repaybook.case.model import Agreement, BreachTerms, CaseFile, Offer
from repaybook.case.rules import CARDS
from repaybook.errors import PlanError, Problem
from repaybook.law.provisions import Dated
from repaybook.money import ZERO, Fen, Money
from repaybook.plans.arranged import Arranged, arranged
from repaybook.plans.model import Row, Said
from repaybook.plans.owed import INTEREST, PRINCIPAL, Parts
from repaybook.plans.running import Account, account_of, unpaid_until

PARTS = ("principal", "interest", "penalty_interest", "late_fee", "other")
"""Names of the parts, in the order of a row."""

MOST_DAYS_LATE = 365
_SAME_DAY = 3
"""A payment on the last day of a short month comes up to three days early: no month of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One part of the balance on the day of the breach: by the agreement, and after the breach."""

    part: str
    kept: Money
    owed: Money

    @property
    def more(self) -> Money:
        """Return what the breach adds to the part; below zero where what was paid is set off in another order."""
        return self.owed - self.kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """An arrangement broken at one instalment; amounts in ``Money``.

    ``missed`` – the number of the instalment, ``due`` its day, ``on`` the day of the breach; ``since`` – the day from
    which the old terms run again. ``paid`` – what was paid until then, ``set_off`` what of it fell on the debt.
    ``to_pay`` – what the agreement still asked for, interest to come included. ``kept`` – what was owed by the
    agreement on the day of the breach, without interest still to come. ``owed`` – what is owed after the breach;
    ``due_now`` – what of it is due at once: all of it, or the missed instalment and what came on top. ``waiver_back`` –
    the waived sums that are owed again; ``revived`` – interest, penalty interest and late fees of the old terms since
    ``since``. ``parts`` – kept and owed by part. ``assumptions`` – what was assumed; ``collection`` – the rule by which
    collection stops while a card's instalments are kept to; ``None`` for a settlement, and for other debts.
    """

    debt: str
    missed: int
    due: date
    on: date
    since: date
    paid: Money
    set_off: Money
    to_pay: Money
    kept: Money
    owed: Money
    due_now: Money
    waiver_back: Money
    revived: Money
    opening: Money
    terms: BreachTerms
    parts: tuple[PartRow, ...]
    assumptions: tuple[Said, ...]
    collection: Dated | None

    @property
    def more(self) -> Money:
        """Return what is owed above what keeping it would have left on the same day."""
        return self.owed - self.kept


def breach(
    case: CaseFile,
    debt_id: str,
    about: Offer | Agreement,
    on: date,
    *,
    missed: int,
    terms: BreachTerms | None = None,
    days_late: int | None = None,
) -> Breach:
    """Return what is owed when instalment ``missed`` of an offer or agreement is not paid, all before it paid.

    Instalments count from 1, a down payment among them; those of an agreement from its first one. ``terms`` – what is
    agreed on a breach, for an agreement its own where none are given; ``None`` in them means that nothing is written,
    and then the worst is assumed. The breach is ``days_late`` days after the due day, never before the agreed days are
    over; one day where neither is known. The old terms run as in ``plans.running``, each payment set off in the order
    of the account. Raises ``PlanError`` where nothing is arranged, or the instalment is no one of those to come.
    """
    whole = arranged(case, debt_id, about, on)
    if terms is None:
        terms = (about.breach if isinstance(about, Agreement) else None) or BreachTerms()
    index = missed - whole.first_number
    if not 0 <= index < len(whole.rows):
        values = {"least": whole.first_number, "most": whole.first_number + len(whole.rows) - 1}
        raise PlanError([Problem("problems.field.out_of_span", ("missed",), values)])
    late = max(days_late or 0, terms.days_late or 0) or 1
    if late > MOST_DAYS_LATE:
        raise PlanError([Problem("problems.field.out_of_span", ("days_late",), {"least": 0, "most": MOST_DAYS_LATE})])
    due = whole.rows[index].due
    return _broken(whole, index, terms, due + timedelta(days=late), late, start=max(on, case.as_of))


def _broken(whole: Arranged, index: int, terms: BreachTerms, day: date, late: int, *, start: date) -> Breach:
    rows, due = whole.rows, whole.rows[index].due
    payments = (*whole.paid, *((row.due, row.total) for row in rows[:index]))
    kept = _kept(whole, index, day)
    falls = terms.waiver_falls is not False
    back = sum(whole.waived) if falls else 0
    paid = sum(amount for _, amount in payments)
    if terms.rate_revives is not False:
        opening = [owed - (0 if falls else less) for owed, less in zip(whole.opening, whole.waived, strict=True)]
        account = account_of(whole.debt, terms_of(whole.debt), opening, whole.case, start)
        begun = account.balance
        set_off = _run(account, whole.since, payments, due, day)
        owed, revived = account.parts, account.accrued
    else:
        owed = [left + (less if falls else 0) for left, less in zip(kept, whole.waived, strict=True)]
        begun, set_off, revived = sum(owed) + paid, paid, 0
    more = sum(owed) - sum(kept)
    at_once = sum(owed) if terms.accelerates is not False else min(sum(owed), rows[index].total + max(0, more))
    return Breach(
        debt=whole.debt.id,
        missed=whole.first_number + index,
        due=due,
        on=day,
        since=whole.since,
        paid=Money(paid),
        set_off=Money(set_off),
        to_pay=Money(sum(row.total for row in rows[index:]) + whole.left_over),
        kept=Money(sum(kept)),
        owed=Money(sum(owed)),
        due_now=Money(at_once),
        waiver_back=Money(back),
        revived=Money(revived),
        opening=Money(begun),
        terms=terms,
        parts=tuple(
            PartRow(part=part, kept=Money(one), owed=Money(other))
            for part, one, other in zip(PARTS, kept, owed, strict=True)
        ),
        assumptions=tuple(_assumed(whole, terms, late, set_off)),
        collection=_collection(whole, start),
    )


def _kept(whole: Arranged, index: int, day: date) -> Parts:
    """Return what is owed by the arrangement itself on ``day``, by part: its interest only as far as it has run."""
    parts, before = list(whole.agreed), sum(whole.agreed) - sum(amount for _, amount in whole.paid)
    parts[PRINCIPAL] -= sum(amount for _, amount in whole.paid)
    for number, row in enumerate(whole.rows):
        if number >= index and row.due > day:
            break
        parts[INTEREST] += _new_interest(row, before)
        before = row.balance
        if number < index:
            for place, amount in enumerate(row[1:6]):
                parts[place] -= amount
    return parts


def _new_interest(row: Row, before: Fen) -> Fen:
    """Return the interest that a row's own month brought: what it pays above what it takes off the balance."""
    return row.balance + row.total - before


def _run(account: Account, since: date, payments: tuple[tuple[date, Fen], ...], due: date, day: date) -> Fen:
    """Run the old terms until ``day``, every payment set off on its day; return what was set off, in fen."""
    set_off = 0
    for paid_on, amount in (*payments, (due, 0)):
        unpaid_until(account, since, paid_on, early=_SAME_DAY)
        since = max(since, paid_on)
        account.bill()
        set_off += sum(account.pay(min(amount, account.balance)))
    unpaid_until(account, since, day, early=_SAME_DAY)
    return set_off


def _assumed(whole: Arranged, terms: BreachTerms, late: int, set_off: Fen) -> list[Said]:
    said = []
    if terms.days_late is None:
        said.append(Said("breach.assume.days_late", {"days": late}))
    if terms.waiver_falls is None and any(whole.waived):
        said.append(Said("breach.assume.waiver_falls", {}))
    if terms.rate_revives is None:
        said.append(Said("breach.assume.rate_revives", {"day": whole.since}))
    if terms.accelerates is None:
        said.append(Said("breach.assume.accelerates", {}))
    if terms.rate_revives is not False:
        said += whole.assumptions
        if set_off and whole.debt.judgment is None:
            said.append(Said(f"breach.assume.{terms_of(whole.debt).allocation_order}", {}))
    return said


def _collection(whole: Arranged, on: date) -> Dated | None:
    if whole.debt.creditor_type not in CARDS or whole.debt.judgment is not None or not whole.by_instalments:
        return None
    return law.load("cards")["personal_plan_stop_collection"].on(on)


def breach_reading(found: Breach) -> tuple[Said, ...]:
    """Return what a breach means, the first sentence the most important; each is true of the figures."""
    values: dict[str, object] = {"owed": found.owed, "amount": found.due_now, "day": found.on}
    said = []
    at_once = found.terms.accelerates is not False
    more = found.more
    if more > ZERO:
        key = "all_and_more" if at_once else "more"
        said.append(Said(f"breach.reading.{key}", {**values, "more": more}))
    elif more < ZERO:
        said.append(Said("breach.reading.less", {**values, "less": -more}))
    else:
        said.append(Said(f"breach.reading.{'all_same' if at_once else 'same'}", values))
    if found.waiver_back:
        said.append(Said("breach.reading.waiver_back", {"amount": found.waiver_back}))
    if found.revived:
        said.append(Said("breach.reading.revived", {"amount": found.revived, "day": found.since}))
    if found.set_off:
        said.append(Said("breach.reading.set_off", {"amount": found.set_off}))
    return tuple(said)
