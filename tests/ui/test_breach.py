"""断供, 对方的答复 and 从对方看, without widgets: what is shown is what the engine says, and edits can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from repaybook.case.model import Agreement, BreachTerms, CounterOffer, OfferKind
from repaybook.case.read import read_case
from repaybook.errors import PlanError
from repaybook.money import ZERO, Money
from repaybook.plans.breach import breach
from repaybook.plans.creditor_value import USUAL_RATE, creditor_view
from repaybook.ui.models.breach import BreachModel
from repaybook.ui.models.counter_offers import CounterOffers
from repaybook.ui.models.creditor import CreditorModel
from repaybook.ui.session import Session

ON = date(2026, 11, 23)


def session(name: str = "C2-tight") -> Session:
    return Session(read_case((files("repaybook") / "demo" / f"{name}.json").read_bytes()), step="plan")


def test_nothing_is_worked_out_before_it_is_asked_for() -> None:
    model = BreachModel(session())
    assert (model.found, model.creditors) == (None, ())
    model.switch(on=True)
    assert model.found is not None
    assert [one.debt for one in model.creditors] == ["D1", "D2", "D3", "D4"]  # the mortgage is kept, nothing to break


def test_the_preview_shows_what_the_engine_says() -> None:
    model = BreachModel(session())
    model.switch(on=True)
    model.pick("D3")
    model.miss(13)
    model.write(waiver_falls=False)
    model.write(accelerates=True)
    one = model.shown
    assert one is not None
    terms = BreachTerms(waiver_falls=False, accelerates=True)
    assert model.found == breach(model.desk.case, "D3", one.about, ON, missed=13, terms=terms)


def test_what_is_written_is_kept_per_creditor_and_the_instalment_stays_within_its_span() -> None:
    model = BreachModel(session())
    model.switch(on=True)
    model.write(accelerates=False)
    model.miss(60)
    model.pick("D2")
    assert model.terms == BreachTerms()
    model.desk.adjust("D2", months=12)
    assert model.missed == 12
    assert model.found is not None
    model.pick("D1")
    assert model.terms == BreachTerms(accelerates=False)


def test_an_agreement_that_the_plan_keeps_can_be_looked_at_too() -> None:
    opened = session("C5-misconduct")
    model = BreachModel(opened)
    model.switch(on=True)
    model.pick("D1")
    one = model.shown
    assert one is not None
    assert isinstance(one.about, Agreement)
    assert (one.least, one.most) == (6, 60)  # five of sixty are paid
    assert model.found is not None
    assert model.found.missed == 7


def test_an_offer_that_is_not_complete_is_left_out_until_it_is() -> None:
    model = BreachModel(session())
    model.switch(on=True)
    model.desk.answer("D1", OfferKind.LUMP_SUM)
    assert "D1" not in [one.debt for one in model.creditors]
    model.desk.adjust("D1", amount=Money.yuan(30_000))
    assert "D1" in [one.debt for one in model.creditors]


def test_another_case_starts_over() -> None:
    opened = session()
    model = BreachModel(opened)
    model.switch(on=True)
    model.write(accelerates=False)
    opened.begin(session("C5-misconduct").case)
    assert model.terms == BreachTerms()
    opened.begin(session("C3-negative").case)
    assert (model.creditors, model.found) == ((), None)


def test_an_answer_is_kept_changed_deleted_and_brought_back() -> None:
    opened = session()
    model = CounterOffers(opened)
    start = model.blank()
    assert (start.debt, start.on) == ("D1", ON)
    offer = model.terms("D1", OfferKind.INSTALMENTS, months=36)
    answer = replace(start, offer=offer, source="sms", who="工号8")
    model.put(answer)
    assert opened.case.counter_offers == (answer,)
    assert [one.answer for one in model.lines] == [answer]
    changed = replace(answer, outcome="agreed")
    model.put(changed, answer)
    assert opened.case.counter_offers == (changed,)
    model.drop(changed)
    assert not opened.case.counter_offers
    assert opened.notice is not None
    assert opened.notice.undo
    opened.undo()
    assert opened.case.counter_offers == (changed,)
    assert len(model.lines) == 1


def test_an_answer_is_put_into_the_plan_as_one_edit() -> None:
    opened = session()
    model = CounterOffers(opened)
    model.put(CounterOffer(debt="D1", on=ON, offer=model.terms("D1", OfferKind.INSTALMENTS, months=36)))
    model.place(opened.case.counter_offers[0])
    placed = model.desk.offer("D1")
    assert placed is not None
    assert (placed.months, placed.annual_rate) == (36, Decimal(0))
    (line,) = model.lines
    assert line.more_in_all == ZERO
    assert line.asked is not None
    assert line.asked.regular == Money.yuan(1_300)  # 46,800 over 36 months
    opened.undo()
    before = model.desk.offer("D1")
    assert before is not None
    assert before.months == 60


def test_a_settlement_takes_the_place_of_instalments_in_the_plan() -> None:
    model = CounterOffers(session())
    lump = model.terms("D3", OfferKind.LUMP_SUM, months=36, amount=Money.yuan(15_000))
    model.place(CounterOffer(debt="D3", on=ON, offer=lump))
    placed = model.desk.offer("D3")
    assert placed is not None
    assert (placed.kind, placed.months, placed.amount) == (OfferKind.LUMP_SUM, None, Money.yuan(15_000))


def test_principal_that_the_creditor_wrote_off_is_part_of_the_terms() -> None:
    model = CounterOffers(session())
    waived = {"waived_principal": Money.yuan(2_600), "waived_interest": Money.yuan(3_120)}
    offer = model.terms("D1", OfferKind.INSTALMENTS, months=24, waived=waived)
    model.put(CounterOffer(debt="D1", on=ON, offer=offer))
    (line,) = model.lines
    assert line.theirs is not None
    assert line.theirs.total_paid == Money.yuan(41_080)  # 46,800 − 2,600 − 3,120


def test_what_the_form_does_not_ask_stays_when_an_answer_is_changed() -> None:
    model = CounterOffers(session())
    before = replace(model.terms("D1", OfferKind.INSTALMENTS, months=24), grace_months=2, first_due=date(2027, 1, 5))
    after = model.terms("D1", OfferKind.INSTALMENTS, months=36, before=before)
    assert (after.months, after.grace_months, after.first_due) == (36, 2, date(2027, 1, 5))
    other = model.terms("D2", OfferKind.INSTALMENTS, months=36, before=before)
    assert (other.debt, other.grace_months) == ("D2", 0)


def test_an_instalment_that_was_named_holds_its_rate() -> None:
    model = CounterOffers(session())
    offer = model.terms("D1", OfferKind.INSTALMENTS, months=60, monthly=Money.yuan("1194.79"))
    assert offer.annual_rate is not None
    assert abs(offer.annual_rate - Decimal("0.1825")) < Decimal("0.00001")
    free = model.terms(
        "D1",
        OfferKind.INSTALMENTS,
        months=60,
        monthly=Money.yuan(762),
        waived={"waived_late_fee": Money.yuan(1_080)},
    )
    assert free.annual_rate == 0  # 46,800 − 1,080 = 45,720 = 60 × 762


@pytest.mark.parametrize(
    ("kind", "terms", "key"),
    [
        (OfferKind.INSTALMENTS, {"months": None}, "problems.plan.months_needed"),
        (OfferKind.LUMP_SUM, {"months": None}, "problems.plan.amount_needed"),
        (OfferKind.INSTALMENTS, {"months": 12, "monthly": Money.yuan(100)}, "answers.problem.does_not_add_up"),
    ],
)
def test_terms_that_lack_something_are_named(kind: OfferKind, terms: dict[str, object], key: str) -> None:
    model = CounterOffers(session())
    with pytest.raises(PlanError) as caught:
        model.terms("D1", kind, **terms)  # type: ignore[arg-type]
    assert [problem.key for problem in caught.value.problems] == [key]
    with pytest.raises(PlanError):
        model.put(CounterOffer(debt="", on=ON))
    with pytest.raises(PlanError):
        model.place(CounterOffer(debt="D1", on=ON))


def test_the_creditors_side_follows_the_rate_and_the_plan() -> None:
    model = CreditorModel(session())
    assert model.views == ()
    model.switch(on=True)
    assert {view.debt for view in model.views} == {"D1", "D2", "D3", "D4"}
    assert {view.rate for view in model.views} == {USUAL_RATE}
    before = model.views[0].worth
    model.take(Decimal("0.06"))
    assert model.views[0].worth < before
    column = model.desk.column
    assert column is not None
    assert column.projection is not None
    assert model.views[0] == creditor_view(column.projection, "D1", model.desk.case, Decimal("0.06"))
    model.desk.adjust("D1", months=12)
    assert model.views[0].months_to_all is not None
    assert model.views[0].months_to_all <= 13
