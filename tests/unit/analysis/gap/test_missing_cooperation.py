"""gaps/cooperation: the null models against enumeration, rewiring and brute force, and the demo's deliberate gaps."""

import itertools
import random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from ecomap.analysis.gap.between import compare_groups
from ecomap.analysis.gap.bridges import BridgeFinder
from ecomap.analysis.gap.cooperation import ANALYSIS
from ecomap.analysis.gap.matching import Joined, all_ends, joined, outward_ends
from ecomap.analysis.gap.rewiring import rewire
from ecomap.analysis.gap.tails import count_lower_tail
from ecomap.analysis.gap.through_city import through_city
from ecomap.analysis.kernels.swaps import halves, swap_ends
from ecomap.snapshot import grouping
from seed_data.demo import gaps
from tests.unit.analysis.gap.reading import assert_sound, rows
from tests.unit.analysis.gap.test_demo_gaps import demo  # noqa: F401
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of
from tests.unit.analysis.linkage.random_graphs import random_network

CITY = "place:1100000000"
GUS = tuple(f"place:11{i}0000000" for i in (10, 20, 30))
FIELDS = ("field:a", "field:b", "field:c")
PLACES = [Place(CITY, "city"), *(Place(gu, "gu", CITY) for gu in GUS)]


def network(seed, *, overlap=True, n=30, density=0.2):
    """Return tied pairs at random with groups at random, as `Joined`, and the groups as sets."""
    rng = random.Random(seed)
    pairs = [pair for pair in itertools.combinations(range(n), 2) if rng.random() < density]
    groups = [set(rng.sample(range(4), rng.choice((0, 1, 2, 3) if overlap else (0, 1, 1)))) for _ in range(n)]
    members = np.array([[float(g in own) for g in range(4)] for own in groups])
    low, high = (np.array([pair[i] for pair in pairs], dtype=np.int32) for i in (0, 1))
    return Joined(n, low, high, sparse.csr_array(members)), groups


def matchings(ends):
    """Yield every way to match ends in pairs."""
    if not ends:
        yield []
        return
    first, rest = ends[0], ends[1:]
    for i, other in enumerate(rest):
        for found in matchings(rest[:i] + rest[i + 1 :]):
            yield [(first, other), *found]


def counted(pairs, groups, a, b):
    return sum((a in groups[u] and b in groups[v]) or (b in groups[u] and a in groups[v]) for u, v in pairs)


@pytest.mark.parametrize("seed", range(6))
def test_mean_and_variance_are_those_of_all_matchings(seed) -> None:
    net, groups = network(seed, n=6, density=0.3)
    ends = [v for v, degree in enumerate(net.degree.tolist()) for _ in range(degree)][:10]
    if len(ends) < 2 * len(net.low):  # keep enumeration small: 10 ends have 945 matchings
        net = Joined(net.n, net.low[:5], net.high[:5], net.members)
        ends = [v for v, degree in enumerate(net.degree.tolist()) for _ in range(degree)]
    moments = all_ends(net)
    every = list(matchings(ends))
    for a, b in itertools.combinations(range(4), 2):
        counts = np.array([counted(pairs, groups, a, b) for pairs in every])
        assert moments.mean[a, b] == pytest.approx(counts.mean())
        assert moments.variance[a, b] == pytest.approx(counts.var())


def test_without_overlap_the_mean_is_the_product_of_degrees_over_2m() -> None:
    net, groups = network(3, overlap=False)
    ends = 2 * len(net.low)
    d = [sum(degree for own, degree in zip(groups, net.degree.tolist(), strict=True) if g in own) for g in range(4)]
    assert all_ends(net).mean[0, 1] == pytest.approx(d[0] * d[1] / (ends - 1))


@pytest.mark.parametrize("seed", range(200))
def test_tied_pairs_of_groups_against_networkx(seed) -> None:
    snapshot, (pairs, *_), _ = random_network(seed)
    rng = random.Random(seed)
    names = [snapshot.node_id[int(i)] for i in snapshot.ties.nodes]
    groups = {name: set(rng.sample(range(4), rng.randrange(4))) for name in names}
    members = sparse.csr_array(np.array([[float(g in groups[name]) for g in range(4)] for name in names]))
    net = joined(snapshot.ties, members)
    table = net.table(net.low, net.high)
    for a, b in itertools.combinations(range(4), 2):
        assert table[a, b] == counted(pairs.edges, groups, a, b)
    assert net.across.sum() == sum(not groups[u] & groups[v] for u, v in pairs.edges)


