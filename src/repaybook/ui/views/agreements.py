"""Agreements on the page: terms, what is paid and what comes next, what is missing, the payments noted."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.case.model import Payment
from repaybook.errors import Path as Place
from repaybook.money import Money
from repaybook.texts import figures
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.follow import AgreementLine, FollowDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.agreement_forms import AgreementForm, PaymentForm
from repaybook.ui.views.names import creditor
from repaybook.ui.views.rows import Rows

_AT_FIRST = 6
"""Payments that are shown before all of them are asked for."""


def _check(kit: Kit, key: str, answer: bool | None) -> str:
    state, mark = {True: ("has", "✓"), False: ("lacks", "✕"), None: ("unclear", "？")}[answer]
    word = kit.say(f"follow.check.{state}")
    style = "rb-word" if answer is False else "rb-soft"
    return (
        f'<li><span class="{style}"><span aria-hidden="true">{mark}</span> {text_of(word)}</span> '
        f"{text_of(kit.say(f'follow.check.{key}'))}</li>"
    )


def agreement_markup(kit: Kit, line: AgreementLine) -> str:
    """Return an agreement as markup: terms, what is paid and what comes next, its sum, its check list."""
    lang, agreement = kit.session.lang, line.agreement

    def say(key: str, **values: object) -> str:
        return text_of(kit.say(f"follow.agreement.{key}", **values))

    signed = say("signed", day=figures.day(lang, agreement.signed)) if agreement.signed else say("signed_unknown")
    facts = [signed + (f" · {text_of(agreement.form)}" if agreement.form else "")]
    if agreement.terms is not None and agreement.monthly is not None:
        facts.append(say("terms", count=agreement.terms, amount=figures.money(lang, agreement.monthly)))
    else:
        facts.append(say("terms_unknown"))
    if agreement.first_due is not None:
        facts[-1] += f" · {say('first', day=figures.day(lang, agreement.first_due))}"
    paid = say("paid", count=line.paid_count, amount=figures.money(lang, line.paid)) if line.paid else say("paid_none")
    facts.append(paid + (f" · {say('left', amount=figures.wan(lang, line.left))}" if line.left is not None else ""))
    body = "".join(f"<p>{fact}</p>" for fact in facts)
    body += _next_markup(kit, line)
    sums = ""
    if line.apart is not None and line.agreed_total is not None:
        if not line.apart:
            sums = f"<p>{say('adds_up', amount=figures.money(lang, line.agreed_total))}</p>"
        else:
            key, apart = ("apart_more", line.apart) if line.apart > Money(0) else ("apart_less", -line.apart)
            sums = f'<p class="rb-word">{say(key, amount=figures.money(lang, apart))}</p>'
    schedule = None not in (agreement.terms, agreement.monthly, agreement.first_due)
    checks = "".join(
        _check(kit, key, answer)
        for key, answer in (
            ("fixed", agreement.principal_fixed is not None or None),
            ("schedule", schedule or None),
            ("written_copy", agreement.written_copy),
            ("stop_collection", agreement.stop_collection_clause),
        )
    )
    missing = ""
    if agreement.missing:
        items = "".join(f"<li>{text_of(entry)}</li>" for entry in agreement.missing)
        missing = f"<h5>{say('missing_title')}</h5><ul>{items}</ul><p>{say('missing_next')}</p>"
    name = text_of(creditor(kit, agreement.debt))
    return f'<h4>{name}</h4>{body}{sums}<h5>{say("checks")}</h5><ul class="rb-plain">{checks}</ul>{missing}'


def _next_markup(kit: Kit, line: AgreementLine) -> str:
    lang, on = kit.session.lang, kit.session.on
    said = [
        f'<p class="rb-word">{text_of(kit.say("follow.agreement.missed", day=figures.day(lang, due.on)))}</p>'
        for due in line.missed
    ]
    due = line.next_due
    if due is not None:
        key = "follow.agreement.next_part" if due.paid else "follow.agreement.next"
        amount = figures.money(lang, due.amount - due.paid)
        left = figures.days_left(lang, (due.on - on).days)
        sentence = kit.say(key, day=figures.day(lang, due.on), amount=amount, left=left)
        said.append(f"<p><strong>{text_of(sentence)}</strong></p>")
    elif line.agreed_total is not None and not line.missed:
        said.append(f"<p><strong>{text_of(kit.say('follow.agreement.done'))}</strong></p>")
    return "".join(said)


class Agreements:
    """The agreements with their payments, and the two forms."""

    def __init__(self, kit: Kit, desk: FollowDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._form, self._payment = AgreementForm(kit, desk), PaymentForm(kit, desk)
        self._add = kit.button(kit.say("follow.agreement.add"), lambda: self._form.open(None, self._add))
        self._none = kit.html(f"<p>{text_of(kit.say('follow.agreement.none'))}</p>")
        self._rows: Rows[tuple[AgreementLine, str]] = Rows(kit, self._row, "rb-stack")
        head = kit.html(f"<h3>{text_of(kit.say('follow.agreement.title'))}</h3>")
        forms = (self._form.form.box, self._payment.form.box)
        self.box = kit.box((head, self._none, *forms, self._rows.box, kit.box((self._add,), "rb-row")), "rb-stack")
        scope.observe(kit.session, self._show, "case")
        self._show()

    def go(self, place: Place) -> None:
        """Open the form at a place of the case: an agreement that is there, or a new one."""
        agreements = self._kit.session.case.agreements
        index = place[1] if len(place) > 1 else None
        there = isinstance(index, int) and index < len(agreements)
        self._form.open(agreements[index] if there and isinstance(index, int) else None, self._add)

    def _row(self, row: tuple[AgreementLine, str]) -> Any:
        kit, (line, name) = self._kit, row
        pay = kit.button(
            kit.say("follow.pay.add"),
            lambda: self._payment.open(line, pay),
            "rb-primary",
            hint=kit.say("follow.pay.add_of", name=name),
        )
        edit = kit.button(
            kit.say("follow.agreement.edit"),
            lambda: self._form.open(line.agreement, edit),
            "rb-quiet",
            hint=kit.say("follow.agreement.edit_of", name=name),
        )
        delete = kit.button(
            kit.say("follow.agreement.delete"),
            lambda: self._desk.drop_agreement(line.agreement),
            "rb-quiet",
            hint=kit.say("follow.agreement.delete_of", name=name),
        )
        content = kit.html(agreement_markup(kit, line))
        parts = (content, self._payments(line), kit.box((pay, edit, delete), "rb-row"))
        return kit.box(parts, "rb-card", "rb-entry")

    def _payments(self, line: AgreementLine) -> Any:
        """Return the payments of an agreement, latest first, each to be taken back."""
        kit = self._kit
        payments = tuple(reversed(line.agreement.payments))
        if not payments:
            return kit.box((), "rb-hidden")
        head = kit.html(
            f"<h5>{text_of(kit.say('follow.pay.title'))}</h5>"
            f'<p class="rb-soft">{text_of(kit.say("follow.pay.keep_receipt"))}</p>'
        )
        listed = kit.box([self._paid(line, payment) for payment in payments[:_AT_FIRST]], "rb-papers")
        if len(payments) <= _AT_FIRST:
            return kit.box((head, listed), "rb-tight")

        def show_all() -> None:
            listed.children = tuple(self._paid(line, payment) for payment in payments)
            show(more, on=False)

        more = kit.button(kit.say("follow.pay.all", count=len(payments)), show_all, "rb-quiet")
        return kit.box((head, listed, kit.box((more,), "rb-row")), "rb-tight")

    def _paid(self, line: AgreementLine, payment: Payment) -> Any:
        kit, lang = self._kit, self._kit.session.lang
        said = {"day": figures.day(lang, payment.date), "amount": figures.money(lang, payment.amount)}
        drop = kit.button(
            kit.say("follow.pay.drop"),
            partial(self._drop, line, payment),
            "rb-quiet",
            hint=kit.say("follow.pay.drop_of", **said),
        )
        return kit.box((kit.html(f"<p>{text_of(kit.say('follow.pay.one', **said))}</p>"), drop), "rb-line")

    def _drop(self, line: AgreementLine, payment: Payment) -> None:
        self._desk.drop_payment(line.agreement, payment)

    def _show(self, _change: Any = None) -> None:
        lines = self._desk.agreements
        self._rows.show((line, creditor(self._kit, line.agreement.debt)) for line in lines)
        show(self._none, on=not lines)
