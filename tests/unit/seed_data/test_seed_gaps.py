"""Each gap of ``gaps.yaml`` is asserted on the generated rows alone, for the default seed and another."""

from collections.abc import Iterator

import pytest

import seed_data
from seed_data.demo import DEFAULT_SEED, Demo, GapRow, gaps, generate


class World:
    """The generated rows, indexed for the questions below."""

    def __init__(self, demo: Demo) -> None:
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
    assert len({gap.id for gap in gaps()}) == len(gaps()) == 8
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
