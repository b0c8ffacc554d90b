"""Fields: what people write is read or kept with its sentence, and "not known" is always an answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import Per
from repaybook.errors import CaseError, Problem
from repaybook.money import Money
from repaybook.texts import LANGS, Lang
from repaybook.ui.fields import (
    AmountField,
    ChoiceField,
    CountField,
    DateField,
    Field,
    PercentField,
    RateField,
    TimesField,
    WordsField,
)
from repaybook.ui.kit import Kit
from repaybook.ui.session import Session
from repaybook.ui.views.lines import AmountPerField


def kit(lang: Lang = "zh") -> Kit:
    return Session(lang=lang).keep(Kit)


def note(field: Field[Any]) -> str:
    shown: str = field.children[-1].value
    return shown


def type_in(field: Field[Any], text: Any) -> None:
    field.children[0].value = text


class TestAmounts:
    @pytest.mark.parametrize("text", ["46800", "46,800", "4.68万", "４６８００元", "¥46,800.00", "4万6800"])
    def test_what_people_write_is_read_and_echoed(self, text: str) -> None:
        field = AmountField(kit(), "欠多少")
        type_in(field, text)
        assert field.value == Money.yuan(46800)
        assert "46,800元，即4.68万元" in note(field)
        assert field.children[0].value == "46,800"

    @pytest.mark.parametrize("text", ["很多", "1.234", "-5", "1e5", "nan"])
    def test_what_cannot_be_read_stays_and_does_not_count(self, text: str) -> None:
        field = AmountField(kit(), "欠多少", Money.yuan(1))
        heard: list[Money | None] = []
        field.on_answer(heard.append)
        type_in(field, text)
        assert field.children[0].value == text
        assert field.value == Money.yuan(1)
        assert field.unread
        assert 'role="alert"' in note(field)
        assert heard == []

    def test_not_known_is_a_button_and_a_word_and_an_empty_field(self) -> None:
        for way in ("", "不清楚", "button"):
            field = AmountField(kit(), "欠多少", Money.yuan(1))
            heard: list[Money | None] = []
            field.on_answer(heard.append)
            if way == "button":
                field.children[1].click()
            else:
                type_in(field, way)
            assert field.value is None
            assert field.children[0].value == ""
            assert heard == [None]

    def test_not_known_gives_up_what_could_not_be_read(self) -> None:
        field = AmountField(kit(), "欠多少", Money.yuan(1))
        type_in(field, "很多")
        field.children[1].click()
        assert not field.unread
        assert field.value is None

    @given(st.integers(min_value=0, max_value=10**12))
    def test_what_it_shows_is_read_as_the_same_amount(self, fen: int) -> None:
        field = AmountField(kit(), "欠多少")
        assert field.read(field.shown(Money(fen))) == Money(fen)

    def test_markup_in_what_was_typed_is_shown_as_text(self) -> None:
        field = AmountField(kit(), "欠多少")
        type_in(field, "<img src=x>")
        assert "<img" not in note(field)
        assert "&lt;img" in note(field)

    @pytest.mark.parametrize("lang", LANGS)
    def test_its_sentence_is_in_the_language_of_the_page(self, lang: Lang) -> None:
        field = AmountField(kit(lang), "x")
        type_in(field, "???x")
        assert ("读不成金额" in note(field)) == (lang == "zh")


class TestWhatTheCaseRefuses:
    def test_it_is_said_at_the_field_and_the_answer_does_not_count(self) -> None:
        field = AmountField(kit(), "较低时", Money.yuan(1))

        def refuse(_amount: Money | None) -> None:
            raise CaseError([Problem("problems.field.negative", ("income", 0, "low"))])

        field.on_answer(refuse)
        type_in(field, "9000")
        assert field.value == Money.yuan(1)
        assert field.unread
        assert "金额不能小于0" in note(field)
        assert field.children[0].value == "9,000"


class TestSetting:
    def test_the_model_sets_without_being_told(self) -> None:
        field = AmountField(kit(), "欠多少")
        heard: list[Money | None] = []
        field.on_answer(heard.append)
        field.set(Money.yuan(5))
        assert field.children[0].value == "5"
        assert heard == []

    def test_the_same_value_leaves_what_is_being_typed(self) -> None:
        field = AmountField(kit(), "欠多少", Money.yuan(5))
        type_in(field, "五块多")
        field.set(Money.yuan(5))
        assert field.children[0].value == "五块多"
        field.reset(Money.yuan(5))
        assert field.children[0].value == "5"
        assert not field.unread


class TestOtherKinds:
    @pytest.mark.parametrize(
        ("text", "rate"),
        [
            ("18.25", "0.1825"),
            ("18.25%", "0.1825"),
            ("日万分之五", "0.1825"),
            ("月息2分", "0.24"),
            ("日0.05%", "0.1825"),
            ("0%", "0"),
        ],
    )
    def test_a_rate_is_read_by_the_year(self, text: str, rate: str) -> None:
        field = RateField(kit(), "年利率")
        type_in(field, text)
        assert field.value == Decimal(rate)

    def test_a_rate_keeps_all_its_digits_while_fewer_are_shown(self) -> None:
        exact = Decimal("0.123456789")
        field = RateField(kit(), "年利率", exact)
        assert field.value == exact
        field.set(exact)
        assert field.value == exact

    def test_a_share_and_a_factor(self) -> None:
        share, factor = PercentField(kit(), "最低还款比例"), TimesField(kit(), "罚息倍数")
        type_in(share, "10")
        type_in(factor, "1.5倍")
        assert share.value == Decimal("0.1")
        assert factor.value == Decimal("1.5")
        type_in(factor, "很多倍")
        assert factor.unread

    def test_a_whole_number_stays_in_its_span(self) -> None:
        field = CountField(kit(), "几口人", least=1, most=50)
        type_in(field, "４人")
        assert field.value == 4
        type_in(field, "0")
        assert field.unread
        assert field.value == 4

    def test_words_are_one_line_and_not_endless(self) -> None:
        field = WordsField(kit(), "称呼", most=5)
        type_in(field, "  周\n某 ")
        assert field.value == "周 某"
        type_in(field, "太长的称呼了")
        assert field.unread

    def test_a_year_that_is_still_being_typed_is_no_answer(self) -> None:
        field = DateField(kit(), "哪天")
        heard: list[date | None] = []
        field.on_answer(heard.append)
        for year in (2, 20, 202):
            type_in(field, date(year, 11, 23))
        assert heard == []
        type_in(field, date(2026, 11, 23))
        assert heard == [date(2026, 11, 23)]
        assert "2026年11月23日" in note(field)

    def test_a_choice_may_be_not_known_or_has_to_be_made(self) -> None:
        free = ChoiceField(kit(), "谁在催", [("机构", "in_house")])
        asked = ChoiceField(kit(), "哪种", [("信用卡", "card")], unknown=False)
        assert [label for label, _ in free.children[0].options] == ["不清楚", "机构"]
        assert [label for label, _ in asked.children[0].options] == ["请选", "信用卡"]
        type_in(free, "in_house")
        assert free.value == "in_house"
        type_in(free, None)
        assert free.value is None


class TestByTheWeek:
    def test_another_period_asks_again_with_the_same_amount(self) -> None:
        field = AmountPerField(kit(), "伙食")
        heard: list[tuple[Money | None, Per]] = []
        field.on_answer(lambda amount: heard.append((amount, field.per)))
        type_in(field, "300")
        field.children[1].value = Per.WEEK
        assert heard == [(Money.yuan(300), Per.MONTH), (Money.yuan(300), Per.WEEK)]
        assert "每月1,300元" in note(field)  # × 52 / 12

    def test_a_period_chosen_first_waits_for_its_amount(self) -> None:
        field = AmountPerField(kit(), "伙食")
        field.children[1].value = Per.YEAR
        field.show(None, Per.MONTH, fresh=False)
        assert field.per is Per.YEAR
        field.show(Money.yuan(5), Per.MONTH, fresh=False)
        assert field.children[1].value is Per.MONTH
