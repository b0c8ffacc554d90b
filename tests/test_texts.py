"""The words: complete in both languages, and never a claim that the law does not bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from repaybook import law
from repaybook.texts import LANGS, Lang, catalogue, say

KEYS = sorted(catalogue("zh"))

# Each is a claim of the list of what must not be stated as fact, or a promise word of the grey market. A sentence that
# refutes such a claim is written without its words.
FORBIDDEN: dict[Lang, dict[str, str]] = {
    "zh": {
        r"(超过|高于)(24|36)%[^。]*(违法|不用还|无需偿还|不必还)": "it depends on lender, dates and court",
        r"停息挂账": "market slang, and no right",
        r"必须给(您|你)?(分|60)": "nobody must grant 60 instalments",
        r"分期期间(必须|一律|都)免息": "the rule does not say that interest stops",
        r"欠(款)?(满|超过)?5万(元)?(就会|就要|会|就)(坐牢|判刑)": "not without intent and more",
        r"不还就(构成|是)拒不执行": "needs an effective judgment",
        r"打(紧急)?联系人(的)?电话(都|一律)(是)?违[法规]": "guidelines with conditions",
        r"每天超过(3|三|6|六)次就(是)?违法": "a guideline number",
        r"(征信|不良记录)(会|可以|就)(消除|洗白|清除)": "nothing deletes it early",
        r"可以申请一次性(信用)?修复": "closed",
        r"核销(了)?就不用还": "a write-off is no release",
        r"过了(三|3)年就不用还": "the debt remains",
        r"唯一住房(一定)?(不能|不会)(被)?执行": "it can be",
        r"工资(一定)?(不能|不会)(被)?扣[^除]": "they can be",
        r"投诉(就|一定)?(会|能)(减免|免息)": "no such effect",
        r"成功率|包成功|包过|内部渠道|百分之百": "promise words",
        r"(一定能|保证|包)(停息|免息|免本金|减免|分期)": "promise words",
        r"(日息|信用卡)[^。]*不得超过(年)?(24|36|18\.25)%": "cards have no ceiling",
        r"征信(洗白|修复)": "promise word of the grey market",
        r"黑名单": "there is no such list of the credit system",
    },
    "en": {
        r"(above|over) (24|36) ?%[^.]*(illegal|need not be (re)?paid)": "it depends on lender, dates, court",
        r"success rate|guaranteed|inside(r)? channel|100 ?%": "promise words",
        r"(always|must) (grant|give) .*instalments": "nobody must",
        r"(record|arrears) (is|are|will be) (erased|cleaned|wiped)": "nothing deletes it early",
        r"after three years .*need not": "the debt remains",
        r"sole home (can|will) never be enforced": "it can be",
        r"blacklist": "there is no such list of the credit system",
    },
}


# The red answers of the boundary check name what they refuse.
NAMED_TO_BE_REFUSED = re.compile(r"boundary\.\w+\.red")
# The longest word or mark that stands between other words, blanks and all.
LONGEST_JOINER = len("and")


def every_sentence(lang: Lang) -> Iterator[tuple[str, str]]:
    yield from catalogue(lang).items()
    for provision in law.provisions():
        for part in ("title", "says"):  # a guard names the claim in order to refuse it
            yield f"law/{provision.area}.{provision.name}.{part}", getattr(provision, part)[lang]


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(catalogue("zh")) == set(catalogue("en"))


@pytest.mark.parametrize("key", KEYS)
def test_a_key_has_the_same_placeholders_in_both_languages(key: str) -> None:
    assert placeholders(catalogue("zh")[key]) == placeholders(catalogue("en")[key])
    assert "" not in placeholders(catalogue("zh")[key])


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_is_empty_or_has_blanks_around_it(lang: Lang) -> None:
    bad = [
        key
        for key, sentence in catalogue(lang).items()
        if not sentence or (len(sentence.strip()) > LONGEST_JOINER and sentence != sentence.strip())
    ]
    assert bad == []


def test_no_chinese_sentence_is_english() -> None:
    bad = [
        key
        for key, sentence in catalogue("zh").items()
        if re.search(r"[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}", re.sub(r"\{\w+\}", "", sentence))
        and not re.search(r"[一-鿿]", sentence)
    ]
    assert bad == []


def test_no_english_sentence_is_chinese_without_its_english() -> None:
    bad = [
        key
        for key, sentence in catalogue("en").items()
        if re.search(r"[一-鿿]", sentence) and not re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", sentence))
    ]
    assert bad == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_claims_what_the_law_does_not_bear(lang: Lang) -> None:
    bad = [
        (key, why)
        for key, sentence in every_sentence(lang)
        for claim, why in FORBIDDEN[lang].items()
        if not NAMED_TO_BE_REFUSED.fullmatch(key)
        if re.search(claim, sentence, re.IGNORECASE)
    ]
    assert bad == []


@pytest.mark.parametrize(
    "claim",
    [
        "利息超过24%就违法",
        "过了三年就不用还",
        "我们成功率高",
        "投诉就会减免",
        "欠款满5万元就会坐牢",
        "不还就构成拒不执行",
        "唯一住房不能执行",
        "可以申请一次性信用修复",
    ],
)
def test_the_forbidden_claims_are_recognised(claim: str) -> None:
    assert any(re.search(pattern, claim) for pattern in FORBIDDEN["zh"])


def test_an_unknown_key_and_a_missing_value_are_refused() -> None:
    with pytest.raises(KeyError):
        say("zh", "no.such.key")
    with pytest.raises(KeyError):
        say("zh", "law.up_to")
