"""The page from which data are taken away, in a real browser at two widths."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Watched
from tests.support.accessibility import assert_accessible


@pytest.mark.parametrize("width", [1280, 390])
def test_a_filter_is_downloaded_by_keyboard(demo: str, browser: Browser, width: int, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    watched = Watched(page, demo)
    page.goto(f"{demo}/exports?lang=ko")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("주체 유형").select_option("intermediary")
    button = page.get_by_role("button", name="GraphML 받기")
    with page.expect_download() as download:
        button.press("Enter")
    assert download.value.suggested_filename.startswith("시민사회-생태계-중간지원조직")
    download.value.save_as(tmp_path / "a.graphml")
    graph = nx.read_graphml(io.BytesIO((tmp_path / "a.graphml").read_bytes()))
    assert {kind for _, kind in graph.nodes(data="kind")} == {"intermediary"}
    assert (watched.errors, watched.outside) == ([], [])
    page.close()
