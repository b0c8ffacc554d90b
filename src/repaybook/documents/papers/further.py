"""What a letter asks for beyond level instalments: steps, months with more, parts of a settlement, after a token."""

from __future__ import annotations

from repaybook.case.model import OfferKind
from repaybook.documents.pen import Pen
from repaybook.money import ZERO, Money
from repaybook.plans.model import Schedule
from repaybook.texts.figures import day, tell


def _say(pen: Pen, name: str, **values: object) -> str:
    return tell(pen.lang, f"offers.letter.{name}", values)


def is_plain(schedule: Schedule) -> bool:
    """Return whether the offer is level instalments, one payment, or a token with nothing after it."""
    offer = schedule.offer
    return not (offer.steps or offer.extra_months or len(offer.parts) > 1 or offer.held or offer.then_months)


def further_requests(pen: Pen, schedule: Schedule) -> tuple[str, ...]:
    """Return what an offer that is not plain asks for, a sentence each, with every amount that will be paid."""
    kind = schedule.offer.kind
    if kind is OfferKind.LUMP_SUM:
        return _parts(pen, schedule)
    return _token(pen, schedule) if kind is OfferKind.TOKEN else _instalments(pen, schedule)


def _parts(pen: Pen, schedule: Schedule) -> tuple[str, ...]:
    left = schedule.balance_now - schedule.total_paid
    paid = tuple(
        _say(pen, "part", number=number, day=row.due, amount=pen.both(Money(row.total)))
        for number, row in enumerate(schedule.rows, 1)
    )
    return (*paid, _say(pen, "parts_left", amount=pen.both(schedule.total_paid), left=pen.both(left)))


def _instalments(pen: Pen, schedule: Schedule) -> tuple[str, ...]:
    offer = schedule.offer
    regular = [row for row in schedule.rows if row.total]
    count = len(regular) - (1 if offer.down_payment else 0)
    first = day(pen.lang, schedule.first_due)
    lines = [_say(pen, "extension" if offer.kind is OfferKind.EXTENSION else "spread", first=first, months=count)]
    for number, step in enumerate(offer.steps):
        lines.append(
            _say(pen, "step_next" if number else "step_first", count=step.months, amount=pen.both(step.amount))
        )
    level = schedule.then_monthly if schedule.then_monthly is not None else schedule.regular
    lines.append(_say(pen, "rest" if offer.steps else "each", amount=pen.both(level)))
    if offer.extra_months and offer.extra_amount:
        months = tell(pen.lang, "offers.letter.list", {"names": tuple(map(str, offer.extra_months))})
        lines.append(_say(pen, "extra", months=months, amount=pen.both(offer.extra_amount)))
    lines.append(_say(pen, "last", amount=pen.both(Money(regular[-1].total) if regular else ZERO)))
    return tuple(lines)


def _token(pen: Pen, schedule: Schedule) -> tuple[str, ...]:
    offer = schedule.offer
    first = day(pen.lang, schedule.first_due)
    lines = [_say(pen, "token", first=first, months=offer.months or 1, amount=pen.both(offer.amount or ZERO))]
    if offer.held:
        lines.append(_say(pen, "held"))
    if offer.then_months and schedule.then_monthly is not None:
        amount = pen.both(schedule.then_monthly)
        lines.append(_say(pen, "then", months=offer.then_months, amount=amount))
        lines.append(_say(pen, "last", amount=pen.both(Money(schedule.rows[-1].total))))
    else:
        lines.append(_say(pen, "talk_again"))
    return tuple(lines)
