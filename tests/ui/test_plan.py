"""The plans on the desk, without widgets."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files

import pytest

from repaybook.case.model import CaseFile, CreditorType, Debt, OfferKind
from repaybook.case.read import read_case, read_plan
from repaybook.errors import PlanError
from repaybook.money import Money
from repaybook.ui.models.columns import slot_of, started, with_plan
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.session import Session


def case(name: str) -> CaseFile:
    return read_case((files("repaybook") / "demo" / f"{name}.json").read_bytes())


def desk(name: str = "C2-tight") -> PlanDesk:
    return PlanDesk(Session(case(name), step="plan"))


def monthly(plans: PlanDesk) -> Money:
    assert plans.column is not None
    assert plans.column.projection is not None
    return plans.column.projection.monthly


def test_c2_gets_plans_side_by_side_and_the_roomiest_is_adjusted_first() -> None:
    plans = desk()
    assert [column.slot for column in plans.columns] == ["shortest", "even"]
    assert plans.focus == plans.roomiest == "even"
    assert monthly(plans) == Money.yuan(1_910)  # 114,600 over 60 months
    assert all(column.why is not None and not column.own and not column.chosen for column in plans.columns)


@pytest.mark.parametrize("name", ["C3-negative", "C4-litigated"])
def test_where_nothing_can_be_offered_there_is_a_reason_and_no_column(name: str) -> None:
    plans = desk(name)
    assert plans.columns == ()
    assert plans.focus == ""
    assert plans.proposal.reason is not None
    assert plans.steps.steps
    assert plans.offer("D1") is None


def test_more_months_for_one_creditor_lower_the_month_by_what_they_lower_it() -> None:
    plans = desk()
    plans.focus = "shortest"
    before = monthly(plans)
    plans.adjust("D1", months=60)
    # D1 owes 46,800: over 56 months 835.71, over 60 months 780
    assert before - monthly(plans) == Money.yuan("55.71")


def test_a_plan_that_asks_more_a_month_is_not_roomier_for_being_done_sooner() -> None:
    """46,800 over 36 months: 乙 asks 1,910 + 1,300 − 780 = 2,430 a month, 甲 2,046.42."""
    plans = desk()
    plans.adjust("D1", months=36)
    plans.settle()
    assert monthly(plans) == Money.yuan(2430)
    assert plans.roomiest == "shortest"


def test_a_change_is_kept_in_the_case_as_the_persons_own_plan_and_can_be_undone() -> None:
    plans = desk()
    plans.adjust("D1", months=48)
    (kept,) = plans.session.case.plans
    assert (kept.id, slot_of(kept.id)) == ("own_even", "even")
    column = plans.column
    assert column is not None
    assert column.own
    assert column.why is None  # the reason was the proposal's
    plans.session.undo()
    assert plans.session.case.plans == ()
    assert monthly(plans) == Money.yuan(1_910)


def test_of_a_drag_only_the_newest_value_is_worked_out_and_it_is_one_edit() -> None:
    async def drag() -> PlanDesk:
        plans = desk()
        for months in range(59, 29, -1):
            plans.adjust("D1", months=months)
        assert monthly(plans) == Money.yuan(1_910)  # nothing is worked out inside the handler
        newest = plans.offer("D1")
        assert newest is not None
        assert newest.months == 30  # yet the desk knows what was asked last
        plans.settle()
        return plans

    plans = asyncio.run(drag())
    assert monthly(plans) == Money.yuan(2_690)  # 46,800 / 30 = 1,560 in the place of 780
    plans.session.undo()
    assert not plans.session.can_undo


def test_two_creditors_changed_in_one_turn_are_both_kept() -> None:
    async def drag() -> PlanDesk:
        plans = desk()
        plans.adjust("D1", months=30)
        plans.adjust("D2", months=30)
        plans.settle()
        return plans

    # D1 46,800 / 30 = 1,560 instead of 780; D2 31,200 / 30 = 1,040 instead of 520
    assert monthly(asyncio.run(drag())) == Money.yuan(1_910 + 780 + 520)


def test_a_down_payment_and_a_waiver_change_what_is_left_to_pay() -> None:
    plans = desk()
    plans.adjust("D1", down_payment=Money.yuan(6_000), waived_late_fee=Money.yuan(1_080))
    column = plans.column
    assert column is not None
    assert column.projection is not None
    schedule = column.projection.schedules["D1"]
    assert schedule.total_paid == Money.yuan(45_720)  # 46,800 − 1,080
    assert schedule.regular == Money.yuan(662)  # (45,720 − 6,000) / 60


def test_a_settlement_waits_for_the_figure_that_the_person_types_in() -> None:
    plans = desk()
    plans.answer("D3", OfferKind.LUMP_SUM)
    offer = plans.offer("D3")
    assert offer is not None
    assert offer.amount is None  # no haircut is ever suggested
    assert [problem.path[2] for problem in plans.problems("D3")] == ["amount"]
    assert plans.problems("D1") == ()
    assert plans.session.case.plans == ()  # half an answer is not kept
    plans.adjust("D3", amount=Money.yuan(15_000))
    assert plans.problems("D3") == ()
    assert len(plans.session.case.plans) == 1


def test_a_plan_that_cannot_be_worked_out_is_not_chosen() -> None:
    plans = desk()
    plans.answer("D3", OfferKind.TOKEN)
    with pytest.raises(PlanError):
        plans.choose("even")
    assert plans.session.case.chosen_plan is None


def test_choosing_keeps_the_plan_in_the_case_and_choosing_another_drops_the_first() -> None:
    plans = desk()
    plans.choose("even")
    assert (plans.session.case.chosen_plan, [plan.id for plan in plans.session.case.plans]) == ("even", ["even"])
    assert [column.chosen for column in plans.columns] == [False, True]
    plans.choose("shortest")
    assert plans.session.case.chosen_plan == "shortest"
    plans.unchoose()
    assert plans.session.case.chosen_plan is None
    assert plans.session.case.plans == ()


def test_a_chosen_plan_that_is_adjusted_stays_the_chosen_one() -> None:
    plans = desk()
    plans.choose("even")
    plans.adjust("D1", months=50)
    assert plans.session.case.chosen_plan == "own_even"
    assert [plan.id for plan in plans.session.case.plans] == ["own_even"]
    assert [column.chosen for column in plans.columns] == [False, True]


def test_a_changed_plan_goes_back_to_the_proposal_and_stays_chosen() -> None:
    plans = desk()
    plans.choose("even")
    plans.adjust("D1", months=50)
    assert plans.restorable("even")
    plans.restore("even")
    assert plans.session.case.chosen_plan == "even"
    assert monthly(plans) == Money.yuan(1_910)
    assert not plans.restorable("even")


def test_a_changed_plan_that_was_not_chosen_leaves_no_trace_when_it_goes_back() -> None:
    plans = desk()
    plans.adjust("D1", months=50)
    plans.restore("even")
    assert plans.session.case.plans == ()


def test_a_plan_saved_in_the_case_comes_back_with_it() -> None:
    plans = desk()
    plans.adjust("D1", months=50)
    plans.choose("even")
    again = PlanDesk(Session(read_case(plans.session.file()), step="plan"))
    assert again.focus == "even"
    offer = again.offer("D1")
    assert offer is not None
    assert offer.months == 50
    assert [column.chosen for column in again.columns] == [False, True]


def test_plans_follow_the_case_and_only_while_the_step_is_open() -> None:
    plans = desk()
    plans.session.step = "know"
    debts = tuple(debt for debt in plans.session.case.debts if debt.id != "D4")
    plans.session.change(debts=debts)
    assert monthly(plans) == Money.yuan(1_910)  # nobody looks at it
    plans.session.step = "plan"
    assert "D4" not in {offer.debt for column in plans.columns for offer in column.plan.offers}


def test_an_own_plan_that_no_longer_fits_says_why_and_can_go_back_to_the_proposal() -> None:
    plans = desk()
    plans.adjust("D1", months=50)
    small = Debt(
        id="D7",
        creditor_alias="网络小贷E",
        creditor_type=CreditorType.ONLINE_MICROLOAN,
        principal=Money.yuan(1_000),
        balance_total=Money.yuan(1_000),
        overdue_days=40,
    )
    plans.session.change(debts=(*plans.session.case.debts, small))
    column = plans.column
    assert column is not None
    assert [problem.key for problem in column.problems] == ["plans.problem.no_answer"]
    assert column.projection is None  # figures of a plan that is not there are not shown
    plans.restore("even")
    assert plans.column is not None
    assert plans.column.problems == ()
    assert plans.offer("D7") is not None


def test_a_case_that_gets_too_tight_offers_no_plan_any_more() -> None:
    plans = desk()
    plans.choose("even")
    plans.session.change(income=plans.session.case.income[:1])  # one wage of 5,300 is below living costs and mortgage
    assert plans.columns == ()
    assert plans.proposal.reason is not None
    assert plans.session.case.chosen_plan == "even"  # what was chosen is not thrown away
    plans.unchoose()
    assert plans.session.case.chosen_plan is None


def test_the_file_of_a_plan_is_read_back_as_the_same_plan() -> None:
    plans = desk()
    plans.adjust("D1", months=50)
    column = plans.column
    assert column is not None
    assert read_plan(plans.file("even"), plans.session.case) == column.plan
    with pytest.raises(KeyError):
        plans.file("no such plan")


def test_the_baselines_show_minimum_and_nothing() -> None:
    minimum, stop = desk().baselines
    assert (minimum.kind, stop.kind) == ("minimum", "stop")
    assert minimum.projection.first_failing == 1
    assert stop.projection.end_month is None


@pytest.mark.parametrize("kind", list(OfferKind))
def test_an_answer_begins_without_any_sum_that_nobody_named(kind: OfferKind) -> None:
    offer = started(case("C2-tight").debt("D1"), kind)
    assert offer.amount is None
    assert offer.down_payment == Money(0)
    assert offer.annual_rate in {None, Decimal(0)}


def test_a_plan_takes_the_place_of_its_slot_once() -> None:
    first, other = (column.plan for column in desk().columns)
    own = replace(first, id="own_shortest")
    assert with_plan((first, other), own) == (own, other)
    assert with_plan((first, own, other), own) == (own, other)
    assert with_plan((other,), own) == (other, own)


def test_another_case_begins_with_its_own_plan() -> None:
    plans = desk()
    plans.focus = "shortest"
    plans.session.open((files("repaybook") / "demo" / "C5-misconduct.json").read_bytes())
    assert plans.focus == plans.roomiest
    assert "D4" in {offer.debt for column in plans.columns for offer in column.plan.offers}
