"""What rows of a file would do, told field by field for whoever decides about them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from ecomap.domain.records import Edge, Value
from ecomap.errors import InvalidRecord
from ecomap.exchange.columns import Note
from ecomap.exchange.row_file import Finding
from ecomap.exchange.said import LINKS, NAMES, TIE_VALUES
from ecomap.exchange.tables import Row
from ecomap.matching import Entry
from ecomap.services.access import Principal
from ecomap.services.imports_inspect import ToldNode, ToldTie
from ecomap.services.live_index import entry_of
from ecomap.services.scopes import OUTSIDE, ScopeGuard
from ecomap.stores.contract import Reading, Writing
from graph_schema import Ontology, Text

_CHECK = Text("값을 확인하십시오.", "Check the value.")
_SHOWN = 200

Change = tuple[str, Any, Any]
"""Field, value before, value after; a third place beyond says that the caller may not see them."""


class FindingInspector(ScopeGuard):
    """Finds what each row would do; see `ecomap.services.imports_inspect.Inspector`.

    Parameters
    ----------
    reading : Reading
    who : Principal
    ontology : Ontology
    """

    def __init__(self, reading: Reading, who: Principal, ontology: Ontology) -> None:
        super().__init__(reading, who)
        self._who = who
        self._ontology = ontology
        self.found: dict[int, Finding] = {}
        """By the identity of the row, which its keeper has to hold meanwhile."""
        self.entries: dict[int, Entry] = {}
        """What is compared of new actors, by the identity of the row."""

    def nodes(self, writing: Writing, told: Sequence[ToldNode]) -> Mapping[int, InvalidRecord]:
        """Note what organisations or programmes become."""
        for one in told:
            node, new = one.after, one.before is None
            kind = self._ontology.nodes[node.kind]
            changes = _node_changes(one)
            hidden = {spec.name for spec in kind.properties if not self._who.may_see(spec)}
            sheet = "organisations" if kind.family == "actor" else "programmes"
            finding = _finding(sheet, node.name_ko, node.id, changes, new=new, hidden=hidden, notes=one.draft.notes)
            finding.detail["kind"] = node.kind
            self.found[id(one.row)] = finding
            if new and kind.family == "actor":
                self.entries[id(one.row)] = entry_of(node, one.draft.place)
        return super().nodes(writing, told)

    def ties(self, writing: Writing, told: Sequence[ToldTie]) -> Mapping[int, InvalidRecord]:
        """Note what ties become."""
        ends = writing.get_nodes({end for one in told for end in (one.after.source, one.after.target)})
        for one in told:
            tie, new = one.after, one.before is None
            kind = self._ontology.edges[tie.type]
            hidden = {spec.name for spec in kind.properties if not self._who.may_see(spec)}
            name = f"{ends[tie.source].name_ko} → {ends[tie.target].name_ko}"
            changes = _tie_changes(one.before, tie)
            finding = _finding("ties", name, tie.id, changes, new=new, hidden=hidden, notes=one.draft.notes)
            finding.detail |= {"kind": tie.type, "source": tie.source, "target": tie.target}
            self.found[id(one.row)] = finding
        return super().ties(writing, told)

    def repeated(self, row: Row, subject: str) -> None:
        """Note a row that says what an earlier one says."""
        self.found[id(row)] = Finding("same", "", subject, subject, {"repeated": True})

    def refused(self, row: Row, error: InvalidRecord) -> None:
        """Note a refused row with the reason and the remedy."""
        finding = self.found.setdefault(id(row), Finding("refused", name=_name_in(row)))
        finding.state = "outside" if error.context.get("code") == OUTSIDE else "refused"
        remedy = error.remedy or _CHECK
        finding.detail |= {
            "column": str(error.context.get("column", "")),
            "value": str(error.context.get("value", "")).replace("\x00", "␀")[:_SHOWN],
            "reason": [error.message.ko, error.message.en],
            "remedy": [remedy.ko, remedy.en],
        }
        self.entries.pop(id(row), None)


def _finding(
    sheet: str,
    name: str,
    subject: str,
    changes: Sequence[Change],
    *,
    new: bool,
    hidden: set[str],
    notes: Sequence[Note],
) -> Finding:
    state = "new" if new else "changed" if changes else "same"
    told = json.dumps([subject, new, changes], sort_keys=True, ensure_ascii=False)
    detail: dict[str, Any] = {
        "changes": [(name, None, None, True) if name in hidden else (name, *rest) for name, *rest in changes]
    }
    if notes:
        detail["notes"] = [[note.column, note.value[:_SHOWN], note.text.ko, note.text.en] for note in notes]
    return Finding(state, sheet, name, subject, detail, blake2b(told.encode(), digest_size=12).hexdigest())


def _node_changes(one: ToldNode) -> list[Change]:
    before, after = one.before, one.after
    old: Mapping[str, Value] = before.properties if before else {}
    changes = [_pair(name, getattr(before, name, ""), getattr(after, name)) for name in NAMES]
    changes += [_pair(n, old.get(n), after.properties.get(n)) for n in sorted({*old, *after.properties})]
    for type_ in LINKS:
        was, now = (tuple(sorted(links.get(type_, ()))) for links in (one.links_before, one.links_after))
        changes.append(_pair(type_, was, now))
    return [change for change in changes if change[1] != change[2]]


def _tie_changes(before: Edge | None, after: Edge) -> list[Change]:
    old: Mapping[str, Value] = before.properties if before else {}
    names = ("type", "source", "target", *TIE_VALUES)
    changes = [_pair(name, getattr(before, name, None), getattr(after, name)) for name in names]
    changes += [_pair(n, old.get(n), after.properties.get(n)) for n in sorted({*old, *after.properties})]
    return [change for change in changes if change[1] != change[2]]


def _pair(name: str, before: object, after: object) -> Change:
    return name, _plain(before), _plain(after)


def _plain(value: object) -> Any:
    """Return a value as JSON has it; what is empty is nothing."""
    if isinstance(value, tuple):
        return list(value) or None
    if isinstance(value, bool | int | float):
        return value
    return str(value) if value not in (None, "") else None


def _name_in(row: Row) -> str:
    return next((cell.strip()[:80] for cell in row.cells if any(char.isalpha() for char in cell)), "")
