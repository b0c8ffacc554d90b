"""Plans load nothing compiled until somebody asks for a stress run or a search."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
import repaybook.plans.creditor_value, repaybook.plans.resilience, repaybook.plans.search
print(sorted({"numpy", "scipy", "highspy"} & set(sys.modules)))
"""


def test_stress_and_search_load_numpy_and_highs_only_when_asked() -> None:
    answer = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "[]"
