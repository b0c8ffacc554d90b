"""All papers of a case as one zip: Word and PDF files, the schedules, the reminders, and a list of what is lacking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from repaybook.assess.boundary import Light
from repaybook.case.model import CaseFile
from repaybook.case.places import describe
from repaybook.documents.archive import zipped
from repaybook.documents.calendar import ics
from repaybook.documents.ground import ground
from repaybook.documents.making import Available, State, available, write_all
from repaybook.documents.paper import DocumentError, Paper, file_name
from repaybook.documents.pdf import pdf
from repaybook.documents.word import docx
from repaybook.documents.workbook import xlsx
from repaybook.texts import Lang, say

_BOM = "\ufeff"
"""Without it a text file in Chinese opens garbled on many a Windows."""


def _title(one: Available, case: CaseFile, lang: Lang) -> str:
    title = say(lang, f"papers.kind.{one.id}")
    if one.debt is None:
        return title
    named = case.debt(one.debt).creditor_alias or one.debt
    return say(lang, "papers.bundle.about", title=title, creditor=named)


def _reasons(one: Available, lang: Lang) -> list[str]:
    if one.state is State.BLOCKED:
        return [
            say(lang, f"boundary.{question}.{part}")
            for question in one.blocked_by
            for part in ("reason_red", "alternative_red")
        ]
    return [describe(need, lang) for need in one.needs]


def standing(case: CaseFile, found: tuple[Available, ...], lang: Lang) -> str:
    """Return a list to read: what to know before sending each paper, and what each paper not made lacks."""
    lines = [say(lang, "papers.lead"), ""]
    for one in found:
        lines.append(f"{_title(one, case, lang)} – {say(lang, f'papers.state.{one.state}')}")
        lines += [f"  - {reason}" for reason in (*_reasons(one, lang), *(say(lang, note) for note in one.notes))]
    return "\n".join(lines) + "\n"


def _files_of(paper: Paper, problems: list[str]) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    for ending, make in (("docx", docx), ("pdf", pdf)):
        try:
            files[file_name(paper, ending)] = make(paper)
        except DocumentError as error:
            told = (describe(problem, paper.lang) for problem in error.problems)
            problems += [f"{file_name(paper, ending)}{say(paper.lang, 'terms.colon')}{one}" for one in told]
    return files


def schedules(
    case: CaseFile, on: date, lang: Lang = "zh", answers: Mapping[str, Light] | None = None
) -> Mapping[str, bytes]:
    """Return the schedules of the plan as one file by its name, none where there is no plan.

    Raises ``DocumentError`` where a creditor's name cannot stand in a cell.
    """
    projection = ground(case, on, answers).projection
    if projection is None:
        return {}
    return {say(lang, "papers.book.file", day=on.isoformat()) + ".xlsx": xlsx(case, projection, lang)}


def reminders(
    case: CaseFile,
    on: date,
    lang: Lang = "zh",
    answers: Mapping[str, Light] | None = None,
    *,
    plain: bool = False,
) -> Mapping[str, bytes]:
    """Return the reminders as one file by its name: of a plan only where the person chose it."""
    base = ground(case, on, answers)
    projection = base.projection if base.chosen else None
    return {say(lang, "calendar.file", day=on.isoformat()) + ".ics": ics(case, on, projection, lang, plain=plain)}


def documents(
    case: CaseFile,
    on: date,
    lang: Lang = "zh",
    answers: Mapping[str, Light] | None = None,
    only: frozenset[str] | None = None,
    *,
    worded: Callable[[Paper], Paper] | None = None,
    plain: bool = False,
) -> Mapping[str, bytes]:
    """Return every file of a case by its name: papers that can be made as Word and PDF, schedules, reminders, a list.

    A PDF that lacks a character is left out and named in the list, beside the Word file that holds it. ``only`` – ids
    of papers; then the schedules and reminders come along only with ``schedules`` and ``calendar`` among them.
    ``worded`` – puts the person's own wording into a paper. ``plain`` – the reminders' titles say what they are about.
    """
    files: dict[str, bytes] = {}
    problems: list[str] = []
    for paper in write_all(case, on, lang, answers, only):
        for name, content in _files_of(paper if worded is None else worded(paper), problems).items():
            files[_free(name, files)] = content
    if only is None or "schedules" in only:
        try:
            files |= schedules(case, on, lang, answers)
        except DocumentError as error:
            problems += [describe(problem, lang) for problem in error.problems]
    if only is None or "calendar" in only:
        files |= reminders(case, on, lang, answers, plain=plain)
    shown = tuple(one for one in available(case, on, answers) if only is None or one.id in only)
    listed = standing(case, shown, lang) + "".join(f"{line}\n" for line in problems)
    files[say(lang, "papers.bundle.list")] = (_BOM + listed).encode("utf-8", "replace")
    return files


def _free(name: str, taken: Mapping[str, bytes]) -> str:
    """Return the name, or the same with a number where two debts' ids read alike as file names."""
    stem, _, ending = name.rpartition(".")
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{stem}-{number}.{ending}"
    return free


def bundle(
    case: CaseFile,
    on: date,
    lang: Lang = "zh",
    answers: Mapping[str, Light] | None = None,
    only: frozenset[str] | None = None,
) -> bytes:
    """Return all files of a case (see ``documents``) as one zip; the same case gives the same bytes."""
    return zipped(documents(case, on, lang, answers, only))
