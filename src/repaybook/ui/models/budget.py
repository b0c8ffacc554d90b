"""收支: income, living costs of nine classes with their references, what is left and what of it can be paid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from traitlets import HasTraits, Instance

from repaybook.assess import Assessment, savings_hint
from repaybook.assess.debts import due_monthly
from repaybook.assess.next_steps import NextSteps, next_steps
from repaybook.assess.reference import Reference, above_reference, reference
from repaybook.case.edit import monthly_from, with_row, without_row
from repaybook.case.model import Asset, CaseFile, Category, Debt, Entered, Expense, Income, Per
from repaybook.errors import Problem
from repaybook.money import ZERO, Money
from repaybook.texts import say
from repaybook.ui.models.standing import Standing, StandingModel
from repaybook.ui.session import Session


@dataclass(frozen=True, slots=True)
class Line:
    """One line of living costs with its place in the case."""

    index: int
    expense: Expense


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassOfCosts:
    """One of the nine classes. ``reason`` is the client's line, asked for where ``above`` the reference."""

    category: Category
    lines: tuple[Line, ...]
    total: Money | None
    reference: Reference | None
    above: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A debt that takes part of the month: paid first, paid on as agreed, or to be decided."""

    debt: Debt
    monthly: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetPage:
    """The whole screen. ``hint`` – a tenth of the surplus, for the savings line."""

    incomes: tuple[Income, ...]
    classes: tuple[ClassOfCosts, ...]
    assets: tuple[Asset, ...]
    assessment: Assessment
    steps: NextSteps
    savings_line: Money | None
    hint: Money
    first: tuple[Share, ...]
    kept: tuple[Share, ...]
    to_decide: tuple[Share, ...]
    missing: tuple[Problem, ...]

    @property
    def known(self) -> bool:
        """Return whether income and living costs are all known, so that the figures are the household's."""
        return self.assessment.income_known and self.assessment.living_known

    @property
    def short(self) -> bool:
        """Return whether it is certain that nothing is left: what is not known of living can only take more."""
        return self.assessment.income_known and self.assessment.surplus <= ZERO


def entered(line: Income | Expense) -> tuple[Money | None, Per]:
    """Return the amount as it was typed, and the period it was typed for."""
    if line.entered is None:
        return line.amount_monthly, Per.MONTH
    return line.entered.amount, line.entered.per


def with_amount(line: Any, amount: Money | None, per: Per) -> Any:
    """Return the line with this amount: by the month it is kept as it is, else beside what it is a month."""
    if amount is None or per is Per.MONTH:
        return replace(line, amount_monthly=amount, entered=None)
    return replace(line, amount_monthly=monthly_from(amount, per), entered=Entered(amount, per))


def _class(case: CaseFile, category: Category, above: tuple[Category, ...]) -> ClassOfCosts:
    lines = tuple(Line(index, one) for index, one in enumerate(case.expenses) if one.category is category)
    known = [line.expense.amount_monthly for line in lines if line.expense.amount_monthly is not None]
    return ClassOfCosts(
        category=category,
        lines=lines,
        total=Money.total(known) if known else None,
        reference=reference(category, case.client.household_size, case.client.city),
        above=category in above,
        reason=next((line.expense.reason for line in lines if line.expense.reason), ""),
    )


def page(now: Standing) -> BudgetPage:
    """Return the screen of a case."""
    case, assessment = now.case, now.assessment
    steps, above = next_steps(case, assessment), above_reference(case)

    def shares(ids: tuple[str, ...]) -> tuple[Share, ...]:
        debts = (debt for debt in case.debts if debt.id in ids)
        return tuple(Share(debt=debt, monthly=due_monthly(case, debt)) for debt in debts)

    decided = tuple(debt_id for debt_id in assessment.keep_paying if debt_id not in steps.to_decide)
    return BudgetPage(
        incomes=case.income,
        classes=tuple(_class(case, category, above) for category in Category),
        assets=case.assets,
        assessment=assessment,
        steps=steps,
        savings_line=case.savings_line,
        hint=savings_hint(assessment),
        first=shares(tuple(debt.id for debt in case.debts if debt.priority and not debt.contingent)),
        kept=shares(decided),
        to_decide=shares(steps.to_decide),
        missing=now.missing["budget"],
    )


