"""What the pages of previews show: columns with their meanings, rows with what they would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.pages.texts import moment
from api.pages.words_preview import WORDS_PREVIEW
from ecomap.exchange.row_file import STATES, FiledRow
from ecomap.exchange.said import LINKS, NAMES, TIE_VALUES
from ecomap.matching.reasons import REASONS
from ecomap.services.preview_intents import may_be_proposed
from ecomap.services.preview_papers import STATES as PREVIEW_STATES
from ecomap.services.preview_papers import Preview
from ecomap.services.workspace import Workspace
from graph_schema import Ontology

_ENDS = ("source", "target", "field")
_ENDS_AND_TYPE = ("type", *_ENDS)
DECIDED = ("same", "new", "skip", "propose")


def preview_facts(preview: Preview, lang: str) -> dict[str, Any]:
    """Return what every page of a preview shows of it."""
    at = 0 if lang == "ko" else 1
    problem = preview.data.get("problem")
    return {
        "id": preview.id,
        "file": preview.data["file"],
        "state": preview.state,
        "label": PREVIEW_STATES[preview.state].get(lang),
        "made": moment(preview.paper.made),
        "counts": preview.data.get("counts", {}),
        "warnings": [pair[at] for pair in preview.data.get("warnings", ())],
        "problem": {"message": problem["message"][at], "remedy": problem["remedy"][at]} if problem else None,
        "revision": preview.data.get("revision"),
        "done": preview.done,
        "total": preview.total,
        "stalled": preview.stalled,
    }


def shown_tables(
    ontology: Ontology, tables: Sequence[Mapping[str, Any]], chosen: Mapping[str, str], lang: str
) -> list[dict[str, Any]]:
    """Return the tables of a file as forms; ``chosen`` has what was typed and not taken, by name of the field."""
    return [_table(ontology, number, table, chosen, lang) for number, table in enumerate(tables)]


def _table(
    ontology: Ontology, number: int, table: Mapping[str, Any], chosen: Mapping[str, str], lang: str
) -> dict[str, Any]:
    sheet = chosen.get(f"sheet-{number}", table["sheet"])
    required = f" ({WORDS_PREVIEW['pv_required'].get(lang)})"
    fields = {
        name: [(column.name, column.label.get(lang) + required * column.required) for column in one.columns]
        for name, one in ontology.sheets.items()
    }
    columns = [
        {
            "name": f"column-{number}-{at}",
            "header": header,
            "samples": ", ".join(table["samples"][at]),
            "value": chosen.get(f"column-{number}-{at}", table["columns"].get(header, "")),
            "near": header in table["near"],
        }
        for at, header in enumerate(table["headers"])
    ]
    return {
        "file": table["file"],
        "sheet_name": f"sheet-{number}",
        "sheet": sheet,
        "sheets": [(name, one.label.get(lang)) for name, one in ontology.sheets.items()],
        "fields": fields.get(sheet) or fields["organisations"],
        "columns": columns,
        "from": table["from"],
    }


def shown_rows(workspace: Workspace, rows: Sequence[FiledRow], lang: str) -> list[dict[str, Any]]:
    """Return rows with their changes, matches and reasons in a language."""
    names = _names(workspace, rows, lang)
    return [_row(workspace.ontology, row, names, lang) for row in rows]


def _row(ontology: Ontology, row: FiledRow, names: Mapping[str, str], lang: str) -> dict[str, Any]:
    detail, at = row.detail, 0 if lang == "ko" else 1
    kind = detail.get("kind", "")
    return {
        "key": row.key,
        "number": row.number,
        "name": row.name or "—",
        "state": row.state,
        "label": WORDS_PREVIEW[f"pv_{row.state}"].get(lang),
        "decision": row.decision,
        "decided": WORDS_PREVIEW[f"pv_decided_{row.decision}"].get(lang) if row.decision in DECIDED else "",
        "changes": [_change(ontology, kind, change, names, lang) for change in detail.get("changes", ())],
        "repeated": bool(detail.get("repeated")),
        "matches": [
            {
                "id": match["id"],
                "row": match["row"],
                "name": match["name"],
                "percent": round(100 * match["score"]),
                "reasons": [REASONS[code].text.get(lang) for code in match["reasons"]],
            }
            for match in detail.get("matches") or ()
        ],
        "column": detail.get("column", ""),
        "value": detail.get("value", ""),
        "reason": detail["reason"][at] if "reason" in detail else "",
        "remedy": detail["remedy"][at] if "remedy" in detail else "",
        "notes": [note[2 + at] for note in detail.get("notes", ())],
        "may_propose": may_be_proposed(row),
        "may_decide": row.state in ("new", "changed", "duplicate"),
        "may_be_new": row.state == "changed" and row.sheet == "organisations",
    }


def _change(
    ontology: Ontology, kind: str, change: Sequence[Any], names: Mapping[str, str], lang: str
) -> dict[str, Any]:
    name = change[0]
    spec = _spec(ontology, kind, name)
    columns = {column.name: column.label for column in ontology.sheets["ties"].columns if name in _ENDS_AND_TYPE}
    label = NAMES.get(name) or TIE_VALUES.get(name) or (spec.label if spec else None) or columns.get(name)
    if label is None and name in ontology.edges:
        label = ontology.edges[name].label
    values = [_value(ontology, spec, name, value, names, lang) for value in change[1:3]]
    return {
        "label": label.get(lang) if label else name,
        "before": values[0],
        "after": values[1],
        "hidden": len(change) > 3,
    }


def _spec(ontology: Ontology, kind: str, name: str) -> Any:
    record = ontology.nodes.get(kind) or ontology.edges.get(kind)
    return next((spec for spec in record.properties if spec.name == name), None) if record else None


def _value(ontology: Ontology, spec: Any, name: str, value: Any, names: Mapping[str, str], lang: str) -> str:
    if isinstance(value, list):
        return ", ".join(names.get(one, str(one)) for one in value)
    if spec is not None and spec.type == "choice":
        return next((choice.label.get(lang) for choice in spec.choices if choice.value == value), str(value or ""))
    if name == "type" and value in ontology.edges:
        return ontology.edges[value].label.get(lang)
    if isinstance(value, float | int):
        return _figure(value, year=spec is not None and spec.type == "year")
    text = "" if value is None else str(value)
    return names.get(text, text) if name in _ENDS else text


def _figure(value: float, *, year: bool) -> str:
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return str(value) if year else f"{value:,}".removesuffix(".0")


def _names(workspace: Workspace, rows: Iterable[FiledRow], lang: str) -> dict[str, str]:
    ids = set()
    for row in rows:
        for name, *values in row.detail.get("changes", ()):
            for value in values[:2]:
                if name in LINKS and value:
                    ids.update(value)
                elif name in _ENDS and value:
                    ids.add(value)
    nodes = workspace.store.get_nodes(ids) if ids else {}
    return {n: (node.name_en or node.name_ko) if lang == "en" else node.name_ko for n, node in nodes.items()}


def state_links(counts: Mapping[str, int], lang: str) -> list[tuple[str, str, int]]:
    """Return state, label and number of rows of each state that has any."""
    return [(state, WORDS_PREVIEW[f"pv_{state}"].get(lang), counts[state]) for state in STATES if counts.get(state)]
