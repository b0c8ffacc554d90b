"""What happens to a household in thousands of lives: fen gained or lost against its budget, month by month.

Drawn once for a case and its assumptions, and used for every plan and every move of a slider: two plans are then
compared in the very same lives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from repaybook.case.model import CaseFile
from repaybook.dates import add_months
from repaybook.money import Fen
from repaybook.plans.household import incomes
from repaybook.plans.instalments import due_days
from repaybook.plans.resilience.assumptions import MONTHS, Assumptions, IncomeRisk, checked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHUNK = 10_000
"""Lives drawn from one stream of chances: the first ten thousand of a million are those of the usual run."""

PERCENTS = (5, 25, 50, 75, 95)
"""The lines of the fan: in so many per cent of the lives there is less money at hand."""

_SWING, _LOSS, _ILLNESS, _SURPRISE, _YEARLY = range(5)


@dataclass(frozen=True, slots=True, eq=False)
class Shocks:
    """``gained[n, life]`` – fen gained (below zero: lost) against the budget from the first month to month ``n``.

    int64, a row a month, read only. ``fan[k][n]`` – the ``PERCENTS[k]`` per cent point of row ``n``: the nearest rank,
    one of the row's own figures.
    """

    first: date
    gained: NDArray[np.int64]
    fan: tuple[tuple[Fen, ...], ...]

    @property
    def paths(self) -> int:
        """Return the number of lives."""
        return int(self.gained.shape[1])


def paid_in(case: CaseFile, first: date) -> tuple[tuple[Fen, ...], ...]:
    """Return each usual income of the case over the months from ``first``, in fen."""
    days = due_days(first, MONTHS)
    return tuple(tuple(incomes(replace(case, income=(one,)), days, "typical")) for one in case.income)


def _chance(seed: int, chunk: int, kind: int, number: int = 0) -> np.random.Generator:
    """Return a stream of its own for each kind of event, so that changing one assumption leaves the others' chances."""
    import numpy as np  # noqa: PLC0415 - loaded when somebody asks for a stress run

    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(chunk, kind, number))))


def _within_month(percent_a_year: int) -> float:
    """Return the chance within a month that makes this one within twelve."""
    return float(1 - (1 - percent_a_year / 100) ** (1 / 12))


