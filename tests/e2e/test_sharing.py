"""A view saved from the map, a story, and a map inside the page of another site, in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from api.pages.words import words
from ecomap.services.workspace import Workspace
from tests.e2e.conftest import Watched, log_in, running
from tests.support import registers
from tests.support.accessibility import assert_accessible
from tests.support.builders import actor, link, put, tie
from tests.support.people import account

HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = registers.opened("sqlite", tmp_path_factory.mktemp("sharing"))
    actors = [actor(f"a{at}", name=f"가람 {at}") for at in range(6)]
    seats = [link("located_in", one.id, "place:1144000000") for one in actors]
    put(workspace.store, *actors, *seats, *(tie("a0", f"a{at}") for at in range(1, 6)))
    account(workspace, "planner")
    yield workspace
    workspace.store.close()


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Serve a folder on an origin of its own and yield its address and the folder."""
    folder = tmp_path_factory.mktemp("city")
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("lang", "width"), [("ko", 1280), ("en", 390)])
def test_a_view_and_a_story(browser: Browser, site: str, lang: str, width: int) -> None:
    w = words(lang)
    page = browser.new_page(viewport={"width": width, "height": 900})
    watched = Watched(page, site)
    log_in(page, site, "planner", lang)
    page.goto(f"{site}/views/new?lang={lang}&address=/map")
    assert_accessible(page)
    page.get_by_label(w["sv_title_ko"]).fill(f"{HOSTILE}{lang}")
    page.get_by_label(w["sv_visibility"]).select_option("public")
    page.get_by_role("button", name=w["save"], exact=True).click()
    expect(page.get_by_role("status")).to_have_text(w["sv_saved"])
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{HOSTILE}{lang}")
    expect(page.frame_locator("iframe").locator(".map-app")).to_have_attribute("data-state", "ready", timeout=30_000)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto(f"{site}/stories/new?lang={lang}&address=/map")
    page.get_by_label(w["sv_title_ko"]).fill("이야기")
    page.locator("#f-text-1").fill("첫째 글")
    page.get_by_role("button", name=w["sv_more"]).click()
    page.locator("#f-address-2").fill(f"{site}/matrix?rows=field")
    page.locator("#f-text-2").fill("둘째 글")
    page.get_by_role("group", name=w["sv_step"].format(number=2)).get_by_role("button", name=w["sv_up"]).click()
    expect(page.locator("#f-text-1")).to_have_value("둘째 글")
    assert_accessible(page)
    page.get_by_role("button", name=w["save"], exact=True).click()
    expect(page.locator(".story-step")).to_have_count(2)
    page.get_by_role("link", name=w["sv_next"]).focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#step-2")
    assert_accessible(page)
    assert watched.errors == []
    assert watched.outside == []
    page.close()


def test_only_sites_that_may_show_a_map_inside_their_pages(
    browser: Browser, workspace: Workspace, other_site: tuple[str, Path], tmp_path: Path
) -> None:
    home, folder = other_site
    stored = {"ECOMAP_STORE": workspace.settings.store, "ECOMAP_DATA_DIR": str(workspace.settings.data_dir)}
    for name, allowed in (("yes", f"self {home}"), ("no", "self")):
        with running(tmp_path, "serve", **stored, ECOMAP_EMBED_ANCESTORS=allowed) as site:
            frames = f'<iframe id="embed" src="{site}/embed/map"></iframe><iframe id="whole" src="{site}/map"></iframe>'
            (folder / f"{name}.html").write_text(frames, encoding="utf-8")
            page = browser.new_page()
            page.goto(f"{home}/{name}.html")
            if name == "yes":
                shown = page.frame_locator("#embed").locator(".map-app")
                expect(shown).to_have_attribute("data-state", "ready", timeout=30_000)
            else:
                expect(page.frame_locator("#embed").locator(".map-app")).to_have_count(0)
            expect(page.frame_locator("#whole").locator(".map-app")).to_have_count(0)
            page.close()
