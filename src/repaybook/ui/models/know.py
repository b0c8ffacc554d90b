"""摸清: what is owed, to whom, how late, which dates come first; the debts' cards and the draft of one debt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from traitlets import HasTraits, Instance

from repaybook.assess import stages
from repaybook.assess.debts import balance, due_monthly
from repaybook.assess.urgent import Deadline
from repaybook.case.defaults import defaulted, standing_of, terms_of
from repaybook.case.edit import copy_debt, new_debt, next_debt_id, with_debt, without_debt
from repaybook.case.model import CaseFile, CreditorType, Debt, Judgment
from repaybook.case.rules import stage_of
from repaybook.case.table import TableReading, read_table
from repaybook.errors import CaseError, Problem
from repaybook.money import ZERO, Money
from repaybook.ui.models.debt_questions import foreign_values, with_foreign
from repaybook.ui.models.standing import Standing, StandingModel
from repaybook.ui.session import Session

PARTS = ("principal", "accrued_interest", "penalty_interest", "late_fee", "other_fees")

_SHOWN_DEFAULTS = ("annual_rate", "min_payment_rate", "late_fee_rate", "penalty_multiplier")
"""Terms that change what a debt costs and are often taken from usage; a multiplier of 1 says nothing."""

_STAGE_ORDER = ("M0", "M1", "M2", "M3", "M4", "M5", "M6", "M7", stages.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One debt as it is shown: ``defaults`` are terms taken from usage, by field name."""

    debt: Debt
    owed: Money | None
    monthly: Money | None
    days: int | None
    stage: str
    defaults: tuple[tuple[str, Decimal], ...]

    @property
    def parts(self) -> tuple[tuple[str, Money], ...]:
        """Return the parts that are known and not nothing, by field name."""
        pairs = zip(PARTS, self.debt.parts, strict=True)
        return tuple((name, part) for name, part in pairs if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """All direct debts together; ``undivided`` is what is owed without being split into parts."""

    owed: Money
    parts: tuple[tuple[str, Money], ...]
    undivided: Money
    overdue: Money
    monthly: Money
    contingent: Money
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowPage:
    """The whole screen."""

    deadlines: tuple[Deadline, ...]
    cards: tuple[Card, ...]
    totals: Totals
    late: tuple[tuple[str, int], ...]
    missing: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A debt being written down: ``new`` – not in the case yet; ``typed`` – its kind has been chosen."""

    debt: Debt
    new: bool
    typed: bool


def _rates(debt: Debt) -> tuple[tuple[str, Decimal], ...]:
    usual, taken = terms_of(debt), defaulted(debt)
    values = ((name, getattr(usual, name)) for name in _SHOWN_DEFAULTS if name in taken)
    return tuple((name, value) for name, value in values if not (name == "penalty_multiplier" and value == 1))


def card(case: CaseFile, debt: Debt) -> Card:
    """Return how one debt is shown."""
    return Card(
        debt=debt,
        owed=balance(debt),
        monthly=due_monthly(case, debt),
        days=stages.late_days(case, debt),
        stage=stages.stage(case, debt),
        defaults=() if debt.contingent else _rates(debt),
    )


def totals(case: CaseFile, now: Standing) -> Totals:
    """Return the sums over the direct debts, the contingent ones apart."""
    direct = [debt for debt in case.debts if not debt.contingent]
    by_part = {name: Money.total(getattr(debt, name) or ZERO for debt in direct) for name in PARTS}
    assessment = now.assessment
    return Totals(
        owed=assessment.debt_total,
        parts=tuple((name, amount) for name, amount in by_part.items() if amount),
        undivided=assessment.debt_total - Money.total(by_part.values()),
        overdue=assessment.overdue_total,
        monthly=assessment.scheduled_monthly_total,
        contingent=assessment.contingent_total,
        unknown=sum(balance(debt) is None for debt in direct),
    )


def page(now: Standing) -> KnowPage:
    """Return the screen of a case."""
    case = now.case
    direct = [debt for debt in case.debts if not debt.contingent]
    count = Counter(now.assessment.stages[debt.id] for debt in direct)
    return KnowPage(
        deadlines=now.deadlines,
        cards=tuple(card(case, debt) for debt in case.debts),
        totals=totals(case, now),
        late=tuple((stage, count[stage]) for stage in _STAGE_ORDER if count[stage]),
        missing=now.missing["know"],
    )


def answered(case: CaseFile, draft: Draft, name: str, value: Any) -> Draft:
    """Return the draft with one more answer and what follows from it.

    The kind of debt brings what it is by nature; days and the day since which it is late follow from each other.
    ``judgment.<name>`` answers about the court paper.
    """
    debt = draft.debt
    if name.startswith("judgment."):
        judgment = replace(debt.judgment or Judgment(), **{name.partition(".")[2]: value})
        return replace(draft, debt=replace(debt, judgment=None if judgment == Judgment() else judgment))
    if name.startswith("foreign."):
        return replace(draft, debt=replace(debt, foreign=with_foreign(debt, name.partition(".")[2], value)))
    if name == "creditor_type":
        return _of_type(draft, value)
    if name == "overdue_days":
        since = None if not value else case.as_of - timedelta(days=value)
        return replace(draft, debt=replace(debt, overdue_days=value, overdue_since=since))
    if name == "overdue_since":
        days = None if value is None else max((case.as_of - value).days, 0)
        return replace(draft, debt=replace(debt, overdue_since=value, overdue_days=days))
    return replace(draft, debt=replace(debt, **{name: value}))


def _of_type(draft: Draft, chosen: CreditorType | None) -> Draft:
    if chosen is None:
        return replace(draft, typed=False)
    before = standing_of(draft.debt.creditor_type) if draft.typed else standing_of(CreditorType.BANK_CREDIT_CARD)
    after = standing_of(chosen)
    natural = {
        name: getattr(after, name)
        for name in ("secured", "priority", "contingent")
        if getattr(draft.debt, name) == getattr(before, name)
    }
    return replace(draft, typed=True, debt=replace(draft.debt, creditor_type=chosen, **natural))


def finished(draft: Draft) -> Debt:
    """Return the debt to be kept: its stage from its days, its total from its parts where only those are known.

    Raises ``CaseError`` where nobody is named or the kind was not chosen: then it is not known what it is.
    """
    debt = draft.debt
    problems = []
    if not debt.creditor_alias.strip():
        problems.append(Problem("know.problem.creditor", ("creditor_alias",)))
    if not draft.typed:
        problems.append(Problem("know.problem.type", ("creditor_type",)))
    if problems:
        raise CaseError(problems)
    known = [part for part in debt.parts if part is not None]
    if debt.balance_total is None and len(known) == len(PARTS):
        debt = replace(debt, balance_total=Money.total(known))
    if debt.overdue_days is not None:
        debt = replace(debt, overdue_stage=stage_of(debt.overdue_days))
    return debt


def _late_on(debt: Debt, day: date) -> Debt:
    if debt.overdue_since is None or not debt.overdue_days:
        return debt
    days = max((day - debt.overdue_since).days, 0)
    return replace(debt, overdue_days=days, overdue_stage=stage_of(days))


class KnowModel(HasTraits):
    """The screen's state: what is shown, the draft of a debt, the debts read from a table and not confirmed yet."""

    page = Instance(KnowPage)
    draft = Instance(Draft, allow_none=True)
    reading = Instance(TableReading, allow_none=True)

    def __init__(self, session: Session) -> None:
        self._session = session
        self._standing = session.keep(StandingModel)
        super().__init__(page=page(self._standing.now))
        self._standing.observe(self._recompute, names=["now"])
        session.observe(self._forget, names=["book"])

    def _recompute(self, _change: object) -> None:
        self.page = page(self._standing.now)

    def _forget(self, _change: object) -> None:
        self.draft, self.reading = None, None

    def begin(self) -> None:
        """Start writing down a new debt."""
        debt = new_debt(self._session.case, CreditorType.BANK_CREDIT_CARD)
        self.draft = Draft(debt, new=True, typed=False)

    def begin_copy(self, debt_id: str) -> None:
        """Start a new debt with the same creditor and terms as this one."""
        self.draft = Draft(copy_debt(self._session.case, debt_id), new=True, typed=True)

    def edit(self, debt_id: str) -> None:
        """Start correcting a debt of the case."""
        self.draft = Draft(self._session.case.debt(debt_id), new=False, typed=True)

    def answer(self, name: str, value: Any) -> None:
        """Take one answer into the draft; the case is not touched."""
        if self.draft is not None:
            self.draft = answered(self._session.case, self.draft, name, value)

    def keep(self) -> None:
        """Put the draft into the case. Raises ``CaseError`` with places inside the debt, and then changes nothing."""
        draft, case = self.draft, self._session.case
        if draft is None:
            return
        after = with_debt(case, finished(draft))
        try:
            self._session.put(after)
        except CaseError as error:
            raise CaseError(replace(problem, path=problem.path[2:]) for problem in error.problems) from error
        self.draft = None

    def drop(self) -> None:
        """Leave the draft."""
        self.draft = None

    def delete(self, debt_id: str) -> None:
        """Take a debt out of the case, with its agreement and its offers; ``undo`` brings it back."""
        if self.draft is not None and self.draft.debt.id == debt_id:
            self.draft = None
        self._session.put(without_debt(self._session.case, debt_id))

    def read(self, data: bytes) -> None:
        """Read a table of debts, to be confirmed. Raises ``TableError`` where nothing of it can be read."""
        self.reading = None
        self.reading = read_table(data, {debt.id for debt in self._session.case.debts})

    def confirm(self) -> int:
        """Add the debts that were read to the case, as one edit; return how many."""
        reading = self.reading
        if reading is None:
            return 0
        case = self._session.case
        added: tuple[Debt, ...] = ()
        for debt in reading.debts:  # numbered anew: another debt may have been written down in the meantime
            taken = [one.id for one in (*case.debts, *added)]
            added = (*added, replace(debt, id=next_debt_id(taken)))
        self._session.put(replace(case, debts=(*case.debts, *added)))
        self.reading = None
        return len(reading.debts)

    def refuse(self) -> None:
        """Leave the debts that were read."""
        self.reading = None

    def tell(self, **answers: Any) -> None:
        """Change what is known of the person and household."""
        self._session.change(client=replace(self._session.case.client, **answers))

    def count_from(self, day: date) -> None:
        """Change the day for which the figures hold; a debt late since a known day is then late by other days."""
        case = self._session.case
        self._session.change(as_of=day, debts=tuple(_late_on(debt, day) for debt in case.debts))

    def values(self) -> Mapping[str, Any]:
        """Return the answers of the draft by field name; empty without one."""
        draft = self.draft
        if draft is None:
            return {}
        debt = draft.debt
        judgment = debt.judgment or Judgment()
        values = {name: getattr(debt, name) for name in debt.__dataclass_fields__} | foreign_values(debt)
        values |= {f"judgment.{name}": getattr(judgment, name) for name in judgment.__dataclass_fields__}
        return values if draft.typed else {**values, "creditor_type": None}
