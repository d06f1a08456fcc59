"""linkage/centrality: sampling, ranking, filters, small networks and bad parameters."""

import networkx as nx
import numpy as np
import pytest

from ecomap.analysis.kernels.betweenness import betweenness, sampling_error
from ecomap.analysis.linkage.centrality import ANALYSIS
from ecomap.analysis.linkage.scores import competition_ranks
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


def test_a_sample_is_noted_with_its_bound_and_repeats_with_its_seed() -> None:
    snapshot = snapshot_from(nx.barabasi_albert_graph(200, 2, seed=3))
    options = {"exact_up_to": 100, "samples": 50, "rank_by": "betweenness", "limit": 0}
    first, again, other = (ANALYSIS.run(snapshot, {**options, "seed": seed}) for seed in (7, 7, 8))
    assert column(first, "betweenness") == column(again, "betweenness")
    assert column(first, "betweenness") != column(other, "betweenness")
    bound = f"±{sampling_error(200, 50):.4f}"
    assert any(bound in note.ko and bound in note.en for note in first.notes)


def test_no_sample_where_it_would_not_be_smaller() -> None:
    snapshot = snapshot_from(nx.karate_club_graph())
    exact = ANALYSIS.run(snapshot, {"limit": 0})
    assert column(ANALYSIS.run(snapshot, {"limit": 0, "exact_up_to": 0, "samples": 34}), "betweenness") == column(
        exact, "betweenness"
    )
    assert not any("±" in note.en for note in exact.notes)


def test_equal_values_share_a_rank_and_stand_by_id() -> None:
    assert competition_ranks(np.array([3.0, 7.0, 3.0, 1.0, 7.0 + 1e-14])).tolist() == [3, 1, 3, 5, 1]
    star = snapshot_of(["hub", "c", "a", "b"], [("hub", "c"), ("hub", "a"), ("hub", "b")])
    rows = ANALYSIS.run(star).tables[0].rows
    assert [(row[0], row[1]) for row in rows] == [(1, "hub"), (2, "a"), (2, "b"), (2, "c")]


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
        ("seed", -1),
        ("damping", 0.5),
    ],
)
def test_parameters_out_of_bounds_are_refused(name, value) -> None:
    with pytest.raises(InvalidParameter) as refusal:
        ANALYSIS.bind({name: value})
    assert name in str(refusal.value)
