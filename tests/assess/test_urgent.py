"""The dates that must not be missed."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.assess.urgent import Deadline, most_urgent, next_instalment, urgent
from repaybook.case.model import Agreement, CaseFile, CreditorType, Debt, Income, Judgment, LegalEvent, Payment
from repaybook.case.read import read_case
from repaybook.case.vocabulary import LEGAL_EVENTS
from repaybook.demo import demo_bytes
from repaybook.money import Money
from repaybook.texts import LANGS, known, say

DAY = date(2026, 11, 23)


def demo(name: str) -> CaseFile:
    return read_case(demo_bytes(name))


def brief(found: tuple[Deadline, ...]) -> list[tuple[str, date, int | None]]:
    return [(one.kind, one.on, one.days_left) for one in found]


def debt(debt_id: str = "D1", **told: Any) -> Debt:
    return Debt(id=debt_id, creditor_alias="某行", creditor_type=CreditorType.BANK_CONSUMER_LOAN, **told)


def test_the_litigated_case_begins_with_the_payment_order() -> None:
    found = urgent(demo("C4-litigated"))
    assert brief(found) == [
        ("payment_order_received", date(2026, 12, 1), 8),
        ("wage_deduction_start", date(2026, 12, 1), 8),
        ("mediation", date(2026, 12, 8), 15),
        ("debt_due", date(2026, 12, 15), 22),
    ]
    assert found[0].basis == "收到之日起15日,当日不计"
    assert found[1].amount == Money.yuan(2000)
    assert (found[3].debt, found[3].amount) == ("D4", Money.yuan("2127.55"))
    assert most_urgent(found) == found[0]


def test_the_other_cases_have_their_dates() -> None:
    assert brief(urgent(demo("C1-easy"))) == [
        ("debt_due", date(2026, 12, 6), 13),
        ("debt_due", date(2026, 12, 10), 17),
        ("debt_due", date(2026, 12, 20), 27),
    ]
    assert brief(urgent(demo("C2-tight"))) == [("debt_due", date(2026, 12, 1), 8)]
    # 23 November 2026 to 30 June 2027: 7 + 31 + 31 + 28 + 31 + 30 + 31 + 30
    assert brief(urgent(demo("C3-negative"))) == [("income_ends", date(2027, 6, 30), 219)]
    assert brief(urgent(demo("C5-misconduct"))) == [
        ("agreement_instalment", date(2026, 12, 5), 12),  # five of sixty are paid: the sixth
        ("debt_due", date(2026, 12, 18), 25),
    ]


def test_a_date_that_has_passed_stays_and_says_so() -> None:
    found = urgent(demo("C4-litigated"), date(2026, 12, 3))
    assert brief(found)[0] == ("payment_order_received", date(2026, 12, 1), -2)
    assert [one.passed for one in found] == [True, True, False, False]
    assert found[0].act_key == "assess.act.passed_deadline"
    ahead = most_urgent(found)
    assert ahead is not None
    assert ahead.kind == "mediation"


def test_where_all_have_passed_the_last_one_is_shown() -> None:
    found = urgent(demo("C4-litigated"), date(2027, 6, 1))
    assert len(found) == 4
    assert most_urgent(found) == found[-1]
    assert most_urgent(()) is None


@pytest.mark.parametrize(
    "kind", ["payment_order_received", "summons_received", "judgment_received", "enforcement_notice"]
)
def test_a_court_paper_without_a_known_deadline_comes_first(kind: str) -> None:
    events = (
        LegalEvent(type="mediation", date=date(2026, 11, 24)),
        LegalEvent(type=kind, date=date(2026, 11, 20)),
    )
    found = urgent(CaseFile(as_of=DAY, legal_events=events))
    assert brief(found)[0] == (kind, date(2026, 11, 20), None)
    assert found[0].label_key == f"assess.paper.{kind}"
    assert found[0].act_key == "assess.act.paper_without_deadline"
    assert not found[0].passed
    assert most_urgent(found) == found[0]


def test_a_kind_of_paper_that_is_not_listed_is_shown_in_its_own_words() -> None:
    found = urgent(CaseFile(as_of=DAY, legal_events=(LegalEvent(type="公证处通知", date=DAY),)))
    assert say("zh", found[0].label_key, who=found[0].who) == "公证处通知"


def test_a_judgment_counts_until_somebody_asks_to_enforce_it() -> None:
    judgment = Judgment(perform_by=date(2026, 12, 3))
    case = CaseFile(as_of=DAY, debts=(debt(judgment=judgment),))
    assert brief(urgent(case)) == [("perform_by", date(2026, 12, 3), 10)]
    filed = dataclasses.replace(judgment, enforcement_filed=DAY)
    assert urgent(dataclasses.replace(case, debts=(debt(judgment=filed),))) == ()


def test_on_one_day_the_deadline_comes_before_the_date_and_the_priority_debt_before_others() -> None:
    case = CaseFile(
        as_of=DAY,
        income=(Income(label_zh="工资", ends_on=DAY),),
        debts=(debt("D1", next_due_date=DAY), debt("D2", next_due_date=DAY, priority=True)),
        legal_events=(
            LegalEvent(type="mediation", date=DAY),
            LegalEvent(type="appeal_deadline", date=date(2026, 11, 1), deadline=DAY),
        ),
    )
    found = urgent(case)
    assert [one.kind for one in found] == ["appeal_deadline", "mediation", "debt_due", "debt_due", "income_ends"]
    assert [one.debt for one in found[2:4]] == ["D2", "D1"]


def test_a_guarantee_for_somebody_else_has_no_date_of_ours() -> None:
    assert urgent(CaseFile(as_of=DAY, debts=(debt(next_due_date=DAY, contingent=True),))) == ()


def paid(*yuan: str | int) -> tuple[Payment, ...]:
    return tuple(Payment(date=DAY, amount=Money.yuan(amount)) for amount in yuan)


FIRST = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("payments", "day", "amount"),
    [
        ((), date(2026, 8, 31), "1000"),
        ((1000,), date(2026, 9, 30), "1000"),  # stepping from 31 August
        (("400.50",), date(2026, 8, 31), "599.50"),
        ((500, 700), date(2026, 9, 30), "800"),
        ((1000, 1000, 1000), date(2026, 11, 30), "900"),  # the last of four closes 3,900
        ((1000, 1000, 1000, "899.99"), date(2026, 11, 30), "0.01"),
    ],
)
def test_the_next_instalment_is_the_first_that_the_payments_do_not_cover(
    payments: tuple[str | int, ...], day: date, amount: str
) -> None:
    agreement = Agreement(
        debt="D1",
        principal_fixed=Money.yuan(3900),
        terms=4,
        monthly=Money.yuan(1000),
        first_due=FIRST,
        payments=paid(*payments),
    )
    assert next_instalment(agreement) == (day, Money.yuan(amount))


@pytest.mark.parametrize("payments", [(3900,), (4000,), (9000,)])
def test_an_agreement_that_is_paid_has_no_next_instalment(payments: tuple[int, ...]) -> None:
    agreement = Agreement(
        debt="D1",
        principal_fixed=Money.yuan(3900),
        terms=4,
        monthly=Money.yuan(1000),
        first_due=FIRST,
        payments=paid(*payments),
    )
    assert next_instalment(agreement) is None
    case = CaseFile(as_of=DAY, debts=(debt(next_due_date=DAY),), agreements=(agreement,))
    assert urgent(case) == ()


def test_an_agreement_without_a_fixed_sum_or_without_an_end_still_has_a_next_instalment() -> None:
    bare = Agreement(debt="D1", monthly=Money.yuan(1000), first_due=FIRST, payments=paid(1000))
    assert next_instalment(bare) == (date(2026, 9, 30), Money.yuan(1000))
    counted = dataclasses.replace(bare, terms=2)
    assert next_instalment(counted) == (date(2026, 9, 30), Money.yuan(1000))
    assert next_instalment(dataclasses.replace(counted, payments=paid(2000))) is None
    summed = dataclasses.replace(bare, principal_fixed=Money.yuan(1600))
    assert next_instalment(summed) == (date(2026, 9, 30), Money.yuan(600))


def test_an_agreement_of_which_too_little_is_known_leaves_the_date_of_the_debt() -> None:
    for agreement in (Agreement(debt="D1", first_due=FIRST), Agreement(debt="D1", monthly=Money.yuan(1000))):
        assert next_instalment(agreement) is None
        case = CaseFile(as_of=DAY, debts=(debt(next_due_date=DAY),), agreements=(agreement,))
        assert brief(urgent(case)) == [("debt_due", DAY, 0)]


def test_a_missed_instalment_shows_as_passed() -> None:
    # On 6 December the sixth instalment of C5 (due on the 5th) is not paid.
    found = urgent(demo("C5-misconduct"), date(2026, 12, 6))
    assert brief(found)[0] == ("agreement_instalment", date(2026, 12, 5), -1)
    assert found[0].act_key == "assess.act.passed_payment"


KINDS = (*LEGAL_EVENTS, "公证处通知")
EVENTS = st.lists(
    st.builds(
        LegalEvent,
        type=st.sampled_from(KINDS),
        date=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        deadline=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    ),
    max_size=8,
).map(tuple)


@given(EVENTS, st.integers(-400, 400))
def test_no_legal_date_is_ever_dropped_and_each_has_its_words(events: tuple[LegalEvent, ...], shift: int) -> None:
    on = DAY + timedelta(days=shift)
    found = urgent(CaseFile(as_of=DAY, legal_events=events), on)
    assert sorted(one.on for one in found) == sorted(event.deadline or event.date for event in events)
    for one in found:
        assert one.days_left is None or one.days_left == (one.on - on).days
        for lang in LANGS:
            assert known(lang, one.label_key)
            assert known(lang, one.act_key)
            assert known(lang, one.source_key)
    dated = [one.on for one in found if one.days_left is not None]
    assert dated == sorted(dated)


def test_payments_of_a_thousand_years_of_instalments_do_not_run_out_of_the_calendar() -> None:
    agreement = Agreement(
        debt="D1",
        monthly=Money(1),
        first_due=date(2026, 7, 5),
        payments=(Payment(date=date(2026, 7, 5), amount=Money(10**12)),),
    )
    found = next_instalment(agreement)
    assert found is not None
    assert found[0] == date(2076, 7, 5)  # 600 months on: no agreement is longer
