"""A button that makes one paper where the person is: Word and PDF to take home, or what it lacks."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from repaybook.case.places import describe
from repaybook.documents.making import write
from repaybook.documents.paper import DocumentError, file_name
from repaybook.ui.kit import Kit, text_of

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


class PaperButton:
    """Makes the paper of a kind about a debt when it is pressed; nothing is sent, and nothing is made before."""

    def __init__(self, kit: Kit, paper: str, debt_id: str, label: str, hint: str = "") -> None:
        self._kit, self._paper, self._debt = kit, paper, debt_id
        self._links = kit.html()
        self.button = kit.button(label, self._make, hint=hint)
        self.box: Any = kit.box((self.button, self._links), "rb-tight", "rb-paper-button")

    def clear(self) -> None:
        """Take back what was made: the case has changed since."""
        if self._links.value:
            self._links.value = ""

    def _make(self) -> None:
        from repaybook.documents import pdf, word  # noqa: PLC0415 - Word and PDF are loaded when one is asked for

        kit, session = self._kit, self._kit.session
        try:
            written = write(session.case, self._paper, self._debt, session.on, session.lang, session.boundary)
        except DocumentError as error:
            lines = "".join(f"<li>{text_of(describe(problem, session.lang))}</li>" for problem in error.problems)
            self._links.value = f'<p role="status">{text_of(kit.say("keeping.paper.needs"))}</p><ul>{lines}</ul>'
            return
        except ValueError:  # the case gives no occasion for this paper about this debt
            self._links.value = f'<p role="status">{text_of(kit.say("keeping.paper.none"))}</p>'
            return
        links = "".join(
            f'<a class="rb-link-button" download="{text_of(file_name(written, ending))}" '
            f'href="data:{_TYPES[ending]};base64,{b64encode(content).decode("ascii")}">'
            f"{text_of(kit.say(f'talk.papers.{ending}'))}</a> "
            for ending, content in (("docx", word.docx(written)), ("pdf", pdf.pdf(written)))
        )
        made = text_of(kit.say("keeping.paper.made"))
        self._links.value = f'<p role="status">{made}</p><p class="rb-links">{links}</p>'
