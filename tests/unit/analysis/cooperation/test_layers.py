"""cooperation/layers: published networks, planted associations, the limit of actors, graphs with nothing to say."""

from __future__ import annotations

import random

import networkx as nx
import numpy as np
import pytest

from ecomap.analysis.cooperation.layers import ANALYSIS
from ecomap.errors import InvalidParameter
from tests.unit.analysis.cooperation.tables import assert_whole, rows_of
from tests.unit.analysis.cooperation.test_pairs import BUSINESS
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of

FEW = {"permutations": 99}


def test_florentine_marriage_and_business() -> None:
    # UCINET's example: marriage and business of the 16 families of 1430 correlate by Pearson 0.372.
    marriage = list(nx.florentine_families_graph().edges)
    families = {name for pair in [*marriage, *BUSINESS] for name in pair} | {"Pucci"}
    ties = [Tie(a, b, "cooperates") for a, b in marriage] + [Tie(a, b, "shares_resource") for a, b in BUSINESS]
    result = ANALYSIS.run(snapshot_of(sorted(families), ties), {**FEW, "permutations": 499})
    row = next(r for r in rows_of(result, "correlations") if r["second_id"] == "shares_resource")
    assert row["r"] == pytest.approx(0.372, abs=5e-4)
    assert (row["first_pairs"], row["second_pairs"], row["both"]) == (20, 15, 8)
    assert row["expected"] == pytest.approx(20 * 15 / 120)
    assert row["p"] < 0.02
    (model,) = rows_of(result, "model")
    assert (model["actors"], model["dyads"], model["pairs"]) == (16, 120, 20)
    # one predictor that varies (nobody has a field or district, all are of one kind): R² is the square of r
    assert [r["name"] for r in rows_of(result, "regression")] == ["shares_resource"]
    assert model["r_squared"] == pytest.approx(row["r"] ** 2)


def planted(seed: int):
    """Return a snapshot in which cooperation follows the field, funding follows cooperation, and referral nothing."""
    rng = random.Random(seed)
    fields = [f"field:{k}" for k in range(3)]
    actors = [
        Actor(f"a{i:02}", rng.choice(["civil_society", "government"]), (f"gu{i % 2}",), (), (fields[i % 3],))
        for i in range(36)
    ]
    ties = []
    for i in range(36):
        for j in range(i):
            if rng.random() < (0.4 if i % 3 == j % 3 else 0.05):
                ties.append(Tie(f"a{i:02}", f"a{j:02}"))
                if rng.random() < 0.5:
                    ties.append(Tie(f"a{j:02}", f"a{i:02}", "funds"))
            if rng.random() < 0.1:
                ties.append(Tie(f"a{i:02}", f"a{j:02}", "refers"))
    return snapshot_of(actors, ties, fields=fields, places=[Place("gu0", "gu"), Place("gu1", "gu")])


def test_what_is_planted_is_found_and_the_rest_is_not() -> None:
    result = ANALYSIS.run(planted(1), FEW)
    assert_whole(result, ANALYSIS)
    p = {row["name"]: row["p"] for row in rows_of(result, "regression")}
    assert p["same_field"] <= 0.02
    assert p["funds"] <= 0.02
    assert p["refers"] > 0.02
    assert p["same_district"] > 0.02
    explained_by_cooperation = ANALYSIS.run(planted(1), {**FEW, "dependent": "funds"})
    p = {row["name"]: row["p"] for row in rows_of(explained_by_cooperation, "regression")}
    assert p["cooperates"] <= 0.02
    assert p["same_field"] > 0.02  # funding follows cooperation, which follows the field: nothing is left for the field


def test_equal_seeds_give_equal_results() -> None:
    first, second = (ANALYSIS.run(planted(2), {**FEW, "seed": 7}) for _ in range(2))
    assert first == second
    other = ANALYSIS.run(planted(2), {**FEW, "seed": 8})
    assert [r["r"] for r in rows_of(other, "correlations")] == [r["r"] for r in rows_of(first, "correlations")]


def test_only_the_best_connected_are_looked_at_and_it_is_said() -> None:
    result = ANALYSIS.run(planted(3), {**FEW, "actors": 20})
    (model,) = rows_of(result, "model")
    assert model["actors"] == 20
    assert any("16 are left out" in note.en for note in result.notes)


def test_coefficients_equal_least_squares() -> None:
    snapshot = planted(4)
    ties, n = snapshot.ties, snapshot.ties.n
    upper = np.triu_indices(n, 1)
    layer = {}
    for name in ("cooperates", "funds", "refers"):
        matrix = np.zeros((n, n))
        chosen = ties.type == snapshot.types.index(name)
        matrix[ties.source[chosen], ties.target[chosen]] = 1.0
        layer[name] = np.maximum(matrix, matrix.T)[upper]
    number, kind = np.arange(n), snapshot.kind[ties.nodes]
    layer["same_field"], layer["same_district"], layer["same_kind"] = (
        (code[:, None] == code[None, :])[upper].astype(float) for code in (number % 3, number % 2, kind)
    )
    names = [name for name in layer if name != "cooperates"]
    design = np.column_stack([np.ones(len(upper[0])), *(layer[name] for name in names)])
    b = np.linalg.lstsq(design, layer["cooperates"], rcond=None)[0]
    found = {row["name"]: row["coefficient"] for row in rows_of(ANALYSIS.run(snapshot, FEW), "regression")}
    assert found == pytest.approx(dict(zip(names, b[1:], strict=True)))


@pytest.mark.parametrize(
    "snapshot",
    [
        snapshot_of(),
        snapshot_of(["a"]),
        snapshot_of(["a", "b"]),
        snapshot_of(["a", "b"], [("a", "b")]),
        snapshot_of(["a", "b", "c"], [("a", "b", "funds"), ("b", "c")]),
        snapshot_of([Actor("a", fields=("f",)), Actor("b", fields=("f",))], [("a", "b", "funds")], fields=["f"]),
    ],
)
def test_little_to_compare_gives_an_answer_or_a_reason(snapshot) -> None:
    assert_whole(ANALYSIS.run(snapshot, {"permutations": 19}), ANALYSIS)


def test_parameters_out_of_bounds_are_refused() -> None:
    for raw in ({"dependent": "loves"}, {"permutations": 3}, {"actors": 1}):
        with pytest.raises(InvalidParameter):
            ANALYSIS.bind(raw)
