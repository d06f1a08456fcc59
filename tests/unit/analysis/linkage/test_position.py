"""linkage/position: ideal patterns, planted positions, published cores, brute force and invariants."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from ecomap.analysis.kernels.core_periphery import core_periphery, pattern_fit
from ecomap.analysis.linkage.blocks import Partition, density_fit, image, partition, shuffled
from ecomap.analysis.linkage.position import ANALYSIS, letter
from ecomap.errors import InvalidParameter
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_from, snapshot_of
from tests.unit.analysis.linkage.random_graphs import csr, random_network
from tests.unit.analysis.linkage.reading import rows
from tests.unit.analysis.linkage.test_invariants import built, every_text_is_bilingual, networks, no_number_is_undefined

QUICK = {"nulls": 0}


def test_ideal_patterns() -> None:
    # Borgatti and Everett (2000), section 2: Freeman's star is the perfect core and periphery, and so is a clique of
    # four to which six others are all tied
    in_core, fit = core_periphery(*csr(nx.star_graph(9))[:2])
    assert (np.flatnonzero(in_core).tolist(), fit) == ([0], pytest.approx(1))
    ideal = nx.complete_graph(4)
    ideal.add_edges_from((core, outer) for core in range(4) for outer in range(4, 10))
    in_core, fit = core_periphery(*csr(ideal)[:2])
    assert (np.flatnonzero(in_core).tolist(), fit) == ([0, 1, 2, 3], pytest.approx(1))
    # left out of the comparison, ties between core and periphery may be any
    ideal.remove_edges_from([(0, 4), (1, 4), (2, 5), (3, 9)])
    assert core_periphery(*csr(ideal)[:2], tied=False)[1] == pytest.approx(1)


def _correlation(graph: nx.Graph, core: np.ndarray, tied: bool) -> float:
    matrix = nx.to_numpy_array(graph, weight=None)
    i, j = np.triu_indices(len(matrix), 1)
    both, either = core[i] & core[j], core[i] | core[j]
    kept = np.ones(len(i), dtype=bool) if tied else both | ~either
    ideal, cells = (either if tied else both)[kept].astype(float), matrix[i, j][kept]
    return float(np.corrcoef(ideal, cells)[0, 1]) if len(cells) and ideal.std() and cells.std() else 0.0


@pytest.mark.parametrize("tied", [True, False])
def test_core_against_correlations_of_the_matrix(tied: bool) -> None:
    # the fit is numpy's correlation, and no single change of side improves it
    for seed in range(200):
        _, (pairs, _, _), _ = random_network(3_000 + seed)
        indptr, indices, names = csr(pairs)
        in_core, fit = core_periphery(indptr, indices, tied=tied)
        assert fit == pytest.approx(_correlation(pairs, in_core, tied), abs=1e-9)
        if seed < 20 and fit:
            for actor in range(len(names)):
                in_core[actor] ^= True
                assert _correlation(pairs, in_core, tied) <= fit + 1e-9
                in_core[actor] ^= True


@pytest.mark.parametrize("tied", [True, False])
def test_core_against_every_split(tied: bool) -> None:
    ratios = []
    for seed in range(12):
        graph = nx.gnp_random_graph(7, 0.4, seed=seed)
        splits = [np.array([(mask >> i) & 1 for i in range(7)], dtype=bool) for mask in range(1, 127)]
        best = max(_correlation(graph, split, tied) for split in splits)
        fit = core_periphery(*csr(graph)[:2], tied=tied)[1]
        assert fit <= best + 1e-9
        ratios.append(fit / best)
    assert np.mean(ratios) > 0.95


def test_karate_club_core() -> None:
    # Zachary (1977): the instructor (1) and the administrator (34) with their closest hold the club together
    result = ANALYSIS.run(snapshot_from(nx.karate_club_graph()), QUICK)
    members = [
        dict(zip([c.name for c in result.tables[3].spec.columns], row, strict=True)) for row in result.tables[3].rows
    ]
    core = {int(row["id"]) + 1 for row in members if row["core"]}
    assert core == {1, 2, 3, 33, 34}
    assert len(members) == 34


def test_pattern_fit_by_hand() -> None:
    # 4 nodes, core of 2: ideal ones 1 + 4, zeros 1; 4 pairs: 1 inside, 3 between, 0 outside
    ideal, cells = [1, 1, 1, 1, 1, 0], [1, 1, 1, 1, 0, 0]
    assert pattern_fit(4, 2, 1, 3, 0, True) == pytest.approx(np.corrcoef(ideal, cells)[0, 1])
    assert pattern_fit(4, 0, 0, 0, 4, True) == 0


@pytest.fixture(scope="module")
def roles():
    # four gu alike: an office delegates to a centre, the centre supports six groups, the groups cooperate in a ring
    actors, ties = [], []
    for gu in range(4):
        groups = [f"g{gu}{i}" for i in range(6)]
        actors += [Actor(f"o{gu}", "government"), Actor(f"c{gu}", "intermediary"), *map(Actor, groups)]
        ties += [Tie(f"o{gu}", f"c{gu}", "delegates"), *(Tie(f"c{gu}", name, "supports") for name in groups)]
        ties += [Tie(groups[i], groups[i - 1]) for i in range(6)]
    return snapshot_of([*actors, Actor("alone")], ties)


def test_roles_are_found_across_parts_that_never_meet(roles) -> None:
    result = ANALYSIS.run(roles, {"nulls": 3})
    found = rows(result, 0)
    assert [row["actors"] for row in found.values()] == [24, 4, 4]
    by_id = {row[0]: row[3] for row in result.tables[3].rows}
    assert {by_id[f"g{gu}{i}"] for gu in range(4) for i in range(6)} == {"A"}
    assert len({by_id[f"c{gu}"] for gu in range(4)}) == len({by_id[f"o{gu}"] for gu in range(4)}) == 1
    beside = rows(result, 2)["profile_r2"]
    assert beside["value"] == pytest.approx(1)
    assert beside["expected"] < 0.9
    centre = found[by_id["c0"]]
    assert (centre["kind_share"], centre["mean_degree"]) == (1.0, 7.0)
    assert "중간지원조직" in centre["name"].ko
    assert any("1 actor without ties" in note.en for note in result.notes)
    # offices to centres: 4 arcs of 16; groups in rings: 24 pairs both ways of 24 × 23
    image_rows = {(row[0], row[1]): row for row in result.tables[1].rows}
    assert image_rows[by_id["o0"], by_id["c0"]][2] == pytest.approx(4 / 16)
    assert image_rows["A", "A"][2] == pytest.approx(48 / (24 * 23))


def test_same_partners_part_what_same_roles_join(roles) -> None:
    by_id = {row[0]: row[3] for row in ANALYSIS.run(roles, {**QUICK, "equivalence": "structural"}).tables[3].rows}
    assert len({by_id[f"g{gu}0"] for gu in range(4)}) > 1


def test_planted_blocks_are_recovered() -> None:
    # a stochastic block model in which A and B are tied across, and C inside
    sizes, odds = [30, 30, 30], [[0.02, 0.6, 0.05], [0.6, 0.02, 0.05], [0.05, 0.05, 0.6]]
    graph = nx.stochastic_block_model(sizes, odds, seed=4)
    plain = nx.Graph(graph.edges)
    snapshot = snapshot_from(plain)
    found = partition(snapshot.ties, np.zeros(90), regular=False, blocks=3, seed=1)
    planted = np.array([int(snapshot.node_id[int(i)]) // 30 for i in snapshot.ties.nodes])
    assert len(set(zip(found.block.tolist(), planted.tolist(), strict=True))) == 3
    fit = density_fit(*image(snapshot.ties, found))
    # R² is the squared correlation of the cells with the block densities
    matrix = (snapshot.ties.adjacency.toarray() > 0).astype(float)
    arcs, possible = image(snapshot.ties, found)
    cells = (arcs / possible)[found.block][:, found.block]
    off = ~np.eye(90, dtype=bool)
    assert fit == pytest.approx(np.corrcoef(matrix[off], cells[off])[0, 1] ** 2)


def test_density_fit_against_numpy_on_random_networks() -> None:
    for seed in range(200):
        snapshot, _, _ = random_network(4_000 + seed)
        ties = snapshot.ties
        tied = np.diff(ties.adjacency.indptr) > 0
        block = np.where(tied, np.random.default_rng(seed).integers(2, size=ties.n), -1)
        if len(set(block[tied].tolist())) < 2:
            continue
        arcs, possible = image(ties, Partition(block, 2, 0.0))
        matrix = (ties.arcs().toarray() > 0).astype(float)[tied][:, tied]
        off = ~np.eye(int(tied.sum()), dtype=bool)
        density = np.divide(arcs, possible, out=np.zeros((2, 2)), where=possible > 0)[block[tied]][:, block[tied]]
        fit = density_fit(arcs, possible)
        if math.isnan(fit) or density[off].std() < 1e-12:
            continue
        assert fit == pytest.approx(np.corrcoef(matrix[off], density[off])[0, 1] ** 2, abs=1e-9)


def test_shuffled_ties_keep_neighbours_and_types() -> None:
    snapshot, _, _ = random_network(12)
    ties = snapshot.ties
    drawn = shuffled(ties, 3)
    assert (np.diff(drawn.adjacency.indptr) == np.diff(ties.adjacency.indptr)).all()
    assert (drawn.type == ties.type).all()
    assert (drawn.source != drawn.target).all()


@pytest.mark.parametrize("equivalence", ["regular", "structural"])
@pytest.mark.parametrize(
    ("actors", "ties"), [([], []), (["a"], []), (["a", "b"], []), (["a", "b"], [("a", "b")])], ids=str
)
def test_small_networks_are_answered(actors, ties, equivalence) -> None:
    result = ANALYSIS.run(snapshot_of(actors, ties), {"equivalence": equivalence})
    assert len(result.tables[3].rows) == (len(actors) if ties else 0)
    if not ties:
        assert ("no tie" in result.explanation[0].en) == bool(actors)


@settings(max_examples=15, deadline=None)
@given(networks())
def test_what_holds_for_any_network(network) -> None:
    snapshot, _ = built(network)
    for equivalence in ("regular", "structural"):
        options = {"equivalence": equivalence, "nulls": 1, "limit": 0}
        result = ANALYSIS.run(snapshot, options)
        assert no_number_is_undefined(result)
        assert every_text_is_bilingual(result)
        tied = int((np.diff(snapshot.ties.adjacency.indptr) > 0).sum())
        assert len(result.tables[3].rows) == tied == sum(row[2] for row in result.tables[0].rows)
        for name in ("profile_r2", "density_r2"):
            value = rows(result, 2)[name]["value"]
            assert value is None or -1e-9 <= value <= 1 + 1e-9
        assert result.tables == ANALYSIS.run(snapshot, options).tables


def test_blocks_have_letters() -> None:
    assert [letter(number) for number in (0, 25, 26)] == ["A", "Z", "A2"]


def test_sentences_carry_the_figures(roles) -> None:
    result = ANALYSIS.run(roles, {"nulls": 3})
    text = " ".join(sentence.en for sentence in result.explanation)
    assert "The actors fall into 3 blocks of similar position: A" in text
    assert "explain 100.0% of the differences between profiles" in text
    assert "with partners shuffled" in text


def test_parameters_out_of_bounds_are_refused() -> None:
    with pytest.raises(InvalidParameter):
        ANALYSIS.bind({"blocks": 31})


def test_places_do_not_matter_for_positions() -> None:
    places = [Place("place:1", "city"), Place("place:11", "gu", "place:1")]
    here = snapshot_of([Actor("a", places=("place:11",)), "b", "c"], [("a", "b"), ("b", "c")], places=places)
    nowhere = snapshot_of("abc", [("a", "b"), ("b", "c")])
    assert [row[3] for row in ANALYSIS.run(here).tables[3].rows] == [
        row[3] for row in ANALYSIS.run(nowhere).tables[3].rows
    ]
