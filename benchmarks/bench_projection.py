"""Three plans of a session's case projected anew, and how the time grows with debts and months.

``python -m benchmarks.bench_projection``. Every balance is new in each
call, and the time is the processor's, the best of 25, so that a busy machine counts little.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from time import process_time

from benchmarks.goals import beside

from repaybook.case.model import CaseFile, Category, CreditorType, Debt, Expense, Income, Offer, OfferKind, Plan
from repaybook.money import Money
from repaybook.plans import project, propose

DAY = date(2026, 11, 23)
RATES = (Decimal(0), Decimal("0.12"), Decimal("0.1825"))
GOAL_MS = 5.0
_new = count()


def case_of(debts: int) -> CaseFile:
    """Return a case of so many debts whose balances nobody asked for before."""
    return CaseFile(
        as_of=DAY,
        income=(Income(label_zh="工资", amount_monthly=Money.yuan(20_000)),),
        expenses=(Expense(category=Category.FOOD, amount_monthly=Money.yuan(6_000)),),
        debts=tuple(
            Debt(
                id=f"D{number}",
                creditor_alias=f"第{number}家",
                creditor_type=CreditorType.CONSUMER_FINANCE,
                principal=Money(4_000_000 + next(_new)),
                accrued_interest=Money(300_000),
                penalty_interest=Money(0),
                late_fee=Money(100_000),
                other_fees=Money(0),
                annual_rate=Decimal("0.1825"),
                overdue_days=78,
            )
            for number in range(debts)
        ),
    )


def plans_of(case: CaseFile, months: int) -> tuple[Plan, ...]:
    """Return three plans of instalments over ``months``, one a rate."""
    return tuple(
        Plan(
            id=f"p{number}",
            offers=tuple(
                Offer(debt=debt.id, kind=OfferKind.INSTALMENTS, months=months, annual_rate=rate) for debt in case.debts
            ),
        )
        for number, rate in enumerate(RATES)
    )


def milliseconds(debts: int, months: int) -> float:
    """Return the best time of projecting three plans."""
    times = []
    for _ in range(25):
        case = case_of(debts)
        plans = plans_of(case, months)
        start = process_time()
        for plan in plans:
            project(case, plan, DAY)
        times.append((process_time() - start) * 1_000)
    return min(times)


def proposing() -> float:
    """Return the best time of proposing plans for eight debts, in milliseconds."""
    times = []
    for _ in range(25):
        case = case_of(8)
        start = process_time()
        propose(case, DAY)
        times.append((process_time() - start) * 1_000)
    return min(times)


def main() -> None:
    """Print the times and how they grow."""
    spent = milliseconds(8, 60)
    print(f"8 debts × 60 months × 3 plans, all new: {spent:.2f} ms{beside(spent, GOAL_MS)}", flush=True)
    print(f"plans proposed for 8 debts: {proposing():.2f} ms")
    one = milliseconds(2, 60)
    growth = ", ".join(f"{times}× {milliseconds(2 * times, 60) / one:.1f}" for times in (4, 16))
    print(f"debts, 2 as 1×: {growth} times as long")
    one = milliseconds(8, 15)
    print(f"months of the offers, 15 as 1×: 4× {milliseconds(8, 60) / one:.1f} times as long")


if __name__ == "__main__":
    main()
