"""The pages: every one in both languages, marked as synthetic, with hostile input as text."""

from __future__ import annotations

import time
from dataclasses import replace
from html import escape
from pathlib import Path

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.pages.words import WORDS
from api.routes.analysis_pages import _record as described
from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.record import Parameter
from ecomap.bootstrap import open_workspace
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings
from graph_schema import Text
from tests.support import registers
from tests.support.builders import actor, put

PATHS = [
    "/",
    "/actors",
    "/actors/demo-0001",
    "/analyses",
    "/plan",
    "/map",
    "/docs",
    *(f"/analyses/{name}" for name in catalogue()),
]
HOSTILE = "</script><img src=x onerror=alert(1)>\u202e"


def opened(client: TestClient, path: str, lang: str) -> httpx.Response:
    """Return a page; one that is being computed is asked for again, as its own refresh does."""
    for _ in range(300):
        page = client.get(path, params={"lang": lang})
        if page.status_code != 202:
            break
        time.sleep(0.2)
    return page


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_in_both_languages_and_says_that_the_demo_is_synthetic(
    client: TestClient, path: str, lang: str
) -> None:
    page = opened(client, path, lang)
    assert page.status_code == 200
    assert f'<html lang="{lang}">' in page.text
    assert WORDS["synthetic"].get(lang) in page.text
    assert "http://" not in page.text.replace("http://www.w3.org", "").replace("http://testserver", "")


def test_the_home_page_has_a_map_actors_and_one_result_of_each_family(client: TestClient) -> None:
    page = client.get("/").text
    assert "/api/v1/maps/network.html" in page
    assert page.count('class="card"') == 3
    assert page.count('href="/actors/') >= 12


def test_a_form_field_left_empty_is_not_asked(client: TestClient) -> None:
    assert client.get("/actors?q=&kind=&place=&field=").status_code == 200
    assert client.get("/analyses/gaps/coverage?rows=district&cols=field&place=&on=").status_code == 200


def test_a_bad_parameter_keeps_the_form_and_says_what_is_wrong(client: TestClient) -> None:
    page = client.get("/analyses/gaps/coverage?rows=planet&lang=en")
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert "planet" in page.text
    assert '<select name="rows"' in page.text


def test_the_help_of_a_parameter_stands_beside_it(client: TestClient) -> None:
    page = client.get("/analyses/gaps/coverage?lang=en").text
    for parameter in catalogue()["gaps/coverage"].parameters:
        if parameter.help.en:
            assert f'aria-describedby="help-{parameter.name}"' in page
            assert f'<p class="help" id="help-{parameter.name}">{escape(parameter.help.en, quote=False)}</p>' in page


@pytest.mark.parametrize(("raw", "value"), [("1", "true"), ("no", "false"), (True, "true"), (None, None)])
def test_the_box_of_a_boolean_shows_what_was_asked(raw: object, value: object) -> None:
    parameter = Parameter("sure", "boolean", raw, Text("확실", "Sure"))
    record = replace(catalogue()["gaps/coverage"], parameters=(parameter,))
    assert described(record, {}, "ko")["parameters"][0]["value"] == value


def test_hostile_input_stays_text(client: TestClient) -> None:
    for path in ("/actors", "/analyses/gaps/coverage", "/map"):
        page = client.get(
            path, params={"q": HOSTILE, "rows": HOSTILE, "place": HOSTILE}, headers={"accept": "text/html"}
        )
        assert "<img src=x" not in page.text


def test_hostile_names_stay_text(fresh_client: TestClient, fresh: Workspace) -> None:
    put(fresh.store, actor("a-1", name=HOSTILE, description=HOSTILE, homepage="javascript:alert(1)"))
    for path in ("/", "/actors", "/actors/a-1"):
        page = fresh_client.get(path).text
        assert "<img src=x" not in page
        assert 'href="javascript' not in page


def test_an_empty_register_says_what_to_do(backend: str, tmp_path: Path) -> None:
    workspace = open_workspace(read_settings({}, store=registers.address(backend, tmp_path), data_dir=tmp_path))
    workspace.store.migrate()
    page = TestClient(create_app(workspace)).get("/")
    workspace.store.close()
    assert page.status_code == 200
    assert "ecomap import" in page.text
