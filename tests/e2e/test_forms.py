"""Registering an organisation as somebody at a support centre does it, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ecomap.services.access import LOCAL
from ecomap.services.gate import Intent, submit
from ecomap.services.workspace import Workspace
from tests.e2e.conftest import Watched
from tests.support import registers
from tests.support.accessibility import assert_accessible
from tests.support.people import PASSWORD, account


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = registers.opened("sqlite", tmp_path_factory.mktemp("forms"))
    for name, phone in (("가람 나눔 센터", "02-777-0001"), ("망원 지원 센터", "")):
        said = {"kind": "civil_society", "name_ko": name, "located_in": ["마포구"], "phone": phone}
        submit(workspace, LOCAL, Intent("register-actor", "", said), via="form")
    account(workspace, "registrar")
    yield workspace
    workspace.store.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    yield context
    context.close()


def log_in(page: Page) -> None:
    """Log in on the page that stands before the one that was asked for."""
    page.locator("input[name=login]").fill("registrar")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page.locator("#f-name_ko")).to_be_visible()


def test_a_partner_is_registered_in_korean_by_keyboard(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    watched = Watched(page, site)
    page.goto(f"{site}/edit/actor?lang=ko")
    log_in(page)
    watched.errors.clear()  # a browser calls the 401 of the login page an error
    name = page.locator("#f-name_ko")
    name.focus()
    page.keyboard.type("사단법인 가람나눔센터")
    alike = page.locator(".alike")
    expect(alike).to_contain_text("가람 나눔 센터")
    expect(alike).to_contain_text("법인 형태·띄어쓰기·어순만 빼고 이름이 같습니다")
    expect(page.locator("[data-alike-status]")).to_contain_text("비슷한 단체가 1곳")
    assert_accessible(page)
    page.get_by_role("radio", name="다른 단체", exact=True).focus()
    page.keyboard.press("Space")
    # The choice outlives the next look while more is typed.
    page.locator("#f-located_in").focus()
    page.keyboard.type("서울 마포구 망원1동 12-3")
    page.locator("#f-works_in").focus()
    page.keyboard.type("돌봄")
    page.wait_for_timeout(800)
    expect(page.get_by_role("radio", name="다른 단체", exact=True)).to_be_checked()
    page.get_by_text("함께 일하는 단체").focus()
    page.keyboard.press("Enter")
    page.locator("#f-tie-0-other").focus()
    page.keyboard.type("망원 지원")
    option = page.locator("#actors option").first
    expect(option).to_be_attached()
    page.locator("#f-tie-0-other").fill(option.get_attribute("value") or "")
    page.locator("#f-tie-0-type").select_option(label="협력")
    page.locator("#f-tie-0-valid_from").fill("2021.3")
    expect(page.locator("form.record[data-state=kept]")).to_be_attached(timeout=10_000)
    expect(page.locator("[data-status]")).to_have_text("초안 자동 저장됨")

    # The tab is closed; the draft is in the list and complete.
    page.close()
    page = context.new_page()
    page.goto(f"{site}/edit/drafts?lang=ko")
    page.get_by_role("row", name="사단법인 가람나눔센터").get_by_role("link").click()
    expect(page.locator("#f-located_in")).to_have_value("서울 마포구 망원1동 12-3")
    expect(page.locator("#f-tie-0-valid_from")).to_have_value("2021.3")
    expect(page.get_by_role("radio", name="다른 단체", exact=True)).to_be_checked()
    page.locator("#f-name_ko").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("등록했습니다")
    expect(page.get_by_role("heading", level=1)).to_have_text("사단법인 가람나눔센터")
    expect(page.locator("svg.chart rect.tie")).to_have_count(1)
    assert page.evaluate("localStorage.length") == 0
    assert_accessible(page)
    page.goto(f"{site}/edit/drafts?lang=ko")
    expect(page.get_by_text("남아 있는 초안이 없습니다.")).to_be_visible()
    assert watched.errors == []
    assert watched.outside == []


def test_errors_and_lost_connections_lose_nothing_in_english(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/edit/actor?lang=en")
    log_in(page)
    page.locator("#f-name_ko").fill("Naru Lab")
    page.locator("#f-located_in").fill("Busan")
    page.get_by_role("button", name="Register an organisation").click()
    summary = page.locator("#summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Nothing you typed is lost")
    assert_accessible(page)
    summary.get_by_role("link").first.click()
    expect(page.locator("#f-located_in")).to_be_focused()
    expect(page.locator("#f-located_in")).to_have_value("Busan")
    # The server is away while more is typed, and the tab is closed: this browser has it.
    page.goto(f"{site}/edit/actor?lang=en")
    context.set_offline(True)
    page.locator("#f-name_ko").fill("Haneul Lab")
    expect(page.locator("[data-status]")).to_contain_text("kept in this browser", timeout=10_000)
    context.set_offline(False)
    page.close()
    page = context.new_page()
    page.goto(f"{site}/edit/actor?lang=en")
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator("#f-name_ko")).to_have_value("Haneul Lab")
