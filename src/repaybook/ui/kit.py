"""What widgets are made with: plain boxes, markup and buttons that share one layout, and guarded callbacks.

Every widget of ipywidgets brings a layout and a style of its own, three objects sent to the page where one would do.
The look is in ``style.css``, by class; so one layout and one style of a kind serve the whole page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from ipywidgets import HTML, Box, Button, Dropdown, Layout, Text, Textarea
from ipywidgets.widgets.widget_button import ButtonStyle
from ipywidgets.widgets.widget_description import DescriptionStyle
from ipywidgets.widgets.widget_string import HTMLStyle, TextStyle

from repaybook.texts import say
from repaybook.ui.guard import guard
from repaybook.ui.session import Session


class Kit:
    """Makes the widgets of one session; ``session.keep(Kit)`` gives the same one everywhere."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.layout = Layout()
        self.button_style = ButtonStyle()
        self.description_style = DescriptionStyle()
        self.html_style = HTMLStyle()
        self.text_style = TextStyle()

    def say(self, key: str, **values: object) -> str:
        """Return the sentence of ``key`` in the session's language."""
        return say(self.session.lang, key, **values)

    def guarded(self, callback: Callable[..., Any]) -> Callable[..., Any]:
        """Return the callback made safe: see ``guard``."""
        return guard(self.session)(callback)

    def html(self, markup: str = "", *classes: str) -> HTML:
        """Return read-only content; whatever came from a person must have been escaped in ``markup``."""
        return dressed(HTML(markup, layout=self.layout, style=self.html_style), classes)

    def box(self, children: Iterable[Any] = (), *classes: str) -> Box:
        """Return a box that ``style.css`` lays out by its classes; a plain one stacks its children."""
        return dressed(Box(tuple(children), layout=self.layout), classes or ("rb-stack",))

    def button(self, label: str, callback: Callable[[], Any], *classes: str, hint: str = "") -> Button:
        """Return a button that calls ``callback``, guarded; ``hint`` is its longer name for screen readers and mice."""
        button = Button(description=label, tooltip=hint or None, layout=self.layout, style=self.button_style)
        safely = self.guarded(callback)
        button.on_click(lambda _button: safely())
        return dressed(button, classes)

    def text(self, label: str, value: str = "", *, placeholder: str = "", long: bool = False) -> Text | Textarea:
        """Return a text input with its label tied to it; its value comes when it is left or Enter is pressed."""
        kind = Textarea if long else Text
        return kind(
            value,
            description=label,
            placeholder=placeholder or "\u200b",
            continuous_update=False,
            layout=self.layout,
            style=self.text_style,
        )

    def dropdown(self, label: str, options: Iterable[tuple[str, Any]], value: Any) -> Dropdown:
        """Return a list to choose from, label tied."""
        return Dropdown(
            options=tuple(options),
            value=value,
            description=label,
            layout=self.layout,
            style=self.description_style,
        )


def dressed(widget: Any, classes: Iterable[str]) -> Any:
    """Return the widget with the classes set."""
    widget._dom_classes = tuple(classes)  # noqa: SLF001 - add_class sends one message a class
    return widget


def switch_class(widget: Any, name: str, *, on: bool) -> None:
    """Give the widget the class, or take it away."""
    if on:
        widget.add_class(name)
    else:
        widget.remove_class(name)


def show(widget: Any, *, on: bool) -> None:
    """Show or hide the widget, and keep it as it is."""
    switch_class(widget, "rb-hidden", on=not on)


def text_of(value: object) -> str:
    """Return a person's text, safe inside markup."""
    return escape(str(value), quote=True)
