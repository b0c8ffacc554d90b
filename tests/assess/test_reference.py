"""References beside the budget: dated, sourced, and a reason for a question at most."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from repaybook.assess.reference import above_reference, reasons_missing, reference, region_of, regions
from repaybook.case.model import CaseFile, Category, Client, Expense
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.money import Money
from repaybook.texts import LANGS, known


@pytest.mark.parametrize(
    ("category", "a_month"),
    [
        # national, nine months of 2025 / 9, half up to the yuan
        ("food", 707),  # 6,359 / 9 = 706.56
        ("clothing", 125),  # 1,126 / 9 = 125.11
        ("housing", 518),  # 4,665 / 9 = 518.33
        ("household", 136),  # 1,224 / 9 = 136
        ("transport_comm", 345),  # 3,103 / 9 = 344.78
        ("education_recreation", 281),  # 2,531 / 9 = 281.22
        ("health", 214),  # 1,928 / 9 = 214.22
        ("other", 71),  # 639 / 9 = 71
    ],
)
def test_the_national_average_of_a_month(category: str, a_month: int) -> None:
    found = reference(Category(category), 1)
    assert found is not None
    assert found.per_person == found.amount == Money.yuan(a_month)
    assert found.region == "national"


@pytest.mark.parametrize(
    ("category", "a_month"),
    [("food", 888), ("housing", 1673), ("transport_comm", 478), ("health", 407), ("other", 142)],
)  # 7,996; 15,060; 4,300; 3,664; 1,275 over nine months of 2024
def test_beijing_has_its_own(category: str, a_month: int) -> None:
    found = reference(Category(category), 1, "北京市")
    assert found is not None
    assert (found.per_person, found.region) == (Money.yuan(a_month), "beijing_urban")
    assert (found.first, found.last) == (date(2024, 1, 1), date(2024, 9, 30))


def test_a_household_is_so_many_people() -> None:
    found = reference(Category.FOOD, 4)
    assert found is not None
    assert (found.people, found.amount) == (4, Money.yuan(2828))  # 4 × 707


@pytest.mark.parametrize("region", ["national", "beijing_urban"])
def test_the_classes_add_up_to_the_published_total(region: str) -> None:
    data = regions()[region]
    assert sum(data["yuan"].values()) == data["total"]


def test_support_has_no_reference() -> None:
    assert reference(Category.SUPPORT, 1) is None


def test_every_reference_has_its_source_its_days_and_its_caveat() -> None:
    for category in set(Category) - {Category.SUPPORT}:
        for city in (None, "北京"):
            found = reference(category, 3, city)
            assert found is not None
            assert found.publisher
            assert found.document
            assert found.url.startswith("https://")
            assert found.first < found.last < found.published < found.checked
            assert "assess.reference.caveat.average" in found.caveats
            assert ("assess.reference.caveat.imputed_rent" in found.caveats) == (category is Category.HOUSING)
            assert all(known(lang, key) for key in found.caveats for lang in LANGS)
            assert all(known(lang, f"assess.reference.region.{found.region}") for lang in LANGS)


def test_a_reference_is_stale_a_year_after_it_was_checked() -> None:
    found = reference(Category.FOOD, 1)
    assert found is not None
    assert not found.is_stale(date(2027, 11, 23))
    assert found.is_stale(date(2027, 11, 24))


def test_a_city_without_its_own_reference_has_the_national_one() -> None:
    assert region_of("成都") == region_of(None) == region_of("") == "national"
    assert region_of("北京") == "beijing_urban"


def test_what_is_above_the_reference_is_asked_for_a_reason_and_nothing_else_is() -> None:
    # C3, three people: health 1,150 above 3 × 214 = 642; education 800 below 3 × 281 = 843
    case = read_case(demo_bytes("C3-negative"))
    assert above_reference(case) == (Category.HEALTH,)
    assert reasons_missing(case) == (Category.HEALTH,)
    told = tuple(
        dataclasses.replace(line, reason="配偶治疗") if line.category is Category.HEALTH else line
        for line in case.expenses
    )
    answered = dataclasses.replace(case, expenses=told)
    assert above_reference(answered) == (Category.HEALTH,)
    assert reasons_missing(answered) == ()


def test_lines_of_one_class_are_compared_together_and_the_reference_itself_is_not_above() -> None:
    def case(*amounts: int, size: int | None = 1) -> CaseFile:
        lines = tuple(Expense(category=Category.FOOD, amount_monthly=Money.yuan(amount)) for amount in amounts)
        return CaseFile(as_of=date(2026, 11, 23), client=Client(household_size=size), expenses=lines)

    assert above_reference(case(400, 307)) == ()
    assert above_reference(case(400, 308)) == (Category.FOOD,)
    assert above_reference(case(9000, size=None)) == ()


def test_a_blank_is_no_reason() -> None:
    line = Expense(category=Category.FOOD, amount_monthly=Money.yuan(9000), reason="  ")
    case = CaseFile(as_of=date(2026, 11, 23), client=Client(household_size=1), expenses=(line,))
    assert reasons_missing(case) == (Category.FOOD,)
