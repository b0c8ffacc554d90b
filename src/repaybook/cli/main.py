"""From the arguments to the exit code: 0 done, 1 could not be written or served, 2 the input has to change."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from repaybook.case.places import describe
from repaybook.cli import files
from repaybook.cli.arguments import arguments
from repaybook.errors import CaseError, PlanError, RepaybookError
from repaybook.texts import Lang, say

DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130


def _as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _assess(given: argparse.Namespace) -> str:
    from repaybook.assess import as_json, assess  # noqa: PLC0415 - each command loads what it needs and no more
    from repaybook.cli.assessed import page  # noqa: PLC0415
    from repaybook.counsel.report import counsel_json  # noqa: PLC0415

    case = files.case_from(given.case)
    if given.json:
        return _as_json(as_json(assess(case)) | counsel_json(case, given.on or case.as_of, given.lang))
    return page(case, given.lang, given.on)


def _law(given: argparse.Namespace) -> str:
    from repaybook.cli.provisions import listing, provision_page  # noqa: PLC0415

    on = given.on or date.today()  # noqa: DTZ011 - the day of whoever asks
    return listing(given.lang, on) if given.name is None else provision_page(given.name, given.lang, on)


def _simulate(given: argparse.Namespace) -> str:
    from repaybook.cli.simulated import projection_page, proposal_page  # noqa: PLC0415
    from repaybook.plans import project, propose, report  # noqa: PLC0415

    case = files.case_from(given.case)
    on = given.on or case.as_of
    if given.plan is None:
        proposal = propose(case, on)
        return _as_json(report.proposal_json(proposal)) if given.json else proposal_page(case, proposal, given.lang)
    projection = project(case, files.plan_from(given.plan, case), on)
    return _as_json(report.projection_json(projection)) if given.json else projection_page(case, projection, given.lang)


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


_COMMANDS = {
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


def _write(text: str, lang: Lang) -> int:
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
    return DONE


def main(given: Sequence[str] | None = None) -> int:
    """Run one command (``sys.argv`` where none is given) and return its exit code."""
    _ready_for_chinese()
    try:
        asked = arguments(sys.argv[1:] if given is None else given)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else DONE
    try:
        text = _COMMANDS[asked.command](asked)
    except RepaybookError as error:
        _say(_problems(error, asked.lang))
        return WRONG_INPUT if isinstance(error, CaseError | PlanError | files.InputError) else FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return _write(text, asked.lang)
