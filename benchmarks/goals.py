"""How a figure stands beside its goal, in the same words in every benchmark."""

from __future__ import annotations

MET, MISSED = "met", "NOT MET"


def beside(value: float, goal: float | None) -> str:
    """Return ``(goal ≤ 0.2: met)`` for a figure that may be so much at most; nothing where there is no goal."""
    if goal is None:
        return ""
    return f" (goal ≤ {goal:g}: {MET if value <= goal else MISSED})"


def ratio(what: str, ours: float, theirs: float, goal: float | None = None, *, unit: str = "ms") -> str:
    """Return one line with both sides, the ratio that the goal speaks of, and how it stands; ``unit`` is of both."""
    quotient = ours / theirs
    places = 0 if max(ours, theirs) >= 1000 else 1 if theirs >= 10 else 2
    return f"{what}: {ours:,.{places}f} / {theirs:,.{places}f} {unit} = {quotient:.3f}{beside(quotient, goal)}"
