"""Balances paid down by minimums or a fixed amount, several debts, shares and the household's surplus."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle_answers.inputs import Answer, Given, exact, fen, hundredth, yuan

from repaybook.assess import assess
from repaybook.case.edit import monthly_from
from repaybook.case.model import CaseFile, Category, CreditorType, Debt, Expense, Income, Per
from repaybook.money import Money
from repaybook.plans.instalments import equal_instalments, level_instalment
from repaybook.plans.paid_down import MinimumBase, MinimumRule, PaidDown, pay_down
from repaybook.plans.payoff import Order, Payoff, PayoffDebt, pay_off
from repaybook.rates.annual import simple_from_effective

START = date(2026, 1, 31)


def _monthly_rate(given: Given) -> Decimal | Fraction:
    if given.get("apr_kind", "").startswith("effective"):
        return simple_from_effective(exact(given["apr"]), 12) / 12
    return Fraction(exact(given["apr"])) / 12


def _rule(given: Given) -> MinimumRule:
    if "rule" in given:
        share, floor = re.fullmatch(r"interest \+ (\S+)% of balance, at least (\S+)", given["rule"]).groups()  # type: ignore[union-attr]
        return MinimumRule(Decimal(share) / 100, fen(float(floor)), MinimumBase.WITH_INTEREST)
    bases = {
        "balance after interest": MinimumBase.AFTER_INTEREST,
        "balance before interest": MinimumBase.BEFORE_INTEREST,
    }
    base = bases[given.get("min_on", "balance before interest")]
    return MinimumRule(exact(given["min_pct"]), fen(given.get("min_floor", 0)), base)


def _paid_down(found: PaidDown) -> dict[str, Any]:
    first = found.months[0]
    return {
        "months": len(found.months),
        "months_recomputed": len(found.months),
        "years_about": len(found.months) / 12,
        "total_paid": yuan(found.paid),
        "total_interest": yuan(found.interest),
        "first_payment": yuan(first.payment),
        "first_interest": yuan(first.interest),
        "first_principal": yuan(first.payment - first.interest),
        "minimum": yuan(first.payment),
        "interest": yuan(first.interest),
        "principal": yuan(first.payment - first.interest),
        "balance": yuan(first.balance),
        **{f"balance_after_{number}": yuan(month.balance) for number, month in enumerate(found.months, 1)},
    }


def _by_minimum(given: Given, _expected: Any, _file: Given) -> Any:
    return _paid_down(pay_down(fen(given["balance"]), _monthly_rate(given), _rule(given)))


def _by_fixed(given: Given, _expected: Any, _file: Given) -> Any:
    return _paid_down(pay_down(fen(given["balance"]), _monthly_rate(given), fen(given["payment"])))


def _first_month(given: Given, _expected: Any, _file: Given) -> Any:
    pay = fen(given["payment"]) if "payment" in given else _rule(given)
    return _paid_down(pay_down(fen(given["balance"]), _monthly_rate(given), pay, most=1))


def _by_daily_rate(given: Given, _expected: Any, _file: Given) -> Any:
    if given["formula"] != "daily rate apr/365, 30-day month":
        raise NotImplementedError(given["formula"])
    rate = Fraction(exact(given["apr"])) * 30 / 365
    return _paid_down(pay_down(fen(given["balance"]), rate, fen(given["payment"])))


def _to_clear(given: Given, _expected: Any, _file: Given) -> Any:
    balance, annual, months = fen(given["balance"]), exact(given["apr"]), given["months"]
    rows = equal_instalments(balance, annual, START, months)
    return {
        "payment": yuan(level_instalment(balance, annual, months)),
        "total_interest": yuan(sum(row.interest for row in rows)),
        "total_paid": yuan(sum(row.total for row in rows)),
    }


def _debts(given: Given) -> list[PayoffDebt]:
    debts = []
    for number, debt in enumerate(given["debts"]):
        name = debt.get("name", str(number))
        rate = debt["apr"] if "apr" in debt else given["rates"][name]
        minimum = debt["min"] if "min" in debt else given["minimums"][name]
        debts.append(
            PayoffDebt(id=name, balance=fen(debt["balance"]), annual_rate=hundredth(rate), minimum=fen(minimum))
        )
    return debts


def _told(found: Payoff) -> dict[str, Any]:
    return {
        "months": len(found.months),
        "interest": yuan(found.interest),
        "total_interest": yuan(found.interest),
        "total_paid": yuan(found.paid),
    }


def _strategy(name: str, debts: list[PayoffDebt], extra: int) -> dict[str, Any]:
    if name == "minimum_only":
        return _told(pay_off(debts, 0, rolled=False))
    return _told(pay_off(debts, extra, Order(name)))


def _several(given: Given, expected: Any, _file: Given) -> Any:
    debts, extra = _debts(given), fen(given["extra"])
    if "strategy" in given:
        return _strategy(given["strategy"], debts, extra)
    return {name: _strategy(name, debts, extra) for name in expected}


def _months_of_several(given: Given, expected: Any, _file: Given) -> Any:
    """The planner of this table lets the interest of a debt's last month fall, but still counts it as interest."""
    debts, extra = _debts(given), fen(given["extra"])
    found = pay_off(debts, extra, Order(given["strategy"]), last_month_free=True)
    return {
        "n_months": len(found.months),
        "total_interest": yuan(found.interest + found.waived),
        "row_fields": expected.get("row_fields"),
        "rows": [
            [
                [step.debt, yuan(step.start), yuan(step.interest + step.waived), yuan(step.payment), yuan(step.end)]
                for step in month
            ]
            for month in found.months
        ],
    }


def _pro_rata(given: Given, _expected: Any, _file: Given) -> Any:
    debts, amount = [fen(debt) for debt in given["debts"]], Money.yuan(str(given["distributable"]))
    percent = Money.yuan(100).split(debts)
    return {
        "payments": [yuan(share.fen) for share in amount.split(debts)],
        "percent": [yuan(share.fen) for share in percent],
    }


def _a_month(given: Given, name: str) -> list[Money]:
    """Return the monthly and the yearly amount of this name as amounts a month."""
    pers = {"monthly": Per.MONTH, "yearly": Per.YEAR}
    return [
        monthly_from(Money.yuan(str(given[f"{word}_{name}"])), per)
        for word, per in pers.items()
        if f"{word}_{name}" in given
    ]


def _surplus(given: Given, _expected: Any, _file: Given) -> Any:
    running = Money.yuan(str(given.get("running_credit_instalments", 0)))
    debt = Debt(
        id="D1",
        creditor_alias="",
        creditor_type=CreditorType.BANK_CONSUMER_LOAN,
        overdue_days=0,
        contractual_monthly=running,
    )
    case = CaseFile(
        as_of=START,
        income=tuple(Income(label_zh="", amount_monthly=amount) for amount in _a_month(given, "income")),
        expenses=tuple(Expense(category=Category.FOOD, amount_monthly=each) for each in _a_month(given, "expense")),
        debts=(debt,),
    )
    return yuan(assess(case).left_after_keeping.fen)


ANSWERS: dict[str, Answer] = {
    "minimum_payment_payoff": _by_minimum,
    "fixed_payment_payoff": _by_fixed,
    "first_month": _first_month,
    "months_to_payoff_daily": _by_daily_rate,
    "instalment_to_clear": _to_clear,
    "instalment_to_clear_total_interest": _to_clear,
    "multi_debt": _several,
    "multi_debt_schedule": _months_of_several,
    "pro_rata": _pro_rata,
    "surplus": _surplus,
}
