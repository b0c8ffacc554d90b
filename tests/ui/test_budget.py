"""收支 without widgets: lines by week, month and year, averages, the savings line, what is not affordable."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import Asset, CaseFile, Category, Entered, Per
from repaybook.case.read import read_case
from repaybook.case.write import write_case
from repaybook.demo import demo_bytes
from repaybook.errors import CaseError
from repaybook.money import ZERO, Money
from repaybook.ui.models.budget import BudgetModel, BudgetPage, ClassOfCosts, entered
from repaybook.ui.session import Session

EMPTY = CaseFile(as_of=date(2026, 11, 23), synthetic=True)


def opened(name: str) -> tuple[Session, BudgetModel]:
    session = Session(read_case(demo_bytes(name)))
    return session, BudgetModel(session)


def blank() -> tuple[Session, BudgetModel]:
    session = Session(EMPTY)
    return session, BudgetModel(session)


def of(page: BudgetPage, category: Category) -> ClassOfCosts:
    return next(shown for shown in page.classes if shown.category is category)


class TestLines:
    def test_an_amount_by_the_week_is_kept_as_typed_beside_what_it_is_a_month(self) -> None:
        session, model = opened("C2-tight")
        line = of(model.page, Category.FOOD).lines[0]
        model.set_line_amount(line.index, Money.yuan(300), Per.WEEK)
        changed = session.case.expenses[line.index]
        assert changed.amount_monthly == Money.yuan(1300)  # 300 × 52 / 12
        assert changed.entered == Entered(Money.yuan(300), Per.WEEK)
        assert entered(changed) == (Money.yuan(300), Per.WEEK)
        assert read_case(write_case(session.case)) == session.case

    def test_an_amount_by_the_month_needs_nothing_beside(self) -> None:
        session, model = opened("C2-tight")
        model.set_line_amount(0, Money.yuan(1), Per.YEAR)
        model.set_line_amount(0, Money.yuan(1), Per.MONTH)
        assert session.case.expenses[0].entered is None
        assert entered(session.case.expenses[0]) == (Money.yuan(1), Per.MONTH)

    def test_an_amount_may_be_not_known(self) -> None:
        session, model = opened("C2-tight")
        model.set_line_amount(0, None, Per.WEEK)
        assert session.case.expenses[0].amount_monthly is None
        assert not model.page.known

    @given(st.lists(st.sampled_from(list(Category)), max_size=12))
    def test_lines_of_a_class_stay_together_in_the_order_they_were_added(self, added: list[Category]) -> None:
        session, model = blank()
        for number, category in enumerate(added):
            model.add_line(category, item_zh=str(number))
        for category in Category:
            items = [line.expense.item_zh for line in of(model.page, category).lines]
            assert items == [str(number) for number, one in enumerate(added) if one is category]
        assert len(session.case.expenses) == len(added)

    def test_a_line_is_taken_out(self) -> None:
        session, model = opened("C2-tight")
        line = of(model.page, Category.HOUSING).lines[1]
        model.remove_line(line.index)
        assert line.expense not in session.case.expenses
        assert of(model.page, Category.HOUSING).total == Money.yuan(260)

    def test_a_class_without_a_known_amount_has_no_total_rather_than_nought(self) -> None:
        _, model = blank()
        model.add_line(Category.FOOD)
        assert of(model.page, Category.FOOD).total is None
        model.set_line_amount(0, ZERO, Per.MONTH)
        assert of(model.page, Category.FOOD).total == ZERO


class TestIncome:
    def test_the_first_answer_makes_the_row(self) -> None:
        session, model = blank()
        model.set_income_amount(0, Money.yuan(5000), Per.MONTH)
        model.set_income(0, label_zh="工资")
        assert session.case.income[0].low is None
        assert [(row.label_zh, row.amount_monthly) for row in session.case.income] == [("工资", Money.yuan(5000))]
        model.remove_income(0)
        assert session.case.income == ()

    def test_a_steady_income_stays_steady_and_a_varying_one_keeps_its_low_and_high(self) -> None:
        session, model = opened("C2-tight")
        model.set_income_amount(0, Money.yuan(5000), Per.MONTH)  # 5,300 before, at its low and its high too
        wages = session.case.income[0]
        assert (wages.low, wages.high) == (Money.yuan(5000), Money.yuan(5000))
        model.set_income_amount(1, Money.yuan(4000), Per.MONTH)  # 4,600 before, between 3,600 and 5,600
        deliveries = session.case.income[1]
        assert (deliveries.low, deliveries.high) == (Money.yuan(3600), Money.yuan(5600))

    def test_a_low_above_the_usual_is_refused_and_changes_nothing(self) -> None:
        session, model = opened("C2-tight")
        before = session.case
        with pytest.raises(CaseError):
            model.set_income(1, low=Money.yuan(9000))
        assert session.case is before


class TestAverages:
    def test_above_it_a_reason_is_asked_for_and_kept_without_changing_a_figure(self) -> None:
        session, model = opened("C2-tight")
        assert not of(model.page, Category.FOOD).above
        model.set_line_amount(of(model.page, Category.FOOD).lines[0].index, Money.yuan(3000), Per.MONTH)
        assert of(model.page, Category.FOOD).above
        surplus = model.page.assessment.surplus
        model.give_reason(Category.FOOD, "老人同住")
        assert of(model.page, Category.FOOD).reason == "老人同住"
        assert model.page.assessment.surplus == surplus
        model.give_reason(Category.FOOD, "")
        assert of(model.page, Category.FOOD).reason == ""
        assert all(line.reason is None for line in session.case.expenses)

    def test_a_reason_for_a_class_without_lines_is_not_kept(self) -> None:
        session, model = blank()
        model.give_reason(Category.FOOD, "x")
        assert session.case == EMPTY

    def test_support_has_none(self) -> None:
        _, model = opened("C2-tight")
        assert of(model.page, Category.SUPPORT).reference is None


class TestWhatIsLeft:
    def test_the_savings_line_is_the_persons_or_the_rules(self) -> None:
        # C2: surplus 2,550, rule 500
        _, model = opened("C2-tight")
        assert model.page.hint == Money.yuan(255)
        model.set_aside(Money.yuan(800))
        assert model.page.assessment.usable_for_plans == Money.yuan(1750)
        assert model.page.savings_line == Money.yuan(800)
        model.set_aside(None)
        assert model.page.assessment.usable_for_plans == Money.yuan(2050)

    def test_a_negative_budget_is_short_and_offers_no_instalments(self) -> None:
        page = opened("C3-negative")[1].page
        assert page.short
        assert not page.steps.instalments_possible

    def test_it_is_not_called_short_while_income_is_not_known(self) -> None:
        _, model = blank()
        model.add_line(Category.FOOD, amount_monthly=Money.yuan(1))
        assert not model.page.short
        assert not model.page.known

    def test_what_cannot_be_paid_on_is_to_be_decided_and_not_kept(self) -> None:
        # C4: 210 − 2,127.55 = −1,917.55
        page = opened("C4-litigated")[1].page
        assert page.assessment.left_after_keeping == Money.yuan("-1917.55")
        assert page.kept == ()
        assert [share.debt.creditor_alias for share in page.to_decide] == ["汽车金融公司D"]
        assert [share.debt.id for share in page.first] == ["D1"]

    def test_what_can_be_paid_on_is_kept(self) -> None:
        # C1 pays its D3 and D4 on as agreed.
        page = opened("C1-easy")[1].page
        assert [share.debt.id for share in page.kept] == ["D3", "D4"]
        assert page.to_decide == ()


def test_things_owned_are_listed_changed_and_taken_out() -> None:
    session, model = blank()
    model.set_asset(0, kind="存款")
    model.set_asset(0, value=Money.yuan(3200), liquid=True)
    assert session.case.assets == (Asset(kind="存款", value=Money.yuan(3200), liquid=True),)
    model.remove_asset(0)
    assert not session.case.assets
