"""Runs every benchmark and writes what they print to ``RESULTS.md``: ``make bench``."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEAD = """# Benchmarks

Written by `make bench`. Each figure stands beside its floor, or beside what others need, measured in the same run:
trust the ratios; the milliseconds are this machine's.

{machine}
"""


def machine() -> str:
    """Return one line about the machine, without its name."""
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def printed_by(program: Path) -> str:
    """Run a benchmark and return what it prints, showing it meanwhile."""
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent / "scripts"), "PYTHONIOENCODING": "utf-8"}
    lines = []
    with subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        for line in process.stdout or []:
            print(line, end="", flush=True)
            lines.append(line)
    if process.returncode:
        raise SystemExit(f"{program.name} failed")
    return "".join(lines)


def main() -> None:
    """Run them all, one after the other."""
    pages = [HEAD.format(machine=machine())]
    for program in sorted(HERE.glob("bench_*.py")):
        print(f"== {program.stem}", flush=True)
        pages.append(f"## {program.stem.removeprefix('bench_')}\n\n```\n{printed_by(program)}```\n")
    (HERE / "RESULTS.md").write_text("\n".join(pages), "utf-8")


if __name__ == "__main__":
    main()
