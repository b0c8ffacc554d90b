"""Whether a plan still holds when life happens: thousands of possible lives of one household, drawn once."""

from repaybook.plans.resilience.assumptions import Assumptions, IncomeRisk
from repaybook.plans.resilience.breaches import Breaches, breaches
from repaybook.plans.resilience.holding import Resilience, Share, resilience
from repaybook.plans.resilience.long_run import long_run
from repaybook.plans.resilience.readings import assumption_lines, breach_reading, payment_reading, resilience_reading
from repaybook.plans.resilience.words import (
    CostsWord,
    HealthWord,
    IncomeWord,
    Words,
    WorkWord,
    assumed,
    usual_words,
)

__all__ = [
    "Assumptions",
    "Breaches",
    "CostsWord",
    "HealthWord",
    "IncomeRisk",
    "IncomeWord",
    "Resilience",
    "Share",
    "Words",
    "WorkWord",
    "assumed",
    "assumption_lines",
    "breach_reading",
    "breaches",
    "long_run",
    "payment_reading",
    "resilience",
    "resilience_reading",
    "usual_words",
]
