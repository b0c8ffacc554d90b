"""Letters name every amount of an offer that is not level, and never what other creditors leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.documents.material import a_case, agreed, with_debt

from repaybook.case.model import CaseFile, LumpPart, Offer, OfferKind, Payment, Plan, Step
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.documents.ground import ground
from repaybook.documents.making import write
from repaybook.documents.paper import words
from repaybook.documents.papers.asking import requests
from repaybook.documents.pen import Pen
from repaybook.money import Money

DAY = date(2026, 11, 23)


def yuan(amount: int) -> Money:
    return Money.yuan(amount)


def chosen(freed: str = "buffer", **terms: Any) -> CaseFile:
    case = read_case(demo_bytes("C2-tight"))
    first = Offer(debt="D1", **{"kind": OfferKind.INSTALMENTS, "months": 60, **terms})
    rest = tuple(Offer(debt=debt, kind=OfferKind.INSTALMENTS, months=24) for debt in ("D2", "D3", "D4"))
    return replace(case, plans=(Plan(id="own", offers=(first, *rest), freed=freed),), chosen_plan="own")


def asked(case: CaseFile) -> str:
    schedule = ground(case, DAY).asked("D1")
    assert schedule is not None
    return "\n".join(requests(Pen("zh", "plan"), schedule))


def test_a_letter_names_the_steps_and_the_level_instalment_after_them() -> None:
    # 46,800 − 6 × 200 = 45,600; ÷ 54 = 844.44
    words = asked(chosen(steps=(Step(months=6, amount=yuan(200)),)))
    assert "分60期偿还" in words
    assert "前6期每期200.00元" in words
    assert "其余各期每期844.44元" in words
    assert "合计还款46,800.00元" in words


def test_a_letter_names_the_months_with_more() -> None:
    # Dec 2026 to Nov 2031 holds five Februaries: (46,800 − 5 × 1,200) ÷ 60 = 680
    words = asked(chosen(extra_months=(2,), extra_amount=yuan(1_200)))
    assert "每期680.00元" in words
    assert "2月的当期，另加1,200.00元" in words


def test_a_letter_names_both_parts_of_a_settlement_and_the_principal_waived() -> None:
    parts = (LumpPart(on=date(2026, 12, 20), amount=yuan(10_000)), LumpPart(on=date(2027, 3, 20), amount=yuan(5_000)))
    words = asked(chosen(kind=OfferKind.LUMP_SUM, months=None, amount=yuan(15_000), parts=parts))
    assert "第1次：2026年12月20日支付10,000.00元" in words
    assert "第2次：2027年3月20日支付5,000.00元" in words
    assert "减免其余31,800.00元" in words


def test_a_letter_names_what_follows_a_held_token() -> None:
    # 46,800 − 6 × 100 = 46,200; ÷ 48 = 962.50
    token: dict[str, Any] = {"kind": OfferKind.TOKEN, "months": 6, "amount": yuan(100), "held": True, "then_months": 48}
    words = asked(chosen(**token))
    assert "6个月，每月先还100.00元" in words
    assert "请暂停计收利息、罚息和违约金" in words
    assert "分48期偿还，每月一期，每期962.50元" in words


def test_what_other_creditors_leave_is_never_promised() -> None:
    assert asked(chosen("next")) == asked(chosen("buffer"))


def test_a_letter_asks_for_principal_only_where_it_was_written() -> None:
    assert "减免本金" not in asked(chosen())
    assert "减免本金1,000.00元" in asked(chosen(waived_principal=yuan(1_000)))


def test_instalments_without_a_rate_ask_that_no_interest_is_charged() -> None:
    # 46,800 ÷ 60 = 780: that only adds up without interest, so the letter says so
    assert "还款期间请不再计收利息、罚息和违约金。" in asked(chosen())
    assert "不再计收利息" not in asked(chosen(kind=OfferKind.EXTENSION))  # the contract's rate goes on


def test_a_last_instalment_stands_in_figures_and_in_capitals() -> None:
    # 46,800 ÷ 59 = 793.22; 58 × 793.22 = 46,006.76
    assert "最后一期793.24元（大写：人民币柒佰玖拾叁元贰角肆分）。" in asked(chosen(months=59))


def test_the_table_of_plans_never_shows_one_amount_for_payments_that_differ() -> None:
    case = chosen(kind=OfferKind.TOKEN, months=6, amount=yuan(100), held=True, then_months=54)
    # (46,800 − 600) ÷ 54 = 855.56
    assert "100.00元至855.56元" in "\n".join(words(write(case, "repayment_plan", "D1", DAY)))


def test_a_change_names_what_is_left_only_where_agreement_and_balance_agree() -> None:
    paid = (Payment(date=date(2026, 10, 5), amount=yuan(1_000)),)
    plans = {"plans": (Plan(id="p", offers=(Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=36),)),)}
    case = a_case(agreements=(agreed(payments=paid),), chosen_plan="p", **plans)
    assert "还剩的以双方核对的明细为准" in "\n".join(words(write(case, "change_request", "D1", DAY)))
    same = with_debt(case, balance_total=yuan(23_000), principal=yuan(21_000))  # 24 × 1,000 less 1,000
    assert "还剩23,000.00元" in "\n".join(words(write(same, "change_request", "D1", DAY)))
