from __future__ import annotations

import numpy as np
import pytest

from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.groups import GROUPINGS
from tests.support.builders import actor, field, link, place, snapshot_of, task


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return snapshot_of(
        place("city", "city"),
        place("gu1"),
        place("gu2"),
        place("d11", "dong"),
        place("d12", "dong"),
        link("part_of", "gu1", "city"),
        link("part_of", "gu2", "city"),
        link("part_of", "d11", "gu1"),
        link("part_of", "d12", "gu1"),
        field("f"),
        field("f.x"),
        field("g"),
        link("part_of", "f.x", "f"),
        task("t"),
        actor("a", level="dong"),
        actor("b", "government", level="gu"),
        actor("c"),
        link("located_in", "a", "d11"),
        link("located_in", "a", "d12"),
        link("active_in", "a", "gu2"),
        link("located_in", "b", "gu2"),
        link("located_in", "c", "city"),
        link("works_in", "a", "f.x"),
        link("works_in", "a", "g"),
        link("works_in", "b", "f"),
        link("responsible_for", "b", "t"),
    )


def members(snapshot: Snapshot, found: Grouping) -> dict[str, str]:
    table = found.membership.toarray()
    assert set(np.unique(table)) <= {0.0, 1.0}
    return {
        group: "".join(snapshot.node_id[int(i)] for i in np.flatnonzero(table[:, column]))
        for column, group in enumerate(found.ids)
    }


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("district", {"gu1": "a", "gu2": "b"}),
        ("dong", {"d11": "a", "d12": "a"}),
        ("field", {"f": "ab", "g": "a"}),
        ("subfield", {"f.x": "a"}),
        ("kind", {"civil_society": "ac", "government": "b", "intermediary": "", "partner": ""}),
        ("level", {"national": "", "city": "", "gu": "b", "dong": "a"}),
        ("task", {"t": "b"}),
    ],
)
def test_who_is_in_which_group(snapshot: Snapshot, by: str, expected: dict[str, str]) -> None:
    assert members(snapshot, grouping(snapshot, by)) == expected


def test_every_grouping_is_tested(snapshot: Snapshot) -> None:
    assert GROUPINGS == ("district", "dong", "field", "subfield", "kind", "level", "task")
    for by in GROUPINGS:
        found = grouping(snapshot, by)
        assert len(found) == len(found.ids) == len(found.labels) == len(found.nodes)
        assert found.membership.shape == (snapshot.n_nodes, len(found))


def test_activity_counts_as_place_where_asked(snapshot: Snapshot) -> None:
    found = grouping(snapshot, "district", place_links=("located_in", "active_in"))
    assert members(snapshot, found) == {"gu1": "a", "gu2": "ab"}


def test_shares_add_up_to_one_or_zero(snapshot: Snapshot) -> None:
    shares = grouping(snapshot, "field").shares()
    rows = np.asarray(shares.sum(axis=1)).ravel()
    assert rows[snapshot.position["a"]] == pytest.approx(1.0)
    assert shares[[snapshot.position["a"]]].toarray().max() == pytest.approx(0.5)
    assert rows[snapshot.position["c"]] == 0.0


def test_groups_point_at_their_nodes(snapshot: Snapshot) -> None:
    found = grouping(snapshot, "field")
    assert [snapshot.node_id[int(i)] for i in found.nodes] == list(found.ids)
    assert grouping(snapshot, "kind").nodes.tolist() == [-1] * 4


def test_labels_come_in_both_languages(snapshot: Snapshot) -> None:
    labels = dict(zip(grouping(snapshot, "kind").ids, grouping(snapshot, "kind").labels, strict=True))
    assert (labels["government"].ko, labels["government"].en) == ("행정기관", "Government unit")


def test_an_unknown_grouping_is_a_bug(snapshot: Snapshot) -> None:
    with pytest.raises(ValueError, match="colour"):
        grouping(snapshot, "colour")


@pytest.mark.parametrize("by", GROUPINGS)
def test_an_empty_graph_has_groups_without_members(by: str) -> None:
    found = grouping(snapshot_of(), by)
    assert found.membership.shape == (0, len(found))
    assert found.shares().shape == (0, len(found))
