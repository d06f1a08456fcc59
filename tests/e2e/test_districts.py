"""The district map in a real browser: wide and on a phone, by keyboard, with no outside request."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from ecomap.services.workspace import Workspace
from tests.e2e.conftest import Watched
from tests.support import registers
from tests.support.accessibility import assert_accessible
from tests.support.builders import put
from tests.support.districts import CITY, HOSTILE_GU, LONG_GU, hostile_city
from tests.support.pictures import assert_looks_like

SIZES = [(1280, 900), (390, 844)]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = registers.opened("sqlite", tmp_path_factory.mktemp("districts"))
    put(workspace.store, *hostile_city())
    yield workspace
    workspace.store.close()


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
    expect(place.locator(".tip")).to_contain_text("25곳 중 1위")
    expect(place.locator(".tip")).to_be_visible()
    expect(page.locator(".district-map .tip:visible")).to_have_count(1)
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


def test_names_stand_inside_the_drawing(browser: Browser, demo: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="ko-KR")
    page.goto(f"{demo}/districts?lang=en&view=tiles")
    outside = page.locator(".district-map svg.districts").evaluate(
        """svg => { const frame = svg.getBoundingClientRect();
        const names = [...svg.querySelectorAll('text.name, text.figure')];
        return names.filter(text => { const box = text.getBoundingClientRect();
        return box.left < frame.left || box.right > frame.right; }).map(text => text.textContent); }"""
    )
    assert outside == []
    page.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "path", [f"/districts?city={CITY}&indicator=actors", f"/districts/{HOSTILE_GU}", f"/districts/{LONG_GU}"]
)
def test_hostile_names_are_text_and_break_nothing(
    browser: Browser, site: str, size: tuple[int, int], path: str
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="ko-KR")
    watched = Watched(page, site)
    page.goto(site + path)
    expect(page.locator("svg.districts").first).to_be_visible(timeout=30_000)
    assert page.locator("img[src=x]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert_accessible(page)
    assert watched.errors == []
    assert watched.outside == []
    page.close()


def test_the_map_looks_as_it_did(browser: Browser, demo: str) -> None:
    page = browser.new_page(viewport={"width": 700, "height": 900}, locale="ko-KR")
    page.goto(f"{demo}/districts?lang=ko&indicator=ties_out&flow=money&top=20")
    assert_looks_like(page.locator(".district-map svg.districts").screenshot(), "districts")
    assert_looks_like(page.locator(".district-flows svg.districts").screenshot(), "district-flows")
    page.close()
