"""The data of the network map over HTTP: whole, filtered, compressed, in step with its labels, public."""

from __future__ import annotations

import gzip
import time

import numpy as np
import pytest
from fastapi.testclient import TestClient
from httpx import Response

from ecomap.services.workspace import Workspace
from ecomap.snapshot import filtered
from ecomap.snapshot.filters import Filter
from tests.support.packed import unpacked

BIN, LABELS, MEASURE = (f"/api/v1/maps/{name}" for name in ("network.bin", "labels.json", "measure.bin"))


def ready(client: TestClient, address: str, asked: dict[str, str]) -> Response:
    """Ask again while a job computes."""
    while (answer := client.get(address, params=asked)).status_code == 202:
        time.sleep(0.05)
    return answer


def test_the_map_holds_every_actor_and_tie_and_its_labels_stand_in_the_same_order(
    client: TestClient, demo: Workspace
) -> None:
    answer = client.get(BIN)
    assert answer.headers["content-type"] == "application/octet-stream"
    header, columns, _ = unpacked(answer.content)
    labels = client.get(LABELS).json()
    snapshot = demo.snapshot()
    assert (header["actors"], header["ties"]) == (snapshot.ties.n, snapshot.ties.m)
    assert labels["hash"] == header["hash"]
    assert sorted(labels["ids"]) == sorted(snapshot.node_id[snapshot.ties.nodes])
    kinds = [header["kinds"][code]["name"] for code in columns["kind"].tolist()]
    assert kinds == [snapshot.kinds[snapshot.kind[snapshot.position[name]]] for name in labels["ids"]]
    assert labels["names"][0] == snapshot.name(snapshot.position[labels["ids"][0]])


def test_a_filter_keeps_places_and_its_labels_follow(client: TestClient, demo: Workspace) -> None:
    asked = {"actor_kind": "intermediary"}
    whole, part = (unpacked(client.get(BIN, params=params).content) for params in ({}, asked))
    names, kept = (client.get(LABELS, params=params).json()["ids"] for params in ({}, asked))
    assert set(kept) == set(filtered(demo.snapshot(), Filter(kinds=("intermediary",))).node_id) & set(names)
    at = {name: number for number, name in enumerate(names)}
    for axis in ("x", "y"):
        assert part[1][axis].tolist() == [whole[1][axis][at[name]] for name in kept]


def test_it_travels_compressed_once_and_unpacked_for_those_who_ask(client: TestClient) -> None:
    with client.stream("GET", BIN, headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip"
    plain = client.get(BIN, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(raw) == plain.content


def test_an_unchanged_map_is_not_sent_again(client: TestClient) -> None:
    tag = client.get(BIN).headers["etag"]
    assert client.get(BIN, headers={"if-none-match": tag}).status_code == 304
    assert client.get(BIN, params={"lang": "en"}, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(("query", "named"), [("place=없는곳", "place"), ("colour=red", "colour")])
def test_wrong_words_are_named(client: TestClient, query: str, named: str) -> None:
    answer = client.get(f"{BIN}?{query}")
    assert answer.status_code == 400
    assert named in answer.text


def test_whose_word_counts_is_for_members(client: TestClient) -> None:
    assert client.get(BIN, params={"reports": "both"}).status_code == 401


def test_a_selection_by_ids_is_a_filter_everywhere(client: TestClient) -> None:
    ids = client.get(LABELS).json()["ids"][:3]
    assert set(client.get(LABELS, params={"actor": ",".join(ids)}).json()["ids"]) == set(ids)
    found = client.get("/api/v1/linkage/centrality", params={"actor": ids}).json()
    assert {row["id"] for row in found["tables"][0]["rows"]} == set(ids)


def test_an_analysis_that_asks_about_one_actor_keeps_that_meaning(client: TestClient) -> None:
    actor = client.get(LABELS).json()["ids"][0]
    found = client.get("/api/v1/gaps/partners", params={"actor": actor, "limit": 3}).json()
    assert len(found["tables"][0]["rows"]) == 3


def test_every_listed_measure_is_a_column_of_an_analysis_about_actors(client: TestClient) -> None:
    listed = client.get("/api/v1/maps/measures.json", params={"lang": "en"}).json()
    found = {(row["analysis"], row["column"]): row for row in listed}
    assert found["linkage/centrality", "betweenness"]["label"] == "Betweenness"
    assert found["linkage/position", "core"]["type"] == "boolean"
    assert not any(row["column"] == "rank" or row["analysis"] == "cooperation/trust" for row in listed)


def test_a_measure_stands_in_the_order_of_the_map(client: TestClient) -> None:
    asked = {"place": "마포구"}
    ids = client.get(LABELS, params=asked).json()["ids"]
    answer = ready(client, MEASURE, {**asked, "analysis": "linkage/centrality", "column": "degree"})
    degree = np.frombuffer(answer.content, "<f4")
    rows = client.get("/api/v1/linkage/centrality", params={**asked, "limit": 1000000}).json()["tables"][0]["rows"]
    assert dict(zip(ids, degree.tolist(), strict=True)) == {row["id"]: row["degree"] for row in rows}
    assert (np.diff(degree) <= 0).all()


def test_actors_that_an_analysis_leaves_out_are_unknown(client: TestClient) -> None:
    asked = {"analysis": "linkage/intermediaries", "column": "contacts"}
    values = np.frombuffer(ready(client, MEASURE, asked).content, "<f4")
    header, columns, _ = unpacked(client.get(BIN).content)
    kind = [kind["name"] for kind in header["kinds"]].index("intermediary")
    assert np.isnan(values[columns["kind"] != kind]).all()
    assert not np.isnan(values).all()


def test_missing_ties_are_pairs_of_actors_on_the_map_without_a_tie(client: TestClient) -> None:
    asked = {"analysis": "gaps/holes", "lang": "en"}
    found = ready(client, "/api/v1/maps/missing.json", asked).json()
    _, _, ends = unpacked(client.get(BIN).content)
    tied = {frozenset(pair) for pair in ends}
    assert found["pairs"]
    assert not any(frozenset(pair[:2]) in tied for pair in found["pairs"])
    assert found["score"]


@pytest.mark.parametrize(
    ("address", "status", "named"),
    [
        ("measure.bin?column=degree", 400, "analysis"),
        ("measure.bin?analysis=linkage/centrality&column=name", 404, "betweenness"),
        ("measure.bin?analysis=linkage/none&column=degree", 404, "linkage/none"),
        ("missing.json?analysis=linkage/centrality", 400, "gaps/holes"),
        ("missing.json?analysis=gaps/holes&by=colour", 400, "by"),
    ],
)
def test_what_cannot_be_answered_is_named(client: TestClient, address: str, status: int, named: str) -> None:
    answer = client.get(f"/api/v1/maps/{address}")
    assert (answer.status_code, named in answer.text) == (status, True), answer.text


def test_what_takes_long_is_a_job_first(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecomap.services.measures.PATIENCE", 0.0)
    asked = {"analysis": "linkage/structural_holes", "column": "constraint", "tie_type": "funds"}
    first = client.get(MEASURE, params=asked)
    assert (first.status_code, first.headers["cache-control"]) == (202, "no-store")
    assert client.get(first.headers["location"]).json()["analysis"] == asked["analysis"]
    drawn = client.get(LABELS, params={"tie_type": "funds"}).json()["ids"]
    assert len(ready(client, MEASURE, asked).content) == 4 * len(drawn)
