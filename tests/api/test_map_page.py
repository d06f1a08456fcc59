"""The page of the network map before its script runs: its data block, its filters, its refusals."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from fastapi.testclient import TestClient

from tests.support.packed import unpacked

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


def test_gephi_gets_the_places_of_the_map(client: TestClient) -> None:
    gexf = ElementTree.fromstring(client.get("/api/v1/exports/gexf?lang=ko").content)
    there = {}
    for node in gexf.iter("{http://gexf.net/1.3}node"):
        position = node.find("{http://gexf.net/1.3/viz}position")
        assert position is not None
        there[node.get("id")] = [float(position.get(axis) or "nan") for axis in "xy"]
    _, columns, _ = unpacked(client.get("/api/v1/maps/network.bin?lang=ko").content)
    ids = client.get("/api/v1/maps/labels.json?lang=ko").json()["ids"]
    here = np.stack([columns["x"], columns["y"]], axis=1) / 32767.5 - 1
    drawn = np.array([there[one] for one in ids])
    scale = drawn[:, 0].std() / here[:, 0].std()
    assert len(ids) == len(there)
    assert np.abs(drawn / scale - here).max() < 0.001
