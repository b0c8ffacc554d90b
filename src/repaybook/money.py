"""Whole fen: amounts of money that add up, always."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TypeAlias

Fen: TypeAlias = int
"""A whole number of fen, where a row of a schedule holds thousands of them."""

_YUAN = re.compile(r"[+-]?\d{1,16}(?:\.\d{1,2})?")


def ratio_half_up(numerator: int, denominator: int) -> Fen:
    """Return the quotient as the nearest whole fen; halves go away from zero. The one place where fen are rounded."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
    return magnitude if numerator >= 0 else -magnitude


def half_up(exact: Fraction | Decimal | int) -> Fen:
    """Return the nearest whole fen to an exact number of fen; halves go away from zero."""
    return ratio_half_up(*exact.as_integer_ratio())


def share_out(total: Fen, weights: Sequence[int]) -> list[Fen]:
    """Return shares of ``total`` in proportion to ``weights``, whole fen that add up exactly.

    Largest remainder; among equal remainders the earlier weight gets the fen. Raises ``ValueError``
    where a weight or the total is negative, or where all weights are zero.
    """
    whole = sum(weights)
    if total < 0 or whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("shares need a total of at least 0 and weights of at least 0, not all 0")
    shares = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares


def yuan_number(fen: Fen) -> int | float:
    """Return the JSON number in yuan: an int where whole, else the float that prints these two decimals."""
    return fen // 100 if fen % 100 == 0 else fen / 100


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in yuan, kept as whole fen (``fen``), possibly negative."""

    fen: Fen

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise ValueError(f"money is whole fen, not {self.fen!r}")

    @classmethod
    def yuan(cls, amount: str | int | Decimal) -> Money:
        """Return the amount written as yuan with at most two decimals; ``ValueError`` otherwise."""
        if isinstance(amount, float | bool):
            raise ValueError(f"a float is not money: {amount!r}")  # noqa: TRY004 - wrong use, not wrong type
        written = unicodedata.normalize("NFKC", str(amount))
        if not _YUAN.fullmatch(written):
            raise ValueError(f"not an amount in yuan with two decimals at most: {amount!r}")
        return cls(int(Decimal(written) * 100))

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Money:
        """Return the sum; 0 for none."""
        return cls(sum(amount.fen for amount in amounts))

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def __neg__(self) -> Money:
        return Money(-self.fen)

    def __bool__(self) -> bool:
        return self.fen != 0

    def times(self, factor: Decimal | Fraction | int) -> Money:
        """Return the amount times an exact factor, half up to the fen."""
        return Money(half_up(Fraction(factor) * self.fen))

    def split(self, weights: Sequence[int]) -> list[Money]:
        """Return shares in proportion to ``weights`` that add up to this amount (see ``share_out``)."""
        return [Money(share) for share in share_out(self.fen, weights)]

    def in_yuan(self) -> Decimal:
        """Return the amount in yuan as an exact decimal with two places."""
        return (Decimal(self.fen) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def as_number(self) -> int | float:
        """Return the JSON number in yuan: an int where whole, else the float that prints these two decimals."""
        return yuan_number(self.fen)


ZERO = Money(0)
