"""cooperation/change: hand-worked years, a plain implementation of everything, chance, invariants."""

from __future__ import annotations

import random
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.analysis.cooperation.change import ANALYSIS
from ecomap.analysis.cooperation.formation import formation
from ecomap.analysis.cooperation.periods import Relations, chance_external
from ecomap.errors import InvalidParameter
from ecomap.snapshot import grouping
from tests.unit.analysis.cooperation.tables import assert_whole, rows_of
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of

FEW = {"shuffles": 19}
UNDIRECTED = {"cooperates", "shares_resource"}


def town():
    actors = [
        Actor("a", fields=("field:x",), places=("gu",)),
        Actor("b", fields=("field:x",)),
        Actor("c", fields=("field:y",)),
        Actor("d", founded="2021-01-01"),
    ]
    ties = [
        Tie("a", "b", since="2019-03-01", until="2020-06-30"),
        Tie("a", "b", "supports", since="2020-01-01"),
        Tie("a", "c", since="2019-05-01", until="2019-12-31"),
        Tie("b", "c", "funds", since="2020-02-01", until="2020-02-01"),
        Tie("c", "a", "funds"),
    ]
    return snapshot_of(actors, ties, fields=["field:x", "field:y"], places=[Place("gu", "gu")])


def test_years_by_hand() -> None:
    result = ANALYSIS.run(town(), FEW)
    first, second = rows_of(result, "years")
    assert (first["year"], first["relations"], first["new"], first["actors"]) == (2019, 2, None, 3)
    assert (second["new"], second["kept"], second["ended"]) == (1, 1, 1)
    assert second["jaccard"] == pytest.approx(1 / 3)
    assert (second["ties"], second["density"], second["mean_degree"]) == (3, pytest.approx(2 / 3), pytest.approx(4 / 3))
    assert (first["e_i"], second["e_i"]) == (0, 0)  # one pair inside field x, one between x and y
    assert any("1 ties have no start" in note.en for note in result.notes)
    whole, gu = rows_of(result, "turnover")
    assert (whole["first"], whole["second"], gu["kept"], gu["ended"]) == (2, 2, 1, 1)
    changes = {(row["change"].en, row["source_id"], row["target_id"]) for row in rows_of(result, "changes")}
    assert changes == {("New", "b", "c"), ("Ended", "a", "c")}


def test_two_days_and_typed_relationships() -> None:
    result = ANALYSIS.run(town(), {**FEW, "first": "2019-12-31", "second": "2020-07-01"})
    whole = rows_of(result, "turnover")[0]
    assert (whole["first"], whole["second"], whole["kept"]) == (2, 1, 1)
    typed = ANALYSIS.run(town(), {**FEW, "first": "2019", "second": "2020", "by": "type"})
    by_type = {row["group_id"]: row for row in rows_of(typed, "turnover")}
    assert (by_type["cooperates"]["first"], by_type["cooperates"]["kept"], by_type["cooperates"]["ended"]) == (2, 1, 1)
    assert (by_type["supports"]["new"], by_type["funds"]["new"]) == (1, 1)


def random_ties(seed: int):
    rng = random.Random(seed)
    n = rng.randrange(2, 9)
    ties = []
    for _ in range(rng.randrange(0, 30)):
        a, b = rng.sample(range(n), 2)
        start = date(2015 + rng.randrange(6), rng.randrange(1, 4), 1)
        end = date(start.year + rng.randrange(3), 12, 31)
        since = start.isoformat() if rng.random() < 0.9 else ""
        until = end.isoformat() if rng.random() < 0.7 else ""
        ties.append(Tie(f"a{a}", f"a{b}", rng.choice(["cooperates", "funds", "refers"]), since=since, until=until))
    return snapshot_of([f"a{i}" for i in range(n)], ties), ties


def test_years_and_formation_equal_a_plain_implementation() -> None:
    for seed in range(200):
        snapshot, ties = random_ties(seed)
        dated = [tie for tie in ties if tie.since]
        if not dated:
            continue
        result = ANALYSIS.run(snapshot, {**FEW, "by": "kind"})
        before = None
        for row in rows_of(result, "years"):
            year = str(row["year"])
            held = {
                frozenset((t.source, t.target))
                for t in dated
                if t.since <= f"{year}-12-31" and (not t.until or t.until >= f"{year}-01-01")
            }
            assert row["relations"] == len(held)
            if before:
                assert (row["new"], row["kept"], row["ended"]) == (
                    len(held - before),
                    len(held & before),
                    len(before - held),
                )
            before = held
        relations = Relations(snapshot)
        formed = formation(relations, 2015, 2030, 1, 1)
        expected = plain_formation(dated)
        assert formed.events.tolist() == expected[0]
        assert formed.observed.tolist() == pytest.approx(expected[1], nan_ok=True)


