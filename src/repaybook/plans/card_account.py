"""A credit card that runs on by its contract: interest, the minimum payment, the late fee, month by month."""

from __future__ import annotations

from dataclasses import dataclass

from repaybook.money import Fen, ratio_half_up
from repaybook.plans.instalments import Ratio
from repaybook.plans.owed import INTEREST, LATE_FEE, OTHER, PENALTY, PRINCIPAL, Parts, order_of, settle

LAST_LATE_FEE_DAY = 180
"""Beyond this day of being late no further late fee is reckoned: the account is then due as a whole, and a monthly
minimum, on which the fee stands, is no longer set. An assumption of ours, and said so."""

SMALL_REST = 10_000
"""Principal of 100 yuan or less is billed as a whole; a share of it for ever would never end."""


@dataclass(slots=True, kw_only=True)
class CardAccount:
    """A card's balance in parts, and how the contract moves it; one step is ``accrue``, ``bill``, ``pay``.

    Interest = (principal + interest not paid) × daily rate × days, half up at each posting; the interest not paid earns
    interest only where ``compound``. A late fee earns none. The minimum payment adds ``minimum_share`` of the principal
    not billed before, the interest not billed before, and what of earlier minimums is still open; at least
    ``minimum_floor``. The late fee is ``late_fee_share`` of the part of the minimum (without late fees) that was not
    paid: of the whole minimum, or, where ``late_fee_on_this_month``, of this month's minimum by itself.
    """

    parts: Parts
    daily_rate: Ratio
    compound: bool
    minimum_share: Ratio
    minimum_floor: Fen
    late_fee_share: Ratio
    late_fee_on_this_month: bool
    allocation: str
    days_late: int = 0
    late: bool = False
    billed_principal: Fen = 0
    billed_interest: Fen = 0
    added: Fen = 0
    billed_ahead: bool = False
    accrued: Fen = 0

    @property
    def balance(self) -> Fen:
        """Return everything owed now, in fen."""
        return sum(self.parts)

    def accrue(self, days: int) -> None:
        """Post the interest of so many days."""
        base = self.parts[PRINCIPAL] + (self.parts[INTEREST] if self.compound else 0)
        numerator, denominator = self.daily_rate
        interest = ratio_half_up(base * numerator * days, denominator)
        self.parts[INTEREST] += interest
        self.accrued += interest
        if self.late:
            self.days_late += days

    def bill(self) -> None:
        """Put a new minimum payment on the bill: its share of principal, and all interest posted so far.

        The first one after ``take_over`` is on the bill already.
        """
        if self.billed_ahead:
            self.billed_ahead = False
            return
        open_principal = self.parts[PRINCIPAL] - self.billed_principal
        share = open_principal
        if open_principal > SMALL_REST:
            share = ratio_half_up(open_principal * self.minimum_share[0], self.minimum_share[1])
        interest = self.parts[INTEREST] - self.billed_interest
        if share + interest < self.minimum_floor:
            share = min(open_principal, self.minimum_floor - interest)
        # This month's minimum by itself is a share of all of the principal, billed before or not.
        by_itself = ratio_half_up(self.parts[PRINCIPAL] * self.minimum_share[0], self.minimum_share[1])
        self.billed_principal += share
        self.billed_interest += interest
        self.added = max(share, by_itself) + interest

    def take_over(self, minimum: Fen) -> None:
        """Take over the minimum payment of the last statement, fees within it; principal makes up the difference."""
        principal = self.parts[PRINCIPAL]
        self.billed_principal = max(0, min(principal, minimum - (self.balance - principal)))
        self.billed_interest = self.parts[INTEREST]
        share = ratio_half_up(principal * self.minimum_share[0], self.minimum_share[1])
        self.added = min(self.billed_principal, share) + self.billed_interest
        self.billed_ahead = True

    @property
    def minimum(self) -> Fen:
        """Return the minimum payment on the bill now: billed principal and interest, and every fee."""
        parts = self.parts
        return self.billed_principal + self.billed_interest + parts[PENALTY] + parts[LATE_FEE] + parts[OTHER]

    def pay(self, amount: Fen) -> list[Fen]:
        """Return how a payment falls on the parts; then post the late fee on what of the minimum stays open."""
        paid = settle(self.parts, amount, order_of(self.allocation, self.days_late))
        # A payment of principal that was not billed yet still counts towards the minimum.
        counted = max(0, paid[PRINCIPAL] - self.billed_principal)
        self.billed_principal = max(0, self.billed_principal - paid[PRINCIPAL])
        self.billed_interest = min(self.parts[INTEREST], max(0, self.billed_interest - paid[INTEREST]))
        still_open = max(0, self.billed_principal + self.billed_interest - counted)
        self.late = still_open > 0
        if not self.late:
            self.days_late = 0
        elif self.days_late <= LAST_LATE_FEE_DAY:
            base = min(still_open, self.added) if self.late_fee_on_this_month else still_open
            fee = ratio_half_up(base * self.late_fee_share[0], self.late_fee_share[1])
            self.parts[LATE_FEE] += fee
            self.accrued += fee
        return paid
