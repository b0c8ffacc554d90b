"""Plans as JSON, side by side, and in words: every row is there, and every sentence is true of the rows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from repaybook.assess import assess
from repaybook.case.model import CaseFile, Offer, OfferKind, Plan
from repaybook.case.read import read_case, read_plan
from repaybook.demo import demo_bytes, names
from repaybook.money import ZERO, Money
from repaybook.plans import project, propose, readings, report
from repaybook.plans.baselines import keep_plan, minimum_plan, nothing_plan
from repaybook.plans.compare import compared, holds
from repaybook.plans.model import Projection, Said, Schedule
from repaybook.texts import LANGS, catalogue, figures

DAY = date(2026, 11, 23)


def yuan(amount: str | int) -> Money:
    return Money.yuan(amount)


def demo(name: str) -> CaseFile:
    return read_case(demo_bytes(name))


def level(name: str, months: int, **fields: Any) -> Projection:
    case = demo(name)
    offers = tuple(Offer(debt=debt, kind=OfferKind.INSTALMENTS, months=months) for debt in assess(case).restructure)
    return project(case, Plan(id="p", offers=offers), DAY, **fields)


def every_projection() -> list[Projection]:
    made = []
    for name in names():
        case = demo(name)
        made += [project(case, plan(case, DAY), DAY) for plan in (keep_plan, minimum_plan, nothing_plan)]
        made += propose(case, DAY).plans
    return made


PROJECTIONS = every_projection()


# --- JSON ---


def test_a_projection_is_json_with_every_row() -> None:
    done = level("C2-tight", 60)
    content = json.loads(json.dumps(report.projection_json(done)))
    assert content["end_month"] == "2031-11"
    assert content["monthly"] == 1910
    assert content["going_on"] == ["D0"]
    assert len(content["months"]) == 60
    first = content["months"][0]
    assert first["month"] == "2026-12"
    assert first["living"]["housing"] == 400
    assert first["payments"] == {"D1": 780, "D2": 520, "D3": 373.33, "D4": 236.67}
    assert content["schedules"]["D3"]["rows"][0] == {
        "due": "2026-12-23",
        "total": 373.33,
        "principal": 0,
        "interest": 0,
        "penalty_interest": 373.33,
        "late_fee": 0,
        "other": 0,
        "balance": 22026.67,
    }
    assert content["stress"][1] == {"less_percent": 10, "first_failing": 1, "short": 350, "lowest_cash": -21000}


def test_the_plan_in_the_json_can_be_given_back() -> None:
    case = demo("C5-misconduct")
    for done in propose(case, DAY).plans:
        again = read_plan(json.dumps(report.projection_json(done)["plan"]).encode(), case)
        assert again == done.plan


def test_a_proposal_without_plans_is_an_empty_list_and_the_reason() -> None:
    content = json.loads(json.dumps(report.proposal_json(propose(demo("C3-negative"), DAY))))
    assert content["plans"] == []
    assert content["reason"] == {"key": "plans.reason.negative", "values": {"amount": 480}}


def test_a_proposal_says_why_each_plan_is_there() -> None:
    content = json.loads(json.dumps(report.proposal_json(propose(demo("C2-tight"), DAY))))
    assert [plan["why"]["key"] for plan in content["plans"]] == ["plans.why.shortest", "plans.why.even"]
    assert content["plans"][0]["why"]["values"] == {"months": 56, "monthly": 2046.42, "room": 2050}
    assert content["notes"][0]["values"] == {"months": 60}
    assert content["reason"] is None


@pytest.mark.parametrize("done", PROJECTIONS, ids=lambda done: done.plan.id)
def test_every_projection_is_json(done: Projection) -> None:
    content = json.loads(json.dumps(report.projection_json(done), allow_nan=False))
    assert len(content["months"]) == len(done.months)
    assert set(content["schedules"]) == set(done.schedules)


def test_months_and_days_in_sentences_are_written_by_their_names() -> None:
    case = replace(demo("C1-easy"), income=())
    told = replace(
        propose(case, DAY), reason_values={"fail_month": DAY, "day": DAY, "rate": Decimal("0.1"), "names": ("甲",)}
    )
    values = report.proposal_json(told)["reason"]["values"]
    assert values == {"fail_month": "2026-11", "day": "2026-11-23", "rate": 0.1, "names": ["甲"]}


# --- side by side ---


def test_plans_stand_side_by_side() -> None:
    rows = {row.key: row.cells for row in compared(propose(demo("C5-misconduct"), DAY).plans)}
    assert rows["plans.compare.monthly_rearranged"] == (yuan("1313.80"), yuan("1058.33"), yuan("952.50"))
    assert rows["plans.compare.end"] == (date(2029, 4, 1), date(2029, 11, 1), date(2030, 3, 1))
    # interest-free plans that keep the same debts cost the same
    assert len(set(rows["plans.compare.total"])) == 1
    assert rows["plans.compare.tenth_less"][2] == Said("plans.compare.holds", {})
    assert rows["plans.compare.tenth_less"][0] == Said("plans.compare.fails", {"number": 1, "amount": yuan("346.45")})
    assert rows["plans.compare.down_payment"] == (ZERO, ZERO, ZERO)


def test_a_plan_that_does_not_end_says_so() -> None:
    case = demo("C2-tight")
    rows = {row.key: row.cells for row in compared([project(case, nothing_plan(case, DAY), DAY)])}
    assert rows["plans.compare.end"] == (Said("plans.compare.no_end", {}),)


def test_a_cut_that_was_not_tried_is_no_answer() -> None:
    with pytest.raises(ValueError, match="30 per cent"):
        holds(level("C2-tight", 60), 30)
    with pytest.raises(ValueError, match="30 per cent"):
        readings.stress_reading(level("C2-tight", 60), 30)


# --- readings ---


def test_the_month_that_falls_short_says_for_how_many_it_is_enough() -> None:
    # C2 with a tenth less: 8,910 − 4,970 − 2,380 = 1,560: 236.67 + 373.33 + 520 = 1,130 are paid, 780 more are not
    said = readings.months_reading(level("C2-tight", 60, less_percent=10))
    assert said.key == "plans.reading.enough_for"
    assert said.values == {
        "number": 1,
        "fail_month": date(2026, 12, 1),
        "amount": yuan(350),
        "enough": 3,
        "count": 4,
    }
    assert figures.tell("zh", *said) == "第1个月（2026年12月）只够还4家里的3家，差350元。"


def test_a_month_that_does_not_cover_living_says_that() -> None:
    case = demo("C3-negative")
    assert readings.months_reading(project(case, keep_plan(case, DAY), DAY)).key == "plans.reading.living_short"


def test_a_month_that_pays_no_creditor_says_that() -> None:
    # 9,900 less 25 % = 7,425; − 4,970 − 2,380 = 75, below the smallest payment
    said = readings.months_reading(level("C2-tight", 60, less_percent=25))
    assert said.key == "plans.reading.enough_for_none"


def recount(done: Projection) -> None:
    """Check the reading of the months against the rows, by paying the smallest first."""
    said = readings.months_reading(done)
    if said.key == "plans.reading.holds":
        assert said.values["amount"] == Money(min(month.cash for month in done.months))
        return
    month = done.months[int(str(said.values["number"])) - 1]
    assert all(earlier.cash >= 0 for earlier in done.months if earlier.month < month.month)
    assert month.cash < 0
    before = month.cash - month.savings - month.left
    there = before + month.income - sum(month.living.values()) - sum(month.priority.values())
    enough = 0
    for due in sorted(filter(None, month.payments.values())):
        there -= due
        enough += there >= 0
    assert said.values.get("enough", 0) == enough


@pytest.mark.parametrize("done", PROJECTIONS, ids=lambda done: done.plan.id)
def test_readings_are_true_of_the_rows(done: Projection) -> None:
    recount(done)
    half = readings.balances_reading(done)
    owed = sum(schedule.balance_now.fen for schedule in done.schedules.values())
    balances = [sum(month.balances.values()) for month in done.months]
    if half.key == "plans.reading.half":
        number = int(str(half.values["number"]))
        assert balances[number - 1] * 2 <= owed
        assert all(balance * 2 > owed for balance in balances[: number - 1])
    elif half.key == "plans.reading.grows":
        assert half.values["amount"] == Money(balances[-1] - owed) > ZERO
    else:
        assert half.values["amount"] == Money(balances[-1])
        assert balances[-1] * 2 > owed
    end = readings.end_reading(done)
    if done.end_month is None:
        assert end.values["amount"] == Money(balances[-1])
        assert (end.key == "plans.reading.nothing_paid") == (done.monthly == ZERO)
    else:
        assert end.values["end_month"] == done.end_month
        last = [one.end for one in done.schedules.values() if one.debt not in done.going_on and one.end is not None]
        assert max(last).replace(day=1) <= done.end_month


def told(done: Projection) -> list[Said]:
    read = (readings.end_reading, readings.months_reading, readings.balances_reading)
    more = (readings.growth_reading, readings.waiver_reading, readings.accrual_reading)
    said = [reading(done) for reading in (*read, *more)]
    said += [readings.stress_reading(done, percent) for percent in (10, 20)]
    said += [holds(done, percent) for percent in (10, 20)]
    said += done.assumptions
    for schedule in done.schedules.values():
        said += schedule.assumptions
    return said


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_can_be_said(lang: Any) -> None:
    for done in PROJECTIONS:
        for said in told(done):
            sentence = figures.tell(lang, *said)
            assert "{" not in sentence
            assert "None" not in sentence
            assert "Money" not in sentence
    for name in names():
        proposal = propose(demo(name), DAY)
        for said in (*proposal.notes, *map(Said, proposal.why, proposal.why_values)):
            assert "{" not in figures.tell(lang, *said)
        if proposal.reason is not None:
            assert "{" not in figures.tell(lang, proposal.reason, proposal.reason_values)


def test_waivers_and_accruals_are_read_from_the_projection() -> None:
    done = level("C2-tight", 60)
    assert readings.waiver_reading(done) == Said("plans.reading.waiver", {"amount": done.waiver_worth})
    assert readings.accrual_reading(done).key == "plans.reading.accrual_asked"
    assert readings.accrual_reading(done).values["amount"] == done.accrued_until_first_due
    case = demo("C2-tight")
    dear = tuple(
        Offer(debt=debt, kind=OfferKind.INSTALMENTS, months=60, annual_rate=Decimal("0.3"))
        for debt in assess(case).restructure
    )
    assert readings.waiver_reading(project(case, Plan(id="p", offers=dear), DAY)).key == "plans.reading.dearer"
    least = project(case, minimum_plan(case, DAY), DAY)
    assert readings.accrual_reading(least).key == "plans.reading.accrual_paid"
    kept = project(case, keep_plan(case, DAY), DAY)
    assert readings.waiver_reading(kept).key == "plans.reading.no_waiver"
    assert readings.accrual_reading(kept).key == "plans.reading.no_accrual"


def test_the_growth_of_what_is_not_paid_leaves_out_what_is_kept() -> None:
    case = demo("C2-tight")
    done = project(case, nothing_plan(case, DAY), DAY)
    said = readings.growth_reading(done)
    assert said.values["owed"] == yuan(114_600)
    last = done.months[-1].balances
    assert said.values["amount"] == Money(sum(last.values()) - last["D0"])
    assert readings.end_reading(done).key == "plans.reading.nothing_paid"
    empty = project(replace(case, debts=()), Plan(id="p"), DAY)
    assert readings.growth_reading(empty).values == {"owed": ZERO, "amount": ZERO, "count": 0}


def test_every_key_of_the_source_has_its_sentence() -> None:
    source = Path(report.__file__).parent
    known = catalogue("zh")
    used = {
        part.split('"')[0]
        for page in source.glob("*.py")
        for part in page.read_text("utf-8").split('"plans.')[1:]
        if "{" not in part.split('"')[0]
    }
    assert sorted(key for key in used if f"plans.{key}" not in known) == []
    for plan_id in ("shortest", "even", "safest", "keep", "minimum", "nothing"):
        assert f"plans.title.{plan_id}" in known
    for row in compared([level("C1-easy", 36)]):
        assert row.key in known


def test_a_schedule_is_json_with_its_parts() -> None:
    made: Schedule = level("C2-tight", 60).schedules["D1"]
    content = report.schedule_json(made)
    assert content["monthly"] == 780
    assert content["accrued_until_first_due"] == 685.8
    assert content["accrual_included"] is False
    assert content["assumptions"][0] == {
        "key": "plans.assume.frozen",
        "values": {"amount": 685.8, "day": "2026-12-23"},
    }
