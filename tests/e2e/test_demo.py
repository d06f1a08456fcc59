"""What a person does with the demo, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Watched
from tests.support.map_pages import opened, ready, search, shown


@pytest.mark.parametrize(("lang", "notice"), [("ko", "합성 시연 자료"), ("en", "Synthetic demo data")])
def test_open_search_read_and_look_at_the_map(browser: Browser, demo: str, lang: str, notice: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    watched = Watched(page, demo)
    page.goto(f"{demo}/?lang={lang}")
    expect(page.get_by_role("complementary")).to_contain_text(notice)
    expect(page.locator(".card")).to_have_count(3)
    page.frame_locator("iframe.map").locator("body[data-ready=yes]").wait_for(timeout=30_000)
    page.get_by_role("searchbox").fill("마포")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d"))
    link = page.locator("tbody a").first
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator("svg.ego-wide")).to_be_visible()
    page.goto(f"{demo}/map?lang={lang}&place=마포구")
    ready(page)
    page.goto(f"{demo}/analyses/gaps/coverage?lang={lang}&rows=district&cols=field")
    expect(page.locator("svg.chart")).to_be_visible()
    assert watched.errors == []
    assert watched.outside == []
    page.close()


def test_the_map_leads_to_an_actors_page(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        search(page, "마포구청")
        page.get_by_role("link", name="주체 쪽 열기").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("마포구청")


def test_the_map_draws_again_from_the_browsers_copy(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        before = shown(page)
        page.reload()
        ready(page)
        assert shown(page) == before


def test_the_pages_fit_a_phone(browser: Browser, demo: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for path in ("/", "/actors", "/map", "/analyses/gaps/coverage", "/docs"):
        page.goto(demo + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    page.close()


def test_the_language_is_changed_by_a_link_and_kept(browser: Browser, demo: str) -> None:
    page = browser.new_page(locale="ko-KR")
    page.goto(f"{demo}/actors?q=마을")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Analyses").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.close()
