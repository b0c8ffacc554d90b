"""From the income to what can be paid a month, as steps; and what would be left with a tenth or a fifth less."""

from __future__ import annotations

from repaybook.assess.model import Assessment
from repaybook.charts.model import WIDE, Axis, Bar, Chart, Frame, Mark, Note, Panel, Rule, Size, Value
from repaybook.charts.palette import ATTENTION, BASE, INK, LIVING, PRIMARY, PRIORITY, SAVINGS, SOFT
from repaybook.charts.readings import waterfall_reading
from repaybook.charts.scale import amount_axis, figure, unit, unit_words
from repaybook.money import Fen
from repaybook.texts import Lang, say

_STEPS = ("income", "living", "priority", "surplus", "buffer", "usable")
_LESS = ("minus10", "minus20")
_ROW = 26


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
    less = dict(zip(_LESS, (assessment.surplus_income_minus10.fen, assessment.surplus_income_minus20.fen), strict=True))
    ends = [end for _, *both in drawn for end in both]
    up, _ = amount_axis(lang, min(ends), max(ends), ticks=10, room=0.1)
    across, _ = amount_axis(lang, min(0, *less.values()), max(0, *less.values()), ticks=4)
    name, fen = unit(lang, max(map(abs, ends)), yuan_below=1_000_000_00)
    decimals = 0 if name == "yuan" else 2
    text = 13 if size.wide else 12
    foot = _ROW * len(_LESS) + 8
    label = 150.0 if size.wide else 110.0
    top = 26.0
    height = size.height - top - 24 - foot
    panels = (
        Panel(
            left=8, top=top, width=size.width - 16, height=height, across=Axis(0, len(_STEPS)), up=Axis(up.low, up.high)
        ),
        Panel(
            left=label,
            top=size.height - foot + 8,
            width=size.width - label - 80,
            height=foot - 8,
            across=Axis(across.low, across.high),
            up=Axis(0, len(_LESS)),
            base=False,
        ),
    )
    notes = [Note(8, 10, say(lang, "charts.waterfall.unit", unit=unit_words(lang, name)), text - 1, colour=SOFT)]
    marks: list[Mark] = []
    colours = dict(zip(_STEPS, (SOFT, LIVING, PRIORITY, PRIMARY, SAVINGS, PRIMARY), strict=True))
    for number, (step, begin, end) in enumerate(drawn):
        words = say(lang, f"charts.waterfall.{step}")
        notes.append(Note(panels[0].x(number + 0.5), top + height + 13, words, text, anchor="middle"))
        below = step == "surplus" and end < 0
        colour = ATTENTION if below else colours[step]
        marks.append(Bar(series=step, colour=colour, x0=number + 0.19, x1=number + 0.81, y0=begin, y1=end))
        if number:
            marks.append(
                Rule(
                    x0=number - 0.19,
                    y0=begin if step != "surplus" else end,
                    x1=number + 0.19,
                    y1=begin if step != "surplus" else end,
                    colour=BASE,
                )
            )
        amount = end - begin
        marks.append(
            Value(
                series=step,
                text=figure(amount, fen, decimals),
                x=number + 0.5,
                y=min(begin, end) if below else max(begin, end),
                dy=10 if below else -9,
                anchor="middle",
                colour=ATTENTION if below else INK,
                bold=step in {"surplus", "usable"},
            )
        )
    marks.append(Rule(x0=0, y0=0, x1=0, y1=len(_LESS), panel=1))
    for row, (key, amount) in enumerate(less.items()):
        y = len(_LESS) - row - 0.5
        notes.append(Note(8, panels[1].y(y), say(lang, f"charts.waterfall.{key}"), text, colour=SOFT))
        colour = ATTENTION if amount < 0 else PRIMARY
        marks.append(Bar(series=key, colour=colour, x0=0, x1=amount, y0=y - 0.2, y1=y + 0.2, panel=1))
        marks.append(
            Value(
                series=key,
                text=figure(amount, fen, decimals),
                x=max(amount, 0),
                y=y,
                dx=6,
                colour=ATTENTION if amount < 0 else INK,
                panel=1,
            )
        )
    frame = Frame(size=size, panels=panels, notes=tuple(notes), text=text, name=text)
    return Chart(frame=frame, marks=tuple(marks), alt=waterfall_reading(assessment, lang))
