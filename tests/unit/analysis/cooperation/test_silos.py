"""cooperation/silos: E-I by hand and by networkx, permutation p-values, the funnel, thin graphs."""

import random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.analysis.cooperation.chance import two_sided_p
from ecomap.analysis.cooperation.funnel import ROUTES, funnel
from ecomap.analysis.cooperation.silos import ANALYSIS
from tests.unit.analysis.cooperation.test_matrix import karate, table
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of

KINDS = ("civil_society", "government", "intermediary", "partner")
LEVELS = ("national", "city", "gu", "dong", "")
CITY = Place("place:1100000000", "city")
GU = [Place(f"place:11{k}0000000", "gu", CITY.id) for k in (1, 2)]


def random_snapshot(seed):
    """Return a snapshot with kinds, levels and parallel ties, and its networkx multigraph."""
    rng = random.Random(seed)
    n = rng.randrange(2, 25)
    actors = [
        Actor(f"a{i:02}", rng.choice(KINDS), level=rng.choice(LEVELS), places=(rng.choice(GU).id,)) for i in range(n)
    ]
    graph = nx.MultiGraph()
    graph.add_nodes_from((actor.id, {"kind": actor.kind, "level": actor.level}) for actor in actors)
    ties = []
    for _ in range(rng.randrange(0, 3 * n)):
        a, b = rng.sample([actor.id for actor in actors], 2)
        ties.append(Tie(a, b, rng.choice(("cooperates", "funds", "supports"))))
        graph.add_edge(a, b)
    return snapshot_of(actors, ties, places=[CITY, *GU]), graph


def test_karate_factions_are_more_closed_than_chance():
    # Zachary (1977): 11 of 78 ties cross the line of the split, so E-I (Krackhardt and Stern 1988) is (11 − 67) / 78.
    result = ANALYSIS.run(karate(), {"by": "kind", "permutations": 199})
    (network,) = table(result, "network")
    assert network["e_i"] == pytest.approx((11 - 67) / 78)
    assert network["p"] == pytest.approx(2 / 200)
    # 17 + 17 members: of 561 pairs 289 are across, so labels without meaning give (289 − 272) / 561.
    assert network["chance"] == pytest.approx((289 - 272) / 561, abs=0.03)


def test_e_i_and_routes_equal_networkx_on_random_graphs():
    for seed in range(200):
        snapshot, graph = random_snapshot(seed)
        result = ANALYSIS.run(snapshot, {"by": "kind", "permutations": 0})
        kind = nx.get_node_attributes(graph, "kind")
        for row in table(result, "actors"):
            others = [kind[b] == kind[row["actor"]] for _, b in graph.edges(row["actor"])]
            assert row["inside"] == pytest.approx(sum(others))
            assert row["e_i"] == pytest.approx(1 - 2 * sum(others) / len(others))
        for row in table(result, "groups"):
            inner = graph.subgraph([a for a in graph if kind[a] == row["group_id"]])
            assert row["inside"] == pytest.approx(inner.number_of_edges())
            touching = sum(row["group_id"] in (kind[a], kind[b]) for a, b in graph.edges())
            assert row["outside"] == pytest.approx(touching - inner.number_of_edges())
        _check_funnel(snapshot, graph)
        _check_decentralisation(table(result, "decentralisation")[0], graph)


def _check_funnel(snapshot, graph):
    ways = funnel(snapshot)
    level = nx.get_node_attributes(graph, "level")
    upper = {a for a in graph if level[a] in ("city", "national")}
    steps = nx.multi_source_dijkstra_path_length(nx.Graph(graph), upper, weight=None) if upper else {}
    for number, actor in enumerate(sorted(graph)):
        if level[actor] not in ("gu", "dong"):
            assert ways.route[number] == -1
            continue
        far = steps.get(actor)
        if far == 2:
            middle = [b for b in graph.neighbors(actor) if steps.get(b) == 1 and level[b] == "gu"]
            expected = "via_gu" if middle else "via_other"
        else:
            expected = {None: "never", 1: "direct", 3: "three"}.get(far, "farther")
        assert ROUTES[ways.route[number]] == expected


