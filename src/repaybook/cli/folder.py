"""Every case file of a folder worked out on all cores: one line of JSON each, in the order of the names.

The lines of a run do not depend on the number of processes. A file that has to be put right costs its own answer and
no other's: its line holds the problems, and all of them are told together at the end.
"""

from __future__ import annotations

import json
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from repaybook.case.places import describe
from repaybook.cli.answers import Asked, answer
from repaybook.cli.arguments import MOST_JOBS
from repaybook.cli.files import FileError, case_from, shown
from repaybook.cli.progress import Progress
from repaybook.errors import CaseError, Problem, RepaybookError
from repaybook.texts import Lang

_PART = 8
"""Files handed to a process at a time; as many as this alone are not worth starting processes for."""
_AHEAD = 4
"""Parts for each process that may be done before their turn to be written: what waits in memory stays small."""


class WorkError(RepaybookError):
    """Some of the folder could not be worked out, and not because of what the files hold."""


class Question(NamedTuple):
    """What is asked about each case; ``on`` – the day counted from, ``None`` for each case's own."""

    asked: Asked
    on: date | None
    lang: Lang


class Line(NamedTuple):
    """A file's line of JSON, and what is to be told of it: sentences, none where all went well.

    ``ours`` – whether the file is not to blame.
    """

    text: str
    sentences: tuple[str, ...] = ()
    ours: bool = False


def names_in(folder: Path) -> list[str]:
    """Return the names of the case files (``*.json``, none hidden), sorted; ``FileError`` where there is none."""
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        raise FileError([Problem("cli.error.no_permission", (), {"name": shown(str(folder))})]) from None
    found = sorted(name for name in names if name.lower().endswith(".json") and not name.startswith("."))
    if not found:
        raise FileError([Problem("folder.no_cases", (), {"name": shown(str(folder))})])
    return found


def _line(folder: str, name: str, question: Question) -> Line:
    """Return a file's line, whatever is wrong with it."""
    asked, on, lang = question
    ours = False
    try:
        case = case_from(str(Path(folder, name)))
        text = json.dumps({"file": name, **answer(asked, case, on or case.as_of, lang)}, ensure_ascii=False)
        return Line(text + "\n")
    except RepaybookError as error:
        sentences = tuple(describe(problem, lang) for problem in error.problems)
    except Exception as error:  # noqa: BLE001 - a mistake of ours in one case must not cost the other thousand
        ours = True
        sentences = (describe(Problem("folder.our_mistake", (), {"kind": type(error).__name__}), lang),)
    return Line(json.dumps({"file": name, "problems": sentences}, ensure_ascii=False) + "\n", sentences, ours)


def _lines(folder: str, names: Sequence[str], question: Question) -> list[Line]:
    return [_line(folder, name, question) for name in names]


def cores() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Keep Ctrl-C waiting while a process is started: it inherits this, and would else die of it with a traceback."""
    mask = getattr(signal, "pthread_sigmask", None)  # Windows has none
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _worked_out(folder: str, parts: Sequence[Sequence[str]], question: Question, jobs: int) -> Iterator[list[Line]]:
    """Yield the lines of each part in order; several are worked out at once."""
    if jobs == 1:
        yield from (_lines(folder, part, question) for part in parts)
        return
    # Spawned on every system: the same everywhere, and nothing half done is inherited.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _leave_interrupts_to_the_parent)
    waiting: deque[Future[list[Line]]] = deque()
    coming = iter(parts)
    try:
        while True:
            while len(waiting) < jobs * _AHEAD and (part := next(coming, None)) is not None:
                with _interrupts_held_back():
                    waiting.append(pool.submit(_lines, folder, part, question))
            if not waiting:
                return
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise WorkError([Problem("folder.stopped")]) from None
    finally:
        pool.shutdown(cancel_futures=True)


def lines(folder: Path, question: Question, jobs: int | None = None) -> Iterator[str]:
    """Yield a line of JSON for every case file of a folder: ``file`` and the answer, or ``file`` and ``problems``.

    ``jobs`` – processes at work, by default one for each core. Raises ``FileError`` where there is nothing to read, and
    after the last line ``CaseError`` with what is to be put right, ``WorkError`` where the files are not to blame.
    """
    names = names_in(folder)
    parts = [names[start : start + _PART] for start in range(0, len(names), _PART)]
    told: list[Problem] = []
    ours = False
    done = 0
    with Progress(len(names)) as progress:
        for some in _worked_out(str(folder), parts, question, min(jobs or cores(), len(parts), MOST_JOBS)):
            for name, line in zip(names[done:], some, strict=False):
                yield line.text
                values = [{"name": shown(name), "sentence": sentence} for sentence in line.sentences]
                told += [Problem("folder.in_file", (), value) for value in values]
                ours = ours or line.ours
            done += len(some)
            progress.at(done)
    if told:
        raise (WorkError if ours else CaseError)(told)
