"""The five invented cases that come with the package, to look at and to try."""

from __future__ import annotations

from repaybook.case.read import read_case
from repaybook.cli.files import FileError, shown
from repaybook.cli.table import columns
from repaybook.demo import demo_bytes, names
from repaybook.errors import Problem
from repaybook.texts import Lang, say


def listing(lang: Lang) -> str:
    """Return the names of the cases and what each is about."""
    cases = {name: read_case(demo_bytes(name)) for name in names()}
    rows = [(name, case.title_en if lang == "en" else case.title_zh) for name, case in cases.items()]
    return "\n".join([say(lang, "cli.demo.title"), *columns(rows), say(lang, "cli.demo.how")]) + "\n"


def demo_case(name: str) -> str:
    """Return the case file of this name, or of the one name that starts so (``C2``); ``FileError`` otherwise."""
    found = [full for full in names() if name and (full == name or full.startswith(f"{name}-"))]
    if len(found) != 1:
        raise FileError([Problem("cli.error.no_demo", (), {"name": shown(name), "names": ", ".join(names())})])
    return demo_bytes(found[0]).decode("utf-8")
