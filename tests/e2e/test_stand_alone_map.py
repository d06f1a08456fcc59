"""The map file, opened from disk with the network blocked."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ecomap.maps.large_page import large_page
from ecomap.maps.layout import layout
from ecomap.maps.packed import packed_network
from ecomap.maps.payload import network_payload
from ecomap.maps.pyvis_page import network_page
from ecomap.maps.regions import communities
from ecomap.snapshot import Snapshot
from tests.e2e.conftest import Watched
from tests.support.builders import actor, link, place, snapshot_of, tie

HOSTILE = [
    "</script><script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "<a href=javascript:window.pwned=1>href</a>",
    "가" * 300,
    "오른쪽\u202eʇxǝʇ",
    "🌱 새싹 모임",
    "{{ 7 * 7 }}",
    "\u2028줄\u2029",
]


def by_pyvis(snapshot: Snapshot) -> str:
    return network_page(network_payload(snapshot, layout(snapshot), "ko"), lang="ko")


def by_webgl(snapshot: Snapshot) -> str:
    packed = packed_network(snapshot, layout(snapshot), communities(snapshot), "ko")
    return large_page(snapshot, gzip.compress(packed), lang="ko")


@pytest.fixture(params=[by_pyvis, by_webgl])
def watched(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Watched:
    actors = [actor(f"a{i}", name=name, name_en=f"Group {i}") for i, name in enumerate(HOSTILE)]
    links = [link("located_in", f"a{i}", "place:1") for i in range(len(HOSTILE))]
    ties = [tie("a0", f"a{i}", "funds" if i % 2 else "cooperates") for i in range(1, len(HOSTILE))]
    snapshot = snapshot_of(*actors, place("place:1"), *links, *ties)
    file = tmp_path / "map.html"
    file.write_text(request.param(snapshot), encoding="utf-8")
    context = browser.new_context(offline=True)
    context.route("**/*", lambda route: route.continue_() if route.request.url == file.as_uri() else route.abort())
    watched = Watched(context.new_page(), file.as_uri())
    watched.page.goto(file.as_uri())
    watched.page.locator("body[data-ready=yes]").wait_for()
    return watched


def opened(page: Page, words: str) -> None:
    page.locator("#find").fill(words)
    page.locator("#find").press("Enter")


def test_it_draws_with_no_network_and_no_error(watched: Watched) -> None:
    assert watched.errors == []
    assert watched.outside == []
    assert watched.page.locator("#network canvas").count() >= 1


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_name_is_found_by_keyboard_and_shown_as_text(watched: Watched, number: int) -> None:
    page = watched.page
    opened(page, f"group{number}")
    expect(page.locator("#card")).to_be_visible()
    assert page.locator("#card-name").text_content() == HOSTILE[number]
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, #card script").count() == 0
    assert watched.errors == []


def test_a_tie_type_is_switched_off_and_on(watched: Watched) -> None:
    button = watched.page.locator("button[data-type=funds]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(watched.page.locator("body")).to_have_attribute("data-hidden-types", "funds")
    button.click()
    expect(watched.page.locator("body")).to_have_attribute("data-hidden-types", "")


def test_the_same_actors_stand_in_a_table(watched: Watched) -> None:
    watched.page.locator("#table summary").click()
    expect(watched.page.locator("#table tbody tr")).to_have_count(len(HOSTILE))
    assert watched.page.locator("#table tbody tr").first.locator("td").first.text_content() == HOSTILE[0]
