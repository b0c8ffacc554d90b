"""The evidence list: asked for by debt kind and by claim, numbered for good, and nothing listed elsewhere lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.dealings import EVIDENCE_STANDINGS
from repaybook.case.model import CaseFile, CreditorType, Evidence
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.follow.evidence import enclosed, evidence_list
from repaybook.follow.evidence_kinds import kinds
from repaybook.texts import LANGS, known

NAMES = ("C1-easy", "C2-tight", "C3-negative", "C4-litigated", "C5-misconduct")
DIGEST = "0f" * 32


def demo(name: str) -> CaseFile:
    return read_case(demo_bytes(name))


def asked(case: CaseFile, debt: str | None) -> list[str]:
    """Return the kinds asked for a debt, or for the household, each once."""
    return list(dict.fromkeys(item.kind for item in evidence_list(case) if item.debt == debt))


def named(case: CaseFile) -> dict[str, tuple[str, str | None]]:
    """Return where each paper that has a name was put."""
    return {item.row.name: (item.kind, item.debt) for item in evidence_list(case) if item.row.name}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_listed_elsewhere_is_lost(name: str) -> None:
    case = demo(name)
    listed = {
        *case.hardship_evidence,
        *(paper for line in case.income for paper in line.evidence),
        *(paper for contact in case.contact_log for paper in contact.evidence),
    }
    found = {item.row.name for item in evidence_list(case) if item.standing == "have"}
    assert listed == found


@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_run_from_one_and_every_kind_has_its_words(name: str) -> None:
    items = evidence_list(demo(name))
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    for item in items:
        assert all(known(lang, f"evidence.kind.{item.kind}.{word}") for lang in LANGS for word in ("title", "where"))


def test_every_kind_says_what_it_is_about_and_how_it_stands() -> None:
    for kind in kinds().values():
        assert kind.standing in EVIDENCE_STANDINGS
        assert kind.about in {"household", "debt"}
        for told in (kind.types or frozenset()) | kind.not_types:
            assert CreditorType(told)


def test_c1_asks_for_what_lower_pay_and_each_kind_of_credit_need() -> None:
    case = demo("C1-easy")
    assert {"income", "pay_cut", "housing", "credit_report"} <= set(asked(case, None))
    assert "job_lost" not in asked(case, None)
    assert asked(case, "D1") == ["contract", "statement", "paid"]  # a card
    assert asked(case, "D3") == ["contract", "breakdown", "costs", "paid"]  # an online loan
    assert named(case)["降薪通知"] == ("pay_cut", None)
    assert named(case)["房租合同"] == ("housing", None)


def test_c2_asks_for_the_illness_and_the_mortgage() -> None:
    case = demo("C2-tight")
    assert named(case)["住院费用清单与医保结算单"] == ("illness", None)
    assert named(case)["学籍/户口本"] == ("family", None)
    assert "security" in asked(case, "D0")


def test_c3_asks_for_the_lost_job_the_note_and_the_guarantee() -> None:
    case = demo("C3-negative")
    assert named(case)["失业登记/失业金领取记录"] == ("job_lost", None)
    assert named(case)["解除劳动合同证明"] == ("job_lost", None)
    assert {"note", "received"} <= set(asked(case, "D5"))
    assert asked(case, "G1") == ["guarantee"]


def test_c4_puts_each_court_paper_to_the_debt_it_is_about() -> None:
    found = named(demo("C4-litigated"))
    assert found["判决书"] == ("judgment", "D1")
    assert found["执行通知书"] == ("judgment", "D1")
    assert found["调解通知"] == ("mediation", "D2")
    assert found["支付令"] == ("payment_order", "D3")
    assert found["离婚调解书"] == ("family", None)


def test_c5_asks_for_records_of_the_calls_and_for_the_agreement() -> None:
    case = demo("C5-misconduct")
    assert named(case)["分期协议短信与录音"] == ("agreement", "D1")
    assert "collection" in asked(case, "D1")
    assert "agreement" not in asked(case, "D2")
    assert "agent" in asked(case, None)  # "付给“法务公司”2980元"


def test_marking_an_item_changes_no_number() -> None:
    case = demo("C2-tight")
    before = {(item.kind, item.debt): item.number for item in evidence_list(case)}
    row = Evidence(kind="statement", debt="D1", standing="have", name="2026年10月账单", sha256=DIGEST)
    after = evidence_list(replace(case, evidence=(row,)))
    assert {(item.kind, item.debt): item.number for item in after} == before
    assert next(item.standing for item in after if (item.kind, item.debt) == ("statement", "D1")) == "have"


def test_a_row_of_the_manifest_takes_the_place_of_the_name_it_was_listed_by() -> None:
    case = demo("C1-easy")
    row = Evidence(kind="pay_cut", standing="have", name="降薪通知", pages=1)
    items = [item for item in evidence_list(replace(case, evidence=(row,))) if item.row.name == "降薪通知"]
    assert [(item.row.pages, item.source) for item in items] == [(1, "manifest")]


def test_a_paper_of_another_creditor_is_not_enclosed() -> None:
    case = demo("C5-misconduct")
    names = [row.name for row in enclosed(case, "application", "D2", case.hardship_evidence)]
    assert "课时费流水" in names
    assert "分期协议短信与录音" not in names  # D1's agreement


def test_what_is_not_at_hand_is_not_enclosed() -> None:
    case = demo("C1-easy")
    lost = Evidence(kind="pay_cut", standing="missing", name="降薪通知")
    here = Evidence(kind="work", standing="have", name="在职证明")
    found = enclosed(replace(case, evidence=(lost, here)), "application", "D1", case.hardship_evidence)
    assert "降薪通知" not in [row.name for row in found]
    assert here in found


ROWS = st.builds(
    Evidence,
    kind=st.sampled_from([*kinds(), "unheard_of"]),
    standing=st.sampled_from(EVIDENCE_STANDINGS),
    debt=st.sampled_from([None, "D1", "D2", "D3"]),
    name=st.sampled_from(["", "甲", "乙", "通话录音", "课时费流水"]),
    pages=st.none() | st.integers(0, 9),
)


@given(st.lists(ROWS, max_size=12))
def test_every_row_of_a_manifest_is_in_the_list_once(rows: list[Evidence]) -> None:
    case = replace(demo("C5-misconduct"), evidence=tuple(rows))
    found = [item.row for item in evidence_list(case) if item.source == "manifest"]
    assert sorted(map(repr, found)) == sorted(map(repr, rows))


@given(st.lists(ROWS, max_size=6))
def test_no_letter_holds_a_paper_of_another_creditor(rows: list[Evidence]) -> None:
    case = replace(demo("C5-misconduct"), evidence=tuple(rows))
    for paper in ("application", "hardship", "stop_collection"):
        for debt in ("D1", "D2"):
            assert all(row.debt in {None, debt} for row in enclosed(case, paper, debt, case.hardship_evidence))


def test_receipts_belong_to_the_one_agreement_that_was_paid_on() -> None:
    case = demo("C5-misconduct")
    assert named(case)["近5期还款回单"] == ("paid", "D1")  # 5 of 60 instalments, paid to D1 alone
    for paper in ("application", "hardship"):
        names = {row.name for row in enclosed(case, paper, "D2", case.hardship_evidence)}
        assert names == {"课时费流水"}
