"""The matrix and an actor's page in a real browser: by keyboard, without a script, on a phone, with hostile names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from ecomap.services.workspace import Workspace
from tests.e2e.conftest import Watched
from tests.support import registers
from tests.support.accessibility import assert_accessible
from tests.support.builders import actor, link, put, tie

HOSTILE = '</script><img src=x onerror="document.title=1">\u202e' + "가" * 260 + "🧑\u200d🌾"
MAPO, WELFARE = "place:1144000000", "field:welfare"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = registers.opened("sqlite", tmp_path_factory.mktemp("matrix"))
    links = [link(name, who, to) for who in "abc" for name, to in (("located_in", MAPO), ("works_in", WELFARE))]
    put(
        workspace.store,
        actor("a", "intermediary", "가람 센터"),
        actor("b", name=HOSTILE),
        actor("c", name="다솜"),
        actor("d", name="라온"),
        *links,
        tie("a", "b", "supports", valid_from="2021-01-01"),
        tie("b", "c"),
        tie("c", "d"),
    )
    yield workspace
    workspace.store.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_pages_are_accessible_fit_and_keep_hostile_names_as_text(
    browser: Browser, site: str, width: int, lang: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    watched = Watched(page, site)
    cell = f"rows=district&cols=field&count=actors&row={MAPO}&col={WELFARE}"
    for path in (f"/matrix?lang={lang}", f"/matrix/cell?{cell}&lang={lang}", f"/actors/a?lang={lang}"):
        page.goto(site + path)
        for part in page.locator("[data-part]").all():
            part.scroll_into_view_if_needed()
            expect(part.locator(".standing, .candidates")).to_be_visible(timeout=90_000)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.locator("img[src=x]").count() == 0
        assert page.title() != "1"
        assert_accessible(page)
    expect(page.locator("svg.ego-wide")).to_be_visible(visible=width > 640)
    expect(page.locator("svg.ego-narrow")).to_be_visible(visible=width <= 640)
    assert watched.errors == []
    assert watched.outside == []
    page.close()


def test_the_matrix_is_one_stop_of_tab_and_arrows_move_in_it(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site}/matrix?lang=ko")
    grid = page.get_by_role("grid")
    assert grid.locator("a[tabindex='0']").count() == 1

    def place() -> tuple[int, int]:
        at = "[document.activeElement.closest('tr').rowIndex, document.activeElement.closest('td,th').cellIndex]"
        row, column = page.evaluate(at)
        return row, column

    grid.locator("a[tabindex='0']").focus()
    assert place() == (1, 1)
    visited = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowUp", "ArrowDown", "Home", "ArrowRight"):
        page.keyboard.press(key)
        visited.append(place())
    assert visited == [(1, 2), (2, 2), (2, 1), (1, 1), (0, 1), (1, 1), (1, 0), (1, 1)]
    page.keyboard.press("End")
    columns = page.locator("thead th").count() - 1  # the last one is the total, which opens nothing
    assert place() == (1, columns)
    page.keyboard.press("Control+End")
    assert place() == (25, columns)
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("×")
    page.close()


def test_headings_stay_in_sight_on_a_phone(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{site}/matrix?lang=ko")
    page.evaluate("document.querySelector('.mx-scroll').scrollTo(300, 300)")
    places = (page.locator(css).bounding_box() for css in (".mx-scroll", ".mx-corner", "tbody tr:nth-child(20) th"))
    box, head, side = (place or pytest.fail("something is not drawn") for place in places)
    assert abs(head["x"] - box["x"]) <= 2
    assert box["y"] <= head["y"] <= box["y"] + 60  # under the caption
    assert abs(side["x"] - box["x"]) <= 2
    page.close()


def test_everything_opens_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ko-KR")
    page = context.new_page()
    page.goto(f"{site}/matrix?lang=ko&rows=kind&cols=kind")
    assert page.get_by_role("grid").count() == 0
    page.locator("thead th a").first.click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    page.goto(f"{site}/actors/c?lang=ko")
    for name in ("관계망에서 하는 구실", "새로 함께할 만한 상대"):
        page.goto(f"{site}/actors/c?lang=ko")
        section = page.locator("section", has=page.get_by_role("heading", name=name))
        opening = section.get_by_role("link", name="계산해서 보기")
        if opening.count():
            opening.click()
            expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    context.close()
