"""A creditor's answer beside the proposal: what it takes a month and in all, and whether the household carries it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook import demo
from repaybook.case.model import CaseFile, CounterOffer, Offer, OfferKind, Plan
from repaybook.case.read import read_case
from repaybook.cli.answers import answer, simulated
from repaybook.money import Money
from repaybook.plans import propose
from repaybook.plans.answered import answered, answered_json, rate_of_monthly
from repaybook.plans.instalments import equal_instalments, level_instalment
from repaybook.plans.projection import project

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def couple() -> CaseFile:
    return read_case(demo.demo_bytes("C2-tight"))


@pytest.fixture(scope="module")
def plan(couple: CaseFile) -> Plan:
    return next(one.plan for one in propose(couple, ON).plans if one.plan.id == "even")


def instalments(debt: str, months: int, rate: str = "0") -> Offer:
    return Offer(debt=debt, kind=OfferKind.INSTALMENTS, months=months, annual_rate=Decimal(rate))


def test_an_answer_stands_beside_what_the_plan_proposes(couple: CaseFile, plan: Plan) -> None:
    case = replace(couple, counter_offers=(CounterOffer(debt="D1", on=ON, offer=instalments("D1", 36)),))
    (one,) = answered(case, plan, ON)
    # 46,800 over 60 months: 780; over 36: 1,300
    assert one.asked is not None
    assert one.theirs is not None
    assert (one.asked.regular, one.theirs.regular) == (Money.yuan(780), Money.yuan(1_300))
    assert (one.more_a_month, one.more_in_all) == (Money.yuan(520), Money(0))
    # 1,910 + 520 = 2,430 a month; what is usable decides
    assert one.projection is not None
    assert one.projection.monthly_rearranged == Money.yuan(2_430)
    assert one.fits is (Money.yuan(2_430) <= one.usable)


def test_interest_shows_in_what_the_answer_costs_in_all(couple: CaseFile, plan: Plan) -> None:
    case = replace(couple, counter_offers=(CounterOffer(debt="D1", on=ON, offer=instalments("D1", 60, "0.1825")),))
    (one,) = answered(case, plan, ON)
    # 46,800 over 60 months at 18.25 %: 1,194.79 a month (PMT), 71,687.40 but for the last one's rounding
    assert one.theirs is not None
    assert one.theirs.regular == Money.yuan("1194.79")
    assert one.more_in_all is not None
    assert abs(one.more_in_all.fen - Money.yuan("24887.40").fen) < 60


def test_answers_of_several_creditors_stand_side_by_side_newest_first(couple: CaseFile, plan: Plan) -> None:
    answers = (
        CounterOffer(debt="D1", on=date(2026, 11, 20), offer=instalments("D1", 36)),
        CounterOffer(debt="D2", on=ON, offer=instalments("D2", 48)),
        CounterOffer(debt="D3", on=date(2026, 11, 21), outcome="refused"),
    )
    found = answered(replace(couple, counter_offers=answers), plan, ON)
    assert [one.answer.debt for one in found] == ["D2", "D3", "D1"]
    refused = found[1]
    assert (refused.theirs, refused.fits, refused.more_in_all, refused.problems) == (None, None, None, ())
    assert refused.asked is not None


def test_terms_that_cannot_be_worked_out_say_why(couple: CaseFile, plan: Plan) -> None:
    lump = Offer(debt="D3", kind=OfferKind.LUMP_SUM, amount=Money.yuan(30_000))  # more than the 22,400 owed
    (one,) = answered(replace(couple, counter_offers=(CounterOffer(debt="D3", on=ON, offer=lump),)), plan, ON)
    assert [problem.key for problem in one.problems] == ["plans.problem.amount_above_balance"]
    assert one.theirs is None


def test_answers_come_out_as_json(couple: CaseFile, plan: Plan) -> None:
    case = replace(couple, counter_offers=(CounterOffer(debt="D1", on=ON, source="sms", offer=instalments("D1", 36)),))
    (row,) = answered_json(case, project(case, plan, ON), ON)
    assert (row["debt"], row["on"], row["source"]) == ("D1", "2026-11-23", "sms")
    assert (row["monthly"], row["asked_monthly"], row["more_a_month"], row["more_in_all"]) == (1300, 780, 520, 0)


def test_an_instalment_says_which_rate_it_holds() -> None:
    # 46,800 over 60 months at 18.25 % is 1,194.79 a month (PMT)
    rate = rate_of_monthly(4_680_000, 60, 119_479)
    assert rate is not None
    assert abs(rate - Decimal("0.1825")) < Decimal("0.00001")
    assert rate_of_monthly(4_680_000, 60, 78_000) == 0
    assert rate_of_monthly(4_680_000, 60, 78_050) == 0  # rounded up by half a yuan
    assert rate_of_monthly(4_680_000, 60, 60_000) is None  # repays 36,000 of 46,800
    assert rate_of_monthly(4_680_000, 60, 4_000_000) is None  # above 100 % a year


def paid_in_all(balance: int, rate: Decimal, months: int) -> int:
    return sum(row.total for row in equal_instalments(balance, rate, ON, months))


@given(st.integers(10**4, 10**8), st.integers(2, 120), st.decimals("0.001", "0.9", places=4))
def test_the_rate_found_gives_the_instalment_back(balance: int, months: int, rate: Decimal) -> None:
    monthly = level_instalment(balance, rate, months)
    found = rate_of_monthly(balance, months, monthly)
    assert found is not None
    assert found == 0 or level_instalment(balance, found, months) == monthly
    stated = monthly * months
    if found:  # no rate with this instalment comes nearer to what was stated in all, but for a fen a month
        apart = [abs(paid_in_all(balance, one, months) - stated) for one in (found, rate)]
        assert apart[0] <= apart[1] + months


def test_a_stated_instalment_adds_up_to_what_was_stated_but_for_rounding() -> None:
    # 48 × 1,000 for 46,800: at 1.2458 % 47 × 1,000 and 1,000.05; at 1.2457 % the last is 999.93
    rate = rate_of_monthly(4_680_000, 48, 100_000)
    assert rate == Decimal("0.012458")
    assert paid_in_all(4_680_000, rate, 48) == 4_800_005


def test_a_simulation_on_the_command_line_holds_the_answers_beside_each_plan(couple: CaseFile, plan: Plan) -> None:
    case = replace(couple, counter_offers=(CounterOffer(debt="D1", on=ON, offer=instalments("D1", 36)),))
    found = answer("simulate", case, ON, "zh")
    assert [one["counter_offers"][0]["monthly"] for one in found["plans"]] == [1300] * len(found["plans"])
    assert simulated(case, project(case, plan, ON), ON)["counter_offers"][0]["asked_monthly"] == 780
    assert answer("simulate", couple, ON, "zh")["plans"][0]["counter_offers"] == []
