"""What can be asked for on the command line, in the language asked for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NoReturn

from repaybook import __version__
from repaybook.case.fields import FIRST_YEAR, LAST_YEAR
from repaybook.texts import LANGS, Lang, say

PUBLIC_PORT = 8866
LAB_PORT = 8888
MOST_JOBS = 61
"""Windows waits for no more processes than these."""


_SAID_BY_ARGPARSE = {
    "the following arguments are required: ": "required",
    "unrecognized arguments: ": "unrecognised",
    "argument ": "argument",
}


class _Parser(argparse.ArgumentParser):
    """Says in the language asked for that a command was not understood, and shows how it is written."""

    lang: Lang = "zh"

    def error(self, message: str) -> NoReturn:
        sentence = say(self.lang, "cli.error.not_understood", detail=message)
        for beginning, name in _SAID_BY_ARGPARSE.items():
            if message.startswith(beginning):
                sentence = say(self.lang, f"cli.error.{name}", detail=message.removeprefix(beginning))
                break
        self.exit(2, f"{sentence}\n{self.format_usage()}")


def language(given: Sequence[str]) -> Lang:
    """Return the language named after ``--lang``, Chinese where there is none: help and errors need it early."""
    for index, word in enumerate(given):
        name = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and index + 1 < len(given):
            name = given[index + 1]
        for lang in LANGS:
            if name == lang:
                return lang
    return "zh"


def _day(lang: Lang, written: str) -> date:
    try:
        found = date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(say(lang, "cli.error.not_a_day", written=written)) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(say(lang, "problems.field.far_date", first=FIRST_YEAR, last=LAST_YEAR))
    return found


def _port(lang: Lang, written: str) -> int:
    if written.isascii() and written.isdigit() and len(written) <= 5 and 0 < int(written) < 65536:
        return int(written)
    raise argparse.ArgumentTypeError(say(lang, "cli.error.not_a_port", written=written))


def _jobs(lang: Lang, written: str) -> int:
    if written.isascii() and written.isdigit() and len(written) <= 2 and 0 < int(written) <= MOST_JOBS:
        return int(written)
    raise argparse.ArgumentTypeError(say(lang, "folder.not_jobs", written=written, most=MOST_JOBS))


def _parser(lang: Lang) -> argparse.ArgumentParser:
    def words(name: str) -> str:
        return say(lang, f"cli.help.{name}").replace("%", "%%")

    _Parser.lang = lang
    parser = _Parser(prog="repaybook", description=words("program"), add_help=False, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar=words("command"))

    def options(holder: argparse.ArgumentParser) -> None:
        holder.add_argument("-h", "--help", action="help", help=words("help"))
        holder.add_argument("--lang", choices=LANGS, default=lang, help=words("lang"))

    def command(name: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words(name), description=words(name), add_help=False, allow_abbrev=False)
        options(made)
        return made

    def of_case(name: str) -> argparse.ArgumentParser:
        made = command(name)
        made.add_argument("case", metavar="CASE", help=words("case_or_folder"))
        made.add_argument("--json", action="store_true", help=words("json"))
        made.add_argument("--jobs", metavar="N", type=partial(_jobs, lang), help=words("jobs"))
        made.add_argument("--on", metavar="DATE", type=partial(_day, lang), help=words("on"))
        return made

    options(parser)
    parser.add_argument("--version", action="version", version=f"repaybook {__version__}", help=words("version"))
    of_case("assess")
    of_case("simulate").add_argument("--plan", metavar="PLAN.json", help=words("plan"))
    papers = command("documents")
    papers.add_argument("case", metavar="CASE", help=words("case"))
    papers.add_argument("--out", metavar="DIR", help=words("out"))
    papers.add_argument("--only", metavar="NAME", action="append", help=words("only"))
    papers.add_argument("--on", metavar="DATE", type=partial(_day, lang), help=words("paper_on"))
    for name, usual in (("serve", PUBLIC_PORT), ("lab", LAB_PORT)):
        server = command(name)
        server.add_argument("--host", default="127.0.0.1", help=words("host"))
        server.add_argument("--port", type=partial(_port, lang), default=usual, help=words("port"))
        server.add_argument("--no-browser", action="store_true", help=words("no_browser"))
    provisions = command("law")
    provisions.add_argument("name", metavar="NAME", nargs="?", help=words("provision"))
    provisions.add_argument("--on", metavar="DATE", type=partial(_day, lang), help=words("law_on"))
    command("demo").add_argument("name", metavar="NAME", nargs="?", help=words("name"))
    return parser


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for; ``SystemExit`` after help (0) or where it is not understood (2)."""
    return _parser(language(given)).parse_args(given)
