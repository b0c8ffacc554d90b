"""Where nothing fits: which rule alone is in the way, and by exactly how much."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from repaybook.case.model import CaseFile
from repaybook.money import Money
from repaybook.plans.search import Aim, Rule, Rules, SearchResult, best_offers
from repaybook.plans.search.choice import Choice, least_tolerance, treated_alike
from repaybook.plans.search.options import Creditor, Ground, ground_of, option_of
from repaybook.texts import LANGS, known
from repaybook.texts.figures import tell

ON = date(2026, 11, 23)
Maker = Callable[..., CaseFile]
Brute = Callable[[Ground], list[Choice]]


def by_rule(found: SearchResult) -> Mapping[Rule, Mapping[str, object]]:
    assert found.plan is None
    assert found.reason is not None
    for lang in LANGS:
        assert tell(lang, *found.reason)
        assert all(tell(lang, *one.said) for one in found.bindings)
    return {one.rule: one.said.values for one in found.bindings}


def test_the_money_that_is_missing_is_named_to_the_fen(cards: Maker) -> None:
    case = cards([3_600_000, 1_200_000], living=900_000)  # 1,000 left, 500 of it set aside
    values = by_rule(best_offers(case, ON))[Rule.BUDGET]
    # 48,000 ÷ 60 = 800
    assert (values["amount"], values["room"], values["monthly"]) == (Money.yuan(300), Money.yuan(500), Money.yuan(800))


def test_the_savings_line_is_named_where_giving_part_of_it_up_would_do(cards: Maker) -> None:
    found = by_rule(best_offers(cards([3_600_000, 1_200_000], living=900_000), ON))
    assert (found[Rule.SAVINGS]["amount"], found[Rule.SAVINGS]["line"]) == (Money.yuan(300), Money.yuan(500))
    # 200 left in all: the whole line would not do
    assert Rule.SAVINGS not in by_rule(best_offers(cards([4_800_000], living=930_000), ON))


def test_how_long_it_would_take_is_named(cards: Maker) -> None:
    # 500 a month; 48,000 takes 96 months, as steps of six go
    found = by_rule(best_offers(cards([4_800_000], living=900_000), ON))
    assert (found[Rule.TERMS]["months"], found[Rule.TERMS]["most"]) == (96, 60)
    # 60,000 takes 120, 60,600 takes more than ten years
    assert by_rule(best_offers(cards([6_000_000], living=900_000), ON))[Rule.TERMS]["months"] == 120
    assert Rule.TERMS not in by_rule(best_offers(cards([6_060_000], living=900_000), ON))


def test_a_smallest_instalment_in_the_way_is_named_with_its_creditors(cards: Maker) -> None:
    case = cards([2_400_000, 600_000], living=900_000)
    rules = Rules(least={"D2": Money.yuan(130)})
    found = by_rule(best_offers(case, ON, Aim.SOONEST, rules))
    # 24,000 ÷ 60 = 400; 6,000 ÷ 60 = 100 is 30 below 130; 6,000 ÷ 42 = 142.86 is too much with 400
    assert found[Rule.LEAST] == {"names": ("银行2",), "amount": Money.yuan(30)}
    assert found[Rule.BUDGET]["amount"] == Money.yuan("42.86")


def test_shares_in_proportion_in_the_way_are_named_with_what_would_do(cards: Maker) -> None:
    case = cards([1_200_000, 1_200_000], living=900_000)
    rules = Rules(own_terms={"D1": (60,), "D2": (48,)}, tolerance_percent=5)
    found = by_rule(best_offers(case, ON, Aim.SOONEST, rules))
    # 200 and 250 of 450: each should be 225, 25 is 11.1 % of that
    assert found[Rule.PRO_RATA] == {"percent": 5, "needed": 12}
    assert best_offers(case, ON, Aim.SOONEST, replace(rules, tolerance_percent=12)).plan is not None
    assert best_offers(case, ON, Aim.SOONEST, replace(rules, tolerance_percent=11)).plan is None


def test_who_is_done_first_in_the_way_is_named(cards: Maker) -> None:
    case = cards([1_200_000, 1_200_000], living=900_000)
    rules = Rules(own_terms={"D1": (60,), "D2": (48, 54)}, first=("D1",))
    found = by_rule(best_offers(case, ON, Aim.SOONEST, rules))
    assert found[Rule.FIRST] == {"names": ("银行1",), "months": 6}


def test_every_rule_that_is_named_has_its_words() -> None:
    for lang in LANGS:
        assert all(known(lang, f"search.rule.{rule.value}") for rule in Rule)
        assert all(known(lang, f"search.aim.{aim.value}") for aim in Aim)


@settings(max_examples=25)
@given(
    balances=st.lists(st.integers(200_000, 6_000_000), min_size=2, max_size=3),
    terms=st.sets(st.sampled_from((6, 12, 24, 36, 60)), min_size=1, max_size=3).map(tuple),
    least=st.integers(0, 60_000),
    tolerance=st.sampled_from((None, 3, 20)),
)
def test_what_is_said_to_be_missing_is_enough_and_a_yuan_less_is_not(
    cards: Maker, brute: Brute, balances: list[int], terms: tuple[int, ...], least: int, tolerance: int | None
) -> None:
    case = cards(balances, living=900_000)
    rules = Rules(terms=terms, least_of_all=Money(least), tolerance_percent=tolerance)
    found = best_offers(case, ON, Aim.SOONEST, rules)
    assume(found.plan is None)
    budget = by_rule(found).get(Rule.BUDGET)
    ground = ground_of(case, ON, rules)

    def with_more(fen: int) -> Ground:
        cash = tuple(kept + fen * number for number, kept in enumerate(ground.cash, 1))
        return replace(ground, monthly=ground.monthly + fen, cash=cash)

    if budget is None:
        assert brute(with_more(10**9)) == []
        return
    missing = budget["amount"]
    assert isinstance(missing, Money)
    assert brute(with_more(missing.fen)) != []
    assert brute(with_more(missing.fen - 1)) == []


@given(
    st.lists(st.tuples(st.integers(1, 10**7), st.integers(1, 60)), min_size=1, max_size=5),
)
def test_the_smallest_tolerance_is_just_enough(debts: list[tuple[int, int]]) -> None:
    creditors = tuple(
        Creditor(debt=None, balance=balance, begins=1, least=0, options=(), too_small=())  # type: ignore[arg-type]
        for balance, _ in debts
    )
    options = tuple(option_of(balance, months, 0, Decimal(0), ON) for balance, months in debts)
    choice = Choice(creditors, options)
    needed = least_tolerance(choice)
    assert treated_alike(choice, needed)
    if needed:
        assert not treated_alike(choice, needed - 1)


@pytest.mark.parametrize("tolerance", [0, 1, 100])
def test_equal_terms_treat_everybody_alike(cards: Maker, tolerance: int) -> None:
    case = cards([4_680_001, 3_119_999, 2_240_003, 1_420_007], living=600_000)
    found = best_offers(case, ON, Aim.ROOMIEST, Rules(tolerance_percent=tolerance))
    assert found.plan is not None
