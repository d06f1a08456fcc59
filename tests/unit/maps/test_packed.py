"""The packed map holds what the snapshot holds, in the order and the bytes that its description says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ecomap.domain.records import Edge, Node
from ecomap.maps.layout import layout
from ecomap.maps.packed import NONE, map_order, packed_network
from ecomap.maps.regions import Communities, communities
from ecomap.maps.tie_columns import varints
from ecomap.snapshot import Filter, Snapshot, filtered
from tests.support.builders import actor, field, link, place, snapshot_of, tie
from tests.support.packed import unpacked


def town() -> list[Node | Edge]:
    return [
        actor("a", founded="2001-05-01"),
        actor("b", "government", name="</script><b>"),
        actor("c"),
        actor("d"),
        place("place:1"),
        place("place:2"),
        field("field:f"),
        field("field:g"),
        link("part_of", "field:g", "field:f"),
        link("located_in", "a", "place:1"),
        link("located_in", "b", "place:1"),
        link("works_in", "b", "field:g"),
        link("works_in", "b", "field:f"),
        tie("c", "b", "funds", amount=5e6, unit="KRW", valid_from="2020-01-01", valid_to="2021-06-30"),
        tie("c", "b", "cooperates", "t1"),
        tie("b", "c", "cooperates", "t2"),
        tie("a", "b", "supports", amount=3.0, unit="days"),
    ]


def drawn(snapshot: Snapshot) -> tuple[dict[str, Any], dict[str, NDArray[Any]], list[tuple[int, int]]]:
    return unpacked(packed_network(snapshot, layout(snapshot), communities(snapshot), "ko"))


def test_actors_stand_in_order_of_degree_with_their_columns() -> None:
    snapshot = snapshot_of(*town())
    header, columns, _ = drawn(snapshot)
    assert snapshot.node_id[snapshot.ties.nodes[map_order(snapshot)]] == ["b", "a", "c", "d"]
    kinds = [header["kinds"][kind]["name"] for kind in columns["kind"]]
    assert kinds == ["government", "civil_society", "civil_society", "civil_society"]
    assert [(d["id"], d["count"]) for d in header["districts"]] == [("place:1", 2)]
    assert columns["district"].tolist() == [0, 0, NONE, NONE]
    assert columns["field_count"].tolist() == [2, 0, 0, 0]
    assert [header["fields"][i]["id"] for i in columns["field"]] == ["field:f", "field:g"]
    assert [f["parent"] for f in header["fields"]] == [-1, 0]
    assert [header["first_year"] + code - 1 if code else None for code in columns["since"].tolist()] == [
        None,
        2001,
        None,
        None,
    ]
    assert columns["community"][3] == NONE
    assert sum(c["count"] for c in header["communities"]) == 3


def test_positions_are_the_given_ones_to_sixteen_bits() -> None:
    snapshot = snapshot_of(*town())
    points = layout(snapshot)
    _, columns, _ = drawn(snapshot)
    read = np.stack([columns["x"], columns["y"]], axis=1) / 65535 * 2 - 1
    assert np.abs(read - points[map_order(snapshot)]).max() < 1 / 65535 * 1.01


def test_every_tie_stands_alone_with_its_direction_years_and_won() -> None:
    header, columns, ends = drawn(snapshot_of(*town()))
    names = [header["types"][code]["name"] for code in columns["type"]]
    # b, a, c, d are 0, 1, 2, 3: a tie without direction starts at the lower number, one with direction where it starts
    assert list(zip(ends, names, strict=True)) == [
        ((0, 2), "cooperates"),
        ((0, 2), "cooperates"),
        ((1, 0), "supports"),
        ((2, 0), "funds"),
    ]
    year = header["first_year"] - 1
    assert (columns["tie_since"].astype(int) + year).tolist() == [year, year, year, 2020]
    assert (columns["tie_until"].astype(int) + year).tolist() == [year, year, year, 2021]
    assert (columns["amount_at"].tolist(), columns["amount"].tolist()) == ([3], [5e6])


def test_ends_of_a_large_graph_come_back() -> None:
    rng = np.random.default_rng(5)
    ends = [(a, b) for a, b in rng.integers(400, size=(1500, 2)).tolist() if a != b]
    snapshot = snapshot_of(
        *(actor(f"a{i:03}") for i in range(400)),
        *(tie(f"a{a:03}", f"a{b:03}", ("cooperates", "funds")[k % 2], f"t{k}") for k, (a, b) in enumerate(ends)),
    )
    header, columns, found = drawn(snapshot)
    place_of = {int(number): place for place, number in enumerate(map_order(snapshot))}
    expected = []
    for k, (a, b) in enumerate(ends):
        one, other = place_of[a], place_of[b]
        name = ("cooperates", "funds")[k % 2]
        expected.append((*(sorted((one, other)) if name == "cooperates" else (one, other)), name))
    names = [header["types"][code]["name"] for code in columns["type"]]
    assert [(*pair, name) for pair, name in zip(found, names, strict=True)] == sorted(
        expected, key=lambda row: (row[0], row[1], [t["name"] for t in header["types"]].index(row[2]))
    )


@pytest.mark.parametrize(
    ("number", "octets"), [(0, [0]), (127, [127]), (128, [128, 1]), (300, [172, 2]), (1 << 28, [128, 128, 128, 128, 1])]
)
def test_numbers_take_as_many_bytes_as_they_need(number: int, octets: list[int]) -> None:
    assert varints(np.array([number], dtype=np.uint64)).tolist() == octets


def test_open_ends_written_as_9999_do_not_stretch_the_years() -> None:
    header, columns, _ = drawn(
        snapshot_of(actor("a"), actor("b"), tie("a", "b", valid_from="2019-01-01", valid_to="9999-12-31"))
    )
    assert (header["first_year"], header["last_year"]) == (2019, 2019)
    assert columns["tie_until"].tolist() == [1]


@pytest.mark.parametrize("records", [[], [actor("a")], [actor("a"), actor("b")]])
def test_maps_without_ties_or_actors_are_maps(records: list[Node | Edge]) -> None:
    header, columns, ends = drawn(snapshot_of(*records))
    assert (header["actors"], header["first_year"], ends) == (len(records), 0, [])
    assert len(columns["x"]) == len(records)


def test_a_filtered_part_keeps_places_and_counts_its_own() -> None:
    whole = snapshot_of(*town())
    part = filtered(whole, Filter(kinds=("civil_society",)))
    named = Communities(np.zeros(4, dtype=np.int64), communities(whole).names)
    points = np.array([[0.5, 0.5], [-0.5, 0.1], [0.25, -1.0], [1.0, 1.0]], dtype=np.float32)
    kept = np.flatnonzero(np.isin(whole.node_id[whole.ties.nodes], part.node_id[part.ties.nodes]))
    header, columns, _ = unpacked(packed_network(part, points[kept], named.of(whole, part), "en"))
    assert (header["actors"], header["ties"]) == (3, 0)
    assert header["communities"][0]["count"] == 3
    assert columns["x"].tolist() == [round((x + 1) / 2 * 65535) for x in points[kept][:, 0].tolist()]
