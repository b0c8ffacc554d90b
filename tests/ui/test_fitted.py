"""帮我凑到能还的数 on the desk, without widgets: one edit, three sentences, or the rule in the way."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from repaybook import demo
from repaybook.case.model import OfferKind
from repaybook.case.read import read_case
from repaybook.errors import CaseError
from repaybook.money import Money
from repaybook.plans.search import Aim, Rule
from repaybook.texts import LANGS
from repaybook.ui.kit import Kit
from repaybook.ui.models.edits import edit
from repaybook.ui.models.fitted import FitModel
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.models.stress import StressModel
from repaybook.ui.session import Session
from repaybook.ui.views.plan.fitted import found_markup


def opened(name: str = "C2-tight") -> tuple[Session, PlanDesk, FitModel]:
    session = Session(read_case(demo.demo_bytes(name)), step="plan")
    return session, session.keep(PlanDesk), session.keep(FitModel)


def test_what_is_found_takes_the_place_of_the_adjusted_plan_in_one_edit_and_undo_brings_it_back() -> None:
    session, desk, fit = opened()
    before = desk.columns
    fit.keep_savings = False
    fit.find()
    assert fit.found is not None
    assert fit.found.plan is not None
    assert len(fit.found.sentences) == 3
    column = desk.column
    assert column is not None
    assert column.slot == fit.slot == "even"
    assert column.plan.offers == fit.found.plan.offers
    assert column.projection is not None
    # 2,050 and the savings line of 500; 114,600 in 45 months: 1,040 + 693.33 + 497.78 + 315.56
    assert column.projection.monthly_rearranged == fit.found.monthly == Money.yuan("2546.67")
    assert column.projection.first_failing is None
    session.undo()
    assert desk.columns == before
    assert fit.found is None  # its sentences speak of a plan that is gone
    assert not session.can_undo


def test_it_is_looked_for_beside_the_page_and_not_put_into_a_case_that_changed_meanwhile() -> None:
    async def ask(*, meanwhile: bool) -> tuple[bool, FitModel]:
        session, _, fit = opened()
        fit.keep_savings = False
        over = asyncio.Event()

        def follow(_change: object) -> None:
            if not fit.busy:
                over.set()

        fit.observe(follow, ["busy"])
        fit.find()
        assert fit.busy
        fit.find()  # once is enough
        if meanwhile:
            session.change(savings_line=Money.yuan(400))
        await over.wait()
        await asyncio.sleep(0)
        return session.can_undo, fit

    edited, fit = asyncio.run(ask(meanwhile=False))
    assert edited
    assert fit.found is not None
    assert not fit.overtaken
    _, fit = asyncio.run(ask(meanwhile=True))
    assert fit.found is None
    assert fit.overtaken  # it is said, not passed over
    assert not any(plan.id.startswith("own_") for plan in fit.session.case.plans)


def test_a_chosen_plan_stays_chosen_with_its_new_answers() -> None:
    session, desk, fit = opened()
    desk.choose("even")
    fit.keep_savings = False
    fit.find()
    column = desk.column
    assert column is not None
    assert column.chosen
    assert session.case.chosen_plan == column.plan.id


def test_a_set_that_is_there_already_comes_into_focus_and_nothing_is_edited() -> None:
    session, desk, fit = opened()
    assert desk.focus == "even"
    fit.find()  # with every term the soonest is the shortest plan that is proposed
    assert fit.already
    assert desk.focus == fit.slot == "shortest"
    assert not session.can_undo


def test_moving_a_slider_afterwards_takes_the_sentences_away() -> None:
    _, desk, fit = opened()
    fit.keep_savings = False
    fit.find()
    desk.adjust("D1", months=60)
    assert fit.found is None


def test_another_use_of_freed_instalments_takes_them_away_too() -> None:
    session, desk, fit = opened()
    fit.keep_savings = False
    fit.find()
    assert fit.found is not None
    (own,) = session.case.plans
    edit(session, plans=(replace(own, freed="next"),))
    assert desk.column is not None
    assert desk.column.plan.freed == "next"
    assert fit.found is None  # the same offers may now be done sooner than was said


def test_kept_debts_are_not_asked_and_stay_kept() -> None:
    _, desk, fit = opened()
    assert {debt.id for debt in fit.creditors} == {"D1", "D2", "D3", "D4"}
    fit.keep_savings = False
    fit.find()
    assert desk.column is not None
    kinds = {offer.debt: offer.kind for offer in desk.column.plan.offers}
    assert kinds["D0"] is OfferKind.KEEP


def test_what_does_not_fit_says_which_rule_and_by_how_much_and_changes_nothing() -> None:
    session, _, fit = opened("C1-easy")
    for debt in fit.creditors:
        fit.put_least(debt.id, Money.yuan(600))
    fit.find()
    found = fit.found
    assert found is not None
    assert found.plan is None
    # both take 600 at least: 1,200 a month where 953.28 can be paid
    least = next(one for one in found.bindings if one.rule is Rule.LEAST)
    assert least.said.values["amount"]
    assert not session.can_undo
    for lang in LANGS:
        session.lang = lang
        markup = found_markup(Kit(session), fit, found)
        assert markup.count("<li>") == len(found.bindings) > 0


def test_a_rule_let_go_fits_again() -> None:
    _, _, fit = opened("C1-easy")
    for debt in fit.creditors:
        fit.put_least(debt.id, Money.yuan(600))
    for debt in fit.creditors:
        fit.put_least(debt.id, None)
    fit.find()
    assert fit.found is not None
    assert fit.found.plan is not None


def test_an_amount_below_zero_is_refused() -> None:
    _, _, fit = opened()
    with pytest.raises(CaseError):
        fit.put_least("D1", Money.yuan(-1))
    assert fit.least == {}


def test_the_safest_is_looked_for_with_the_persons_own_assumptions_and_forgotten_with_them() -> None:
    session, _, fit = opened("C5-misconduct")
    stress = session.keep(StressModel)
    stress.switch(on=True)
    stress.put("reserve", Money.yuan(50_000))
    fit.aim = Aim.SAFEST
    fit.find()
    assert fit.found is not None
    assert fit.found.share is not None
    assert fit.found.share == stress.fared[fit.slot].holds
    stress.put("reserve", Money.yuan(40_000))
    assert fit.found is None


@pytest.mark.parametrize("aim", list(Aim))
@pytest.mark.parametrize("name", ["C1-easy", "C2-tight", "C5-misconduct"])
def test_every_aim_gives_three_sentences_true_of_the_column(name: str, aim: Aim) -> None:
    _, desk, fit = opened(name)
    fit.aim = aim
    fit.find()
    found, column = fit.found, desk.column
    assert found is not None
    assert column is not None
    assert column.projection is not None
    what = found.sentences[0]
    assert what.values["count"] == len(fit.creditors)
    assert what.values["end_month"] == column.projection.end_month
    assert what.values["monthly"] == column.projection.monthly_rearranged
    assert what.values["total"] == column.projection.rearranged_paid


def test_nothing_is_put_where_there_is_no_plan() -> None:
    session, _, fit = opened("C3-negative")
    fit.find()
    assert fit.found is None
    assert not session.can_undo
