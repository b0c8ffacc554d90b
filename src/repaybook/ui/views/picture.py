"""A picture on the page: the frame stays while only the data moves over it, and its sentence stands below."""

from __future__ import annotations

from typing import Any

from repaybook.charts import Chart, picture
from repaybook.ui.kit import Kit, text_of


class PictureBox:
    """Two layers in one place and the sentence below them, in ``box``; only what changed is sent to the page.

    ``uid`` is the picture's name within the page.
    """

    def __init__(self, kit: Kit, uid: str, title: str = "") -> None:
        self._uid = uid
        self._frame, self._data = kit.html("", "rb-layer"), kit.html("", "rb-layer")
        self._reading = kit.html("", "rb-reading")
        layers = kit.box((self._frame, self._data), "rb-picture")
        head = (kit.html(f"<h4>{text_of(title)}</h4>"),) if title else ()
        self.box: Any = kit.box((*head, layers, self._reading), "rb-tight", "rb-figure")

    def show(self, chart: Chart) -> None:
        """Draw the chart in the place of the one before."""
        drawn = picture(chart, self._uid)
        for widget, markup in ((self._frame, drawn.frame), (self._data, drawn.data)):
            if widget.value != markup:
                widget.value = markup
        reading = f"<p>{text_of(drawn.alt)}</p>"
        if self._reading.value != reading:
            self._reading.value = reading
