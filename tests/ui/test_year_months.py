"""Months of the year as people write them."""

from __future__ import annotations

import pytest

from repaybook.errors import PlanError
from repaybook.ui.views.year_months import months_of


@pytest.mark.parametrize(
    ("told", "months"),
    [("2、10", (2, 10)), ("10, 2,2", (2, 10)), ("12月；１月", (1, 12)), ("", ()), ("  ", ()), ("3 4 9", (3, 4, 9))],
)
def test_months_are_read_however_they_are_parted(told: str, months: tuple[int, ...]) -> None:
    assert months_of(told) == months


@pytest.mark.parametrize("told", ["13", "0", "2-4", "二月", "1.5", "<b>", "²"])
def test_what_is_no_month_is_refused_in_words(told: str) -> None:
    with pytest.raises(PlanError) as caught:
        months_of(told)
    assert [problem.key for problem in caught.value.problems] == ["offers.ask.month_unreadable"]
