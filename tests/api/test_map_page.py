"""The page of the network map before its script runs: its data block, its filters, its refusals."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

MAPO = "place:1144000000"


def setup_of(page: str) -> dict[str, Any]:
    """Return the data block of a page as a browser reads it."""
    found = re.search(r'<script type="application/json" id="map-setup">(.*?)</script>', page, re.DOTALL)
    assert found
    return dict(json.loads(found.group(1)))


@pytest.mark.parametrize(("lang", "search"), [("ko", "주체 찾기"), ("en", "Find an actor")])
def test_the_script_gets_its_words_in_the_language_of_the_page(client: TestClient, lang: str, search: str) -> None:
    setup = setup_of(client.get(f"/map?lang={lang}").text)
    assert setup["lang"] == lang
    assert setup["words"]["search"] == search
    assert setup["embed"] is False


def test_filters_by_name_become_ids_that_the_browser_applies(client: TestClient) -> None:
    setup = setup_of(client.get("/map", params={"place": "마포구", "actor_kind": "government", "field": "환경"}).text)
    assert setup["chosen"]["place"] == [MAPO]
    assert setup["chosen"]["actor_kind"] == ["government"]
    assert setup["chosen"]["field"] == ["field:environment"]
    assert setup["fixed"] == ""


@pytest.mark.parametrize("name", ["on", "known_on"])
def test_what_only_the_server_can_filter_is_asked_of_it(client: TestClient, name: str) -> None:
    setup = setup_of(client.get("/map", params={name: "2100-01-01"}).text)
    assert setup["fixed"] == f"{name}=2100-01-01"


def test_places_that_are_no_district_are_filtered_by_the_server(client: TestClient) -> None:
    setup = setup_of(client.get("/map", params={"place": "서울특별시"}).text)
    assert setup["chosen"]["place"] == []
    assert setup["fixed"].startswith("place=place")


def test_a_bad_filter_is_said_instead_of_a_map(client: TestClient) -> None:
    page = client.get("/map?place=Atlantis&lang=en")
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert "Atlantis" in page.text
    assert "map-setup" not in page.text


def test_without_script_the_page_leads_to_the_tables(client: TestClient) -> None:
    page = client.get("/map?lang=ko").text
    told = re.search(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert told
    assert 'href="/actors?lang=ko"' in unescape(told.group(1))
    assert 'href="/analyses?lang=ko"' in unescape(told.group(1))
