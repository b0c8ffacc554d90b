"""The law that papers name: each document with its own article, one verified rule a class, none that does not fit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.documents.material import NAMES, ON, a_case, contact, demo

from repaybook.case.model import CreditorType
from repaybook.documents.making import write, write_all
from repaybook.documents.paper import words
from repaybook.documents.pen import Pen


def text_of(name: str, paper: str, debt: str | None) -> str:
    return "\n".join(words(write(demo(name), paper, debt, ON)))


def test_a_court_reads_each_document_with_its_own_article() -> None:
    told = text_of("C4", "living_costs", "D1")
    assert "冻结财产的规定（2020年修正）第3条第2项；民事诉讼法第254条、第255条。" in told
    told = text_of("C4", "mediation_reply", "D2")
    assert "依据：民事诉讼法第205条、第206条；人民调解法第33条。" in told


@pytest.mark.parametrize("name", NAMES)
def test_no_paper_names_an_article_that_is_still_to_be_checked(name: str) -> None:
    for paper in write_all(demo(name), ON):
        assert "待核" not in "\n".join(words(paper)), paper.id


def test_a_threat_by_telephone_is_not_said_to_be_an_intrusion() -> None:
    told = text_of("C5", "complaint", "D1")
    assert "治安管理处罚法（2025年修订）第50条" in told
    assert "第47条" not in told  # 侵入住宅: nobody came


def test_a_complaint_names_one_rule_a_class_and_says_how_binding_it_is() -> None:
    told = text_of("C5", "complaint", "D2")
    rules = re.findall(r"可以参照：(.+)。", told)
    assert len(rules) == 3
    # An online lender: its rule on third persons is a recommended standard, no regulation.
    assert rules[0] == "互联网金融 个人网络消费信贷 贷后催收风控指引（GB/T 45251-2025）（推荐性标准）"
    assert rules[1] == "治安管理处罚法（2025年修订）第58条（法律）"  # 62条 (impersonation) is from memory only
    assert rules[2].endswith("（中国银行业协会）（行业自律）")


def test_the_rule_on_cards_is_not_held_against_another_lender() -> None:
    case = demo("C5")
    debts = tuple(
        replace(debt, creditor_type=CreditorType.ONLINE_MICROLOAN) if debt.id == "D1" else debt for debt in case.debts
    )
    told = "\n".join(words(write(replace(case, debts=debts), "complaint", "D1", ON)))
    assert "协议后仍被催" in told
    assert "信用卡业务监督管理办法" not in told


def test_a_complaint_does_not_name_a_criminal_rule_against_its_own_writer() -> None:
    assert "妨害信用卡管理" not in text_of("C3", "complaint", "D2")


def test_a_relative_is_asked_for_time_alone() -> None:
    told = text_of("C3", "hardship", "D5")
    assert "本人的亲友借款共欠20,000.00元（大写：人民币贰万元整）。数字来源：口头。" in told
    assert "暂缓还款。" in told
    assert "催收" not in told
    assert "罚息" not in told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2026-08 起工资由10500降至8600", "2026年8月起工资由10500降至8600"),
        ("2026-3-05 住院", "2026年3月5日住院"),
        ("2026-13 停业", "2026-13 停业"),  # no such month: as it was written
        ("餐馆停业", "餐馆停业"),
        ("20260801 停业", "20260801 停业"),
    ],
)
def test_what_happened_is_told_with_its_month_as_papers_have_it(said: str, told: str) -> None:
    assert Pen("zh", "hardship").happened(said) == told


def test_what_a_counsellor_may_not_do_is_no_double_negative() -> None:
    english = "\n".join(words(write(demo("C1"), "authorisation", None, ON, "en")))
    assert "2. May not" in english
    assert not re.search(r"^(take|sign|file|ask|charge|pass)\b.*\b(no|nothing)\b", english, re.MULTILINE)
    chinese = text_of("C1", "authorisation", None)
    assert "二、不可以做的\n代收、代付、代保管任何款项" in chinese


def test_a_wrong_amount_is_complained_of_without_a_rule_on_something_else() -> None:
    case = a_case(contact_log=(contact("比账单多算了500元", "短信截图", classes=("wrong_amount",)),))
    told = "\n".join(words(write(case, "complaint", "D1", ON)))
    assert "提供逐项明细，更正不符的金额。" in told
    assert "可以参照" not in told  # 民法典560、561 are about the order in which payments count
