"""Logging in by keyboard alone, in both languages, and the pages behind the login as axe sees them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from ecomap.services.workspace import Workspace
from tests.support import registers
from tests.support.accessibility import assert_accessible
from tests.support.people import PASSWORD, account


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = registers.opened("sqlite", tmp_path_factory.mktemp("accounts"))
    account(workspace, "administrator")
    yield workspace
    workspace.store.close()


@pytest.mark.parametrize(("lang", "log_in", "log_out"), [("ko", "로그인", "로그아웃"), ("en", "Log in", "Log out")])
def test_logging_in_by_keyboard(browser: Browser, site: str, lang: str, log_in: str, log_out: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}/users?lang={lang}")
    expect(page.get_by_role("heading", level=1)).to_have_text(log_in)
    assert_accessible(page)
    page.locator("#login").focus()
    page.keyboard.type("administrator")
    page.keyboard.press("Tab")
    page.keyboard.type("not the password")
    page.keyboard.press("Enter")
    expect(page.locator("#problem")).to_be_focused()
    expect(page.locator("#login")).to_have_value("administrator")
    assert_accessible(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/users?*")
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["secure"]) == (True, "Lax", False)
    for path in ("/users", "/users/new", "/keys", "/account", "/proposals"):
        page.goto(f"{site}{path}?lang={lang}")
        assert_accessible(page)
    page.goto(f"{site}/edit/actor?lang={lang}")
    page.locator("#f-name_ko").fill('노을 "모임" <1>')
    page.context.clear_cookies()
    page.locator(".actions button[value=save]").click()
    page.locator("#login").fill("administrator")
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/actor?*")
    expect(page.locator("#f-name_ko")).to_have_value('노을 "모임" <1>')
    page.get_by_role("button", name=log_out).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=log_in)).to_be_visible()
    assert page.context.cookies() == []
    assert errors == []
    page.close()
