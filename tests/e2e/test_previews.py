"""Bringing a spreadsheet with a browser: file, columns, decisions, applied, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.pages.words import words
from ecomap.services.workspace import Workspace
from tests.e2e.conftest import log_in
from tests.support import registers
from tests.support.accessibility import assert_accessible
from tests.support.people import account

FILE = "단체 명칭들,자치구,전화번호\n가람 모임,마포구,02-332-4455\n나래 모임,없는구,\n(사)가람모임,마포구,02-332-4455\n"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """An empty register with one registrar."""
    workspace = registers.opened("sqlite", tmp_path_factory.mktemp("previews"))
    account(workspace, "registrar")
    yield workspace
    workspace.store.close()


@pytest.mark.parametrize(("lang", "script"), [("ko", True), ("en", False)], ids=["scripts", "no-scripts"])
def test_a_file_is_brought_and_taken_back(browser: Browser, site: str, tmp_path: Path, lang: str, script: bool) -> None:
    w, path = words(lang), tmp_path / "단체.csv"
    path.write_bytes(FILE.encode("cp949"))
    width = 1280 if script else 390
    context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 900})
    page = context.new_page()
    title = page.get_by_role("heading", level=1)
    log_in(page, site, "registrar", lang)
    page.goto(f"{site}/previews?lang={lang}")
    _accessible(page, script)
    page.get_by_label(w["pv_file"], exact=True).set_input_files(path)
    page.get_by_role("button", name=w["pv_upload"], exact=True).click()
    expect(title).to_have_text(w["pv_columns"])
    expect(page.get_by_label("단체 명칭들")).to_have_value("name_ko")
    _accessible(page, script)
    page.get_by_role("button", name=w["pv_check"]).click()
    expect(title).to_have_text(w["pv_review"])
    expect(page.get_by_text("없는구").first).to_be_visible()
    _accessible(page, script)
    page.get_by_role("button", name=w["pv_apply"].format(count=1)).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name=f"(사)가람모임: {w['pv_same_as'].format(name='가람 모임')}").click()
    expect(page.get_by_text(w["pv_decided_same"])).to_be_visible()
    page.get_by_role("button", name=w["pv_apply"].format(count=1)).click()
    expect(page.get_by_text(w["pv_applied"])).to_be_visible()
    _accessible(page, script)
    page.get_by_role("button", name=w["pv_undo"]).click()
    expect(page.get_by_role("button", name=w["pv_redo"])).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def _accessible(page: Page, script: bool) -> None:
    if script:
        assert_accessible(page)
