"""What one debt, or all of them, is made of: a thin bar that needs no axes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from repaybook.charts.layer import checked
from repaybook.charts.model import Picture, Size
from repaybook.charts.palette import UNKNOWN, UNKNOWN_HATCH
from repaybook.charts.readings import PARTS, parts_reading
from repaybook.money import Money, share_out
from repaybook.texts import Lang

COLOURS = dict(zip(PARTS, ("#0072B2", "#56B4E9", "#E69F00", "#CC79A7", "#7A7A7A"), strict=True))
"""The colour of each part: principal, interest, penalty interest, late fee, other fees."""

_LENGTH, _HEIGHT = 1000, 10


def parts_bar(parts: Sequence[Money | None], total: Money | None, lang: Lang, uid: str) -> Picture:
    """Return the bar of a balance's five parts (as ``Debt.parts``) within ``total``; what no part names is hatched.

    It is as wide as the place it is given and 10 pixels high. ``total`` ``None`` – the sum of the known parts.
    Raises ``ValueError`` where there are not five parts.
    """
    if len(parts) != len(PARTS):
        raise ValueError(f"a balance has five parts, not {len(parts)}")
    known = [max(part.fen, 0) if part is not None else 0 for part in parts]
    rest = max((total.fen if total is not None else 0) - sum(known), 0)
    fills = [*COLOURS.values(), f"url(#{checked(uid)}-unknown)"]
    amounts = [*known, rest]
    lengths = share_out(_LENGTH, amounts) if sum(amounts) else [0] * len(amounts)
    drawn, x = [], 0
    for length, fill in zip(lengths, fills, strict=True):
        if length:
            drawn.append(f'<rect x="{x}" width="{length}" height="{_HEIGHT}" fill="{fill}"/>')
            x += length
    seams = [
        f'<path d="M{place} 0V{_HEIGHT}" stroke="#fff" stroke-width="2" vector-effect="non-scaling-stroke"/>'
        for place in _seams(lengths)
    ]
    pattern = (
        f'<defs><pattern id="{uid}-unknown" width="12" height="10" patternUnits="userSpaceOnUse"><rect width="12" '
        f'height="10" fill="{UNKNOWN}"/><path d="M3 0V10" stroke="{UNKNOWN_HATCH}" stroke-width="3"/></pattern></defs>'
    )
    alt = parts_reading(parts, total, lang)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LENGTH} {_HEIGHT}" preserveAspectRatio="none" '
        f'style="display:block;width:100%;height:{_HEIGHT}px;border-radius:3px;background:{UNKNOWN}" role="img" '
        f'aria-label="{escape(alt)}">{pattern if lengths[-1] else ""}{"".join(drawn)}{"".join(seams)}</svg>'
    )
    return Picture(frame="", data=svg, alt=alt, size=Size(_LENGTH, 120))


def _seams(lengths: Sequence[int]) -> list[int]:
    """Return where one part ends and the next begins."""
    places, x = [], 0
    for length in lengths:
        if length and x:
            places.append(x)
        x += length
    return places
