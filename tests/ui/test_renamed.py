"""A creditor's name is corrected: every screen that is built already says the new one, and none keeps a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from repaybook import demo
from repaybook.case.model import CaseFile, CounterOffer, LegalEvent, Milestone, Offer, OfferKind
from repaybook.case.read import read_case
from repaybook.money import Money
from repaybook.ui.app import view_of
from repaybook.ui.kit import Kit
from repaybook.ui.models.breach import BreachModel
from repaybook.ui.models.creditor import CreditorModel
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session

NEW = "改过名的一家"


def inside(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def said(widget: Any) -> str:
    """Return all that the page says in words: markup, labels, hints, what lists offer."""
    names = ("value", "description", "tooltip", "options")
    return "\n".join(str(getattr(one, name, "")) for one in inside(widget) for name in names)


def renamed(case: CaseFile, debt_id: str) -> CaseFile:
    debts = tuple(replace(debt, creditor_alias=NEW) if debt.id == debt_id else debt for debt in case.debts)
    return replace(case, debts=debts)


def test_the_plans_name_a_creditor_as_it_is_called_now() -> None:
    case = read_case(demo.demo_bytes("C2-tight"))
    answer = Offer(debt="D2", kind=OfferKind.INSTALMENTS, months=12)
    session = Session(
        replace(case, counter_offers=(CounterOffer(debt="D2", on=case.as_of, offer=answer),)), step="plan"
    )
    old = session.case.debt("D2").creditor_alias
    page = view_of("plan")(session, Scope())
    session.keep(BreachModel).switch(on=True)
    session.keep(CreditorModel).switch(on=True)
    parts = page.children[4].children
    naming = [number for number, part in enumerate(parts) if old in said(part)]
    assert len(naming) >= 4  # the answers adjusted, those of the creditor, its breach, its side
    session.step = "know"
    session.put(renamed(session.case, "D2"))
    assert page.children[4].children == parts  # nothing is built for a page that nobody looks at
    session.step = "plan"
    parts = page.children[4].children
    assert [number for number, part in enumerate(parts) if NEW in said(part)] == naming
    assert old not in said(page)


def test_another_debt_builds_nothing_anew() -> None:
    session = Session(read_case(demo.demo_bytes("C2-tight")), step="plan")
    page = view_of("plan")(session, Scope())
    before = page.children[4].children
    *others, last = session.case.debts
    session.change(debts=(*others, last, replace(last, id="D9", creditor_alias="又一家")))
    assert page.children[4].children == before
    session.put(renamed(session.case, "D9"))
    assert page.children[4].children != before


def test_keeping_an_agreement_names_a_creditor_as_it_is_called_now() -> None:
    session = Session(read_case(demo.demo_bytes("C5-misconduct")), step="follow")
    (agreement,) = session.case.agreements
    wages, side = session.case.income
    low = Money.yuan(3_600)
    session.change(
        agreements=(replace(agreement, signed=date(2026, 6, 1)),),
        income=(replace(wages, amount_monthly=low, low=low, high=low), side),
        milestones=(Milestone(debt="D1", step="own_payments", on=session.on),),
        legal_events=(LegalEvent(type="mediation", date=session.on, debt="D1"),),
    )
    page = view_of("follow")(session, Scope())
    old = session.case.debt("D1").creditor_alias
    assert said(page).count(old) > 5
    session.put(renamed(session.case, "D1"))
    shown = said(page)
    assert old not in shown
    assert NEW in shown


def test_what_a_paper_was_or_lacked_before_the_case_changed_is_taken_back() -> None:
    session = Session(read_case(demo.demo_bytes("C5-misconduct")), step="follow")
    wages, side = session.case.income
    low = Money.yuan(3_600)
    session.change(income=(replace(wages, amount_monthly=low, low=low, high=low), side))
    page = view_of("follow")(session, Scope())
    make = session.keep(Kit).say("keeping.warn.make_change")
    next(one for one in inside(page) if getattr(one, "description", "") == make).click()
    lacks = session.keep(Kit).say("keeping.paper.needs")
    assert lacks in said(page)
    session.change(client=replace(session.case.client, alias="改名的人"))
    assert lacks not in said(page)
