"""History entries field by field, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from api.pages.actor import value_text
from api.pages.home import name_of
from api.pages.texts import moment, person
from api.pages.words import words
from ecomap.domain.records import Change, Edge, HistoryEntry, Node
from ecomap.exchange.said import LINKS, NAMES, TIE_VALUES
from ecomap.services.workspace import Workspace


def shown_change(revision: int, at: datetime, change: Change, lang: str) -> dict[str, Any]:
    """Return who changed something, when, why and through what."""
    return {
        "revision": revision,
        "at": moment(at),
        "who": person(change.who, lang),
        "reason": change.reason,
        "via": words(lang).get(f"via_{change.via}", change.via),
    }


def shown_entries(workspace: Workspace, entries: Sequence[HistoryEntry], lang: str) -> list[dict[str, Any]]:
    """Return entries with the fields that differ; the ends of ties by name as far as a name is known."""
    records = [record for entry in entries for record in (entry.before, entry.after) if record]
    names = {record.id: name_of(record, lang) for record in records if isinstance(record, Node)}
    ends = {end for record in records if isinstance(record, Edge) for end in (record.source, record.target)}
    stored = workspace.store.get_nodes(sorted(ends - names.keys()))
    names |= {node.id: name_of(node, lang) for node in stored.values()}
    cards: dict[tuple[int, str], dict[str, Any]] = {}
    for entry in entries:
        owner = _owner(entry)
        shown = _shown_entry(workspace, entry, names, lang)
        if owner == entry.subject:
            shown["rows"] += cards.get((entry.revision, owner), {}).get("rows", [])
            cards[entry.revision, owner] = shown
        else:
            of_actor = {**shown, "subject": owner, "record": names.get(owner, owner), "what": "", "rows": []}
            card = cards.setdefault((entry.revision, owner), {**of_actor, "there": True})
            card["rows"] += _link_rows(entry, names, shown["kind"])
    return [{**card, "rows": _joined(card["rows"])} for card in cards.values()]


def _owner(entry: HistoryEntry) -> str:
    """Return the record on whose card an entry stands: a link that is a field of an actor's form is the actor's."""
    record = entry.after or entry.before
    return record.source if isinstance(record, Edge) and record.type in LINKS else entry.subject


def _link_rows(entry: HistoryEntry, names: Mapping[str, str], label: str) -> list[dict[str, str]]:
    before, after = (
        names.get(record.target, record.target) if isinstance(record, Edge) else "–"
        for record in (entry.before, entry.after)
    )
    return [{"label": label, "before": before, "after": after}] if before != after else []


def _joined(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Return rows with one a label: a seat that moved is one link that went and one that came."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        sides = found.setdefault(row["label"], {"before": [], "after": []})
        for side in sides:
            sides[side] += [row[side]] if row[side] != "–" else []
    return [
        {"label": label, **{side: ", ".join(sorted(texts)) or "–" for side, texts in sides.items()}}
        for label, sides in found.items()
    ]


def _shown_entry(workspace: Workspace, entry: HistoryEntry, names: Mapping[str, str], lang: str) -> dict[str, Any]:
    before, after = (_fields(workspace, record, names, lang) for record in (entry.before, entry.after))
    told = words(lang)
    rows = [
        {"label": label, "before": before.get(label, "–"), "after": after.get(label, "–")}
        for label in {**before, **after}
        if before.get(label) != after.get(label)
    ]
    what = told["created"] if entry.before is None else told["removed"] if entry.after is None else ""
    shown = shown_change(entry.revision, entry.at, entry.change, lang)
    return {
        **shown,
        "subject": entry.subject,
        "record": _record(workspace, entry, names, lang),
        "kind": _kind(workspace, entry, lang),
        "what": what,
        "rows": rows,
        "there": entry.after is not None,
    }


def _kind(workspace: Workspace, entry: HistoryEntry, lang: str) -> str:
    record = entry.after or entry.before
    return workspace.ontology.edge(record.type).label.get(lang) if isinstance(record, Edge) else ""


def _record(workspace: Workspace, entry: HistoryEntry, names: Mapping[str, str], lang: str) -> str:
    """Return what a record is called: an actor's name, or what links two and which."""
    record = entry.after or entry.before
    if isinstance(record, Edge):
        return f"{workspace.ontology.edge(record.type).label.get(lang)}: {_ends(record, names)}"
    return names.get(entry.subject, entry.subject)


def _ends(tie: Edge, names: Mapping[str, str]) -> str:
    return " → ".join(names.get(end, end) for end in (tie.source, tie.target))


def _fields(workspace: Workspace, record: Node | Edge | None, names: Mapping[str, str], lang: str) -> dict[str, str]:
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
        found = {
            kind: f"{names.get(record.source, record.source)} → {names.get(record.target, record.target)}",
            **found,
        }
    return found | {
        spec.label.get(lang): value_text(spec, record.properties[spec.name], lang)
        for spec in specs
        if spec.name in record.properties
    }
