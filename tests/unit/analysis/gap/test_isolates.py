"""gaps/isolates on small networks whose answer is plain, and against a plain reading of its definition."""

import random

import pytest

from ecomap.analysis.gap.isolates import ANALYSIS
from ecomap.analysis.gap.isolates_record import SCOPES
from tests.unit.analysis.gap.reading import assert_sound, rows
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of

CITY, GU, OTHER = "place:1100000000", "place:1144000000", "place:1168000000"
HOUSING, YOUTH = "field:housing", "field:youth"
PLACES = [Place(CITY, "city"), Place(GU, "gu", CITY), Place(OTHER, "gu", CITY)]
FIELDS = [HOUSING, YOUTH]


def world(ties=(), actors=()):
    return snapshot_of(
        [
            Actor("a", places=(GU,), fields=(HOUSING,)),
            Actor("b", places=(GU,), fields=(YOUTH,)),
            Actor("c", places=(OTHER,), fields=(HOUSING,)),
            Actor("m", "intermediary", places=(GU,), fields=(HOUSING,)),
            Actor("g", "government", places=(OTHER,)),
            *actors,
        ],
        ties,
        places=PLACES,
        fields=FIELDS,
    )


def lacking(snapshot, **parameters):
    return {row["actor"]: row for row in rows(ANALYSIS.run(snapshot, parameters), "actors")}


def test_no_tie_at_all() -> None:
    found = lacking(world([("a", "b"), ("c", "g", "supports")]))
    assert set(found) == {"m"}
    assert found["m"]["degree"] == 0
    assert found["m"]["why"].ko == "관계 없음; 상대 없음; 범위 안에 이어질 주체 4곳"


def test_a_tie_to_itself_is_no_tie() -> None:
    assert "a" in lacking(world([("a", "a")]))


def test_none_of_a_type_and_none_of_cooperation() -> None:
    snapshot = world([("a", "b", "cooperates"), ("a", "m", "supports"), ("c", "m", "shares_resource")])
    assert set(lacking(snapshot, lacking="type", type="supports")) == {"b", "c", "g"}
    assert set(lacking(snapshot, lacking="cooperation")) == {"g"}


def test_no_tie_to_an_intermediary_in_its_district_and_field() -> None:
    snapshot = world([("a", "m"), ("b", "m"), ("c", "m")])
    assert set(lacking(snapshot, lacking="intermediary")) == {"g"}
    found = lacking(snapshot, lacking="intermediary", scope="district_and_field")
    # b has the district and not the field, c the field and not the district; g has no field and is not judged
    assert set(found) == {"b", "c"}
    assert not found["b"]["reachable"]
    assert "a gap of coverage" in found["b"]["why"].en
    assert set(lacking(snapshot, lacking="intermediary", scope="district")) == {"c", "g"}
    assert set(lacking(snapshot, lacking="intermediary", scope="field")) == {"b"}


def test_reachable_where_one_exists_in_scope_and_named_as_contact() -> None:
    far = Actor("n", "intermediary", places=(OTHER,), fields=(YOUTH,))
    found = lacking(world(actors=[far]), lacking="intermediary", scope="district_and_field")
    assert found["a"]["reachable"]
    assert found["a"]["in_scope"] == 1
    assert found["a"]["contact"] == "m"
    assert not found["b"]["reachable"]
    assert found["b"]["contact"] == "m"  # nobody in district and field, so the one in its district
    assert found["c"]["contact"] == "n"


def test_contact_of_those_without_government_is_a_government_unit() -> None:
    found = lacking(world(), lacking="government")
    assert found["c"]["contact"] == "g"
    assert found["a"]["contact"] is None  # none in its district or field


def test_shares_by_district_and_field() -> None:
    snapshot = world([("a", "m")])
    found = {row["group_id"]: row for row in rows(ANALYSIS.run(snapshot, {"lacking": "intermediary"}), "groups")}
    assert (found[GU]["judged"], found[GU]["lacking"], found[GU]["share"]) == (2, 1, 0.5)
    assert (found[OTHER]["judged"], found[OTHER]["lacking"], found[OTHER]["share"]) == (2, 2, 1.0)
    assert found[GU]["possible"] == 1
    assert found[OTHER]["possible"] == 0
    assert (found[OTHER]["reachable"], found[OTHER]["unserved"]) == (2, 0)  # anywhere: there is one
    shares = [row["share"] for row in rows(ANALYSIS.run(snapshot, {}), "groups")]
    assert shares == sorted(shares, reverse=True)


