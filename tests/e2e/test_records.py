"""A tie recorded and ended, its place on the timeline, and an earlier state restored, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from api.pages.words import words
from ecomap.services.access import LOCAL
from ecomap.services.gate import Intent, submit
from ecomap.services.workspace import Workspace
from tests.e2e.conftest import Watched, log_in
from tests.support import registers
from tests.support.accessibility import assert_accessible
from tests.support.people import account

NAMES = {"ko": "가람 모임", "en": "나래 모임"}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = registers.opened("sqlite", tmp_path_factory.mktemp("records"))
    for name in (*NAMES.values(), "망원 지원 센터"):
        said = {"kind": "civil_society", "name_ko": name, "located_in": "마포구", "staff": 3}
        submit(workspace, LOCAL, Intent("register-actor", "", said), via="form")
    account(workspace, "registrar")
    yield workspace
    workspace.store.close()


@pytest.mark.parametrize(("lang", "width"), [("ko", 1280), ("en", 390)])
def test_ties_and_history(browser: Browser, site: str, lang: str, width: int) -> None:
    w = words(lang)
    page = browser.new_page(viewport={"width": width, "height": 900})
    watched = Watched(page, site)
    log_in(page, site, "registrar", lang)
    page.goto(f"{site}/actors?lang={lang}&q={NAMES[lang]}")
    page.get_by_role("link", name=NAMES[lang], exact=True).click()

    page.get_by_role("link", name=w["add_tie"], exact=True).click()
    page.locator("#f-tie-0-other").fill("망원 지원 센터")
    page.locator("#f-tie-0-type").select_option("cooperates:out")
    page.locator("#f-tie-0-valid_from").fill("2021-03-01")
    assert_accessible(page)
    page.get_by_role("button", name=w["save"], exact=True).click()
    expect(page.get_by_text(w["done_tie"])).to_be_visible()
    expect(page.get_by_role("heading", name=w["timeline"])).to_be_visible()
    assert_accessible(page)

    page.get_by_role("cell").get_by_role("link", name=w["edit"]).click()
    page.locator("#f-tie-0-valid_to").fill("2023-12-31")
    page.get_by_role("button", name=w["save"], exact=True).click()
    expect(page.get_by_role("cell", name="2021-03-01 – 2023-12-31")).to_be_visible()

    page.get_by_role("link", name=w["edit"], exact=True).first.click()
    page.locator("#f-name_en").evaluate("box => box.closest('details') && (box.closest('details').open = true)")
    page.locator("#f-name_en").fill("Garam")
    page.get_by_role("button", name=w["save"], exact=True).click()
    page.get_by_role("link", name=w["history"], exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Garam")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name=w["restore_state"]).first.click()
    expect(page.get_by_text(w["done_restored"])).to_be_visible()
    expect(page.get_by_text("Garam")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.errors == []
    assert watched.outside == []
    page.close()
