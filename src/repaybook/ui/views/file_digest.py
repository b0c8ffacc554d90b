"""A file's checksum, taken where the file is: in the browser of a visitor, in the kernel of a counsellor's own machine.

On a served page the frame's script works it out and writes name and checksum into a hidden field; the file itself never
leaves the device. In JupyterLab, where there is no frame, the kernel is the person's own machine.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from repaybook.ui.files import upload
from repaybook.ui.kit import Kit, dressed, text_of

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME = 200
_FAULTS = frozenset({"insecure", "unreadable"})


class FilePicker:
    """Asks for one file and calls ``take(name, digest)``; the digest is ``None`` where none could be worked out."""

    def __init__(self, kit: Kit, take: Callable[[str, str | None], None]) -> None:
        self._kit, self._take = kit, take
        self._told = kit.html("", "rb-note")
        public = kit.session.public
        place = kit.html(
            f'<p class="rb-soft">{text_of(kit.say("evidence.form." + ("pick_here" if public else "pick_lab")))}</p>'
        )
        self.box = kit.box((self._served() if public else self._local(), place, self._told), "rb-tight")

    def clear(self) -> None:
        """Forget what was said of the last file."""
        self._told.value = ""

    def _local(self) -> Any:
        def taken(name: str, data: bytes) -> None:
            self._done(name, hashlib.sha256(data).hexdigest())

        return upload(self._kit, self._kit.say("evidence.form.pick"), taken, accept="")

    def _served(self) -> Any:
        kit, label = self._kit, text_of(self._kit.say("evidence.form.pick"))
        field = kit.html(f'<label class="rb-digest-label">{label}<input type="file" class="rb-digest-file"></label>')
        answer = kit.text(kit.say("evidence.form.sha256"))
        dressed(answer, ("rb-digest-answer", "rb-hidden"))
        answer.observe(kit.guarded(self._answered), "value")
        return kit.box((field, answer), "rb-digest", "rb-tight")

    def _answered(self, change: Any) -> None:
        """Take what the page's script wrote; it is checked like anything else that comes from a page."""
        try:
            said = json.loads(change.new)
            name, digest, fault = str(said["name"]), said.get("sha256"), said.get("fault")
        except (ValueError, TypeError, KeyError, AttributeError):
            return
        if isinstance(digest, str) and _DIGEST.fullmatch(digest):
            self._done(name, digest)
        elif fault in _FAULTS:
            self._told.value = f'<p role="status">{text_of(self._kit.say(f"evidence.form.{fault}"))}</p>'
            self._take(name[:_LONGEST_NAME], None)

    def _done(self, name: str, digest: str) -> None:
        told = self._kit.say("evidence.form.picked", name=name[:_LONGEST_NAME])
        self._told.value = f'<p role="status">{text_of(told)}</p>'
        self._take(name[:_LONGEST_NAME], digest)
