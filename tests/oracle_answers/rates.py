"""Rates of flows and level payments in closed form, asked in the files' words."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle_answers.inputs import Answer, Given, exact, hundredth, one_or_roots

from repaybook.rates.annual import annual_from_daily, annual_rate_of, effective_from_simple, simple_from_effective
from repaybook.rates.annuity import interest_part, payment, periods_needed, principal_part
from repaybook.rates.broken import rate_from_broken_start
from repaybook.rates.irr import effective_annual_rate, irr, xirr


def _irr(given: Given, _expected: Any, _file: Given) -> Any:
    return one_or_roots(lambda: irr(given["values"]))


def _xirr(given: Given, _expected: Any, _file: Given) -> Any:
    days = map(date.fromisoformat, given["dates"])
    flows = list(zip(days, given["values"], strict=True))
    return one_or_roots(lambda: xirr(flows))


def _apr(given: Given, _expected: Any, _file: Given) -> Any:
    flows = [
        (first + number * step, amount) for amount, first, count, step in given["flows"] for number in range(int(count))
    ]
    return one_or_roots(lambda: effective_annual_rate(flows), 100)


def _apr_of_days(given: Given, _expected: Any, _file: Given) -> Any:
    start = date(2026, 1, 1)
    flows = [(start, given["advanced"]), (start + timedelta(days=given["days"]), -given["repaid"])]
    return one_or_roots(lambda: xirr(flows, days_in_year=float(given.get("year", "365"))), 100)


def _appendix_j(given: Given, _expected: Any, _file: Given) -> Any:
    payments = [amount for amount, count in given["payments"] for _ in range(count)]
    part = Fraction(given["first_fraction_num"], given["first_fraction_den"])
    rate = rate_from_broken_start(given["amount_financed"], payments, whole=given["first_full_periods"], part=part)
    return rate * given["unit_periods_per_year"] * 100


def _future(given: Given) -> tuple[float, bool]:
    return given.get("fv") or 0.0, bool(given.get("type"))


def _pmt(given: Given, _expected: Any, _file: Given) -> Any:
    future, due = _future(given)
    return payment(given["rate"], given["nper"], given["pv"], future, due=due)


def _ipmt(given: Given, _expected: Any, _file: Given) -> Any:
    future, due = _future(given)
    return interest_part(given["rate"], given["per"], given["nper"], given["pv"], future, due=due)


def _ppmt(given: Given, _expected: Any, _file: Given) -> Any:
    future, due = _future(given)
    return principal_part(given["rate"], given["per"], given["nper"], given["pv"], future, due=due)


def _nper(given: Given, _expected: Any, _file: Given) -> Any:
    future, due = _future(given)
    return periods_needed(given["rate"], given["pmt"], given["pv"], future, due=due)


def _nper_with_fee(given: Given, _expected: Any, _file: Given) -> Any:
    per_year = given["periods_per_year"]
    effective = effective_from_simple(hundredth(given["nominal_rate_percent"]), given["capitalisations_per_year"])
    rate = float(simple_from_effective(effective, per_year) / per_year)
    return {"periods": periods_needed(rate, given["periodic_fee"] - given["payment_incl_fee"], given["principal"])}


def _annual_of_daily(given: Given, _expected: Any, _file: Given) -> Any:
    return {"annual_pct": float(annual_from_daily(exact(given["daily_rate"]), given["days"])) * 100}


def _rate_of_equal_shares(given: Given, _expected: Any, _file: Given) -> Any:
    """A price paid in equal shares, the first at once where ``due``, against the price paid now."""
    share = given["total"] / given["months"]
    flows = [given["pv"] - share, *[-share] * (given["months"] - 1)]
    if not given["due"]:
        flows = [given["pv"], *[-share] * given["months"]]
    effective = float(annual_rate_of(flows).effective) * 100
    return {"monthly_rate": irr(flows), "effective_annual_pct": round(effective, 2)}  # printed with two decimals


ANSWERS: dict[str, Answer] = {
    "irr": _irr,
    "xirr": _xirr,
    "apr_effective_annual": _apr,
    "apr_single_payment_days": _apr_of_days,
    "apr_us_appendix_j": _appendix_j,
    "pmt": _pmt,
    "ipmt": _ipmt,
    "ppmt": _ppmt,
    "nper": _nper,
    "nper_with_fee": _nper_with_fee,
    "日利率换算年化": _annual_of_daily,
    "分期隐含利率(先付年金)": _rate_of_equal_shares,
}
