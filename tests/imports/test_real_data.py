"""Real files, where ``ECOMAP_REAL_DATA`` names the folder that holds them."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from tests.imports.register import Register


@pytest.fixture
def real_data() -> Path:
    folder = os.environ.get("ECOMAP_REAL_DATA")
    if not folder:
        pytest.skip("ECOMAP_REAL_DATA names no folder with real data")
    assert (Path(folder) / "SOURCES.md").is_file()
    return Path(folder)


def test_grants_become_organisations_and_funding_ties(register: Register, real_data: Path) -> None:
    path = real_data / "grants" / "grants_360giving.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        grants = list(csv.DictReader(file))
    saved = register.folder / "refused.csv"
    report = register.load(path, keep_going=True, refused_path=saved)
    assert report.refused_count + report.counts["ties"].created == len(grants)
    odd = [g for g in grants if "/" in g["Award Date"] and not g["Planned Dates:Start Date"]]
    slashed = [row for row in report.refused if row.column == "Award Date"]
    assert len(slashed) == len(odd) > 0
    assert {row.value for row in slashed} == {g["Award Date"] for g in odd}
    others = [row for row in report.refused if row.column != "Award Date"]
    assert {row.column for row in others} == {"Planned Dates:End Date"}
    with saved.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == report.refused_count
    assert rows[0]["Identifier"] in {g["Identifier"] for g in grants}
    first = grants[0]
    tie = register.edge(first["Identifier"])
    assert (tie.source, tie.target) == (first["Funding Org:Identifier"], first["Recipient Org:Identifier"])
    assert (tie.amount, tie.unit) == (float(first["Amount Awarded"]), first["Currency"])
    assert str(tie.valid_from) == first["Planned Dates:Start Date"][:10]
    assert str(tie.valid_to) == first["Planned Dates:End Date"][:10]
    state = register.state()
    register.load(path, keep_going=True)
    assert register.state() == state


def test_names_as_non_profits_write_them(register: Register, real_data: Path) -> None:
    path = real_data / "names" / "korean_nonprofits.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    report = register.load(path, defaults={"kind": "civil_society"})
    counts = report.counts["organisations"]
    assert counts.created + counts.duplicates == len(names)
    for name in names:
        assert register.workspace.store.find_named([name])[name]


def test_district_boundaries_name_places_in_both_languages(register: Register, real_data: Path) -> None:
    shapes = _shapes(real_data, "seoul_gu_2013_simple.geojson")
    rows = [[name, shape[name]] for shape in shapes for name in ("name", "name_eng")]
    report = register.load(register.csv("gu.csv", [["이름", "자치구"], *rows]))
    assert report.counts["links"].created == len(rows) == 50


def test_neighbourhood_boundaries_name_places_with_their_district(register: Register, real_data: Path) -> None:
    districts = {shape["code"]: shape["name"] for shape in _shapes(real_data, "seoul_gu_2013_simple.geojson")}
    shapes = _shapes(real_data, "seoul_dong_2013_simple.geojson")
    rows = [[shape["code"], f"서울특별시 {districts[shape['code'][:5]]} {shape['name']}"] for shape in shapes]
    report = register.load(register.csv("dong.csv", [["이름", "행정동"], *rows]), keep_going=True)
    # Neighbourhoods that were merged, split or renamed since 2013 are refused by name, all others found.
    assert report.refused_count + report.counts["links"].created == len(rows)
    assert report.refused_count < 20
    assert {row.column for row in report.refused} == {"행정동"}


def _shapes(folder: Path, file: str) -> list[dict[str, str]]:
    content = json.loads((folder / "boundaries" / file).read_text(encoding="utf-8"))
    return [shape["properties"] for shape in content["features"]]
