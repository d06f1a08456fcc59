"""Selecting on the network map and taking it along; names that attack it; a register with nobody in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from ecomap.bootstrap import open_workspace
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings
from tests.support import registers
from tests.support.accessibility import assert_accessible
from tests.support.builders import actor, link, place, put, tie
from tests.support.map_pages import PHONE, asked, opened, search, shown

HOSTILE = [
    "</script><script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "가" * 300,
    "오른쪽\u202eʇxǝʇ",
    "🌱 새싹 모임",
    "{{ 7 * 7 }}",
]
MAPO = "place:1144000000"
SVG = "{http://www.w3.org/2000/svg}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("map")
    workspace = open_workspace(read_settings({}, store=registers.address("sqlite", folder), data_dir=folder))
    workspace.store.migrate()
    yield workspace
    workspace.store.close()


def selected(page: Page) -> int:
    """Return how many actors the heading of the table says are selected."""
    return int(re.sub(r"\D", "", page.locator("#drawer-title").inner_text()))


def nodes_in(graphml: Path) -> set[str]:
    """Return the ids of the nodes in a GraphML file."""
    return {str(node.get("id")) for node in ElementTree.parse(graphml).getroot().iter(f"{GRAPHML}node")}


def choose(page: Page, way: str) -> None:
    page.locator(".menu summary").click()
    page.locator(".menu-items").get_by_role("button", name=way).click()


def test_an_empty_register_says_how_to_fill_it(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/map?lang=ko")
    expect(page.locator("#message")).to_contain_text("아직 등록된 주체가 없습니다")
    expect(page.locator("#message")).to_contain_text("ecomap import")
    page.close()


def test_hostile_names_are_text_everywhere(browser: Browser, site: str, workspace: Workspace, tmp_path: Path) -> None:
    records = [actor(f"a/{i}", name=name, description=name) for i, name in enumerate(HOSTILE)]
    links = [link("located_in", f"a/{i}", MAPO) for i in range(len(HOSTILE))]
    put(
        workspace.store,
        place(MAPO),
        *records,
        *links,
        *[tie("a/0", f"a/{i}", "cooperates") for i in range(1, len(HOSTILE))],
    )
    with opened(browser, site, "lang=ko&table=shown", viewport=PHONE) as page:
        assert shown(page) == (len(HOSTILE), len(HOSTILE) - 1)
        listed = page.locator(".drawer tbody th").all_inner_texts()
        assert sorted(text.strip() for text in listed) == sorted(HOSTILE)
        assert page.locator("#panel").evaluate("panel => panel.scrollWidth <= panel.clientWidth")
        page.get_by_role("button", name="표 닫기").click()
        for name in HOSTILE:
            search(page, name[:60])
            assert page.locator("#card-name").text_content() == name
            expect(page.locator(".card-about")).to_have_text(name)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.get_by_role("button", name="나누기").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="SVG").click()
        drawn = ElementTree.parse(waiting.value.path()).getroot()
        assert {node.tag for node in drawn.iter()}.isdisjoint({f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject"})
        assert page.locator(".map-app img, .map-app script").count() == 0
        assert page.evaluate("window.pwned") is None


def test_a_drawn_outline_selects_and_the_selection_is_exported(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        box = page.locator("#stage").bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.keyboard.down("Shift")
        page.mouse.move(x - 40, y - 40)
        page.mouse.down()
        for dx, dy in ((40, -40), (40, 40), (-40, 40), (-40, -40)):
            page.mouse.move(x + dx, y + dy, steps=4)
        page.mouse.up()
        page.keyboard.up("Shift")
        expect(page.locator("#drawer-title")).to_contain_text("고른 주체")
        ids = asked(page, "picked").split(",")
        assert 1 < len(ids) == selected(page) < 200
        address = page.locator(".selection-tools a", has_text="GraphML").get_attribute("href") or ""
        assert urlsplit(address).path == "/api/v1/exports/graphml"
        assert parse_qs(urlsplit(address).query)["actor"] == [",".join(ids)]
        with page.expect_download() as waiting:
            page.locator(".selection-tools a", has_text="GraphML").click()
        assert nodes_in(waiting.value.path()) == set(ids)
        assert_accessible(page)
        page.locator(".selection-tools select").select_option("cooperation/communities")
        page.get_by_role("button", name="분석하기").click()
        page.wait_for_url("**/analyses/cooperation/communities?**")
        assert parse_qs(urlsplit(page.url).query)["actor"] == [",".join(ids)]


def test_the_keyboard_selects_what_is_in_view_or_stands_out(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        search(page, "마포구청")
        page.get_by_role("button", name="이웃", exact=True).click()
        choose(page, "돋보이는 주체 고르기")
        alters = int(re.sub(r"\D", "", page.locator(".alters h2, .alters h3").inner_text()))
        assert selected(page) == alters + 1
        expect(page.locator("#drawer-title")).to_be_focused()
        page.get_by_role("button", name="고른 것 풀기").first.click()
        expect(page.locator(".drawer")).to_be_hidden()
        page.get_by_role("button", name="전체 보기").click()
        choose(page, "화면에 보이는 주체 고르기")
        chosen = selected(page)
        assert chosen > 1_000
        expect(page.locator(".selection-tools")).to_contain_text("주소에 담을 수 없습니다")
        assert asked(page, "picked") == ""
        with page.expect_download() as waiting:
            page.locator(".selection-tools form", has_text="GraphML").get_by_role("button").click()
        assert len(nodes_in(waiting.value.path())) == chosen


def test_the_map_stands_in_a_table_in_korean_order(browser: Browser, demo: str) -> None:
    with opened(browser, demo, "lang=ko&place=place:1144000000") as page:
        page.get_by_role("button", name="표로 보기").click()
        expect(page.locator("#drawer-title")).to_be_focused()
        names = page.locator(".drawer tbody th a").all_inner_texts()
        assert len(names) == shown(page)[0]
        assert names == page.evaluate(
            "names => names.toSorted(new Intl.Collator('ko', {numeric: true}).compare)", names
        )
        page.locator(".sort[data-order=degree]").click()
        degrees = [int(text) for text in page.locator(".drawer tbody td.number").all_inner_texts()]
        assert degrees == sorted(degrees, reverse=True)
        row = page.locator(".drawer tbody tr").first
        name = row.locator("a").inner_text()
        row.get_by_role("button").click()
        expect(page.locator("#card-name")).to_have_text(name)
        expect(page.locator(".drawer-ties summary")).to_contain_text(f"{name}의 관계")
        page.locator(".drawer-ties summary").click()
        expect(page.locator(".drawer-ties tbody tr").first).to_be_visible()
        assert_accessible(page)


def test_the_share_window_has_address_code_view_and_files(browser: Browser, demo: str) -> None:
    query = "lang=ko&place=place:1144000000&colour=field"
    with opened(browser, demo, query, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.get_by_role("button", name="나누기").click()
        assert_accessible(page)
        address = page.locator("#share-address").input_value()
        assert address == page.url
        page.get_by_role("button", name="주소 복사").click()
        expect(page.locator(".told")).to_have_text("복사했습니다.")
        assert page.evaluate("navigator.clipboard.readText()") == address
        assert f'src="{demo}/embed/map?' in page.locator("#share-embed").input_value()
        view = page.get_by_role("link", name="보기로 저장하기").get_attribute("href") or ""
        assert parse_qs(urlsplit(view).query)["address"][0].startswith("/map?")
        stand_alone = page.get_by_role("link", name="인터넷 없이 열리는 HTML").get_attribute("href") or ""
        assert parse_qs(urlsplit(stand_alone).query)["place"] == ["place:1144000000"]
        assert page.request.get(demo + stand_alone).status == 200
        page.keyboard.press("Escape")
        expect(page.locator("#share-address")).to_be_hidden()


def test_pictures_carry_title_legend_day_and_source(browser: Browser, demo: str) -> None:
    with opened(browser, demo, "lang=ko&place=place:1144000000") as page:
        page.get_by_role("button", name="나누기").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="SVG").click()
        drawn = ElementTree.parse(waiting.value.path()).getroot()
        words = " ".join(text for node in drawn.iter(f"{SVG}text") for text in node.itertext())
        for part in ("시민사회 관계망 지도", "마포구", "시민사회단체", "재정지원", "출처", "합성 시연 자료"):
            assert part in words
        with page.expect_download() as waiting:
            page.get_by_role("button", name="PNG").click()
        png = waiting.value.path().read_bytes()
        assert png.startswith(b"\x89PNG")
        stage = page.locator("#stage").evaluate("stage => [stage.clientWidth, stage.clientHeight]")
        width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
        assert [width, height] == [2 * (stage[0] + 250), 2 * (stage[1] + 76 + 34)]


def test_what_only_the_server_filters_is_drawn_and_kept_in_the_address(browser: Browser, demo: str) -> None:
    with opened(browser, demo, "lang=ko") as page:
        everything = shown(page)
    with opened(browser, demo, "lang=ko&on=2015-06-30") as page:
        actors, ties = shown(page)
        assert ties < everything[1]
        assert actors <= everything[0]
        page.get_by_role("checkbox", name="이어진 주체만 보기").check()
        assert asked(page, "on") == "2015-06-30"
        setup = json.loads(page.locator("#map-setup").text_content() or "")
        assert setup["fixed"] == "on=2015-06-30"