def _begun(draws: NDArray[np.float32], chance: float) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the flat places where something begins, and how strongly, from 0 to 1.

    A place that begins at one chance begins at any higher one, and not more weakly.
    """
    import numpy as np  # noqa: PLC0415

    flat = draws.ravel()
    places = np.flatnonzero(flat < np.float32(chance))
    return places, 1 - flat[places] / np.float32(chance)


def _lasting(
    places: NDArray[np.int64], strength: NDArray[np.float32], least: int, most: int, paths: int
) -> NDArray[np.int64]:
    """Return the flat places of every month that an event lasts, from the one in which it begins."""
    import numpy as np  # noqa: PLC0415

    lengths = np.minimum(least + (strength * (most - least + 1)).astype(np.int64), most)
    lengths = np.minimum(lengths, MONTHS - places // paths)
    ends = np.cumsum(lengths)
    steps = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    reached: NDArray[np.int64] = np.repeat(places, lengths) + steps * paths
    return reached


def _swing(total: NDArray[np.int64], draws: NDArray[np.float32], amounts: Sequence[Fen], risk: IncomeRisk) -> None:
    """Make the draws into what uneven months bring, in fen, and add the whole ones."""
    import numpy as np  # noqa: PLC0415

    for month, fen in enumerate(amounts):
        draw = draws[month]
        draw *= np.float32(fen * (risk.down_percent + risk.up_percent) / 100)
        draw -= np.float32(fen * risk.down_percent / 100)
        total[month] += draw.astype(np.int64)


def _incomes(
    total: NDArray[np.int64],
    draws: NDArray[np.float32],
    pays: Sequence[Sequence[Fen]],
    assumptions: Assumptions,
    chunk: int,
) -> None:
    """Add what incomes bring more or less than usual: uneven months, and months without the work."""
    import numpy as np  # noqa: PLC0415

    paths = total.shape[1]
    seed, flat = assumptions.seed, total.ravel()
    for number, (pay, risk) in enumerate(zip(pays, assumptions.incomes, strict=True)):
        places = np.zeros(0, dtype=np.int64)
        if risk.loss_percent:
            _chance(seed, chunk, _LOSS, number).random(out=draws, dtype=np.float32)
            begun = _begun(draws, _within_month(risk.loss_percent))
            places = _lasting(*begun, assumptions.work_least_months, assumptions.work_most_months, paths)
        lost = np.array([fen * (100 - assumptions.looking_percent) // 100 for fen in pay])[places // paths]
        if risk.down_percent or risk.up_percent:
            _chance(seed, chunk, _SWING, number).random(out=draws, dtype=np.float32)
            _swing(total, draws, pay, risk)
            lost += draws.ravel()[places].astype(np.int64)
        # Written once a place, however many losses meet in it: who is out of work cannot lose it again.
        flat[places] = flat[places] - lost


def _illness(
    total: NDArray[np.int64],
    draws: NDArray[np.float32],
    pays: Sequence[Sequence[Fen]],
    assumptions: Assumptions,
    chunk: int,
) -> None:
    """Take off what illness costs, and the pay that it takes."""
    import numpy as np  # noqa: PLC0415

    if not assumptions.illness_percent:
        return
    paths = total.shape[1]
    _chance(assumptions.seed, chunk, _ILLNESS).random(out=draws, dtype=np.float32)
    places, strength = _begun(draws, _within_month(assumptions.illness_percent))
    flat = total.ravel()
    worked = [pay for pay, risk in zip(pays, assumptions.incomes, strict=True) if risk.loss_percent]
    if worked and assumptions.illness_pay_percent:
        least, most = assumptions.illness_least_months, assumptions.illness_most_months
        # A month can be reached by two illnesses; its pay is lost once.
        off = np.unique(_lasting(places, strength, least, most, paths))
        months = off // paths
        pay = np.array([sum(fens) for fens in zip(*worked, strict=True)])
        lost = pay * assumptions.illness_pay_percent // 100
        # No more of it can be lost than there is: part of it may be gone with the work.
        already = flat[off]
        flat[off] = np.maximum(already - lost[months], np.minimum(already, -pay[months]))
    least_fen, most_fen = assumptions.illness_least.fen, assumptions.illness_most.fen
    flat[places] -= least_fen + np.rint(strength * np.float64(most_fen - least_fen)).astype(np.int64)


def _surprises(total: NDArray[np.int64], draws: NDArray[np.float32], assumptions: Assumptions, chunk: int) -> None:
    """Take off what nobody planned."""
    import numpy as np  # noqa: PLC0415

    if not assumptions.surprise_percent or not assumptions.surprise_most:
        return
    _chance(assumptions.seed, chunk, _SURPRISE).random(out=draws, dtype=np.float32)
    least, most = assumptions.surprise_least.fen, assumptions.surprise_most.fen
    for row, draw in zip(total, draws, strict=True):
        places, strength = _begun(draw, assumptions.surprise_percent / 100)
        row[places] -= least + np.rint(strength * np.float64(most - least)).astype(np.int64)


def _calendar(total: NDArray[np.int64], first: date, assumptions: Assumptions, chunk: int) -> None:
    """Take off the festival in its month, and what is paid once a year in each life's own month."""
    import numpy as np  # noqa: PLC0415

    if assumptions.festival:
        total[(assumptions.festival_month - first.month) % 12 :: 12] -= assumptions.festival.fen
    yearly = assumptions.yearly.fen
    if yearly:
        # The budget sets a twelfth aside each month; the twelve add up to the whole.
        aside = np.array([yearly * (month % 12 + 1) // 12 - yearly * (month % 12) // 12 for month in range(MONTHS)])
        total += aside[:, None]
        paths = total.shape[1]
        months = _chance(assumptions.seed, chunk, _YEARLY).integers(0, 12, paths)
        for year in range(0, MONTHS, 12):
            total[months + year, np.arange(paths)] -= yearly


def drawn(
    pays: Sequence[Sequence[Fen]], assumptions: Assumptions, first: date, chunk: int = 0, paths: int | None = None
) -> NDArray[np.int64]:
    """Return ``gained`` (see ``Shocks``) of one chunk of lives; ``paths`` – how many, by default the assumptions'.

    ``pays`` – each income by month in fen (``paid_in``).
    """
    import numpy as np  # noqa: PLC0415

    count = min(assumptions.paths, CHUNK) if paths is None else paths
    total = np.zeros((MONTHS, count), dtype=np.int64)
    draws = np.empty(total.shape, dtype=np.float32)  # one for all: fresh memory costs more than the chances in it
    _incomes(total, draws, pays, assumptions, chunk)
    _illness(total, draws, pays, assumptions, chunk)
    _surprises(total, draws, assumptions, chunk)
    _calendar(total, first, assumptions, chunk)
    for month in range(1, MONTHS):
        total[month] += total[month - 1]
    return total


def chunks(paths: int) -> Iterator[tuple[int, int]]:
    """Yield the number of each chunk and how many lives it has, ``paths`` in all."""
    for number, begin in enumerate(range(0, paths, CHUNK)):
        yield number, min(CHUNK, paths - begin)


def ranks(paths: int) -> tuple[int, ...]:
    """Return the places of ``PERCENTS`` among so many sorted figures: the nearest rank, from 0."""
    return tuple(max(0, -(-percent * paths // 100) - 1) for percent in PERCENTS)


def _put(figures: NDArray[np.signedinteger], places: Sequence[int]) -> None:
    """Put into these places what sorting would: the middle one first, so that each half is searched for its own."""
    if places:
        middle = len(places) // 2
        place = places[middle]
        figures.partition(place)
        _put(figures[:place], places[:middle])
        _put(figures[place + 1 :], [further - place - 1 for further in places[middle + 1 :]])


def fan_of(gained: NDArray[np.int64]) -> tuple[tuple[Fen, ...], ...]:
    """Return the lines of the fan, a tuple a percentage; each point is one of its month's own figures."""
    import numpy as np  # noqa: PLC0415

    held = np.iinfo(np.int32)
    # Half the width holds twenty million yuan either way, and is searched twice as fast.
    narrow = held.min <= gained.min() and gained.max() <= held.max
    figures: NDArray[np.signedinteger] = np.empty(gained.shape[1], dtype=np.int32 if narrow else np.int64)
    places = ranks(gained.shape[1])
    apart = sorted(set(places))
    points: list[list[Fen]] = []
    for row in gained:
        figures[:] = row
        _put(figures, apart)
        points.append(figures.take(places).tolist())
    return tuple(zip(*points, strict=True))


@lru_cache(maxsize=2)
def _kept(pays: tuple[tuple[Fen, ...], ...], assumptions: Assumptions, first: date) -> Shocks:
    import numpy as np  # noqa: PLC0415

    parts = [drawn(pays, assumptions, first, number, count) for number, count in chunks(assumptions.paths)]
    gained = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)
    gained.setflags(write=False)
    return Shocks(first, gained, fan_of(gained))


def shocks(case: CaseFile, assumptions: Assumptions, on: date) -> Shocks:
    """Return what happens to the household in the lives of these assumptions from the month after ``on``; kept.

    ``on`` – the day of the plans. The same for every plan; of the last two asked for nothing is drawn again. Raises
    ``PlanError`` with every assumption that cannot be worked with.
    """
    first = add_months(max(on, case.as_of).replace(day=1), 1)
    return _kept(paid_in(case, first), checked(assumptions, case), first)
