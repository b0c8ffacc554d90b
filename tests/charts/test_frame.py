"""The frame stays the same text while data moves, stands safely beside others on a page, and carries no letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from repaybook.charts import PHONE, WIDE, Chart, Picture, Size, balances, cash_flow, comparison, picture, stress
from repaybook.charts.frame import drawn_frame, frame_svg, outline
from repaybook.plans.model import Projection
from repaybook.texts import Lang

NAMES = {"D1": "国有银行", "D2": "股份制银行A", "D3": "股份制银行B"}
HOSTILE = [
    "<b>粗</b>",
    "&amp; & \"'",
    "</svg><script>alert(1)</script>",
    "银行\u202e\u2067反",
    "$x^2$ \\frac",
    "贷" * 10_000,
    "一\x00二\ufffe",
    "𠮷🙂䲜",
    "]]>--><!--",
    "\n\t",
    "",
]


def every(projection: Projection, lang: Lang, size: Size, names: dict[str, str]) -> list[Chart]:
    return [
        cash_flow(projection, names, lang, size),
        balances(projection, names, lang, size),
        stress(projection, lang, size),
        comparison([projection, projection], lang, size),
    ]


def test_the_frame_is_the_very_same_text_while_only_data_moves(household: Callable[..., Projection]) -> None:
    drawn = [
        picture(cash_flow(household({"D2": [paid] * 24}, incomes=[500_000] * 24), {"D2": "银行"}, "zh"), "flow")
        for paid in (100_000, 101_000)
    ]
    assert drawn[0].frame is drawn[1].frame
    assert drawn[0].data != drawn[1].data


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_layers_are_the_same_size_and_ask_nothing_of_any_host(
    size: Size, lang: Lang, tight: Projection, parts: Callable[[str, str], list[dict[str, str]]]
) -> None:
    for chart in every(tight, lang, size, NAMES):
        drawn = picture(chart, "p")
        boxes = {parts(layer, "svg")[0]["viewBox"] for layer in (drawn.frame, drawn.data)}
        assert boxes == {f"0 0 {size.width} {size.height}"}
        for layer in (drawn.frame, drawn.data):
            plain = layer.replace('xmlns="http://www.w3.org/2000/svg"', "")
            assert not re.search(r"https?:|//|<style|<script|<image|@import|xlink", plain)
            assert set(re.findall(r'href="(.)', layer)) <= {"#"}
            assert set(re.findall(r"url\((.)", layer)) <= {"#"}


def test_ids_belong_to_their_picture_and_every_reference_is_met(tight: Projection) -> None:
    seen: set[str] = set()
    for uid, chart in zip("abcd", every(tight, "zh", WIDE, NAMES), strict=True):
        drawn = picture(chart, uid)
        both = drawn.frame + drawn.data
        ids = re.findall(r' id="([^"]+)"', both)
        assert len(ids) == len(set(ids))
        assert all(name.startswith(f"{uid}-") for name in ids)
        assert not seen & set(ids)
        seen |= set(ids)
        assert set(re.findall(r'href="#([^"]+)"', both)) <= set(ids)
        assert set(re.findall(r"url\(#([^)]+)\)", both)) <= set(ids)


def test_words_of_the_frame_are_outlines_so_that_no_system_font_is_needed(tight: Projection) -> None:
    for chart in every(tight, "zh", WIDE, NAMES):
        drawn = picture(chart, "p")
        assert "<text" not in drawn.frame
        assert not re.search(r"[^\x00-\x7f]", drawn.frame)


def test_texts_of_the_data_layer_are_figures_that_every_system_has(
    tight: Projection, parts: Callable[[str, str], list[dict[str, str]]]
) -> None:
    for chart in every(tight, "zh", WIDE, NAMES):
        for text in parts(picture(chart, "p").data, "text"):
            assert re.fullmatch(r"[\x20-\x7e−]+", text["text"])


def test_the_sentence_is_the_alt_text_and_the_frame_is_silent(
    tight: Projection, parts: Callable[[str, str], list[dict[str, str]]]
) -> None:
    for chart in every(tight, "zh", WIDE, NAMES):
        drawn = picture(chart, "p")
        (data,), (frame,) = parts(drawn.data, "svg"), parts(drawn.frame, "svg")
        assert (data["role"], data["aria-label"]) == ("img", chart.alt)
        assert frame["aria-hidden"] == "true"
        assert drawn.alt == chart.alt


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_inert_and_cut_and_draws_without_a_warning(
    name: str, tight: Projection, parts: Callable[[str, str], list[dict[str, str]]]
) -> None:
    names = {"D1": "国有银行", "D2": name, "D3": name[::-1]}
    for size in (WIDE, PHONE):
        for chart in (cash_flow(tight, names, "zh", size), balances(tight, names, "zh", size)):
            drawn = picture(chart, "h")
            assert parts(drawn.frame, "svg")
            assert parts(drawn.data, "svg")
            assert not re.search(r"<b>|<script|onload|alert", drawn.frame + drawn.data)
            assert all(len(note.text) < 40 for note in chart.frame.notes)


def test_a_hostile_plan_title_is_escaped_in_the_sentence(
    tight: Projection, parts: Callable[[str, str], list[dict[str, str]]]
) -> None:
    drawn = picture(comparison([tight], "zh", titles=['"><script>alert(1)</script>']), "h")
    assert "<script" not in drawn.data
    assert parts(drawn.data, "svg")[0]["aria-label"].startswith('"><script>')
    assert len(picture(comparison([tight], "zh", titles=["长" * 10_000]), "h").data) < 20_000


@pytest.mark.parametrize("uid", ["", "1a", 'a"b', "a b", "a>b", "ä", "x" * 99])
def test_a_name_that_is_no_id_is_refused(uid: str, tight: Projection) -> None:
    with pytest.raises(ValueError, match="not a name"):
        picture(stress(tight, "zh"), uid)


def test_a_size_without_room_is_refused(tight: Projection) -> None:
    with pytest.raises(ValueError, match="no room"):
        Size(200, 100)
    with pytest.raises(ValueError, match="too low"):
        cash_flow(tight, NAMES, "zh", Size(358, 130))


def test_both_layers_can_stand_in_one_element(tight: Projection) -> None:
    drawn = picture(stress(tight, "zh"), "p")
    assert drawn.html().count("<svg") == 2
    assert drawn.html().count("grid-area:1/1") == 2
    assert Picture(frame="", data=drawn.data, alt=drawn.alt).html().count("<svg") == 1


def test_a_letters_outline_on_the_coarser_grid_is_the_same_outline() -> None:
    # steps of 8: 80 → 10; each point from the one before
    assert outline("M 80 0  L 160 0  Q 240 80 160 160  z M 8 8  L 16 8  z ") == "m10 0l10 0q10 10 0 20zm-9 1l1 0z"


def test_a_frame_is_drawn_once_whatever_its_name(tight: Projection) -> None:
    frame = replace(stress(tight, "zh").frame, text=11.5)
    one = frame_svg(frame, "one")
    drawings = drawn_frame.cache_info().misses
    assert frame_svg(frame, "two") == one.replace("one-", "two-")
    assert drawn_frame.cache_info().misses == drawings


def test_a_name_of_no_letters_is_an_empty_outline(tight: Projection) -> None:
    frame = replace(stress(tight, "zh").frame, names=("",))
    assert '<g id="e-n0" />' in frame_svg(frame, "e")
