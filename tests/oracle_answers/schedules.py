"""Schedules of one loan, paid as agreed, early, or changed on the way, asked in the files' words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle_answers.inputs import (
    Answer,
    Given,
    as_asked,
    columns,
    described,
    exact,
    fen,
    hundredth,
    totals,
    yuan,
)

from repaybook.plans.dated import dated_instalments
from repaybook.plans.flat import flat_instalments, settle_early
from repaybook.plans.instalments import due_days, equal_instalments, equal_principal, level_instalment
from repaybook.plans.model import Row
from repaybook.plans.paid_down import pay_down
from repaybook.plans.prepay import Extra, Method, Then, with_extras
from repaybook.plans.reschedule import pause, spread_arrears
from repaybook.rates.annual import annual_rate_of, effective_from_simple, simple_from_effective
from repaybook.rates.annuity import payment, present_worth

START = date(2026, 1, 31)
"""The first due day of a schedule whose file gives none; no amount depends on it."""


def _rate(given: Given) -> tuple[Decimal, int]:
    """Return the annual rate and the periods of a year; where a file gives the rate of a period, that is its year."""
    if "period_rate" in given:
        return exact(given["period_rate"]), 1
    annual = hundredth(given["annual_rate_pct"]) if "annual_rate_pct" in given else exact(given["annual_rate"])
    return annual, given.get("per_year", 12)


def _instalment(given: Given, _expected: Any, _file: Given) -> Any:
    annual, per_year = _rate(given)
    return yuan(level_instalment(fen(given["principal"]), annual, given["n"], per_year=per_year))


def _number_of_periods(given: Given, _expected: Any, _file: Given) -> Any:
    annual, per_year = _rate(given)
    return len(pay_down(fen(given["principal"]), Fraction(annual) / per_year, fen(given["payment"])).months)


def _until_repaid(given: Given, _expected: Any, _file: Given) -> Any:
    annual, per_year = _rate(given)
    found = pay_down(fen(given["principal"]), Fraction(annual) / per_year, fen(given["payment"]))
    return {"n": len(found.months), "total_interest": yuan(found.interest), "total_paid": yuan(found.paid)}


def _on_given_days(given: Given) -> tuple[Row, ...]:
    """A core-banking engine's schedule: by actual days, or a twelfth of a year a period whatever its days."""
    if given["instalment_multiple"] is not None:
        raise NotImplementedError("instalments in multiples")
    principal, annual = fen(given["principal"]), hundredth(given["annual_rate_pct"])
    dues = [date.fromisoformat(due) for due in given["due_dates"]]
    if given["days_in_month"] == "DAYS_30" and given["frequency"] == "MONTHS":
        return equal_instalments(principal, annual, dues[0], len(dues), per_year=12 // given["repay_every"])
    if given["days_in_month"] != "ACTUAL":
        raise NotImplementedError(given["days_in_month"])
    year = int(given["days_in_year"].removeprefix("DAYS_"))
    return dated_instalments(principal, annual, date.fromisoformat(given["disbursed"]), dues, days_in_year=year)


def _equal_instalment(given: Given, expected: Any, _file: Given) -> Any:
    if "due_dates" in given:
        rows = _on_given_days(given)
    elif "rate_shock_pct" in given:
        return _mortgage(given)
    else:
        annual, per_year = _rate(given)
        agreed = fen(given["instalment"]) if "instalment" in given else None
        rows = equal_instalments(
            fen(given["principal"]), annual, START, given["n"], instalment=agreed, per_year=per_year
        )
    found = {**columns(rows), **totals(rows), "instalment": yuan(rows[0].total)}
    if "rows" in expected:
        found["rows"] = as_asked([described(number, row) for number, row in enumerate(rows, 1)], expected)
        found["row_fields"] = expected.get("row_fields")
    return found


def _mortgage(given: Given) -> Any:
    """Figures that are not rounded on the way, so from the closed forms."""
    rate, months = given["annual_rate_pct"] / 1200, given["months"]
    level = -payment(rate, months, given["principal"])
    raised = -payment((given["annual_rate_pct"] + given["rate_shock_pct"]) / 1200, months, given["principal"])
    return {
        "instalment": level,
        f"instalment_if_rate_plus_{given['rate_shock_pct']}": raised,
        "total_paid": level * months,
        "total_interest": level * months - given["principal"],
        "balance_after_year": {
            str(year): present_worth(rate, months - 12 * year, -level) for year in range(1, months // 12)
        },
    }


def _rounded_up(given: Given, expected: Any, _file: Given) -> Any:
    units = {"ceil to 1": 100}
    principal, (annual, _) = fen(given["principal"]), _rate(given)
    level = level_instalment(principal, annual, given["n"], round_up_to=units[given["instalment_rounding"]])
    rows = equal_instalments(principal, annual, START, given["n"], instalment=level)
    table = [described(number, row) for number, row in enumerate(rows, 1)]
    return {"instalment": yuan(level), **totals(rows), "rows": as_asked(table, expected)}


def _equal_principal(given: Given, _expected: Any, _file: Given) -> Any:
    annual, per_year = _rate(given)
    rows = equal_principal(fen(given["principal"]), annual, START, given["n"], per_year=per_year)
    return {**columns(rows), **totals(rows)}


def _due_dates(given: Given, _expected: Any, _file: Given) -> Any:
    days = [day.isoformat() for day in due_days(date.fromisoformat(given["first"]), given["n"])]
    return {"first": days[0], "second": days[1], "last": days[-1]}


def _effective_percent(received: float, payments: list[int], per_year: int) -> float:
    flows = [fen(received), *[-paid for paid in payments]]
    return float(annual_rate_of(flows, per_year).effective) * 100


def _annuity_with_fee(given: Given, _expected: Any, _file: Given) -> Any:
    per_year, fee = given["periods_per_year"], fen(given["periodic_fee"])
    effective = effective_from_simple(hundredth(given["nominal_rate_percent"]), given["capitalisations_per_year"])
    annual = simple_from_effective(effective, per_year)
    level = level_instalment(fen(given["principal"]), annual, given["n"], per_year=per_year)
    rate = _effective_percent(given["received"], [level + fee] * given["n"], per_year)
    return {"payment_excl_fee": yuan(level), "effective_rate_percent": rate}


def _balloon(given: Given, _expected: Any, _file: Given) -> Any:
    per_year, fee, balloon = given["periods_per_year"], fen(given["periodic_fee"]), fen(given["balloon"])
    annual = hundredth(given["nominal_rate_percent"])
    rows = equal_principal(
        fen(given["principal"]), annual, START, given["n"], per_year=per_year, balloon=balloon, evened=True
    )
    paid = [row.total + fee for row in rows]
    return {
        "payments_first3": [yuan(amount) for amount in paid[:3]],
        "payments_last2_before_balloon": [yuan(paid[-2]), yuan(paid[-1] - balloon)],
        "effective_rate_percent": _effective_percent(given["received"], paid, per_year),
    }


def _early(given: Given, expected: Any, _file: Given) -> Any:
    extras: dict[int, Extra] = {}
    for early in given["early_payments"]:
        first, repeat = early["month_index"], early["repeat"]
        until = {"single": first + 1, "to_end": given["months"]}.get(repeat)
        if until is None:
            until = int(re.fullmatch(r"to_month_(\d+)", repeat)[1])  # type: ignore[index]
        extra = Extra(fen(early["amount"]), Then(early["effect"]))
        extras.update({index + 1: extra for index in range(first, until)})
    paid = with_extras(fen(given["principal"]), hundredth(given["annual_rate_pct"]), START, given["months"], extras)
    table = [
        # The file's column is what was meant to be paid on top, also in the last month, where less is owed.
        {**described(number, early.row), "extra": yuan(extras[number].amount) if number in extras else 0}
        for number, early in enumerate(paid, 1)
    ]
    return {
        "first_instalment": yuan(paid[0].row.total - paid[0].extra),
        "total_interest": yuan(sum(early.row.interest for early in paid)),
        "n_rows": len(paid),
        "row_fields": expected["row_fields"],
        "rows": as_asked(table, expected),
    }


def _dated(rows: tuple[Row, ...]) -> Any:
    return {"rows": [[row.due.isoformat(), yuan(row.total)] for row in rows]}


def _interest_free(schedule: list[list[Any]]) -> list[Row]:
    left = sum(fen(amount) for _, amount in schedule)
    rows = []
    for due, amount in schedule:
        left -= fen(amount)
        rows.append(Row(date.fromisoformat(due), fen(amount), 0, 0, 0, 0, left))
    return rows


def _reschedule(given: Given, expected: Any, _file: Given) -> Any:
    event = given["event"]
    if event.startswith("re-age"):
        first, (every, unit) = date.fromisoformat(given["start"]), given["every"].split()
        if unit.startswith("month"):
            dues = due_days(first, given["n"], int(every))
        else:
            apart = timedelta(**{f"{unit.removesuffix('s')}s": int(every)})
            dues = tuple(first + step * apart for step in range(given["n"]))
        return _dated(dated_instalments(fen(given["outstanding"]), exact(given["annual_rate"]), first, dues))
    if "grace" in event:
        words = {"one": 1, "two": 2, "three": 3}
        count, start = re.match(r"(\w+) instalments? of principal grace from (\S+),", event).groups()  # type: ignore[union-attr]
        rows = _interest_free(given["schedule"])
        return _dated(pause(rows, date.fromisoformat(start), words[count], exact(given["annual_rate"])))
    if event.startswith("spread overdue"):
        units = {"down to 1": 100, None: 1}
        rows = _interest_free(given["remaining"])
        return _dated(spread_arrears(fen(given["overdue"]), rows, unit=units[given.get("rounding")]))
    if event.startswith("flat interest"):
        changes = date.fromisoformat(event.rpartition(" from ")[2])
        first = date.fromisoformat(expected["rows"][0][0])  # the file gives the first day nowhere else
        old, new = (exact(given[f"flat_annual_rate_{which}"]) / 12 for which in ("old", "new"))
        rates = [old if due < changes else new for due in due_days(first, given["n"])]
        return _dated(flat_instalments(fen(given["principal"]), rates, first, given["n"]))
    raise NotImplementedError(event)


def _level_cn(given: Given, _expected: Any, _file: Given) -> Any:
    """The totals of these pages are not rounded on the way, so they come from the closed form."""
    principal, months = given["principal"], given["months"]
    rows = equal_instalments(fen(principal), exact(given["annual_rate"]), START, months)
    total = -payment(given["annual_rate"] / 12, months, principal) * months
    return {
        "monthly": yuan(rows[0].total),
        "total_interest": total - principal,
        "total": total,
        "row1": described(1, rows[0]),
    }


def _principal_cn(given: Given, _expected: Any, _file: Given) -> Any:
    rows = equal_principal(fen(given["principal"]), exact(given["annual_rate"]), START, given["months"], evened=True)
    return {
        "first": yuan(rows[0].total),
        "last": yuan(rows[-1].total),
        "monthly_decrease": yuan(rows[0].total - rows[1].total),
        "total_interest": totals(rows)["total_interest"],
        "total": totals(rows)["total_paid"],
        "row1": described(1, rows[0]),
    }


def _carried(given: Given, _expected: Any, _file: Given) -> Any:
    worth = present_worth(given["annual_rate"] / 12, given["months"], -given["max_monthly"])
    return {"principal_wan": worth / 10_000}


def _principal_shortened(given: Given, _expected: Any, _file: Given) -> Any:
    months, at = given["months"], given["prepay_at"]
    extras = {at: Extra(fen(given["prepay"]), Then.SHORTER_TERM)}
    annual = exact(given["annual_rate"])
    paid = with_extras(fen(given["principal"]), annual, START, months, extras, method=Method.EQUAL_PRINCIPAL)
    return {"new_remaining_months": len(paid) - at, "months_saved": months - len(paid)}


def _flat_card(given: Given, _expected: Any, _file: Given) -> Any:
    principal, months, fee = fen(given["principal"]), given["months"], exact(given["monthly_fee_rate"])
    rows = flat_instalments(principal, fee, START, months)
    simple = float(annual_rate_of([principal, *[-row.total for row in rows]]).simple) * 100
    nominal = float(fee) * 12 * 100
    return {
        "monthly": yuan(rows[0].total),
        "total_fee": totals(rows)["total_interest"],
        "nominal_pct": nominal,
        "irr_pct": simple,
        "irr_pct_range": simple,
        "multiple": simple / nominal if nominal else None,
    }


def _settled_early(given: Given, _expected: Any, _file: Given) -> Any:
    rows = flat_instalments(fen(given["principal"]), exact(given["monthly_fee_rate"]), START, given["months"])
    settled = settle_early(rows, given["paid"], exact(given["penalty_rate"]))
    return {
        "remaining_principal": yuan(settled.principal),
        "remaining_fee": yuan(settled.fees),
        "penalty": yuan(settled.charge),
        "net_saving": yuan(settled.saves),
    }


ANSWERS: dict[str, Answer] = {
    "instalment": _instalment,
    "n_periods": _number_of_periods,
    "fixed_payment_until_repaid": _until_repaid,
    "schedule_equal_instalment": _equal_instalment,
    "schedule_rounded_up_instalment": _rounded_up,
    "schedule_equal_principal": _equal_principal,
    "due_dates_month_end": _due_dates,
    "due_dates_same_day": _due_dates,
    "annuity_payment_and_effective_rate": _annuity_with_fee,
    "equal_principal_with_balloon": _balloon,
    "schedule_early_payment": _early,
    "reschedule_event": _reschedule,
    "等额本息": _level_cn,
    "等额本金": _principal_cn,
    "可贷本金": _carried,
    "等额本金提前还款缩短年限": _principal_shortened,
    "信用卡分期": _flat_card,
    "分期提前结清": _settled_early,
}
