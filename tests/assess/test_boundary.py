"""The boundary: hints from words, never a verdict; red answers stop their papers and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.assess.boundary import BLOCKS, QUESTIONS, Light, blocked_papers, gravest, hints, hints_in
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.texts import LANGS, Lang, say

REFUSE, WARN, SUPPORT = Light.RED, Light.AMBER, Light.GREEN

# What the expected files of the cases say (boundary_prompts), and the other prompts of the five cases.
FROM_THE_CASES = [
    ("朋友说先把卡刷空再谈更划算", REFUSE),
    ("有人卖住院证明,开得更重一点好谈", REFUSE),
    ("先把房子过户给儿子", REFUSE),
    ("我还不上的时候能不能只写个情况说明", SUPPORT),
    ("中介让我对每家都投诉几十遍,逼他们免本金", REFUSE),
    ("帮我整理11月的催收记录去投诉", SUPPORT),
    ("要不要故意再拖到三个月,好谈停息", WARN),
    ("把车过户给前妻就查不到了", REFUSE),
    ("支付令利息算高了,能不能提异议", SUPPORT),
]
# Our own, near-misses included: the same words with another meaning.
OWN = [
    ("我不想还了，反正没钱", REFUSE),
    ("不是不想还，是现在还不起", SUPPORT),
    ("我想还本金，利息能不能少一点", SUPPORT),
    ("一分钱都不还行不行", REFUSE),
    ("怎么才能不用还", REFUSE),
    ("先拖一拖再说吧", WARN),
    ("我不想拖，今天就想打电话", SUPPORT),
    ("断供三个月再谈减免是不是更好", WARN),
    ("帮我弄个假病历", REFUSE),
    ("医院开的住院证明能不能用", SUPPORT),
    ("对方发来假的立案告知书怎么办", SUPPORT),
    ("把收入截图P一下图", REFUSE),
    ("有人叫我买失业证明，我没有买", SUPPORT),
    ("编一个失业的理由", REFUSE),
    ("欠多少记不清了，先估个数行吗", WARN),
    ("我要去12378如实投诉昨晚的电话", SUPPORT),
    ("每天给银行投诉一百次", REFUSE),
    ("12378和12345同时都投一遍", WARN),
    ("照搬网上的话术去投诉", REFUSE),
    ("催收威胁我家人，怎么保存证据", SUPPORT),
    ("发抖音曝光逼银行让步", REFUSE),
    ("我去吓唬客服", REFUSE),
    ("报假警说他们打我", REFUSE),
    ("他们真的上门打人，我报警了", SUPPORT),
    ("假离婚把财产分出去", REFUSE),
    ("法院调解书定的房子要过户给前妻", SUPPORT),
    ("每月抚养费转给前妻", SUPPORT),
    ("隐瞒兼职收入可以吗", REFUSE),
    ("要不要把公积金写进财产表", SUPPORT),
    ("把存款转到父母名下", REFUSE),
    ("二手车想卖掉还债", SUPPORT),
    ("卡已经刷爆了，现在想还", SUPPORT),
    ("趁额度还在全套出来", REFUSE),
    ("法务公司说有内部渠道", REFUSE),
    ("法律援助律师陪我去可以吗", SUPPORT),
    ("以前找过代理维权", WARN),
    ("让我姐帮我打电话谈", WARN),
    ("他们按减免金额收20%", REFUSE),
    ("法院受理费要多少", SUPPORT),
    ("先交3000保证金才能办", REFUSE),
    ("有公司说可以垫资结清", REFUSE),
    ("一次性收2980元代办", WARN),
    ("银行要10%首付可以吗", SUPPORT),
    ("把身份证和银行卡寄给中介了", REFUSE),
    ("身份证复印件交给银行柜台", SUPPORT),
    ("验证码发给对方才能撤案", REFUSE),
    ("想收回交给中介的身份证", SUPPORT),
    ("老师教我换手机号", REFUSE),
    ("电话都别接就行了", REFUSE),
    ("不敢接电话，怕", WARN),
    ("法院的信两周没拆", WARN),
    ("能不能晚上十点以后别打电话", SUPPORT),
    ("我不会失联，请发书面", SUPPORT),
    ("躲到外地去", REFUSE),
    ("给我三天时间考虑", WARN),
    ("想和银行谈分60期", SUPPORT),
    ("能不能展期六个月", SUPPORT),
]


@pytest.mark.parametrize(("said", "expected"), FROM_THE_CASES + OWN)
def test_a_sentence_gets_the_hint_it_deserves(said: str, expected: Light) -> None:
    assert gravest(hints_in(said)) == expected, hints_in(said)


def test_there_are_forty_prompts_beside_those_of_the_cases_and_every_kind_among_them() -> None:
    assert len(set(OWN)) >= 40
    assert {expected for _, expected in OWN} == {REFUSE, WARN, SUPPORT}


@pytest.mark.parametrize("case_id", ["C1-easy", "C3-negative", "C5-misconduct"])
def test_the_prompts_of_the_expected_files_come_out(case_id: str) -> None:
    expected = json.loads((Path(__file__).parents[1] / "expected" / f"{case_id}.json").read_text("utf-8"))
    lights = {"refuse": REFUSE, "warn": WARN, "support": SUPPORT}
    for prompt in expected["boundary_prompts"]:
        assert gravest(hints_in(prompt["said_zh"])) == lights[prompt["expected"]]


def test_the_hints_of_a_case_come_from_its_own_words() -> None:
    found = hints(read_case(demo_bytes("C4-litigated")))
    assert {(hint.question, hint.light) for hint in found} == {("assets", Light.RED), ("contact", Light.AMBER)}
    assert all(hint.said for hint in found)


def test_a_case_without_words_has_no_hints() -> None:
    assert hints_in("") == ()


def test_spaces_and_full_width_letters_do_not_hide_a_sentence() -> None:
    assert gravest(hints_in("把 车 过 户 给 前 妻")) == Light.RED
    assert gravest(hints_in("把收入截图\uff30一下图")) == Light.RED


def test_a_red_answer_stops_the_papers_it_concerns_and_nothing_else() -> None:
    stopped = blocked_papers({"means": Light.RED, "agent": Light.AMBER, "goal": Light.GREEN})
    assert stopped == {"complaint": ("means",), "stop_collection": ("means",)}


def test_no_answer_and_no_red_answer_stops_nothing() -> None:
    assert blocked_papers({}) == {}
    assert blocked_papers(dict.fromkeys(QUESTIONS, Light.AMBER)) == {}


def test_a_question_that_is_none_of_the_eight_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="not one of the eight"):
        blocked_papers({"mood": Light.RED})


@given(st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(Light)))
def test_every_stopped_paper_names_a_red_question_that_concerns_it(answers: dict[str, Light]) -> None:
    for paper, questions in blocked_papers(answers).items():
        assert questions
        assert all(answers[question] == Light.RED and paper in BLOCKS[question] for question in questions)


@given(st.text(max_size=300))
def test_any_text_at_all_is_read_without_fail(said: str) -> None:
    assert all(hint.question in QUESTIONS for hint in hints_in(said))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_its_reasons_alternatives_and_source(question: str, lang: Lang) -> None:
    for part in ("title", "question", "green", "amber", "red", "source"):
        assert say(lang, f"boundary.{question}.{part}")
    for light in ("amber", "red"):
        assert say(lang, f"boundary.{question}.reason_{light}")
        assert say(lang, f"boundary.{question}.alternative_{light}")