@pytest.mark.parametrize("keep_inside", [True, False])
@pytest.mark.parametrize("seed", [1, 2])
def test_formulas_agree_with_rewired_networks(seed, keep_inside) -> None:
    net, _ = network(seed, n=150, density=0.04)
    moments = outward_ends(net) if keep_inside else all_ends(net)
    found = rewire(net, 400, seed, keep_inside=keep_inside)
    upper = np.triu_indices(4, 1)
    np.testing.assert_allclose(found.mean[upper], moments.mean[upper], rtol=0.05)
    np.testing.assert_allclose(found.deviation[upper], np.sqrt(moments.variance[upper]), rtol=0.25)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_swapping_keeps_degrees_and_makes_no_forbidden_pair(seed, keep_inside) -> None:
    net, groups = network(seed)
    free = net.across if keep_inside else np.ones(len(net.low), dtype=bool)
    ends = halves(net.n, net.low[free], net.high[free])
    sort, allowed = (net.sorts[0], net.allowed) if keep_inside else (np.zeros(net.n, np.int32), np.ones((1, 1), bool))
    before = {frozenset(pair) for pair in zip(*map(np.ndarray.tolist, ends.pairs), strict=True)}
    swap_ends(ends.indptr, ends.owner, ends.target, ends.twin, sort, allowed, 10 * len(before) + 10, np.uint64(seed))
    low, high = ends.pairs
    after = {frozenset(pair) for pair in zip(low.tolist(), high.tolist(), strict=True)}
    assert len(after) == len(before)  # no pair twice
    assert all(len(pair) == 2 for pair in after)  # no loop
    degree = np.bincount(net.low[free], minlength=net.n) + np.bincount(net.high[free], minlength=net.n)
    np.testing.assert_array_equal(np.bincount(low, minlength=net.n) + np.bincount(high, minlength=net.n), degree)
    if keep_inside:
        assert not any(groups[u] & groups[v] for u, v in after)


def test_every_network_with_the_degrees_is_drawn_equally_often() -> None:
    # six nodes of degree 1: the 15 perfect matchings
    low, high = np.array([0, 2, 4], np.int32), np.array([1, 3, 5], np.int32)
    ends, state, seen = halves(6, low, high), np.uint64(5), {}
    sort, allowed = np.zeros(6, np.int32), np.ones((1, 1), bool)
    for _ in range(3000):
        _, state = swap_ends(ends.indptr, ends.owner, ends.target, ends.twin, sort, allowed, 20, np.uint64(state))
        key = tuple(zip(*map(np.ndarray.tolist, ends.pairs), strict=True))
        seen[key] = seen.get(key, 0) + 1
    assert len(seen) == 15
    assert stats.chisquare(list(seen.values())).pvalue > 1e-4


def test_same_seed_same_result_other_seed_another() -> None:
    net, _ = network(7)
    first, again, other = (rewire(net, 20, seed, keep_inside=True) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.mean, again.mean)
    assert (first.mean != other.mean).any()


def test_lower_tail_of_counts_against_scipy() -> None:
    k = np.arange(8)
    np.testing.assert_allclose(count_lower_tail(k, np.full(8, 3.0), np.full(8, 3.0)), stats.poisson.cdf(k, 3))
    np.testing.assert_allclose(count_lower_tail(k, np.full(8, 4.0), np.full(8, 2.4)), stats.binom.cdf(k, 10, 0.4))
    np.testing.assert_allclose(count_lower_tail(k, np.full(8, 3.0), np.full(8, 6.0)), stats.nbinom.cdf(k, 3, 0.5))
    assert np.isnan(count_lower_tail([0, 0], [0.0, 2.0], [0.0, 0.0])).all()


