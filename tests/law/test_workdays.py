"""Workdays: exchanged days are worked, a deadline is met before a day off, a year not published says so."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date, timedelta
from importlib.resources import files

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from repaybook.law.workdays import calendar_day, first_workday, last_workday, published, workdays_after


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 23), True),  # a Monday
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 2, 28), True),  # a Saturday worked for 23 February
        (date(2026, 2, 23), False),  # the Monday it is worked for
        (date(2026, 10, 1), False),  # National Day
        (date(2026, 10, 10), True),  # a Saturday worked for 7 October
    ],
)
def test_an_exchanged_day_is_worked_and_a_holiday_is_not(day: date, working: bool) -> None:
    found = calendar_day(day)
    assert (found.working, found.tentative) == (working, False)


def test_the_day_before_a_long_holiday_is_the_last_to_hand_something_in() -> None:
    assert last_workday(date(2026, 10, 7)).on == date(2026, 9, 30)
    assert first_workday(date(2026, 10, 3)).on == date(2026, 10, 8)
    assert last_workday(date(2026, 12, 1)).on == date(2026, 12, 1)


def test_a_year_that_is_not_published_says_so() -> None:
    assert published(2026)
    assert not published(2030)
    assert calendar_day(date(2030, 3, 4)).tentative
    # New Year's Day 2031 is a day off; the workday before lies in 2030, and neither is published.
    assert last_workday(date(2031, 1, 1)).tentative


def test_the_library_of_all_countries_is_not_loaded_for_a_published_year() -> None:
    code = (
        "import sys; from datetime import date; from repaybook.law.workdays import last_workday as last; "
        "last(date(2026, 10, 7)); sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_table_is_what_the_library_knows_of_every_published_year() -> None:
    """Where it is not, a year was published or put right: run ``scripts/workdays.py``."""
    years = range(2020, 2036)
    known = country_holidays("CN", years=years, expand=False)
    for day in (date(year, 1, 1) + timedelta(days=number) for year in years for number in range(365)):
        working = day in known.weekend_workdays or (day.weekday() < 5 and day not in known)
        assert calendar_day(day).working == working, day
    kept = tomllib.loads((files("repaybook.law") / "workdays.toml").read_text("utf-8"))
    assert [year for year in years if str(year) in kept] == [
        year for year in years if any(day.year == year for day in known.weekend_workdays)
    ]


DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))


@given(DAYS)
def test_every_day_has_a_workday_on_or_before_it_within_two_weeks(day: date) -> None:
    found = last_workday(day)
    assert found.working
    assert timedelta(0) <= day - found.on <= timedelta(days=14)
    assert (found.on == day) == calendar_day(day).working


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (0, date(2026, 11, 23)),
        (1, date(2026, 11, 24)),
        (4, date(2026, 11, 27)),  # Friday
        (5, date(2026, 11, 30)),  # the weekend is left out
        (15, date(2026, 12, 14)),  # three weeks of five
    ],
)
def test_workdays_are_counted_after_the_day_itself(count: int, last: date) -> None:
    assert workdays_after(date(2026, 11, 23), count).on == last


def test_a_count_into_a_year_not_published_says_so() -> None:
    assert workdays_after(date(2026, 12, 21), 15).tentative == (not published(2027))


def test_a_count_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="none"):
        workdays_after(date(2026, 11, 23), -1)
