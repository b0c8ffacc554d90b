"""Runs every benchmark and writes what they print to ``RESULTS.md``: ``make bench``."""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks.goals import MET, MISSED

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
HEAD = """# Benchmarks

Written by `make bench ON={on}` ({machine}).

Each figure stands beside its floor, or beside what others need, measured in the same run: trust the ratios; the
milliseconds are this machine's. A goal is a ratio in one run, or a count.

{summary}
"""


def machine() -> str:
    """Return one line about the machine's kind, without its name."""
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def printed_by(program: str) -> list[str]:
    """Run a benchmark and return the lines it prints, showing them meanwhile; a last line says where it failed."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    paths = [str(ROOT / "scripts"), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    lines = []
    with subprocess.Popen(
        [sys.executable, "-m", f"benchmarks.{program}"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=ROOT,
    ) as process:
        for line in process.stdout or []:
            print(line, end="", flush=True)
            lines.append(line.rstrip("\n"))
    if process.returncode:
        lines.append(f"{program} failed (goal: {MISSED})")
        print(lines[-1], flush=True)
    return lines


def table(lines: Iterable[str]) -> list[str]:
    """Return what a benchmark printed as rows of a table: what, measured, goal, how it stands."""
    rows = ["| what | measured | goal | |", "|---|---|---|---|"]
    for line in lines:
        goals = re.findall(rf" \(goal ([^()]*): ({MET}|{MISSED})\)", line)
        rest = re.sub(r" \(goal[^()]*\)", "", line)
        what, _, measured = rest.rpartition(": ")
        wanted = "; ".join(goal for goal, _ in goals)
        stands = "; ".join(stand for _, stand in goals) or (MISSED if MISSED in line else "")
        rows.append(f"| {what} | {measured.replace(MISSED, 'no')} | {wanted} | {stands} |")
    return rows


def summary(lines: Iterable[str]) -> str:
    """Return how many goals are met, and which lines hold one that is not."""
    every = list(lines)
    met = sum(line.count(f": {MET})") for line in every)
    missed = [line for line in every if MISSED in line]
    if not missed:
        return f"All {met} goals are met."
    return "\n".join([f"{met} goals are met. Not met:", "", *(f"- {line}" for line in missed)])


def page(on: date, printed: Mapping[str, Sequence[str]]) -> str:
    """Return the page of what was measured up to now."""
    every = [line for lines in printed.values() for line in lines]
    parts = [HEAD.format(on=on.isoformat(), machine=machine(), summary=summary(every))]
    for program, lines in printed.items():
        name = program.removeprefix("bench_")
        parts.append("\n".join([f"## {name}\n", f"`python -m benchmarks.{program}`\n", *table(lines), ""]))
    return "\n".join(parts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run them all, one after the other; the page is written after each, so that a run cut short leaves what it has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", type=date.fromisoformat, required=True, help="the day of the run, as 2026-11-26")
    given = parser.parse_args(arguments)
    printed: dict[str, list[str]] = {}
    for program in sorted(path.stem for path in HERE.glob("bench_*.py")):
        print(f"== {program}", flush=True)
        printed[program] = printed_by(program)
        (HERE / "RESULTS.md").write_text(page(given.on, printed), "utf-8")
    if any("failed (goal" in line for lines in printed.values() for line in lines):
        raise SystemExit("a benchmark failed")


if __name__ == "__main__":
    main()
