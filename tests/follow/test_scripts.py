"""Calm scripts: three sentences at most, the case's own facts, no bluff, no hole, no empty promise."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from repaybook.case.model import Agreement, CaseFile, Contact, CreditorType, Debt, Offer, OfferKind, Plan, Step
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes, names
from repaybook.follow.scripts import SITUATIONS, scripts, sentences
from repaybook.money import Money
from repaybook.plans import propose
from repaybook.texts import LANGS, Lang, catalogue

ON = date(2026, 11, 23)
BANNED = {
    "zh": r"起诉|告你|告您|投诉|举报|违法|非法|犯法|曝光|媒体|后果|律师函|报警|死|跳楼|保证|一定",
    "en": r"\bsue\b|lawsuit|illegal|unlawful|complain|report you|police|expose|media|consequence|guarantee",
}


def case_of(name: str) -> CaseFile:
    return read_case(demo_bytes(name))


def said(case: CaseFile, debt: str | None, situation: str, lang: Lang = "zh", on: date = ON) -> tuple[str, ...]:
    script = next(one for one in scripts(case, debt, on) if one.situation == situation)
    return sentences(lang, script)


def debts_of(case: CaseFile) -> list[str | None]:
    return [*(debt.id for debt in case.debts), None]


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("lang", LANGS)
def test_each_situation_has_one_to_three_sentences_without_holes_or_threats(name: str, lang: Lang) -> None:
    case = case_of(name)
    for debt in debts_of(case):
        found = scripts(case, debt, case.as_of)
        assert tuple(one.situation for one in found) == SITUATIONS
        for script in found:
            lines = sentences(lang, script)
            assert 1 <= len(lines) <= 3
            for line in lines:
                ends = re.findall(r"[。？！]" if lang == "zh" else r"[.?!](?=\s|$)", line)
                assert len(ends) == 1, line
                assert line[-1] == ends[0]
                assert not re.search(r"[{}]|None|还不清楚|not known", line), line
                assert not re.search(BANNED[lang], line, re.IGNORECASE), line


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_of_the_catalogue_threatens(lang: Lang) -> None:
    told = {
        key: words
        for key, words in catalogue(lang).items()
        if key.startswith("scripts.") and key.count(".") == 2 and not key.endswith(".title")
    }
    assert told
    assert [key for key, words in told.items() if re.search(BANNED[lang], words, re.IGNORECASE)] == []


def test_an_agreement_is_told_with_its_day_its_amount_and_the_next_instalment() -> None:
    assert said(case_of("C5-misconduct"), "D1", "acknowledge") == (
        "这笔欠款我认，也愿意还。",
        "2026年6月18日我和股份制银行A谈好分期，每月780元。",
        "下一期是2026年12月5日，我准备付780元。",  # 5 of 60 paid, the 6th falls due
    )


def test_the_agreements_number_is_told_where_there_is_one() -> None:
    case = case_of("C5-misconduct")
    numbered = replace(case, agreements=(replace(case.agreements[0], reference="XY-118"),))
    assert said(numbered, "D1", "acknowledge")[1] == "2026年6月18日谈好的分期，编号XY-118，每月780元。"


def test_an_instalment_that_was_missed_is_said_as_it_is() -> None:
    case = case_of("C5-misconduct")
    late = replace(case, agreements=(replace(case.agreements[0], payments=case.agreements[0].payments[:4]),))
    assert said(late, "D1", "acknowledge")[2] == "2026年11月5日那期还差780元，我会说明哪天能付。"
    assert "780" not in "".join(said(late, "D1", "cannot_pay"))


def test_a_paid_agreement_asks_for_the_certificate() -> None:
    case = case_of("C5-misconduct")
    paid = replace(case.agreements[0], terms=5, principal_fixed=Money.yuan(3_900))  # 5 × 780
    assert said(replace(case, agreements=(paid,)), "D1", "acknowledge")[2] == "各期我都付完了，请出结清证明。"


def test_the_chosen_plan_fills_the_amount_and_the_months() -> None:
    case = case_of("C1-easy")
    plan = propose(case, case.as_of).plans[0]
    chosen = replace(case, plans=(plan.plan,), chosen_plan=plan.plan.id)
    schedule = plan.schedules["D1"]
    amount = f"{schedule.regular.in_yuan():,.2f}".removesuffix(".00")
    assert said(chosen, "D1", "acknowledge")[1] == f"我算过，每月能还{amount}元，想分{schedule.offer.months}期。"
    assert said(chosen, "D1", "cannot_pay")[1] == f"我每月能还{amount}元，请按这个登记。"


def test_where_nothing_is_left_no_amount_is_named() -> None:
    case = case_of("C3-negative")
    for debt in debts_of(case):
        told = "".join(said(case, debt, "acknowledge") + said(case, debt, "cannot_pay"))
        assert not re.search(r"[0-9]+(\.[0-9]+)?元", told)
    assert said(case, "D1", "acknowledge")[1] == "现在的收入先顾生活，我想申请暂缓。"


@pytest.mark.parametrize("debt_id", ["D1", "D2", "D3"])
def test_a_claim_before_a_court_is_not_acknowledged_on_the_telephone(debt_id: str) -> None:
    told = "".join(
        said(case_of("C4-litigated"), debt_id, "acknowledge") + said(case_of("C4-litigated"), debt_id, "cannot_pay")
    )
    assert "我认" not in told
    assert "今天我付不出" not in told


def test_a_guarantee_for_somebody_else_is_not_acknowledged() -> None:
    assert "我认" not in "".join(said(case_of("C3-negative"), "G1", "acknowledge"))


@pytest.mark.parametrize(
    ("since", "acknowledged"),
    [(date(2023, 11, 23), False), (date(2023, 11, 24), True)],  # three years to the day: 民法典188条
)
def test_a_debt_that_may_be_out_of_time_is_not_acknowledged(since: date, acknowledged: bool) -> None:
    debt = Debt(id="A", creditor_alias="银行A", creditor_type=CreditorType.BANK_CREDIT_CARD, overdue_since=since)
    told = "".join(said(CaseFile(as_of=ON, debts=(debt,)), "A", "acknowledge"))
    assert ("我认" in told) is acknowledged


def test_no_debt_is_acknowledged_while_it_is_not_known_which() -> None:
    told = "".join(said(case_of("C1-easy"), None, "acknowledge") + said(case_of("C1-easy"), None, "cannot_pay"))
    assert "我认" not in told
    assert "付不出" not in told


def test_a_principal_that_is_claimed_too_high_is_not_acknowledged() -> None:
    # 60,000 on the note, 57,600 received (民法典670条)
    debt = Debt(
        id="A",
        creditor_alias="出借人",
        creditor_type=CreditorType.PRIVATE_LOAN,
        principal=Money.yuan(57_600),
        claimed_principal=Money.yuan(60_000),
    )
    told = "".join(said(CaseFile(as_of=ON, debts=(debt,)), "A", "acknowledge"))
    assert "我认" not in told


def test_what_is_acknowledged_leaves_the_amount_to_the_checked_statement() -> None:
    assert said(case_of("C5-misconduct"), "D2", "acknowledge")[0] == "欠款我认，数额以核对的明细为准。"


def test_a_disputed_amount_is_not_acknowledged() -> None:
    debt = Debt(id="A", creditor_alias="银行A", creditor_type=CreditorType.BANK_CREDIT_CARD)
    call = Contact(at=datetime.fromisoformat("2026-11-20T10:00"), direction="in", debt="A", classes=("wrong_amount",))
    told = "".join(said(CaseFile(as_of=ON, debts=(debt,), contact_log=(call,)), "A", "acknowledge"))
    assert told == "请把欠款明细和依据书面发给我。我核对后，书面答复银行A。"


def test_the_hours_are_those_of_the_rule_in_force_on_the_day() -> None:
    case = case_of("C5-misconduct")
    assert "请在8:00到22:00之间打给我。" in said(case, "D1", "night")
    assert "请白天再打给我。" in said(case, "D1", "night", on=date(2025, 1, 1))  # no rule for banks before 2026-01-30


@pytest.mark.parametrize("steps", [(), (Step(months=6, amount=Money.yuan(100)),)])
def test_a_person_registers_nothing_and_gives_no_ticket(steps: tuple[Step, ...]) -> None:
    debt = Debt(
        id="A", creditor_alias="王某", creditor_type=CreditorType.FAMILY_FRIENDS, balance_total=Money.yuan(6_000)
    )
    offer = Offer(debt="A", kind=OfferKind.INSTALMENTS, months=12, annual_rate=Decimal(0), steps=steps)
    case = CaseFile(as_of=ON, debts=(debt,), plans=(Plan(id="p", offers=(offer,)),), chosen_plan="p")
    for situation in ("acknowledge", "cannot_pay"):
        told = "".join(said(case, "A", situation))
        assert "每月能还" in told
        assert "登记" not in told
        assert "工单" not in told


def test_a_person_has_no_official_line() -> None:
    told = "".join(line for one in scripts(case_of("C3-negative"), "D5", ON) for line in sentences("zh", one))
    assert "官方" not in told
    assert "我先向亲戚本人核实，再和您谈。" in told


def test_a_ticket_and_a_day_that_was_agreed_close_the_call() -> None:
    case = case_of("C5-misconduct")
    log = (*case.contact_log, replace(case.contact_log[4], ticket="T-77"))
    assert said(replace(case, contact_log=log), "D3", "closing")[1] == "请按工单T-77书面答复我。"
    promised = (*log, replace(case.contact_log[4], promise="回电", promise_on=date(2026, 11, 30)))
    assert said(replace(case, contact_log=promised), "D3", "closing")[1] == "我们约好2026年11月30日前再联系。"
    past = (*log, replace(case.contact_log[4], promise="回电", promise_on=date(2026, 11, 22)))
    assert said(replace(case, contact_log=past), "D3", "closing")[1] == "请按工单T-77书面答复我。"


def test_a_plan_that_does_not_fit_the_case_any_more_leaves_the_plain_words() -> None:
    case = case_of("C1-easy")
    odd = Plan(id="X", offers=(Offer(debt="D1", kind=OfferKind.INSTALMENTS),))
    assert said(replace(case, plans=(odd,), chosen_plan="X"), "D1", "acknowledge")[1].startswith("我正在算")


def test_an_agreement_of_which_little_is_known_leaves_a_plain_sentence() -> None:
    debt = Debt(id="A", creditor_alias="银行A（总行）", creditor_type=CreditorType.BANK_CREDIT_CARD)
    case = CaseFile(as_of=ON, debts=(debt,), agreements=(Agreement(debt="A"),))
    assert said(case, "A", "acknowledge") == ("这笔欠款我认，也愿意还。", "我和银行A已有协议，正照着付。")


def test_a_little_first_is_never_said_as_if_it_were_every_month() -> None:
    # 46,800 − 6 × 200 = 45,600; ÷ 54 = 844.44
    case = case_of("C2-tight")
    rest = tuple(Offer(debt=debt, kind=OfferKind.INSTALMENTS, months=60) for debt in ("D2", "D3", "D4"))
    steps = Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=60, steps=(Step(months=6, amount=Money.yuan(200)),))
    chosen = replace(case, plans=(Plan(id="own", offers=(steps, *rest)),), chosen_plan="own")
    told = "".join(said(chosen, "D1", "acknowledge"))
    assert "前6个月每月能还200元，之后每月844.44元" in told
    extra = replace(steps, steps=(), extra_months=(2,), extra_amount=Money.yuan(1_200))
    chosen = replace(case, plans=(Plan(id="own", offers=(extra, *rest)),), chosen_plan="own")
    told = "".join(said(chosen, "D1", "acknowledge"))
    assert "每月能还680元" in told
    assert "分60期" not in told


def test_a_mortgage_that_is_paid_is_not_put_up_for_talks() -> None:
    assert said(case_of("C2-tight"), "D0", "acknowledge")[1:] == ("我一直照合同付，下一期是2026年12月1日。",)
