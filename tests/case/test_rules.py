"""What the law says and the case has to obey is read from the law, not written down a second time."""

from __future__ import annotations

from datetime import date

from repaybook import law
from repaybook.case.rules import CARD_MONTHS


def test_a_cards_plan_runs_as_long_as_the_provision_allows() -> None:
    # 商业银行信用卡业务监督管理办法70条 says five years at most
    assert law.load("cards")["personal_plan_max_months"].on(date(2026, 11, 23)).value == CARD_MONTHS
    assert CARD_MONTHS == 5 * 12
