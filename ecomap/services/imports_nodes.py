"""Storing rows of organisations and programmes: which record each one is, and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ecomap.domain.identity import alike, link_id, natural_id
from ecomap.domain.records import Edge, Node, Value
from ecomap.domain.texts import key, number_key
from ecomap.errors import InvalidRecord
from ecomap.exchange.columns import Note
from ecomap.exchange.node_rows import DEFAULT_KIND, NodeDraft, NodeReader
from ecomap.exchange.tables import Row, Table
from ecomap.services.imports_inspect import told_nodes
from ecomap.services.imports_merged import keep_own
from ecomap.services.imports_report import Findings
from ecomap.services.imports_words import (
    ambiguous,
    maybe_same,
    number_taken,
    number_twice,
    other_kind,
    other_name,
    otherwise,
    renamed,
)
from ecomap.services.listing import links_from
from ecomap.services.redirects import holders_of, merged_ids, present_ids
from ecomap.stores.contract import Writing


@dataclass(frozen=True, slots=True)
class Told:
    """A record as this import told it first: where, a digest of what was said, kind and registration number.

    ``merged`` says that the row was about a record that was merged into this one.
    """

    where: str
    digest: int
    kind: str
    number: str
    merged: bool = False


@dataclass(slots=True)
class Known:
    """What this import has told so far.

    ``records`` by id, ids (``registered``) by comparison form of the registration number, and place and id of
    namesakes (``named``) by kind and comparison form of the name. About 800 bytes an organisation.
    """

    records: dict[str, Told] = field(default_factory=dict)
    registered: dict[str, str] = field(default_factory=dict)
    named: dict[tuple[str, str], set[tuple[str, str]]] = field(default_factory=dict)

    def forget(self, node: Node, place: str) -> None:
        """Take back that a record was told."""
        told = self.records.pop(node.id)
        self.named[node.kind, key(node.name_ko)].discard((place, node.id))
        if self.registered.get(number := number_key(told.number)) == node.id:
            del self.registered[number]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store holds of the records that a batch may mean.

    ``holders`` are ids by registration number, ``namesakes`` ids by kind, comparison form of the name and place;
    ``anywhere`` has place and id of all namesakes by kind and comparison form; ``leads`` says by the id of a merged
    record into which it was merged.
    """

    nodes: dict[str, Node]
    holders: dict[str, tuple[str, ...]]
    namesakes: dict[tuple[str, str, str], set[str]]
    anywhere: dict[tuple[str, str], set[tuple[str, str]]]
    leads: dict[str, str]


