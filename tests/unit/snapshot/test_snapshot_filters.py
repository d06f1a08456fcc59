from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from ecomap.domain.records import Node
from ecomap.snapshot import Filter, Snapshot, filtered
from ecomap.snapshot.filters import descendants
from tests.support.builders import actor, field, link, place, snapshot_of, tie


@pytest.fixture(scope="module")
def whole() -> Snapshot:
    """Return a city with two gu and three dong, a field with a child, four actors in a ring of ties."""
    return snapshot_of(
        place("city", "city"),
        *(place(name) for name in ("gu1", "gu2")),
        *(place(name, "dong") for name in ("d11", "d12", "d21")),
        *(link("part_of", name, "city") for name in ("gu1", "gu2")),
        link("part_of", "d11", "gu1"),
        link("part_of", "d12", "gu1"),
        link("part_of", "d21", "gu2"),
        field("top"),
        field("low"),
        link("part_of", "low", "top"),
        actor("a", founded="2010-01-01", closed="2019-12-31"),
        actor("b", "government"),
        actor("c"),
        actor("d", founded="2021-01-01"),
        link("located_in", "a", "d11"),
        link("located_in", "b", "gu1"),
        link("located_in", "c", "d21"),
        link("active_in", "d", "d12"),
        link("works_in", "a", "low"),
        link("works_in", "b", "top"),
        tie("a", "b", valid_from="2015-01-01", valid_to="2016-12-31"),
        tie("b", "c", "funds", valid_from="2017-01-01"),
        tie("c", "d", "refers"),
        tie("d", "a", "supports", valid_to="2014-12-31"),
        Node("old", "programme", "", "", {"start": "2001-01-01", "end": "2002-01-01"}),
    )


def actors(snapshot: Snapshot) -> str:
    return "".join(snapshot.node_id[int(i)] for i in snapshot.actors)


def types(snapshot: Snapshot) -> set[str]:
    return {snapshot.types[code] for code in snapshot.type[snapshot.ties.edges]}


def test_a_filter_by_ids_keeps_these_actors_and_the_ties_among_them(whole: Snapshot) -> None:
    part = filtered(whole, Filter(actors=("c", "b", "nobody")))
    assert (actors(part), types(part)) == ("bc", {"funds"})
    assert "gu1" in part.position
    assert Filter(actors=("b", "a", "b")).key() == Filter(actors=("a", "b")).key() != ""


def test_no_restriction_is_the_same_object(whole: Snapshot) -> None:
    assert filtered(whole, Filter()) is whole


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({"kinds": ("civil_society",)}, "acd"),
        ({"kinds": ("civil_society", "government")}, "abcd"),
        ({"places": ("city",)}, "abcd"),
        ({"places": ("gu1",)}, "abd"),
        ({"places": ("d11",)}, "a"),
        ({"places": ("gu2", "d12")}, "cd"),
        ({"fields": ("top",)}, "ab"),
        ({"fields": ("low",)}, "a"),
        ({"fields": ("top",), "kinds": ("government",)}, "b"),
        ({"places": ("nowhere",)}, ""),
        ({"since": date(2020, 1, 1)}, "bcd"),
        ({"until": date(2009, 12, 31)}, "bc"),
        ({"since": date(2019, 12, 31), "until": date(2019, 12, 31)}, "abc"),
        ({"since": date(2020, 6, 1), "until": date(2020, 6, 1)}, "bc"),
    ],
)
def test_which_actors_stay(whole: Snapshot, wanted: dict[str, Any], kept: str) -> None:
    assert actors(filtered(whole, Filter(**wanted))) == kept


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({"types": ("funds", "refers")}, {"funds", "refers"}),
        ({"since": date(2015, 1, 1)}, {"cooperates", "funds", "refers"}),
        ({"until": date(2014, 12, 31)}, set()),
        ({"since": date(2016, 12, 31), "until": date(2016, 12, 31)}, {"cooperates"}),
        ({"since": date(2017, 1, 1), "until": date(2017, 1, 1)}, {"funds"}),
        ({"kinds": ("civil_society",)}, {"refers", "supports"}),
    ],
)
def test_which_ties_stay(whole: Snapshot, wanted: dict[str, Any], kept: set[str]) -> None:
    assert types(filtered(whole, Filter(**wanted))) == kept


def test_tie_types_leave_actors_and_links_alone(whole: Snapshot) -> None:
    part = filtered(whole, Filter(types=("funds",)))
    assert part.n_nodes == whole.n_nodes
    assert len(part.of_types("located_in")) == len(whole.of_types("located_in"))


def test_other_nodes_stay_unless_the_period_misses_them(whole: Snapshot) -> None:
    assert "old" in filtered(whole, Filter(kinds=("government",))).position
    assert "old" not in filtered(whole, Filter(since=date(2003, 1, 1))).position
    assert "d11" in filtered(whole, Filter(places=("gu2",))).position


def test_columns_stay_with_their_records(whole: Snapshot) -> None:
    part = filtered(whole, Filter(kinds=("government", "civil_society"), places=("gu1",)))
    for i, node_id in enumerate(part.node_id):
        before = whole.position[node_id]
        assert part.name_ko[i] == whole.name_ko[before]
        assert part.kind[i] == whole.kind[before]
        assert part.node_since[i] == whole.node_since[before]
    assert list(part.node_id) == sorted(part.node_id)
    (edge,) = part.of_types("supports")
    assert part.node_id[int(part.source[edge])] == "d"
    assert part.node_id[int(part.target[edge])] == "a"
    assert part.until[edge] == date(2014, 12, 31).toordinal()


def test_a_tie_of_a_field_that_went_has_no_field() -> None:
    late = Node("f", "field", "분야", "", {"start": "2021-01-01"})
    snapshot = snapshot_of(actor("a"), actor("b"), late, tie("a", "b", field="f"))
    assert snapshot.field.tolist() == [2]
    assert filtered(snapshot, Filter(until=date(2020, 1, 1))).field.tolist() == [-1]


def test_equal_filters_have_equal_keys_and_hashes(whole: Snapshot) -> None:
    one, two = Filter(kinds=("government", "civil_society")), Filter(kinds=("civil_society", "government") * 2)
    assert one.key() == two.key() != ""
    assert filtered(whole, one).content_hash == filtered(whole, two).content_hash
    assert filtered(whole, one).filter_key == one.key()


def test_other_filters_have_other_hashes(whole: Snapshot) -> None:
    day = date(2020, 1, 1)
    wanted = (Filter(), Filter(since=day), Filter(until=day), Filter(fields=("top",)), Filter(places=("top",)))
    assert len({filtered(whole, each).content_hash for each in wanted}) == len(wanted)


def test_descendants_reach_over_all_levels(whole: Snapshot) -> None:
    roots = np.array([whole.position["gu1"], whole.position["top"]])
    inside = descendants(whole, roots)
    assert {whole.node_id[int(i)] for i in np.flatnonzero(inside)} == {"gu1", "d11", "d12", "top", "low"}


def test_descendants_of_a_ring_end() -> None:
    ring = snapshot_of(place("x"), place("y"), link("part_of", "x", "y"), link("part_of", "y", "x"))
    assert descendants(ring, np.array([0])).all()


def test_descendants_of_nothing(whole: Snapshot) -> None:
    assert not descendants(whole, np.array([], dtype=np.int64)).any()


def test_an_empty_graph_can_be_filtered() -> None:
    assert filtered(snapshot_of(), Filter(places=("x",), since=date(2020, 1, 1))).n_nodes == 0
