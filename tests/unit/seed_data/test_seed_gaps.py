"""Each gap of ``gaps.yaml`` is asserted on the generated rows alone, for the default seed and another."""

from collections import Counter
from collections.abc import Iterator

import pytest

import seed_data
from seed_data.demo import DEFAULT_SEED, Demo, GapRow, gaps, generate


class World:
    """The generated rows, indexed for the questions below."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.rows = demo.organisations
        self.ties = demo.ties
        self.kind = {row["id"]: row["kind"] for row in self.rows}
        self.level = {row["id"]: row["level"] for row in self.rows}
        self.gu = {row["id"]: row["located_in"][:5] + "00000" for row in self.rows}
        self.tops = {row["id"]: {code.partition(".")[0] for code in row["fields"].split(";")} for row in self.rows}
        for unit in seed_data.government_units():
            self.kind[unit.id], self.level[unit.id] = "government", unit.level
            self.gu[unit.id] = unit.place if unit.level == "gu" else ""
            self.tops[unit.id] = {code.partition(".")[0] for code in unit.fields}

    def ends(self) -> Iterator[tuple[str, str]]:
        """Yield the ends of each tie, both ways round."""
        for row in self.ties:
            yield row["source"], row["target"]
            yield row["target"], row["source"]

    def links(self, kind: str) -> dict[str, set[str]]:
        """Return the sources of the links of a type by target."""
        found: dict[str, set[str]] = {}
        for row in self.demo.links:
            if row["type"] == kind:
                found.setdefault(row["target"], set()).add(row["source"])
        return found

    def present(self, gu: str) -> set[str]:
        """Return the top-level fields of actors seated or active in a gu."""
        found = set[str]()
        for row in self.rows:
            places = {row["located_in"], *row["active_in"].split(";")}
            if any(place[:5] == gu[:5] for place in places):
                found |= self.tops[row["id"]]
        return found


@pytest.fixture(scope="module", params=[DEFAULT_SEED, 7])
def world(request: pytest.FixtureRequest) -> World:
    return World(generate(seed=request.param))


def of_kind(kind: str) -> list[GapRow]:
    return [gap for gap in gaps() if gap.kind == kind]


def test_gaps_are_written_in_both_languages_and_name_known_things() -> None:
    codes = {row.code for row in seed_data.places() if row.level == "gu"}
    tops = {row.code for row in seed_data.fields() if not row.parent}
    assert len({gap.id for gap in gaps()}) == len(gaps()) == 17
    for gap in gaps():
        assert gap.statement.ko
        assert gap.statement.en
        assert set(gap.districts) <= codes
        assert set(gap.fields) <= tops


def test_the_empty_cells_are_exactly_the_written_ones(world: World) -> None:
    residents = {row.code: row.population or 0 for row in seed_data.places() if row.level == "gu"}
    tops = [row.code for row in seed_data.fields() if not row.parent]
    empty = {(gu, top) for gu in residents for top in tops if top not in world.present(gu)}
    assert empty == {(gap.districts[0], gap.fields[0]) for gap in of_kind("empty_cell")}
    assert all(residents[gu] > 0 for gu, _ in empty)


def test_the_unserved_field_meets_no_intermediary(world: World) -> None:
    (gap,) = of_kind("field_without_intermediary")
    (field,) = gap.fields
    for one, two in world.ends():
        assert not (world.kind[one] == "intermediary" and field in world.tops[two])
    assert not any(field in world.tops[row["id"]] for row in world.rows if row["kind"] == "intermediary")
    served = {top for row in world.rows if row["kind"] == "intermediary" for top in world.tops[row["id"]]}
    assert served == {row.code for row in seed_data.fields() if not row.parent} - {field}


def test_the_divided_neighbours_have_no_tie(world: World) -> None:
    (gap,) = of_kind("divided_neighbours")
    assert all({world.gu[one], world.gu[two]} != set(gap.districts) for one, two in world.ends())


def test_one_gu_has_no_intermediary_and_leaves_only_through_the_city(world: World) -> None:
    (gap,) = of_kind("no_own_intermediary")
    (gu,) = gap.districts
    homes = {world.gu[row["id"]] for row in world.rows if row["kind"] == "intermediary" and row["level"] == "gu"}
    assert {row.code for row in seed_data.places() if row.level == "gu"} - homes == {gu}
    leaving = [two for one, two in world.ends() if world.gu[one] == gu and world.gu[two] != gu]
    assert leaving
    assert all(world.level[two] == "city" for two in leaving)


def test_the_isolated_are_the_written_residents_groups_and_nobody_else(world: World) -> None:
    (gap,) = of_kind("isolated_actors")
    tied = {one for one, _ in world.ends()}
    isolated = [row for row in world.rows if row["id"] not in tied]
    assert len(isolated) == gap.count
    assert {row["legal_form"] for row in isolated} == {"residents_group"}
    assert {world.gu[row["id"]] for row in isolated} == set(gap.districts)


def test_twenty_organisations_depend_on_one_funder(world: World) -> None:
    (gap,) = of_kind("single_funder")
    (funder,) = gap.actors
    funders: dict[str, set[str]] = {}
    for row in world.ties:
        if row["type"] in {"funds", "delegates"}:
            funders.setdefault(row["target"], set()).add(row["source"])
    assert sum(found == {funder} for found in funders.values()) == gap.count
    assert sum(funder in found for found in funders.values()) == gap.count


def test_one_intermediary_alone_bridges_two_fields(world: World) -> None:
    (gap,) = of_kind("sole_bridge")
    (bridge,) = gap.actors
    left, right = gap.fields
    reached: dict[str, set[str]] = {}
    for one, two in world.ends():
        if world.kind[two] != "government" and two != bridge:
            reached.setdefault(one, set()).update(world.tops[two] & {left, right})
    for actor, found in reached.items():
        if world.kind[actor] != "government":
            assert ({left, right} <= found | (world.tops[actor] & {left, right})) == (actor == bridge), actor
    assert world.kind[bridge] == "intermediary"
    assert reached[bridge] == {left, right}


GU = {row.code for row in seed_data.places() if row.level == "gu"}


def gu_of(place: str) -> str:
    return place[:5] + "00000"


def test_few_sit_on_many_bodies_and_nobody_else_on_more_than_five(world: World) -> None:
    (gap,) = of_kind("seat_concentration")
    held = Counter(actor for members in world.links("sits_on").values() for actor in members)
    many = [actor for actor, seats in held.items() if seats > 5]
    assert len(many) == gap.count
    assert all(held[actor] >= 12 and world.level[actor] == "city" for actor in many)


def test_two_gu_never_had_a_seat_and_all_others_did(world: World) -> None:
    (gap,) = of_kind("never_seated")
    sitting = {world.gu[actor] for members in world.links("sits_on").values() for actor in members}
    assert GU - sitting == set(gap.districts)


def test_consortia_take_part_in_ten_programmes_always_together(world: World) -> None:
    (gap,) = of_kind("repeated_consortia")
    joined: dict[str, set[str]] = {}
    for programme, members in world.links("takes_part_in").items():
        for actor in members:
            joined.setdefault(actor, set()).add(programme)
    alike = Counter(frozenset(programmes) for programmes in joined.values() if len(programmes) == 10)
    assert sum(times == 4 for times in alike.values()) == gap.count


def test_two_gu_have_no_space_and_all_others_do(world: World) -> None:
    (gap,) = of_kind("without_space")
    with_space = {gu_of(row["place"]) for row in world.demo.resources if row["resource_type"] == "space"}
    assert GU - with_space == set(gap.districts)


def test_resources_of_one_gu_are_idle_and_no_others(world: World) -> None:
    (gap,) = of_kind("idle_resources")
    open_ended = {row["target"] for row in world.demo.links if row["type"] == "uses" and not row["valid_to"]}
    idle = {gu_of(row["place"]) for row in world.demo.resources if row["id"] not in open_ended}
    assert idle == set(gap.districts)
    assert not any(gu_of(row["place"]) in idle for row in world.demo.resources if row["id"] in world.links("uses"))


def test_the_widest_brokers_are_not_recognised_and_the_next_are(world: World) -> None:
    (gap,) = of_kind("unrecognised_brokers")
    partners: dict[str, set[str]] = {}
    for one, two in world.ends():
        if world.kind[two] != "government":
            partners.setdefault(one, set()).add(two)
    span = {
        row["id"]: len({world.gu[other] for other in met})
        * len(set().union(*(world.tops[other] - {""} for other in met)))
        for row in world.rows
        if row["kind"] == "civil_society" and not row["closed"]
        for met in [partners.get(row["id"], set())]
    }
    ranked = sorted(span, key=lambda actor: (-span[actor], actor))
    recognised = set().union(*world.links("received").values())
    unseen = gap.count - len(gap.actors)
    assert not recognised & {*gap.actors, *ranked[:unseen]}
    assert set(ranked[unseen : unseen + 20]) <= recognised


def test_ordinances_miss_some_fields_and_crowd_in_others(world: World) -> None:
    counted = Counter(top for row in world.demo.ordinances for top in row["fields"].split(";"))
    tops = {row.code for row in seed_data.fields() if not row.parent}
    (without,) = of_kind("field_without_ordinance")
    (overlapping,) = of_kind("overlapping_ordinances")
    assert tops - set(counted) == set(without.fields)
    assert {top for top, times in counted.items() if times >= overlapping.count} == set(overlapping.fields)


def test_one_ordinance_is_an_orphan_and_all_others_have_a_unit(world: World) -> None:
    (gap,) = of_kind("orphan_ordinance")
    behind = world.links("responsible_for")
    units = {unit.id for unit in seed_data.government_units()}
    orphans = {row["id"] for row in world.demo.ordinances if not behind.get(row["id"], set()) & units}
    assert orphans == set(gap.actors)
    assert not orphans & set(behind)
    assert [row["part_of"] for row in world.demo.ordinances if row["id"] in orphans] == [""]
