"""The search finds what trying every combination finds, and what it finds is a plan that fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repaybook import demo
from repaybook.case.model import CaseFile, OfferKind
from repaybook.case.read import read_case
from repaybook.case.rules import CARD_MONTHS
from repaybook.errors import PlanError
from repaybook.money import Money
from repaybook.plans import propose
from repaybook.plans.projection import project
from repaybook.plans.resilience import assumed, resilience
from repaybook.plans.search import EVERY_TERM, Aim, Rules, best_offers
from repaybook.plans.search.choice import Choice
from repaybook.plans.search.options import Ground, ground_of
from repaybook.plans.search.rules import longest_for
from repaybook.texts import LANGS
from repaybook.texts.figures import tell

ON = date(2026, 11, 23)
Maker = Callable[..., CaseFile]
Brute = Callable[[Ground], list[Choice]]

WORTH: dict[Aim, Callable[[Choice], tuple[int, ...]]] = {
    Aim.SOONEST: lambda choice: (choice.end, choice.monthly),
    Aim.CHEAPEST: lambda choice: (choice.total, choice.end, choice.monthly),
    Aim.ROOMIEST: lambda choice: (choice.monthly, choice.end),
}
RULES = st.builds(
    Rules,
    terms=st.sets(st.sampled_from((6, 12, 18, 24, 36, 48, 60)), min_size=1, max_size=4).map(tuple),
    down_percents=st.sampled_from(((0,), (0, 10), (10, 30))),
    least_of_all=st.integers(0, 40_000).map(Money),
    tolerance_percent=st.sampled_from((None, None, 0, 10, 60)),
    first=st.sampled_from(((), (), ("D1",), ("D1", "D2"))),
    keep_savings=st.booleans(),
    rates=st.dictionaries(
        st.sampled_from(("D1", "D2")), st.sampled_from((Decimal("0.06"), Decimal("0.1825"))), max_size=2
    ),
    opening_cash=st.integers(0, 500_000).map(Money),
)


@settings(max_examples=60)
@given(
    balances=st.lists(st.integers(1, 6_000_000), min_size=2, max_size=3),
    living=st.integers(500_000, 950_000),
    rules=RULES,
    aim=st.sampled_from(tuple(WORTH)),
    ends_on=st.sampled_from((None, None, date(2028, 6, 30))),
)
def test_nothing_that_keeps_the_rules_is_better_than_what_is_found(
    cards: Maker,
    brute: Brute,
    balances: list[int],
    living: int,
    rules: Rules,
    aim: Aim,
    ends_on: date | None,
) -> None:
    case = cards(balances, living=living, ends_on=ends_on)
    found = best_offers(case, ON, aim, rules)
    every = brute(ground_of(case, ON, rules))
    if found.plan is None:
        assert every == []
        return
    assert found.projection is not None
    (chosen,) = [
        choice
        for choice in every
        if [
            (creditor.debt.id, option.months, option.down)
            for creditor, option in zip(choice.creditors, choice.options, strict=True)
        ]
        == [(offer.debt, offer.months, offer.down_payment.fen) for offer in found.plan.offers]
    ]
    assert WORTH[aim](chosen) == min(WORTH[aim](choice) for choice in every)
    # the plan itself says the same
    again = project(case, found.plan, ON)
    assert again == found.projection
    assert again.first_failing is None
    assert again.rearranged_paid.fen == chosen.total
    assert found.monthly == Money(chosen.monthly) <= found.room


@settings(max_examples=15)
@given(st.permutations(range(4)), st.sampled_from(tuple(Aim)))
def test_the_order_of_the_creditors_changes_nothing(cards: Maker, order: list[int], aim: Aim) -> None:
    case = cards([4_680_000, 3_120_000, 2_240_000, 1_420_000], living=700_000)
    shuffled = replace(case, debts=tuple(case.debts[place] for place in order))
    one, other = best_offers(case, ON, aim), best_offers(shuffled, ON, aim)
    assert one.months == other.months
    assert one.sentences == other.sentences


def test_with_every_term_the_soonest_is_the_shortest_plan_that_is_proposed() -> None:
    for name in ("C1-easy", "C2-tight"):
        case = read_case(demo.demo_bytes(name))
        (shortest,) = [one for one in propose(case, case.as_of).plans if one.plan.id == "shortest"]
        found = best_offers(case, case.as_of, Aim.SOONEST, Rules(terms=EVERY_TERM))
        assert found.projection is not None
        assert found.projection.end_month == shortest.end_month
        assert found.monthly == shortest.monthly_rearranged


def test_what_costs_most_is_paid_off_first_where_the_least_is_paid(cards: Maker) -> None:
    # 36,000 at 0 and 36,000 at 18 %: of 2,000 a month the dear one gets what it can take
    case = cards([3_600_000, 3_600_000], living=750_000)
    rules = Rules(terms=(24, 36, 48, 60), rates={"D2": Decimal("0.18")})
    found = best_offers(case, ON, Aim.CHEAPEST, rules)
    # room: 10,000 − 7,500 − 500 buffer = 2,000. D2 over 36: 1,301.49; then D1 over 60: 600; over 48 it is 750, too much
    assert found.months == {"D1": 60, "D2": 36}
    assert found.monthly == Money.yuan("1901.49")


def test_a_creditor_who_answered_keeps_the_answer(cards: Maker) -> None:
    case = cards([3_600_000, 1_200_000])
    found = best_offers(case, ON, Aim.ROOMIEST, Rules(own_terms={"D2": (12,)}))
    assert found.months == {"D1": 60, "D2": 12}


def test_a_smallest_instalment_is_kept_but_a_small_debt_is_paid_at_once(cards: Maker) -> None:
    case = cards([3_600_000, 20_000])
    found = best_offers(case, ON, Aim.ROOMIEST, Rules(terms=(1, 12, 60), least_of_all=Money.yuan(700)))
    # 36,000 ÷ 60 = 600 is below 700: twelve of 3,000; 200 is below it as a whole
    assert found.months == {"D1": 12, "D2": 1}


def test_the_savings_line_is_kept_unless_it_is_given_up(cards: Maker) -> None:
    case = cards([3_600_000], living=900_000)  # 1,000 is left, 500 of it set aside
    kept = best_offers(case, ON, Aim.SOONEST, Rules(terms=EVERY_TERM))
    spent = best_offers(case, ON, Aim.SOONEST, Rules(terms=EVERY_TERM, keep_savings=False))
    assert (kept.plan, kept.room) == (None, Money.yuan(500))
    assert (spent.months, spent.room) == ({"D1": 36}, Money.yuan(1000))


def test_a_down_payment_comes_out_of_money_that_is_there(cards: Maker) -> None:
    case = cards([3_600_000], living=930_000)  # 700 is left, 500 of it set aside
    rules = Rules(terms=(60,), down_percents=(0, 70), opening_cash=Money.yuan(24_680))
    found = best_offers(case, ON, Aim.SOONEST, rules)
    # 70 % of 36,000 is 25,200; 10,800 ÷ 60 = 180; both out of 24,680 and the first month's 700
    assert (found.monthly, found.plan is not None) == (Money.yuan(180), True)
    assert best_offers(case, ON, Aim.SOONEST, replace(rules, opening_cash=Money.yuan("24679.99"))).plan is None


def test_the_safest_holds_in_95_of_100_lives_and_nothing_sooner_among_these_terms_does(cards: Maker) -> None:
    case = cards([1_000_000, 500_000])
    case = replace(case, assets=())
    numbers = replace(assumed(case), reserve=Money.yuan(20_000), paths=2_000)
    rules = Rules(terms=(6, 12, 24, 36))
    found = best_offers(case, ON, Aim.SAFEST, rules, assumptions=numbers)
    assert found.share is not None
    assert found.projection is not None
    assert found.share.count * 100 >= 95 * found.share.of
    assert resilience(found.projection, case, numbers).holds == found.share
    end = max(found.months.values())
    for one in rules.terms:
        for other in rules.terms:
            if max(one, other) < end:
                fixed = best_offers(case, ON, Aim.ROOMIEST, Rules(own_terms={"D1": (one,), "D2": (other,)}))
                if fixed.projection is not None:
                    share = resilience(fixed.projection, case, numbers).holds
                    assert share.count * 100 < 95 * share.of


def test_where_nothing_is_that_safe_the_least_is_asked_and_said() -> None:
    case = read_case(demo.demo_bytes("C2-tight"))
    found = best_offers(case, case.as_of, Aim.SAFEST)
    assert set(found.months.values()) == {60}
    assert found.sentences[1].key == "search.why.safest_not_reached"
    assert found.share is not None
    assert found.share.percent < 95


@pytest.mark.parametrize("aim", Aim)
@pytest.mark.parametrize("name", ["C1-easy", "C2-tight", "C5-misconduct"])
def test_three_sentences_are_true_of_the_plan(name: str, aim: Aim) -> None:
    case = read_case(demo.demo_bytes(name))
    rules = Rules(terms=EVERY_TERM)
    found = best_offers(case, case.as_of, aim, rules)
    projection = found.projection
    assert projection is not None
    what, why, limit = found.sentences
    assert what.values["monthly"] == projection.monthly_rearranged == found.monthly
    assert what.values["end_month"] == projection.end_month
    assert what.values["total"] == projection.rearranged_paid
    assert why.values["room"] == found.room
    if limit.key == "search.limit.sooner_too_dear":
        # what it says no earlier end can do with: nothing is found with these terms
        months = limit.values["months"]
        assert isinstance(months, int)
        nothing = best_offers(case, case.as_of, Aim.ROOMIEST, Rules(terms=tuple(range(1, months + 1))))
        assert nothing.plan is None
        assert nothing.bindings[0].said.values["amount"] == limit.values["more"]
    for lang in LANGS:
        assert all(tell(lang, *said) for said in found.sentences)


@pytest.mark.parametrize(
    ("name", "reason"), [("C3-negative", "plans.reason.negative"), ("C4-litigated", "plans.reason.keep_not_affordable")]
)
def test_no_instalments_are_found_where_none_may_be_offered(name: str, reason: str) -> None:
    case = read_case(demo.demo_bytes(name))
    for aim in Aim:
        found = best_offers(case, case.as_of, aim)
        assert found.plan is None
        assert found.reason is not None
        assert found.reason.key == reason == propose(case, case.as_of).reason
        assert found.bindings == ()


def test_what_is_not_known_is_asked_for_first(cards: Maker) -> None:
    case = cards([100_000])
    no_income = replace(case, income=(replace(case.income[0], amount_monthly=None),))
    no_living = replace(case, expenses=())
    nothing = replace(case, debts=())
    reasons = [best_offers(one, ON).reason for one in (no_income, no_living, nothing)]
    assert [reason.key for reason in reasons if reason] == [
        "plans.reason.income_unknown",
        "plans.reason.living_unknown",
        "search.reason.nothing",
    ]


def test_cards_have_no_more_instalments_than_the_law_knows(cards: Maker) -> None:
    (debt,) = cards([100_000]).debts
    assert longest_for(debt, ON) == CARD_MONTHS == 60


def test_kept_debts_stay_kept() -> None:
    case = read_case(demo.demo_bytes("C5-misconduct"))
    found = best_offers(case, case.as_of)
    assert found.plan is not None
    kinds = {offer.debt: offer.kind for offer in found.plan.offers}
    assert kinds == {
        "D1": OfferKind.KEEP,
        "D2": OfferKind.INSTALMENTS,
        "D3": OfferKind.INSTALMENTS,
        "D4": OfferKind.KEEP,
    }


def test_everything_wrong_with_the_rules_is_named_at_once(cards: Maker) -> None:
    wrong = Rules(
        terms=(),
        own_terms={"D1": (61,), "D9": (12,)},
        down_percents=(95,),
        least={"D1": Money(-1)},
        tolerance_percent=-1,
        first=("D8",),
        rates={"D1": Decimal("-0.1"), "D2": Decimal(11)},
        opening_cash=Money(-1),
    )
    with pytest.raises(PlanError) as caught:
        best_offers(cards([1, 2]), ON, Aim.SOONEST, wrong)
    assert {problem.path for problem in caught.value.problems} == {
        ("terms",),
        ("own_terms", "D1"),
        ("own_terms", "D9"),
        ("down_percents",),
        ("least", "D1"),
        ("tolerance_percent",),
        ("first", "D8"),
        ("rates", "D1"),
        ("rates", "D2"),
        ("opening_cash",),
    }
    for lang in LANGS:
        assert all(tell(lang, problem.key, problem.values) for problem in caught.value.problems)


def test_the_solver_writes_nothing_to_the_console(capfd: pytest.CaptureFixture[str], cards: Maker) -> None:
    best_offers(cards([3_600_000, 1_200_000]), ON)
    assert capfd.readouterr() == ("", "")
