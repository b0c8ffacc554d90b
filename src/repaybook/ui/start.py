"""The first screen: three large choices, and nothing else; for a counsellor the cases on the shelf."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook import demo
from repaybook.case.read import read_case
from repaybook.texts import figures
from repaybook.ui.files import open_file, upload
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.session import Session
from repaybook.ui.shelf import Shelf

_MOST_LISTED = 8


def begin_example(session: Session, name: str) -> None:
    """Open one of the five invented cases."""
    session.begin(read_case(demo.demo_bytes(name)))
    session.started = True


def begin_with_a_debt(session: Session) -> None:
    """Begin an empty case with the question of its first debt open."""
    session.start()
    session.go(("debts", 0))


def start(kit: Kit, shelf: Shelf | None) -> Any:
    """Return the first screen."""
    session, say = kit.session, kit.say
    examples = kit.box(
        (
            kit.html(f'<p class="rb-soft">{text_of(say("ui.start.example_more"))}</p>'),
            *(kit.button(say(f"ui.demo.{name}"), partial(begin_example, session, name)) for name in demo.names()),
        ),
        "rb-examples",
        "rb-tight",
        "rb-hidden",
    )

    def unfold() -> None:
        show(examples, on="rb-hidden" in examples._dom_classes)  # noqa: SLF001 - its classes are its state

    choices = [
        _choice(kit, kit.button(say("ui.start.first"), lambda: begin_with_a_debt(session), "rb-primary"), "first_more"),
        _choice(
            kit,
            upload(kit, say("ui.start.open"), lambda name, data: open_file(session, shelf, name, data)),
            "open_more",
        ),
        kit.box((kit.button(say("ui.start.example"), unfold), examples), "rb-choice"),
    ]
    if shelf is not None:
        choices = [*_cases(kit, shelf), *choices]
    welcome = kit.html(
        f"<h2>{text_of(say('ui.start.title'))}</h2>"
        f"<p>{text_of(say('ui.tagline'))}</p>"
        f'<p class="rb-soft">{text_of(say("ui.privacy"))}</p>'
    )
    return kit.box((welcome, *choices), "rb-stack")


def _choice(kit: Kit, button: Any, more: str) -> Any:
    return kit.box((button, kit.html(f'<p class="rb-soft">{text_of(kit.say(f"ui.start.{more}"))}</p>')), "rb-choice")


def _cases(kit: Kit, shelf: Shelf) -> list[Any]:
    entries = shelf.listed()[:_MOST_LISTED]
    if not entries:
        return []
    buttons = (
        kit.button(
            f"{entry.name} · {figures.day(kit.session.lang, entry.written.date())}",
            partial(shelf.open, entry.name),
        )
        for entry in entries
    )
    words = f"<h3>{text_of(kit.say('ui.start.resume'))}</h3>"
    more = f'<p class="rb-soft">{text_of(kit.say("ui.start.resume_more"))}</p>'
    return [kit.box((kit.html(words + more), *buttons), "rb-examples", "rb-tight")]
