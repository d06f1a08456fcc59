"""A partner answers a survey in a real browser: link, consent, record, two ties, withdrawal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from ecomap.services import surveys
from ecomap.services.access import LOCAL
from ecomap.services.workspace import Workspace
from tests.e2e.conftest import Watched
from tests.registry.surveying import said
from tests.support import registers
from tests.support.accessibility import assert_accessible
from tests.support.builders import actor, put


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = registers.opened("sqlite", tmp_path_factory.mktemp("survey"))
    names = {"a": "가람 모임", "b": "나래 센터", "c": "다솜 마을", "d": "라온 조합"}
    put(workspace.store, *(actor(key, name=name) for key, name in names.items()))
    yield workspace
    workspace.store.close()


@pytest.fixture(scope="module")
def links(workspace: Workspace, site: str) -> dict[str, str]:
    survey = surveys.create_survey(workspace, LOCAL, said())
    return {one.actor: f"{site}/s/{one.token}" for one in surveys.invite(workspace, LOCAL, survey, ["a", "d"])}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 900, "height": 900})
    yield context.new_page()
    context.close()


def report(page: Page, name: str, kind: str, mark: str) -> None:
    page.locator("#find").fill(name)
    page.locator("#find").press("Enter")
    page.get_by_role("link", name=f"고르기: {name}").click()
    page.locator("#f-kind_of_tie").select_option(kind)
    page.locator("#f-contact_frequency").select_option("monthly")
    page.locator("#f-reliability").select_option(mark)
    page.get_by_role("button", name="이 관계 저장").click()
    expect(page.get_by_role("status")).to_contain_text("저장했습니다")


def test_a_partner_answers_in_korean_and_withdraws(
    page: Page, site: str, links: dict[str, str], workspace: Workspace
) -> None:
    watched = Watched(page, site)
    page.goto(links["a"] + "?lang=ko")
    expect(page).to_have_url(f"{site}/survey?lang=ko")
    assert_accessible(page)
    page.get_by_role("button", name="동의하고 시작하기").click()
    page.locator("#f-phone").fill("12")
    page.get_by_role("button", name="기록 저장").click()
    expect(page.locator("#summary")).to_be_focused()
    watched.errors.clear()  # a browser calls the 422 of a form with mistakes an error
    page.locator("#f-phone").fill("02-312-9087")
    page.get_by_role("button", name="기록 저장").click()
    expect(page.get_by_role("status")).to_contain_text("저장했습니다")
    report(page, "나래 센터", "cooperates.out", "4")
    report(page, "다솜 마을", "funds.in", "2")
    page.get_by_role("link", name="고치기: 나래 센터").click()
    expect(page.locator("#f-reliability")).to_have_value("4")
    assert_accessible(page)
    page.get_by_role("button", name="응답 보내기").click()
    expect(page.get_by_role("status")).to_contain_text("고맙습니다")
    assert workspace.store.counts()["cooperates"] == workspace.store.counts()["funds"] == 1
    page.get_by_role("button", name="동의를 철회하고 모두 지우기").click()
    expect(page.get_by_role("status")).to_contain_text("동의를 철회했습니다")
    assert "cooperates" not in workspace.store.counts()
    assert workspace.store.get_nodes(["a"])["a"].properties == {}
    assert (watched.errors, watched.outside) == ([], [])
    page.goto(links["a"] + "?lang=ko")
    expect(page.locator("main")).to_contain_text("동의를 철회하여 닫은 링크입니다")


def test_the_same_in_english(page: Page, links: dict[str, str]) -> None:
    page.goto(links["d"] + "?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cooperation survey")
    assert_accessible(page)
    page.get_by_role("button", name="I agree, begin").click()
    expect(page.get_by_role("heading", name="2. Whom we work with")).to_be_visible()
    assert_accessible(page)