def test_kind_restricts_who_is_asked_and_limit_who_is_listed() -> None:
    result = ANALYSIS.run(world(), {"kind": "civil_society", "limit": 2})
    assert [row["actor"] for row in rows(result, "actors")] == ["a", "b"]
    assert any("2 of 3 actors lacking are listed" in note.en for note in result.notes)
    assert result.explanation[0].en == "3 of 3 civil-society organisations judged (100.0%) have no tie."
    assert result.explanation[0].ko == "살펴본 시민사회단체 3곳 가운데 3곳(100.0%)에는 관계가 하나도 없습니다."


def test_actors_without_a_field_are_not_judged_and_that_is_said() -> None:
    result = ANALYSIS.run(world(), {"lacking": "intermediary", "scope": "field"})
    assert any("for want of a recorded district or field: 1." in note.en for note in result.notes)


def test_nobody_can_be_judged_without_places() -> None:
    result = ANALYSIS.run(snapshot_of(["a", "b"], [("a", "b")]), {"scope": "district"})
    assert result.explanation[0].en.startswith("None of 2 actors can be judged")
    assert not rows(result, "actors")


SMALL = {
    "empty": snapshot_of(),
    "one actor": snapshot_of(["a"]),
    "one field": snapshot_of([Actor("a", fields=(YOUTH,)), Actor("m", "intermediary")], fields=[YOUTH]),
    "no fields": snapshot_of([Actor("a", places=(GU,))], places=PLACES),
}


@pytest.mark.parametrize("sort", ["any", "type", "intermediary", "government", "cooperation"])
@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("name", SMALL)
def test_little_data_gives_an_answer_without_nan(name, scope, sort) -> None:
    assert_sound(ANALYSIS.run(SMALL[name], {"lacking": sort, "scope": scope}), ANALYSIS)


def drawn(seed):
    """Return random actors in up to two districts and fields, and their ties."""
    rng = random.Random(seed)
    kinds = ("civil_society", "civil_society", "intermediary", "government")
    actors = [
        Actor(
            f"x{i:02d}",
            rng.choice(kinds),
            places=tuple(rng.sample([GU, OTHER], rng.randrange(3))),
            fields=tuple(rng.sample(FIELDS, rng.randrange(3))),
        )
        for i in range(25)
    ]
    types = ("cooperates", "supports", "shares_resource", "refers")
    ties = [Tie(*(one.id for one in rng.sample(actors, 2)), rng.choice(types)) for _ in range(30)]
    return actors, ties


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("sort", ["any", "type", "intermediary", "government", "cooperation"])
def test_equals_a_plain_reading_of_the_definition(seed, scope, sort) -> None:
    actors, ties = drawn(seed)
    by_id = {actor.id: actor for actor in actors}

    def near(one, two):
        place, field = set(one.places) & set(two.places), set(one.fields) & set(two.fields)
        return {"anywhere": True, "district": place, "field": field, "district_and_field": place and field}[scope]

    def wanted(tie, other):
        if sort in {"intermediary", "government"}:
            return other.kind == sort
        types = {"any": None, "type": {"supports"}, "cooperation": {"cooperates", "shares_resource"}}[sort]
        return types is None or tie.type in types

    expected = set()
    for actor in actors:
        judged = {"district": actor.places, "field": actor.fields, "district_and_field": actor.places and actor.fields}
        if actor.kind == sort or not judged.get(scope, True):
            continue
        others = [
            (tie, by_id[tie.target if tie.source == actor.id else tie.source])
            for tie in ties
            if actor.id in {tie.source, tie.target}
        ]
        if not any(wanted(tie, other) and near(actor, other) for tie, other in others):
            expected.add(actor.id)
    snapshot = snapshot_of(actors, ties, places=PLACES, fields=FIELDS)
    found = lacking(snapshot, lacking=sort, scope=scope, type="supports")
    assert set(found) == expected
    for name, row in found.items():
        possible = [
            other
            for other in actors
            if other.id != name
            and near(by_id[name], other)
            and (sort not in {"intermediary", "government"} or other.kind == sort)
        ]
        assert row["reachable"] == bool(possible)
