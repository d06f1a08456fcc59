"""gaps/what_if: edits as a fresh build would give them, comparison by key, links that are lost."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.gap.before_after import differences
from ecomap.analysis.gap.what_if_panel import panel
from ecomap.errors import InvalidParameter
from ecomap.snapshot.edit import Edit, NewActor, TieEnds, edited
from tests.unit.analysis.gap.reading import assert_sound, rows
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of
from tests.unit.analysis.linkage.random_graphs import random_network

WHAT_IF = catalogue()["gaps/what_if"]
COLUMNS = [
    "kind",
    "level",
    "node_since",
    "node_until",
    "population",
    "budget",
    "source",
    "target",
    "type",
    "since",
    "until",
    "weight",
    "amount",
    "unit",
    "field",
]


def same(one, other) -> None:
    for name in ("node_id", "name_ko", "name_en"):
        assert list(getattr(one, name)) == list(getattr(other, name))
    for name in COLUMNS:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
        assert getattr(one, name).dtype == getattr(other, name).dtype


@given(st.integers(0, 199), st.data())
@settings(max_examples=40, deadline=None)
def test_an_edited_snapshot_is_what_a_fresh_build_gives(seed, data) -> None:
    snapshot, (pairs, _, _), ties = random_network(seed, with_loops=False)  # rebuilt from its ties below
    names = sorted(pairs)
    gone = data.draw(st.sets(st.sampled_from(names), max_size=len(names) - 2))
    left = [name for name in names if name not in gone]
    new = NewActor("a05x", "intermediary", "a05x 이름", "a05x name")
    edit = Edit(tuple(gone), (), (new,), (TieEnds("a05x", "supports", left[0]), TieEnds(left[1], "cooperates", "a05x")))
    kept = [tie for tie in ties if tie.source not in gone and tie.target not in gone]
    kept += [Tie("a05x", left[0], "supports"), Tie(left[1], "a05x")]
    before = [getattr(snapshot, name).copy() for name in COLUMNS]
    after = edited(snapshot, edit)
    same(after, snapshot_of([*left, Actor("a05x", "intermediary")], kept))
    assert after.content_hash != snapshot.content_hash
    for name, old in zip(COLUMNS, before, strict=True):
        np.testing.assert_array_equal(getattr(snapshot, name), old)


def test_equal_edits_hash_alike_and_none_gives_the_same_snapshot() -> None:
    snapshot = snapshot_of("abc", [("a", "b"), ("b", "c")])
    assert edited(snapshot, Edit()) is snapshot
    one, other = edited(snapshot, Edit(("a", "b"))), edited(snapshot, Edit(("b", "a")))
    assert one.content_hash == other.content_hash != edited(snapshot, Edit(("a",))).content_hash


def test_ties_go_by_type_and_direction() -> None:
    ties = [("a", "b", "supports"), ("b", "a", "supports"), ("a", "b", "cooperates")]
    snapshot = snapshot_of("ab", ties)
    assert edited(snapshot, Edit(remove_ties=(TieEnds("a", "supports", "b"),))).ties.m == 2
    assert edited(snapshot, Edit(remove_ties=(TieEnds("b", "cooperates", "a"),))).ties.m == 2
    assert edited(snapshot, Edit(remove_ties=(TieEnds("b", "", "a"),))).ties.m == 0


def test_panel_counts_pairs_across_fields_within_two_steps_as_networkx_does() -> None:
    rng = np.random.default_rng(2)
    for seed in range(200):
        _, (pairs, _, _), ties = random_network(seed)
        fields = {name: {f"field:{i}" for i in range(3) if rng.random() < 0.4} for name in sorted(pairs)}
        snapshot = snapshot_of(
            [Actor(name, fields=tuple(sorted(fields[name]))) for name in fields],
            ties,
            fields=["field:0", "field:1", "field:2"],
        )
        found = panel(snapshot).values
        near = {
            frozenset((a, b))
            for a in pairs
            for b in nx.single_source_shortest_path_length(pairs, a, cutoff=2)
            if a != b and fields[a] and fields[b] and not fields[a] & fields[b]
        }
        sizes = [len(part) for part in nx.connected_components(pairs)]
        assert found["across"] == len(near)
        assert found["components"] == len(sizes)
        assert found["largest"] == max(sizes) / len(pairs)
        assert found["isolates"] == nx.number_of_isolates(pairs)


def district():
    places = [Place("place:11", "city"), Place("place:1", "gu", "place:11"), Place("place:2", "gu", "place:11")]
    return snapshot_of(
        [
            Actor("group", fields=("field:care",), places=("place:1",)),
            Actor("club", fields=("field:art",), places=("place:2",)),
            Actor("centre", "intermediary"),
            Actor("office", "government"),
        ],
        [("centre", "group", "supports"), ("centre", "club", "supports"), ("office", "club", "funds")],
        places=places,
        fields=["field:care", "field:art"],
    )


def test_a_centre_that_closes_leaves_fields_and_districts_without_an_intermediary() -> None:
    result = WHAT_IF.run(district(), {"remove": "centre"})
    measures = {row["measure"].en: (row["before"], row["after"]) for row in rows(result, "panel")}
    assert measures["Actors"] == (4, 3)
    assert measures["Components"] == (1, 2)
    assert measures["Pairs across fields within two steps"] == (1, 0)
    assert measures["Fields without a tie to an intermediary"] == (0, 2)
    lost = {(row["group_id"], row["partner"].en) for row in rows(result, "links") if row["effect"].en == "lost"}
    assert {group for group, _ in lost} == {"place:1", "place:2", "field:care", "field:art"}
    overview = {row["row"].en: row["difference"] for row in rows(result, "comparison")}
    assert overview["Actors"] == -1
    assert_sound(result, WHAT_IF)


def test_a_centre_that_opens_is_tied_to_the_nearest() -> None:
    result = WHAT_IF.run(district(), {"add_actor": "intermediary@2@care", "connect": 2, "analysis": "none"})
    measures = {row["measure"].en: row["difference"] for row in rows(result, "panel")}
    assert (measures["Actors"], measures["Ties"]) == (1, 2)
    lonely = WHAT_IF.run(district(), {"add_actor": "중간지원조직@place:2@field:care", "analysis": "none"})
    measures = {row["measure"].en: row["difference"] for row in rows(lonely, "panel")}
    assert (measures["Ties"], measures["Isolates"]) == (0, 1)
    assert "New intermediary" in lonely.explanation[0].en


def test_comparison_matches_rows_by_id_not_by_rank() -> None:
    ranking = catalogue()["linkage/centrality"]
    star = snapshot_of("abcd", [("b", "a"), ("b", "c"), ("b", "d"), ("c", "d")])
    after = edited(star, Edit(remove_actors=("b",)))
    found, _ = differences(ranking.run(star, {}), ranking.run(after, {}))
    changes = {(one.key.en.partition(" ")[0], one.column.name): (one.before, one.after) for one in found}
    assert changes["c", "degree"] == (2, 1)
    assert changes["a", "degree"] == (1, 0)
    assert changes["b", "degree"] == (3, None)


@pytest.mark.parametrize("name", [n for n, record in catalogue().items() if n != "gaps/what_if" and not record.members])
def test_any_other_analysis_can_be_compared(name) -> None:
    result = WHAT_IF.run(district(), {"remove": "office", "analysis": name})
    assert_sound(result, WHAT_IF)
    still = WHAT_IF.run(district(), {"analysis": name})
    assert not rows(still, "comparison")


def test_options_reach_the_other_analysis() -> None:
    asked = {"remove": "office", "analysis": "gaps/coverage", "options": "rows=district; cols=field"}
    assert {row["table"].en for row in rows(WHAT_IF.run(district(), asked), "comparison")} <= {"Cells"} | {
        table.label.en for table in catalogue()["gaps/coverage"].outputs
    }
    with pytest.raises(InvalidParameter):
        WHAT_IF.run(district(), {**asked, "options": "rows"})
    with pytest.raises(InvalidParameter):
        WHAT_IF.run(district(), {**asked, "options": "zodiac=1"})


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ({"remove": "centr"}, "centre"),
        ({"remove_ties": "centre>funds>group"}, "centre>supports>group"),
        ({"remove_ties": "centre"}, "source>target"),
        ({"add_tie": "centre>helps>group"}, "supports"),
        ({"add_tie": "centre>group"}, "source>type>target"),
        ({"add_actor": "centre"}, "intermediary"),
        ({"add_actor": "intermediary@nowhere"}, "place:1"),
        ({"add_tie": "new-1>supports>group"}, ""),
        ({"remove": "group", "add_tie": "centre>supports>group"}, ""),
    ],
)
def test_what_cannot_be_done_is_refused_and_the_nearest_named(asked, near) -> None:
    with pytest.raises(InvalidParameter) as refused:
        WHAT_IF.run(district(), asked)
    assert near in refused.value.remedy.en
    assert refused.value.context["field"] in {"remove", "remove_ties", "add_tie", "add_actor"}


def test_small_graphs_and_no_edit_give_an_answer() -> None:
    for snapshot in (snapshot_of([], []), snapshot_of(["a"], []), district()):
        result = WHAT_IF.run(snapshot)
        assert "Nothing was changed" in result.explanation[0].en
        assert_sound(result, WHAT_IF)
    assert_sound(WHAT_IF.run(snapshot_of(["a"], []), {"remove": "a"}), WHAT_IF)
