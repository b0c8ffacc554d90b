"""A loan that runs on by its contract while it is late, or under a judgment: interest, penalty interest, arrears."""

from __future__ import annotations

from dataclasses import dataclass

from repaybook.money import Fen, ratio_half_up
from repaybook.plans.instalments import Ratio
from repaybook.plans.owed import INTEREST, JUDGMENT_ORDER, PENALTY, PRINCIPAL, Parts, order_of, settle


@dataclass(slots=True, kw_only=True)
class LoanAccount:
    """A loan's balance in parts, and how the contract moves it; one step is ``accrue``, ``bill``, ``pay``.

    Interest = principal × daily rate × days. Penalty interest is what comes on top of it: arrears (principal that has
    fallen due and was not paid) × ``penalty_daily`` × days, and, where ``compound``, interest not paid before ×
    (daily rate + ``penalty_daily``) × days. Half up at each posting. ``instalment`` falls due each month; what of it is
    principal joins the arrears until all has fallen due.
    Under a judgment ``judged`` is the money that the doubled part runs on, less the principal paid.
    """

    parts: Parts
    daily_rate: Ratio
    penalty_daily: Ratio
    compound: bool
    instalment: Fen
    arrears: Fen
    allocation: str
    days_late: int = 0
    judged: Fen | None = None
    accrued: Fen = 0

    @property
    def balance(self) -> Fen:
        """Return everything owed now, in fen."""
        return sum(self.parts)

    def accrue(self, days: int) -> None:
        """Post interest and penalty interest of so many days."""
        parts = self.parts
        unpaid_interest = parts[INTEREST]
        numerator, denominator = self.daily_rate
        interest = ratio_half_up(parts[PRINCIPAL] * numerator * days, denominator)
        base = self.arrears if self.judged is None else min(self.judged, parts[PRINCIPAL])
        above, below = self.penalty_daily
        penalty = ratio_half_up(base * above * days, below)
        if self.compound:
            both = numerator * below + above * denominator
            penalty += ratio_half_up(unpaid_interest * both * days, denominator * below)
        parts[INTEREST] += interest
        parts[PENALTY] += penalty
        self.accrued += interest + penalty
        if self.arrears:
            self.days_late += days

    def bill(self) -> None:
        """Let the month's instalment fall due: its principal joins the arrears."""
        self.arrears = min(self.parts[PRINCIPAL], self.arrears + self.principal_share)

    @property
    def principal_share(self) -> Fen:
        """Return the part of the instalment that is principal, a twelfth of a year's interest taken off."""
        numerator, denominator = self.daily_rate
        monthly = ratio_half_up(self.parts[PRINCIPAL] * numerator * 365, denominator * 12)
        return max(0, self.instalment - monthly)

    @property
    def minimum(self) -> Fen:
        """Return what the contract asks for in the month, never more than is owed."""
        return min(self.instalment, self.balance)

    def pay(self, amount: Fen) -> list[Fen]:
        """Return how a payment falls on the parts."""
        order = order_of(self.allocation, self.days_late) if self.judged is None else JUDGMENT_ORDER
        paid = settle(self.parts, amount, order)
        self.arrears = max(0, self.arrears - paid[PRINCIPAL])
        if not self.arrears:
            self.days_late = 0
        return paid
