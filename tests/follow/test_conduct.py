"""Conduct: one true event a row, its class from its own facts, near-misses included."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook import law
from repaybook.case.dealings import CONDUCT_CLASSES
from repaybook.case.model import Agreement, CaseFile, Contact, CreditorType, Debt, Payment
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes, names
from repaybook.follow.conduct import RULES, agreement_kept, classes_of, conduct, conducts, judged
from repaybook.money import Money
from repaybook.texts import LANGS, Lang, catalogue

EXPECTED = Path(__file__).parents[1] / "expected"
PLAIN = CaseFile(
    as_of=date(2026, 11, 23),
    debts=(
        Debt(id="A", creditor_alias="银行A", creditor_type=CreditorType.BANK_CREDIT_CARD),
        Debt(id="B", creditor_alias="平台B", creditor_type=CreditorType.ONLINE_MICROLOAN),
    ),
)


def classes(
    said: str,
    *,
    at: str = "2026-11-20T10:00",
    direction: str = "in",
    channel: str = "电话",
    party: str = "银行A内催",
    agent: str | None = "6021",
    debt: str | None = "A",
    attempts: int | None = None,
    case: CaseFile = PLAIN,
) -> tuple[str, ...]:
    row = Contact(
        at=datetime.fromisoformat(at),
        direction=direction,
        channel=channel,
        party=party,
        agent_id=agent,
        said_zh=said,
        debt=debt,
        attempts_same_day=attempts,
    )
    return conduct(row, case).classes


@pytest.mark.parametrize("case_id", ["C1-easy", "C3-negative", "C5-misconduct"])
def test_the_rows_of_the_cases_come_out_as_published(case_id: str) -> None:
    expected = json.loads((EXPECTED / f"{case_id}.json").read_text("utf-8"))["contact_classes"]
    found = {
        row.contact.at.isoformat(timespec="minutes"): set(row.classes)
        for row in conducts(read_case(demo_bytes(case_id)))
    }
    assert found == {row["at"]: set(row["class"]) for row in expected}


def test_the_rows_of_the_other_cases_come_out() -> None:
    assert [row.classes for row in conducts(read_case(demo_bytes("C2-tight")))] == [("refusal_policy",)]
    assert [row.classes for row in conducts(read_case(demo_bytes("C4-litigated")))] == [
        ("legal_document",),
        ("legal_process",),
    ]


FIRST, LAST = datetime.fromisoformat("2015-01-01T00:00"), datetime.fromisoformat("2028-01-01T00:00")

NORMAL = [
    "提醒逾期12天,应还最低1690元",
    "询问困难,告知可以申请分期",
    "说将依法起诉",
    "告知可能诉讼,建议尽快联系",
    "告知逾期会报送征信",
    "态度生硬",
    "没有辱骂,只是语气不好",
    "预约上门面谈,问是否方便并征得同意",
    "请按官方App还款",
    "说明息费构成并发了明细",
    "没有提公安,只说尽快还",
    "告诉我官方账户和对公账号",
]


@pytest.mark.parametrize("said", NORMAL)
def test_a_lawful_contact_is_normal(said: str) -> None:
    assert classes(said) == ("normal",)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("骂我不要脸", {"insult"}),
        ("用脏话辱骂我和家人", {"insult"}),
        ("把我的照片P图发群里,骂我老赖", {"insult"}),
        ("在楼道贴大字报", {"insult"}),
        ("说要打断我的腿", {"threat"}),
        ("明天带人上门", {"threat"}),
        ("说把车拖走", {"threat"}),
        ("你孩子上学小心", {"threat"}),
        ("在门口泼油漆", {"threat"}),
        ("推搡我还不让走", {"threat"}),
        ("说今天不还就移送公安", {"false_legal_threat"}),
        ("说明天就来抓我坐牢", {"false_legal_threat"}),
        ("说已经构成诈骗罪", {"false_legal_threat"}),
        ("说马上强制执行查封", {"false_legal_threat"}),
        ("发来立案告知书图片,让我交撤案费", {"fake_legal_document_or_fraud"}),
        ("让我还款到个人微信", {"fake_legal_document_or_fraud"}),
        ("要我共享屏幕并提供验证码", {"fake_legal_document_or_fraud"}),
        ("短信让点击链接查看传票", {"fake_legal_document_or_fraud"}),
        ("说的金额和账单对不上", {"wrong_amount"}),
        ("早就还清了还在催", {"wrong_amount"}),
        ("比合同多算了800元", {"wrong_amount"}),
        ("高利贷,带人上门堵门", {"threat", "illegal_debt_collection"}),
        ("说今天不还就抓人,还骂我废物", {"false_legal_threat", "insult"}),
        ("答复没有相关政策", {"refusal_policy"}),
    ],
)
def test_what_is_said_gives_its_class(said: str, expected: set[str]) -> None:
    assert set(classes(said)) == expected


def test_usury_without_violence_is_not_the_crime_of_collecting_it() -> None:
    assert classes("对方放高利贷,打电话提醒到期") == ("normal",)


@pytest.mark.parametrize(
    ("moment", "night"),
    [("21:59", False), ("22:00", True), ("23:30", True), ("00:10", True), ("07:59", True), ("08:00", False)],
)
def test_the_quiet_hours_run_from_ten_until_before_eight(moment: str, night: bool) -> None:
    found = classes("提醒还款", at=f"2026-11-20T{moment}")
    assert ("night_contact" in found) == night


def test_a_call_at_night_that_was_agreed_is_none_at_night() -> None:
    assert classes("我同意晚上十点半再通话,核对明细", at="2026-11-20T22:30") == ("normal",)


def test_before_any_rule_on_hours_there_is_no_class_for_them() -> None:
    assert "night_contact" not in classes("提醒还款", at="2024-11-20T23:00")
    assert "night_contact" in classes("提醒还款", at="2025-03-01T23:00")


@pytest.mark.parametrize(("attempts", "often"), [(1, False), (6, False), (7, True), (9, True)])
def test_the_seventh_unanswered_call_is_too_many(attempts: int, often: bool) -> None:
    assert ("excess_frequency" in classes("未接通", attempts=attempts)) == often


def test_an_online_lender_that_gets_through_four_times_a_day_is_too_often() -> None:
    assert classes("接通后反复问", attempts=4, debt="B", party="平台B客服") == ("excess_frequency",)
    assert classes("接通后反复问", attempts=3, debt="B", party="平台B客服") == ("normal",)
    assert classes("接通后反复问", attempts=4, debt="A") == ("normal",)


@pytest.mark.parametrize(
    ("said", "direction", "disclosed"),
    [
        ("打给学校前台,说何某欠钱不还", "third_party", True),
        ("告诉我同事我信用卡逾期", "third_party", True),
        ("请同事转告我回电", "third_party", False),
        ("请我母亲转告尽快联系", "third_party", False),
        ("请同事转告我欠款", "third_party", True),
        ("打给配偶,共同借款人,提醒还款", "third_party", False),
        ("打给保证人要求还款", "third_party", False),
        ("群发短信给通讯录说我欠债", "in", True),
        ("打到单位领导那里说我欠款", "in", True),
        ("问我单位地址", "in", False),
    ],
)
def test_a_third_person_may_pass_a_message_and_no_more(said: str, direction: str, disclosed: bool) -> None:
    assert ("third_party_disclosure" in classes(said, direction=direction, party="B平台委外")) == disclosed


@pytest.mark.parametrize(
    ("party", "channel", "said", "expected"),
    [
        ("某区人民法院", "邮寄送达", "传票,定于12月20日开庭", "legal_document"),
        ("某区人民法院", "EMS", "支付令", "legal_document"),
        ("某区人民法院", "短信", "通知12月8日线上调解", "legal_process"),
        ("法院特邀调解组织", "电话", "约调解时间", "legal_process"),
        ("仲裁委员会", "邮寄", "仲裁裁决", "legal_document"),
        ("自称法院执行局", "短信", "立案通知图片,转账撤案", "fake_legal_document_or_fraud"),
        ("某区人民法院", "短信", "点击链接缴费", "fake_legal_document_or_fraud"),
    ],
)
def test_a_court_itself_is_not_a_collector_and_a_false_court_is_no_court(
    party: str, channel: str, said: str, expected: str
) -> None:
    assert classes(said, party=party, channel=channel, agent=None, at="2026-11-20T09:00") == (expected,)


def test_the_courts_own_message_at_night_is_no_night_collection() -> None:
    assert classes("通知调解", party="某区人民法院", channel="短信", at="2026-11-20T22:30") == ("legal_process",)


@pytest.mark.parametrize(
    ("party", "agent", "expected"),
    [
        ("自称银行委外", None, "unverified_identity"),
        ("某催收公司", "未报", "unverified_identity"),
        ("某催收公司", "8812", "normal"),
        ("银行A客服", None, "normal"),
    ],
)
def test_a_caller_who_does_not_say_who_he_is_is_unverified(party: str, agent: str | None, expected: str) -> None:
    assert classes("提醒尽快处理", party=party, agent=agent) == (expected,)


def test_a_call_of_ones_own_shows_at_most_the_answer() -> None:
    assert classes("称需逾期满90天才能办个性化分期", direction="out") == ("refusal_policy",)
    assert classes("登记了诉求,三个工作日回访", direction="out", at="2026-11-20T22:30") == ("normal",)


AGREED = replace(
    PLAIN,
    agreements=(
        Agreement(
            debt="A",
            signed=date(2026, 6, 18),
            terms=60,
            monthly=Money.yuan(780),
            principal_fixed=Money.yuan(46_800),
            first_due=date(2026, 7, 5),
            payments=tuple(Payment(date=date(2026, month, 5), amount=Money.yuan(780)) for month in range(7, 12)),
        ),
    ),
)


def test_a_demand_on_a_kept_agreement_is_collection_after_it() -> None:
    assert classes("要求立即结清42900元", case=AGREED) == ("after_agreement_collection",)


def test_a_reminder_of_the_agreed_instalment_is_normal() -> None:
    assert classes("提醒本期还款780元", case=AGREED) == ("normal",)


def test_a_demand_about_another_debt_or_before_the_agreement_is_normal() -> None:
    assert classes("要求还款", debt="B", case=AGREED) == ("normal",)
    assert classes("要求还款", at="2026-06-17T10:00", case=AGREED) == ("normal",)


def test_a_demand_after_a_missed_instalment_is_not_held_against_the_creditor() -> None:
    missed = replace(AGREED, agreements=(replace(AGREED.agreements[0], payments=AGREED.agreements[0].payments[:4]),))
    assert not agreement_kept(missed, "A", date(2026, 11, 20))
    assert classes("要求立即还款", case=missed) == ("normal",)


@given(said=st.text(max_size=200), at=st.datetimes(FIRST, LAST))
def test_any_row_has_at_least_one_class_and_normal_stands_alone(said: str, at: datetime) -> None:
    found = conduct(Contact(at=at, direction="in", said_zh=said), PLAIN).classes
    assert found
    assert set(found) <= set(CONDUCT_CLASSES)
    assert ("normal" in found) == (found == ("normal",))


def test_every_rule_of_a_class_is_a_provision() -> None:
    for name, rules in RULES.items():
        assert name in CONDUCT_CLASSES
        for area, provision in rules:
            assert law.load(area)[provision].says["zh"]


def test_every_row_of_every_demo_case_has_a_class() -> None:
    assert all(row.classes for name in names() for row in conducts(read_case(demo_bytes(name))))


def test_what_the_person_confirmed_counts_before_the_hint() -> None:
    row = Contact(at=datetime.fromisoformat("2026-11-20T22:41"), direction="in", said_zh="催款", debt="A")
    assert judged(row, PLAIN).classes == conduct(row, PLAIN).classes == ("night_contact",)
    assert not judged(row, PLAIN).confirmed
    mine = replace(row, classes=("insult", "threat"))
    assert (judged(mine, PLAIN).classes, judged(mine, PLAIN).confirmed) == (("threat", "insult"), True)
    assert judged(mine, PLAIN).misconduct


def test_a_contact_confirmed_as_normal_is_no_misconduct_whatever_the_hint_was() -> None:
    row = Contact(at=datetime.fromisoformat("2026-11-20T22:41"), direction="in", said_zh="催款", classes=("normal",))
    assert judged(row, PLAIN).classes == ("normal",)
    assert not judged(row, PLAIN).misconduct
    assert classes_of(("normal", "insult")) == ("insult",)
    assert classes_of(()) == ("normal",)


@pytest.mark.parametrize("lang", LANGS)
def test_no_class_is_called_illegal_where_its_rule_is_a_guideline(lang: Lang) -> None:
    """The one word that may stand is the name of the crime of collecting illegal debts (刑法293条之一)."""
    named = re.compile(
        r"违法|非法|犯法|犯罪" if lang == "zh" else r"illegal|unlawful|crime|criminal(?! law)", re.IGNORECASE
    )
    found = {key for key, words in catalogue(lang).items() if key.startswith("conduct.") and named.search(words)}
    soft = {
        name
        for name in CONDUCT_CLASSES
        if not any(
            value.force in {"statute", "judicial"}
            for area, rule in RULES.get(name, ())
            for value in law.load(area)[rule].values
        )
    }
    assert {"night_contact", "excess_frequency", "unverified_identity", "normal"} <= soft
    assert [key for key in found if key.split(".")[1] in soft] == []
    # "not paying is no crime by itself" refutes a threat; the other is the crime's own name.
    assert {key.split(".")[1] for key in found} <= {"illegal_debt_collection", "false_legal_threat"}
