"""The data of the network map over HTTP: whole, filtered, compressed, in step with its labels, public."""

from __future__ import annotations

import gzip

import pytest
from fastapi.testclient import TestClient

from ecomap.services.workspace import Workspace
from ecomap.snapshot import filtered
from ecomap.snapshot.filters import Filter
from tests.support.packed import unpacked

BIN, LABELS = "/api/v1/maps/network.bin", "/api/v1/maps/labels.json"


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
