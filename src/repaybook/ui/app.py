"""The frame around the five steps: start, four facts, files, messages, steps that are built when first opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from ipywidgets import Box

from repaybook.texts import LANGS, Lang, say
from repaybook.ui.bar import Bar
from repaybook.ui.files import Files
from repaybook.ui.guard import guard, watch
from repaybook.ui.kit import Kit, dressed, show, switch_class
from repaybook.ui.look import style
from repaybook.ui.messages import Messages
from repaybook.ui.models.standing import StandingModel
from repaybook.ui.scope import Scope
from repaybook.ui.session import STEPS, Notice, Session
from repaybook.ui.shelf import Shelf
from repaybook.ui.start import start

View = Callable[[Session, Scope], Any]

_FOLDER = "cases"
_nets: list[Callable[[], None]] = []


def is_public() -> bool:
    """Return whether this kernel belongs to a visitor of a page: nothing of a case is then written to the disk."""
    told = os.environ.get("REPAYBOOK_PUBLIC")
    if told is not None:
        return told != "0"
    return "VOILA_PREHEAT" in os.environ or os.environ.get("SERVER_SOFTWARE", "").startswith("voila")


def view_of(step: str) -> View:
    """Return what builds the screen of a step; its module is loaded only now."""
    view: View = getattr(import_module(f"repaybook.ui.views.{step}"), f"{step}_view")
    return view


class App:
    """The workbook, or one step of it, in ``root``."""

    def __init__(self, session: Session, steps: tuple[str, ...] = STEPS, shelf: Shelf | None = None) -> None:
        self.session = session
        self.steps = steps
        self.shelf = shelf
        self.kit = session.keep(Kit)
        # Before anything that takes time: the file that can be taken home is never older than what is on the page.
        session.observe(self.kit.guarded(self._on_case), names=["case", "saved"])
        self.standing = session.keep(StandingModel)
        self.root = dressed(Box(layout=self.kit.layout), ("rb-app",))
        self._scope = Scope()
        self._views: dict[str, tuple[Any, Scope]] = {}
        if session.step not in steps:
            session.step = steps[0]
        self._build()
        for names, react in (
            (("lang",), self._on_lang),
            (("book", "started"), self._on_book),
            (("step",), self._on_step),
        ):
            session.observe(self.kit.guarded(react), names=list(names))

    def _build(self) -> None:
        """Build everything in the session's language."""
        self._scope.close()
        self._close_views()
        kit, session = self.kit, self.session
        switch_class(self.root, "repaybook-en", on=session.lang == "en")
        other: Lang = next(lang for lang in LANGS if lang != session.lang)
        self._name = kit.html("", "rb-name")
        language = kit.button(
            say(other, "ui.language"), lambda: setattr(session, "lang", other), hint=say(other, "ui.language_hint")
        )
        self._files = Files(kit, self._scope, self.shelf)
        head = kit.box((self._name, self._files.box, language), "rb-head")
        self._bar = Bar(kit, self._scope, self.standing, self.steps, self._choose)
        self._messages = Messages(kit, self._scope, self.shelf)
        self._start = kit.box((), "rb-start")
        self._body = kit.box((), "rb-body")
        self._law = kit.box((), "rb-stack", "rb-hidden")
        open_law = kit.button(kit.say("ui.foot.law"), self._show_law, "rb-quiet")
        foot = kit.box((kit.html(self._foot()), open_law), "rb-foot")
        self.root.children = (
            style(kit),
            head,
            kit.box((self._bar.strip, self._messages.box), "rb-top"),
            self._bar.tabs,
            self._start,
            self._body,
            self._law,
            foot,
        )
        self._renew()

    def _show_law(self) -> None:
        """Show the law that the workbook relies on in the place of the step, built on its first opening."""
        kit = self.kit
        if not self._law.children:
            page = import_module("repaybook.ui.views.law").law_view(self.session, self._scope)
            self._back = kit.button(kit.say("law.close"), self._hide_law)
            self._law.children = (kit.box((self._back,), "rb-row"), page)
        for part in (self._start, self._body):
            show(part, on=False)
        show(self._law, on=True)
        self._back.focus()

    def _hide_law(self) -> None:
        show(self._law, on=False)
        show(self._start, on=not self.session.started)
        show(self._body, on=self.session.started)

    def _renew(self) -> None:
        """Show the start, or the steps of the case that was just taken up, with nothing of the case before."""
        self._close_views()
        show(self._law, on=False)
        started = self.session.started
        for part in (self._bar.strip, self._bar.tabs, self._files.box, self._body):
            show(part, on=started)
        show(self._bar.tabs, on=started and len(self.steps) > 1)
        show(self._start, on=not started)
        self._start.children = () if started else (start(self.kit, self.shelf),)
        self._show_name()
        if started:
            self._open(self.session.step)

    def _close_views(self) -> None:
        for view, scope in self._views.values():
            scope.close()
            _close(view)
        self._views.clear()

    def _on_lang(self, _change: Any) -> None:
        self._build()

    def _on_book(self, _change: Any) -> None:
        self._renew()

    def _on_case(self, _change: Any) -> None:
        self._files.refresh()
        self._show_name()
        unsaved = self.session.public and self.session.started and self.session.unsaved
        switch_class(self.root, "repaybook-unsaved", on=unsaved)  # the page then asks before it is closed

    def _choose(self, step: str) -> None:
        """Show a step that was asked for, though it be the one that is open, behind the law or far up the page."""
        self._hide_law()
        self.session.step = step
        self._bar.focus(step)

    def _on_step(self, change: Any) -> None:
        if change.new not in self.steps:
            self.session.step = change.old
            self.session.notice = Notice("ui.step.elsewhere", (("step", f"ui.step.{change.new}"),))
        elif self.session.started:
            self._hide_law()
            self._open(change.new)
            self._bar.focus(change.new)

    def _open(self, step: str) -> None:
        """Show a step, built on its first opening."""
        if step not in self._views:
            scope = Scope()
            self._views[step] = (view_of(step)(self.session, scope), scope)
            self._body.children = tuple(view for view, _ in self._views.values())
        for name, (view, _) in self._views.items():
            show(view, on=name == step)

    def _show_name(self) -> None:
        self._name.value = self._bar.name()

    def _foot(self) -> str:
        words = ("free", "public" if self.session.public else "local", "record", "help")
        return " · ".join(self.kit.say(f"ui.foot.{word}") for word in words)


def _close(widget: Any) -> None:
    """Close a widget and all inside it; the shared layout and styles stay."""
    for child in getattr(widget, "children", ()):
        _close(child)
    widget.close()


def _opened(steps: tuple[str, ...], *, resume: bool) -> Any:
    while _nets:  # a cell that is run again replaces the page before
        _nets.pop()()
    session = Session(public=is_public())
    _nets.append(watch(session))
    shelf = None
    if not session.public:
        shelf = Shelf(session, Path.cwd() / _FOLDER)
        _nets.append(shelf.leave)
        name = shelf.current() if resume else None
        if name is not None:
            guard(session)(shelf.open)(name)
    return App(session, steps, shelf).root


def workbook() -> Any:
    """Return the widget of the whole workbook: all five steps on one case."""
    return _opened(STEPS, resume=False)


def step(name: str) -> Any:
    """Return the widget of one of ``STEPS``, on the case taken up last; ``ValueError`` for another name."""
    if name not in STEPS:
        raise ValueError(f"no step {name!r}; there are {', '.join(STEPS)}")
    return _opened((name,), resume=True)