@pytest.mark.parametrize("seed", range(15))
def test_bridges_are_the_nearest_by_shortest_paths(seed) -> None:
    snapshot, (graph, *_), _ = random_network(seed)
    names = [str(snapshot.node_id[int(i)]) for i in snapshot.ties.nodes]
    own, other = set(names[::2]), set(names[1::3])
    members = sparse.csr_array(np.array([[float(n in own), float(n in other)] for n in names]))
    wanted = []
    for name in own - other:
        lengths = nx.single_source_shortest_path_length(graph, name, cutoff=4)
        steps = min((length for to, length in lengths.items() if to in other), default=5)
        partners = len(other & set(graph[name]))
        shared = sum(bool(other & set(graph[alter])) for alter in graph[name])
        wanted.append((steps, -partners, -shared, -graph.degree(name), name))
    found = BridgeFinder(snapshot.ties, members).near(0, 1, 4)
    assert [names[one.actor] for one in found] == [name for *_, name in sorted(wanted)[:4]]
    assert [one.steps or 5 for one in found] == [steps for steps, *_ in sorted(wanted)[:4]]


@pytest.mark.parametrize("seed", range(20))
def test_what_city_level_actors_hold_together_against_networkx(seed) -> None:
    rng = random.Random(seed)
    actors = [
        Actor(
            f"a{i:02d}",
            places=tuple(rng.sample(GUS, rng.choice((0, 1, 1, 1)))),
            level=rng.choice(("city", "gu", "dong")),
        )
        for i in range(24)
    ]
    ties = [Tie(*rng.sample([a.id for a in actors], 2)) for _ in range(rng.randrange(40))]
    snapshot = snapshot_of(actors, ties, places=PLACES)
    found = through_city(snapshot, grouping(snapshot, "district"))
    graph = nx.Graph([(t.source, t.target) for t in ties])
    graph.add_nodes_from(a.id for a in actors)
    local = {a.id: a.places[0] for a in actors if a.places and a.level != "city"}
    for who, inside, outside in (
        (graph, found.inside, found.outside),
        (graph.subgraph([a.id for a in actors if a.level != "city"]), found.inside_left, found.outside_left),
    ):
        part = {v: i for i, nodes in enumerate(nx.connected_components(who)) for v in nodes}
        pairs = [(u, v) for u, v in itertools.combinations(local, 2) if part[u] == part[v]]
        for number, gu in enumerate(GUS):
            assert inside[number] == sum(local[u] == local[v] == gu for u, v in pairs)
            assert outside[number] == sum((local[u] == gu) != (local[v] == gu) for u, v in pairs)
    for number, gu in enumerate(GUS):
        out = [(u, v) for u, v in graph.edges if (local.get(u) == gu) != (local.get(v) == gu)]
        levels = {a.id: a.level for a in actors}
        assert found.leaving[number] == len(out)
        assert found.to_city[number] == sum("city" in (levels[u], levels[v]) for u, v in out)


def test_demo_divide_is_the_untied_pair_with_most_expected(demo) -> None:  # noqa: F811
    (gap,) = [gap for gap in gaps() if gap.kind == "divided_neighbours"]
    result = ANALYSIS.run(demo, {"limit": 1000})
    none = [row for row in rows(result, "pairs") if row["pairs"] == 0]
    assert (none[0]["row_id"], none[0]["col_id"]) == tuple(f"place:{code}" for code in gap.districts)
    text = next(part for part in result.explanation if "Without any tie" in part.en)
    assert "Gwangjin-gu – Jungnang-gu" in text.en
    assert "광진구 – 중랑구" in text.ko
    assert "Could bridge" in text.en
    assert_sound(result, ANALYSIS)


