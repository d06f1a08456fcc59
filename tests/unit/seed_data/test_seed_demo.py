import hashlib
from collections import Counter
from datetime import date

import pytest

import seed_data
from graph_schema import load_ontology
from seed_data.demo import (
    BODY_COLUMNS,
    LINK_COLUMNS,
    ORDINANCE_COLUMNS,
    ORGANISATION_COLUMNS,
    PROGRAMME_COLUMNS,
    RECOGNITION_COLUMNS,
    RESOURCE_COLUMNS,
    TIE_COLUMNS,
    Demo,
    generate,
)

Row = dict[str, str]
KINDS = {"civil_society", "intermediary", "government", "partner"}
STARTS = {
    "funds": {"government", "partner", "intermediary"},
    "delegates": {"government"},
    "oversees": {"government"},
    "supports": {"intermediary"},
    "trains": {"intermediary"},
}


@pytest.fixture(scope="module")
def demo() -> Demo:
    return generate()


@pytest.fixture(scope="module")
def kinds(demo: Demo) -> dict[str, str]:
    government = {unit.id: "government" for unit in seed_data.government_units()}
    return government | {row["id"]: row["kind"] for row in demo.organisations}


def test_the_same_seed_gives_the_same_rows(demo: Demo) -> None:
    assert generate() == demo
    other = generate(seed=1)
    assert other.ties != demo.ties
    assert other.links != demo.links


# What people have seen and linked to stays: a new part of the demo draws from a stream of its own.
KEPT = {
    ("organisations", ("id", "kind", "name_ko", "located_in", "fields", "founded")): "bcce07ccbdb061fd",
    ("ties", ("id", "type", "source", "target", "valid_from", "valid_to")): "34a3e9f292468e6e",
    ("programmes", ("id", "name_ko", "place", "fields", "start")): "ab416b9dd322e518",
}


@pytest.mark.parametrize(("part", "columns"), KEPT)
def test_actors_ties_and_programmes_stay_as_they_were(demo: Demo, part: str, columns: tuple[str, ...]) -> None:
    text = "\n".join("\t".join(row[column] for column in columns) for row in getattr(demo, part))
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == KEPT[part, columns]


def test_sizes_are_as_promised(demo: Demo) -> None:
    assert 1_400 <= len(demo.organisations) <= 1_600
    assert 7_500 <= len(demo.ties) <= 8_500
    assert len(demo.programmes) == 80
    assert 55 <= len(demo.bodies) <= 65
    assert len(demo.resources) == 120
    assert len(demo.recognitions) == 80
    assert 20 <= len(demo.ordinances) <= 24


def test_rows_have_the_columns_of_an_import_file(demo: Demo) -> None:
    assert all(tuple(row) == ORGANISATION_COLUMNS for row in demo.organisations)
    assert all(tuple(row) == TIE_COLUMNS for row in demo.ties)
    assert all(tuple(row) == PROGRAMME_COLUMNS for row in demo.programmes)
    assert all(tuple(row) == BODY_COLUMNS for row in demo.bodies)
    assert all(tuple(row) == RESOURCE_COLUMNS for row in demo.resources)
    assert all(tuple(row) == RECOGNITION_COLUMNS for row in demo.recognitions)
    assert all(tuple(row) == ORDINANCE_COLUMNS for row in demo.ordinances)
    assert all(tuple(row) == LINK_COLUMNS for row in demo.links)


def test_every_organisation_is_marked_synthetic(demo: Demo) -> None:
    for row in demo.organisations:
        assert row["synthetic"] == "true"
        assert row["origin"] == "synthetic demo data (seed_data/demo)"
        assert "합성 데이터" in row["description"]
        assert "synthetic" in row["description"]


def test_contacts_are_made_up_and_few(demo: Demo) -> None:
    contacts = [row for row in demo.organisations if row["email"] or row["phone"]]
    assert len(contacts) == 30
    assert all(row["email"] == f"{row['id']}@example.org" for row in contacts)
    assert all(row["phone"].startswith("02-0000-") for row in contacts)


def test_organisations_name_known_places_fields_and_kinds(demo: Demo) -> None:
    places = {row.code for row in seed_data.places()}
    fields = {row.code for row in seed_data.fields()}
    for row in demo.organisations:
        assert row["kind"] in KINDS
        assert {row["located_in"], *row["active_in"].split(";")} <= places
        assert set(filter(None, row["fields"].split(";"))) <= fields
        assert (row["legal_form"] != "") == (row["kind"] == "civil_society")


@pytest.mark.parametrize("column", ["id", "name_ko", "name_en"])
def test_ids_and_names_are_unique(demo: Demo, column: str) -> None:
    counted = Counter(row[column] for row in demo.organisations)
    assert [value for value, times in counted.items() if times > 1] == []


def test_every_gu_and_every_field_takes_part(demo: Demo) -> None:
    tops = {row.code for row in seed_data.fields() if not row.parent}
    seats = {row["located_in"][:5] for row in demo.organisations}
    assert len(seats) == 25
    assert {code.partition(".")[0] for row in demo.organisations for code in row["fields"].split(";")} >= tops


def test_ties_join_known_ends_of_fitting_kinds(demo: Demo, kinds: dict[str, str]) -> None:
    for row in demo.ties:
        assert row["source"] != row["target"]
        assert kinds[row["source"]] in STARTS.get(row["type"], KINDS), row
        assert row["target"] in kinds
        assert (row["unit"] == "KRW") == (row["type"] in {"funds", "delegates"}) == bool(row["amount"])
        assert 0 < float(row["confidence"]) <= 1


