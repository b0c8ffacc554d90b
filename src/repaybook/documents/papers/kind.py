"""What a kind of paper is made of: the debts it may be about, what it needs, and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from repaybook.case.model import Debt
from repaybook.case.vocabulary import JUDGED
from repaybook.documents.ground import Ground
from repaybook.documents.paper import Block
from repaybook.documents.pen import Pen
from repaybook.errors import Problem

DebtId: TypeAlias = str | None
"""The debt a paper is about; ``None`` for a paper about the whole case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of paper.

    ``about`` – the debts it may be about, none where the case gives no occasion; then ``occasion`` names what would
    give one. ``needs`` – what is lacking for one debt. ``write`` – its blocks, where nothing is lacking.
    ``acknowledges`` – whether it owns to a debt, which starts a limitation period anew. ``small`` – one close page.
    """

    about: Callable[[Ground], Iterable[DebtId]]
    needs: Callable[[Ground, DebtId], Iterable[Problem]]
    write: Callable[[Ground, DebtId, Pen], tuple[Block, ...]]
    occasion: str = ""
    acknowledges: bool = False
    small: bool = False


def lacking(name: str, **values: object) -> Problem:
    """Return what is lacking, ``papers.need.<name>``."""
    return Problem(f"papers.need.{name}", (), values)


def whole_case(_: Ground) -> tuple[DebtId, ...]:
    """Return that the paper is about the whole case."""
    return (None,)


def nothing(_: Ground, __: DebtId) -> tuple[Problem, ...]:
    """Return that nothing is needed."""
    return ()


def open_to_letters(ground: Ground) -> tuple[Debt, ...]:
    """Return the direct debts that are still a matter between the person and the creditor, not of enforcement."""
    return tuple(
        debt
        for debt in ground.case.debts
        if not debt.contingent and debt.judgment is None and debt.legal_status not in JUDGED
    )
