"""A letter to a private person who lent money speaks to a person, not to an institution with agencies and hotlines."""

from __future__ import annotations

from dataclasses import replace

from tests.documents.material import ON, a_case, agreed, contact, with_debt

from repaybook.case.model import CaseFile, CreditorType, Offer, OfferKind, Plan
from repaybook.documents.making import write_all
from repaybook.documents.paper import words
from repaybook.money import Money

PLAN = Plan(
    id="p", offers=(Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=24, waived_principal=Money.yuan(1_000)),)
)


def lent_by_a_person(case: CaseFile) -> CaseFile:
    return with_debt(
        replace(case, plans=(PLAN,), chosen_plan="p"), creditor_type=CreditorType.PRIVATE_LOAN, creditor_alias="王某"
    )


def letters(case: CaseFile, lang: str = "zh") -> dict[str, str]:
    papers = write_all(lent_by_a_person(case), ON, "en" if lang == "en" else "zh")
    return {paper.id: "\n".join(words(paper)) for paper in papers if paper.debt}


def test_a_person_is_no_institution_in_any_letter() -> None:
    for case in (a_case(), a_case(agreements=(agreed(),))):
        made = letters(case)
        assert made
        for name, told in made.items():
            assert "贵机构" not in told, name
            assert "受委托" not in told, name
            assert "催收" not in told, name


def test_what_is_asked_of_a_person_is_asked_in_a_persons_words() -> None:
    told = letters(a_case())["application"]
    assert "借款（信用卡）的日期或借条编号：" in told
    assert "请和本人签一份书面协议，各存一份。" in told
    assert "请按您的书面答复，减免本金1,000.00元" in told
    assert "是否同意由您决定。" in told
    assert "agencies" not in letters(a_case(), "en")["application"]


def test_no_complaint_is_written_to_a_person_who_threatens() -> None:
    case = a_case(contact_log=(contact("明天带几个人上门搬东西", "录音"),))
    assert letters(case).keys().isdisjoint({"complaint", "stop_collection"})  # 110, not a letter
