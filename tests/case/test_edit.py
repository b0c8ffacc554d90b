"""Edits give a new case, keep the order, and leave nothing that points at what is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.edit import (
    copy_debt,
    monthly_from,
    new_debt,
    next_debt_id,
    with_debt,
    with_row,
    without_debt,
    without_row,
)
from repaybook.case.model import (
    CounterOffer,
    CreditorType,
    Debt,
    Evidence,
    LegalEvent,
    Milestone,
    Negotiation,
    Offer,
    OfferKind,
    Per,
    Plan,
)
from repaybook.case.read import read_case
from repaybook.case.write import write_case
from repaybook.demo import demo_bytes
from repaybook.money import Money

CASE = read_case(demo_bytes("C5-misconduct"))


@pytest.mark.parametrize(
    ("taken", "free"),
    [([], "D1"), (["D1", "D2"], "D3"), (["D7", "D2"], "D8"), (["G1", "house", "D", "Dx", "d9"], "D1"), (["D0"], "D1")],
)
def test_a_new_id_is_one_nobody_has(taken: list[str], free: str) -> None:
    assert next_debt_id(taken) == free


def test_a_debt_is_put_in_its_place_or_at_the_end() -> None:
    changed = replace(CASE.debts[1], note="核对过")
    case = with_debt(CASE, changed)
    assert [debt.id for debt in case.debts] == ["D1", "D2", "D3", "D4"]
    assert case.debts[1] == changed
    assert CASE.debts[1].note == ""
    case = with_debt(case, new_debt(case, CreditorType.MORTGAGE, "国有银行"))
    assert [debt.id for debt in case.debts] == ["D1", "D2", "D3", "D4", "D5"]


def test_a_new_debt_starts_as_its_kind_and_knows_nothing_else() -> None:
    mortgage = new_debt(CASE, CreditorType.MORTGAGE, "国有银行")
    assert (mortgage.secured, mortgage.priority, mortgage.contingent) == (True, True, False)
    bare = Debt(id="D5", creditor_alias="国有银行", creditor_type=CreditorType.MORTGAGE, secured=True, priority=True)
    assert mortgage == bare


def test_a_copy_has_the_terms_and_not_the_figures() -> None:
    card = copy_debt(CASE, "D3")
    assert card.id == "D5"
    assert (card.creditor_type, card.annual_rate) == (CreditorType.BANK_CREDIT_CARD, CASE.debt("D3").annual_rate)
    assert card.balance_total is None
    assert card.parts == (None,) * 5
    assert (card.overdue_days, card.overdue_stage, card.next_due_date, card.legal_status) == (None, None, None, "none")
    with pytest.raises(KeyError):
        copy_debt(CASE, "D9")


def test_a_debt_that_goes_takes_its_agreement_and_offers_along_and_leaves_what_happened() -> None:
    event = LegalEvent(type="hearing", date=CASE.as_of, debt="D1")
    offers = (Offer(debt="D1", kind=OfferKind.KEEP), Offer(debt="D4", kind=OfferKind.KEEP))
    full = replace(CASE, legal_events=(event,), plans=(Plan(id="A", offers=offers),))
    case = without_debt(full, "D1")
    assert [debt.id for debt in case.debts] == ["D2", "D3", "D4"]
    assert case.agreements == ()
    assert case.plans[0].offers == offers[1:]
    assert len(case.contact_log) == len(CASE.contact_log)
    assert case.contact_log[0] == replace(CASE.contact_log[0], debt=None)
    assert case.contact_log[2] == CASE.contact_log[2]
    assert case.legal_events == (replace(event, debt=None),)
    assert read_case(write_case(case)) == case
    with pytest.raises(KeyError):
        without_debt(case, "D1")


def test_a_debt_that_goes_takes_its_talks_along_and_leaves_its_papers() -> None:
    about = [
        (CounterOffer(debt=name, on=CASE.as_of), Negotiation(debt=name, state="listed", on=CASE.as_of))
        for name in ("D1", "D2")
    ]
    papers = tuple(Evidence(kind="statement", debt=name) for name in ("D1", "D2"))
    full = replace(
        CASE,
        counter_offers=tuple(answer for answer, _ in about),
        negotiations=tuple(state for _, state in about),
        evidence=papers,
        milestones=(Milestone(debt="D1", step="asked", on=CASE.as_of),),
    )
    case = without_debt(full, "D1")
    assert [answer.debt for answer in case.counter_offers] == ["D2"]
    assert [state.debt for state in case.negotiations] == ["D2"]
    assert case.evidence == (replace(papers[0], debt=None), papers[1])
    assert case.milestones == ()
    assert read_case(write_case(case)) == case


def test_rows_are_put_and_taken_by_their_place() -> None:
    assert with_row(("a", "b"), 0, "c") == ("c", "b")
    assert with_row(("a", "b"), 2, "c") == ("a", "b", "c")
    assert without_row(("a", "b"), 1) == ("a",)
    for index in (-1, 3):
        with pytest.raises(IndexError):
            with_row(("a", "b"), index, "c")
    for index in (-1, 2):
        with pytest.raises(IndexError):
            without_row(("a", "b"), index)


@pytest.mark.parametrize(
    ("fen", "per", "monthly"),
    [
        (10_000, Per.MONTH, 10_000),
        (10_000, Per.WEEK, 43_333),  # 100.00 × 52 / 12 = 433.333…
        (12_000, Per.YEAR, 1_000),
        (100_000, Per.YEAR, 8_333),  # 1,000.00 / 12 = 83.333…
        (6, Per.YEAR, 1),  # half a fen goes up
        (0, Per.WEEK, 0),
    ],
)
def test_an_amount_a_week_or_a_year_is_so_much_a_month(fen: int, per: Per, monthly: int) -> None:
    assert monthly_from(Money(fen), per) == Money(monthly)


@given(st.integers(0, 10**9), st.sampled_from(Per))
def test_a_month_is_never_off_by_more_than_half_a_fen(fen: int, per: Per) -> None:
    times = {Per.WEEK: 52, Per.MONTH: 12, Per.YEAR: 1}[per]
    assert abs(monthly_from(Money(fen), per).fen * 12 - fen * times) <= 6
