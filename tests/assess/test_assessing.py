"""What can be paid: the published figures key by key, figures worked out by hand, and what always holds."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.assess import Assessment, Feasibility, as_json, assess, savings_hint
from repaybook.assess.published import KEYS
from repaybook.case.model import Agreement, CaseFile, Category, CreditorType, Debt, Expense, Income
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes, names
from repaybook.money import ZERO, Money

EXPECTED = Path(__file__).parent.parent / "expected"
DAY = date(2026, 11, 23)


def demo(name: str) -> CaseFile:
    return read_case(demo_bytes(name))


def yuan(amount: str | int) -> Money:
    return Money.yuan(amount)


def published(name: str) -> dict[str, Any]:
    expected = json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))["assessment"]
    del expected["flags"]
    return dict(expected)


@pytest.mark.parametrize("name", ["C1-easy", "C3-negative", "C5-misconduct"])
@pytest.mark.parametrize("key", KEYS)
def test_the_published_figures_come_out_key_by_key(name: str, key: str) -> None:
    assert as_json(assess(demo(name)))[key] == published(name)[key]


@pytest.mark.parametrize("name", ["C1-easy", "C3-negative", "C5-misconduct"])
def test_the_object_has_the_published_keys_in_their_order_and_no_others(name: str) -> None:
    assert list(as_json(assess(demo(name)))) == list(published(name))


@pytest.mark.parametrize("name", names())
def test_the_object_of_every_case_is_json(name: str) -> None:
    written = as_json(assess(demo(name)))
    assert json.loads(json.dumps(written, allow_nan=False)) == written


def test_the_tight_case_by_hand() -> None:
    found = assess(demo("C2-tight"))
    assert found.income_total == yuan(9900)  # 5,300 + 4,600
    assert found.income_low == yuan(8900)  # 5,300 + 3,600
    # Line by line: 2,350 + 200 + (260 + 140) + 180 + (260 + 210) + 420 + (460 + 100) + 90 + 300
    assert found.living_total == yuan(4970)
    assert found.priority_debt_payments == yuan(2380)  # the mortgage
    assert found.surplus == yuan(2550)  # 9,900 − 4,970 − 2,380
    assert found.buffer == yuan(500)  # 5 % of 9,900 = 495, up to 500
    assert found.usable_for_plans == yuan(2050)
    assert found.surplus_income_minus10 == yuan(1560)  # 2,550 − 990
    assert found.surplus_income_minus20 == yuan(570)  # 2,550 − 1,980
    assert found.surplus_income_low == yuan(1550)  # 2,550 − 1,000
    assert found.unsecured_nonpriority_total == yuan(114600)  # 46,800 + 31,200 + 22,400 + 14,200
    assert found.debt_total == yuan(332600)  # + 218,000
    assert found.overdue_total == yuan(114600)  # all but the mortgage
    assert found.need_per_month_60 == yuan(1910)  # 114,600 / 60
    assert found.feasibility is Feasibility.TIGHT  # 0.8 × 2,050 = 1,640 < 1,910 ≤ 2,050
    assert found.months_interest_free == 56  # 114,600 / 2,050 = 55.9
    assert found.due_now_total == yuan("28900.67")  # 2,380 + 15,745 + 7,467 + 1,692.35 + 1,616.32
    # 2,380 + 10 % of 42,600 + 10 % of 29,300 + 1,692.35 + 1,616.32
    assert found.scheduled_monthly_total == yuan("12878.67")
    assert found.dti_scheduled == Decimal("1.3009")  # 12,878.67 / 9,900 = 1.300876
    assert found.debt_to_annual_income == Decimal("2.7997")  # 332,600 / 118,800 = 2.799663
    assert found.keep_paying == ()
    assert found.restructure == ("D1", "D2", "D3", "D4")
    assert found.usable_after_committed == yuan(2050)
    assert found.restructure_months_interest_free == 56
    # 2,050 × 46,800 / 114,600 = 837.1728; 558.1152; 400.6981; 254.0140: floors leave 2 fen for D3 (.81) and D2 (.52)
    assert found.pro_rata_allocation == {
        "D1": yuan("837.17"),
        "D2": yuan("558.12"),
        "D3": yuan("400.70"),
        "D4": yuan("254.01"),
    }
    assert found.worst_stage == "M3"
    assert found.stages == {"D0": "M0", "D1": "M3", "D2": "M2", "D3": "M3", "D4": "M2"}
    assert found.keep_paying_affordable
    assert savings_hint(found) == yuan(255)


def test_the_litigated_case_by_hand() -> None:
    found = assess(demo("C4-litigated"))
    assert found.living_total == yuan(5190)  # 1,300 + 80 + 1,220 + 70 + 380 + 60 + 120 + 60 + 1,900
    assert found.priority_debt_payments == yuan(2000)  # what the court deducts
    assert found.surplus == yuan(210)  # 7,400 − 5,190 − 2,000
    assert found.buffer == yuan(370)  # 5 % of 7,400, above the surplus
    assert found.usable_for_plans == ZERO  # 210 − 370 is below 0
    assert found.surplus_income_minus10 == yuan(-530)
    assert found.surplus_income_minus20 == yuan(-1270)
    assert found.unsecured_nonpriority_total == yuan(
        146200
    )  # 88,600 + 57,600; the judgment is priority, the car secured
    assert found.debt_total == yuan(347615)  # + 155,115 + 46,300
    assert found.overdue_total == yuan(301315)  # all but the car
    assert found.need_per_month_60 == yuan("2436.67")  # 146,200 / 60 = 2,436.6667
    assert found.feasibility is Feasibility.INSUFFICIENT
    assert found.months_interest_free is None
    assert found.due_now_total == yuan("92727.55")  # 2,000 + 88,600 + 0 + 2,127.55
    assert found.scheduled_monthly_total == yuan("11767.55")  # 2,000 + 7,640 + 0 + 2,127.55
    assert found.dti_scheduled == Decimal("1.5902")  # 11,767.55 / 7,400 = 1.590209
    assert found.debt_to_annual_income == Decimal("3.9146")  # 347,615 / 88,800 = 3.914583
    assert found.keep_paying == ("D4",)
    assert found.committed_payments == yuan("2127.55")
    assert found.usable_after_committed == yuan("-2127.55")  # 0 − 2,127.55
    assert found.left_after_keeping == yuan("-1917.55")  # 210 − 2,127.55
    assert not found.keep_paying_affordable
    assert found.restructure == ("D2", "D3")
    assert found.restructure_total == yuan(146200)
    assert found.restructure_months_interest_free is None
    assert found.pro_rata_allocation == {}
    assert found.worst_stage == "M7"
    assert found.stages == {"D1": "M7", "D2": "M7", "D3": "M6", "D4": "M0"}
    assert savings_hint(found) == yuan(21)


def household(
    income: str | int | None = 0,
    living: str | int | None = 0,
    debts: tuple[Debt, ...] = (),
    savings_line: Money | None = None,
) -> CaseFile:
    return CaseFile(
        as_of=DAY,
        income=(Income(label_zh="工资", amount_monthly=None if income is None else yuan(income)),),
        expenses=(Expense(category=Category.FOOD, amount_monthly=None if living is None else yuan(living)),),
        debts=debts,
        savings_line=savings_line,
    )


def loan(debt_id: str = "D1", **terms: Any) -> Debt:
    told: dict[str, Any] = {"creditor_type": CreditorType.BANK_CONSUMER_LOAN, "overdue_days": 40} | terms
    return Debt(id=debt_id, creditor_alias="某行", **told)


@pytest.mark.parametrize(
    ("income", "living", "buffer", "usable"),
    [
        (3000, 2000, 200, 800),  # 5 % of 3,000 = 150: the least is 200
        (4000, 3000, 200, 800),  # 5 % = 200
        ("4000.01", 3000, 210, 790),  # 200.0005, up to 210; 790.01 down to 790
        (4201, 3000, 220, 980),  # 210.05, up to 220; 1,201 − 220 = 981 down to 980
        (8600, 5418, 430, 2750),  # C1: 3,182 − 430 = 2,752
        (5000, 4990, 250, 0),  # 10 − 250 is below 0
        (5000, 5000, 0, 0),
        (5000, 5001, 0, 0),
    ],
)
def test_the_default_buffer_and_what_is_usable(income: str | int, living: int, buffer: int, usable: int) -> None:
    found = assess(household(income, living))
    assert (found.buffer, found.usable_for_plans) == (yuan(buffer), yuan(usable))


@pytest.mark.parametrize(
    ("line", "buffer", "usable"),
    [("0", "0", 1000), ("345.67", "345.67", 650), ("1000", "1000", 0), ("5000", "1000", 0)],
)
def test_the_own_savings_line_replaces_the_buffer_up_to_the_surplus(line: str, buffer: str, usable: int) -> None:
    found = assess(household(4000, 3000, savings_line=yuan(line)))
    assert (found.buffer, found.usable_for_plans) == (yuan(buffer), yuan(usable))


def test_there_is_no_savings_line_where_nothing_is_left() -> None:
    found = assess(household(3000, 3000, savings_line=yuan(500)))
    assert (found.surplus, found.buffer, found.feasibility) == (ZERO, ZERO, Feasibility.NEGATIVE)
    assert savings_hint(assess(household(3000, 4000))) == ZERO


@pytest.mark.parametrize(
    ("total", "kind"),
    [
        # usable is 800: × 60 = 48,000; four fifths of it 38,400
        ("48000.01", Feasibility.INSUFFICIENT),
        ("48000", Feasibility.TIGHT),
        ("38400.01", Feasibility.TIGHT),
        ("38400", Feasibility.FEASIBLE),
        ("0", Feasibility.FEASIBLE),
    ],
)
def test_feasibility_is_compared_exactly(total: str, kind: Feasibility) -> None:
    found = assess(household(3000, 2000, (loan(balance_total=yuan(total)),)))
    assert found.usable_for_plans == yuan(800)
    assert found.feasibility is kind


def test_an_exact_half_of_a_ratio_goes_as_published() -> None:
    # C5: 5,122.65 / 7,400 = 0.69225 exactly, published as 0.6922
    assert assess(demo("C5-misconduct")).dti_scheduled == Decimal("0.6922")


def test_without_income_there_are_no_ratios() -> None:
    found = assess(household(0, 0, (loan(balance_total=yuan(100)),)))
    assert found.dti_scheduled is None
    assert found.debt_to_annual_income is None


def test_a_low_of_nothing_is_a_real_nothing_and_an_unknown_low_is_the_usual_amount() -> None:
    amount = yuan(1000)
    incomes = (
        Income(label_zh="甲", amount_monthly=amount, low=ZERO),
        Income(label_zh="乙", amount_monthly=amount, low=None),
    )
    found = assess(CaseFile(as_of=DAY, income=incomes))
    assert (found.income_total, found.income_low) == (yuan(2000), yuan(1000))


def test_an_income_that_has_ended_counts_no_more() -> None:
    amount = yuan(1890)
    incomes = tuple(
        Income(label_zh="失业金", amount_monthly=amount, ends_on=day)
        for day in (date(2026, 11, 22), DAY, date(2027, 6, 30))
    )
    assert assess(CaseFile(as_of=DAY, income=incomes)).income_total == yuan(3780)  # the first ended the day before


def test_what_is_not_known_counts_as_nothing_and_is_said_to_be_missing() -> None:
    known = assess(household(3000, 2000))
    assert (known.income_known, known.living_known) == (True, True)
    no_living = assess(household(3000, None))
    assert (no_living.surplus, no_living.income_known, no_living.living_known) == (yuan(3000), True, False)
    no_income = assess(household(None, 2000))
    assert (no_income.surplus, no_income.income_known, no_income.living_known) == (yuan(-2000), False, True)


def test_an_empty_case_says_that_nothing_is_known() -> None:
    found = assess(CaseFile(as_of=DAY))
    assert not found.income_known
    assert not found.living_known
    assert found.worst_stage == "M0"
    assert found.keep_paying_affordable
    assert set(found.living_by_category.values()) == {ZERO}
    assert list(found.living_by_category) == list(Category)


CARD = CreditorType.BANK_CREDIT_CARD


@pytest.mark.parametrize(
    ("debt", "scheduled", "due"),
    [
        # A card: a tenth of its principal, half up to the fen.
        (loan(creditor_type=CARD, principal=yuan("42600.05"), contractual_monthly=yuan(15745)), "4260.01", "15745"),
        # Its principal not known: a tenth of the balance.
        (loan(creditor_type=CARD, balance_total=yuan(5000), min_payment=yuan(700)), "500", "700"),
        # No balance either: the parts that are known.
        (loan(creditor_type=CARD, accrued_interest=yuan(300), late_fee=yuan(50)), "35", "0"),
        # Nothing known but the minimum.
        (loan(creditor_type=CARD, min_payment=yuan(700)), "700", "700"),
        (loan(creditor_type=CARD), "0", "0"),
        # Under an agreement: the instalment.
        (loan(creditor_type=CARD, principal=yuan(9000), min_payment=yuan(780), legal_status="agreement"), "780", "780"),
        (loan(principal=yuan(9000), contractual_monthly=yuan(780)), "780", "780"),
        (loan(principal=yuan(9000)), "0", "0"),
    ],
)
def test_what_is_scheduled_and_what_is_due_now(debt: Debt, scheduled: str, due: str) -> None:
    found = assess(household(9000, 0, (debt,)))
    assert found.scheduled_monthly_total == yuan(scheduled)
    assert found.due_now_total == yuan(due)


def test_an_agreement_gives_the_instalment_that_the_debt_does_not_name() -> None:
    card = loan(creditor_type=CARD, balance_total=yuan(9000), overdue_days=0)
    case = dataclasses.replace(household(9000, 0, (card,)), agreements=(Agreement(debt="D1", monthly=yuan(780)),))
    found = assess(case)
    assert (found.scheduled_monthly_total, found.keep_paying) == (yuan(780), ("D1",))


@pytest.mark.parametrize(
    ("debt", "group"),
    [
        (loan(overdue_days=0, contractual_monthly=yuan(100)), "keep_paying"),
        (loan(overdue_days=1, contractual_monthly=yuan(100)), "restructure"),
        (loan(overdue_days=0, contractual_monthly=ZERO), "restructure"),
        (loan(overdue_days=0), "restructure"),
        (loan(overdue_days=None, contractual_monthly=yuan(100)), "keep_paying"),
        (loan(overdue_days=None, overdue_stage="M2", contractual_monthly=yuan(100)), "restructure"),
        (loan(overdue_days=None, overdue_since=date(2026, 11, 1), contractual_monthly=yuan(100)), "restructure"),
        (loan(overdue_days=0, creditor_type=CARD, contractual_monthly=yuan(100)), "restructure"),
        (loan(overdue_days=0, secured=True, contractual_monthly=yuan(100)), "keep_paying"),
        (loan(overdue_days=9, secured=True, contractual_monthly=yuan(100)), "undecided"),
        (loan(overdue_days=9, secured=True, priority=True, contractual_monthly=yuan(100)), None),
        (loan(overdue_days=9, contingent=True, contractual_monthly=yuan(100)), None),
    ],
)
def test_each_debt_is_in_its_group_and_in_no_other(debt: Debt, group: str | None) -> None:
    found = assess(household(9000, 0, (debt,)))
    for name in ("keep_paying", "restructure", "undecided"):
        assert getattr(found, name) == (("D1",) if name == group else ()), name


def test_a_balance_that_is_not_told_is_the_sum_of_its_known_parts() -> None:
    debts = (loan("D1", principal=yuan(9000), late_fee=yuan(64)), loan("D2"))
    assert assess(household(9000, 0, debts)).debt_total == yuan(9064)


def test_a_stage_that_is_not_known_is_not_called_on_time() -> None:
    found = assess(household(9000, 0, (loan(overdue_days=None), loan("D2", overdue_days=31))))
    assert found.stages == {"D1": "unknown", "D2": "M2"}
    assert found.worst_stage == "M2"
    assert as_json(found)["stages"] == {"D1": None, "D2": "M2"}
    alone = assess(household(9000, 0, (loan(overdue_days=None),)))
    assert alone.worst_stage == "unknown"
    assert as_json(alone)["worst_stage"] is None


def test_keeping_up_payments_is_affordable_down_to_the_last_fen() -> None:
    debt = loan(overdue_days=0, contractual_monthly=yuan(1000), balance_total=yuan(9000))
    assert assess(household(3000, 2000, (debt,))).keep_paying_affordable
    assert not assess(household("2999.99", 2000, (debt,))).keep_paying_affordable


def test_where_nothing_is_kept_nothing_is_unaffordable() -> None:
    assert assess(demo("C3-negative")).keep_paying_affordable


AMOUNTS = st.integers(min_value=0, max_value=50_000_00).map(Money)
KNOWN_OR_NOT = st.none() | AMOUNTS
INCOMES = st.lists(
    st.builds(
        Income,
        label_zh=st.just("收入"),
        amount_monthly=KNOWN_OR_NOT,
        low=KNOWN_OR_NOT,
        ends_on=st.none() | st.dates(date(2026, 10, 1), date(2027, 2, 1)),
    ),
    max_size=4,
)
EXPENSES = st.lists(st.builds(Expense, category=st.sampled_from(Category), amount_monthly=KNOWN_OR_NOT), max_size=8)
DEBT = st.builds(
    Debt,
    id=st.just(""),
    creditor_alias=st.just("某行"),
    creditor_type=st.sampled_from(CreditorType),
    secured=st.booleans(),
    priority=st.booleans(),
    contingent=st.booleans(),
    principal=KNOWN_OR_NOT,
    accrued_interest=KNOWN_OR_NOT,
    balance_total=KNOWN_OR_NOT,
    contractual_monthly=KNOWN_OR_NOT,
    min_payment=KNOWN_OR_NOT,
    overdue_days=st.none() | st.integers(0, 400),
    legal_status=st.sampled_from(["none", "agreement"]),
)
DEBTS = st.lists(DEBT, max_size=7).map(
    lambda debts: tuple(dataclasses.replace(debt, id=f"D{number}") for number, debt in enumerate(debts))
)
CASES = st.builds(
    CaseFile,
    as_of=st.just(DAY),
    income=INCOMES.map(tuple),
    expenses=EXPENSES.map(tuple),
    debts=DEBTS,
    savings_line=KNOWN_OR_NOT,
)


def without_order(found: Assessment) -> dict[str, object]:
    content = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    return {name: frozenset(value) if isinstance(value, tuple) else value for name, value in content.items()}


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(case: CaseFile, random: Any) -> None:
    def mixed(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(rows, len(rows)))

    turned = dataclasses.replace(
        case, income=mixed(case.income), expenses=mixed(case.expenses), debts=mixed(case.debts)
    )
    assert without_order(assess(turned)) == without_order(assess(case))


@given(CASES)
def test_shares_add_up_to_what_is_usable(case: CaseFile) -> None:
    found = assess(case)
    shares = found.pro_rata_allocation
    if shares:
        assert Money.total(shares.values()) == found.usable_for_plans
    else:
        assert not found.usable_for_plans or not found.unsecured_nonpriority_total


@given(CASES)
def test_every_direct_debt_is_in_exactly_one_group(case: CaseFile) -> None:
    found = assess(case)
    priority = [debt.id for debt in case.debts if debt.priority and not debt.contingent]
    grouped = [*priority, *found.keep_paying, *found.restructure, *found.undecided]
    assert sorted(grouped) == sorted(debt.id for debt in case.debts if not debt.contingent)


@given(CASES)
def test_the_month_adds_up(case: CaseFile) -> None:
    found = assess(case)
    assert found.income_total == found.living_total + found.priority_debt_payments + found.surplus
    assert found.usable_for_plans.fen % 1000 == 0
    assert found.usable_for_plans >= ZERO
    if found.usable_for_plans:
        assert ZERO <= (found.surplus - found.buffer) - found.usable_for_plans < yuan(10)
    assert Money.total(found.living_by_category.values()) == found.living_total


@given(CASES, AMOUNTS)
def test_more_income_never_lowers_the_surplus_and_more_living_never_raises_it(case: CaseFile, more: Money) -> None:
    found = assess(case)
    richer = dataclasses.replace(case, income=(*case.income, Income(label_zh="又一笔", amount_monthly=more)))
    dearer = dataclasses.replace(case, expenses=(*case.expenses, Expense(category=Category.FOOD, amount_monthly=more)))
    assert assess(richer).surplus == found.surplus + more
    assert assess(dearer).surplus == found.surplus - more
    assert assess(dearer).usable_for_plans <= found.usable_for_plans


@given(CASES)
def test_every_assessment_is_json(case: CaseFile) -> None:
    written = as_json(assess(case))
    assert json.loads(json.dumps(written, allow_nan=False)) == written
    assert tuple(written) == KEYS
