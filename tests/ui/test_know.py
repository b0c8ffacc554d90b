"""摸清 without widgets: cards, totals, the draft of a debt, tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import CaseFile, CreditorType, Debt, ForeignBalance
from repaybook.case.read import read_case
from repaybook.case.rules import stage_of
from repaybook.demo import demo_bytes
from repaybook.errors import CaseError, TableError
from repaybook.money import Money
from repaybook.ui.models.debt_questions import FIRST, MORE, asked
from repaybook.ui.models.know import PARTS, KnowModel
from repaybook.ui.session import Session

EMPTY = CaseFile(as_of=date(2026, 11, 23), synthetic=True)


def opened(name: str) -> tuple[Session, KnowModel]:
    session = Session(read_case(demo_bytes(name)))
    return session, KnowModel(session)


def blank() -> tuple[Session, KnowModel]:
    session = Session(EMPTY)
    return session, KnowModel(session)


def write(model: KnowModel, **answers: Any) -> None:
    model.begin()
    for name, value in answers.items():
        model.answer(name, value)
    model.keep()


class TestCards:
    def test_a_card_shows_what_is_owed_how_late_and_its_parts(self) -> None:
        _, model = opened("C2-tight")
        card = next(card for card in model.page.cards if card.debt.id == "D1")
        assert card.owed == Money.yuan(46800)
        assert (card.days, card.stage) == (78, "M3")
        assert card.parts == (
            ("principal", Money.yuan(42600)),
            ("accrued_interest", Money.yuan(3120)),
            ("late_fee", Money.yuan(1080)),
        )

    def test_what_the_person_told_is_no_default_and_what_usage_told_is_one(self) -> None:
        _, model = opened("C2-tight")
        card = next(card for card in model.page.cards if card.debt.id == "D1")
        assert [name for name, _ in card.defaults] == ["min_payment_rate", "late_fee_rate"]
        session, model = blank()
        write(model, creditor_alias="银行A", creditor_type=CreditorType.BANK_CREDIT_CARD)
        assert ("annual_rate", Decimal("0.1825")) in model.page.cards[0].defaults
        assert session.case.debts[0].annual_rate is None

    def test_a_guarantee_has_no_terms_of_its_own(self) -> None:
        _, model = opened("C3-negative")
        card = next(card for card in model.page.cards if card.debt.contingent)
        assert card.defaults == ()


class TestTotals:
    def test_the_parts_and_the_rest_add_up_to_the_whole(self) -> None:
        for name in ("C1-easy", "C2-tight", "C3-negative", "C4-litigated", "C5-misconduct"):
            totals = opened(name)[1].page.totals
            assert Money.total(part for _, part in totals.parts) + totals.undivided == totals.owed

    def test_a_debt_of_which_only_the_whole_is_known_is_undivided(self) -> None:
        _, model = blank()
        write(model, creditor_alias="甲", creditor_type=CreditorType.PRIVATE_LOAN, balance_total=Money.yuan(500))
        assert model.page.totals.undivided == Money.yuan(500)
        assert model.page.totals.unknown == 0

    def test_how_late_is_counted_by_stage(self) -> None:
        _, model = opened("C2-tight")
        assert model.page.late == (("M0", 1), ("M2", 2), ("M3", 2))

    def test_a_guarantee_is_apart(self) -> None:
        totals = opened("C3-negative")[1].page.totals
        assert totals.owed == Money.yuan(125400)
        assert totals.contingent == Money.yuan(50000)


class TestADraft:
    def test_who_and_which_kind_is_enough(self) -> None:
        session, model = blank()
        write(model, creditor_alias="银行A", creditor_type=CreditorType.BANK_CREDIT_CARD)
        assert session.case.debts == (
            Debt(id="D1", creditor_alias="银行A", creditor_type=CreditorType.BANK_CREDIT_CARD),
        )
        assert model.draft is None

    def test_without_them_both_are_asked_for_at_once_and_nothing_changes(self) -> None:
        session, model = blank()
        model.begin()
        with pytest.raises(CaseError) as refused:
            model.keep()
        assert [problem.path for problem in refused.value.problems] == [("creditor_alias",), ("creditor_type",)]
        assert session.case == EMPTY
        assert model.draft is not None

    def test_the_case_is_not_touched_before_it_is_kept(self) -> None:
        session, model = opened("C2-tight")
        before = session.case
        model.edit("D1")
        model.answer("balance_total", Money.yuan(1))
        assert session.case is before
        model.drop()
        assert session.case is before

    def test_parts_that_do_not_add_up_are_said_at_their_field(self) -> None:
        session, model = opened("C2-tight")
        before = session.case
        model.edit("D1")
        model.answer("balance_total", Money.yuan(50000))
        with pytest.raises(CaseError) as refused:
            model.keep()
        assert [problem.path for problem in refused.value.problems] == [("balance_total",)]
        assert session.case is before

    def test_five_known_parts_make_the_whole(self) -> None:
        session, model = blank()
        parts = dict.fromkeys(PARTS, Money.yuan("10.01"))
        write(model, creditor_alias="甲", creditor_type=CreditorType.CONSUMER_FINANCE, **parts)
        assert session.case.debts[0].balance_total == Money.yuan("50.05")

    @given(st.integers(min_value=1, max_value=3000))
    def test_days_and_the_day_since_which_it_is_late_follow_from_each_other(self, days: int) -> None:
        session, model = blank()
        model.begin()
        model.answer("overdue_days", days)
        assert model.draft is not None
        since = model.draft.debt.overdue_since
        assert since is not None
        assert (session.case.as_of - since).days == days
        model.answer("overdue_since", since)
        assert model.draft.debt.overdue_days == days

    def test_days_bring_their_stage(self) -> None:
        session, model = opened("C2-tight")
        model.edit("D1")
        model.answer("overdue_days", 95)
        model.keep()
        # 95 days before 23 November 2026 is 20 August
        debt = session.case.debt("D1")
        assert (debt.overdue_stage, debt.overdue_since) == ("M4", date(2026, 8, 20))

    def test_the_kind_brings_what_it_is_by_nature_and_keeps_what_was_answered(self) -> None:
        session, model = blank()
        model.begin()
        model.answer("creditor_type", CreditorType.MORTGAGE)
        assert model.draft is not None
        assert (model.draft.debt.secured, model.draft.debt.priority) == (True, True)
        model.answer("creditor_type", CreditorType.BANK_CREDIT_CARD)
        assert (model.draft.debt.secured, model.draft.debt.priority) == (False, False)
        model.answer("priority", True)
        model.answer("creditor_type", CreditorType.GUARANTEE)
        assert (model.draft.debt.contingent, model.draft.debt.priority) == (True, True)
        assert session.case == EMPTY

    def test_a_court_paper_is_one_answer_at_a_time_and_goes_with_its_last(self) -> None:
        session, model = opened("C1-easy")
        model.edit("D1")
        model.answer("judgment.perform_by", date(2026, 12, 1))
        model.answer("judgment.court_deduction_monthly", Money.yuan(500))
        model.keep()
        judgment = session.case.debt("D1").judgment
        assert judgment is not None
        assert judgment.perform_by == date(2026, 12, 1)
        model.edit("D1")
        model.answer("judgment.perform_by", None)
        model.answer("judgment.court_deduction_monthly", None)
        model.keep()
        assert session.case.debt("D1").judgment is None

    def test_a_copy_has_the_same_creditor_and_no_figures(self) -> None:
        session, model = opened("C2-tight")
        model.begin_copy("D1")
        assert model.draft is not None
        assert model.draft.debt.creditor_alias == "股份制银行A"
        assert model.draft.debt.balance_total is None
        model.answer("balance_total", Money.yuan(100))
        model.keep()
        assert session.case.debts[-1].id == "D5"

    def test_it_survives_edits_elsewhere_and_not_another_case(self) -> None:
        session, model = opened("C2-tight")
        model.edit("D1")
        session.change(goals=())
        assert model.draft is not None
        session.begin(EMPTY)
        assert model.draft is None

    def test_a_deleted_debt_takes_its_draft_with_it_and_comes_back_with_undo(self) -> None:
        session, model = opened("C2-tight")
        before = session.case
        model.edit("D1")
        model.delete("D1")
        assert model.draft is None
        assert "D1" not in {debt.id for debt in session.case.debts}
        session.undo()
        assert session.case == before


class TestQuestions:
    def test_every_question_is_a_field_of_a_debt_and_asked_once(self) -> None:
        _, model = opened("C2-tight")
        model.edit("D1")
        names = [question.name for question in FIRST] + [one.name for _, group in MORE for one in group]
        assert len(set(names)) == len(names)
        assert set(names) <= set(model.values())

    def test_a_card_is_not_asked_about_a_loan_and_a_loan_not_about_a_card(self) -> None:
        case = read_case(demo_bytes("C1-easy"))
        card = next(debt for debt in case.debts if debt.creditor_type is CreditorType.BANK_CREDIT_CARD)
        loan = replace(card, creditor_type=CreditorType.CONSUMER_FINANCE, min_payment=None)
        assert asked(card, "late_fee_rate")
        assert not asked(card, "received_amount")
        assert asked(loan, "received_amount")
        assert not asked(loan, "late_fee_rate")

    def test_a_balance_in_another_currency_is_kept_apart(self) -> None:
        session, model = opened("C2-tight")
        model.edit("D1")
        model.answer("foreign.balance", Money(123_456))
        assert model.values()["foreign.currency"] == "USD"
        model.answer("foreign.currency", "HKD")
        model.keep()
        debt = session.case.debt("D1")
        assert debt.foreign == (ForeignBalance(currency="HKD", balance=Money(123_456)),)
        assert debt.balance_total == read_case(demo_bytes("C2-tight")).debt("D1").balance_total
        model.edit("D1")
        model.answer("foreign.currency", None)
        model.keep()
        assert session.case.debt("D1").foreign == ()

    def test_what_is_answered_is_always_shown(self) -> None:
        debt = Debt(
            id="D1",
            creditor_alias="甲",
            creditor_type=CreditorType.BANK_CREDIT_CARD,
            received_amount=Money.yuan(1),
        )
        assert asked(debt, "received_amount")

    def test_the_court_is_asked_about_where_there_is_one(self) -> None:
        case = read_case(demo_bytes("C4-litigated"))
        assert asked(case.debts[0], "judgment.perform_by")
        assert not asked(replace(case.debts[0], judgment=None, legal_status="none"), "judgment.perform_by")


class TestATable:
    TABLE = "债权人,类型,欠款总额,逾期天数\n银行A,信用卡,4.68万,78\n银行B,信用卡,很多,1\n".encode()

    def test_it_is_read_and_only_confirming_adds_it(self) -> None:
        session, model = blank()
        model.read(self.TABLE)
        assert model.reading is not None
        assert len(model.reading.debts) == 1
        assert [problem.path[:2] for problem in model.reading.problems] == [("line", 3)]
        assert session.case == EMPTY
        assert model.confirm() == 1
        assert [debt.creditor_alias for debt in session.case.debts] == ["银行A"]
        assert model.reading is None

    def test_a_debt_written_in_the_meantime_keeps_its_id(self) -> None:
        session, model = blank()
        model.read(self.TABLE)
        write(model, creditor_alias="甲", creditor_type=CreditorType.FAMILY_FRIENDS)
        model.confirm()
        assert [debt.id for debt in session.case.debts] == ["D1", "D2"]

    def test_what_is_no_table_is_refused_and_the_reading_before_is_gone(self) -> None:
        _, model = blank()
        model.read(self.TABLE)
        with pytest.raises(TableError):
            model.read(b"PK\x03\x04 no workbook")
        assert model.reading is None
        assert model.confirm() == 0

    def test_it_can_be_left(self) -> None:
        session, model = blank()
        model.read(self.TABLE)
        model.refuse()
        assert model.confirm() == 0
        assert session.case == EMPTY


class TestTheDayOfTheFigures:
    def test_a_debt_late_since_a_known_day_is_later_on_a_later_day(self) -> None:
        session, model = opened("C2-tight")
        model.count_from(date(2026, 12, 23))
        debt = session.case.debt("D1")
        # 78 days on 23 November, 30 days on
        assert debt.overdue_days == 108
        assert debt.overdue_stage == stage_of(108) == "M4"
        assert session.case.debt("D0").overdue_days == 0

    def test_what_is_known_of_the_household_is_changed_one_by_one(self) -> None:
        session, model = opened("C2-tight")
        model.tell(household_size=5)
        assert session.case.client == replace(read_case(demo_bytes("C2-tight")).client, household_size=5)
