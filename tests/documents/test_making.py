"""Which papers can be made: what is lacking is named, what is red is stopped, and nothing is made with a hole in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.documents.material import NAMES, ON, a_case, agreed, contact, demo, payment_order, with_debt

from repaybook.assess.boundary import BLOCKS, QUESTIONS, Light
from repaybook.case.model import BoundaryAnswer, CaseFile, Category, CreditorType, Expense, LegalEvent, Payment
from repaybook.case.places import describe
from repaybook.documents.making import Available, State, available, write, write_all
from repaybook.documents.paper import DocumentError
from repaybook.documents.papers import KINDS
from repaybook.follow.parties import creditor_of
from repaybook.money import Money
from repaybook.texts import LANGS, known, say


def ready(case: CaseFile, answers: Mapping[str, Light] | None = None) -> set[tuple[str, str | None]]:
    return {(one.id, one.debt) for one in available(case, ON, answers) if one.ready}


def one(case: CaseFile, paper: str, debt: str | None = "D1") -> Available:
    return next(found for found in available(case, ON) if (found.id, found.debt) == (paper, debt))


def needs(case: CaseFile, paper: str, debt: str | None = "D1") -> set[str]:
    return {need.key.removeprefix("papers.need.") for need in one(case, paper, debt).needs}


ALWAYS = {("summary", None), ("financial_statement", None), ("authorisation", None), ("budget_form", None)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "C1",
            {(paper, debt) for paper in ("application", "repayment_plan", "hardship") for debt in ("D1", "D2")}
            | {("request_papers", debt) for debt in ("D1", "D2", "D3", "D4")},
        ),
        (
            "C2",
            {
                (paper, debt)
                for paper in ("application", "repayment_plan", "hardship")
                for debt in ("D1", "D2", "D3", "D4")
            }
            | {("request_papers", debt) for debt in ("D0", "D1", "D2", "D3", "D4")},
        ),
        (
            # Negative: no instalments to anybody, but the account of hardship to all; one threat on record.
            "C3",
            {("hardship", debt) for debt in ("D1", "D2", "D3", "D4", "D5")}
            | {("request_papers", debt) for debt in ("D1", "D2", "D3", "D4")}
            | {("stop_collection", "D2"), ("complaint", "D2")},
        ),
        (
            "C4",
            {("payment_order_objection", "D3"), ("mediation_reply", "D2"), ("hardship", "D2"), ("hardship", "D3")}
            | {("living_costs", "D1"), ("enforcement_settlement", "D1")}
            | {("request_papers", debt) for debt in ("D1", "D2", "D4")},
        ),
        (
            "C5",
            {(paper, debt) for paper in ("application", "repayment_plan", "hardship") for debt in ("D2", "D3")}
            | {(paper, debt) for paper in ("stop_collection", "complaint") for debt in ("D1", "D2")}
            | {("request_papers", debt) for debt in ("D1", "D2", "D3", "D4")},
        ),
    ],
)
def test_each_case_has_the_papers_that_its_facts_give_occasion_for(
    name: str, expected: set[tuple[str, str | None]]
) -> None:
    assert ready(demo(name)) == expected | ALWAYS


def test_every_kind_of_paper_is_listed_for_every_case() -> None:
    for name in NAMES:
        assert {found.id for found in available(demo(name), ON)} == set(KINDS)


def test_every_paper_that_is_stopped_by_an_answer_is_a_paper_of_ours() -> None:
    assert {paper for papers in BLOCKS.values() for paper in papers} <= set(KINDS)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_red_answer_stops_its_papers_and_no_other(question: str) -> None:
    for name in NAMES:
        before = ready(demo(name))
        after = ready(demo(name), {question: Light.RED})
        assert before - after == {(paper, debt) for paper, debt in before if paper in BLOCKS[question]}


def test_a_red_answer_gives_its_reason_in_place_of_the_paper() -> None:
    with pytest.raises(DocumentError) as caught:
        write(demo("C5"), "complaint", "D2", ON, answers={"means": Light.RED})
    assert describe(caught.value.problems[0], "zh").endswith(say("zh", "boundary.means.reason_red"))


def test_answers_kept_in_the_case_count_where_none_are_given() -> None:
    case = replace(demo("C5"), boundary=(BoundaryAnswer(question="means", light="red"),))
    assert one(case, "complaint").state is State.BLOCKED
    assert ("complaint", "D1") in ready(case, {})


def test_all_that_is_lacking_is_named_at_once() -> None:
    bare = with_debt(
        a_case(income=(), expenses=(), shocks=(), hardship_evidence=()), balance_total=None, principal=None
    )
    bare = with_debt(bare, accrued_interest=None, penalty_interest=None, late_fee=None, other_fees=None)
    assert needs(bare, "hardship") == {"balance", "reason", "evidence_of_hardship", "income", "living"}
    with pytest.raises(DocumentError) as caught:
        write(bare, "hardship", "D1", ON)
    assert len(caught.value.problems) == 5


def test_a_negative_budget_offers_no_instalments_but_asks_to_defer() -> None:
    short = a_case(expenses=(Expense(category=Category.FOOD, amount_monthly=Money.yuan(8_480)),))
    assert needs(short, "application") == needs(short, "repayment_plan") == {"surplus"}
    assert ("hardship", "D1") in ready(short)
    assert any("暂缓还款" in str(block) for block in write(short, "hardship", "D1", ON).blocks)


def test_a_budget_that_carries_a_plan_asks_for_no_deferral_in_the_account_of_hardship() -> None:
    assert not any("暂缓" in str(block) for block in write(a_case(), "hardship", "D1", ON).blocks)


def test_no_complaint_without_an_event() -> None:
    assert needs(a_case(), "complaint", None) == {"event"}
    polite = a_case(contact_log=(contact("提醒还款，问有什么困难", "录音"),))
    assert needs(polite, "complaint", None) == needs(polite, "stop_collection", None) == {"event"}


def test_no_complaint_without_evidence() -> None:
    case = a_case(contact_log=(contact("明天就让派出所抓你"),))
    assert needs(case, "complaint") == {"evidence_of_event"}
    assert ("stop_collection", "D1") in ready(case)


def test_an_unknown_caller_alone_is_asked_about_and_not_complained_of() -> None:
    case = a_case(contact_log=(contact("要求还款", "录音", party="自称银行甲委外", agent_id="未报"),))
    assert ("stop_collection", "D1") in ready(case)
    assert needs(case, "complaint", None) == {"event"}


def test_events_without_evidence_stay_out_of_the_complaint() -> None:
    case = a_case(
        contact_log=(
            contact("明天就让派出所抓你"),
            contact("再不还就抓人坐牢", "录音", at=datetime(2026, 11, 21, 9, 0)),  # noqa: DTZ001
        )
    )
    text = str(write(case, "complaint", "D1", ON).blocks)
    assert "坐牢" in text
    assert "派出所" not in text


def test_an_event_that_names_no_creditor_is_asked_for_one() -> None:
    case = a_case(contact_log=(contact("明天就让派出所抓你", "录音", debt=None),))
    assert "event_debt" in needs(case, "complaint", None)


@pytest.mark.parametrize(
    ("party", "found"),
    [("D1委外机构", "D1"), ("银行甲内催", "D1"), ("D11委外", None), ("某公司", None), ("AD1", None)],
)
def test_a_contact_is_about_the_creditor_that_its_party_names(party: str, found: str | None) -> None:
    assert creditor_of(contact("话", debt=None, party=party), a_case()) == found


@pytest.mark.parametrize(
    ("received", "lacking"),
    [
        # 15 days, the day of receipt not counted (民事诉讼法第227条): 8 November + 15 = 23 November, the last day
        (date(2026, 11, 8), set()),
        (date(2026, 11, 7), {"objection_in_time"}),
    ],
)
def test_an_objection_is_made_in_time_or_not_at_all(received: date, lacking: set[str]) -> None:
    case = with_debt(
        a_case(legal_events=(payment_order(received),)),
        creditor_type=CreditorType.PRIVATE_LOAN,
        claimed_principal=Money.yuan(25_000),
        received_amount=Money.yuan(22_000),
        contract_date=date(2025, 3, 10),
    )
    assert needs(case, "payment_order_objection") == lacking


def test_a_shorter_deadline_on_the_paper_counts() -> None:
    case = with_debt(
        a_case(legal_events=(payment_order(date(2026, 11, 16), deadline=date(2026, 11, 22)),)),
        creditor_type=CreditorType.PRIVATE_LOAN,
        claimed_principal=Money.yuan(25_000),
        received_amount=Money.yuan(22_000),
    )
    assert needs(case, "payment_order_objection") == {"objection_in_time"}


def test_an_objection_needs_a_ground_in_the_debt_itself() -> None:
    assert needs(a_case(legal_events=(payment_order(ON),)), "payment_order_objection") == {"ground_of_objection"}


def test_a_payment_order_that_names_no_debt_is_asked_for_one() -> None:
    case = a_case(legal_events=(payment_order(ON, debt=None),))
    assert needs(case, "payment_order_objection", None) == {"which_debt"}


def test_a_change_is_asked_for_with_a_new_answer_in_the_plan() -> None:
    case = with_debt(a_case(agreements=(agreed(),)), overdue_days=0, legal_status="agreement")
    assert needs(case, "change_request") == {"answer"}


def test_an_agreement_that_is_paid_up_is_said_to_be_so_and_one_that_is_not_is_not() -> None:
    called = (contact("要求立即结清24000元", "录音"),)
    paid = (
        Payment(date=date(2026, 10, 5), amount=Money.yuan(1_000)),
        Payment(date=date(2026, 11, 5), amount=Money.yuan(1_000)),
    )
    kept = with_debt(a_case(agreements=(agreed(payments=paid),), contact_log=called), overdue_days=0)
    assert "到期的各期都已付清" in str(write(kept, "stop_collection", "D1", ON).blocks)
    threatened = (contact("明天就让派出所抓你", "录音"),)
    missed = with_debt(a_case(agreements=(agreed(payments=paid[:1]),), contact_log=threatened), overdue_days=18)
    text = str(write(missed, "stop_collection", "D1", ON).blocks)
    assert "已付1次" in text
    assert "已付清" not in text


def test_an_assignment_is_checked_where_there_is_a_sign_of_one() -> None:
    assert needs(a_case(), "assignment_check", None) == {"assignment"}
    assert ("assignment_check", "D1") in ready(with_debt(a_case(), collector="assignee"))
    told = a_case(legal_events=(LegalEvent(type="assignment_notice", date=ON, debt="D1"),))
    assert "2026年11月23日" in str(write(told, "assignment_check", "D1", ON).blocks)


def test_an_objection_to_the_credit_report_needs_something_wrong() -> None:
    assert needs(a_case(), "credit_objection", None) == {"wrong_record"}
    wrong = a_case(legal_events=(LegalEvent(type="credit_report_objection", date=ON, debt="D1", note="已还未更新"),))
    text = str(write(wrong, "credit_objection", "D1", ON).blocks)
    assert "已还未更新" in text
    assert "20日" in text  # 征信业管理条例第25条


def test_what_concerns_agents_is_left_out_of_letters_and_said_to_be() -> None:
    found = one(demo("C5"), "application", "D2")
    assert "papers.note.left_out" in found.notes
    assert "法务公司" not in str(write(demo("C5"), "application", "D2", ON).blocks)


def test_a_debt_that_may_be_out_of_time_is_warned_of_before_it_is_owned_to() -> None:
    old = with_debt(a_case(), overdue_days=1500, overdue_since=date(2022, 10, 15))
    assert "papers.note.limitation" in one(old, "application").notes
    assert "papers.note.limitation" not in one(old, "request_papers").notes
    assert "papers.note.limitation" not in one(a_case(), "application").notes


def test_no_paper_names_the_person() -> None:
    for name in NAMES:
        case = demo(name)
        for paper in write_all(case, ON):
            said = [row.said_zh for row in case.contact_log if case.client.alias in row.said_zh]
            text = str((paper.title, paper.blocks))
            for quoted in said:
                text = text.replace(quoted, "").replace(quoted.rstrip("。"), "")
            assert case.client.alias not in text, (name, paper.id)


def test_an_unknown_paper_or_debt_is_refused() -> None:
    with pytest.raises(ValueError, match="no such paper"):
        write(a_case(), "spell", None, ON)
    with pytest.raises(ValueError, match="not about"):
        write(a_case(), "application", "D9", ON)


def test_every_kind_has_its_words_in_both_languages() -> None:
    for lang in LANGS:
        for paper, kind in KINDS.items():
            assert known(lang, f"papers.kind.{paper}")
            assert known(lang, f"papers.{paper}.title")
            assert not kind.occasion or known(lang, f"papers.need.{kind.occasion}")


def test_an_empty_case_lists_its_papers_and_makes_the_blank_ones() -> None:
    empty = CaseFile(as_of=ON)
    assert ready(empty) == {("summary", None), ("authorisation", None), ("budget_form", None)}
    assert len(write_all(empty, ON)) == 3


@pytest.mark.parametrize("debt", ["D2", "D3"])  # in mediation; a payment order
def test_a_letter_about_a_debt_before_a_court_says_that_it_replaces_no_answer_there(debt: str) -> None:
    found = next(row for row in available(demo("C4"), ON) if (row.id, row.debt) == ("hardship", debt))
    assert "papers.note.court_first" in found.notes
    elsewhere = next(row for row in available(demo("C3"), ON) if (row.id, row.debt) == ("hardship", "D1"))
    assert "papers.note.court_first" not in elsewhere.notes
