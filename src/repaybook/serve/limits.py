"""How much a server gives away at once: kernels, how long an abandoned one lives, and how many wait warm."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from repaybook.errors import Problem, RepaybookError


class ServeError(RepaybookError):
    """The page cannot be served as asked."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The server's limits.

    ``kernels``: sessions open at once, the warm ones included; each takes about 100 MB.
    ``idle_minutes``: after how long a session that no page is connected to is ended. Generous, because a phone drops
    its connection whenever another app is in front; a closed page ends its session at once by itself.
    ``warm``: sessions started in advance, so that a visitor need not wait for one.
    """

    kernels: int = 60
    idle_minutes: float = 120
    warm: int = 1

    def __post_init__(self) -> None:
        if self.kernels < 1 or self.idle_minutes <= 0 or not 0 <= self.warm < self.kernels:
            raise ValueError(f"limits that nobody could visit: {self}")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Limits:
        """Return the limits set by ``REPAYBOOK_KERNELS``, ``REPAYBOOK_IDLE_MINUTES`` and ``REPAYBOOK_WARM``."""
        try:
            return cls(
                int(environment.get("REPAYBOOK_KERNELS", cls().kernels)),
                float(environment.get("REPAYBOOK_IDLE_MINUTES", cls().idle_minutes)),
                int(environment.get("REPAYBOOK_WARM", cls().warm)),
            )
        except ValueError:
            raise ServeError([Problem("serve.problem.limits")]) from None
