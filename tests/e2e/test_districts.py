"""The district map in a real browser: wide and on a phone, by keyboard, with no outside request."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Watched
from tests.support.accessibility import assert_accessible

SIZES = [(1280, 900), (390, 844)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["/districts", "/districts?view=tiles&flow=money&lang=en", "/districts/1144000000"])
def test_pages_fit_are_accessible_and_ask_nobody_else(
    browser: Browser, demo: str, size: tuple[int, int], path: str
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="ko-KR")
    watched = Watched(page, demo)
    page.goto(demo + path)
    expect(page.locator("svg.districts").first).to_be_visible(timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert_accessible(page)
    assert watched.errors == []
    assert watched.outside == []
    page.close()


def test_the_keyboard_leads_from_the_map_to_a_district(browser: Browser, demo: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="ko-KR")
    page.goto(f"{demo}/districts?lang=ko&indicator=actors")
    place = page.locator(".district-map svg a.place[aria-label^='마포구']")
    place.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    stroke = place.locator(".hit").evaluate("element => getComputedStyle(element).stroke")
    assert stroke == "rgb(230, 159, 0)", "the focus can be seen"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("마포구", timeout=30_000)
    page.close()


def test_a_click_on_a_shape_opens_its_district_and_the_switch_shows_tiles(browser: Browser, demo: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="ko-KR")
    page.goto(f"{demo}/districts?lang=ko")
    page.get_by_role("link", name="타일", exact=True).click()
    page.locator(".district-map svg a.place[aria-label^='강동구'] rect.hit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("강동구", timeout=30_000)
    page.close()


def test_names_stand_inside_the_drawing(browser: Browser, demo: str, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="ko-KR")
    page.goto(f"{demo}/districts?lang=en&view=tiles")
    outside = page.locator(".district-map svg.districts").evaluate(
        """svg => { const frame = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text')].filter(text => { const box = text.getBoundingClientRect();
        return box.left < frame.left || box.right > frame.right; }).map(text => text.textContent); }"""
    )
    assert outside == []
    page.close()
