"""The evidence list and the papers on the page, as the view models keep them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from repaybook.case.model import Evidence
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.documents.paper import words
from repaybook.errors import RepaybookError
from repaybook.follow.evidence import Item
from repaybook.ui.kit import Kit
from repaybook.ui.models.evidence import EvidenceDesk
from repaybook.ui.models.papers import PaperShelf
from repaybook.ui.session import Session
from repaybook.ui.views.evidence import item_markup
from repaybook.ui.views.file_digest import FilePicker

DIGEST = hashlib.sha256(b"paper").hexdigest()


def session(name: str = "C1-easy") -> Session:
    opened = Session()
    opened.open(demo_bytes(name))
    return opened


def of_kind(desk: EvidenceDesk, kind: str) -> Item:
    """Return the first item of a kind."""
    found: Item = next(item for item in desk.items if item.kind == kind)
    return found


def test_an_item_marked_as_at_hand_is_a_row_of_the_case_and_can_be_taken_back() -> None:
    here = session()
    desk = EvidenceDesk(here)
    before = dict(desk.counts)
    desk.mark_have(of_kind(desk, "work"))
    assert here.case.evidence == (Evidence(kind="work", standing="have"),)
    assert desk.counts["have"] == before["have"] + 1
    assert desk.counts["can_get"] == before["can_get"] - 1
    here.undo()
    assert not here.case.evidence
    assert desk.counts == before


def test_details_of_a_paper_listed_by_name_keep_its_place() -> None:
    here = session()
    desk = EvidenceDesk(here)
    item = next(item for item in desk.items if item.row.name == "降薪通知")
    desk.put(replace(item.row, pages=1, sha256=DIGEST, file_name="a.pdf"), item)
    after = next(item for item in desk.items if item.row.name == "降薪通知")
    assert (after.number, after.source, after.row.pages) == (item.number, "manifest", 1)
    assert "降薪通知" in here.case.hardship_evidence
    assert read_case(here.file()).evidence[0].sha256 == DIGEST


def test_a_new_name_goes_wherever_the_paper_was_named() -> None:
    here = session()
    desk = EvidenceDesk(here)
    item = next(item for item in desk.items if item.row.name == "降薪通知")
    desk.put(replace(item.row, name="八月降薪通知"), item)
    assert "八月降薪通知" in here.case.hardship_evidence
    assert all("降薪通知" not in line.evidence for line in here.case.income)
    assert [item.row.name for item in desk.items].count("八月降薪通知") == 1


@pytest.mark.parametrize("digest", ["abc", "g" * 64, "0" * 63, "0" * 65, "<b>" * 20])
def test_what_is_no_checksum_is_refused_and_changes_nothing(digest: str) -> None:
    here = session()
    desk = EvidenceDesk(here)
    with pytest.raises(RepaybookError) as refused:
        desk.put(Evidence(kind="work", standing="have", sha256=digest), of_kind(desk, "work"))
    assert [problem.key for problem in refused.value.problems] == ["evidence.problem.digest"]
    assert here.case.evidence == ()


def test_an_item_that_is_dropped_comes_back_with_undo() -> None:
    here = session()
    desk = EvidenceDesk(here)
    names = here.case.hardship_evidence
    desk.drop(next(item for item in desk.items if item.row.name == "房租合同"))
    assert "房租合同" not in here.case.hardship_evidence
    assert here.notice is not None
    assert here.notice.undo
    here.undo()
    assert here.case.hardship_evidence == names


def test_the_part_on_view_is_one_debts_and_falls_back_when_it_is_gone() -> None:
    here = session()
    desk = EvidenceDesk(here)
    desk.part = "D3"
    assert {item.debt for item in desk.shown} == {"D3"}
    here.clear()
    assert desk.part == ""


def test_a_name_with_markup_is_shown_as_it_is() -> None:
    here = session()
    kit = Kit(here)
    row = Evidence(kind="other", standing="have", name="<b>x</b>", issuer="<i>", file_name="<script>", sha256=DIGEST)
    shown = item_markup(kit, Item(number=1, row=row, source="manifest"))
    assert "<script>" not in shown
    assert "<b>x" not in shown
    assert "&lt;b&gt;x&lt;/b&gt;" in shown


def picked(public: bool) -> tuple[FilePicker, list[Any]]:
    """Return a picker and what it was given."""
    here = session()
    here.public = public
    found: list[Any] = []
    return FilePicker(Kit(here), lambda name, digest: found.append((name, digest))), found


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        (json.dumps({"name": "a.pdf", "sha256": DIGEST}), [("a.pdf", DIGEST)]),
        (json.dumps({"name": "a.pdf", "fault": "insecure"}), [("a.pdf", None)]),
        (json.dumps({"name": "a.pdf", "fault": "unreadable"}), [("a.pdf", None)]),
        (json.dumps({"name": "a.pdf", "sha256": "<b>"}), []),
        (json.dumps({"sha256": DIGEST}), []),
        (json.dumps([1, 2]), []),
        ("no json", []),
    ],
)
def test_what_the_page_says_of_a_file_is_checked(said: str, taken: list[Any]) -> None:
    picker, found = picked(public=True)
    picker.box.children[0].children[1].value = said
    assert found == taken


def test_on_ones_own_machine_the_kernel_works_the_checksum_out() -> None:
    picker, found = picked(public=False)
    file = {
        "name": "a.pdf",
        "content": b"paper",
        "type": "",
        "size": 5,
        "last_modified": datetime(2026, 11, 1, tzinfo=UTC),
    }
    picker.box.children[0].value = (file,)
    assert found == [("a.pdf", DIGEST)]


def test_a_reworded_paragraph_stays_until_its_original_changes() -> None:
    here = session()
    shelf = PaperShelf(here)
    key = ("application", "D1")
    original = shelf.original(key)
    before = next(text for text in original.editable().values() if "8,600.00" in text)
    shelf.change(key, before, "我改过。")
    assert "我改过。" in words(shelf.worded(original))
    first = replace(here.case.income[0], amount_monthly=here.case.income[0].amount_monthly, label_zh="税后工资二")
    here.change(income=(first, *here.case.income[1:]))
    assert "我改过。" in words(shelf.worded(shelf.original(key)))
    here.change(expenses=here.case.expenses[:-1])
    changed = shelf.original(key)
    assert before not in words(changed)
    assert "我改过。" not in words(shelf.worded(changed))
    assert shelf.lost(changed) == 1
    shelf.restore(key)
    assert shelf.lost(changed) == 0


def test_an_emptied_paragraph_is_left_out_and_its_own_words_bring_it_back() -> None:
    shelf = PaperShelf(session())
    key = ("application", "D1")
    original = shelf.original(key)
    before = list(original.editable().values())[2]
    shelf.change(key, before, "")
    assert before not in words(shelf.worded(original))
    shelf.change(key, before, f" {before}")
    assert shelf.worded(original) == original


def test_another_case_knows_nothing_of_the_wording_of_the_last() -> None:
    here = session()
    shelf = PaperShelf(here)
    key = ("application", "D1")
    before = next(iter(shelf.original(key).editable().values()))
    shelf.change(key, before, "我改过。")
    here.open(demo_bytes("C1-easy"))
    assert shelf.changes(key) == {}


def test_the_whole_set_holds_the_persons_wording_and_titles_as_chosen() -> None:
    here = session("C5-misconduct")
    shelf = PaperShelf(here)
    calm = next(iter(shelf.makers(plain=False)["ics"]().values())).decode()
    plain = next(iter(shelf.makers(plain=True)["ics"]().values())).decode()
    titles = [line for line in calm.split("\r\n") if line.startswith("SUMMARY")]
    assert titles
    assert not any(word in line for line in titles for word in ("还款", "欠", "债", "银行"))
    assert calm != plain
    assert next(iter(shelf.makers(plain=False)["xlsx"]()), "").endswith(".xlsx")


def test_a_form_saved_after_its_item_was_marked_changes_that_item_and_adds_none() -> None:
    desk = EvidenceDesk(session())
    item = of_kind(desk, "work")
    desk.mark_have(item)
    desk.put(replace(item.row, standing="have", pages=2), item)
    rows = [row for row in desk.session.case.evidence if row.kind == "work"]
    assert [(row.standing, row.pages) for row in rows] == [("have", 2)]
