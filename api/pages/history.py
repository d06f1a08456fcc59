"""History entries field by field, in the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from api.pages.actor import value_text
from api.pages.words import words
from ecomap.domain.records import Change, Edge, HistoryEntry, Node
from ecomap.exchange.said import NAMES, TIE_VALUES
from ecomap.services.workspace import Workspace


def shown_change(revision: int, at: datetime, change: Change, lang: str) -> dict[str, Any]:
    """Return who changed something, when, why and through what."""
    return {
        "revision": revision,
        "at": f"{at.astimezone():%Y-%m-%d %H:%M}",
        "who": change.who or words(lang)["keeper"],
        "reason": change.reason,
        "via": words(lang).get(f"via_{change.via}", change.via),
    }


def shown_entry(workspace: Workspace, entry: HistoryEntry, lang: str) -> dict[str, Any]:
    """Return one record's part of a change, with the fields that differ."""
    before, after = (_fields(workspace, record, lang) for record in (entry.before, entry.after))
    told = words(lang)
    rows = [
        {"label": label, "before": before.get(label, "–"), "after": after.get(label, "–")}
        for label in {**before, **after}
        if before.get(label) != after.get(label)
    ]
    what = told["created"] if entry.before is None else told["removed"] if entry.after is None else ""
    shown = shown_change(entry.revision, entry.at, entry.change, lang)
    return {**shown, "subject": entry.subject, "what": what, "rows": rows, "there": entry.after is not None}


def _fields(workspace: Workspace, record: Node | Edge | None, lang: str) -> dict[str, str]:
    """Return what a record says by the label of the field."""
    if record is None:
        return {}
    if isinstance(record, Node):
        labels, specs = NAMES, workspace.ontology.node(record.kind).properties
    else:
        labels, specs = TIE_VALUES, workspace.ontology.edge(record.type).properties
    found = {label.get(lang): str(getattr(record, name)) for name, label in labels.items() if getattr(record, name)}
    if isinstance(record, Edge):
        kind = workspace.ontology.edge(record.type).label.get(lang)
        found = {kind: f"{record.source} → {record.target}", **found}
    return found | {
        spec.label.get(lang): value_text(spec, record.properties[spec.name], lang)
        for spec in specs
        if spec.name in record.properties
    }
