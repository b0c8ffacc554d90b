"""The thin bar of a debt: its lengths are its parts, and what is not known is hatched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.charts import COLOURS, parts_bar
from repaybook.money import Money

yuan = Money.yuan


def lengths(parts: Callable[[str, str], list[dict[str, str]]], svg: str) -> dict[str, int]:
    return {part["fill"]: int(part["width"]) for part in parts(svg, "rect") if "x" in part}


def test_the_lengths_are_the_parts(parts: Callable[[str, str], list[dict[str, str]]]) -> None:
    # 42,600 + 3,120 + 0 + 1,080 + 0 = 46,800: 910, 67 and 23 of a thousand
    bar = parts_bar([yuan(42_600), yuan(3_120), yuan(0), yuan(1_080), yuan(0)], yuan(46_800), "zh", "d1")
    assert lengths(parts, bar.data) == {COLOURS["principal"]: 910, COLOURS["interest"]: 67, COLOURS["late_fee"]: 23}
    assert bar.alt == "46,800元：本金42,600元、利息3,120元、违约金1,080元。"
    assert bar.frame == ""


def test_what_no_part_names_is_hatched_and_said(parts: Callable[[str, str], list[dict[str, str]]]) -> None:
    bar = parts_bar([yuan(600), None, None, None, None], yuan(1_000), "zh", "d1")
    assert lengths(parts, bar.data) == {COLOURS["principal"]: 600, "url(#d1-unknown)": 400}
    assert bar.alt == "1,000元：本金600元、分项不清楚的400元。"
    assert parts_bar([yuan(600), None, None, None, None], yuan(1_000), "en", "d1").alt == (
        "¥1,000: principal ¥600, parts not known ¥400."
    )


def test_a_debt_of_which_nothing_is_known_says_so(parts: Callable[[str, str], list[dict[str, str]]]) -> None:
    bar = parts_bar([None] * 5, None, "zh", "d1")
    assert lengths(parts, bar.data) == {}
    assert bar.alt == "还不清楚。"


def test_a_debt_of_nothing_is_an_empty_bar(parts: Callable[[str, str], list[dict[str, str]]]) -> None:
    bar = parts_bar([yuan(0)] * 5, yuan(0), "zh", "d1")
    assert lengths(parts, bar.data) == {}
    assert bar.alt == "0元。"


def test_other_than_five_parts_are_refused() -> None:
    with pytest.raises(ValueError, match="five"):
        parts_bar([yuan(1)], None, "zh", "d1")


@given(st.lists(st.none() | st.integers(0, 10**12).map(Money), min_size=5, max_size=5), st.integers(0, 10**12))
def test_the_bar_is_always_full(
    parts: Callable[[str, str], list[dict[str, str]]], amounts: list[Money | None], more: int
) -> None:
    known = sum(amount.fen for amount in amounts if amount is not None)
    bar = parts_bar(amounts, Money(known + more), "zh", "d1")
    assert sum(lengths(parts, bar.data).values()) == (1000 if known + more else 0)