def _check_decentralisation(row, graph):
    local = {a for a, level in graph.nodes(data="level") if level in ("gu", "dong")}
    upper = {a for a, level in graph.nodes(data="level") if level in ("city", "national")}
    among = sum(a in local and b in local for a, b in graph.edges())
    upward = sum((a in local and b in upper) or (b in local and a in upper) for a, b in graph.edges())
    assert (row["among"], row["upward"]) == (among, upward)
    assert row["index"] == (pytest.approx(among / (among + upward)) if among + upward else None)


def test_p_is_uniform_where_groups_mean_nothing():
    rng = np.random.default_rng(5)
    found = []
    for seed in range(200):
        actors = [Actor(f"a{i:02}", KINDS[k]) for i, k in enumerate(rng.integers(2, size=30))]
        ends = [(f"a{a:02}", f"a{b:02}") for a, b in rng.integers(30, size=(60, 2)) if a != b]
        result = ANALYSIS.run(snapshot_of(actors, ends), {"by": "kind", "permutations": 39, "seed": seed})
        found.append(table(result, "network")[0]["p"])
    # Ties between draws make p a little too large, never too small: P(p ≤ a) stays at most a.
    for level in (0.05, 0.1, 0.2, 0.5):
        share = np.mean(np.array(found) <= level)
        assert share <= level + 3 * np.sqrt(level * (1 - level) / 200)
    assert np.mean(np.array(found) <= 0.5) > 0.3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=1, max_size=30), st.floats(-1, 1))
def test_two_sided_p_has_bounds(drawn, observed):
    (p,) = two_sided_p(np.array([observed]), np.array(drawn)[:, None])
    assert 1 / (1 + len(drawn)) <= p <= 1


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sets(st.sampled_from(["field:x", "field:y", "field:z"])), min_size=2, max_size=8), st.integers(0, 99)
)
def test_inside_and_outside_add_up_with_shared_labels(fields, seed):
    rng = random.Random(seed)
    actors = [Actor(f"a{i}", fields=tuple(sorted(own))) for i, own in enumerate(fields)]
    ends = [tuple(rng.sample(range(len(actors)), 2)) for _ in range(12)]
    snapshot = snapshot_of(actors, [Tie(f"a{a}", f"a{b}") for a, b in ends], fields=["field:x", "field:y", "field:z"])
    result = ANALYSIS.run(snapshot, {"permutations": 5})
    (network,) = table(result, "network")
    counted = sum(bool(fields[a]) and bool(fields[b]) for a, b in ends)
    assert network["inside"] + network["outside"] == pytest.approx(counted)
    groups = table(result, "groups")
    assert sum(row["inside"] for row in groups) == pytest.approx(network["inside"])
    assert sum(row["outside"] for row in groups) == pytest.approx(2 * network["outside"])
    assert sum(row["inside"] + row["outside"] for row in table(result, "actors")) == pytest.approx(2 * counted)


def test_a_district_that_meets_others_only_through_the_city_is_named():
    actors = [
        Actor("city", "government", level="city"),
        *(Actor(f"x{i}", level="dong", places=(GU[0].id,)) for i in range(3)),
        *(Actor(f"y{i}", level="gu", places=(GU[1].id,)) for i in range(3)),
        Actor("z", level="gu"),
    ]
    ties = [("x0", "x1"), ("x0", "city"), ("x1", "city"), ("y0", "y1"), ("y0", "z"), ("y0", "city"), ("y1", "city")]
    result = ANALYSIS.run(snapshot_of(actors, ties, places=[CITY, *GU]), {"permutations": 19})
    rows = {row["district_id"]: row for row in table(result, "districts")}
    assert rows[GU[0].id]["through_city"] == 1.0
    assert rows[GU[0].id]["decentralisation"] == pytest.approx(1 / 3)
    assert rows[GU[0].id]["never"] == pytest.approx(1 / 3)
    assert rows[GU[1].id]["through_city"] == pytest.approx(2 / 3)
    assert any(f"{GU[0].id} name" in line.en and "only through the city" in line.en for line in result.explanation)


@pytest.mark.parametrize("by", ["kind", "district", "field", "level", "subfield", "task"])
def test_thin_graphs_give_an_answer(by):
    for snapshot in (snapshot_of(), snapshot_of(["a"]), snapshot_of(["a", "b"], [Tie("a", "b")])):
        result = ANALYSIS.run(snapshot, {"by": by, "permutations": 9})
        assert result.explanation
        for found in result.tables:
            assert not any(isinstance(cell, float) and cell != cell for row in found.rows for cell in row)  # noqa: PLR0124
