"""linkage/intermediaries: brute force on random registers, the null by hand, the demo's gaps, small registers."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.stats import hypergeom

from ecomap.analysis.linkage import intermediaries_tables, mandates
from ecomap.analysis.linkage.intermediaries import ANALYSIS, profiles
from ecomap.analysis.linkage.silos import reach
from ecomap.errors import InvalidParameter
from ecomap.snapshot import grouping
from seed_data.demo import gaps
from tests.unit.analysis.gap.test_demo_gaps import demo  # noqa: F401
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of

CITY, GU = "place:1100000000", ["place:1111000000", "place:1114000000", "place:1117000000"]
PLACES = [Place(CITY, "city"), *(Place(gu, "gu", CITY) for gu in GU)]
FIELDS = ["field:x", "field:y", "field:z"]
KINDS = ("civil_society", "civil_society", "civil_society", "intermediary", "government", "partner")


def named(result, table):
    found = next(t for t in result.tables if t.spec.name == table)
    names = [column.name for column in found.spec.columns]
    return [dict(zip(names, row, strict=True)) for row in found.rows]


def register(seed):
    """Return a random register as a snapshot, its actors by id, and the set of its tied pairs."""
    rng = random.Random(seed)
    actors = {}
    for i in range(rng.randrange(1, 14)):
        kind = rng.choice(KINDS)
        actors[f"a{i:02}"] = Actor(
            f"a{i:02}",
            kind,
            places=tuple(rng.sample(GU, rng.choice([0, 1, 1, 1]))),
            active=tuple(rng.sample([CITY, *GU], rng.choice([0, 1, 2]))) if kind == "intermediary" else (),
            fields=tuple(rng.sample(FIELDS, rng.choice([0, 1, 1, 2]))),
        )
    count = rng.randrange(0, 3 * len(actors)) if len(actors) > 1 else 0
    ties = [Tie(*rng.sample(list(actors), 2), rng.choice(["cooperates", "supports"])) for _ in range(count)]
    pairs = {frozenset((tie.source, tie.target)) for tie in ties}
    return snapshot_of(actors.values(), ties, places=PLACES, fields=FIELDS), actors, pairs


def contacts(pairs, actor):
    return {other for pair in pairs if actor in pair for other in pair - {actor}}


def pairs_across(actors, pairs, broker):
    """Return, from the definition, pairs of clients across fields that one links, and that nobody else links."""
    linked = alone = 0
    for one, two in itertools.combinations(sorted(contacts(pairs, broker)), 2):
        fields = [set(actors[end].fields) for end in (one, two)]
        clients = all(actors[end].kind == "civil_society" for end in (one, two))
        if clients and all(fields) and not fields[0] & fields[1] and frozenset((one, two)) not in pairs:
            linked += 1
            alone += contacts(pairs, one) & contacts(pairs, two) == {broker}
    return linked, alone


def districts_of(actor):
    if actor.active:
        return set(GU) if CITY in actor.active else set(actor.active)
    return set(actor.places)


def sole_pairs(actors, pairs):
    """Return, from the definition, the pairs of fields whose clients only one actor is tied to, and that actor."""
    found = set()
    touched = {
        name: {
            field
            for end in contacts(pairs, name)
            if actors[end].kind == "civil_society"
            for field in actors[end].fields
        }
        for name, actor in actors.items()
        if actor.kind != "government"
    }
    for one, two in itertools.combinations(FIELDS, 2):
        both = [name for name, fields in touched.items() if {one, two} <= fields]
        found |= {(one, two, both[0])} if len(both) == 1 else set()
    return found


def test_figures_are_those_of_the_definition() -> None:
    found_bridges = 0
    for seed in range(200):
        snapshot, actors, pairs = register(seed)
        result = ANALYSIS.run(snapshot, {"limit": 0})
        rows = {row["id"]: row for row in named(result, "profiles")}
        assert set(rows) == {name for name, actor in actors.items() if actor.kind == "intermediary"}
        for name, row in rows.items():
            own, near = actors[name], contacts(pairs, name)
            assert row["contacts"] == len(near)
            assert (row["linked"], row["alone"]) == pairs_across(actors, pairs, name)
            clients = {
                other
                for other, actor in actors.items()
                if actor.kind == "civil_society"
                and set(actor.fields) & set(own.fields)
                and set(actor.places) & districts_of(own)
            }
            tied = {other for other in near if actors[other].kind == "civil_society"}
            figures = (row["clients"], row["served"], row["missed"], row["beyond"])
            assert figures == (len(clients), len(clients & tied), len(clients - tied), len(tied - clients))
            counted = {other for other in near if actors[other].fields} if own.fields else set()
            outside = {other for other in counted if not set(actors[other].fields) & set(own.fields)}
            if counted:
                assert row["e_i"] == pytest.approx((2 * len(outside) - len(counted)) / len(counted))
            else:
                assert row["e_i"] is None
        for cell in named(result, "cells"):
            there = [
                actor
                for actor in actors.values()
                if actor.kind == "intermediary"
                and cell["field_id"] in actor.fields
                and cell["district_id"] in districts_of(actor)
            ]
            assert cell["intermediaries"] == len(there)
        bridges = named(result, "bridges")
        assert {(row["a_id"], row["b_id"], row["id"]) for row in bridges} == sole_pairs(actors, pairs)
        found_bridges += len(bridges)
    assert found_bridges


def test_chance_is_the_hypergeometric_distribution() -> None:
    # an intermediary in x with 3 of 7 groups, 3 of whom work in x, and 1 of 4 partners, 1 of whom works in x
    fields = ["field:x"] * 3 + ["field:y"] * 4
    actors = [Actor("i", "intermediary", fields=("field:x",))]
    actors += [Actor(f"c{i}", fields=(field,)) for i, field in enumerate(fields)]
    actors += [Actor(f"p{i}", "partner", fields=("field:x" if i == 0 else "field:y",)) for i in range(4)]
    snapshot = snapshot_of(actors, [("i", name) for name in ("c0", "c3", "c4", "p1")], fields=FIELDS)
    member = sparse.csr_array(grouping(snapshot, "field").membership[snapshot.ties.nodes])
    ids = [snapshot.node_id[int(node)] for node in snapshot.ties.nodes]
    found = reach(snapshot.ties, member, snapshot.kind[snapshot.ties.nodes], np.array([ids.index("i")]))
    groups, partners = hypergeom(7, 3, 3), hypergeom(4, 1, 1)
    assert (found.inside[0], found.outside[0]) == (1, 3)
    assert found.expected[0] == pytest.approx(groups.mean() + partners.mean())
    assert found.variance[0] == pytest.approx(groups.var() + partners.var())
    assert found.index[0] == pytest.approx(0.5)
    (row,) = named(ANALYSIS.run(snapshot), "system")
    assert row["z"] == pytest.approx((found.expected[0] - 1) / np.sqrt(found.variance[0]))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["field", "district"]))
def test_invariants(seed, by) -> None:
    snapshot, _, _ = register(seed)
    result = ANALYSIS.run(snapshot, {"by": by, "limit": 0})
    for row in named(result, "profiles"):
        assert row["alone"] <= row["linked"]
        assert row["served"] + row["missed"] == row["clients"]
        assert row["e_i"] is None or -1 <= row["e_i"] <= 1
    for row in named(result, "overlaps"):
        assert 0 <= row["clients"] <= 1
        assert 0 <= row["cells"] <= 1
    (system,) = named(result, "system")
    cells = named(result, "cells")
    assert system["cells_none"] == sum(not cell["intermediaries"] for cell in cells)
    assert system["cells_several"] == sum(cell["intermediaries"] >= 2 for cell in cells)
    assert system["reached"] <= system["clients"]
    for table in result.tables:
        assert all(len(row) == len(table.spec.columns) for row in table.rows)
        assert not any(isinstance(cell, float) and cell != cell for row in table.rows for cell in row)  # noqa: PLR0124


def test_the_demo_has_its_sole_bridge_and_its_field_without_intermediary(demo) -> None:  # noqa: F811
    (bridge,) = [gap for gap in gaps() if gap.kind == "sole_bridge"]
    result = ANALYSIS.run(demo, {"limit": 0})
    rows = named(result, "bridges")
    assert [({row["a_id"], row["b_id"]}, row["id"]) for row in rows] == [
        ({f"field:{field}" for field in bridge.fields}, bridge.actors[0])
    ]
    (unserved,) = [gap for gap in gaps() if gap.kind == "field_without_intermediary"]
    nobody = {cell["field_id"] for cell in named(result, "cells") if not cell["intermediaries"]}
    assert nobody == {f"field:{field}" for field in unserved.fields}
    (profile,) = [row for row in named(result, "profiles") if row["id"] == bridge.actors[0]]
    assert profile["sole_groups"] == 1
    one = ANALYSIS.run(demo, {"actor": bridge.actors[0]})
    assert [row["id"] for row in named(one, "profiles")] == [bridge.actors[0]]
    assert f"misses {profile['missed']:,}" in " ".join(text.en for text in one.explanation)
    assert f"{profile['missed']:,}곳을 놓칩니다" in " ".join(text.ko for text in one.explanation)
    missed = named(one, "missed")
    assert [row["others"] for row in missed] == sorted(row["others"] for row in missed)
    assert any("repeat the silos" in text.en for text in result.explanation)


def test_tables_made_some_intermediaries_at_a_time_are_the_whole_ones(monkeypatch) -> None:
    rng = random.Random(5)
    centres = [
        Actor(f"m{i:02}", "intermediary", active=(rng.choice(GU),), fields=tuple(rng.sample(FIELDS, 2)))
        for i in range(12)
    ]
    clients = [Actor(f"c{i:02}", places=(rng.choice(GU),), fields=(rng.choice(FIELDS),)) for i in range(30)]
    ties = [Tie(rng.choice(centres).id, rng.choice(clients).id, "supports") for _ in range(60)]
    snapshot = snapshot_of([*centres, *clients], ties, places=PLACES, fields=FIELDS)
    whole = ANALYSIS.run(snapshot, {"limit": 0})
    monkeypatch.setattr(mandates, "_BLOCK", 5)
    assert ANALYSIS.run(snapshot, {"limit": 0}) == whole
    monkeypatch.setattr(intermediaries_tables, "_MOST_OVERLAPS", 7)
    assert len(named(whole, "overlaps")) > 20
    assert named(ANALYSIS.run(snapshot, {"limit": 0}), "overlaps") == named(whole, "overlaps")[:7]


def test_roles_are_those_of_brokerage_roles() -> None:
    snapshot, _, _ = register(7)
    found = profiles(snapshot, grouping(snapshot, "field"), "civil_society")
    assert found.roles.shape == (len(found.mandates.actors), 6)
    assert np.nansum(found.roles[:, :5]) == pytest.approx(np.nansum(found.roles[:, 5]))


@pytest.mark.parametrize(
    ("snapshot", "says"),
    [
        (snapshot_of(), "No intermediary"),
        (snapshot_of(["a", "b"], [("a", "b")]), "No intermediary"),
        (snapshot_of([Actor("i", "intermediary"), "b"]), "no recorded tie"),
        (snapshot_of([Actor("i", "intermediary"), "b"], [("i", "b")]), "No contact has a recorded"),
    ],
)
def test_small_registers_are_answered(snapshot, says) -> None:
    for by in ("field", "district"):
        assert says in ANALYSIS.run(snapshot, {"by": by}).explanation[0].en


def test_an_actor_that_is_no_intermediary_is_refused() -> None:
    snapshot = snapshot_of([Actor("i", "intermediary"), "b"], [("i", "b")])
    with pytest.raises(InvalidParameter) as refusal:
        ANALYSIS.run(snapshot, {"actor": "b"})
    assert "actor" in str(refusal.value)
