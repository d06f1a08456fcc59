"""Read the data files into frozen rows.

Files are read through ``importlib.resources`` so that an installed wheel works like a checkout, and each
result is kept for the life of the process: the files never change under a running program.
"""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from seed_data.rows import (
    FieldRow,
    GovernmentUnitRow,
    PlaceRow,
    PlanGroupRow,
    PlanRow,
    PlanTaskRow,
    SourceRow,
    Text,
)

PLACES_FILE = "places/seoul.csv"
TILES_FILE = "places/seoul_tiles.csv"
OUTLINES_FILES = {"gu": "places/seoul_gu.json", "dong": "places/seoul_dong.json"}


def read_text(path: str) -> str:
    """Return the text of a data file.

    Parameters
    ----------
    path : str
        Path relative to ``seed_data``, with ``/`` between its parts.

    Returns
    -------
    str
        The file's text, read as UTF-8 on every platform.

    Raises
    ------
    FileNotFoundError
        If no such data file is installed.
    """
    return files("seed_data").joinpath(*path.split("/")).read_text(encoding="utf-8")


def read_yaml(path: str) -> Any:
    """Return the content of a YAML data file; see `read_text` for ``path``."""
    return yaml.safe_load(read_text(path))


@cache
def places() -> tuple[PlaceRow, ...]:
    """Return Seoul, its 25 gu and all its dong, each parent before its children.

    Returns
    -------
    tuple of PlaceRow
        Population is the resident registration count at the end of October of its year.
    """
    table = csv.DictReader(io.StringIO(read_text(PLACES_FILE)))
    return tuple(_place(row) for row in table)


@cache
def outlines(level: str) -> Any:
    """Return the outlines of all gu or all dong as TopoJSON, keyed by code.

    Parameters
    ----------
    level : str
        ``gu`` or ``dong``.

    Returns
    -------
    dict
        TopoJSON 1.1 (``transform``, ``arcs``, ``objects[level].geometries``) with a quantised point ``label`` beside
        the arcs of each geometry. Not to be changed.
    """
    return json.loads(read_text(OUTLINES_FILES[level]))


@cache
def tiles() -> dict[str, tuple[int, int]]:
    """Return column and row of each gu in the tile grid, from the upper left, by code."""
    table = csv.DictReader(io.StringIO(read_text(TILES_FILE)))
    return {row["code"]: (int(row["column"]), int(row["row"])) for row in table}


@cache
def fields() -> tuple[FieldRow, ...]:
    """Return the two-level field taxonomy as one flat tuple, each parent before its children."""
    rows: list[FieldRow] = []
    for top in read_yaml("fields.yaml"):
        rows.append(_field(top, parent=""))
        rows.extend(_field(child, parent=top["code"]) for child in top["children"])
    return tuple(rows)


@cache
def plan() -> PlanRow:
    """Return the plan that the first city's data is read against."""
    data = read_yaml("plan.yaml")
    return PlanRow(
        id=data["id"],
        title=_text(data["title"]),
        source=data["source"],
        groups=tuple(PlanGroupRow(id=row["id"], label=_text(row["label"])) for row in data["groups"]),
        tasks=tuple(_task(row) for row in data["tasks"]),
    )


@cache
def government_units() -> tuple[GovernmentUnitRow, ...]:
    """Return the city government, its selected bureaus and the 25 gu offices, each parent first."""
    return tuple(_unit(row) for row in read_yaml("government.yaml"))


@cache
def sources() -> tuple[SourceRow, ...]:
    """Return the origin and licence of every data file."""
    return tuple(SourceRow(**{key: str(value) for key, value in row.items()}) for row in read_yaml("sources.yaml"))


def _place(row: dict[str, str]) -> PlaceRow:
    return PlaceRow(
        code=row["code"],
        kostat_code=row["kostat_code"],
        level=row["level"],
        parent_code=row["parent_code"],
        name_ko=row["name_ko"],
        name_en=row["name_en"],
        population=int(row["population"]) if row["population"] else None,
        population_year=int(row["population_year"]) if row["population_year"] else None,
        area_km2=_number(row["area_km2"]),
        lat=_number(row["lat"]),
        lon=_number(row["lon"]),
    )


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _text(data: dict[str, str]) -> Text:
    return Text(ko=data["ko"], en=data["en"])


def _field(data: dict[str, Any], parent: str) -> FieldRow:
    return FieldRow(
        code=data["code"],
        parent=parent,
        label=_text(data["label"]),
        keywords=tuple(map(str, data["keywords"])),
    )


def _task(data: dict[str, Any]) -> PlanTaskRow:
    return PlanTaskRow(
        id=data["id"],
        group=data["group"],
        label=_text(data["label"]),
        question=_text(data["question"]),
        holds=_text(data["holds"]),
        computes=_text(data["computes"]),
    )


def _unit(data: dict[str, Any]) -> GovernmentUnitRow:
    return GovernmentUnitRow(
        id=data["id"],
        level=data["level"],
        part_of=data["part_of"],
        place=data["place"],
        name=_text(data["name"]),
        fields=tuple(data["fields"]),
        tasks=tuple(data["tasks"]),
    )
