"""The district map and the pages of districts, and the same for programs."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from api.pages.districts.values import OFTEN
from ecomap.services.access import LOCAL
from ecomap.services.district_indicators import indicators
from ecomap.services.district_places import find_city
from ecomap.services.districts import measure_districts
from ecomap.services.workspace import Workspace
from tests.support.builders import put
from tests.support.districts import CITY, HOSTILE_GU, LONG, LONG_GU, hostile_city

MAPO = "1144000000"
HTML = {"accept": "text/html"}


def page(client: TestClient, path: str, **query: str) -> str:
    """Return a page when what it waits for is computed."""
    for _ in range(60):
        answer = client.get(path, params=query, headers=HTML)
        if answer.status_code != 202:
            break
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def map_part(text: str) -> str:
    return text[text.index('<section class="district-map"') : text.index('id="table-title"')]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("view", ["map", "tiles"])
def test_every_district_is_a_link_with_its_figure_on_map_and_table(client: TestClient, lang: str, view: str) -> None:
    text = page(client, "/districts", lang=lang, view=view)
    links = re.findall(rf'<a class="place" href="/districts/(\d+)\?lang={lang}" aria-label="([^"]+)"', map_part(text))
    assert len({code for code, _ in links}) == 25
    spoken = dict(links)[MAPO]
    assert spoken.startswith("마포구:" if lang == "ko" else "Mapo-gu:")
    rows = re.findall(r'<th scope="row"><a href="/districts/(\d+)[^>]*>[^<]+</a></th><td class="number">([^<]+)<', text)
    assert len(rows) == 25
    assert dict(rows)[MAPO] in spoken


def test_the_legend_counts_the_districts_of_the_map(client: TestClient) -> None:
    text = page(client, "/districts", lang="en", indicator="actors")
    counts = [int(count) for count in re.findall(r"(\d+) districts</span></li>", text)]
    assert sum(counts) == 25
    shades = re.findall(r'<use href="#gu-\d+" class="area s(\d)"', text)
    assert sorted(shades.count(shade) for shade in set(shades)) == sorted(counts)


def test_the_table_is_sorted_by_the_links_of_its_headings(client: TestClient) -> None:
    def names(sort: str) -> list[str]:
        text = page(client, "/districts", lang="ko", sort=sort, indicator="actors")
        return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', text)

    assert names("name") == sorted(names("name")) == names("-name")[::-1]
    assert names("-value")[0] == "마포구"
    assert 'aria-sort="descending"' in page(client, "/districts", sort="-value")


def test_signs_on_both_sides_have_two_hues_and_shares_are_per_cent(client: TestClient) -> None:
    text = page(client, "/districts", indicator="cooperation/matrix/groups/e_i")
    assert 'class="area m' in text
    assert 'class="area p' in text
    text = page(client, "/districts", indicator="linkage/overview/groups/density_inside")
    assert re.search(r"<td class=\"number\">\d+\.\d%</td>", text)
    assert 'href="/analyses/linkage/overview?by=district' in text


def test_flows_have_a_table_and_arcs_and_money_has_arrows(client: TestClient) -> None:
    ties = page(client, "/districts", lang="ko", flow="ties", top="10")
    money = page(client, "/districts", lang="ko", flow="money", top="40")
    assert ties.count('<g class="flow"') == 10
    assert 'class="head"' not in ties
    assert money.count('<g class="flow"') == money.count('class="head"') == 40
    assert "보낸 곳" in money


def test_filters_change_the_map_and_stay_in_its_links(client: TestClient) -> None:
    everybody = page(client, "/districts", indicator="actors")
    some = page(client, "/districts", indicator="actors", actor_kind="intermediary", field="welfare")
    assert map_part(everybody) != map_part(some)
    assert "actor_kind=intermediary" in unescape(map_part(some))
    assert page(client, "/districts", indicator="ties_out", on="2020-12-31") != everybody


@pytest.mark.parametrize(
    "query",
    [{"indicator": "nah"}, {"view": "globe"}, {"flow": "water"}, {"top": "7"}, {"sort": "x"}, {"colour": "red"}],
)
def test_an_unknown_choice_keeps_the_form_and_says_what_there_is(client: TestClient, query: dict[str, str]) -> None:
    answer = client.get("/districts", params={**query, "lang": "en"}, headers=HTML)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert next(iter(query.values())) in answer.text or "colour" in answer.text
    assert '<select name="indicator"' in answer.text


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_district_has_its_page(client: TestClient, lang: str) -> None:
    text = page(client, f"/districts/{MAPO}", lang=lang)
    assert "<h1>마포구</h1>" in text or "<h1>Mapo-gu</h1>" in text
    for words in ("358,523", "/actors?place=place%3A1144000000", "/map?place=", "gap_district=", 'id="dong-0"'):
        assert words in text, words
    assert text.count('<tr><th scope="row"><a href="/districts?indicator=') == 12


def test_a_district_is_found_by_name_or_dong_and_an_unknown_one_is_an_error(client: TestClient) -> None:
    for text in ("마포구", "11440", "1144066000", f"place:{MAPO}"):
        answer = client.get(f"/districts/{text}", headers=HTML, follow_redirects=False)
        assert answer.status_code == 307, text
        assert answer.headers["location"].startswith(f"/districts/{MAPO}?")
    for text in ("nowhere", "1100000000"):
        missing = client.get(f"/districts/{text}?lang=en", headers=HTML)
        assert missing.status_code == 404
        assert "Districts: " in missing.text


def test_the_dong_without_an_outline_are_named(client: TestClient) -> None:
    text = page(client, "/districts/동대문구", lang="ko")
    assert "답십리1동" in text[text.index('id="dong-title"') : text.index("<details")]


def test_every_indicator_answers_for_every_district(client: TestClient, demo: Workspace) -> None:
    city = find_city(demo)
    for name in indicators():
        measured = measure_districts(demo, LOCAL, name, city=city)
        assert measured.values.keys() == city.ids, name
        assert any(value is not None for value in measured.values.values()), name
    assert set(OFTEN) <= indicators().keys()
    listed = client.get("/api/v1/districts/indicators").json()
    assert [one["id"] for one in listed] == list(indicators())
    assert all(one["meaning"]["ko"] and one["meaning"]["en"] for one in listed)


def test_programs_get_geojson_with_values_ranks_and_classes(client: TestClient) -> None:
    found = client.get("/api/v1/districts?indicator=actors").json()
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == 25
    mapo = next(one for one in found["features"] if one["id"] == MAPO)
    assert mapo["geometry"]["type"] == "Polygon"
    assert mapo["properties"]["rank"] == 1
    assert sum(one["count"] for one in found["classes"]) == 25
    bare = client.get("/api/v1/districts?indicator=actors&outline=false").json()
    assert all(one["geometry"] is None for one in bare["features"])
    assert client.get("/api/v1/districts?colour=red").status_code == 400


def test_programs_get_flows_and_profiles(client: TestClient) -> None:
    ties = client.get("/api/v1/districts/flows").json()
    total = sum(one["value"] for one in [*ties["between"], *ties["inside"]]) + ties["elsewhere"]
    overview = client.get("/api/v1/linkage/overview?table=ties_by_type").json()
    assert total == pytest.approx(sum(row["ties"] for row in overview["tables"][0]["rows"]))
    assert len(client.get("/api/v1/districts/flows?flow=money&limit=5").json()["between"]) == 5
    mapo = client.get("/api/v1/districts/마포구").json()
    assert (mapo["code"], len(mapo["alike"]), len(mapo["dong"])) == (MAPO, 4, 16)
    assert client.get("/api/v1/districts/nowhere").status_code == 404


@pytest.fixture
def elsewhere(fresh: Workspace, fresh_client: TestClient) -> TestClient:
    put(fresh.store, *hostile_city())
    return fresh_client


def test_a_city_without_outlines_has_tiles_and_says_why(elsewhere: TestClient) -> None:
    text = page(elsewhere, "/districts", city=CITY, lang="en", indicator="actors")
    assert "no outlines" in text
    assert map_part(text).count('<a class="place"') == 2
    assert "<rect" in map_part(text)
    assert "<img src=x" not in text
    assert "&lt;img src=x" in text
    for code in (HOSTILE_GU, LONG_GU):
        profile = page(elsewhere, f"/districts/{code}", lang="ko")
        assert "<img src=x" not in profile
    assert LONG in profile
    geo = elsewhere.get(f"/api/v1/districts?city={CITY}&indicator=actors").json()
    assert [one["geometry"] for one in geo["features"]] == [None, None]


def test_a_register_without_actors_has_a_map_without_errors(fresh_client: TestClient) -> None:
    text = page(fresh_client, "/districts", lang="en")
    assert map_part(text).count('<a class="place"') == 25
    assert page(fresh_client, f"/districts/{MAPO}", lang="en")
