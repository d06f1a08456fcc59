"""linkage/centrality: sampling, ranking, filters, small networks and bad parameters."""

import networkx as nx
import numpy as np
import pytest

from ecomap.analysis.kernels.betweenness import betweenness, sampling_error
from ecomap.analysis.kernels.path_sampling import sample_size, sampled_betweenness
from ecomap.analysis.linkage.centrality import ANALYSIS
from ecomap.analysis.linkage.scores import Sampling, competition_ranks, harmonic
from ecomap.errors import InvalidParameter
from tests.unit.analysis.graphs import Actor, Tie, snapshot_from, snapshot_of
from tests.unit.analysis.linkage.random_graphs import csr
from tests.unit.analysis.linkage.reading import column


def test_sampled_betweenness_stays_within_its_bound() -> None:
    indptr, indices, _ = csr(nx.barabasi_albert_graph(400, 3, seed=5))
    exact = betweenness(indptr, indices)
    for seed in range(20):
        sources = np.random.default_rng(seed).choice(400, 80, replace=False)
        error = np.abs(betweenness(indptr, indices, sources) - exact).max()
        assert 0 < error <= sampling_error(400, 80)


def test_sampled_betweenness_is_unbiased() -> None:
    # every node once as the only source: the mean of the estimates is the exact value
    indptr, indices, _ = csr(nx.karate_club_graph())
    estimates = [betweenness(indptr, indices, np.array([source])) for source in range(34)]
    assert np.mean(estimates, axis=0) == pytest.approx(betweenness(indptr, indices))


def test_sampling_error_by_hand() -> None:
    # 1000/999 × sqrt((1 − 99/1000) × ln(40000) / 200) = 1.001001 × sqrt(0.901 × 10.596635 / 200)
    assert sampling_error(1000, 100) == pytest.approx(0.218709, abs=1e-6)
    assert sampling_error(1000, 1000) == 0


def test_random_paths_stay_within_the_bound_and_are_unbiased() -> None:
    graph = nx.disjoint_union(nx.barabasi_albert_graph(300, 2, seed=5), nx.path_graph(40))
    indptr, indices, _ = csr(graph)
    exact = betweenness(indptr, indices)
    estimates = [sampled_betweenness(indptr, indices, error=0.02, seed=seed)[0] for seed in range(20)]
    assert all(0 < np.abs(estimate - exact).max() <= 0.02 for estimate in estimates)
    assert np.abs(np.mean(estimates, axis=0) - exact).max() < 0.004


def test_sample_size_by_hand() -> None:
    # (⌊log2(10 − 2)⌋ + 1 + ln 20) ÷ (2 × 0.0001) = (4 + 2.995732) × 5000, rounded up
    assert sample_size(10, 0.01, 0.05) == 34979
    assert sample_size(2, 0.01, 0.05) == 1


def test_sampled_closeness_stays_within_its_bound() -> None:
    snapshot = snapshot_from(nx.barabasi_albert_graph(400, 3, seed=5))
    exact, _ = harmonic(snapshot.ties, 400, 0)
    for seed in range(20):
        estimate, sampling = harmonic(snapshot.ties, 80, seed)
        assert 0 < np.abs(estimate - exact).max() <= sampling.error
        assert sampling == Sampling(80, sampling_error(400, 80) / 2)


def test_a_sample_is_noted_with_its_bound_and_repeats_with_its_seed() -> None:
    snapshot = snapshot_from(nx.barabasi_albert_graph(200, 2, seed=3))
    options = {"exact_up_to": 100, "error": 0.03, "samples": 50, "rank_by": "betweenness", "limit": 0}
    first, again, other = (ANALYSIS.run(snapshot, {**options, "seed": seed}) for seed in (7, 7, 8))
    for name in ("betweenness", "harmonic"):
        assert column(first, name) == column(again, name)
        assert column(first, name) != column(other, name)
    for bound in ("±0.03", f"±{sampling_error(200, 50) / 2:.4f}"):
        assert any(bound in note.ko and bound in note.en for note in first.notes)


def test_no_sample_where_it_would_not_be_smaller() -> None:
    snapshot = snapshot_from(nx.karate_club_graph())
    exact = ANALYSIS.run(snapshot, {"limit": 0})
    least = ANALYSIS.run(snapshot, {"limit": 0, "exact_up_to": 34, "samples": 34})
    assert column(least, "betweenness") == column(exact, "betweenness")
    assert column(least, "harmonic") == column(exact, "harmonic")
    assert not any("±" in note.en for note in exact.notes)


def test_equal_values_share_a_rank_and_stand_by_id() -> None:
    assert competition_ranks(np.array([3.0, 7.0, 3.0, 1.0, 7.0 + 1e-14])).tolist() == [3, 1, 3, 5, 1]
    star = snapshot_of(["hub", "c", "a", "b"], [("hub", "c"), ("hub", "a"), ("hub", "b")])
    rows = ANALYSIS.run(star).tables[0].rows
    assert [(row[0], row[1]) for row in rows] == [(1, "hub"), (2, "a"), (2, "b"), (2, "c")]


