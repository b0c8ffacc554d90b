"""Long runs: up to a million lives, ten thousand at a time, with how far it is, and an end whenever it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from repaybook.case.model import CaseFile
from repaybook.dates import add_months
from repaybook.plans.model import Projection
from repaybook.plans.resilience.assumptions import MONTHS, Assumptions, checked
from repaybook.plans.resilience.holding import Resilience, cash_of, free_of, held, most_payable, sustainable
from repaybook.plans.resilience.shocks import chunks, drawn, fan_of, paid_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NARROW = 2**31


def _kept_in(part: NDArray[np.int64], store: NDArray[np.signedinteger], begin: int) -> NDArray[np.signedinteger]:
    """Return the store with this part in it, widened where a figure needs it."""
    import numpy as np  # noqa: PLC0415

    if store.dtype == np.int32 and max(-int(part.min()), int(part.max())) >= _NARROW:
        store = store.astype(np.int64)
    store[:, begin : begin + part.shape[1]] = part
    return store


def long_run(
    projections: Sequence[Projection],
    case: CaseFile,
    assumptions: Assumptions,
    *,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> tuple[Resilience, ...]:
    """Return how each plan fares in ``assumptions.paths`` lives, the first ten thousand those of the usual run.

    After each ten thousand ``progress(done, all)`` is told; where ``stop()`` then says so, the run ends with what it
    has. A million lives take 240 MB. All plans start on the same day; ``ValueError`` otherwise.
    """
    import numpy as np  # noqa: PLC0415

    if len({projection.on for projection in projections}) != 1:
        raise ValueError("a run compares plans of one day")
    checked(assumptions, case)
    first = add_months(max(projections[0].on, case.as_of).replace(day=1), 1)
    pays = paid_in(case, first)
    cash = [cash_of(projection, assumptions) for projection in projections]
    free = [free_of(projection, assumptions) for projection in projections]
    holding = [np.zeros(len(fens), dtype=np.int64) for fens in cash]
    payable: list[list[NDArray[np.int64]]] = [[] for _ in projections]
    store: NDArray[np.signedinteger] = np.empty((MONTHS, assumptions.paths), dtype=np.int32)
    done = 0
    for number, count in chunks(assumptions.paths):
        gained = drawn(pays, assumptions, first, number, count)
        store = _kept_in(gained, store, done)
        for place, fens in enumerate(cash):
            holding[place] += np.array(held(gained, fens), dtype=np.int64)
            if free[place]:
                payable[place].append(most_payable(gained, free[place]))
        done += count
        if progress is not None:
            progress(done, assumptions.paths)
        if stop is not None and done < assumptions.paths and stop():
            break
    fan = fan_of(store[:, :done])
    return tuple(
        Resilience(
            assumptions=assumptions,
            paths=done,
            holding=tuple(holding[place].tolist()),
            fan=tuple(tuple(fen + own for fen, own in zip(line, cash[place], strict=False)) for line in fan),
            payment=sustainable(np.concatenate(payable[place])) if payable[place] else None,
            asked=projection.monthly_rearranged,
            stopped=done < assumptions.paths,
        )
        for place, projection in enumerate(projections)
    )
