"""What a stress run says is true of its figures, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from repaybook import demo
from repaybook.case.model import CaseFile
from repaybook.case.read import read_case
from repaybook.money import Money
from repaybook.plans import propose
from repaybook.plans.model import Projection
from repaybook.plans.resilience import (
    Assumptions,
    assumed,
    breach_reading,
    breaches,
    payment_reading,
    resilience,
    resilience_reading,
)
from repaybook.texts import LANGS
from repaybook.texts.figures import tell

Maker = Callable[..., CaseFile]
Assuming = Callable[..., Assumptions]
Instalments = Callable[[CaseFile, int], Projection]


@pytest.mark.parametrize("name", ["C1-easy", "C2-tight", "C5-misconduct"])
def test_the_sentences_of_the_demo_cases_are_true_of_their_lives(name: str) -> None:
    case = read_case(demo.demo_bytes(name))
    numbers = assumed(case)
    for plan in propose(case, case.as_of).plans:
        fared = resilience(plan, case, numbers)
        key, values = resilience_reading(fared, plan)
        assert key == "stress.reading.holds"
        assert values["percent"] == round(100 * fared.holding[-1] / 10_000)
        weak = [month.month for month in plan.months].index(values["fail_month"])  # type: ignore[arg-type]
        assert fared.holding[weak] < 9_500 <= (fared.holding[weak - 1] if weak else 10_000)
        key, values = payment_reading(fared)
        assert fared.payment is not None
        assert (key == "stress.reading.payment_less") == (fared.payment < plan.monthly_rearranged)
        broken = breaches(plan, case, numbers)
        key, values = breach_reading(broken, case)
        assert values["percent"] == max(share.percent for share in broken.broken.values())


def test_each_outcome_has_its_sentence(household: Maker, assuming: Assuming, instalments: Instalments) -> None:
    case = household()
    calm = assuming(case)
    holding, failing = instalments(case, 36), instalments(case, 6)
    rare = assuming(
        case, surprise_percent=1, surprise_least=Money.yuan(99), surprise_most=Money.yuan(4000), paths=10_000
    )
    tight = instalments(household(living="8900"), 36)  # 100 is left
    said = [
        resilience_reading(resilience(holding, case, calm), holding),
        resilience_reading(resilience(failing, case, calm), failing),
        resilience_reading(resilience(tight, household(living="8900"), rare), tight),
        resilience_reading(
            resilience(instalments(household(balances=()), 1), household(balances=()), calm),
            instalments(household(balances=()), 1),
        ),
        payment_reading(resilience(holding, case, calm)),
        payment_reading(resilience(failing, case, calm)),
        breach_reading(breaches(holding, case, calm), case),
        breach_reading(breaches(failing, case, calm), case),
    ]
    assert [key.removeprefix("stress.reading.") for key, _ in said] == [
        "all_hold",
        "none_hold",
        "holds",
        "no_months",
        "payment_enough",
        "payment_less",
        "none_breaks",
        "breaks_most",
    ]
    for lang in LANGS:
        for key, values in said:
            assert not re.search(r"None|Money|\{", tell(lang, key, values))


def test_a_chance_is_never_told_without_what_it_stands_on() -> None:
    case = read_case(demo.demo_bytes("C2-tight"))
    plan = propose(case, case.as_of).plans[0]
    sentence = tell("zh", *resilience_reading(resilience(plan, case, assumed(case)), plan))
    assert sentence.startswith("照这些假定")
    assert "±" in sentence
