"""cooperation/money: hand-worked figures, a plain cascade, bounds, the demo's deliberate gap."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.analysis.cooperation.money import ANALYSIS
from ecomap.analysis.funding import flows
from ecomap.domain.records import Edge, Node
from ecomap.errors import InvalidParameter
from seed_data.demo import gaps, generate
from tests.unit.analysis.cooperation.tables import assert_whole, rows_of
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of, snapshot_of_records

PLACES = [Place("city", "city"), Place("gu1", "gu", "city", 100), Place("gu2", "gu", "city", 300)]
FEW = {"permutations": 19}


def town():
    actors = [
        Actor("city-hall", "government"),
        Actor("fund", "partner"),
        Actor("a", places=("gu1",)),
        Actor("b", places=("gu2",)),
        Actor("c", places=("gu2",)),
        Actor("d"),
    ]
    ties = [
        Tie("city-hall", "a", "funds", amount=600.0),
        Tie("city-hall", "a", "delegates", amount=200.0),
        Tie("fund", "a", "funds", amount=200.0),
        Tie("a", "b", "funds", amount=300.0),
        Tie("fund", "b", "funds", amount=100.0),
        Tie("b", "c", "funds", amount=50.0),
        Tie("fund", "d", "funds"),
        Tie("fund", "c", "funds", amount=9.0, unit="EUR"),
    ]
    return snapshot_of(actors, ties, places=PLACES)


def test_dependency_by_hand() -> None:
    by_id = {row["id"]: row for row in rows_of(ANALYSIS.run(town(), FEW), "recipients")}
    a = by_id["a"]
    assert (a["received"], a["funders"], a["largest_id"]) == (1000, 2, "city-hall")
    assert a["hhi"] == pytest.approx(0.8**2 + 0.2**2)
    assert (a["largest_share"], a["public_share"]) == (pytest.approx(0.8), pytest.approx(0.8))
    assert by_id["b"]["public_share"] == 0
    assert by_id["c"]["hhi"] == 1
    assert "d" not in by_id  # what it received is not known


def test_what_falls_with_a_funder() -> None:
    # Without city hall, a loses 800 of 1000 and stops; b then loses 300 of 400 and stops; c loses its 50 of 50.
    result = ANALYSIS.run(town(), {**FEW, "without": "city-hall"})
    assert [(r["round"], r["id"], r["lost"], r["falls"]) for r in rows_of(result, "losses")] == [
        (1, "a", 800, True),
        (2, "b", 300, True),
        (3, "c", 50, True),
    ]
    first = rows_of(result, "funders")[0]
    assert (first["id"], first["lost"], first["passed_on"], first["rounds"]) == ("city-hall", 1150, 350, 3)
    assert (first["touched"], first["fallen"], first["emptied"]) == (3, 3, 1)
    patient = ANALYSIS.run(town(), {**FEW, "without": "city-hall", "threshold": 0.8})
    assert [r["id"] for r in rows_of(patient, "losses")] == ["a"]


def test_per_resident_and_what_is_said_about_missing_money() -> None:
    result = ANALYSIS.run(town(), FEW)
    districts = {row["id"]: row for row in rows_of(result, "districts")}
    assert districts["gu1"]["per_resident"] == 10
    assert districts["gu2"]["per_resident"] == 1.5
    assert districts["gu1"]["ratio"] == pytest.approx(10 / (1450 / 400))
    said = " ".join(note.en for note in result.notes)
    assert "1 funding ties have no amount" in said
    assert "1 funding ties in other currencies (EUR)" in said


def test_only_the_chosen_money() -> None:
    delegated = ANALYSIS.run(town(), {**FEW, "types": "delegates"})
    assert [row["received"] for row in rows_of(delegated, "recipients")] == [200]
    in_euro = ANALYSIS.run(town(), {**FEW, "unit": "EUR"})
    assert [(row["id"], row["received"]) for row in rows_of(in_euro, "recipients")] == [("c", 9)]


def plain_cascade(arcs: dict[tuple[int, int], float], steady: set[int], threshold: float, giver: int):
    income = {}
    for (_, j), amount in arcs.items():
        income[j] = income.get(j, 0.0) + amount
    stopped = {giver}
    while True:
        lost = {}
        for (i, j), amount in arcs.items():
            if i in stopped and j != giver:
                lost[j] = lost.get(j, 0.0) + amount
        fallen = {j for j in lost if lost[j] > threshold * income[j] * (1 + 1e-9)}
        if (fallen - steady) <= stopped:
            return lost, fallen
        stopped |= fallen - steady


def test_cascades_equal_a_plain_one_on_random_graphs() -> None:
    for seed in range(200):
        rng = random.Random(seed)
        n = rng.randrange(2, 12)
        arcs = {}
        for _ in range(rng.randrange(0, 4 * n)):
            i, j = rng.sample(range(n), 2)
            arcs[i, j] = float(rng.randrange(1, 9))
        steady = {i for i in range(n) if rng.random() < 0.2}
        threshold = rng.choice([0.0, 0.3, 0.5, 1.0])
        actors = [Actor(f"a{i:02}", "government" if i in steady else "civil_society") for i in range(n)]
        ties = [Tie(f"a{i:02}", f"a{j:02}", "funds", amount=amount) for (i, j), amount in arcs.items()]
        snapshot = snapshot_of(actors, ties)
        found = {r["id"]: r for r in rows_of(ANALYSIS.run(snapshot, {**FEW, "threshold": threshold}), "funders")}
        assert set(found) == {f"a{i:02}" for i, _ in arcs}
        for giver in {i for i, _ in arcs}:
            lost, fallen = plain_cascade(arcs, steady, threshold, giver)
            row = found[f"a{giver:02}"]
            assert row["lost"] == pytest.approx(sum(lost.values()))
            assert (row["touched"], row["fallen"]) == (len(lost), len(fallen))
        if arcs:
            giver = rng.choice(sorted(arcs))[0]
            lost, _ = plain_cascade(arcs, steady, threshold, giver)
            detail = ANALYSIS.run(snapshot, {**FEW, "threshold": threshold, "without": f"a{giver:02}"})
            assert {r["id"]: r["lost"] for r in rows_of(detail, "losses")} == pytest.approx(
                {f"a{j:02}": v for j, v in lost.items()}
            )


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(1, 1e6)), max_size=30),
    st.lists(st.sets(st.sampled_from(["gu1", "gu2"])), min_size=8, max_size=8),
)
def test_bounds_and_sums(ends: list[tuple[int, int, float]], seats: list[set[str]]) -> None:
    ties = [Tie(f"a{i}", f"a{j}", "funds", amount=amount) for i, j, amount in ends if i != j]
    actors = [Actor(f"a{i}", places=tuple(sorted(seat))) for i, seat in enumerate(seats)]
    result = ANALYSIS.run(snapshot_of(actors, ties, places=PLACES), {**FEW, "limit": 10_000})
    assert_whole(result, ANALYSIS)
    total = sum(tie.amount for tie in ties)
    recipients = rows_of(result, "recipients")
    assert sum(row["received"] for row in recipients) == pytest.approx(total)
    assert all(1 / row["funders"] - 1e-9 <= row["hhi"] <= 1 + 1e-9 for row in recipients)
    assert all(row["largest_share"] ** 2 - 1e-9 <= row["hhi"] <= row["largest_share"] + 1e-9 for row in recipients)
    assert sum(row["given"] for row in rows_of(result, "funders")) == pytest.approx(total)
    for row in rows_of(result, "inequality"):
        assert 0 <= row["gini"] < 1
        assert row["within"] + row["between"] == pytest.approx(row["theil"], abs=1e-9)
    inside = sum(row["received"] for row in rows_of(result, "districts"))
    assert inside <= total * (1 + 1e-9)


def test_the_share_between_districts_is_no_surprise_where_districts_mean_nothing() -> None:
    # Under the null, p-values of a permutation test are uniform: about a tenth of them lies at or below 0.1.
    rng = np.random.default_rng(3)
    small = []
    for _ in range(120):
        actors = [Actor("f", "partner")] + [Actor(f"a{i}", places=(f"gu{1 + i % 2}",)) for i in range(10)]
        amounts = rng.lognormal(0, 1, 10).tolist()
        ties = [Tie("f", f"a{i}", "funds", amount=amount) for i, amount in enumerate(amounts)]
        result = ANALYSIS.run(snapshot_of(actors, ties, places=PLACES), {"permutations": 39, "seed": 5})
        small.append(rows_of(result, "inequality")[0]["p"])
    assert 0.03 <= np.mean(np.array(small) <= 0.1) <= 0.2
    assert np.mean(small) == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(
    "snapshot",
    [snapshot_of(), snapshot_of(["a"]), snapshot_of(["a", "b"], [("a", "b")]), snapshot_of(["a"], places=PLACES)],
)
def test_no_money_gives_a_reason(snapshot) -> None:
    result = ANALYSIS.run(snapshot, FEW)
    assert_whole(result, ANALYSIS)
    assert "No funding tie has an amount" in result.explanation[0].en


def test_an_unknown_funder_and_parameters_out_of_bounds_are_refused() -> None:
    for raw in ({"without": "nobody"}, {"without": "gu1"}, {"threshold": 1.5}, {"unit": "JPY"}, {"permutations": 1}):
        with pytest.raises(InvalidParameter):
            ANALYSIS.run(town(), raw)
    result = ANALYSIS.run(town(), {**FEW, "without": "c"})
    assert "gives no recorded money" in result.explanation[-1].en


def test_amounts_of_one_pair_add_up() -> None:
    money = flows(town())
    assert money.total == 1450
    assert money.counted == 6
    assert int(money.unknown.sum()) == 1


def test_the_demo_has_twenty_organisations_on_one_funder() -> None:
    generated = generate()
    (gap,) = [gap for gap in gaps() if gap.kind == "single_funder"]
    ids = {end for row in generated.ties for end in (row["source"], row["target"])}
    nodes = [Node(i, "civil_society", i, i) for i in sorted(ids)]
    edges = [
        Edge("", row["type"], row["source"], row["target"], amount=float(row["amount"]), unit=row["unit"])
        for row in generated.ties
        if row["type"] in ("funds", "delegates")
    ]
    result = ANALYSIS.run(snapshot_of_records(nodes, edges), {**FEW, "without": gap.actors[0]})
    emptied = [row for row in rows_of(result, "losses") if row["share"] == 1]
    assert len(emptied) == gap.count
    funder = next(row for row in rows_of(result, "funders") if row["id"] == gap.actors[0])
    assert funder["only"] == gap.count