def plain_formation(ties: list[Tie]):
    repeated, returned, closed, first, directed = 0, 0, 0, 0, 0
    for tie in ties:
        earlier = [t for t in ties if t.since < tie.since]
        pairs = {frozenset((t.source, t.target)) for t in earlier}
        tied = frozenset((tie.source, tie.target)) in pairs
        repeated += tied
        if tie.type not in UNDIRECTED:
            directed += 1
            returned += any(
                t.type not in UNDIRECTED and (t.source, t.target) == (tie.target, tie.source) for t in earlier
            )
        if not tied:
            first += 1
            ends = {end for pair in pairs for end in pair}
            closed += any(frozenset((k, tie.source)) in pairs and frozenset((k, tie.target)) in pairs for k in ends)
    hits, events = [repeated, returned, closed], [len(ties), directed, first]
    return events, [h / e if e else float("nan") for h, e in zip(hits, events, strict=True)]


def test_formation_at_random_is_no_surprise() -> None:
    # All ties are drawn at random, so p-values of any of the three rates must not pile up near 0.
    p = []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        ties = [
            Tie(f"a{a:02}", f"a{b:02}", "refers", since=f"{2015 + i // 30}-01-{1 + i % 28:02}")
            for i, (a, b) in enumerate(rng.integers(15, size=(90, 2)).tolist())
            if a != b
        ]
        formed = formation(Relations(snapshot_of([f"a{i:02}" for i in range(15)], ties)), 2015, 2017, 19, seed)
        p.append(formed.p)
    small = np.nanmean(np.array(p) <= 0.1, axis=0)
    assert (small <= 0.25).all()
    assert (np.abs(np.nanmean(np.array(p), axis=0) - 0.5) < 0.15).all()


def test_triads_that_close_on_purpose_are_found() -> None:
    ties = []
    for k in range(12):
        x, y, z = f"x{k:02}", f"y{k:02}", f"z{k:02}"
        ties += [Tie(x, y, since="2015-01-01"), Tie(y, z, since="2015-01-01"), Tie(x, z, since="2016-01-01")]
    actors = sorted({end for tie in ties for end in (tie.source, tie.target)})
    result = ANALYSIS.run(snapshot_of(actors, ties), {**FEW, "from_year": 2016})
    closing = rows_of(result, "formation")[2]
    assert (closing["events"], closing["observed"], closing["p"]) == (12, 1.0, 0.05)
    assert closing["chance"] < 0.3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sets(st.sampled_from(["field:x", "field:y", "field:z"])), min_size=0, max_size=9))
def test_chance_is_the_share_of_pairs_without_a_common_field(groups: list[set[str]]) -> None:
    actors = [Actor(f"a{i}", fields=tuple(sorted(group))) for i, group in enumerate(groups)]
    snapshot = snapshot_of(actors, fields=["field:x", "field:y", "field:z"])
    pairs = list(combinations([group for group in groups if group], 2))
    expected = sum(not a & b for a, b in pairs) / len(pairs) if pairs else float("nan")
    assert chance_external(snapshot, grouping(snapshot, "field")) == pytest.approx(expected, nan_ok=True)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["district", "field", "kind", "level", "type"]))
def test_counts_add_up(seed: int, by: str) -> None:
    snapshot, _ = random_ties(seed)
    result = ANALYSIS.run(snapshot, {**FEW, "by": by, "count": "typed"})
    assert_whole(result, ANALYSIS)
    for row in rows_of(result, "turnover"):
        assert row["first"] == row["kept"] + row["ended"]
        assert row["second"] == row["kept"] + row["new"]
        assert row["jaccard"] is None or 0 <= row["jaccard"] <= 1
    if by == "type":
        whole, *parts = rows_of(result, "turnover")
        assert sum(row["second"] for row in parts) == whole["second"]


@pytest.mark.parametrize("snapshot", [snapshot_of(), snapshot_of(["a"]), snapshot_of(["a", "b"], [("a", "b")])])
def test_no_dates_give_a_reason(snapshot) -> None:
    result = ANALYSIS.run(snapshot, FEW)
    assert_whole(result, ANALYSIS)
    assert "No tie has a start" in result.explanation[0].en


@pytest.mark.parametrize(
    "raw",
    [
        {"first": "yesterday"},
        {"first": "2021", "second": "2020"},
        {"first": "2020", "second": "2020-05"},
        {"from_year": 2020, "to_year": 2019},
        {"shuffles": 1},
        {"by": "moon"},
    ],
)
def test_dates_in_the_wrong_order_and_values_out_of_bounds_are_refused(raw: dict[str, object]) -> None:
    with pytest.raises(InvalidParameter):
        ANALYSIS.run(town(), raw)
