"""The twelve months on the page: what a month lacks is told once, and nothing is repeated."""

from __future__ import annotations

import re

import pytest

from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.follow.after_agreement import Stand
from repaybook.follow.agreement_check import check_agreement
from repaybook.money import Money
from repaybook.texts import say
from repaybook.ui.kit import Kit
from repaybook.ui.models.follow import FollowDesk
from repaybook.ui.models.keeping import KeepingDesk
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.after_agreement import step_markup
from repaybook.ui.views.agreement_check import standing_markup
from repaybook.ui.views.calendar import Calendar


def shown(name: str) -> str:
    """Return the twelve months of an invented case as markup."""
    session = Session(read_case(demo_bytes(name)))
    calendar = Calendar(Kit(session), FollowDesk(session), Scope())
    return "".join(str(child.value) for child in calendar.box.children if hasattr(child, "value"))


def test_only_the_first_short_month_says_how_much_is_missing() -> None:
    """C4 has 210 left and owes 2,127.55 for the car: what January lacks hangs on what happens in December."""
    lacks = re.findall(r"差[\d,.]+元", shown("C4-litigated"))
    assert lacks == ["差1,917.55元"]


def test_a_month_with_one_payment_has_no_total_below_it_and_one_with_two_has() -> None:
    """C5 pays 780 in November, and 780 and 802.65 from December."""
    months = shown("C5-misconduct").split('<section class="rb-month">')[1:]
    assert ["rb-total" in month for month in months] == [False] * 4 + [True] * 8
    assert all("共1,582.65元" in month for month in months[4:])


def test_a_month_paid_in_part_says_what_is_still_to_pay() -> None:
    """C5 pays December's 780 ahead: of 1,582.65 the other creditor's 802.65 is left."""
    session = Session(read_case(demo_bytes("C5-misconduct")))
    desk = FollowDesk(session)
    calendar = Calendar(Kit(session), desk, Scope())
    desk.record_payment(session.case.agreements[0], session.on, Money.yuan(780))
    markup = "".join(str(child.value) for child in calendar.box.children if hasattr(child, "value"))
    december, january = markup.split('<section class="rb-month">')[5:7]
    assert "共1,582.65元，还要付802.65元" in december
    assert "还要付" not in january


def test_where_nothing_is_settled_there_are_no_twelve_empty_boxes() -> None:
    markup = shown("C3-negative")
    assert say("zh", "follow.calendar.no_dues") in markup
    assert "rb-month-grid" not in markup


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_later_step_says_what_it_is_and_its_channels_only_when_it_is_its_turn(lang: str) -> None:
    session = Session(read_case(demo_bytes("C5-misconduct")), lang="zh" if lang == "zh" else "en")
    kit = Kit(session)
    (flow,) = KeepingDesk(session).flows
    channel = flow.steps[-1]
    assert channel.stand is Stand.LATER
    markup = step_markup(kit, flow, channel)
    assert kit.say("keeping.after.channel.how") in markup
    assert kit.say("conduct.threat.then") not in markup


def test_what_a_person_noted_is_not_told_beside_the_same_words() -> None:
    """C5 noted 书面协议原件, which is an item's own name, and 违约处理约定, which is not."""
    session = Session(read_case(demo_bytes("C5-misconduct")))
    (agreement,) = session.case.agreements
    markup = standing_markup(Kit(session), agreement, check_agreement(session.case, "D1", session.on))
    assert markup.count("书面协议原件") == 1
    assert say("zh", "keeping.check.noted", said="违约处理约定") in markup
