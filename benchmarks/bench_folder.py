"""A folder of cases from the command line: seconds a case, cores busy, and the time that others need for the schedules.

``python -m benchmarks.bench_folder [--cases N]``. Each case has eight debts in arrears, the figures of no two are the
same, and three plans are proposed for it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import psutil
from benchmarks.bench_projection import case_of
from benchmarks.goals import ratio

from repaybook.case.write import write_case
from repaybook.cli.folder import cores

DEBTS = 8


class Run(NamedTuple):
    """Seconds by the clock and of the processors, what was written, and how many schedules are in it."""

    seconds: float
    busy: float
    megabytes: float
    schedules: int


def filled(folder: Path, cases: int) -> Path:
    """Write so many cases into a new folder."""
    folder.mkdir()
    for number in range(cases):
        Path(folder, f"{number:05}.json").write_bytes(write_case(case_of(DEBTS)))
    return folder


def simulated(folder: Path, jobs: int) -> Run:
    """Run ``repaybook simulate DIR --json`` as a person does, into a file."""
    command = [sys.executable, "-m", "repaybook", "simulate", str(folder), "--json", "--jobs", str(jobs)]
    before, start = psutil.Process().cpu_times(), perf_counter()
    with tempfile.TemporaryFile("w+b") as output:
        subprocess.run(command, check=True, stdout=output)
        spent, after = perf_counter() - start, psutil.Process().cpu_times()
        size = output.tell()
        output.seek(0)
        schedules = sum(len(plan["schedules"]) for line in output for plan in json.loads(line)["plans"])
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(spent, busy, size / 1e6, schedules)


def others(schedules: int) -> float | None:
    """Return the seconds that the package ``amortization`` needs for as many schedules of sixty months."""
    if find_spec("amortization") is None:
        return None
    theirs = import_module("amortization.schedule").amortization_schedule
    some = min(schedules, 400)
    start = perf_counter()
    for number in range(some):
        list(theirs(40_000 + number, 0.1825, 60))
    return (perf_counter() - start) * schedules / some


def run(cases: int) -> Iterator[str]:
    """Yield every line."""
    with tempfile.TemporaryDirectory() as temporary:
        sizes = [cases // 16, cases // 4, cases]
        folders = [filled(Path(temporary, str(size)), size) for size in sizes]
        runs = [simulated(folder, cores()) for folder in folders]
        alone = simulated(folders[1], 1)
    for size, one in zip(sizes, runs, strict=True):
        yield (
            f"{size:,} cases assessed, three plans each, written: {one.seconds:.1f} s, {one.seconds / size * 1e3:.1f} "
            f"ms a case, {one.busy / one.seconds:.1f} of {cores()} cores busy, {one.megabytes:.0f} MB"
        )
    first, second, third = (one.busy for one in runs)
    yield f"cases, {sizes[0]} as 1×: 4× {second / first:.1f}, 16× {third / first:.1f} times the processor's time"
    yield ratio(f"{sizes[1]:,} cases, {cores()} processes ÷ one process", runs[1].seconds, alone.seconds, unit="s")
    needed = others(runs[-1].schedules)
    if needed is not None:
        what = f"{cases:,} cases, all of it with {runs[-1].schedules:,} schedules ÷ these schedules by amortization"
        yield ratio(what, runs[-1].seconds, needed, 1 / 50, unit="s")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000, help="cases in the largest folder, 16 at least")
    for line in run(max(16, parser.parse_args(arguments).cases)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
