"""Reading the network map as a person does: find, filter, colour, follow a path, in a real browser."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from tests.support.accessibility import assert_accessible
from tests.support.map_pages import PHONE, WIDE, asked, opened, ready, search, shown
from tests.support.pictures import assert_looks_like


@pytest.mark.parametrize(("lang", "size"), [("ko", WIDE), ("en", WIDE), ("ko", PHONE)])
def test_it_opens_with_the_whole_register_and_is_accessible(
    browser: Browser, demo: str, lang: str, size: dict[str, int]
) -> None:
    with opened(browser, demo, f"lang={lang}", viewport=size) as page:
        actors, ties = shown(page)
        assert actors > 1_000
        assert ties > 5_000
        expect(page.get_by_role("application")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert_accessible(page)


def test_an_actor_is_found_by_initial_consonants_and_its_card_by_keyboard(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        page.keyboard.press("/")
        expect(page.locator("#find")).to_be_focused()
        page.keyboard.type("ㅁㅍㄱㅊ")
        expect(page.locator("#find")).to_have_attribute("aria-activedescendant", "find-0")
        page.keyboard.press("Enter")
        name = page.get_by_role("heading", name="마포구청")
        expect(name).to_be_focused()
        assert asked(page, "open") == "gov:1144000000"
        expect(page.locator(".card-facts")).to_contain_text("마포구")
        expect(page.locator(".tie-bars li").first).to_contain_text("재정지원")
        expect(page.locator("#say")).to_contain_text("마포구청")
        page.get_by_role("button", name="이웃", exact=True).click()
        assert asked(page, "steps") == "1"
        assert_accessible(page)
        page.go_back()
        expect(name).not_to_be_visible()
        assert asked(page, "open") == ""


def test_the_list_of_found_actors_is_walked_by_arrows(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        page.locator("#find").fill("마포")
        options = page.locator("#find-list [role=option]")
        expect(options).to_have_count(12)
        page.keyboard.press("ArrowDown")
        expect(options.nth(1)).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(options.nth(11)).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Escape")
        expect(page.locator("#find-list")).to_be_hidden()
        page.locator("#find").fill("없는이름쿼카")
        expect(page.locator("#find-list")).to_contain_text("그런 이름이 없습니다")


def test_the_pointer_names_an_actor_and_a_click_opens_it(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        search(page, "마포구청")
        expect(page).to_have_url(re.compile("[?&]view="))
        page.get_by_role("button", name="카드 닫기").click()
        box = page.locator("#stage").bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        expect(page.locator(".tip")).to_contain_text("마포구청")
        page.mouse.click(x, y)
        expect(page.locator("#card-name")).to_have_text("마포구청")


def test_filters_say_what_they_would_leave_and_live_in_the_address(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        everyone, _ = shown(page)
        row = page.locator("[data-part=kinds] li", has_text="시민사회단체")
        societies = int(row.locator(".choice-count").inner_text().replace(",", ""))
        row.get_by_role("checkbox").uncheck()
        assert shown(page)[0] == everyone - societies
        assert "civil_society" not in asked(page, "actor_kind")
        page.reload()
        ready(page)
        assert shown(page)[0] == everyone - societies
        row.get_by_role("button", name="시민사회단체만 보기").focus()
        page.keyboard.press("Enter")
        assert shown(page)[0] == societies
        page.locator("[data-part=districts] summary").click()
        mapo = page.locator("[data-part=districts] li", has_text="마포구")
        promised = int(mapo.locator(".choice-count").inner_text())
        mapo.get_by_role("checkbox").check()
        assert shown(page)[0] == promised
        expect(page.locator("#say")).to_contain_text(f"주체 {promised}")
        page.get_by_role("button", name="조건 모두 풀기").first.click()
        assert shown(page)[0] == everyone


def test_a_field_takes_those_below_it_along(browser: Browser, demo: str) -> None:
    with opened(browser, demo, "lang=ko&field=field:welfare") as page:
        rows = page.locator("[data-part=fields] li")
        expect(rows.get_by_role("checkbox", name="사회복지")).to_be_checked()
        whole, _ = shown(page)
        rows.filter(has_text="사회복지").locator("xpath=following-sibling::li[1]").get_by_role("checkbox").check()
        assert shown(page)[0] == whole  # already inside
        rows.get_by_role("checkbox", name="사회복지").uncheck()
        assert 0 < shown(page)[0] <= whole


def test_amounts_keep_only_ties_with_such_an_amount(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        _, ties = shown(page)
        page.locator("[data-part=amount] summary").click()
        least = page.get_by_role("slider", name="가장 적은 금액")
        least.focus()
        for _ in range(30):
            page.keyboard.press("ArrowRight")
        assert 0 < shown(page)[1] < ties / 3
        assert "원" in (least.get_attribute("aria-valuetext") or "")
        assert re.fullmatch(r"\d+-", asked(page, "amount"))
        page.get_by_role("checkbox", name="이어진 주체만 보기").check()
        assert shown(page)[0] < 1_000


def test_years_are_stepped_through_without_animation_for_whoever_asked_for_none(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        step = page.get_by_role("button", name="다음 해")
        step.click()
        first = int(asked(page, "from"))
        assert asked(page, "to") == str(first)
        early = shown(page)[1]
        for _ in range(3):
            step.click()
        assert asked(page, "from") == str(first + 3)
        assert shown(page)[1] > early
        page.get_by_role("slider", name="끝 연도").focus()
        page.keyboard.press("ArrowRight")
        assert asked(page, "to") == str(first + 4)


def test_the_years_play_by_themselves(browser: Browser, demo: str) -> None:
    with opened(browser, demo, reduced_motion="no-preference") as page:
        page.get_by_role("button", name="해마다 보기").click()
        first = int(asked(page, "from"))
        expect(page).to_have_url(re.compile(f"[?&]from={first + 1}&"))
        page.get_by_role("button", name="멈춤").click()
        expect(page.get_by_role("button", name="해마다 보기")).to_be_visible()


def test_nothing_that_fits_is_said_with_a_way_back(browser: Browser, demo: str) -> None:
    query = urlencode({"lang": "ko", "actor_kind": "partner", "place": "마포구", "field": "field:peace"})
    with opened(browser, demo, query) as page:
        assert shown(page)[0] == 0
        page.locator(".over .message").get_by_role("button", name="조건 모두 풀기").click()
        assert shown(page)[0] > 1_000
        expect(page.locator(".over .message")).to_be_hidden()


def test_colours_are_explained_by_the_legend(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        page.get_by_role("tab", name="색과 크기").click()
        for colour in ("district", "field", "community", "degree"):
            label = page.locator(f"#colour option[value={colour}]").inner_text()
            page.locator("#colour").select_option(colour)
            assert asked(page, "colour") == colour
            expect(page.locator(".legend-title").first).to_contain_text(label)
            counts = page.locator(".legend li .choice-count").all_inner_texts()
            assert len(counts) > 3
            assert 0 < sum(int(text.replace(",", "")) for text in counts) <= shown(page)[0]


def test_the_map_is_walked_and_opened_by_keyboard_alone(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        page.get_by_role("application").focus()
        page.keyboard.press("+")
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(re.compile("[?&]view="))
        page.keyboard.press("Enter")
        expect(page.locator("#card-name")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#card-name")).to_be_hidden()


def test_a_measure_comes_with_scale_unit_meaning_and_its_analysis(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        page.get_by_role("tab", name="색과 크기").click()
        page.locator("#colour optgroup").first.wait_for(state="attached")
        page.locator("#colour").select_option("linkage/centrality:ranking:betweenness")
        expect(page.locator(".legend-title").first).to_contain_text("매개 중심성", timeout=20_000)
        expect(page.locator(".legend li").first).to_contain_text("%")
        help_ = page.locator(".measure-help")
        expect(help_).to_contain_text("최단 경로")
        expect(help_.get_by_role("link")).to_have_attribute("href", re.compile(r"/analyses/linkage/centrality"))
        page.locator("#size").select_option("linkage/centrality:ranking:betweenness")
        expect(page.locator(".size-samples")).to_contain_text("%")
        assert_accessible(page)


def test_the_way_between_two_actors_is_listed_step_by_step(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        search(page, "마포구청")
        page.get_by_role("button", name="여기서 가는 길").click()
        expect(page.locator("#path-end")).to_be_focused()
        search(page, "강남구청", "#path-end")
        told = page.locator(".path-told")
        expect(told).to_contain_text("단계로 이어집니다")
        steps = told.locator(".path-steps li")
        expect(steps.first).to_contain_text("마포구청")
        expect(steps.last).to_contain_text("강남구청")
        page.reload()
        ready(page)
        page.get_by_role("button", name="카드 닫기").click()
        expect(page.get_by_role("tab", name="살펴보기")).to_have_attribute("aria-selected", "true")
        expect(page.locator("#path-end")).to_have_value("강남구청")
        page.get_by_role("tab", name="거르기").click()
        page.get_by_role("button", name="교육만 보기").focus()
        page.keyboard.press("Enter")
        page.get_by_role("tab", name="살펴보기").click()
        expect(told).to_contain_text("이어지는 길이 없습니다")
        expect(told).to_contain_text("지금 보이는 관계가 없습니다")


def test_a_community_stands_out(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        page.get_by_role("tab", name="살펴보기").click()
        first = page.locator(".communities button").first
        first.click()
        expect(first).to_have_attribute("aria-pressed", "true")
        assert asked(page, "community") == "0"
        assert_accessible(page)


def test_missing_cooperation_is_drawn_and_listed(browser: Browser, demo: str) -> None:
    with opened(browser, demo) as page:
        page.get_by_role("tab", name="살펴보기").click()
        page.locator("#gaps").select_option("gaps/holes")
        pairs = page.locator(".pairs li")
        expect(pairs.first).to_be_visible(timeout=20_000)
        expect(page.locator(".legend-line")).to_contain_text("빠져 있는 협력")
        name = pairs.first.get_by_role("button").first.inner_text()
        pairs.first.get_by_role("button").first.click()
        expect(page.locator("#card-name")).to_have_text(name)
        assert asked(page, "gaps") == "gaps/holes"


def test_without_webgl_it_draws_all_the_same_and_says_so(browser: Browser, demo: str) -> None:
    with opened(browser, demo, "lang=ko&renderer=canvas") as page:
        expect(page.locator(".panel-foot")).to_contain_text("그래픽 카드의 도움 없이")
        search(page, "마포구청")
        expect(page.locator("#card-name")).to_have_text("마포구청")
        assert asked(page, "renderer") == "canvas"


def test_the_tour_is_shown_once_and_again_on_request(browser: Browser, demo: str) -> None:
    with opened(browser, demo, tour=True) as page:
        tour = page.locator(".tour")
        expect(tour).to_contain_text("1/6")
        assert_accessible(page)
        tour.get_by_role("button", name="건너뛰기").click()
        expect(tour).to_be_hidden()
        page.reload()
        ready(page)
        expect(tour).to_be_hidden()
        page.get_by_role("button", name="도움말").click()
        assert_accessible(page)
        page.get_by_role("button", name="1분 안내 다시 보기").click()
        for _ in range(5):
            tour.get_by_role("button", name="다음").click()
        expect(tour).to_contain_text("6/6")
        tour.get_by_role("button", name="시작하기").click()
        expect(tour).to_be_hidden()


def test_at_phone_width_the_panel_is_a_sheet(browser: Browser, demo: str) -> None:
    with opened(browser, demo, viewport=PHONE) as page:
        panel, handle = page.locator("#panel"), page.get_by_role("button", name="도구 펼치기·접기")
        low = panel.bounding_box()
        handle.click()
        expect(handle).to_have_attribute("aria-expanded", "true")
        page.wait_for_timeout(300)
        high = panel.bounding_box()
        assert low
        assert high
        assert high["height"] > 2 * low["height"]
        assert_accessible(page)
        search(page, "마포구청")
        expect(page.locator("#card-name")).to_be_in_viewport()
        handle.click()
        expect(handle).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(
    ("lost", "said"),
    [("network.bin", "지도 자료를 받지 못했습니다"), ("labels.json", "주체의 이름을 받지 못했습니다")],
)
def test_a_failed_answer_is_said_and_tried_again(browser: Browser, demo: str, lost: str, said: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route(f"**/{lost}*", lambda route: route.abort())
    page.goto(f"{demo}/map?lang=ko")
    expect(page.locator("#message")).to_contain_text(said)
    page.unroute(f"**/{lost}*")
    page.get_by_role("button", name="다시 시도").click()
    ready(page)
    assert shown(page)[0] > 1_000
    expect(page.locator("#message")).to_be_hidden()
    context.close()


def test_without_javascript_the_page_leads_to_the_tables(browser: Browser, demo: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo}/map?lang=ko")
    expect(page.locator(".without-script")).to_be_visible()
    page.locator(".without-script").get_by_role("link", name="주체").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("주체")
    context.close()


@pytest.mark.parametrize(
    ("name", "query", "size"),
    [
        (
            "map-page",
            "lang=ko&place=place:1144000000&field=field:community&open=gov:1144000000",
            {"width": 1000, "height": 640},
        ),
        ("map-page-phone", "lang=en&place=place:1144000000&colour=field", PHONE),
    ],
)
def test_it_looks_as_it_should(browser: Browser, demo: str, name: str, query: str, size: dict[str, int]) -> None:
    with opened(browser, demo, query, viewport=size) as page:
        page.locator(".panel-foot").evaluate("foot => { foot.style.visibility = 'hidden'; }")  # it says today's date
        assert_looks_like(page.screenshot(), name, tolerance=0.02)
