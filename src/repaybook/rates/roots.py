"""Every real root of a sum of exponentials Σ a·e^(−t·δ): how often, and where, discounted flows come to nothing.

``t`` is a time in any unit and δ the force of interest for that unit; δ = ln(1 + rate). The sum has at most as many
roots as its coefficients, in order of time, change sign. Multiplying by e^(sδ), with s between the times of one such
change, and differentiating takes exactly that change away, and between two roots lies a root of the derivative
(Laguerre's proof of Descartes' rule): the roots of one derivative after another part the line, until each root of the
sum stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, fsum

Term = tuple[float, float]
"""A time and the amount at that time."""

_TOUCHES = 1e-14
"""Below this part of the sum of its magnitudes a sum is zero as far as floats can tell (a double root)."""


def sign_changes(terms: Sequence[Term]) -> list[int]:
    """Return the indices after which the amount changes sign; amounts must not be zero."""
    return [index for index in range(len(terms) - 1) if (terms[index][1] > 0) != (terms[index + 1][1] > 0)]


def merged(terms: Sequence[Term]) -> list[Term]:
    """Return the terms by time, amounts at one time added up, zero amounts left out."""
    at: dict[float, list[float]] = {}
    for time, amount in terms:
        at.setdefault(time, []).append(amount)
    sums = ((time, fsum(amounts)) for time, amounts in sorted(at.items()))
    return [(time, amount) for time, amount in sums if amount != 0]


def _scaled(terms: Sequence[Term], delta: float) -> tuple[float, float, float]:
    """Return value, slope and sum of magnitudes at δ, all three divided by the largest e^(−tδ) so as to stay finite."""
    shift = terms[0][0] if delta >= 0 else terms[-1][0]
    weighted = [(time - shift, amount * exp((shift - time) * delta)) for time, amount in terms]
    value = fsum([part for _, part in weighted])
    # The slope of e^(shift·δ) times the sum: it has the same roots, and near one the same Newton step.
    slope = -fsum([time * part for time, part in weighted])
    return value, slope, fsum([abs(part) for _, part in weighted])


def _bound(terms: Sequence[Term]) -> float:
    """Return a δ above every root: beyond it the earliest term outweighs all others."""
    first, lead = terms[0]
    bound = 1.0
    while fsum([abs(amount) * exp((first - time) * bound) for time, amount in terms[1:]]) >= abs(lead):
        bound *= 2
    return bound


def _between(terms: Sequence[Term], low: float, high: float, *, rising: bool) -> float:
    """Return the one root between two points of opposite signs: Newton's steps, halving where they leave it."""
    delta = (low + high) / 2
    for _ in range(200):
        value, slope, _ = _scaled(terms, delta)
        if value == 0:
            return delta
        if (value < 0) == rising:
            low = delta
        else:
            high = delta
        step = value / slope if slope else high - low
        nearer = delta - step
        if not low < nearer < high:
            nearer = (low + high) / 2
        if abs(nearer - delta) <= 4e-16 * abs(delta) + 1e-17:
            return nearer
        delta = nearer
    return delta


def _parted(terms: Sequence[Term], points: Sequence[float]) -> Iterator[float]:
    """Yield the roots, given points that part them: one at most between two neighbours."""
    mirrored = [(-time, amount) for time, amount in reversed(terms)]
    low, negative = -_bound(mirrored), terms[-1][1] < 0
    for point in points:
        value, _, magnitude = _scaled(terms, point)
        if abs(value) <= _TOUCHES * magnitude:
            yield point
            # Just beyond a touch the sum has the sign that its next zero or its end gives; a crossing flips it.
            negative = _beyond(terms, point, negative)
            low = point
        elif (value < 0) != negative:
            yield _between(terms, low, point, rising=negative)
            low, negative = point, value < 0
        else:
            low = point
    if (terms[0][1] < 0) != negative:
        yield _between(terms, low, _bound(terms), rising=negative)


def _beyond(terms: Sequence[Term], point: float, negative: bool) -> bool:
    """Return whether the sum is below zero a little beyond a root at ``point``."""
    step = 1e-6 * max(1.0, abs(point))
    for _ in range(60):
        value, _, magnitude = _scaled(terms, point + step)
        if abs(value) > _TOUCHES * magnitude:
            return value < 0
        step *= 2
    return negative


def real_roots(terms: Sequence[Term]) -> tuple[float, ...]:
    """Return every δ at which Σ amount·e^(−time·δ) is zero, ascending; a double root once.

    ``terms`` as ``merged`` returns them. None where all amounts have one sign.
    """
    changes = sign_changes(terms)
    if not changes:
        return ()
    if len(changes) == 1:
        return tuple(_parted(terms, ()))
    middle = changes[len(changes) // 2]
    split = (terms[middle][0] + terms[middle + 1][0]) / 2
    span = terms[-1][0] - terms[0][0]
    derivative = [(time, amount * ((split - time) / span)) for time, amount in terms]
    # The smallest floats fall to zero here; a term of nothing has no sign.
    return tuple(_parted(terms, real_roots([(time, amount) for time, amount in derivative if amount])))
