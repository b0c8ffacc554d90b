"""A slider with its label above and what it stands at beside it, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ipywidgets import IntSlider
from ipywidgets.widgets.widget_int import SliderStyle

from repaybook.ui.kit import Kit, text_of


class Slide:
    """A slider over whole numbers in ``box``; ``moved`` gets the number while the person moves it, ``show`` does not.

    ``words`` says what a number means. A value between two steps is shown as it is, and kept until the slider moves.
    """

    def __init__(self, kit: Kit, label: str, moved: Callable[[int], None], words: Callable[[int], str]) -> None:
        self._kit, self._label = kit, label
        self._words, self._setting = words, False
        self._moved = kit.guarded(moved)
        self._slider: IntSlider | None = None
        self._value = kit.html("", "rb-slide-value")
        self.box = kit.box((self._value,), "rb-slide")

    def _made(self, value: int, least: int, most: int, step: int) -> IntSlider:
        """Make the slider with its first limits: a page that gets them later may cut the value to those before."""
        slider = IntSlider(
            value=min(max(value, least), most),
            min=least,
            max=most,
            step=step,
            description=self._label,
            readout=False,
            layout=self._kit.layout,
            style=self._kit.session.keep(_style),
        )
        slider.observe(self._change, "value")
        self.box.children = (slider, self._value)
        return slider

    def show(self, value: int, least: int, most: int, *, step: int = 1, words: str = "") -> None:
        """Put the slider between these limits, a step apart at least, and at this value, without telling anybody."""
        most = max(most, least + step)
        if self._slider is None:
            self._slider = self._made(value, least, most, step)
        slider = self._slider
        self._setting = True
        try:
            with slider.hold_sync():
                if (slider.min, slider.max, slider.step) != (least, most, step):
                    slider.min = min(least, slider.max)
                    slider.max = most
                    slider.min = least
                    slider.step = step
                placed = min(max(value, least), most)
                if slider.value != placed:
                    slider.value = placed
        finally:
            self._setting = False
        self._tell(words or self._words(value))

    def _change(self, change: Any) -> None:
        if not self._setting:
            self._tell(self._words(change.new))
            self._moved(change.new)

    def _tell(self, words: str) -> None:
        markup = f"<span>{text_of(words)}</span>"
        if self._value.value != markup:
            self._value.value = markup


def _style(_session: object) -> SliderStyle:
    return SliderStyle()
