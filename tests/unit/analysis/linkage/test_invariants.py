"""What holds for linkage figures of any network."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.analysis.linkage.centrality import ANALYSIS as CENTRALITY
from ecomap.analysis.linkage.overview import ANALYSIS as OVERVIEW
from ecomap.analysis.record import Result
from graph_schema import Text
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of
from tests.unit.analysis.linkage.reading import column, figures, rows

KINDS = ("civil_society", "intermediary", "government", "partner")
GUS = ("place:1111000000", "place:1114000000")
PLACES = [Place("place:1100000000", "city")] + [Place(gu, "gu", "place:1100000000") for gu in GUS]
TYPES = ("cooperates", "funds", "member_of")


@st.composite
def networks(draw, least=0):
    n = draw(st.integers(least, 12))
    actors = [
        Actor(
            f"a{i}",
            draw(st.sampled_from(KINDS)),
            places=draw(st.sampled_from([(), *((gu,) for gu in GUS), GUS])),
        )
        for i in range(n)
    ]
    ends = st.integers(0, max(n - 1, 0))
    drawn = draw(st.lists(st.tuples(ends, ends, st.sampled_from(TYPES)), max_size=30)) if n else []
    ties = [Tie(f"a{source}", f"a{target}", name) for source, target, name in drawn]
    return actors, ties


def built(network):
    """Return the snapshot, and the ties that are not of an actor with itself."""
    actors, ties = network
    return snapshot_of(actors, ties, places=PLACES), [tie for tie in ties if tie.source != tie.target]


def no_number_is_undefined(result: Result) -> bool:
    cells = [cell for table in result.tables for row in table.rows for cell in row]
    return all(math.isfinite(cell) for cell in cells if isinstance(cell, float))


def every_text_is_bilingual(result: Result) -> bool:
    cells = [cell for table in result.tables for row in table.rows for cell in row if isinstance(cell, Text)]
    sentences = [*result.explanation, *result.notes]
    return all(text.ko and text.en for text in cells) and all(
        text.ko.endswith("다.") or (":" in text.ko and text.ko.endswith(").")) for text in sentences
    )


@settings(max_examples=60, deadline=None)
@given(networks(), st.sampled_from(["none", "district", "kind", "level", "field"]))
def test_overview_adds_up(network, by) -> None:
    snapshot, ties = built(network)
    result = OVERVIEW.run(snapshot, {"by": by})
    found = figures(result)
    assert no_number_is_undefined(result)
    assert every_text_is_bilingual(result)
    assert found["ties"] == len(ties) == sum(row["ties"] for row in rows(result, 1).values())
    assert found["actors"] == sum(row["actors"] for row in rows(result, 2).values())
    assert found["isolates"] == sum(row["isolates"] for row in rows(result, 2).values())
    assert found["pairs"] <= found["ties"]
    assert found["isolates"] <= found["components"] <= found["actors"]
    for name in ("density", "largest_share", "reciprocity", "clustering", "transitivity"):
        assert found[name] is None or 0 <= found[name] <= 1


@settings(max_examples=60, deadline=None)
@given(networks())
def test_groups_that_part_the_actors_add_up(network) -> None:
    snapshot, ties = built(network)
    result = OVERVIEW.run(snapshot, {"by": "kind"})
    groups = rows(result, 3).values()
    # every tie has two ends, and every actor one kind
    assert 2 * sum(row["ties_inside"] for row in groups) + sum(row["ties_out"] for row in groups) == 2 * len(ties)


@settings(max_examples=60, deadline=None)
@given(networks())
def test_groups_that_overlap_count_as_defined(network) -> None:
    snapshot, ties = built(network)
    result = OVERVIEW.run(snapshot, {"by": "district"})
    placed = snapshot.links("located_in")
    for gu, row in rows(result, 3).items():
        column_of = placed[:, [snapshot.position[gu]]].toarray().ravel()
        inside = {snapshot.node_id[i] for i in column_of.nonzero()[0]}
        ends = [(tie.source in inside) + (tie.target in inside) for tie in ties]
        assert row["actors"] == len(inside)
        assert (row["ties_inside"], row["ties_out"]) == (ends.count(2), ends.count(1))


@settings(max_examples=60, deadline=None)
@given(networks(least=1), st.sampled_from(["degree", "betweenness", "pagerank", "core", "strength"]))
def test_centrality_sums_and_ranks(network, rank_by) -> None:
    snapshot, ties = built(network)
    result = CENTRALITY.run(snapshot, {"rank_by": rank_by, "limit": 0})
    assert no_number_is_undefined(result)
    assert every_text_is_bilingual(result)
    assert sum(column(result, "ties").values()) == 2 * len(ties)
    assert math.isclose(sum(column(result, "pagerank").values()), 1)
    assert sum(column(result, "in_degree").values()) == sum(column(result, "out_degree").values())
    core, degree = column(result, "core"), column(result, "degree")
    assert all(core[actor] <= degree[actor] for actor in degree)
    assert all(0 <= value <= 1 for value in column(result, "betweenness").values())
    ranks, scores = column(result, "rank"), column(result, "score")
    for actor, rank in ranks.items():
        assert rank == 1 + sum(other > scores[actor] + 1e-11 for other in scores.values())
    assert list(ranks) == sorted(ranks, key=lambda actor: (ranks[actor], actor))


@settings(max_examples=30, deadline=None)
@given(networks(least=3))
def test_renaming_actors_changes_nothing_else(network) -> None:
    snapshot, ties = built(network)
    actors = [snapshot.node_id[int(i)] for i in snapshot.ties.nodes]
    renamed = dict(zip(actors, reversed([f"z{i:02d}" for i in range(len(actors))]), strict=True))
    mirror = snapshot_of(renamed.values(), [Tie(renamed[tie.source], renamed[tie.target], tie.type) for tie in ties])
    for name in ("degree", "betweenness", "pagerank", "core"):
        before = column(CENTRALITY.run(snapshot, {"limit": 0}), name)
        after = column(CENTRALITY.run(mirror, {"limit": 0}), name)
        assert all(math.isclose(before[a], after[renamed[a]], abs_tol=1e-11) for a in actors)
