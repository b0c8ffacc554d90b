"""The contact log and the papers at hand, without widgets."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from importlib.resources import files

import pytest

from repaybook.case.model import Contact
from repaybook.case.read import read_case
from repaybook.errors import CaseError, RepaybookError
from repaybook.ui.models.edits import line_of, listed
from repaybook.ui.models.talk import TalkDesk
from repaybook.ui.session import Session

CALL = Contact(
    at=datetime.fromisoformat("2026-11-22T22:41"), direction="in", channel="电话", party="委外", said_zh="明早上门"
)


def desk(case: str = "C5-misconduct") -> TalkDesk:
    return TalkDesk(Session(read_case((files("repaybook") / "demo" / f"{case}.json").read_bytes())))


def test_the_log_is_shown_newest_first() -> None:
    times = [contact.at for contact in desk().contacts]
    assert len(times) == 6
    assert times == sorted(times, reverse=True)


def test_the_log_can_be_narrowed_to_one_debt() -> None:
    talk = desk()
    talk.about = "D2"
    assert [contact.at.day for contact in talk.contacts] == [19, 16, 14]


def test_a_narrowed_log_shows_everything_again_once_its_debt_is_gone() -> None:
    talk = desk()
    talk.about = "D3"
    kept = tuple(debt for debt in talk.session.case.debts if debt.id != "D3")
    log = tuple(contact for contact in talk.session.case.contact_log if contact.debt != "D3")
    talk.session.change(debts=kept, contact_log=log)
    assert talk.about == ""
    assert len(talk.contacts) == 5


def test_a_new_entry_starts_now_on_the_day_of_the_case() -> None:
    talk = desk()
    talk.about = "D1"
    blank = talk.blank()
    assert blank.at.date() == talk.session.case.as_of  # an invented case stays on its own day
    assert (blank.debt, blank.direction, blank.at.second) == ("D1", "in", 0)


def test_an_entry_is_added_corrected_and_taken_back() -> None:
    talk = desk()
    talk.log(CALL)
    assert talk.contacts[0] == CALL
    louder = replace(CALL, attempts_same_day=3)
    talk.log(louder, CALL)
    assert talk.contacts[0] == louder
    assert len(talk.contacts) == 7
    talk.session.undo()
    assert talk.contacts[0] == CALL
    talk.session.undo()
    assert len(talk.contacts) == 6


def test_correcting_an_entry_that_was_undone_meanwhile_loses_nothing() -> None:
    talk = desk()
    talk.log(CALL)
    talk.session.undo()
    talk.log(replace(CALL, party="银行"), CALL)
    assert len(talk.contacts) == 7
    assert talk.contacts[0].party == "银行"


def test_an_entry_can_be_deleted_and_had_back() -> None:
    talk = desk()
    gone = talk.contacts[2]
    talk.forget(gone)
    assert gone not in talk.contacts
    talk.session.undo()
    assert talk.contacts[2] == gone


def test_an_entry_that_says_nothing_is_refused_by_name() -> None:
    with pytest.raises(RepaybookError) as refused:
        desk().log(replace(CALL, party="", said_zh=""))
    assert refused.value.problems[0].key == "talk.problem.nothing_said"


def test_what_a_file_could_not_hold_is_refused_and_the_case_stays() -> None:
    talk = desk()
    before = talk.session.case
    with pytest.raises(CaseError) as refused:
        talk.log(replace(CALL, said_zh="\x00"))
    assert refused.value.problems[0].path == ("contact_log", 6, "said_zh")
    assert talk.session.case is before


def test_each_creditor_shows_how_often_and_when_last() -> None:
    lines = {line.debt.id: line for line in desk().creditors}
    assert (lines["D1"].contacts, lines["D2"].contacts, lines["D4"].contacts) == (2, 3, 0)
    assert lines["D1"].last is not None
    assert lines["D1"].last.at == datetime.fromisoformat("2026-11-12T22:41")
    assert lines["D1"].agreement is not None
    assert lines["D4"].last is None


def test_papers_are_listed_once_and_can_be_taken_off() -> None:
    talk = desk()
    talk.add_evidence(listed("失业登记证明、课时费流水，诊断证明"))
    assert talk.evidence == ("课时费流水", "分期协议短信与录音", "近5期还款回单", "失业登记证明", "诊断证明")
    talk.drop_evidence("课时费流水")
    assert "课时费流水" not in talk.evidence


def test_a_line_of_entries_is_taken_apart_and_put_together_again() -> None:
    assert listed(" 通话录音、 来电截图,录音；\n通话录音 ") == ("通话录音", "来电截图", "录音")
    assert listed(line_of(("甲", "乙"))) == ("甲", "乙")
    assert listed("") == ()


def test_an_edit_before_the_log_is_read_keeps_every_other_row_as_it_was() -> None:
    talk = desk()
    before = talk.session.case.contact_log
    talk.log(replace(before[3], party="银行"), before[3])
    after = talk.session.case.contact_log
    assert after[:3] == before[:3]
    assert after[4:] == before[4:]


def test_a_new_entry_takes_creditor_and_channel_from_the_last_one_noted() -> None:
    talk = desk()
    talk.log(replace(CALL, debt="D3", channel="短信"))
    assert (talk.blank().debt, talk.blank().channel) == ("D3", "短信")
    talk.about = "D1"
    assert talk.blank().debt == "D1"  # the one that is looked at comes first
    talk.log(replace(CALL, debt=None, channel="法院送达", at=datetime.fromisoformat("2026-11-22T09:00")))
    assert talk.blank().channel == ""  # a court's post is no habit


def test_a_number_is_kept_masked_however_it_came() -> None:
    talk = desk()
    talk.log(replace(CALL, number_masked="138-1234-1234"))
    assert talk.contacts[0].number_masked == "138****1234"


def test_the_log_is_narrowed_to_misconduct_and_turned_round() -> None:
    talk = desk()
    talk.only = "misconduct"
    assert [contact.at.day for contact in talk.contacts] == [19, 16, 14, 12, 9]  # the reminder of the 18th is normal
    talk.oldest_first = True
    assert [contact.at.day for contact in talk.contacts] == [9, 12, 14, 16, 19]


def test_open_promises_are_shown_until_it_is_noted_whether_they_came() -> None:
    talk = desk()
    promised = replace(CALL, promise="三天内回电", promise_on=datetime.fromisoformat("2026-11-22").date())
    talk.log(promised)
    talk.only = "promises"
    assert [(entry.contact, entry.past) for entry in talk.entries] == [(promised, True)]  # the case's day is the 23rd
    talk.settle_promise(promised, kept=True)
    assert talk.entries == ()
    assert talk.session.case.contact_log[-1].promise_kept is True


def test_classes_are_confirmed_changed_and_given_back_to_the_hint() -> None:
    talk = desk()
    night = next(contact for contact in talk.contacts if contact.at.hour == 22)
    talk.confirm(night, ("night_contact",))
    kept = next(entry for entry in talk.entries if entry.contact.at.hour == 22)
    assert (kept.conduct.classes, kept.conduct.confirmed) == (("night_contact",), True)
    talk.confirm(kept.contact, ())
    normal = next(entry for entry in talk.entries if entry.contact.at.hour == 22)
    assert normal.contact.classes == ("normal",)
    talk.back_to_hint(normal.contact)
    hinted = next(entry for entry in talk.entries if entry.contact.at.hour == 22)
    assert not hinted.conduct.confirmed
    assert "threat" in hinted.conduct.classes


def test_a_confirmation_lapses_where_the_facts_change_what_they_show_and_stays_where_they_do_not() -> None:
    talk = desk()
    talk.log(CALL)
    talk.confirm(CALL, ("threat",))
    sure = talk.contacts[0]
    same = replace(sure, evidence=("录音",))
    talk.log(same, sure)
    assert talk.contacts[0].classes == ("threat",)
    talk.log(replace(same, said_zh="提醒还款", at=datetime.fromisoformat("2026-11-22T10:00")), same)
    assert talk.contacts[0].classes is None


def test_a_contact_that_names_its_creditor_only_in_words_counts_for_it() -> None:
    lines = {line.debt.id: line for line in desk("C2-tight").creditors}
    assert lines["D1"].contacts == 1  # 「股份制银行A客服」