def test_rank_intervals_hold_the_clear_and_widen_the_unclear() -> None:
    # a hub of 30, and ten pairs alike: the first is first whatever is redrawn, the pairs swap places
    graph = nx.star_graph(30)
    graph.add_edges_from((f"p{i}", f"q{i}") for i in range(10))
    snapshot = snapshot_from(graph)
    result = ANALYSIS.run(snapshot, {"resamples": 60, "limit": 0})
    best, worst = column(result, "rank_best"), column(result, "rank_worst")
    assert (best["0"], worst["0"]) == (1, 1)
    assert all(best[name] == 2 and worst[name] > 2 for name in ("p1", "q1", "5"))
    assert "leaves the first place as it is: 0 name" in result.explanation[1].en
    again = ANALYSIS.run(snapshot, {"resamples": 60, "limit": 0})
    assert again.tables == result.tables
    assert any("60 networks redrawn" in note.en for note in result.notes)


def test_rivals_of_the_first_are_named() -> None:
    graph = nx.disjoint_union(nx.star_graph(8), nx.star_graph(7))
    result = ANALYSIS.run(snapshot_from(graph), {"resamples": 100})
    assert "nearest: 9 name (1 to 2)" in result.explanation[1].en
    assert "가장 가까운 곳: 9 이름(1~2위)" in result.explanation[1].ko


def test_ranks_have_no_interval_without_resamples() -> None:
    result = ANALYSIS.run(snapshot_of(["a", "b"], [("a", "b")]))
    assert set(column(result, "rank_best").values()) == set(column(result, "rank_worst").values()) == {None}


def test_eigenvector_of_components_by_hand() -> None:
    # a star of 4: centre 1/√2 of the component's length, each end 1/√6; a pair; the isolate has nothing
    snapshot = snapshot_of("abcdefg", [("a", "b"), ("a", "c"), ("a", "d"), ("e", "f")])
    result = ANALYSIS.run(snapshot, {"limit": 0})
    found = column(result, "eigenvector")
    assert found["a"] == pytest.approx(np.sqrt(4 / 7 / 2))
    assert found["b"] == pytest.approx(np.sqrt(4 / 7 / 6))
    assert found["e"] == pytest.approx(np.sqrt(1 / 7))
    assert found["g"] == 0
    assert any("2 actors outside the largest one" in note.en for note in result.notes)


def test_kind_lists_some_but_scores_in_the_whole_network() -> None:
    snapshot = snapshot_of(["a", "b", "c", Actor("g", "government")], [("g", "a"), ("g", "b"), ("g", "c"), ("a", "b")])
    result = ANALYSIS.run(snapshot, {"kind": "civil_society", "limit": 2})
    assert column(result, "rank") == {"a": 1, "b": 1}
    assert column(result, "degree") == {"a": 2, "b": 2}
    assert any("1 actor further down" in note.en for note in result.notes)


def test_strength_adds_weights_and_says_what_is_missing() -> None:
    result = ANALYSIS.run(snapshot_of(["a", "b"], [Tie("a", "b", weight=2.5), Tie("b", "a", "funds")]))
    assert column(result, "strength") == {"a": 3.5, "b": 3.5}
    assert any("1 tie without recorded strength" in note.en for note in result.notes)


@pytest.mark.parametrize(
    ("actors", "ties"), [([], []), (["a"], []), (["a"], [("a", "a")]), (["a", "b", "c"], [])], ids=str
)
def test_networks_without_ties_are_answered(actors, ties) -> None:
    result = ANALYSIS.run(snapshot_of(actors, ties))
    assert column(result, "betweenness") == dict.fromkeys(actors, 0.0)
    assert column(result, "pagerank") == pytest.approx({name: 1 / len(actors) for name in actors})
    expected = "no recorded tie" if actors else "No actor"
    assert expected in result.explanation[0].en


def test_sentences_carry_the_figures() -> None:
    result = ANALYSIS.run(snapshot_from(nx.florentine_families_graph()), {"rank_by": "betweenness"})
    assert "Medici name (0.522)" in result.explanation[0].en
    assert "Medici 이름(0.522)" in result.explanation[0].ko
    assert "52.2%" in result.explanation[-1].ko


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rank_by", "fame"),
        ("limit", -1),
        ("limit", 1_000_001),
        ("limit", "many"),
        ("kind", "place"),
        ("exact_up_to", 50_001),
        ("samples", 9),
        ("error", 0.0001),
        ("resamples", 1_001),
        ("seed", -1),
        ("damping", 0.5),
    ],
)
def test_parameters_out_of_bounds_are_refused(name, value) -> None:
    with pytest.raises(InvalidParameter) as refusal:
        ANALYSIS.bind({name: value})
    assert name in str(refusal.value)
