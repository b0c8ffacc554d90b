"""方案 in a real browser: numbers and pictures follow the slider, plans are chosen, none where none fits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from repaybook.texts import say

PATIENCE = 30_000  # ms


def months(page: Page, number: int = 0) -> Locator:
    return page.get_by_role("slider", name=say("zh", "plan.answer.months")).nth(number)


def figure(page: Page, number: int = 0) -> Locator:
    return page.locator(".rb-answer-figures:visible").nth(number)


def row(page: Page, name: str) -> Locator:
    return page.locator(f'tr[data-row="{name}"]')


def drawn(page: Page) -> Locator:
    """Return the data layer of the picture beside the sliders."""
    return page.locator(".rb-beside svg[role=img]")


def test_a_slider_changes_the_number_the_table_and_the_picture(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    expect(figure(page)).to_contain_text("每月780元")  # 46,800 over 60 months
    expect(row(page, "monthly")).to_contain_text("1,910元")
    before = drawn(page).inner_html()
    slider = months(page)
    slider.focus()
    for _ in range(12):
        slider.press("ArrowLeft")
    expect(figure(page)).to_contain_text("每月975元")  # 46,800 / 48
    expect(page.locator(".rb-now")).to_contain_text("2,105元")  # 1,910 + 975 − 780
    expect(row(page, "monthly")).to_contain_text("2,105元")
    expect(drawn(page)).not_to_have_js_property("innerHTML", before)
    # the sentence below the picture is the picture's name, and true: 9,900 − 4,970 − 2,380 − 2,105 = 445 are left
    sentence = page.locator(".rb-beside .rb-reading").inner_text()
    assert "445元" in sentence
    assert drawn(page).get_attribute("aria-label") == sentence


def test_a_month_that_cannot_be_paid_is_said_in_words(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    slider = months(page)
    slider.focus()
    slider.press("Home")  # everything to one creditor at once
    expect(page.locator(".rb-now")).to_contain_text("第1个月")
    expect(page.locator(".rb-now .rb-word")).to_be_visible()
    expect(page.locator(".rb-beside .rb-reading")).to_contain_text("不够")


def test_a_drag_leaves_nothing_behind(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    slider = months(page)
    slider.scroll_into_view_if_needed()
    at, track = (
        slider.bounding_box(),
        slider.locator("xpath=ancestor::*[contains(@class, 'noUi-target')]").bounding_box(),
    )
    assert at is not None
    assert track is not None
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    page.mouse.down()
    page.mouse.move(track["x"] + 10, at["y"] + at["height"] / 2, steps=60)
    page.mouse.up()
    stands_at = int(float(slider.get_attribute("aria-valuenow") or "0"))
    assert stands_at < 12
    expect(page.locator(".rb-slide-value").first).to_have_text(f"{stands_at}期")
    amount = f"{46_800 / stands_at:,.2f}".removesuffix(".00")
    expect(figure(page)).to_contain_text(f"每月{amount}元")


def test_a_plan_is_chosen_shown_in_the_bar_and_downloaded(in_step: Any, tmp_path: Path) -> None:
    page = in_step("C2-tight", "plan").page
    page.get_by_role("button", name="选乙").click()
    expect(page.get_by_role("button", name="已选乙")).to_be_visible()
    expect(page.locator(".rb-strip")).to_contain_text(say("zh", "plans.title.even"))
    with page.expect_download() as waiting:
        page.get_by_role("link", name="把方案乙存成文件").click()
    file = tmp_path / "plan.json"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename == "方案乙-2026-11-23.json"
    plan = json.loads(file.read_text("utf-8"))
    assert plan["schema"] == "repaybook-plan/1"
    assert {offer["debt"]: offer.get("months") for offer in plan["offers"]}["D1"] == 60


def test_an_adjusted_plan_is_undone_and_goes_back_to_the_proposal(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    slider = months(page)
    slider.focus()
    slider.press("ArrowLeft")
    expect(page.get_by_role("button", name=say("zh", "plan.adjust.restore"))).to_be_visible()
    expect(page.get_by_role("button", name=say("zh", "ui.file.undo"))).to_be_enabled()  # it is in the case by now
    page.get_by_role("button", name=say("zh", "ui.file.undo")).click()
    expect(figure(page)).to_contain_text("每月780元")
    expect(slider).to_have_attribute("aria-valuenow", "60.0")
    slider.focus()
    slider.press("ArrowLeft")
    expect(figure(page)).not_to_contain_text("每月780元")
    page.get_by_role("button", name=say("zh", "plan.adjust.restore")).click()
    expect(figure(page)).to_contain_text("每月780元")


def test_a_settlement_asks_for_the_sum_and_takes_it(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    page.get_by_label("怎么答复持牌消费金融公司C").select_option(label=say("zh", "terms.offer_kind.lump_sum"))
    expect(page.get_by_text(say("zh", "problems.plan.amount_needed")).first).to_be_visible()
    field = page.get_by_label(say("zh", "plan.answer.amount_lump"))
    expect(field).to_have_value("")  # no figure is suggested
    field.fill("1.5万")
    field.press("Enter")
    expect(figure(page, 2)).to_contain_text("15,000元")
    expect(figure(page, 2)).to_contain_text("申请减免7,400元")  # 22,400 − 15,000


def test_the_kinds_of_pictures_follow_the_plans(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    pictures = page.locator(".rb-pictures")
    expect(pictures.locator("svg[role=img]:visible")).to_have_count(2, timeout=PATIENCE)
    flow = pictures.inner_html()
    page.get_by_role("button", name=say("zh", "plan.picture.owed")).click()
    expect(pictures).not_to_have_js_property("innerHTML", flow)
    expect(pictures.locator(".rb-reading:visible").first).to_contain_text("还清")
    page.get_by_role("button", name=say("zh", "plan.picture.stress")).click()
    expect(pictures.locator(".rb-reading:visible").first).to_contain_text("第一次不够付")
    page.get_by_role("button", name=say("zh", "plan.picture.compare")).click()
    # The picture is there for wide and for phone; one of them is seen.
    expect(page.get_by_text("最早还完：甲").filter(visible=True)).to_have_count(1)


def test_c5_has_three_plans_and_keeps_what_is_agreed(in_step: Any) -> None:
    page = in_step("C5-misconduct", "plan").page
    expect(row(page, "monthly").locator("td")).to_have_count(3)
    # D2 + D3 in 29 months: 24,600 / 29 = 848.28 and 13,500 / 29 = 465.52
    expect(row(page, "monthly_rearranged")).to_contain_text("1,313.80元")
    expect(page.get_by_label("怎么答复股份制银行A").locator("option:checked")).to_have_text("照旧还")


@pytest.mark.parametrize("case", ["C3-negative", "C4-litigated"])
def test_where_nothing_is_left_no_instalments_are_offered(in_step: Any, case: str) -> None:
    page = in_step(case, "plan").page
    expect(page.get_by_role("heading", name=say("zh", "plan.title_none"))).to_be_visible()
    expect(page.get_by_role("heading", name=say("zh", "plan.none.next"))).to_be_visible()
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^选"))).to_have_count(0)
    expect(page.locator(".rb-body > :not(.rb-hidden)")).to_contain_text("12348")


def test_c3_says_how_much_is_missing_and_c4_which_debt_is_to_be_decided(in_step: Any) -> None:
    negative = in_step("C3-negative", "plan").page
    expect(negative.locator(".rb-warm:visible")).to_contain_text("480元")
    litigated = in_step("C4-litigated", "plan").page
    expect(litigated.locator(".rb-warm:visible")).to_contain_text("1,917.55元")
    expect(litigated.get_by_text("汽车金融公司D · 车贷")).to_be_visible()


def test_english_says_the_same(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    page.get_by_role("button", name=say("zh", "ui.language_hint")).or_(
        page.get_by_role("button", name=say("en", "ui.language"))
    ).first.click()
    expect(page.get_by_role("heading", name=say("en", "plan.title"))).to_be_visible()
    expect(row(page, "monthly")).to_contain_text("¥1,910")
    assert not re.search(r"[一-鿿]", page.locator(".rb-now").inner_text())


@pytest.mark.parametrize("width", [1280, 390])
def test_the_step_is_readable_for_everybody_and_not_wider_than_the_screen(
    in_step: Any, serious: Callable[[Page], list[str]], sideways: Callable[[Page], int], width: int
) -> None:
    visit = in_step("C2-tight", "plan", width=width)
    expect(visit.page.locator(".rb-pictures svg[role=img]:visible").first).to_be_visible(timeout=PATIENCE)
    visit.page.get_by_role("button", name=say("zh", "plan.answer.more")).first.click()
    assert serious(visit.page) == []
    assert sideways(visit.page) <= 0
    small = visit.page.evaluate(
        "[...document.querySelectorAll('.rb-body button, .rb-body select, .rb-body input')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 80))"
    )
    assert small == []
    assert visit.complaints == []
