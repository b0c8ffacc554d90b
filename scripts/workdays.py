"""Write the days off and the days worked in their place of every published year, as the holidays library has them.

To be run when a year's notice is out and the library knows it; a test says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from holidays import country_holidays

TABLE = Path(__file__).resolve().parents[1] / "src" / "repaybook" / "law" / "workdays.toml"
FIRST = 2020
"""Deadlines that still matter are not older."""

_SATURDAY = 5
_HEAD = """\
# Days off on weekdays (off) and worked weekend days (worked) of mainland China, by year.
# Source: 国务院办公厅关于部分节假日安排的通知, one for each year, as the holidays library has them.
# Written by scripts/workdays.py; a year that is not here is asked of the library itself.
"""


def rows(days: Iterable[date]) -> str:
    """Return the days as the lines of a TOML list, a month a line."""
    months: dict[int, list[str]] = {}
    for day in sorted(days):
        months.setdefault(day.month, []).append(day.isoformat())
    return "".join(f"    {', '.join(month)},\n" for month in months.values())


def table() -> str:
    """Return the whole table; it ends with the last year that has a worked weekend day."""
    parts = [_HEAD]
    for year in range(FIRST, FIRST + 100):
        known = country_holidays("CN", years=[year], expand=False)
        worked = [day for day in known.weekend_workdays if day.year == year]
        if not worked:
            break
        off = [day for day in known if day.year == year and day.weekday() < _SATURDAY]
        parts.append(f"\n[{year}]\noff = [\n{rows(off)}]\nworked = [\n{rows(worked)}]\n")
    return "".join(parts)


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
