"""One agreement on the page: what comes next, one tap to note it paid, its payments, its check, what a breach means."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from repaybook.case.model import Payment
from repaybook.follow.agreement_check import AgreementCheck
from repaybook.money import Money
from repaybook.plans.breach import breach_reading
from repaybook.texts import figures
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.follow import AgreementLine
from repaybook.ui.models.keeping import KeepingDesk
from repaybook.ui.views.agreement_check import CheckPanel
from repaybook.ui.views.names import creditor
from repaybook.ui.views.rows import Rows

_AT_FIRST = 3
"""Payments that are shown before all of them are asked for."""

Open = Callable[[AgreementLine, Any], None]


def agreement_markup(kit: Kit, line: AgreementLine) -> str:
    """Return an agreement as markup: terms, what is paid and what comes next, its sum."""
    lang, agreement = kit.session.lang, line.agreement

    def say(key: str, **values: object) -> str:
        return text_of(kit.say(f"follow.agreement.{key}", **values))

    signed = say("signed", day=figures.day(lang, agreement.signed)) if agreement.signed else say("signed_unknown")
    facts = [signed + (f" · {text_of(agreement.form)}" if agreement.form else "")]
    if agreement.reference:
        facts[-1] += f" · {text_of(agreement.reference)}"
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
    return f"<h4>{text_of(creditor(kit, agreement.debt))}</h4>{body}{sums}"


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


class AgreementCard:
    """One agreement in ``box``; ``update`` shows it as it stands, and what is unfolded stays unfolded."""

    def __init__(self, kit: Kit, keeping: KeepingDesk, line: AgreementLine, pay: Open, edit: Open) -> None:
        self._kit, self._keeping, self._line = kit, keeping, line
        self._content = kit.html()
        self._now = kit.button("", self._pay_now, "rb-primary")
        self._pay = kit.button(kit.say("follow.pay.add"), lambda: pay(self._line, self._pay))
        self._edit = kit.button(kit.say("follow.agreement.edit"), lambda: edit(self._line, self._edit), "rb-quiet")
        self._delete = kit.button(kit.say("follow.agreement.delete"), self._drop, "rb-quiet")
        self._flow = kit.button(kit.say("keeping.after.start"), self._ask_for_flow, "rb-quiet")
        self._check = CheckPanel(kit, line.agreement.debt)
        self._broken = kit.html("", "rb-hidden")
        self._breach = kit.button(kit.say("keeping.breach.show"), self._fold_breach, "rb-quiet")
        self._whole = False
        self._payments: Rows[tuple[int, Payment]] = Rows(kit, self._paid, "rb-papers")
        self._paid_head = kit.html(
            f"<h5>{text_of(kit.say('follow.pay.title'))}</h5>"
            f'<p class="rb-soft">{text_of(kit.say("follow.pay.keep_receipt"))}</p>'
        )
        self._all = kit.button("", self._show_all, "rb-quiet")
        paid = (self._paid_head, self._payments.box, kit.box((self._all,), "rb-row"))
        parts = (
            self._content,
            kit.box((self._now, self._pay, self._edit, self._delete), "rb-row"),
            kit.box(paid, "rb-tight"),
            self._check.box,
            kit.box((self._breach, self._flow), "rb-row"),
            self._broken,
        )
        self.box: Any = kit.box(parts, "rb-card", "rb-entry")

    def update(self, line: AgreementLine, check: AgreementCheck | None) -> None:
        """Show the agreement as it stands, with its check; an earlier one about the same debt has none."""
        kit, self._line = self._kit, line
        name = creditor(kit, line.agreement.debt)
        markup = agreement_markup(kit, line)
        if self._content.value != markup:
            self._content.value = markup
        due = next(iter((*line.missed, line.next_due)), None)
        payable = self._keeping.payable(line)
        show(self._now, on=payable is not None)
        if payable is not None:
            amount = figures.money(kit.session.lang, payable.amount - payable.paid)
            self._now.description = kit.say("keeping.pay.now", amount=amount)
            self._now.tooltip = kit.say("keeping.pay.now_of", name=name, amount=amount)
        self._pay.tooltip = kit.say("follow.pay.add_of", name=name)
        self._edit.tooltip = kit.say("follow.agreement.edit_of", name=name)
        self._delete.tooltip = kit.say("follow.agreement.delete_of", name=name)
        self._flow.tooltip = kit.say("keeping.after.start_of", name=name)
        self._breach.tooltip = kit.say("keeping.breach.show_of", name=name)
        show(self._check.box, on=check is not None)
        if check is not None:
            self._check.show(line.agreement, check)
        show(self._breach, on=due is not None and check is not None)
        show(self._flow, on=check is not None and self._keeping.flow_of(line.agreement.debt) is None)
        self._show_payments()
        if "rb-hidden" not in self._broken._dom_classes:  # noqa: SLF001 - its classes are its state
            self._broken.value = self._breach_markup()

    def _pay_now(self) -> None:
        self._keeping.pay_now(self._line)

    def _drop(self) -> None:
        self._keeping.follow.drop_agreement(self._line.agreement)

    def _ask_for_flow(self) -> None:
        self._keeping.ask_for_flow(self._line.agreement.debt)

    def _fold_breach(self) -> None:
        hidden = "rb-hidden" in self._broken._dom_classes  # noqa: SLF001 - its classes are its state
        if hidden:
            self._broken.value = self._breach_markup()
        show(self._broken, on=hidden)
        self._breach.description = self._kit.say("keeping.breach.hide" if hidden else "keeping.breach.show")

    def _breach_markup(self) -> str:
        kit, lang = self._kit, self._kit.session.lang
        found = self._keeping.if_broken(self._line.agreement)
        if found is None:
            return f'<p role="status">{text_of(kit.say("agreement.no_sum"))}</p>'
        broken, number = found
        lead = kit.say("keeping.breach.lead", number=number, day=figures.day(lang, broken.due))
        told = [figures.tell(lang, said.key, said.values) for said in breach_reading(broken)]
        assumed = [figures.tell(lang, said.key, said.values) for said in broken.assumptions]
        lines = "".join(f"<li>{text_of(line)}</li>" for line in told)
        notes = "".join(f"<li>{text_of(line)}</li>" for line in assumed)
        return (
            f'<div class="rb-calm" role="status"><p><strong>{text_of(lead)}</strong></p><ul>{lines}</ul>'
            f'<ul class="rb-plain rb-soft">{notes}</ul><p>{text_of(kit.say("keeping.breach.first_ask"))}</p></div>'
        )

    def _show_payments(self) -> None:
        """Show the payments, the latest first, each to be taken back."""
        payments = tuple(reversed(self._line.agreement.payments))
        shown = payments if self._whole else payments[:_AT_FIRST]
        counts: dict[Payment, int] = {}
        rows = []
        for payment in shown:
            counts[payment] = counts.get(payment, 0) + 1
            rows.append((counts[payment], payment))
        self._payments.show(rows)
        show(self._paid_head, on=bool(payments))
        self._all.description = self._kit.say("follow.pay.all", count=len(payments))
        show(self._all, on=len(shown) < len(payments))

    def _show_all(self) -> None:
        self._whole = True
        self._show_payments()

    def _paid(self, row: tuple[int, Payment]) -> Any:
        kit, lang, (_, payment) = self._kit, self._kit.session.lang, row
        said = {"day": figures.day(lang, payment.date), "amount": figures.money(lang, payment.amount)}
        drop = kit.button(
            kit.say("follow.pay.drop"),
            partial(self._drop_payment, payment),
            "rb-quiet",
            hint=kit.say("follow.pay.drop_of", **said),
        )
        return kit.box((kit.html(f"<p>{text_of(kit.say('follow.pay.one', **said))}</p>"), drop), "rb-line")

    def _drop_payment(self, payment: Payment) -> None:
        self._keeping.follow.drop_payment(self._line.agreement, payment)
