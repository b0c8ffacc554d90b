"""Debts from a table: the template to take home, what was read, what was not, and the person's yes."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from repaybook.case.places import describe
from repaybook.case.table import template_csv
from repaybook.texts import figures
from repaybook.ui.files import upload
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.know import KnowModel
from repaybook.ui.scope import Scope
from repaybook.ui.session import Notice

_MOST_PROBLEMS = 50


class DebtTable:
    """Asks for a file in ``box``, shows what it holds, and adds it when the person says so."""

    def __init__(self, kit: Kit, scope: Scope, model: KnowModel) -> None:
        self._kit = kit
        self._model = model
        say = kit.say
        self._links = kit.html()
        choose = upload(kit, say("know.table.choose"), self._read, accept=".csv,.xlsx,text/csv")
        self._found = kit.html()
        self._yes = kit.button("", self._confirm, "rb-primary")
        no = kit.button(say("know.table.refuse"), model.refuse)
        self._preview = kit.box((self._found, kit.box((self._yes, no), "rb-row")), "rb-calm", "rb-hidden")
        lead = kit.html(f"<p>{text_of(say('know.table.lead'))}</p>")
        self._tools = kit.box((lead, kit.box((self._links, choose), "rb-row")), "rb-tight", "rb-hidden")
        unfold = kit.button(say("know.table.title"), self._fold)
        self.box = kit.box((unfold, self._tools, self._preview), "rb-tight")
        scope.observe(model, kit.guarded(lambda _change: self._tell()), "reading")
        self._tell()

    def _fold(self) -> None:
        if not self._links.value:
            self._links.value = self._templates()
        show(self._tools, on="rb-hidden" in self._tools._dom_classes)  # noqa: SLF001 - its classes are its state

    def _templates(self) -> str:
        from repaybook.case.sheet import template_xlsx  # noqa: PLC0415 - openpyxl is loaded by who needs it

        kit, lang = self._kit, self._kit.session.lang
        name = kit.say("know.table.template_name")
        kinds = (
            ("csv", "text/csv", template_csv(lang)),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", template_xlsx(lang)),
        )
        return " ".join(
            f'<a class="rb-link-button" download="{text_of(name)}.{ending}" '
            f'href="data:{mime};base64,{b64encode(data).decode()}">{text_of(kit.say(f"know.table.template_{ending}"))}</a>'
            for ending, mime, data in kinds
        )

    def _read(self, _name: str, data: bytes) -> None:
        self._model.read(data)

    def _confirm(self) -> None:
        count = self._model.confirm()
        self._kit.session.notice = Notice("know.table.added", (("count", count),))

    def _tell(self) -> None:
        kit, reading = self._kit, self._model.reading
        show(self._preview, on=reading is not None)
        if reading is None:
            return
        count = len(reading.debts)
        key = "know.table.read" if count else "know.table.nothing"
        markup = f'<p role="status">{text_of(kit.say(key, count=count))}</p>'
        if count:
            markup += self._rows()
        if reading.problems:
            lines = "".join(
                f"<li>{text_of(describe(problem, kit.session.lang))}</li>"
                for problem in reading.problems[:_MOST_PROBLEMS]
            )
            markup += f"<p>{text_of(kit.say('know.table.problems'))}</p><ul>{lines}</ul>"
        self._found.value = markup
        self._yes.description = kit.say("know.table.confirm", count=count)
        self._yes.disabled = not count

    def _rows(self) -> str:
        kit, lang, reading = self._kit, self._kit.session.lang, self._model.reading
        heads = "".join(
            f'<th scope="col">{text_of(kit.say(f"know.table.{name}"))}</th>'
            for name in ("who", "kind", "owed", "late", "monthly")
        )
        rows: list[str] = []
        for debt in reading.debts if reading is not None else ():
            days = debt.overdue_days
            late = figures.unknown(lang) if days is None else kit.say("know.table.days", count=days)
            cells: list[Any] = [
                text_of(debt.creditor_alias),
                text_of(kit.say(f"terms.creditor_type.{debt.creditor_type}")),
                text_of(figures.money(lang, debt.balance_total)),
                text_of(late),
                text_of(figures.money(lang, debt.contractual_monthly)),
            ]
            rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
        return (
            f'<div class="rb-scroll"><table><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
        )