def test_demo_field_without_intermediary_and_district_behind_the_city_are_named(demo) -> None:  # noqa: F811
    result = ANALYSIS.run(demo, {"rewirings": 0})
    (field,) = [gap.fields[0] for gap in gaps() if gap.kind == "field_without_intermediary"]
    whole = [row for row in rows(result, "unserved") if row["district_id"] is None]
    assert [(row["field_id"], row["lacking"].en) for row in whole] == [(f"field:{field}", "Intermediaries")]
    assert whole[0]["q"] < 0.001
    (district,) = [gap.districts[0] for gap in gaps() if gap.kind == "no_own_intermediary"]
    first, second, *_ = rows(result, "through_city")
    assert first["district_id"] == f"place:{district}"
    assert first["city_share"] == first["outside_lost"] == 1.0
    assert first["intermediaries"] == 0
    assert second["outside_lost"] < 0.5
    text = " ".join(part.ko for part in result.explanation)
    assert "소비자 분야" in text
    assert "금천구: 구 밖으로 난 협력 쌍" in text


def test_a_planted_divide_is_clear_and_bridged_by_who_shares_alters() -> None:
    rng = random.Random(4)
    fields = (*FIELDS, "field:d", "field:e")
    actors = [Actor(f"{f[-1]}{i:02d}", fields=(f,)) for f in fields for i in range(30)]
    ties = {tuple(sorted(rng.sample([a.id for a in actors], 2))) for _ in range(700)}
    ties = [pair for pair in ties if {pair[0][0], pair[1][0]} != {"a", "b"}]
    result = ANALYSIS.run(snapshot_of(actors, ties, fields=fields), {"by": "field"})
    first = rows(result, "pairs")[0]
    assert (first["row_id"], first["col_id"]) == ("field:a", "field:b")
    assert first["finding"].en == "clearly below"
    assert first["pairs"] == 0
    assert first["rewired_p"] == pytest.approx(1 / 101)
    assert {row["steps"] for row in rows(result, "bridges") if row["rank"] == 1} <= {1, 2}


def test_three_groups_leave_nothing_to_chance_if_ties_inside_are_kept() -> None:
    # three outward totals fix the three cells between the groups
    rng = random.Random(4)
    actors = [Actor(f"{f[-1]}{i:02d}", fields=(f,)) for f in FIELDS for i in range(10)]
    ties = {tuple(sorted(rng.sample([a.id for a in actors], 2))) for _ in range(60)}
    snapshot = snapshot_of(actors, ties, fields=FIELDS)
    result = ANALYSIS.run(snapshot, {"by": "field"})
    assert {row["p"] for row in rows(result, "pairs")} == {None}
    assert any("mixing them in" in note.en for note in result.notes)
    assert None not in {row["p"] for row in rows(ANALYSIS.run(snapshot, {"by": "field", "inside": "mixed"}), "pairs")}


def test_p_is_uniform_enough_when_groups_mean_nothing() -> None:
    small = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        graph = nx.gnm_random_graph(60, 200, seed=seed)
        snapshot = snapshot_of([f"a{i:02d}" for i in range(60)], [(f"a{u:02d}", f"a{v:02d}") for u, v in graph.edges])
        members = sparse.csr_array(np.eye(4)[rng.integers(4, size=60)])
        found = compare_groups(snapshot.ties, members, keep_inside=True, alpha=0.05, rewirings=0, seed=1)
        small += found.p.tolist()
    small = np.array(small)
    assert 0.02 < (small <= 0.1).mean() < 0.18
    assert 0.4 < (small <= 0.5).mean() < 0.7  # a discrete lower tail includes the count itself


SMALL = {
    "empty": snapshot_of(),
    "one actor": snapshot_of(["a"]),
    "no ties": snapshot_of([Actor("a", places=(GUS[0],)), Actor("b", places=(GUS[1],))], places=PLACES),
    "one tie": snapshot_of([Actor("a", places=(GUS[0],)), Actor("b", places=(GUS[1],))], [("a", "b")], places=PLACES),
    "no places": snapshot_of(["a", "b", "c"], [("a", "b"), ("b", "c")]),
    "one field": snapshot_of([Actor("a", fields=FIELDS[:1]), "b"], [("a", "b")], fields=FIELDS[:1]),
}


@pytest.mark.parametrize("by", ["district", "field", "kind", "level", "subfield", "task", "dong"])
@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("inside", ["kept", "mixed"])
def test_little_data_gives_an_answer_or_a_reason(name, by, inside) -> None:
    assert_sound(ANALYSIS.run(SMALL[name], {"by": by, "inside": inside}), ANALYSIS)
