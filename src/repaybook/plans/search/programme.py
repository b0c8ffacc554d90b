"""A choice of one option for each creditor as a mixed-integer programme, solved by HiGHS, and proved in whole fen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from repaybook.money import Fen
from repaybook.plans.search.choice import Choice, Limits, fits
from repaybook.plans.search.options import Creditor, Option

_TIES = 128
"""Months of the end divided by this stay below one: they decide between equals, and nothing else."""

_MOST_CUTS = 50


class Goal(StrEnum):
    """What a programme makes least."""

    END = "end"
    PAID = "paid"
    MONTHLY = "monthly"
    MISSING = "missing"  # what every month would have to bring on top
    BELOW_LEAST = "below_least"


@dataclass(slots=True)
class _Rows:
    """The rows of a programme, sparse: where each starts, its columns and factors, from and to."""

    columns: int
    starts: list[int] = field(default_factory=lambda: [0])
    places: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def add(self, terms: Sequence[tuple[int, float]], lower: float, upper: float) -> None:
        for place, factor in terms:
            if factor:
                self.places.append(place)
                self.factors.append(factor)
        self.starts.append(len(self.places))
        self.lower.append(lower)
        self.upper.append(upper)


_FREE = float("inf")


class Programme:
    """The programme of some creditors under limits: columns are the options, the month of the end, what is missing."""

    def __init__(self, creditors: Sequence[Creditor], limits: Limits, goal: Goal) -> None:
        self.creditors, self.limits, self.goal = tuple(creditors), limits, goal
        self.flat = [(number, option) for number, creditor in enumerate(self.creditors) for option in creditor.options]
        self.end = len(self.flat)
        self.missing = self.end + 1
        self.rows = _Rows(self.end + 2)
        self.possible = all(creditor.options for creditor in self.creditors)
        if self.possible:
            self._fill()

    def _of(self, number: int) -> Iterator[tuple[int, Option]]:
        return ((place, option) for place, (owner, option) in enumerate(self.flat) if owner == number)

    def _fill(self) -> None:
        top_up = -1.0 if self.goal is Goal.MISSING else 0.0
        limits, rows = self.limits, self.rows
        for number, creditor in enumerate(self.creditors):
            rows.add([(place, 1.0) for place, _ in self._of(number)], 1.0, 1.0)
            ends = [(place, float(creditor.begins + option.months - 1)) for place, option in self._of(number)]
            rows.add([*ends, (self.end, -1.0)], -_FREE, 0.0)
        levels = [(place, float(option.level)) for place, (_, option) in enumerate(self.flat)]
        rows.add([*levels, (self.missing, top_up)], -_FREE, float(limits.monthly))
        self._cash(top_up)
        if limits.tolerance_percent is not None:
            self._alike(limits.tolerance_percent)
        if limits.first:
            self._first()
        if limits.paid is not None:
            self._paid(limits.paid)

    def _cash(self, top_up: float) -> None:
        """Add the months whose cash a choice could use up within the monthly sum; the others say nothing."""
        most = [
            max(option.down + max(0, option.last - option.level) for option in one.options) for one in self.creditors
        ]
        beside = sum(most)
        for month, cash in enumerate(self.limits.cash, 1):
            if cash >= self.limits.monthly * month + beside:
                continue
            terms = [
                (place, float(self.creditors[number].paid_by(option, month)))
                for place, (number, option) in enumerate(self.flat)
            ]
            self.rows.add([*terms, (self.missing, top_up * month)], -_FREE, float(cash))

    def _alike(self, tolerance_percent: int) -> None:
        owed = sum(creditor.balance for creditor in self.creditors)
        for number, creditor in enumerate(self.creditors):
            share = creditor.balance / owed
            for side in (1, -1):
                bound = share * (100 + side * tolerance_percent) / 100
                terms = [
                    (place, side * (option.level * (owner == number) - bound * option.level))
                    for place, (owner, option) in enumerate(self.flat)
                ]
                self.rows.add(terms, -_FREE, 0.5)

    def _first(self) -> None:
        named = [number for number, one in enumerate(self.creditors) if one.debt.id in self.limits.first]
        others = [number for number in range(len(self.creditors)) if number not in named]
        for one in named:
            early = [(place, float(self.creditors[one].begins + option.months)) for place, option in self._of(one)]
            for other in others:
                late = [
                    (place, -float(self.creditors[other].begins + option.months)) for place, option in self._of(other)
                ]
                self.rows.add([*early, *late], -_FREE, 0.0)

    def _paid(self, most: Fen) -> None:
        least = [min(option.total for option in one.options) for one in self.creditors]
        terms = [(place, float(option.total - least[number])) for place, (number, option) in enumerate(self.flat)]
        self.rows.add(terms, -_FREE, float(most - sum(least)))

    def costs(self) -> list[float]:
        """Return the cost of each column; what decides between equals stays below one fen."""
        if self.goal is Goal.END:
            # A month sooner is worth any instalment.
            month = 1.0 + sum(max(option.level for option in creditor.options) for creditor in self.creditors)
            return [*(float(option.level) for _, option in self.flat), month, 0.0]
        if self.goal is Goal.MISSING:
            return [*([0.0] * len(self.flat)), 1.0 / _TIES, 1.0]
        return [*(float(self._cost(self.creditors[number], option)) for number, option in self.flat), 1.0 / _TIES, 0.0]

    def _cost(self, creditor: Creditor, option: Option) -> Fen:
        if self.goal is Goal.MONTHLY:
            return option.level
        if self.goal is Goal.BELOW_LEAST:
            return max(0, creditor.least - option.level) if option.paying > 1 else 0
        return option.total - min(one.total for one in creditor.options)

    def solver(self) -> Any:
        """Return HiGHS with this programme in it, not yet run."""
        import highspy as typed  # noqa: PLC0415 - loaded when somebody asks for a search
        import numpy as np  # noqa: PLC0415

        highspy: Any = typed  # its own types leave half of it out
        rows, columns = self.rows, self.rows.columns
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = columns, len(rows.lower)
        lp.col_cost_ = np.array(self.costs())
        lp.col_lower_ = np.zeros(columns)
        ceiling = _FREE if self.goal is Goal.MISSING else 0.0
        lp.col_upper_ = np.array([*([1.0] * len(self.flat)), _FREE, ceiling])
        lp.row_lower_, lp.row_upper_ = np.array(rows.lower), np.array(rows.upper)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(rows.places, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(rows.factors)
        whole, free = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [*([whole] * len(self.flat)), free, free]
        # The wrapper writes a header to the console before it can be told not to; what it wraps can be told first.
        plain = highspy.Highs.__mro__[1]
        solver = plain()
        for name, value in (
            ("log_to_console", False),
            ("output_flag", False),
            ("threads", 1),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 1e-9),
            ("mip_feasibility_tolerance", 1e-9),
            ("primal_feasibility_tolerance", 1e-9),
            ("random_seed", 0),
        ):
            solver.setOptionValue(name, value)
        solver.passModel(lp)
        return solver

    def best(self) -> Choice | None:
        """Return the best choice, proved in whole fen; ``None`` where there is none."""
        if not self.possible:
            return None
        import highspy  # noqa: PLC0415

        solver = self.solver()
        for _ in range(_MOST_CUTS):
            solver.run()
            if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return None
            values = solver.getSolution().col_value
            taken = [place for place in range(self.end) if values[place] > 0.5]
            choice = Choice(self.creditors, tuple(self.flat[place][1] for place in taken))
            if self.goal is Goal.MISSING or fits(choice, self.limits):
                return choice
            # Right to a millionth of a fen, but not exactly: this one is out.
            solver.addRow(-_FREE, len(taken) - 1.0, len(taken), taken, [1.0] * len(taken))
        return None
