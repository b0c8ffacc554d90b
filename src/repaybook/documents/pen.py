"""How a paper is written: its sentences with figures as papers have them, the head and the foot that papers share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from repaybook.case.model import Debt
from repaybook.documents.attached import Enclosed, attachments
from repaybook.documents.capitals import capitals
from repaybook.documents.ground import Ground
from repaybook.documents.paper import Block, Fill, Grid, Items, Sign, Text
from repaybook.law import Dated
from repaybook.money import Money
from repaybook.texts import Lang, known, say
from repaybook.texts.figures import day, money, month, tell

_TO_BE_CHECKED = "待核"
_DATED = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)\s*")


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes the sentences of one kind of paper, ``papers.<kind>.*``, in one language.

    ``to_person`` – the paper goes to a private person, no institution: ``<name>_person`` is used where there is one.
    """

    lang: Lang
    kind: str
    to_person: bool = False

    def __call__(self, name: str, **values: object) -> str:
        """Return a sentence of this kind of paper; amounts with two decimals."""
        return self._told(f"papers.{self.kind}.{name}", **values)

    def common(self, name: str, **values: object) -> str:
        """Return a sentence that papers share."""
        return self._told(f"papers.common.{name}", **values)

    def of(self, kind: str) -> Pen:
        """Return the pen of another kind of paper to the same side."""
        return replace(self, kind=kind)

    def _told(self, key: str, **values: object) -> str:
        if self.to_person and known(self.lang, f"{key}_person"):
            key = f"{key}_person"
        figures = {
            name: money(self.lang, value, fen=True) if isinstance(value, Money) else value
            for name, value in values.items()
        }
        return tell(self.lang, key, figures)

    def both(self, amount: Money) -> str:
        """Return the amount in figures and in capital characters."""
        return self.common("both", figures=amount, capitals=capitals(amount))

    def money(self, amount: Money | None) -> str:
        """Return the amount in figures with two decimals."""
        return money(self.lang, amount, fen=True)

    def moment(self, at: datetime) -> str:
        """Return the day and the time of a contact."""
        return f"{day(self.lang, at.date())} {at:%H:%M}"

    def happened(self, said: str) -> str:
        """Return what happened with the day or month that it begins with as papers have it, else as it was written."""
        found = _DATED.match(said)
        if found is None:
            return said
        year, month_number, day_number = (int(part) if part else None for part in found.groups())
        try:
            on = date(year or 0, month_number or 0, day_number or 1)
        except ValueError:
            return said
        told = day(self.lang, on) if day_number else month(self.lang, on)
        return self.joined(told, said[found.end() :])

    def term(self, table: str, name: str) -> str:
        """Return a word of ``texts/*/terms.toml``, or the name as it is where it has none."""
        key = f"terms.{table}.{name}"
        return say(self.lang, key) if known(self.lang, key) else name

    def list_of(self, names: Iterable[str]) -> str:
        """Return names in a row with the language's comma."""
        return self.common("list", items=tuple(names))

    def product(self, debt: Debt) -> str:
        """Return what the debt is called: its product, else its type."""
        return debt.product_zh or self.term("creditor_type", debt.creditor_type)

    def joined(self, *parts: str) -> str:
        """Return the parts that there are behind each other, with a blank between where the language has one."""
        return ("" if self.lang == "zh" else " ").join(part for part in parts if part)

    def source(self, dated: Dated) -> str:
        """Return a citation, without a blank in Chinese; the document alone while its article is unverified."""
        if _TO_BE_CHECKED in dated.article:
            return dated.document
        return dated.cited("" if self.lang == "zh" else " ")

    def person(self) -> tuple[Block, ...]:
        """Return the lines for name, document, telephone and address, all to be filled by hand."""
        return (
            Fill(self.common("name"), self.common("telephone")),
            Fill(self.common("document")),
            Fill(self.common("address")),
        )

    def head(self, debt: Debt) -> tuple[Block, ...]:
        """Return to whom the paper goes, about which account, from whom."""
        return (
            Text(self.common("to", creditor=debt.creditor_alias or debt.id), plain=True, bold=True),
            *self.person(),
            Fill(self.common("account", product=self.product(debt))),
        )

    def court_head(self, case_number: str | None = None) -> tuple[Block, ...]:
        """Return the court's and the case's lines and the person's."""
        number = self.common("case_number_known", number=case_number) if case_number else self.common("case_number")
        return (Fill(self.common("court")), Fill(number), *self.person())

    def foot(self, enclosed: Iterable[Enclosed] = ()) -> tuple[Block, ...]:
        """Return enclosures, the statement that all is true, and the place to sign."""
        closing: tuple[Block, ...] = (
            Text(self.common("declaration")),
            Sign(self.common("signature"), self.common("date")),
        )
        if self.lang != "zh":
            closing = (Text(self.common("reading_copy"), plain=True), *closing)
        return *attachments(self.lang, enclosed), *closing

    def numbered(self, *lines: str | None) -> Items:
        """Return the lines that there are, numbered."""
        return Items(tuple(line for line in lines if line), numbered=True)

    def parts(self, debt: Debt) -> tuple[Block, ...]:
        """Return the parts of a balance as a table, where they are known."""
        names = ("principal", "accrued_interest", "penalty_interest", "late_fee", "other_fees")
        rows = tuple(
            (self.term("field.debt", name), self.money(part))
            for name, part in zip(names, debt.parts, strict=True)
            if part is not None and (part or name == "principal")
        )
        if not rows:
            return ()
        return (Grid((self.common("column.part"), self.common("column.amount")), rows, right=(1,), widths=(1, 1)),)

    def budget(self, ground: Ground) -> str:
        """Return income, living, priority, surplus in one sentence."""
        found = ground.assessment
        return self.common(
            "budget",
            income=found.income_total,
            living=found.living_total,
            priority=found.priority_debt_payments,
            surplus=found.surplus,
        )
