"""Where the talks stand: the person's word first, what the case shows else; the next step, its day, a refusal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.dealings import STATES
from repaybook.case.model import (
    CaseFile,
    Contact,
    CounterOffer,
    CreditorType,
    Debt,
    Evidence,
    Milestone,
    Negotiation,
    Offer,
    OfferKind,
    Payment,
    Plan,
)
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes, names
from repaybook.follow.contacts import masked, open_promise, past_promise
from repaybook.follow.reached import Passed
from repaybook.follow.refusals import REASONS
from repaybook.follow.talk_dates import talk_dates, this_week
from repaybook.follow.talks import Basis, Standing, standing, waits
from repaybook.money import Money
from repaybook.texts import LANGS, catalogue, known

ON = date(2026, 11, 23)
BANK = Debt(
    id="A", creditor_alias="银行A", creditor_type=CreditorType.BANK_CREDIT_CARD, balance_total=Money.yuan(9_000)
)
PLAIN = CaseFile(as_of=ON, debts=(BANK,))


def case_of(name: str) -> CaseFile:
    return read_case(demo_bytes(name))


def about(case: CaseFile, debt: str, on: date = ON) -> Standing:
    return next(one for one in standing(case, on) if one.debt == debt)


def call(day: str, said: str = "登记诉求", **more: object) -> Contact:
    told = {"direction": "out", "debt": "A", "said_zh": said, **more}
    return Contact(at=datetime.fromisoformat(f"2026-{day}T10:00"), **told)  # type: ignore[arg-type]


def told(state: str, day: str, **more: object) -> Negotiation:
    return Negotiation(debt="A", state=state, on=date.fromisoformat(f"2026-{day}"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "debt", "state", "key", "on"),
    [
        ("C1-easy", "D1", "budgeted", "budgeted", None),
        ("C1-easy", "D3", "budgeted", "keep", date(2026, 12, 10)),
        ("C2-tight", "D0", "budgeted", "priority", date(2026, 12, 1)),
        ("C2-tight", "D1", "refused", "refused", None),
        ("C3-negative", "D1", "budgeted", "pause", None),
        ("C4-litigated", "D1", "budgeted", "court", None),
        ("C5-misconduct", "D1", "performing", "performing", date(2026, 12, 5)),
        ("C5-misconduct", "D4", "budgeted", "keep", date(2026, 12, 18)),
    ],
)
def test_the_five_cases_show_where_they_stand(name: str, debt: str, state: str, key: str, on: date | None) -> None:
    one = about(case_of(name), debt)
    assert (one.state, one.next.key) == (state, key)
    if on is not None:
        assert one.next.basis is Basis.PAYMENT
        assert one.next.on == on
    assert not one.overdue


def test_a_guarantee_for_others_has_no_talks() -> None:
    assert "G1" not in {one.debt for one in standing(case_of("C3-negative"), ON)}


def test_a_debt_of_which_nothing_is_known_has_not_begun() -> None:
    bare = CaseFile(as_of=ON, debts=(replace(BANK, balance_total=None),))
    one = about(bare, "A")
    assert (one.state, one.next.key, one.passed) == (None, "begin", ())


def test_the_line_of_c5_holds_what_was_passed_with_its_days() -> None:
    assert about(case_of("C5-misconduct"), "D1").passed[-3:] == (
        Passed(state="accepted", on=date(2026, 6, 18)),
        Passed(state="confirmed", on=date(2026, 6, 18)),
        Passed(state="performing", on=date(2026, 7, 5)),
    )


def test_what_the_person_set_counts_with_its_own_next_step_and_day() -> None:
    row = told("waiting", "11-20", next_step="问结果", next_on=date(2026, 11, 27))
    one = about(replace(PLAIN, negotiations=(row,)), "A")
    assert (one.state, one.told, one.since) == ("waiting", row, date(2026, 11, 20))
    assert (one.next.said, one.next.on, one.next.basis) == ("问结果", date(2026, 11, 27), Basis.TOLD)
    assert about(replace(PLAIN, negotiations=(row,)), "A", date(2026, 11, 28)).overdue


def test_of_two_entries_the_later_day_counts_and_of_one_day_the_later_entry() -> None:
    rows = (told("refused", "11-20"), told("waiting", "11-02"), told("counter_offer", "11-20"))
    assert about(replace(PLAIN, negotiations=rows), "A").state == "counter_offer"


def test_an_agreement_made_after_the_last_entry_moves_the_state_on() -> None:
    case = case_of("C5-misconduct")
    before = Negotiation(debt="D1", state="waiting", on=date(2026, 6, 1))
    after = Negotiation(debt="D1", state="change_requested", on=date(2026, 11, 20))
    assert about(replace(case, negotiations=(before,)), "D1").state == "performing"
    assert about(replace(case, negotiations=(before, after)), "D1").state == "change_requested"


@pytest.mark.parametrize(
    ("log", "state", "on"),
    [
        ((call("11-12"),), "first_contact", date(2026, 11, 27)),  # 12 + 15 days
        ((call("11-02"), call("11-10")), "waiting", date(2026, 11, 25)),  # 10 + 15 days
        ((call("11-02"), call("11-10", "不同意减免申请")), "refused", None),
        ((call("11-02", "不同意减免申请"), call("11-10")), "waiting", date(2026, 11, 25)),
        ((call("11-10", direction="in", said_zh="不同意减免申请"),), "refused", None),
    ],
)
def test_the_log_shows_how_far_it_went(log: tuple[Contact, ...], state: str, on: date | None) -> None:
    one = about(replace(PLAIN, contact_log=log), "A")
    assert (one.state, one.next.on) == (state, on)


def test_a_usual_wait_that_is_over_is_marked_and_says_that_it_is_practice() -> None:
    case = replace(PLAIN, contact_log=(call("11-02"),))
    one = about(case, "A", date(2026, 11, 18))
    assert (one.next.on, one.next.basis, one.overdue) == (date(2026, 11, 17), Basis.USUAL, True)
    assert one.wait is not None
    assert (one.wait.least, one.wait.most, one.wait.source) == (3, 15, "practice")
    assert not about(case, "A", date(2026, 11, 17)).overdue


def test_a_promised_day_comes_before_a_usual_wait_and_goes_once_it_is_kept() -> None:
    promised = call("11-20", promise="三天内回电", promise_on=date(2026, 11, 23))
    one = about(replace(PLAIN, contact_log=(promised,)), "A")
    assert (one.next.on, one.next.basis, one.promises) == (date(2026, 11, 23), Basis.PROMISE, (promised,))
    kept = replace(promised, promise_kept=True)
    assert about(replace(PLAIN, contact_log=(kept,)), "A").promises == ()
    assert open_promise(promised)
    assert not open_promise(kept)
    assert not past_promise(promised, ON)
    assert past_promise(promised, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("outcome", "state"), [("offered", "counter_offer"), ("agreed", "accepted"), ("refused", "refused")]
)
def test_a_creditors_answer_is_a_state(outcome: str, state: str) -> None:
    answer = CounterOffer(debt="A", on=date(2026, 11, 20), outcome=outcome, valid_until=date(2026, 12, 1))
    one = about(replace(PLAIN, counter_offers=(answer,), contact_log=(call("11-10"),)), "A")
    assert (one.state, one.since) == (state, date(2026, 11, 20))
    assert one.next.on == (date(2026, 12, 1) if outcome == "offered" else None)


def test_papers_and_a_chosen_plan_are_steps_before_the_first_contact() -> None:
    plan = Plan(id="P", offers=(Offer(debt="A", kind=OfferKind.INSTALMENTS, months=12),))
    case = replace(PLAIN, plans=(plan,), chosen_plan="P")
    assert about(case, "A").state == "plan_set"
    have = Evidence(kind="income", standing="have")
    assert about(replace(case, evidence=(have,)), "A").state == "evidence_ready"
    lacking = Evidence(kind="hardship", standing="missing", name="诊断证明")
    assert about(replace(case, evidence=(have, lacking)), "A").state == "plan_set"


def test_an_agreement_that_is_paid_asks_for_the_certificate() -> None:
    case = case_of("C5-misconduct")
    paid = replace(case.agreements[0], terms=5, principal_fixed=Money.yuan(3_900))  # 5 × 780
    assert about(replace(case, agreements=(paid,)), "D1").next.key == "ask_certificate"


def test_the_certificate_and_the_credit_report_end_the_talks() -> None:
    case = case_of("C5-misconduct")
    certificate = Milestone(debt="D1", step="certificate_received", on=date(2026, 10, 1))
    one = about(replace(case, milestones=(certificate,)), "D1")
    assert (one.state, one.next.on, one.next.basis) == ("settled", date(2026, 11, 30), Basis.USUAL)  # 60 days on
    checked = Milestone(debt="D1", step="credit_checked", on=date(2026, 11, 20))
    assert about(replace(case, milestones=(certificate, checked)), "D1").state == "credit_checked"


def test_an_instalment_that_was_missed_is_overdue() -> None:
    case = case_of("C5-misconduct")
    missed = replace(case.agreements[0], payments=(Payment(date=date(2026, 7, 5), amount=Money.yuan(780)),))
    one = about(replace(case, agreements=(missed,)), "D1")
    assert (one.next.on, one.overdue) == (date(2026, 8, 5), True)


def test_a_refusal_lists_every_reason_with_those_that_fit_first() -> None:
    found = about(case_of("C2-tight"), "D1").counters
    assert sorted(one.reason for one in found) == sorted(REASONS)
    assert next(one.reason for one in found if one.fits) == "too_early"  # 「称需逾期满90天」
    assert all(one.fits for one in found[: sum(one.fits for one in found)])


def test_papers_that_are_missing_are_named_after_a_refusal() -> None:
    lacking = Evidence(kind="hardship", standing="missing", name="诊断证明")
    case = replace(
        PLAIN,
        evidence=(lacking,),
        contact_log=(
            call(
                "11-10",
                "材料不全,不予受理申请",
            ),
        ),
        negotiations=(told("refused", "11-11"),),
    )
    papers = next(one for one in about(case, "A").counters if one.reason == "papers")
    assert (papers.fits, papers.papers) == (True, ("诊断证明",))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"collector": "outsourced"}, "outsourced"),
        ({"legal_status": "litigation"}, "sued"),
        ({"legal_status": "assigned"}, "assigned"),
        ({"collector": "assignee"}, "assigned"),
    ],
)
def test_what_the_debt_shows_fits_as_a_reason(change: dict[str, str], reason: str) -> None:
    debt = replace(BANK, **change)  # type: ignore[arg-type]
    case = CaseFile(as_of=ON, debts=(debt,), negotiations=(told("refused", "11-11"),))
    assert reason in {one.reason for one in about(case, "A").counters if one.fits}


@pytest.mark.parametrize("lang", LANGS)
def test_no_word_advises_to_fall_behind(lang: str) -> None:
    advice = (
        r"(先|再|故意|等|拖)(逾期|断供|停还|停止还款|拖到|满90)|stop paying|fall behind (first|until)|wait until .*90"
    )
    words = {key: said for key, said in catalogue(lang).items() if key.startswith(("talks.", "scripts."))}
    found = [key for key, said in words.items() if re.search(advice, said, re.IGNORECASE)]
    assert found == ["talks.kept_paying"] if lang == "zh" else found == []
    assert "不用等逾期" in catalogue("zh")["talks.kept_paying"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_state_and_reason_has_its_words(lang: str) -> None:
    keys = [f"talks.next.{state}" for state in STATES]
    keys += [f"talks.counter.{reason}.{part}" for reason in REASONS for part in ("title", "do")]
    keys += [f"talks.source.{wait.source}" for wait in waits().values()]
    assert [key for key in keys if not known(lang, key)] == []  # type: ignore[arg-type]


def test_the_days_of_the_talks_are_next_steps_and_promises_but_no_payments() -> None:
    promised = call("11-20", debt=None, party="电话来的人", promise="发明细", promise_on=date(2026, 12, 1))
    row = told("waiting", "11-20", next_step="问结果", next_on=date(2026, 11, 27))
    case = replace(PLAIN, contact_log=(promised,), negotiations=(row,))
    days = [(one.on.isoformat(), one.debt, one.key, one.said) for one in talk_dates(case, ON)]
    assert days == [("2026-11-27", "A", "waiting", "问结果"), ("2026-12-01", None, "promise", "发明细")]
    assert [one.key for one in talk_dates(case, date(2026, 11, 28))] == ["promise"]
    assert talk_dates(case_of("C5-misconduct"), ON) == ()


@given(
    st.lists(
        st.builds(
            Negotiation,
            debt=st.just("A"),
            state=st.sampled_from(STATES),
            on=st.dates(date(2026, 1, 1), ON),
            next_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        ),
        max_size=6,
    )
)
def test_whatever_was_set_the_latest_counts_and_every_entry_stays_in_the_line(rows: list[Negotiation]) -> None:
    one = about(replace(PLAIN, negotiations=tuple(rows)), "A")
    assert [(p.state, p.on) for p in one.passed if p.told] == sorted(
        ((row.state, row.on) for row in rows), key=lambda pair: (pair[1], STATES.index(pair[0]))
    )
    if rows:
        assert one.since == max(row.on for row in rows)
    assert one.overdue == (one.next.on is not None and one.next.on < ON)


def test_every_demo_case_has_a_line_a_debt() -> None:
    for name in names():
        case = case_of(name)
        assert [one.debt for one in standing(case, ON)] == [debt.id for debt in case.debts if not debt.contingent]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13812341234", "138****1234"),
        ("138 1234 1234", "138****1234"),
        ("+86 138-1234-1234", "138****1234"),
        ("0571-88882210", "0571****2210"),
        ("010-12345678", "010****5678"),
        ("88882210", "88****2210"),
        ("张三 13812341234 转 801", "张三 138****1234 转 801"),
        ("95588", "95588"),
        ("4008001234", "4008001234"),
        ("138****1234", "138****1234"),
        ("95***", "95***"),
        ("", ""),
    ],
)
def test_a_number_is_masked_as_it_is_typed(typed: str, kept: str) -> None:
    assert masked(typed) == kept
    assert masked(kept) == kept


def test_what_presses_this_week_is_the_nearest_before_and_after_the_day() -> None:
    days = ("2026-11-01", "2026-11-22", "2026-11-25", "2026-11-29", "2026-11-30")
    log = tuple(call("10-20", promise=day, promise_on=date.fromisoformat(day)) for day in days)
    case = replace(PLAIN, contact_log=log)
    assert [one.said for one in this_week(case, ON, 9)] == ["2026-11-01", "2026-11-22", "2026-11-25", "2026-11-29"]
    assert [one.said for one in this_week(case, ON, 2)] == ["2026-11-22", "2026-11-25"]
