"""linkage/cohesion: by hand, small networks, published figures, invariants and the sentences."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from ecomap.analysis.kernels.rewiring import rewired
from ecomap.analysis.linkage.cohesion import ANALYSIS
from ecomap.analysis.linkage.structure import compare
from ecomap.errors import InvalidParameter
from tests.unit.analysis.graphs import Actor, Place, snapshot_from, snapshot_of
from tests.unit.analysis.linkage.reading import figures, rows
from tests.unit.analysis.linkage.test_invariants import built, every_text_is_bilingual, networks, no_number_is_undefined

QUICK = {"nulls": 0}


@pytest.fixture
def chained():
    # a triangle a b c; c – d is a bridge to the pair d e, in a field and a gu of their own; f alone
    places = [Place("place:1", "city"), *(Place(f"place:{i}", "gu", "place:1") for i in (11, 12))]
    actors = [Actor(name, places=("place:11",), fields=("field:care",)) for name in "abc"]
    actors += [Actor("d", "intermediary", ("place:11",), fields=("field:care",))]
    actors += [Actor("e", places=("place:12",), fields=("field:art",)), Actor("f")]
    ties = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "c", "funds"), ("d", "e"), ("a", "a")]
    return snapshot_of(actors, ties, places=places, fields=["field:care", "field:art"])


def test_breaks_by_hand(chained) -> None:
    result = ANALYSIS.run(chained, QUICK)
    found = figures(result)
    assert (found["components"], found["largest"]) == (2, 5)
    assert (found["articulation_points"], found["bridges"], found["hanging"]) == (2, 2, 4)
    first, second = rows(result, 1).values()
    # without c: {a, b} and {d, e}, the tie goes to the side above c; without d: e alone is off
    assert (first["id"], first["pieces"], first["cut_off"]) == ("c", 2, 2)
    assert (second["id"], second["pieces"], second["cut_off"]) == ("d", 2, 1)
    assert (second["fields_lost"].en, second["districts_lost"].en) == ("field:art name", "place:12 name")
    first, second = rows(result, 2).values()
    assert (first["id_a"], first["id_b"], first["ties"], first["cut_off"]) == ("c", "d", 2, 2)
    assert (second["id_a"], second["id_b"], second["ties"], second["cut_off"]) == ("d", "e", 1, 1)
    assert [row[:3] for row in result.tables[4].rows] == [(0, 1, 6), (1, 2, 5), (2, 3, 3)]


def test_sentences_carry_the_figures(chained) -> None:
    result = ANALYSIS.run(chained, QUICK)
    text = " ".join(sentence.en for sentence in result.explanation)
    assert "2 actors would cut others off by going" in text
    assert "c name – d name (2 ties; without it 2 actors fall off" in text
    assert "fields that lose their link: field:art name" in text
    assert "3 actors (50.0%) are tied to at least 2 of each other" in text
    notes = " ".join(note.en for note in result.notes)
    assert "1 tie of an actor with itself" in notes
    assert "no comparison with random networks" in notes
    assert "1 actor without recorded district" in notes


def test_florentine_marriages() -> None:
    result = ANALYSIS.run(snapshot_from(nx.florentine_families_graph()), QUICK)
    # Padgett and Ansell (1993), fig. 2a: the Acciaiuoli, the Pazzi by the Salviati, the Ginori and the Lamberteschi
    # hang on one family each
    assert {row["id"] for row in rows(result, 1).values()} == {"Medici", "Guadagni", "Albizzi", "Salviati"}
    pairs = {frozenset((row["id_a"], row["id_b"])) for row in rows(result, 2).values()}
    ends = ["Medici Acciaiuoli", "Medici Salviati", "Salviati Pazzi", "Albizzi Ginori", "Guadagni Lamberteschi"]
    assert pairs == {frozenset(pair.split()) for pair in ends}
    first = next(iter(rows(result, 1).values()))
    assert (first["id"], first["cut_off"], first["pieces"]) == ("Medici", 3, 3)


def test_karate_club() -> None:
    result = ANALYSIS.run(snapshot_from(nx.karate_club_graph()), {"nulls": 40})
    # KONECT (Kunegis, 2013, doi:10.1145/2487788.2488173), konect.cc/networks/ucidata-zachary: assortativity
    # −0.475613, clustering coefficient 0.255682
    assert rows(result, 3)["degree"]["r"] == pytest.approx(-0.475613, abs=5e-7)
    summary = rows(result, 0)
    assert summary["transitivity"]["value"] == pytest.approx(0.255682, abs=5e-7)
    # Humphries and Gurney (2008) call a network small-world where σ > 1
    assert summary["sigma"]["value"] > 1
    assert summary["clustering"]["p"] <= 2 / 41 + 0.05


@pytest.mark.parametrize(("actors", "ties"), [([], []), (["a"], []), (["a", "b"], []), (["a"], [("a", "a")])], ids=str)
def test_networks_without_ties_are_answered(actors, ties) -> None:
    result = ANALYSIS.run(snapshot_of(actors, ties))
    found = figures(result)
    assert (found["actors"], found["components"], found["bridges"]) == (len(actors), len(actors), 0)
    assert found["mean_path"] is None
    assert found["sigma"] is None
    assert ("no tie" in result.explanation[0].en) == bool(actors)


def test_a_ring_has_no_weak_spot() -> None:
    result = ANALYSIS.run(snapshot_from(nx.cycle_graph(6)), QUICK)
    assert result.tables[1].rows == result.tables[2].rows == ()
    assert "Whichever one actor goes" in result.explanation[1].en


def test_long_chains_do_not_recurse() -> None:
    result = ANALYSIS.run(snapshot_from(nx.path_graph(3_000)), {"nulls": 0, "limit": 1})
    assert figures(result)["articulation_points"] == 2_998
    assert rows(result, 2)[1]["cut_off"] == 1_500


def test_shuffled_partners_keep_degrees_and_stay_simple() -> None:
    graph = nx.barabasi_albert_graph(200, 3, seed=1)
    low, high = np.array(sorted(tuple(sorted(edge)) for edge in graph.edges)).T
    degree = np.bincount(np.concatenate([low, high]), minlength=200)
    for seed in range(20):
        drawn = rewired(low, high, 200, seed)
        assert (np.bincount(np.concatenate(drawn), minlength=200) == degree).all()
        assert (drawn[0] < drawn[1]).all()
        assert len(set(zip(*(ends.tolist() for ends in drawn), strict=True))) == len(low)
    again = rewired(low, high, 200, 19)
    assert (again[0] == drawn[0]).all()
    assert (again[1] == drawn[1]).all()


def test_shuffled_partners_reach_every_graph_alike() -> None:
    # two pairs of four nodes can be matched in three ways; 3,000 draws, 1,000 each expected, deviation 26
    pairs = [rewired(np.array([0, 2]), np.array([1, 3]), 4, seed) for seed in range(3_000)]
    partner = [int(high[low.tolist().index(0)]) for low, high in pairs]
    assert all(abs(partner.count(node) - 1_000) < 105 for node in (1, 2, 3))


def test_p_and_z_by_hand() -> None:
    beside = compare(4.0, [1.0, 2.0, 3.0])
    assert (beside.mean, beside.deviation, beside.z) == (2.0, 1.0, 2.0)
    assert beside.p == pytest.approx(2 * 1 / 4)
    assert compare(2.0, [2.0, 2.0]).z is None
    assert compare(2.0, [2.0, 2.0]).p == 1
    assert compare(float("nan"), [1.0]).observed is None
    assert compare(1.0, []).mean is None


@settings(max_examples=30, deadline=None)
@given(networks())
def test_what_holds_for_any_network(network) -> None:
    snapshot, _ = built(network)
    result = ANALYSIS.run(snapshot, {"nulls": 2})
    assert no_number_is_undefined(result)
    assert every_text_is_bilingual(result)
    assert sum(row[1] for row in result.tables[4].rows) == snapshot.ties.n
    for table in (1, 2):
        for row in rows(result, table).values():
            assert 0 < row["cut_off"] < figures(result)["largest"]
    assert result.tables == ANALYSIS.run(snapshot, {"nulls": 2}).tables


def test_parameters_out_of_bounds_are_refused() -> None:
    with pytest.raises(InvalidParameter):
        ANALYSIS.bind({"nulls": 1_001})
