"""The words and numbers of a stress run as a person changes them: a word moves its own numbers and no others."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from repaybook.case.model import CaseFile
from repaybook.plans.resilience import Assumptions, IncomeWord, Words, assumed, usual_words

CHOICES = ("work", "health", "costs")
"""The words that are not an income's."""


def with_income_word(words: Words, number: int, word: IncomeWord) -> Words:
    """Return the words with another one for this income (from 0)."""
    return replace(words, incomes=(*words.incomes[:number], word, *words.incomes[number + 1 :]))


def with_income_number(assumptions: Assumptions, number: int, name: str, value: int) -> Assumptions:
    """Return the assumptions with another number of this income (from 0)."""
    risk = replace(assumptions.incomes[number], **{name: value})
    incomes = (*assumptions.incomes[:number], risk, *assumptions.incomes[number + 1 :])
    return replace(assumptions, incomes=incomes)


def carried(now: Assumptions, before: Assumptions, after: Assumptions) -> Assumptions:
    """Return ``now`` with every number that differs between ``before`` and ``after`` as it is in ``after``.

    What the person typed stays, unless the word or the figure of the case behind that very number changed.
    """
    moved: dict[str, Any] = {
        one.name: getattr(after, one.name)
        for one in fields(Assumptions)
        if one.name != "incomes" and getattr(before, one.name) != getattr(after, one.name)
    }
    incomes = tuple(
        now.incomes[number]
        if number < len(now.incomes) and number < len(before.incomes) and before.incomes[number] == risk
        else risk
        for number, risk in enumerate(after.incomes)
    )
    return replace(now, incomes=incomes, **moved)


def followed(words: Words, assumptions: Assumptions, before: CaseFile, case: CaseFile) -> tuple[Words, Assumptions]:
    """Return words and assumptions for the case as it is now: those of ``before``, where what they rest on stayed."""
    usual = usual_words(case)
    kept = tuple(
        words.incomes[number]
        if number < len(before.income) and before.income[number].label_zh == income.label_zh
        else usual.incomes[number]
        for number, income in enumerate(case.income)
    )
    after = replace(words, incomes=kept)
    return after, carried(assumptions, assumed(before, words), assumed(case, after))
