"""The gaps written down in seed_data/demo/gaps.yaml are found, as far as coverage and isolates can see them."""

import pytest

import seed_data
from ecomap.analysis.gap.coverage import ANALYSIS as COVERAGE
from ecomap.analysis.gap.isolates import ANALYSIS as ISOLATES
from ecomap.domain.records import Edge, Node
from seed_data.demo import GapRow, gaps, generate
from tests.unit.analysis.gap.reading import assert_sound, cells, rows
from tests.unit.analysis.graphs import snapshot_of_records

_LINKS = {"located_in": "place:", "active_in": "place:", "fields": "field:", "tasks": "task:"}
_TYPES = {"fields": "works_in", "tasks": "responsible_for"}


def _reference():
    nodes, edges = [], []
    for row in seed_data.places():
        properties = {"level": row.level} | ({"population": row.population} if row.population else {})
        nodes.append(Node(f"place:{row.code}", "place", row.name_ko, row.name_en, properties))
        if row.parent_code:
            edges.append(Edge("", "part_of", f"place:{row.code}", f"place:{row.parent_code}"))
    for row in seed_data.fields():
        nodes.append(Node(f"field:{row.code}", "field", row.label.ko, row.label.en))
        if row.parent:
            edges.append(Edge("", "part_of", f"field:{row.code}", f"field:{row.parent}"))
    nodes += [Node(f"task:{task.id}", "task", task.label.ko, task.label.en) for task in seed_data.plan().tasks]
    for unit in seed_data.government_units():
        nodes.append(Node(unit.id, "government", unit.name.ko, unit.name.en, {"level": unit.level}))
        edges.append(Edge("", "located_in", unit.id, f"place:{unit.place}"))
        edges += [Edge("", "works_in", unit.id, f"field:{code}") for code in unit.fields]
        edges += [Edge("", "responsible_for", unit.id, f"task:{task}") for task in unit.tasks]
    return nodes, edges


@pytest.fixture(scope="module")
def demo():
    """Return the demo ecosystem as a snapshot, straight from the generated rows."""
    nodes, edges = _reference()
    generated = generate()
    for row in generated.organisations:
        properties = {"level": row["level"]} if row["level"] else {}
        nodes.append(Node(row["id"], row["kind"], row["name_ko"], row["name_en"], properties))
        for column, prefix in _LINKS.items():
            targets = [code for code in row[column].split(";") if code]
            edges += [Edge("", _TYPES.get(column, column), row["id"], prefix + code) for code in targets]
    for row in generated.ties:
        amount = float(row["amount"]) if row["amount"] else None
        unit = row["unit"] if row["amount"] else ""
        edges.append(Edge("", row["type"], row["source"], row["target"], amount=amount, unit=unit))
    return snapshot_of_records(nodes, edges)


def of_kind(kind: str) -> list[GapRow]:
    found = [gap for gap in gaps() if gap.kind == kind]
    assert found
    return found


def test_coverage_finds_exactly_the_empty_cells(demo) -> None:
    result = COVERAGE.run(demo, {"rows": "district", "cols": "field", "show": "gaps"})
    found = rows(result, "cells")
    assert {(row["row_id"], row["col_id"]) for row in found if row["empty"]} == {
        (f"place:{gap.districts[0]}", f"field:{gap.fields[0]}") for gap in of_kind("empty_cell")
    }
    for row in found:
        candidates = [
            c for c in rows(result, "candidates") if (c["row_id"], c["col_id"]) == (row["row_id"], row["col_id"])
        ]
        assert [candidate["steps"] for candidate in candidates] == [1, 1, 1]
        assert row["per_10k"] == 0
        assert row["expected"] >= 1
    assert_sound(result, COVERAGE)


def test_coverage_shows_the_field_without_intermediary(demo) -> None:
    (gap,) = of_kind("field_without_intermediary")
    result = COVERAGE.run(demo, {"rows": "field", "cols": "kind", "show": "gaps"})
    gap_cells = {(row["row_id"], row["col_id"]): row for row in rows(result, "cells")}
    assert gap_cells[f"field:{gap.fields[0]}", "intermediary"]["empty"]
    every = cells(COVERAGE.run(demo, {"rows": "field", "cols": "kind"}))
    unserved = {row for (row, col), cell in every.items() if col == "intermediary" and cell["empty"]}
    assert unserved == {f"field:{code}" for code in gap.fields}


def test_isolates_shows_that_nobody_in_that_field_meets_an_intermediary(demo) -> None:
    (gap,) = of_kind("field_without_intermediary")
    result = ISOLATES.run(demo, {"lacking": "intermediary"})
    by_field = {row["group_id"]: row for row in rows(result, "groups")}
    assert {name for name, row in by_field.items() if row["share"] == 1.0} == {f"field:{gap.fields[0]}"}
    in_field = ISOLATES.run(demo, {"lacking": "intermediary", "scope": "field"})
    row = next(row for row in rows(in_field, "groups") if row["group_id"] == f"field:{gap.fields[0]}")
    assert row["unserved"] > 0
    assert row["possible"] == 0


def test_coverage_shows_the_district_without_its_own_intermediary(demo) -> None:
    (gap,) = of_kind("no_own_intermediary")
    (district,) = gap.districts
    result = COVERAGE.run(demo, {"rows": "district", "cols": "level", "kind": "intermediary"})
    own = {row: cell for (row, col), cell in cells(result).items() if col == "gu"}
    assert {row for row, cell in own.items() if cell["empty"]} == {f"place:{district}"}
    assert own[f"place:{district}"]["finding"].en == "empty, though expected"
    nearest = [row for row in rows(result, "candidates") if row["row_id"] == f"place:{district}"]
    assert nearest


def test_isolates_finds_exactly_the_isolated_organisations(demo) -> None:
    (gap,) = of_kind("isolated_actors")
    result = ISOLATES.run(demo, {"kind": "civil_society"})
    found = rows(result, "actors")
    assert len(found) == gap.count
    lacking = {row["group_id"]: row["lacking"] for row in rows(result, "groups") if row["by"].en == "District"}
    assert {name for name, count in lacking.items() if count} == {f"place:{code}" for code in gap.districts}
    assert sum(lacking.values()) == gap.count
    assert all(row["degree"] == 0 and row["contact"] for row in found)
    assert_sound(result, ISOLATES)


@pytest.mark.parametrize("show", ["below", "empty", "gaps"])
def test_every_cell_that_lacks_comes_with_candidates(demo, show: str) -> None:
    result = COVERAGE.run(demo, {"rows": "district", "cols": "field", "show": show, "limit": 600})
    shown = {(row["row"], row["col"]) for row in rows(result, "cells")}
    assert shown == {(row["row"], row["col"]) for row in rows(result, "candidates")}
    assert len(shown) == {"below": 286, "empty": 2, "gaps": 2}[show]
