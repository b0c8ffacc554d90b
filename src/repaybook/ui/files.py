"""The tools at the top: undo and redo, open, take home, clear; for a counsellor the cases on the shelf."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Any

from ipywidgets import FileUpload

from repaybook.case.json_text import MOST_BYTES
from repaybook.errors import CaseError
from repaybook.ui.kit import Kit, dressed, show, switch_class, text_of
from repaybook.ui.scope import Scope
from repaybook.ui.session import Notice, Session
from repaybook.ui.shelf import Shelf

_NOT_IN_NAMES = re.compile(r"[^\w\-. ]+")


def upload(kit: Kit, label: str, take: Any, *classes: str, accept: str = ".json,application/json") -> FileUpload:
    """Return a button that asks the browser for one file and calls ``take(name, data)``, guarded."""
    button = FileUpload(
        accept=accept,
        multiple=False,
        description=label,
        tooltip=label,
        icon="",
        layout=kit.layout,
        style=kit.button_style,
    )

    def taken(change: Any) -> None:
        if change.new:
            file = change.new[0]
            button.value = ()  # the same file can be chosen again, and its bytes are not kept twice
            take(file["name"], bytes(file["content"]))

    button.observe(kit.guarded(taken), "value")
    return dressed(button, classes)


def open_file(session: Session, shelf: Shelf | None, name: str, data: bytes) -> None:
    """Open a case file; one that is none leaves the open case as it is, and says why."""
    if len(data) > MOST_BYTES:
        session.notice = Notice("ui.file.too_large", alert=True)
        return
    try:
        if shelf is None:
            session.open(data, name)
        else:
            shelf.take_in(data, name)
    except CaseError as error:
        session.notice = Notice("ui.file.refused", problems=error.problems, alert=True)
        return
    session.notice = Notice("ui.file.opened", (("name", name),))


def link(kit: Kit) -> str:
    """Return the link that saves the open case on the person's own device; it holds the whole file."""
    case = kit.session.case
    alias = _NOT_IN_NAMES.sub("-", case.client.alias) or kit.say("ui.file.someone")
    name = kit.say("ui.file.name", alias=alias, day=case.as_of.isoformat())
    data = b64encode(kit.session.file()).decode()
    hint, words = text_of(kit.say("ui.file.download_hint")), text_of(kit.say("ui.file.download"))
    return (
        f'<a class="rb-link-button rb-take" download="{text_of(name)}" title="{hint}"'
        f' href="data:application/json;base64,{data}">{words}</a>'
    )


class Files:
    """The tools in ``box``; on a phone they fold behind one button."""

    def __init__(self, kit: Kit, scope: Scope, shelf: Shelf | None) -> None:
        self._kit = kit
        self._shelf = shelf
        session = kit.session
        say = kit.say
        self._menu = kit.button(say("ui.menu"), self._fold, "rb-menu")
        self._undo = kit.button(say("ui.file.undo"), session.undo, "rb-tool", hint=say("ui.file.undo_hint"))
        self._redo = kit.button(say("ui.file.redo"), session.redo, "rb-tool", hint=say("ui.file.redo_hint"))
        self._take = kit.html("", "rb-tool")
        leave = "close" if shelf else "clear"
        tools = [
            self._menu,
            self._undo,
            self._redo,
            upload(kit, say("ui.file.open"), lambda name, data: open_file(session, shelf, name, data), "rb-tool"),
            self._take,
            kit.button(say(f"ui.file.{leave}"), self._leave, "rb-tool", hint=say(f"ui.file.{leave}_hint")),
        ]
        if shelf is not None:
            self._chooser = kit.dropdown(say("ui.file.chooser"), (), None)
            self._chooser.observe(kit.guarded(self._chosen), "value")
            self._state = kit.html("", "rb-soft")
            tools += [dressed(self._chooser, ("rb-tool",)), dressed(self._state, ("rb-soft", "rb-tool"))]
            scope.observe(shelf, kit.guarded(lambda _change: self._list()), "saved_as")
            self._filling = False
            self._list()
        self._sure = kit.box(
            (
                kit.html(f'<p role="alert">{text_of(say("ui.file.confirm_clear"))}</p>'),
                kit.box(
                    (
                        kit.button(say("ui.file.confirm_yes"), self._clear, "rb-primary"),
                        kit.button(say("ui.file.confirm_no"), lambda: show(self._sure, on=False)),
                    ),
                    "rb-row",
                ),
            ),
            "rb-warm",
            "rb-hidden",
            "rb-sure",
        )
        self.box = kit.box((kit.box(tools, "rb-tools"), self._sure), "rb-files")
        self._tools = self.box.children[0]
        scope.observe(session, kit.guarded(lambda _change: self.refresh()), "started")
        self.refresh()

    def refresh(self) -> None:
        """Let the tools follow the case: what can be undone, and the file to take home."""
        session = self._kit.session
        self._undo.disabled, self._redo.disabled = not session.can_undo, not session.can_redo
        if session.started:
            self._take.value = link(self._kit)

    def _fold(self) -> None:
        switch_class(self._tools, "rb-open", on="rb-open" not in self._tools._dom_classes)  # noqa: SLF001 - its state

    def _leave(self) -> None:
        if self._shelf is not None:
            self._shelf.close()
        else:
            show(self._sure, on=True)

    def _clear(self) -> None:
        show(self._sure, on=False)
        session = self._kit.session
        session.clear()
        session.notice = Notice("ui.file.cleared")

    def _list(self) -> None:
        if self._shelf is None:
            return
        kit, here = self._kit, self._shelf.saved_as
        names = [entry.name for entry in self._shelf.listed()]
        self._filling = True
        try:
            first = () if here in names else ((kit.say("ui.file.chooser_none"), ""),)
            self._chooser.options = (*first, *((name, name) for name in names))
            self._chooser.value = here if here in names else ""
        finally:
            self._filling = False
        self._state.value = text_of(kit.say("ui.file.saved")) if here else ""

    def _chosen(self, change: Any) -> None:
        if self._shelf is not None and not self._filling and change.new and change.new != self._shelf.saved_as:
            self._shelf.open(change.new)
