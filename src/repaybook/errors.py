"""Named problems: what a person can cause, with the place and the figures, in no language yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Path = tuple[str | int, ...]
"""Where in a case or plan: field names, and positions counted from 0, e.g. ``("debts", 1, "principal")``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: a key of ``texts/*/problems.toml``, its place, and the values of its sentence."""

    key: str
    path: Path = ()
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


class RepaybookError(Exception):
    """What a person can cause. Carries every problem found, at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        if not self.problems:
            raise ValueError("an error without a problem")
        super().__init__("; ".join(f"{problem.key} at {problem.path}" for problem in self.problems))


class CaseError(RepaybookError):
    """The case file cannot be read as it is."""


class PlanError(RepaybookError):
    """The plan does not fit the case, or cannot be computed."""


class RateError(RepaybookError):
    """The flows have no single annual rate; ``roots`` holds every root found (none, or several)."""

    def __init__(self, problem: Problem, roots: Iterable[float] = ()) -> None:
        self.roots = tuple(roots)
        super().__init__([problem])


class TableError(RepaybookError):
    """A table of debts (CSV, Excel) cannot be read at all."""