class NodeImporter:
    """Stores batches of one table of organisations or programmes."""

    def __init__(self, writing: Writing, findings: Findings, known: Known, table: Table, reader: NodeReader) -> None:
        self._writing = writing
        self._findings = findings
        self._known = known
        self._table = table
        self._reader = reader

    def store(self, batch: list[tuple[Row, NodeDraft]]) -> None:
        """Store the drafts of some rows."""
        stored = self._stored([draft for _, draft in batch])
        told: dict[str, tuple[Row, NodeDraft, Node]] = {}
        for row, draft in batch:
            try:
                given = draft.id
                draft.id = self._identify(draft, stored)
                if merged := self._is_merged(draft, given, stored):
                    keep_own(self._reader, draft, stored.nodes[draft.id])
                node = self._node(draft, stored.nodes.get(draft.id))
                if self._is_new(draft, node, given=bool(given), merged=merged):
                    told[node.id] = (row, draft, node)
                elif self._findings.inspector:
                    self._findings.inspector.repeated(row, node.id)
            except InvalidRecord as error:
                self._findings.refuse(self._table, row, error)
            else:
                self._findings.warn(self._table, row.number, draft.notes)
        accepted = self._inspected(list(told.values()), stored)
        counts = self._findings.of(self._reader.sheet)
        counts.add(self._writing.put_nodes([node for _, _, node in accepted]))
        self._put_links([draft for _, draft, _ in accepted], stored.nodes)

    def _inspected(
        self, accepted: list[tuple[Row, NodeDraft, Node]], stored: Stored
    ) -> list[tuple[Row, NodeDraft, Node]]:
        """Return the rows that whoever inspects the import lets through."""
        if not (inspector := self._findings.inspector):
            return accepted
        told = told_nodes(self._writing, self._reader, accepted, stored.nodes)
        refused = inspector.nodes(self._writing, told)
        for at, error in refused.items():
            row, draft, node = accepted[at]
            self._known.forget(node, draft.place)
            self._findings.refuse(self._table, row, error)
        return [one for at, one in enumerate(accepted) if at not in refused]

    def _stored(self, drafts: list[NodeDraft]) -> Stored:
        numbers = {number for draft in drafts if (number := _number(draft))}
        holders = holders_of(self._writing, numbers)
        unnamed = [draft for draft in drafts if not draft.id]
        named = self._writing.find_named({draft.names["name_ko"] for draft in unnamed}) if unnamed else {}
        ids = {draft.id for draft in drafts if draft.id}
        ids.update(node_id for found in (*holders.values(), *named.values()) for node_id in found)
        ids.update(self._natural(draft, number) for draft in unnamed for number in ("", _number(draft)))
        nodes = self._writing.get_nodes(ids)
        leads = present_ids(self._writing, ids - nodes.keys())
        nodes |= self._writing.get_nodes(leads.values())
        namesakes = self._namesakes(named, nodes)
        anywhere: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for (kind, name, place), found in namesakes.items():
            anywhere.setdefault((kind, name), set()).update((place, node_id) for node_id in found)
        return Stored(nodes, holders, namesakes, anywhere, leads)

    def _namesakes(
        self, named: dict[str, tuple[str, ...]], nodes: dict[str, Node]
    ) -> dict[tuple[str, str, str], set[str]]:
        ids = {node_id for found in named.values() for node_id in found}
        places: dict[str, str] = {}
        for edge in links_from(self._writing, ids, ("located_in", "active_in")):
            if edge.type == "located_in" or edge.source not in places:
                places[edge.source] = edge.target
        namesakes: dict[tuple[str, str, str], set[str]] = {}
        for name, found in named.items():
            for node_id in found:
                what = (nodes[node_id].kind, key(name), places.get(node_id, ""))
                namesakes.setdefault(what, set()).add(node_id)
        return namesakes

    def _identify(self, draft: NodeDraft, stored: Stored) -> str:
        number = _number(draft)
        holders: tuple[str, ...] = stored.holders.get(number, ())
        told = self._known.registered.get(number_key(number), "")
        draft.id = stored.leads.get(draft.id, draft.id)
        if not draft.id:
            if told or not holders:
                return told or self._by_name(draft, number, stored)
            return self._by_number(draft, number, stored.nodes[holders[0]])
        if told and told != draft.id:
            raise self._number_twice(number, told)
        if holders and draft.id not in holders and holders[0] not in self._known.records:
            raise number_taken(self._reader.header("registration_number"), number, holders[0])
        return draft.id

    def _by_number(self, draft: NodeDraft, number: str, holder: Node) -> str:
        """Return the id of the organisation that holds the number, if the row can mean it by its name."""
        names, others = _names(draft.names, draft.properties), _names(_names_of(holder), holder.properties)
        if not any(alike(name, other) for name in names for other in others):
            raise other_name(self._reader.header("registration_number"), draft.names["name_ko"], number, holder)
        if key(draft.names["name_ko"]) != key(holder.name_ko):
            draft.notes.append(Note(self._reader.header("name_ko"), draft.names["name_ko"], renamed(holder)))
        return holder.id

    def _by_name(self, draft: NodeDraft, number: str, stored: Stored) -> str:
        """Return the id of the namesake of this kind and place, a new id if there is none with another number."""
        plain = self._natural(draft, "")
        plain = stored.leads.get(plain, plain)
        what = (draft.kind or DEFAULT_KIND, key(draft.names["name_ko"]), draft.place)
        same: set[str] = set(stored.namesakes.get(what, ()))
        if plain in stored.nodes or plain in self._known.records:
            same.add(plain)
        fitting = sorted(n for n in same if not number or self._number_of(n, stored) in ("", number_key(number)))
        if len(fitting) > 1:
            raise ambiguous(draft, fitting)
        if fitting:
            return fitting[0]
        draft.notes += self._doubtful(draft, number, stored)
        return self._natural(draft, number) if same else plain

    def _is_merged(self, draft: NodeDraft, given: str, stored: Stored) -> bool:
        """Whether a row is about a record that was merged into the one that it now means."""
        node = stored.nodes.get(draft.id)
        if node is None:
            return False
        number, own = number_key(_number(draft)), number_key(str(node.properties.get("registration_number", "")))
        if given:
            return given in stored.leads
        if self._natural(draft, "") in stored.leads:
            return True
        by_number = number != own and draft.id in stored.holders.get(_number(draft), ())
        by_alias = key(draft.names["name_ko"]) in map(key, _names({}, node.properties))
        return (by_number or by_alias) and bool(merged_ids(self._writing, draft.id))

    def _doubtful(self, draft: NodeDraft, number: str, stored: Stored) -> list[Note]:
        """Return a word on namesakes, stored or told before in this import, that a new organisation may be.

        That is where either side has no place.
        """
        name = draft.names["name_ko"]
        what = (draft.kind or DEFAULT_KIND, key(name))
        ids = {
            node_id
            for place, node_id in stored.anywhere.get(what, set()) | self._known.named.get(what, set())
            if not (place and draft.place)
            and (not number or self._number_of(node_id, stored) in ("", number_key(number)))
        }
        told = {node_id: told.where for node_id in ids if (told := self._known.records.get(node_id))}
        return [Note(self._reader.header("name_ko"), name, maybe_same(sorted(ids), told))] if ids else []

    def _natural(self, draft: NodeDraft, number: str) -> str:
        prefix = "prog" if self._reader.sheet == "programmes" else "org"
        return natural_id(prefix, draft.kind or DEFAULT_KIND, draft.names["name_ko"], draft.place, number)

    def _number_of(self, node_id: str, stored: Stored) -> str:
        """Return the comparison form of an organisation's registration number."""
        if told := self._known.records.get(node_id):
            return number_key(told.number)
        return number_key(str(stored.nodes[node_id].properties.get("registration_number", "")))

    def _node(self, draft: NodeDraft, stored: Node | None) -> Node:
        if stored is None:
            draft.kind = draft.kind or DEFAULT_KIND
            self._reader.check_links(draft)
            return Node(draft.id, draft.kind, draft.names["name_ko"], draft.names.get("name_en", ""), draft.properties)
        draft.kind = draft.kind or (stored.kind if self._reader.reads(stored.kind) else DEFAULT_KIND)
        if draft.kind != stored.kind:
            raise other_kind(draft, stored)
        self._reader.check_links(draft)
        kept = {n: v for n, v in stored.properties.items() if n not in self._reader.property_names}
        name_en = draft.names.get("name_en", stored.name_en)
        return Node(draft.id, draft.kind, draft.names["name_ko"], name_en, kept | draft.properties)

    def _is_new(self, draft: NodeDraft, node: Node, *, given: bool, merged: bool) -> bool:
        """Remember the record; whether this import tells it for the first time.

        Of a record and of one that was merged into it, the row about the record itself counts.
        """
        parts = (draft.names, draft.properties, draft.links)
        digest = hash((draft.kind, *(frozenset(part.items()) for part in parts)))
        number = _number(draft)
        told = self._known.records.get(node.id)
        if told is None or (told.merged and not merged):
            where = f"{self._table.file} {draft.row}"
            self._known.records[node.id] = Told(where, digest, node.kind, number, merged)
            self._known.named.setdefault((node.kind, key(node.name_ko)), set()).add((draft.place, node.id))
            if plain := number_key(number):
                self._known.registered[plain] = node.id
            return True
        if told.digest != digest and not merged:
            raise (self._number_twice(number, node.id) if number and not given else otherwise(node.id, told.where))
        self._findings.of(self._reader.sheet).duplicates += 1
        return False

    def _put_links(self, drafts: list[NodeDraft], stored: dict[str, Node]) -> None:
        replaced = {draft.id for draft in drafts if draft.id in stored}
        seated = {edge.source for edge in links_from(self._writing, replaced, self._added_types())}
        wanted = {
            name: Edge(name, link, draft.id, target)
            for draft in drafts
            for link, targets in draft.links.items()
            if link in self._reader.link_types or draft.id not in seated
            for target in targets
            if (name := link_id(link, draft.id, target))
        }
        present = {edge.id: edge for edge in links_from(self._writing, replaced, self._reader.link_types)}
        said = {(edge.type, edge.source, edge.target) for edge in present.values()}
        stale = [e for e in present.values() if link_id(e.type, e.source, e.target) not in wanted]
        self._remove(stale)
        new = [edge for edge in wanted.values() if (edge.type, edge.source, edge.target) not in said]
        counts = self._findings.of("links")
        counts.add(self._writing.put_edges(new))
        counts.unchanged += len(wanted) - len(new)

    def _remove(self, stale: list[Edge]) -> None:
        """Remove links that the file's columns no longer say.

        A column speaks of one kind of target: the tasks of a programme say nothing of its ordinances.
        """
        if stale:
            targets = self._writing.get_nodes({edge.target for edge in stale})
            ends = self._reader.link_ends
            self._writing.remove_edges([e.id for e in stale if (e.type, targets[e.target].kind) in ends])

    def _added_types(self) -> tuple[str, ...]:
        """Return the types of links that rows add where there is none; those of columns replace what is there."""
        return ("located_in",) if self._reader.seat_from_address else ()

    def _number_twice(self, number: str, other: str) -> InvalidRecord:
        where = self._known.records[other].where
        return number_twice(self._reader.header("registration_number"), number, where)


def _number(draft: NodeDraft) -> str:
    return str(draft.properties.get("registration_number", ""))


def _names(names: Mapping[str, str], properties: Mapping[str, Value]) -> set[str]:
    aliases = properties.get("aliases", ())
    return {*names.values(), *(aliases if isinstance(aliases, tuple) else ())} - {""}


def _names_of(node: Node) -> dict[str, str]:
    return {"name_ko": node.name_ko, "name_en": node.name_en}
