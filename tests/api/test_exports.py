"""Exports over HTTP: who may take what, selections, names of files, refusals."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import unquote

import networkx as nx
from fastapi.testclient import TestClient

from ecomap.exchange.exports.registry import FORMATS
from ecomap.services.workspace import Workspace

WHERE = "/api/v1/exports"
FEW = {"place": "마포구", "actor_kind": "intermediary"}


def rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_every_format_is_answered_with_a_korean_file_name_and_a_tag(client: TestClient) -> None:
    for name, form in FORMATS.items():
        answer = client.get(f"{WHERE}/{name}", params={**FEW, "lang": "ko"})
        assert answer.status_code == 200, answer.text[:300]
        assert answer.headers["content-type"] == form.media_type
        shown = unquote(answer.headers["content-disposition"].partition("filename*=UTF-8''")[2])
        assert shown.startswith("시민사회-생태계-중간지원조직-마포구")
        assert shown.endswith(f".{form.ending}")
        again = client.get(
            f"{WHERE}/{name}", params={**FEW, "lang": "ko"}, headers={"if-none-match": answer.headers["etag"]}
        )
        assert again.status_code == 304


def test_the_filter_holds_for_actors_and_ties(client: TestClient, demo: Workspace) -> None:
    asked = {"tie_type": "funds", "from": "2022", "to": "2022"}
    graph = nx.read_graphml(io.BytesIO(client.get(f"{WHERE}/graphml", params=asked).content))
    known = client.get("/api/v1/linkage/overview", params=asked).json()
    assert {data["tie_type"] for *_, data in graph.edges(data=True)} == {"funds"}
    assert all(data["valid_from"] <= "2022-12-31" for *_, data in graph.edges(data=True) if "valid_from" in data)
    assert f"{graph.number_of_nodes():,}" in json.dumps(known, ensure_ascii=False)


def test_a_selection_comes_by_form_or_json_without_login(client: TestClient) -> None:
    chosen = ["demo-0002", "demo-0003", "demo-0010"]
    by_json = client.post(f"{WHERE}/csv", json={"actor": chosen, "table": "actors"})
    by_form = client.post(
        f"{WHERE}/csv", data={"actor": chosen, "table": "actors"}, headers={"sec-fetch-site": "same-origin"}
    )
    by_address = client.get(f"{WHERE}/csv", params={"actor": ",".join(chosen), "table": "actors"})
    assert by_json.status_code == by_form.status_code == by_address.status_code == 200
    assert by_json.content == by_form.content == by_address.content
    assert [row["id"] for row in rows(by_json.content)] == chosen
    foreign = client.post(f"{WHERE}/csv", data={"actor": chosen}, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403


def test_what_is_wrong_is_named(client: TestClient) -> None:
    for status, path, params, said in (
        (400, "docx", {}, "xlsx"),
        (400, "csv", {"table": "places"}, "actors"),
        (400, "gexf", {"table": "actors"}, "table"),
        (400, "csv", {"actor": "nobody"}, "nobody"),
        (400, "csv", {"place": "어디구"}, "어디구"),
        (400, "csv", {"wher": "x"}, "wher"),
        (401, "csv", {"members": "true"}, "read-members"),
        (401, "csv", {"reports": "both"}, "read-members"),
    ):
        answer = client.get(f"{WHERE}/{path}", params=params)
        assert (answer.status_code, said in answer.text) == (status, True), answer.text
    assert client.post(f"{WHERE}/csv", content=b"[1", headers={"content-type": "application/json"}).status_code == 400
    assert client.post(f"{WHERE}/csv", json={"actor": [{"a": 1}]}).status_code == 400


def test_the_page_offers_every_format_in_both_languages(client: TestClient) -> None:
    for lang, word in (("ko", "자료 받기"), ("en", "Take the data")):
        page = client.get("/exports", params={"lang": lang, "actor": "<script>"}).text
        assert word in page
        assert "<script>" not in page
        for name in FORMATS:
            assert f"{WHERE}/{name}" in page
