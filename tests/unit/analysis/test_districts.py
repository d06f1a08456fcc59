"""Figures of districts against sums by hand and against the analyses that count the same."""

from __future__ import annotations

import numpy as np
import pytest

from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.districts import FIGURES, between_districts, city_figures, district_figures
from ecomap.snapshot import Snapshot
from tests.support.builders import actor, link, place, snapshot_of, tie

NAMES = [column.name for column in FIGURES]


def example() -> Snapshot:
    """Return two gu, a dong in the first, five actors: ``both`` sits in two gu, ``city`` in none."""
    return snapshot_of(
        place("place:1", population=20_000),
        place("place:2"),
        place("place:11", level="dong"),
        link("part_of", "place:11", "place:1"),
        *(actor(name) for name in ("a", "b", "c", "both", "city")),
        link("located_in", "a", "place:11"),
        link("located_in", "b", "place:1"),
        link("located_in", "c", "place:2"),
        link("located_in", "both", "place:1"),
        link("located_in", "both", "place:2"),
        tie("a", "b"),
        tie("a", "c"),
        tie("a", "c", "refers"),
        tie("b", "city"),
        tie("both", "c"),
        tie("c", "a", "funds", amount=100.0, unit="KRW"),
        tie("a", "b", "funds", amount=40.0, unit="KRW"),
        tie("a", "c", "delegates", amount=7.0, unit="persons"),
        tie("city", "a", "funds", amount=30.0, unit="KRW"),
    )


def test_ties_and_money_are_added_up_by_hand() -> None:
    found = between_districts(example())
    assert found.ids == ("place:1", "place:2")
    # Inside 1: a-b twice. Between: a-c four times and half of both-c; the other half is inside 2.
    assert found.ties.tolist() == [[2.0, 4.5], [4.5, 0.5]]
    assert found.money.tolist() == [[40.0, 0.0], [100.0, 0.0]]
    assert found.other_ties == 2.0
    assert found.other_money == 30.0


def test_figures_follow_and_missing_bases_give_none() -> None:
    found = district_figures(example(), {"place:2": 4.0})
    first, second = (dict(zip(NAMES, found[name], strict=True)) for name in ("place:1", "place:2"))
    assert (first["actors"], first["per_10k"], first["per_km2"]) == (3, 1.5, None)
    assert (second["actors"], second["per_10k"], second["per_km2"]) == (2, None, 0.5)
    assert (first["ties_inside"], first["ties_out"], first["partners"]) == (2.0, 4.5, 1)
    assert (first["money_in"], first["money_out"], first["money_inside"]) == (100.0, 0.0, 40.0)
    assert (second["money_in"], second["money_out"]) == (0.0, 100.0)


def test_the_whole_city_counts_an_actor_once_and_knows_what_its_districts_know() -> None:
    found = city_figures(example(), {"place:1", "place:2"}, {"place:2": 4.0})
    assert found == {"actors": 4, "ties_inside": 2.5, "money_inside": 40.0}
    found = city_figures(example(), {"place:1"}, {"place:1": 2.0})
    assert found == {"actors": 3, "per_10k": 1.5, "per_km2": 1.5, "ties_inside": 2.0, "money_inside": 40.0}


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_and_the_matrix_says_the_same(seed: int) -> None:
    random = np.random.default_rng(seed)
    names = [f"a{i}" for i in range(40)]
    ends = {tuple(sorted(random.choice(40, 2, replace=False).tolist())) for _ in range(120)}
    snapshot = snapshot_of(
        *(place(f"place:{i}") for i in range(4)),
        *map(actor, names),
        *(link("located_in", name, f"place:{random.integers(4)}") for name in names[:35]),
        *(tie(names[i], names[j]) for i, j in ends),
    )
    found = between_districts(snapshot)
    assert np.triu(found.ties).sum() + found.other_ties == pytest.approx(snapshot.ties.m)
    groups = catalogue()["cooperation/matrix"].run(snapshot, {"by": "district"}).tables[1]
    inside = {row[0]: row[3] for row in groups.rows}
    outside = {row[0]: row[4] for row in groups.rows}
    for i, name in enumerate(found.ids):
        assert found.ties[i, i] == pytest.approx(inside[name])
        assert found.ties[i].sum() - found.ties[i, i] == pytest.approx(outside[name])


def test_a_register_without_districts_or_ties_has_no_figures() -> None:
    assert district_figures(snapshot_of(actor("a")), {}) == {}
    (alone,) = district_figures(snapshot_of(actor("a"), place("place:1")), {}).values()
    assert alone[NAMES.index("actors")] == 0
