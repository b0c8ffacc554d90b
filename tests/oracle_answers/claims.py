"""Interest of claims and of a card's statement, asked in the files' words."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.oracle_answers.inputs import Answer, Given, day, exact, fen, hundredth, yuan

from repaybook.plans.cards import InterestMethod, Posting, implied_share, minimum_payment, statement_interest
from repaybook.plans.claim import (
    days_between,
    interest_at_daily_rate,
    interest_by_days,
    interest_on_unpaid_interest,
    segmented_interest,
)

_DELAYED = Decimal("0.000175")
"""日万分之一点七五, as the name of the function in the file says."""


def _span(given: Given) -> tuple[date, date, bool]:
    counts = {
        "both days counted": (0, True),
        "start day counted, end day not": (0, False),
        "start day not counted, end day counted": (1, True),
    }
    later, end_counts = counts[given["count"].partition(";")[0]]
    return day(given["start"]) + timedelta(days=later), day(given["end"]), end_counts


def _segmented(given: Given, expected: Any, file: Given) -> Any:
    start, end, end_counts = _span(given)
    column = {"1y": "y1", "5y": "y5"}[given["term"]]
    table = [(day(row["date"]), hundredth(row[column])) for row in file["lpr_percent"]]
    multiplier = exact(given["multiplier"])
    found = segmented_interest(
        fen(given["principal"]),
        table,
        start,
        end,
        end_counts=end_counts,
        days_in_year=given["base_days"],
        multiplier=multiplier,
    )
    segments = [
        {
            "start": segment.start.isoformat(),
            "days": segment.days,
            "lpr": float(segment.annual_rate / multiplier) * 100,
            "interest": yuan(segment.interest),
        }
        for segment in found
    ]
    names = list(expected["segments"][0]) if expected.get("segments") else []
    return {
        "days": sum(segment.days for segment in found),
        "total": yuan(sum(segment.interest for segment in found)),
        "segments": [{name: segment[name] for name in names} for segment in segments],
    }


def _by_days(given: Given, _expected: Any, _file: Given) -> Any:
    start, end, end_counts = _span(given)
    days = days_between(start, end, end_counts=end_counts)
    rate = hundredth(given["annual_rate_percent"])
    interest = interest_by_days(fen(given["principal"]), rate, days, days_in_year=given["base_days"])
    return {"days": days, "interest": yuan(interest)}


def _at_daily_rate(given: Given, _expected: Any, _file: Given) -> Any:
    start, end, end_counts = _span(given)
    days = days_between(start, end, end_counts=end_counts)
    daily = hundredth(given["daily_rate_percent"]) if "daily_rate_percent" in given else _DELAYED
    return {"days": days, "interest": yuan(interest_at_daily_rate(fen(given["principal"]), daily, days))}


def _on_interest(given: Given, _expected: Any, _file: Given) -> Any:
    start, end, end_counts = _span(given)
    found = interest_on_unpaid_interest(
        fen(given["principal"]),
        hundredth(given["annual_rate_percent"]),
        start,
        end,
        end_counts=end_counts,
        days_in_year=given["base_days"],
    )
    interest, on_interest = sum(month.interest for month in found), sum(month.on_interest for month in found)
    return {
        "interest": yuan(interest),
        "interest_on_interest": yuan(on_interest),
        "total": yuan(interest + on_interest),
        "rows": [
            {
                "start": month.start.isoformat(),
                "days": month.days,
                "interest": yuan(month.interest),
                "interest_on_interest": yuan(month.on_interest),
            }
            for month in found
        ],
    }


def _penalty(given: Given, _expected: Any, _file: Given) -> Any:
    rate = exact(given["annual_penalty_rate"])
    return {"penalty": yuan(interest_by_days(fen(given["overdue"]), rate, given["days"], days_in_year=given["basis"]))}


def _postings(written: list[list[Any]]) -> list[Posting]:
    return [Posting(day(on), fen(amount)) for on, amount in written]


def _card_interest(given: Given, _expected: Any, _file: Given) -> Any:
    found = statement_interest(
        _postings(given["purchases"]),
        _postings(given["paid"]),
        due=day(given["due"]),
        next_statement=day(given["next_statement"]),
        daily_rate=exact(given["daily_rate"]),
        method=InterestMethod.FULL,
    )
    assert [[yuan(stretch.balance), stretch.days] for stretch in found.stretches] == given["segments"]
    return {"interest": yuan(found.interest)}


def _paid_in_full(given: Given, _expected: Any, _file: Given) -> Any:
    """Any days will do: what is paid in full by the due day bears no interest."""
    if not given["paid_in_full_by_due"]:
        raise NotImplementedError("days and rate are needed")
    amount, due = fen(given["purchase"]), date(2026, 11, 25)
    found = statement_interest(
        [Posting(date(2026, 10, 10), amount)],
        [Posting(due, amount)],
        due=due,
        next_statement=date(2026, 12, 5),
        daily_rate=Decimal("0.0005"),
        method=InterestMethod.FULL,
    )
    return {"interest": yuan(found.interest)}


def _minimum(given: Given, _expected: Any, _file: Given) -> Any:
    return {"minimum": yuan(minimum_payment(fen(given["balance"]), share=exact(given["ratio"])))}


def _share(given: Given, _expected: Any, _file: Given) -> Any:
    return {"ratio": float(implied_share(fen(given["balance"]), fen(given["minimum"])))}


ANSWERS: dict[str, Answer] = {
    "lpr_segmented_interest": _segmented,
    "simple_interest_actual_days": _by_days,
    "simple_interest_daily_rate": _at_daily_rate,
    "delayed_performance_interest_1.75_per_10000_daily": _at_daily_rate,
    "monthly_interest_on_unpaid_interest": _on_interest,
    "逾期罚息": _penalty,
    "信用卡循环利息(全额计息)": _card_interest,
    "信用卡循环利息": _paid_in_full,
    "信用卡最低还款额": _minimum,
    "最低还款额比例(账单)": _share,
}
