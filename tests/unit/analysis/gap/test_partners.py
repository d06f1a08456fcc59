"""gaps/partners: its scores against networkx, its walk against PageRank, its check on ties that were foreseeable."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.analysis.gap.partner_choice import diversified
from ecomap.analysis.gap.partner_effects import effect
from ecomap.analysis.gap.partner_model import auc_error, auc_interval, single_weights, train
from ecomap.analysis.gap.partner_split import split_pairs
from ecomap.analysis.gap.partner_traits import TOLERANCE, attributes, best_partners, traits
from ecomap.analysis.gap.partners import ANALYSIS
from ecomap.analysis.kernels.added_tie import constraint_with
from ecomap.analysis.kernels.link_scores import describe_pairs
from ecomap.domain.records import Node
from ecomap.errors import InvalidParameter
from tests.unit.analysis.gap.reading import assert_sound, rows
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of
from tests.unit.analysis.linkage.random_graphs import random_network


def graph_of(snapshot):
    return traits(snapshot, attributes(snapshot))


def untied(graph):
    first, second = np.array(list(nx.non_edges(graph)) or np.empty((0, 2)), dtype=object).reshape(-1, 2).T
    return list(first), list(second)


def test_scores_equal_those_of_networkx_on_random_graphs() -> None:
    compared = 0
    for seed in range(200):
        snapshot, (pairs, _, _), _ = random_network(seed)
        names = sorted(pairs)
        number = {name: i for i, name in enumerate(names)}
        first, second = untied(pairs)
        ebunch = list(zip(first, second, strict=True))
        one, other = (np.array([number[name] for name in side], dtype=np.int64) for side in (first, second))
        scores, features = describe_pairs(graph_of(snapshot), one, other, 0.15, TOLERANCE)
        peers = {
            0: [len(list(nx.common_neighbors(pairs, u, v))) for u, v in ebunch],
            1: [score for _, _, score in nx.adamic_adar_index(pairs, ebunch)],
            2: [score for _, _, score in nx.resource_allocation_index(pairs, ebunch)],
            3: [score for _, _, score in nx.preferential_attachment(pairs, ebunch)],
        }
        for column, expected in peers.items():
            np.testing.assert_allclose(scores[:, column], expected, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(features[:, 2], np.sqrt(peers[2]), rtol=1e-12, atol=1e-12)
        compared += len(ebunch)
    assert compared > 20_000


def test_walk_is_personalised_pagerank_within_its_stated_error() -> None:
    for seed in range(20):
        snapshot, (pairs, _, _), _ = random_network(seed)
        names = sorted(pairs)
        graph = graph_of(snapshot)
        ranks = [nx.pagerank(pairs, personalization={a: 1}, dangling={a: 1}, tol=1e-10, max_iter=500) for a in names]
        for v in range(1, len(names)):
            if pairs.degree(names[0]) and pairs.degree(names[v]):
                (score,) = describe_pairs(graph, np.array([0]), np.array([v]), 0.15, TOLERANCE)[0][:, 4]
                exact = ranks[0][names[v]] + ranks[v][names[0]]
                bound = TOLERANCE * (pairs.degree(names[v]) + pairs.degree(names[0]))
                assert -1e-6 <= exact - score <= bound + 1e-6


def test_best_partners_are_those_of_a_full_ranking() -> None:
    for seed in range(40):
        snapshot, (pairs, _, _), _ = random_network(seed)
        names = sorted(pairs)
        best, value = best_partners(graph_of(snapshot), single_weights("resource_allocation"), 3)
        for u, name in enumerate(names):
            near = [v for v in nx.non_neighbors(pairs, name) if any(nx.common_neighbors(pairs, name, v))]
            scored = [(-score, v) for _, v, score in nx.resource_allocation_index(pairs, [(name, v) for v in near])]
            expected = {v: -score for score, v in scored}
            top = sorted(expected.values(), reverse=True)[:3]
            listed = best[u][best[u] >= 0]
            np.testing.assert_allclose(value[u][: len(listed)], np.sqrt(top), rtol=1e-9)
            np.testing.assert_allclose([expected[names[v]] for v in listed], top, rtol=1e-9)


def test_constraint_and_reach_of_an_added_tie() -> None:
    for seed in range(60):
        snapshot, (pairs, _, _), _ = random_network(seed)
        names, graph = sorted(pairs), graph_of(snapshot)
        for one, other in list(nx.non_edges(pairs))[:3]:
            u, v = names.index(one), names.index(other)
            after = pairs.copy()
            after.add_edge(one, other)
            found = effect(graph, u, v)
            for actor, before, now in zip((one, other), found.before, found.after, strict=True):
                if pairs.degree(actor):
                    assert before == pytest.approx(nx.constraint(pairs, [actor])[actor])
                assert now == pytest.approx(nx.constraint(after, [actor])[actor])
            near = {frozenset(p) for g in (pairs,) for a in g for p in [(a, b) for b in _within_two(g, a)]}
            grown = {frozenset((a, b)) for a in after for b in _within_two(after, a)}
            assert found.pairs == len(grown - near)


def _within_two(graph, actor):
    return set(nx.single_source_shortest_path_length(graph, actor, cutoff=2)) - {actor}


def test_burt_constraint_of_a_closed_triad() -> None:
    # Each partner takes half directly and a quarter through the other: 2 (1/2 + 1/4)² = 1.125.
    graph = graph_of(snapshot_of(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")]))
    assert constraint_with(graph.indptr, graph.indices, 0, -1) == pytest.approx(1.125)


def foreseeable(n_cliques=12, years=(2018, 2019, 2020, 2021, 2022)):
    """Return groups of eight in one field each, whose missing ties close year by year."""
    rng = np.random.default_rng(3)
    actors, ties = [], []
    for group in range(n_cliques):
        members = [f"g{group:02}-{i}" for i in range(8)]
        actors += [Actor(name, fields=(f"field:{group}",)) for name in members]
        pairs = [(a, b) for i, a in enumerate(members) for b in members[i + 1 :]]
        for a, b in pairs:
            year = rng.choice([*years, 0], p=[0.4, 0.1, 0.1, 0.1, 0.1, 0.2])
            if year:
                ties.append(Tie(a, b, since=f"{year}-03-01"))
        ties.append(Tie(members[0], f"g{(group + 1) % n_cliques:02}-0", since="2018-01-01"))
    return snapshot_of(actors, ties, fields=[f"field:{group}" for group in range(n_cliques)])


def test_the_check_uses_later_years_only_and_beats_popularity_where_ties_are_foreseeable() -> None:
    snapshot = foreseeable()
    split = split_pairs(snapshot, None, 1)
    assert (split.by_year, split.last_year) == (True, 2022)
    assert 2018 < split.learn_year < split.cut_year
    everything = np.concatenate([split.base, split.learnt, split.judged])
    assert sorted(everything.tolist()) == list(range(len(snapshot.ties.pairs[0])))
    quality = {row["method"].en: row for row in rows(ANALYSIS.run(snapshot), "quality")}
    combined, popular = quality["Trained combination"], quality["Popularity (preferential attachment)"]
    assert combined["auc"] > 0.9
    assert popular["auc"] < 0.7
    assert combined["precision"] > 5 * popular["precision"]
    assert combined["auc_low"] < combined["auc"] < combined["auc_high"]


def test_ties_that_came_by_chance_are_not_foreseen() -> None:
    rng = np.random.default_rng(5)
    pairs = {tuple(sorted(pair)) for pair in rng.integers(80, size=(500, 2)).tolist() if pair[0] != pair[1]}
    ties = [Tie(f"a{a:02}", f"a{b:02}", since=f"{2018 + int(rng.integers(5))}-01-01") for a, b in sorted(pairs)]
    model = train(snapshot_of([f"a{i:02}" for i in range(80)], ties), None, 2000, 10, 1)
    assert {one.method for one in model.quality if abs(one.auc - 0.5) > 0.15} == set()


def test_without_dates_it_says_that_pairs_were_hidden_at_random() -> None:
    snapshot, _, _ = random_network(4)
    result = ANALYSIS.run(snapshot)
    assert "hidden at random" in result.notes[0].en
    assert_sound(result, ANALYSIS)


def test_auc_counts_pairs_in_order_and_halves_for_equal_ones() -> None:
    area, low, high = auc_interval(np.array([3.0, 2.0, 1.0]), np.array([2.0, 0.0]))
    assert area == pytest.approx((1 + 1 + 0.5 + 1 + 0 + 1) / 6)
    assert low < area < high
    # Hanley and McNeil (1982): 58 normal and 51 abnormal cases, area 0.893, standard error 0.032.
    assert auc_error(0.893, 51, 58) == pytest.approx(0.032, abs=0.001)


@given(st.integers(0, 60), st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_diversity_chooses_different_pairs_and_zero_keeps_the_order(seed, diversity) -> None:
    snapshot, _, _ = random_network(seed)
    graph = graph_of(snapshot)
    second = np.arange(1, snapshot.ties.n)
    first, value = np.zeros_like(second), -np.arange(len(second), dtype=float)
    picked = diversified(graph, first, second, value, diversity, 5, once=False)
    assert len(set(picked.tolist())) == min(5, len(second)) == len(picked)
    assert diversified(graph, first, second, value, 0.0, 5, once=False).tolist() == list(range(min(5, len(second))))


def test_full_diversity_prefers_the_less_linked() -> None:
    star = [("hub", f"leaf{i}") for i in range(9)]
    snapshot = snapshot_of(["ego", "hub", *(f"leaf{i}" for i in range(9)), "x"], [*star, ("ego", "x"), ("x", "hub")])
    popular = rows(
        ANALYSIS.run(snapshot, {"actor": "ego", "method": "preferential_attachment", "diversity": 0}), "candidates"
    )
    modest = rows(
        ANALYSIS.run(snapshot, {"actor": "ego", "method": "preferential_attachment", "diversity": 1}), "candidates"
    )
    assert popular[0]["candidate"] == "hub" != modest[0]["candidate"]


PLACES = [Place("place:11", "city"), Place("place:1", "gu", "place:11"), Place("place:2", "gu", "place:11")]


def town():
    return snapshot_of(
        [
            Actor("carer", fields=("field:care",), places=("place:1",)),
            Actor("local", fields=("field:art",), places=("place:2",)),
            Actor("office", "government", fields=("field:care",), places=("place:1",)),
            Actor("centre", "intermediary"),
        ],
        [("carer", "centre"), ("local", "centre"), ("office", "centre")],
        places=PLACES,
        fields=["field:care", "field:art"],
        nodes=[Node("p-1", "programme", "돌봄 사업", "Care scheme", {})],
        edges=[("takes_part_in", "local", "p-1")],
    )


def test_a_gap_cell_pairs_those_with_the_field_with_those_of_the_district() -> None:
    result = ANALYSIS.run(town(), {"gap_district": "2", "gap_field": "care", "diversity": 0})
    found = {(row["candidate"], row["partner"]) for row in rows(result, "candidates")}
    assert found == {("carer", "local"), ("local", "carer")}  # the office cannot act for another district
    (row,) = [row for row in rows(result, "candidates") if row["candidate"] == "carer"]
    assert "would be new to it" in row["reasons"].en
    assert "centre name" in row["reasons"].en
    assert result.explanation[0].en == "Actors now in the field field:care name in place:2 name: 0."


def test_a_programme_gets_actors_that_are_not_in_it() -> None:
    found = rows(ANALYSIS.run(town(), {"programme": "p-1", "diversity": 0}), "candidates")
    assert [row["partner"] for row in found] == ["local"] * len(found)
    assert {row["candidate"] for row in found} == {"carer", "office"}


def test_an_actor_without_ties_gets_those_of_its_field_first() -> None:
    actors = [Actor(f"a{i}", fields=(f"field:{'x' if i % 2 else 'y'}",)) for i in range(6)]
    snapshot = snapshot_of([*actors, Actor("new", fields=("field:x",))], [("a0", "a1")], fields=["field:x", "field:y"])
    result = ANALYSIS.run(snapshot, {"actor": "new", "diversity": 0})
    assert {row["candidate"] for row in rows(result, "candidates")[:3]} == {"a1", "a3", "a5"}
    assert "first tie of new name" in " ".join(text.en for text in result.explanation)


@pytest.mark.parametrize(
    "asked", [{"actor": "carr"}, {"gap_field": "cre"}, {"programme": "p-2"}, {"actor": "carer", "gap_field": "care"}]
)
def test_what_is_unknown_or_contradictory_is_refused_with_a_remedy(asked) -> None:
    with pytest.raises(InvalidParameter) as refused:
        ANALYSIS.run(town(), asked)
    assert refused.value.remedy.ko
    if asked == {"actor": "carr"}:
        assert "carer" in refused.value.remedy.en


@pytest.mark.parametrize("asked", [{}, {"method": "pagerank"}])
def test_small_graphs_give_an_answer(asked) -> None:
    for snapshot in (snapshot_of([], []), snapshot_of(["a"], []), snapshot_of(["a", "b"], []), town()):
        assert_sound(ANALYSIS.run(snapshot, asked), ANALYSIS)
    alone = ANALYSIS.run(snapshot_of(["a"], []), {"actor": "a"})
    assert "nobody to recommend" in alone.explanation[0].en


def test_equal_seeds_give_equal_results() -> None:
    snapshot = foreseeable(6)
    assert ANALYSIS.run(snapshot, {"seed": 3}) == ANALYSIS.run(snapshot, {"seed": 3})
