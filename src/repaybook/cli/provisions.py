"""The law as a page to read: all provisions on a day, or one with every value it had."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from repaybook import law
from repaybook.cli.files import InputError, shown
from repaybook.cli.table import INDENT, columns
from repaybook.errors import Problem
from repaybook.law import words
from repaybook.law.provisions import Dated, Provision
from repaybook.texts import Lang, say
from repaybook.texts.figures import day


class UnknownProvisionError(InputError):
    """Nothing is called so."""


def _on(provision: Provision, on: date) -> Dated | None:
    try:
        return provision.on(on)
    except law.NotInForceError:
        return None


def _value(lang: Lang, provision: Provision, dated: Dated | None) -> str:
    return say(lang, "law.outside") if dated is None else words.value_words(lang, provision, dated)


def listing(lang: Lang, on: date) -> str:
    """Return every provision by area: name, title, value on the day, source."""
    lines = [f"{say(lang, 'law.title')} · {say(lang, 'law.today', day=day(lang, on))}"]
    count = 0
    for area, found in words.search(""):
        lines += ["", words.area_words(lang, area)]
        rows = []
        for provision in found:
            dated = _on(provision, on)
            source = (dated or provision.values[-1]).source
            rows.append((provision.name, provision.title[lang], _value(lang, provision, dated), source))
        lines += columns(rows)
        count += len(rows)
    lines += ["", say(lang, "law.list_head", count=count)]
    return "\n".join(lines) + "\n"


def _period(lang: Lang, provision: Provision, dated: Dated, on: date) -> Iterator[str]:
    colon = say(lang, "law.colon")
    yield INDENT + f"{words.days_words(lang, dated)}{colon}{words.value_words(lang, provision, dated)}".rstrip(colon)
    yield INDENT * 2 + f"{say(lang, 'law.source')}{colon}{dated.source}"
    yield INDENT * 2 + words.checked_words(lang, dated)
    yield INDENT * 2 + say(lang, "law.read", read=dated.read)
    if dated.url:
        yield INDENT * 2 + dated.url
    for note in words.notes(lang, provision, dated, on):
        yield INDENT * 2 + note


def provision_page(name: str, lang: Lang, on: date) -> str:
    """Return one provision: text, value on the day, every value with its source, what may not be said.

    ``UnknownProvisionError`` where nothing is called so.
    """
    provision = words.find(name)
    if provision is None:
        raise UnknownProvisionError([Problem("law.none_found", values={"name": shown(name)})])
    dated = _on(provision, on)
    colon = say(lang, "law.colon")
    if dated is None:
        now = say(lang, "law.none_on", day=day(lang, on))
    else:
        now = f"{say(lang, 'law.today', day=day(lang, on))}{colon}"
        now += words.value_words(lang, provision, dated) or provision.says[lang]
    area = words.area_words(lang, provision.area)
    lines = [f"{provision.title[lang]}（{area}）" if lang == "zh" else f"{provision.title[lang]} ({area})"]
    lines += [provision.says[lang], now, ""]
    lines.append(say(lang, "law.all_values"))
    for each in provision.values:
        lines += _period(lang, provision, each, on)
    if provision.guard[lang]:
        lines += ["", f"{say(lang, 'law.guard')}{colon}{provision.guard[lang]}"]
    lines.append(say(lang, "law.id", id=f"{provision.area}.{provision.name}"))
    return "\n".join(lines) + "\n"
