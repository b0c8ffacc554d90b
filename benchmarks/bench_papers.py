"""All papers of one case, after the first: Word, PDF, schedules, reminders and the zip around them.

``python benchmarks/bench_papers.py``. The floor is what Typst and python-docx alone need for as many blank pages; the
goal is 3 s for the whole set. The first set loads the libraries and the font; it is shown beside.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter, process_time

import docx
import typst

from repaybook import demo, fonts
from repaybook.case.model import CaseFile
from repaybook.case.read import read_case
from repaybook.documents.archive import zipped
from repaybook.documents.bundle import documents
from repaybook.documents.making import write_all
from repaybook.documents.pdf import pdf, pictures

ON = date(2026, 11, 23)
TURNS = 5
GOAL_SECONDS = 3.0
BLANK = b'#set page(paper: "a4")\n#set text(font: "Workbook Sans SC")\n\xe7\xa9\xba'


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long a piece of work takes, and how much of a processor."""
    start, busy = perf_counter(), process_time()
    work()
    return perf_counter() - start, process_time() - busy


def largest() -> tuple[str, CaseFile]:
    """Return the invented case with the most papers."""
    cases = [(name, read_case(demo.demo_bytes(name))) for name in demo.names()]
    return max(cases, key=lambda one: len(write_all(one[1], ON)))


def floor(count: int, family: typst.Fonts) -> tuple[float, float]:
    """Return what as many blank PDF and Word pages need of the two libraries alone, as ``seconds`` does."""

    def blank() -> None:
        for _ in range(count):
            typst.compile(BLANK, font_paths=family, format="pdf")
            docx.Document().save(io.BytesIO())

    return seconds(blank)


def main() -> None:
    """Print the whole set beside its floor, and one preview."""
    name, case = largest()
    count = len(write_all(case, ON))
    folder = str(fonts.paths()[0].parent)
    family = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    first, _ = seconds(lambda: zipped(documents(case, ON)))
    ours, bare = [], []
    for _ in range(TURNS):  # in turns, so that load slows both
        ours.append(seconds(lambda: zipped(documents(case, ON))))
        bare.append(floor(count, family))
    whole, busy = (median(each) for each in zip(*ours, strict=True))
    least, _ = (median(each) for each in zip(*bare, strict=True))
    print(
        f"{name}, {count} papers as Word and PDF, schedules, reminders, zip ÷ {count} blank pages of each library: "
        f"{whole:.2f} s / {least:.2f} s = {whole / least:.2f} (goal ≤ {GOAL_SECONDS:.0f} s; processor {busy:.2f} s; "
        f"the first set {first:.2f} s)"
    )
    paper = write_all(case, ON)[0]
    look = median(seconds(lambda: pictures(paper))[0] for _ in range(TURNS))
    page = median(seconds(lambda: pdf(paper))[0] for _ in range(TURNS))
    print(f"one paper looked at on the page: {look * 1e3:.0f} ms / its PDF {page * 1e3:.0f} ms = {look / page:.2f}")


if __name__ == "__main__":
    main()
