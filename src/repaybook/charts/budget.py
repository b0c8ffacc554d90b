"""From the income to what can be paid a month, as steps; and what would be left with a tenth or a fifth less."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from repaybook.assess.model import Assessment
from repaybook.charts.marks import Bar, Mark, Rule, Value
from repaybook.charts.model import WIDE, Axis, Chart, Frame, Note, Panel, Size
from repaybook.charts.palette import ATTENTION, INK, LIVING, PRIMARY, PRIORITY, SAVINGS, SOFT
from repaybook.charts.readings import waterfall_reading
from repaybook.charts.scale import amount_axis, figure, unit, unit_words
from repaybook.money import Fen
from repaybook.texts import Lang, say

_COLOURS = {
    "income": SOFT,
    "living": LIVING,
    "priority": PRIORITY,
    "surplus": PRIMARY,
    "buffer": SAVINGS,
    "usable": PRIMARY,
}
_TOP = 26.0
_WORDS = 24  # under the steps
_ROW = 26  # a thin row
_HALF = 0.31  # half a bar, of a step's width


def steps(assessment: Assessment) -> tuple[tuple[str, Fen, Fen], ...]:
    """Return each step with where its bar begins and ends, in fen."""
    income = assessment.income_total.fen
    after_living = income - assessment.living_total.fen
    surplus = assessment.surplus.fen
    return (
        ("income", 0, income),
        ("living", income, after_living),
        ("priority", after_living, surplus),
        ("surplus", 0, surplus),
        ("buffer", surplus, surplus - assessment.buffer.fen),
        ("usable", 0, assessment.usable_for_plans.fen),
    )


def waterfall(assessment: Assessment, lang: Lang, size: Size = WIDE) -> Chart:
    """Return the chart of a budget; a surplus below zero hangs below the line, in orange."""
    drawn = steps(assessment)
    less = {"minus10": assessment.surplus_income_minus10.fen, "minus20": assessment.surplus_income_minus20.fen}
    name, fen = unit(lang, max(abs(end) for _, *ends in drawn for end in ends), yuan_below=1_000_000_00)
    text = 13 if size.wide else 12
    field, foot = _panels(size, drawn, tuple(less.values()), lang)
    notes = [Note(8, 10, say(lang, "charts.waterfall.unit", unit=unit_words(lang, name)), text - 1, colour=SOFT)]
    below = field.top + field.height + 13
    notes += [
        Note(field.x(number + 0.5), below, say(lang, f"charts.waterfall.{step}"), text, anchor="middle")
        for number, step in enumerate(_COLOURS)
    ]
    notes += [
        Note(8, foot.y(len(less) - row - 0.5), say(lang, f"charts.waterfall.{key}"), text, colour=SOFT)
        for row, key in enumerate(less)
    ]

    def figures(amount: Fen) -> str:
        return figure(amount, fen, 0 if name == "yuan" else 2)

    frame = Frame(size=size, panels=(field, foot), notes=tuple(notes), text=text, name=text)
    marks = (*_stairs(drawn, figures), *_rows(less, figures))
    return Chart(frame=frame, marks=marks, alt=waterfall_reading(assessment, lang))


def _panels(size: Size, drawn: Sequence[tuple[str, Fen, Fen]], less: Sequence[Fen], lang: Lang) -> tuple[Panel, Panel]:
    """Return the field of the steps, and below it that of the thin rows; neither has figures on its axes."""
    ends = [end for _, *both in drawn for end in both]
    up, _ = amount_axis(lang, min(ends), max(ends), ticks=10, room=0.1)
    across, _ = amount_axis(lang, min(less), max(less), ticks=4)
    low = _ROW * len(less)
    label = 150.0 if size.wide else 110.0
    field = Panel(
        left=8,
        top=_TOP,
        width=size.width - 16,
        height=size.height - _TOP - _WORDS - low - 8,
        across=Axis(0, len(drawn)),
        up=Axis(up.low, up.high),
    )
    foot = Panel(
        left=label,
        top=size.height - low,
        width=size.width - label - 80,
        height=low,
        across=Axis(across.low, across.high),
        up=Axis(0, len(less)),
        base=False,
    )
    return field, foot


def _stairs(drawn: Sequence[tuple[str, Fen, Fen]], figures: Callable[[Fen], str]) -> Iterator[Mark]:
    """Yield a bar a step, the line that leads to it, and its figure."""
    for number, (step, begin, end) in enumerate(drawn):
        middle = number + 0.5
        under = step == "surplus" and end < 0
        colour = ATTENTION if under else _COLOURS[step]
        yield Bar(series=step, colour=colour, x0=middle - _HALF, x1=middle + _HALF, y0=begin, y1=end)
        if number:
            level = end if step == "surplus" else begin
            yield Rule(x0=middle + _HALF - 1, y0=level, x1=middle - _HALF, y1=level)
        yield Value(
            series=step,
            text=figures(end - begin),
            x=middle,
            y=min(begin, end) if under else max(begin, end),
            dy=10 if under else -9,
            anchor="middle",
            colour=ATTENTION if under else INK,
            bold=step in {"surplus", "usable"},
        )


def _rows(less: Mapping[str, Fen], figures: Callable[[Fen], str]) -> Iterator[Mark]:
    """Yield the thin rows: what the surplus is with less income."""
    yield Rule(x0=0, y0=0, x1=0, y1=len(less), panel=1)
    for row, (key, amount) in enumerate(less.items()):
        y = len(less) - row - 0.5
        colour = ATTENTION if amount < 0 else PRIMARY
        yield Bar(series=key, colour=colour, x0=0, x1=amount, y0=y - 0.2, y1=y + 0.2, panel=1)
        words = ATTENTION if amount < 0 else INK
        yield Value(series=key, text=figures(amount), x=max(amount, 0), y=y, dx=6, colour=words, panel=1)
