"""All papers of one case, after the first: Word, PDF, schedules, reminders and the zip around them.

``python -m benchmarks.bench_papers``. The floor is what Typst and python-docx alone need for as many blank pages; the
goal is 3 s of a processor for the whole set. The first set loads the libraries and the font; it is shown beside.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter, process_time

import docx
import typst
from benchmarks.goals import beside, ratio

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
    (whole, busy), (least, _) = ([median(each) for each in zip(*runs, strict=True)] for runs in (ours, bare))
    what = f"{name}, {count} papers as Word and PDF, schedules, reminders, zip ÷ {count} blank pages of each library"
    print(
        f"{ratio(what, whole * 1e3, least * 1e3)}; {busy:.2f} s of a processor{beside(busy, GOAL_SECONDS)}", flush=True
    )
    print(f"the first set, libraries and font and all: {first:.2f} s", flush=True)
    paper = write_all(case, ON)[0]
    look = median(seconds(lambda: pictures(paper))[0] for _ in range(TURNS))
    page = median(seconds(lambda: pdf(paper))[0] for _ in range(TURNS))
    print(ratio("one paper looked at on the page ÷ its PDF", look * 1e3, page * 1e3))


if __name__ == "__main__":
    main()
