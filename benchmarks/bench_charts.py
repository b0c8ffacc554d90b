"""A slider's picture, server side: our frame and data layer beside the usual new figure in an Output widget.

``python -m benchmarks.bench_charts``. Both draw the same stacked cash flow of the same rows with Chinese words; what
each would send is counted. The usual way: a new pyplot figure, saved as PNG, base64 in a message.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import cycle, islice
from statistics import median
from time import perf_counter
from typing import NamedTuple

import matplotlib as mpl

mpl.use("agg")

from benchmarks.goals import beside, ratio
from matplotlib import pyplot as plt

from repaybook import demo, fonts
from repaybook.assess import assess
from repaybook.case.model import CaseFile, Offer, OfferKind, Plan
from repaybook.case.read import read_case
from repaybook.charts import WIDE, Chart, balances, cash_flow, creditor_names, picture, stress
from repaybook.plans.model import Projection
from repaybook.plans.projection import project

ON = date(2026, 11, 23)
TURNS = 15
GOAL = 1 / 20
MOST_BYTES = 20_000


class Result(NamedTuple):
    """Seconds and bytes of one update, ours and the other's, and the ratio of seconds that ours may reach."""

    what: str
    ours: float
    theirs: float
    goal: float
    our_bytes: int
    their_bytes: int

    def __str__(self) -> str:
        """Return one line."""
        seconds = ratio(self.what, self.ours * 1e3, self.theirs * 1e3, self.goal)
        return f"{seconds}; {self.our_bytes:,} / {self.their_bytes:,} bytes{beside(self.our_bytes, MOST_BYTES)}"


def couple() -> CaseFile:
    """Return the demo case of the couple with a mortgage."""
    return read_case(demo.demo_bytes(next(name for name in demo.names() if name.startswith("C2"))))


def projections(case: CaseFile) -> list[Projection]:
    """Return what a slider over the number of instalments goes through, 49 to 60."""
    debts = assess(case).restructure
    return [
        project(
            case,
            Plan(
                id="a",
                offers=tuple(
                    Offer(debt=debt, kind=OfferKind.INSTALMENTS, months=months, annual_rate=Decimal(0))
                    for debt in debts
                ),
            ),
            ON,
        )
        for months in range(49, 61)
    ]


def usual(projection: Projection, names: dict[str, str]) -> bytes:
    """Draw the cash flow as notebooks do, and return the message that an Output widget would be sent."""
    months = projection.months
    rows = [
        [sum(month.living.values()) / 100 for month in months],
        [sum(month.priority.values()) / 100 for month in months],
        *([month.payments.get(debt, 0) / 100 for month in months] for debt in months[0].payments),
        [month.savings / 100 for month in months],
        [month.left / 100 for month in months],
    ]
    labels = ["生活", "优先还款", *(names[debt] for debt in months[0].payments), "留底", "余下"]
    figure, axes = plt.subplots(figsize=(8.6, 3.6), dpi=100)
    axes.stackplot(range(len(months)), rows, labels=labels)
    axes.plot([month.income / 100 for month in months], color="black", label="收入")
    axes.set_xticks(range(0, len(months), 12), [month.month.strftime("%Y年%m月") for month in months[::12]])
    axes.set_ylabel("元/月")
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.grid(visible=True)
    file = BytesIO()
    figure.savefig(file, format="png", bbox_inches="tight")
    plt.close(figure)
    content = {"data": {"image/png": base64.b64encode(file.getvalue()).decode(), "text/plain": "<Figure>"}}
    return json.dumps(content).encode()


def in_turns(ours: Callable[[Projection], int], theirs: Callable[[Projection], int]) -> tuple[list[float], list[int]]:
    """Return the median seconds and the most bytes of one update of each; in turns, so that load slows both."""
    spent: tuple[list[float], list[float]] = ([], [])
    sizes = [0, 0]
    for projection in islice(cycle(projections(couple())), TURNS):
        for side, draw in enumerate((ours, theirs)):
            start = perf_counter()
            sizes[side] = max(sizes[side], draw(projection))
            spent[side].append(perf_counter() - start)
    return [median(times) for times in spent], sizes


def run() -> Iterator[Result]:
    """Yield our update of each picture beside the usual one of the cash flow."""
    names = creditor_names(couple())
    fonts.register()
    charts: dict[str, Callable[[Projection], Chart]] = {
        "cash flow": lambda projection: cash_flow(projection, names, "zh", WIDE),
        "balances": lambda projection: balances(projection, names, "zh", WIDE),
        "stress": lambda projection: stress(projection, "zh", WIDE),
    }
    for what, chart_of in charts.items():

        def update(projection: Projection, chart_of: Callable[[Projection], Chart] = chart_of) -> int:
            return len(picture(chart_of(projection), "p").data.encode())

        def redraw(projection: Projection) -> int:
            return len(usual(projection, names))

        with mpl.rc_context({"font.family": list(fonts.FAMILIES)}):
            (our_seconds, their_seconds), (our_bytes, their_bytes) = in_turns(update, redraw)
        what_over_what = f"{what}, slider → picture ÷ new figure in an Output widget"
        yield Result(what_over_what, our_seconds, their_seconds, GOAL, our_bytes, their_bytes)


def frame_once() -> tuple[float, int]:
    """Return the seconds and bytes of a frame, which is drawn when axes, legend or language change."""
    case = couple()
    chart = cash_flow(projections(case)[0], creditor_names(case), "en", WIDE)
    start = perf_counter()
    drawn = picture(chart, "once")
    return perf_counter() - start, len(drawn.frame.encode())


def main() -> None:
    """Print the ratios and bytes."""
    for result in run():
        print(result, flush=True)
    seconds, size = frame_once()
    print(f"a frame, when axes or language change: {seconds * 1e3:.0f} ms, {size:,} bytes")


if __name__ == "__main__":
    main()
