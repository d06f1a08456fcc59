"""What the columns of an uploaded file mean: guessed, corrected, and remembered for files of the same headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import InvalidParameter
from ecomap.exchange.grants_360giving import is_grants
from ecomap.exchange.headers import Layout, guess, mapped
from ecomap.exchange.refused import REASON_HEADERS
from ecomap.exchange.registry import open_tables
from ecomap.exchange.tables import Table
from ecomap.services.access import Principal
from ecomap.services.imports_tables import ORDER, Job, jobs_for
from ecomap.services.workspace import Workspace
from graph_schema import Ontology, Text, normalise_header

MAPPING = "mapping"
SAMPLES = 3

Told = Mapping[str, Any]
"""What one table's columns mean: ``sheet``, empty for a table that is not read, and ``columns`` by header."""


def tables_in(workspace: Workspace, path: Path) -> list[Table]:
    """Return the tables of a file. Raises `UnreadableFile`."""
    known = frozenset(header for sheet in workspace.ontology.sheets.values() for header in sheet.by_header())
    return open_tables(path, max_mb=workspace.settings.import_max_mb, known=known)


def told_tables(workspace: Workspace, path: Path) -> list[dict[str, Any]]:
    """Return what the columns of a file's tables mean: as told for the same headers before, else as guessed."""
    tables = tables_in(workspace, path)
    remembered = workspace.store.get_papers(MAPPING, {shape_of(table.headers) for table in tables})
    return [_told(workspace.ontology, table, remembered.get(shape_of(table.headers))) for table in tables]


def _told(ontology: Ontology, table: Table, remembered: Paper | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "file": table.file,
        "name": table.name,
        "headers": list(table.headers),
        "samples": _samples(table),
        "near": [],
        "from": "guess",
    }
    if is_grants(table.headers):
        return told | {"sheet": "360giving", "columns": {}, "from": "format"}
    if remembered:
        kept = remembered.data["columns"]
        columns = {header: kept.get(normalise_header(header), "") for header in table.headers}
        return told | {"sheet": remembered.data["sheet"], "columns": columns, "from": "memory"}
    found = guess(table, list(ontology.sheets.values()), skipped=REASON_HEADERS)
    return told | {"sheet": found.sheet.name, "columns": found.columns, "near": sorted(found.near)}


def _samples(table: Table) -> list[list[str]]:
    samples: list[list[str]] = [[] for _ in table.headers]
    for _, row in zip(range(20), table.rows(), strict=False):
        for at, cell in enumerate(row.cells):
            if cell.strip() and len(samples[at]) < SAMPLES:
                samples[at].append(cell.strip()[:60])
    return samples


def shape_of(headers: Sequence[str]) -> str:
    """Return the id of the mapping of files with these headers; their order does not count."""
    plain = sorted(map(normalise_header, headers))
    return blake2b("\x1f".join(plain).encode(), digest_size=16).hexdigest()


def corrected(ontology: Ontology, tables: Sequence[Told], given: Sequence[Told]) -> list[dict[str, Any]]:
    """Return what tables mean as somebody corrected it: one entry a table.

    Raises
    ------
    InvalidParameter
        If there are more or fewer, a sheet or column is unknown, a column is told twice, a required one is missing, or
        no table is left to be read.
    """
    if len(given) != len(tables):
        raise _bad("tables", str(len(given)), Text(f"표가 {len(tables)}개입니다.", f"There are {len(tables)} tables."))
    merged = []
    for table, told in zip(tables, given, strict=True):
        sheet = str(told.get("sheet", table["sheet"]))
        if sheet not in ("", "360giving", *ontology.sheets) or (sheet == "360giving") != (table["from"] == "format"):
            raise _bad("sheet", sheet, Text(f"쓸 수 있는 값: {', '.join(ORDER)}", f"Known: {', '.join(ORDER)}"))
        columns = {str(h): str(name) for h, name in dict(told.get("columns", table["columns"])).items()}
        for header in columns:
            if header not in table["headers"]:
                known = ", ".join(table["headers"])
                raise _bad("columns", header, Text(f"파일의 열: {known}", f"Columns of the file: {known}"))
        merged.append({**table, "sheet": sheet, "columns": columns})
    if not any(table["sheet"] for table in merged):
        raise _bad("sheet", "", Text("읽을 표를 하나 이상 고르십시오.", "Choose at least one table to read."))
    for table in merged:
        if table["sheet"] in ontology.sheets:
            mapped(_empty(table), ontology.sheets[table["sheet"]], table["columns"])
    return merged


def remember(workspace: Workspace, who: Principal, tables: Sequence[Told]) -> None:
    """Keep what columns mean for the next file of the same headers."""
    papers = {
        shape_of(table["headers"]): {
            "sheet": table["sheet"],
            "columns": {normalise_header(header): name for header, name in table["columns"].items()},
        }
        for table in tables
        if table["from"] != "format"
    }
    with workspace.store.write(Change(who.name, "columns of a file", "import")) as writing:
        stored = writing.get_papers(MAPPING, list(papers))
        writing.put_papers(
            Paper(MAPPING, shape, data, version=stored[shape].version if shape in stored else 0)
            for shape, data in papers.items()
            if shape not in stored or stored[shape].data != data
        )
        writing.commit()


def jobs_in(workspace: Workspace, path: Path, tables: Sequence[Told]) -> list[Job]:
    """Return how the tables of a file are read, in the order in which they are stored."""
    jobs = [
        job
        for table, told in zip(tables_in(workspace, path), tables, strict=True)
        for job in _jobs(workspace, table, told)
    ]
    return sorted(jobs, key=lambda job: ORDER.index(job.layout.sheet.name))


def _jobs(workspace: Workspace, table: Table, told: Told) -> Iterator[Job]:
    if told["sheet"] == "360giving":
        yield from jobs_for(workspace.ontology, [table], {}, ignore_unknown=True)
    elif told["sheet"]:
        yield Job(table, mapped(table, workspace.ontology.sheets[told["sheet"]], told["columns"]))


def told_job(job: Job) -> dict[str, Any]:
    """Return how a table is read as a paper keeps it."""
    table, layout = job.table, job.layout
    return {
        "file": table.file,
        "name": table.name,
        "headers": list(table.headers),
        "original": list(table.original_headers),
        "sheet": layout.sheet.name,
        "positions": layout.positions,
    }


def layout_of(ontology: Ontology, told: Told) -> tuple[tuple[str, ...], Layout]:
    """Return the headers and the layout of a table that a paper keeps, with a column for ids if it has none."""
    headers, positions = tuple(told["headers"]), dict(told["positions"])
    if "id" not in positions:
        positions["id"] = len(headers)
        headers = (*headers, "id")
    return headers, Layout(ontology.sheets[told["sheet"]], positions, ())


def _empty(told: Told) -> Table:
    return Table(told["file"], told["name"], tuple(told["headers"]), 0, lambda: iter(()))


def _bad(field: str, value: str, remedy: Text) -> InvalidParameter:
    return InvalidParameter(
        Text(f"'{field}'에 '{value}'을(를) 쓸 수 없습니다.", f"'{field}' cannot be '{value}'."),
        remedy,
        field=field,
        value=value,
    )