def test_no_tie_is_written_twice(demo: Demo) -> None:
    undirected = {"cooperates", "shares_resource"}
    keys = Counter(
        (row["type"], *(sorted(ends) if row["type"] in undirected else ends), row["valid_from"])
        for row in demo.ties
        for ends in [(row["source"], row["target"])]
    )
    assert max(keys.values()) == 1


def test_ties_lie_within_the_lives_of_their_ends(demo: Demo) -> None:
    lives = {row["id"]: (row["founded"], row["closed"] or "9999") for row in demo.organisations}
    for row in demo.ties:
        assert "2016-01-01" <= row["valid_from"] <= "2025-12-31"
        assert row["valid_to"] == "" or row["valid_from"] <= row["valid_to"] <= "2025-12-31"
        for end in (row["source"], row["target"]):
            founded, closed = lives.get(end, ("", "9999"))
            assert founded <= row["valid_from"] <= closed
            assert closed == "9999" or (row["valid_to"] and row["valid_to"] <= closed)


def test_dates_are_iso(demo: Demo) -> None:
    for row in demo.organisations:
        assert date.fromisoformat(row["founded"]) < date.fromisoformat(row["closed"] or "9999-12-31")
    for row in demo.programmes:
        assert date.fromisoformat(row["start"]) < date.fromisoformat(row["end"])


def test_degrees_have_a_heavy_tail(demo: Demo) -> None:
    degrees = Counter[str]()
    for row in demo.ties:
        if row["type"] == "cooperates":
            degrees.update((row["source"], row["target"]))
    ranked = sorted(degrees.values())
    assert ranked[-1] >= 15 * ranked[len(ranked) // 2]


def test_cooperation_is_denser_within_a_gu(demo: Demo) -> None:
    gu = {row["id"]: row["located_in"][:5] for row in demo.organisations}
    ties = [row for row in demo.ties if row["type"] == "cooperates"]
    assert sum(gu[row["source"]] == gu[row["target"]] for row in ties) > 0.4 * len(ties)


RECORDS = ("bodies", "resources", "recognitions", "ordinances")


def test_the_other_records_are_marked_synthetic_and_named_once(demo: Demo) -> None:
    rows = [row for part in RECORDS for row in getattr(demo, part)]
    assert all(row["synthetic"] == "true" and row["origin"].startswith("synthetic") for row in rows)
    assert all(row["origin"].startswith("synthetic") for row in demo.links)
    names = [row["name_ko"] for row in [*rows, *demo.organisations]]
    assert len(set(names)) == len(names)


def test_links_are_of_the_ontology_and_written_once(demo: Demo, kinds: dict[str, str]) -> None:
    ontology = load_ontology()
    kind_of = kinds | {row["id"]: "programme" for row in demo.programmes}
    for part, kind in zip(RECORDS, ("body", "resource", "recognition", "ordinance"), strict=True):
        kind_of |= {row["id"]: kind for row in getattr(demo, part)}
    for row in demo.links:
        edge = ontology.edges[row["type"]]
        assert edge.allows(kind_of[row["source"]], kind_of[row["target"]]), row
        assert edge.has_period or not (row["valid_from"] or row["valid_to"])
        assert row["unit"] in ("", *edge.amount_units)
    assert max(Counter((row["type"], row["source"], row["target"]) for row in demo.links).values()) == 1


def test_choices_of_the_other_records_are_of_the_ontology(demo: Demo) -> None:
    nodes = load_ontology().nodes
    for kind, column, rows in (
        ("body", "body_type", demo.bodies),
        ("resource", "resource_type", demo.resources),
        ("recognition", "recognition_type", demo.recognitions),
    ):
        (spec,) = [spec for spec in nodes[kind].properties if spec.name == column]
        assert {row[column] for row in rows} <= {choice.value for choice in spec.choices}


def test_seats_and_participations_lie_within_both_lives(demo: Demo) -> None:
    lives = {row["id"]: (row["founded"], row["closed"]) for row in demo.organisations}
    lives |= {row["id"]: (row["start"], row["end"]) for row in [*demo.bodies, *demo.programmes]}
    dated = [row for row in demo.links if row["type"] in {"sits_on", "takes_part_in", "holds", "uses"}]
    assert dated
    for row in dated:
        assert "2016-01-01" <= row["valid_from"] <= "2025-10-31"
        assert row["valid_from"] < (row["valid_to"] or "9999")
        for first, last in (lives.get(row[end], ("", "")) for end in ("source", "target")):
            assert first <= row["valid_from"]
            assert not last or (row["valid_to"] and row["valid_to"] <= last), row


def test_participation_has_a_heavy_tail_and_stays_near(demo: Demo) -> None:
    sizes = sorted(Counter(row["target"] for row in demo.links if row["type"] == "takes_part_in").values())
    assert sizes[-1] >= 3 * sizes[len(sizes) // 2]
    gu = {row["id"]: row["located_in"][:5] + "00000" for row in demo.organisations}
    tops = {row["id"]: {code.partition(".")[0] for code in row["fields"].split(";")} for row in demo.organisations}
    programmes = {row["id"]: row for row in demo.programmes}
    near = [
        gu[row["source"]] == programmes[row["target"]]["place"]
        or programmes[row["target"]]["fields"] in tops[row["source"]]
        for row in demo.links
        if row["type"] == "takes_part_in"
    ]
    assert sum(near) > 0.75 * len(near)
