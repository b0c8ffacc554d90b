"""What people spend on average by class, dated and with its source: to ask for a reason above it, never to forbid."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from repaybook.assess.budget import living_by_category
from repaybook.case.model import CaseFile, Category
from repaybook.dates import add_months
from repaybook.money import Money, ratio_half_up

_MONTHS_UNTIL_STALE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The average of one class where the household lives.

    ``per_person`` – a month, whole yuan, half up; ``amount`` – the same for ``people``. ``first`` and ``last`` – the
    days it was observed from and to. ``caveats`` – keys of ``texts/*/assess.toml`` to show with it.
    """

    category: Category
    region: str
    per_person: Money
    people: int
    amount: Money
    first: date
    last: date
    publisher: str
    document: str
    published: date
    url: str
    checked: date
    caveats: tuple[str, ...]

    def is_stale(self, on: date) -> bool:
        """Return whether the value was checked over a year before ``on``."""
        return add_months(self.checked, _MONTHS_UNTIL_STALE) < on


@cache
def regions() -> Mapping[str, Mapping[str, Any]]:
    """Return the regions of ``reference.toml`` by id, the national one first; ``total`` is the sum of the classes."""
    listed = tomllib.loads((files(__package__) / "reference.toml").read_text("utf-8"))["regions"]
    return {region["id"]: region for region in listed}


def region_of(city: str | None) -> str:
    """Return the id of the region that names the city, else the national one."""
    for name, region in regions().items():
        if city and any(city.startswith(listed) for listed in region["cities"]):
            return name
    return "national"


def reference(category: Category, household_size: int | None, city: str | None = None) -> Reference | None:
    """Return the average of a class for a household, of one person where its size is not known; ``None`` for support.

    Housing holds the rent that owners are taken to pay to themselves, so a rent is to be looked at apart.
    """
    region = regions()[region_of(city)]
    if category not in region["yuan"]:
        return None
    people = household_size or 1
    per_person = Money.yuan(ratio_half_up(region["yuan"][category], region["months"]))
    caveats = ["average"]
    if category is Category.HOUSING:
        caveats.append("imputed_rent")
    if people > 1:
        caveats.append("household")
    return Reference(
        category=category,
        region=region["id"],
        per_person=per_person,
        people=people,
        amount=per_person.times(people),
        first=region["first"],
        last=region["last"],
        publisher=region["publisher"],
        document=region["document"],
        published=region["published"],
        url=region["url"],
        checked=region["checked"],
        caveats=tuple(f"assess.reference.caveat.{name}" for name in caveats),
    )


def above_reference(case: CaseFile) -> tuple[Category, ...]:
    """Return the classes whose costs are above the reference; none where the size of the household is not known."""
    size = case.client.household_size
    if size is None:
        return ()
    costs = living_by_category(case)
    compared = ((category, reference(category, size, case.client.city)) for category in Category)
    return tuple(category for category, known in compared if known is not None and costs[category] > known.amount)


def reasons_missing(case: CaseFile) -> tuple[Category, ...]:
    """Return the classes above the reference for which no line has a reason yet: each is asked for one line."""
    reasoned = {line.category for line in case.expenses if line.reason and line.reason.strip()}
    return tuple(category for category in above_reference(case) if category not in reasoned)
