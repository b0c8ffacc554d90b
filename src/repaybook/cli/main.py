"""From the arguments to the exit code: 0 done, 1 could not be written or served, 2 the input has to change."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from repaybook.case.places import describe
from repaybook.cli import files
from repaybook.cli.arguments import arguments
from repaybook.errors import CaseError, PlanError, Problem, RepaybookError
from repaybook.texts import Lang, say

DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130


def _as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _folder(given: argparse.Namespace) -> Iterator[str]:
    from repaybook.cli.folder import Question, lines  # noqa: PLC0415 - each command loads what it needs and no more

    name = files.shown(given.case)
    if not given.json:
        raise files.FileError([Problem("folder.only_json", (), {"name": name})])
    if given.command == "simulate" and given.plan is not None:
        raise files.InputError([Problem("folder.one_plan")])
    return lines(Path(given.case), Question(given.command, given.on, given.lang), given.jobs)


def _assess(given: argparse.Namespace) -> str | Iterator[str]:
    from repaybook.cli.answers import answer  # noqa: PLC0415
    from repaybook.cli.assessed import page  # noqa: PLC0415

    if os.path.isdir(given.case):  # noqa: PTH112 - Path's own raises where a name is too long
        return _folder(given)
    case = files.case_from(given.case)
    if given.json:
        return _as_json(answer("assess", case, given.on or case.as_of, given.lang))
    return page(case, given.lang, given.on)


def _law(given: argparse.Namespace) -> str:
    from repaybook.cli.provisions import listing, provision_page  # noqa: PLC0415

    on = given.on or date.today()  # noqa: DTZ011 - the day of whoever asks
    return listing(given.lang, on) if given.name is None else provision_page(given.name, given.lang, on)


def _simulate(given: argparse.Namespace) -> str | Iterator[str]:
    from repaybook.cli.answers import answer, simulated  # noqa: PLC0415
    from repaybook.cli.simulated import projection_page, proposal_page  # noqa: PLC0415
    from repaybook.plans import project, propose  # noqa: PLC0415

    if os.path.isdir(given.case):  # noqa: PTH112
        return _folder(given)
    case = files.case_from(given.case)
    on = given.on or case.as_of
    if given.plan is None:
        if given.json:
            return _as_json(answer("simulate", case, on, given.lang))
        return proposal_page(case, propose(case, on), given.lang)
    projection = project(case, files.plan_from(given.plan, case), on)
    return _as_json(simulated(case, projection, on)) if given.json else projection_page(case, projection, given.lang)


def _serve(given: argparse.Namespace) -> str:
    from repaybook.serve import lab, serve  # noqa: PLC0415

    run = serve if given.command == "serve" else lab
    run(given.host, given.port, browser=not given.no_browser)
    return ""


def _demo(given: argparse.Namespace) -> str:
    from repaybook.cli.demo import demo_case, listing  # noqa: PLC0415

    return listing(given.lang) if given.name is None else demo_case(given.name)


def _documents(given: argparse.Namespace) -> str:
    from repaybook.cli.papers import listing, made  # noqa: PLC0415

    case = files.case_from(given.case)
    on = given.on or case.as_of
    return listing(case, on, given.lang) if given.out is None else made(case, on, given.lang, given.out, given.only)


_COMMANDS: dict[str, Callable[[argparse.Namespace], str | Iterator[str]]] = {
    "assess": _assess,
    "simulate": _simulate,
    "documents": _documents,
    "law": _law,
    "serve": _serve,
    "lab": _serve,
    "demo": _demo,
}


def _problems(error: RepaybookError, lang: Lang) -> str:
    sentences = [describe(problem, lang) for problem in error.problems]
    if isinstance(error, CaseError | PlanError):
        head = say(lang, "cli.error.to_change", count=len(sentences))
        return "\n".join([head, *(f"- {sentence}" for sentence in sentences)]) + "\n"
    return "\n".join(sentences) + "\n"


def _say(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(text)


def _ready_for_chinese() -> None:
    """Write UTF-8 whatever the locale, and never stop at a character that cannot be written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _write(text: str, lang: Lang) -> int | None:
    """Write a piece of the answer; return the exit code where nothing more need be written."""
    if sys.stdout is None:  # closed by whoever started us
        return DONE
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What waits to be written goes nowhere, or the interpreter would try again on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return DONE
        _say(say(lang, "cli.error.not_written") + "\n")
        return FAILED
    return None


def _pieces(answered: str | Iterator[str]) -> Generator[str]:
    if isinstance(answered, str):
        yield answered
    else:
        yield from answered


def main(given: Sequence[str] | None = None) -> int:
    """Run one command (``sys.argv`` where none is given) and return its exit code."""
    _ready_for_chinese()
    try:
        asked = arguments(sys.argv[1:] if given is None else given)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else DONE
    try:
        with closing(_pieces(_COMMANDS[asked.command](asked))) as pieces:
            for text in pieces:
                ended_early = _write(text, asked.lang)
                if ended_early is not None:
                    return ended_early
    except RepaybookError as error:
        _say(_problems(error, asked.lang))
        return WRONG_INPUT if isinstance(error, CaseError | PlanError | files.InputError) else FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE
