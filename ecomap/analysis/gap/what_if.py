"""gaps/what_if: what changes if actors or ties go or come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ecomap.analysis.gap import what_if_record as record
from ecomap.analysis.gap import what_if_text as text
from ecomap.analysis.gap.before_after import Difference, differences
from ecomap.analysis.gap.edit_words import read_edit
from ecomap.analysis.gap.what_if_panel import link_rows, panel, panel_rows
from ecomap.analysis.record import Analysis, Cell, Parameters, Result, Table
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Snapshot
from ecomap.snapshot.edit import edited
from graph_schema import Text


def analysis(records: Mapping[str, Analysis]) -> Analysis:
    """Return the record of gaps/what_if.

    Parameters
    ----------
    records : mapping of str to Analysis
        The other analyses, any of which can be compared before and after; the catalogue hands them over.
    """

    def run(snapshot: Snapshot, parameters: Parameters) -> Result:
        return what_if(snapshot, parameters, records)

    return Analysis(
        id="gaps/what_if",
        label=record.LABEL,
        question=record.QUESTION,
        method=record.METHOD,
        parameters=record.parameters(records),
        outputs=(record.PANEL, record.LINKS, record.COMPARISON),
        references=record.REFERENCES,
        cost=record.COST,
        limits=record.LIMITS,
        function=run,
    )


def what_if(snapshot: Snapshot, parameters: Parameters, records: Mapping[str, Analysis]) -> Result:
    """Compare a snapshot with an edited one.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by the record of `analysis`.
    records : mapping of str to Analysis
        Analyses by id; one is run on both snapshots.

    Returns
    -------
    Result
        Tables ``panel``, ``links`` and ``comparison``.

    Raises
    ------
    InvalidParameter
        If the edit or the options of the other analysis cannot be read.
    """
    edit = read_edit(snapshot, parameters)
    after = edited(snapshot, edit)
    panels = panel(snapshot), panel(after)
    chosen = records.get(parameters["analysis"])
    found: list[Difference] = []
    equal = 0
    if chosen is not None:
        options = _options(parameters["options"])
        results = chosen.run(snapshot, options), chosen.run(after, options)
        found, equal = differences(*results)
    shown = found[: parameters["limit"]]
    tables = (
        Table(record.PANEL, panel_rows(*panels)),
        Table(record.LINKS, link_rows(*panels, lambda kind: snapshot.ontology.nodes[kind].label)),
        Table(record.COMPARISON, tuple(_row(one) for one in shown)),
    )
    explanation = text.explain(snapshot, edit, panels, tables, chosen)
    return Result(tables, explanation, text.notes(edit, chosen, len(found), len(shown), equal))


def _row(one: Difference) -> tuple[Cell, ...]:
    return (one.table, one.key, one.column.label, one.column.unit, one.before, one.after, one.change)


def _options(written: str | None) -> dict[str, Any]:
    """Return the parameters of the other analysis, written ``name=value; …``."""
    options: dict[str, Any] = {}
    for part in (written or "").split(";"):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not part.strip():
            continue
        if not equals or not name:
            raise InvalidParameter(
                Text(
                    f"매개변수 options의 값 '{part.strip()}'을(를) 읽을 수 없습니다.",
                    f"Parameter options: '{part.strip()}' cannot be read.",
                ),
                Text("쓰는 법: 이름=값; 이름=값", "Written as: name=value; name=value"),
                field="options",
                value=part.strip(),
            )
        options[name] = value
    return options