class BudgetModel(HasTraits):
    """The screen's state and its edits; every edit is one step of undo."""

    page = Instance(BudgetPage)

    def __init__(self, session: Session) -> None:
        self._session = session
        self._standing = session.keep(StandingModel)
        super().__init__(page=page(self._standing.now))
        self._standing.observe(self._recompute, names=["now"])

    def _recompute(self, _change: object) -> None:
        self.page = page(self._standing.now)

    def set_income(self, index: int, **fields: Any) -> None:
        """Change a row of income; the row behind the last one is a new one."""
        rows = self._session.case.income
        row = rows[index] if index < len(rows) else Income(label_zh="")
        self._session.change(income=with_row(rows, index, replace(row, **fields)))

    def set_income_amount(self, index: int, amount: Money | None, per: Per) -> None:
        """Change what is usually paid, entered by the week, month or year.

        A low or a high that was the usual amount, as of a steady income, goes with it.
        """
        rows = self._session.case.income
        row = rows[index] if index < len(rows) else Income(label_zh="")
        after = with_amount(row, amount, per)
        usual = row.amount_monthly
        steady = [name for name in ("low", "high") if usual is not None and getattr(row, name) == usual]
        after = replace(after, **dict.fromkeys(steady, after.amount_monthly))
        self._session.change(income=with_row(rows, index, after))

    def remove_income(self, index: int) -> None:
        """Take a row of income out."""
        self._session.change(income=without_row(self._session.case.income, index))

    def add_line(self, category: Category, **fields: Any) -> None:
        """Add a line to a class of costs, behind its last one."""
        rows = self._session.case.expenses
        line = Expense(category=category, category_zh=say("zh", f"terms.category.{category}"), **fields)
        last = max((index for index, row in enumerate(rows) if row.category is category), default=len(rows) - 1)
        self._session.change(expenses=(*rows[: last + 1], line, *rows[last + 1 :]))

    def set_line(self, index: int, **fields: Any) -> None:
        """Change a line of living costs."""
        rows = self._session.case.expenses
        self._session.change(expenses=with_row(rows, index, replace(rows[index], **fields)))

    def set_line_amount(self, index: int, amount: Money | None, per: Per) -> None:
        """Change what a line costs, entered by the week, month or year."""
        rows = self._session.case.expenses
        self._session.change(expenses=with_row(rows, index, with_amount(rows[index], amount, per)))

    def remove_line(self, index: int) -> None:
        """Take a line of living costs out."""
        self._session.change(expenses=without_row(self._session.case.expenses, index))

    def give_reason(self, category: Category, words: str) -> None:
        """Keep the one line about why a class costs more than its reference; it never changes a figure."""
        rows = self._session.case.expenses
        mine = [index for index, row in enumerate(rows) if row.category is category]
        if not mine:
            return
        at = next((index for index in mine if rows[index].reason), mine[0])
        self._session.change(expenses=with_row(rows, at, replace(rows[at], reason=words or None)))

    def set_aside(self, amount: Money | None) -> None:
        """Set the savings line; ``None`` goes back to the rule."""
        self._session.change(savings_line=amount)

    def set_asset(self, index: int, **fields: Any) -> None:
        """Change something owned; the row behind the last one is a new one."""
        rows = self._session.case.assets
        row = rows[index] if index < len(rows) else Asset(kind="")
        self._session.change(assets=with_row(rows, index, replace(row, **fields)))

    def remove_asset(self, index: int) -> None:
        """Take something owned out."""
        self._session.change(assets=without_row(self._session.case.assets, index))
