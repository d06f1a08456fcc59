"""From the queue of duplicates to one record and back, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from ecomap.services.access import LOCAL
from ecomap.services.gate import Intent, submit
from ecomap.services.workspace import Workspace
from tests.e2e.conftest import Watched, log_in
from tests.support import registers
from tests.support.accessibility import assert_accessible
from tests.support.people import account


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = registers.opened("sqlite", tmp_path_factory.mktemp("merging"))
    account(workspace, "registrar")
    for name, fields in (
        ("무지개책마당", {"founded": "2019", "staff": 3}),
        ("무지개 책 마당 협동조합", {"homepage": "https://rainbow.example"}),
    ):
        said = {"kind": "civil_society", "name_ko": name, "located_in": "마포구", **fields}
        submit(workspace, LOCAL, Intent("register-actor", "", said), via="form")
    yield workspace
    workspace.store.close()


def test_review_merge_take_back(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    watched = Watched(page, site)
    log_in(page, site, "registrar", "ko")
    page.goto(f"{site}/review?lang=ko")
    page.get_by_role("button", name="등록부 전체에서 다시 찾기").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("무지개책마당", timeout=15_000)
    assert_accessible(page)
    page.get_by_role("button", name="같은 단체: 합치기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("두 기록 합치기")
    assert_accessible(page)
    page.get_by_label("한국어 이름: 합친 뒤").select_option("other")
    page.get_by_label("합치는 까닭").fill("같은 곳")
    page.get_by_role("button", name="합치기", exact=True).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("무지개")
    expect(page.locator(".answer")).to_contain_text("여기에 합쳤습니다")
    assert_accessible(page)
    page.get_by_role("link", name="이력", exact=True).click()
    expect(page.get_by_text("까닭: 같은 곳").first).to_be_visible()
    assert_accessible(page)
    page.go_back()
    page.get_by_role("button", name="되돌리기").click()
    expect(page.get_by_role("status")).to_contain_text("모두 합치기 전으로 돌아갔습니다")
    assert watched.errors == []
    assert watched.outside == []
    page.close()


def test_in_english_by_keyboard(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    log_in(page, site, "registrar", "en")
    page.goto(f"{site}/review?lang=en")
    button = page.get_by_role("button", name="Search the whole register again")
    button.focus()
    page.keyboard.press("Enter")
    different = page.get_by_role("button", name="Different")
    expect(different).to_be_visible(timeout=15_000)
    different.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("No pair waits for an answer.")).to_be_visible()
    page.get_by_role("link", name="Different").click()
    expect(page.get_by_text("Answered by")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{site}/changes?lang=en")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
