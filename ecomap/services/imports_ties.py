"""Storing rows of ties: which actors they join, which record each one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ecomap.domain.identity import natural_tie_id
from ecomap.domain.records import Edge
from ecomap.errors import InvalidRecord
from ecomap.exchange.tables import Row, Table
from ecomap.exchange.tie_rows import CORE, TieDraft, TieReader
from ecomap.services.imports_inspect import ToldTie
from ecomap.services.imports_nodes import Known
from ecomap.services.imports_report import Findings
from ecomap.services.redirects import REDIRECT, present_ids
from ecomap.stores.contract import PaperQuery, Writing
from graph_schema import EdgeKind, Ontology, Text

MAX_LISTED = 10


@dataclass(slots=True)
class Ends:
    """Actors by the text that names them, looked up in batches: about 200 bytes a distinct text.

    Parameters
    ----------
    writing : Writing
    actor_kinds : frozenset of str
    known : Known
        Organisations of this import, which need no look-up.
    """

    writing: Writing
    actor_kinds: frozenset[str]
    known: Known
    _found: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)
    joined: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id and kind of the actor by the text that names it, for texts that name exactly one."""

    def look_up(self, texts: set[str]) -> None:
        """Find what texts name: an id first, else a registration number, else a name."""
        records = self.known.records
        asked = texts - self._found.keys()
        if not asked:
            return
        own = {text for text in asked if text in records and records[text].kind in self.actor_kinds}
        self._found |= {text: (text,) for text in own}
        self.joined |= {text: (text, records[text].kind) for text in own}
        asked -= own
        if not asked:
            return
        by_id = {n: kind for n, kind in self.writing.get_kinds(asked).items() if kind in self.actor_kinds}
        found: dict[str, tuple[str, ...]] = {text: (text,) for text in by_id}
        found |= {text: (actor,) for text, actor in self._merged(asked - by_id.keys()).items()}
        found |= self.writing.find_registered(rest) if (rest := asked - found.keys()) else {}
        found |= self.writing.find_named(rest) if (rest := asked - found.keys()) else {}
        self._found |= {text: found.get(text, ()) for text in asked}
        others = {n for ids in found.values() for n in ids} - by_id.keys()
        self._kinds |= by_id | (self.writing.get_kinds(others) if others else {})
        self.joined |= {text: (ids[0], self.kind(ids[0])) for text, ids in found.items() if len(ids) == 1}

    def _merged(self, texts: set[str]) -> dict[str, str]:
        """Return the actors into which records were merged whose ids are among some texts."""
        leads = present_ids(self.writing, texts)
        nodes = self.writing.get_nodes(leads.values()) if leads else {}
        return {text: to for text, to in leads.items() if to in nodes and nodes[to].kind in self.actor_kinds}

    def refusal(self, text: str) -> InvalidRecord:
        """Return the error for a text that names no actor, or more than one; it must have been looked up."""
        ids = self._found[text]
        return _several(text, ids) if ids else _nobody(text)

    def kind(self, node_id: str) -> str:
        """Return the kind of an actor that was found."""
        told = self.known.records.get(node_id)
        return told.kind if told else self._kinds[node_id]


@dataclass(slots=True)
class ToldTies:
    """Ties that this import has told, over all its tables: row and digest by hash of the id, 200 bytes a tie.

    Plain numbers, because the garbage collector would go through 300,000 tuples again and again.
    """

    digests: dict[int, int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)


class TieImporter:
    """Stores batches of one table of ties."""

    def __init__(
        self,
        writing: Writing,
        findings: Findings,
        ends: Ends,
        table: Table,
        reader: TieReader,
        ontology: Ontology,
        told: ToldTies,
    ) -> None:
        self._writing = writing
        self._findings = findings
        self._ends = ends
        self._table = table
        self._reader = reader
        self._types: Mapping[str, EdgeKind] = {name: ontology.edges[name] for name in ontology.tie_types}
        self._allowed = {name: frozenset(kind.ends) for name, kind in self._types.items()}
        self._told = told
        # Where nothing was ever merged, no id of a tie needs to be looked up among the old ones.
        self._merged = bool(writing.find_papers(PaperQuery(REDIRECT, limit=1)).items)

    def store(self, batch: list[tuple[Row, TieDraft]]) -> None:
        """Store the drafts of some rows."""
        self._ends.look_up({text for _, draft in batch for text in (draft.source, draft.target)})
        accepted: list[tuple[Row, TieDraft]] = []
        for row, draft in batch:
            try:
                self._join(draft)
                if self._is_new(draft):
                    accepted.append((row, draft))
                elif self._findings.inspector:
                    self._findings.inspector.repeated(row, draft.id)
            except InvalidRecord as error:
                self._findings.refuse(self._table, row, error)
            else:
                if draft.notes:
                    self._findings.warn(self._table, row.number, draft.notes)
        stored = self._stored([draft for _, draft in accepted])
        edges = [self._edge(draft, stored.get(draft.id)) for _, draft in accepted]
        counts = self._findings.of("ties")
        counts.add(self._writing.put_edges(self._inspected(accepted, stored, edges)))

    def _inspected(
        self, accepted: list[tuple[Row, TieDraft]], stored: Mapping[str, Edge], edges: list[Edge]
    ) -> list[Edge]:
        """Return the ties that whoever inspects the import lets through."""
        if not (inspector := self._findings.inspector):
            return edges
        told = [
            ToldTie(row, draft, stored.get(draft.id), edge) for (row, draft), edge in zip(accepted, edges, strict=True)
        ]
        refused = inspector.ties(self._writing, told)
        for at, error in refused.items():
            self._findings.refuse(self._table, told[at].row, error)
        return [edge for at, edge in enumerate(edges) if at not in refused]

    def _stored(self, drafts: list[TieDraft]) -> dict[str, Edge]:
        """Return the stored ties; a tie that a merge moved keeps the id that it had before."""
        wanted = {draft.id for draft in drafts}
        stored = self._writing.get_edges(wanted)
        if leads := present_ids(self._writing, wanted - stored.keys()) if self._merged else {}:
            stored |= self._writing.get_edges(leads.values())
            for draft in drafts:
                draft.id = leads.get(draft.id, draft.id)
        return stored

    def _join(self, draft: TieDraft) -> None:
        joined = self._ends.joined
        for column, text in (("source", draft.source), ("target", draft.target)):
            if text not in joined:
                raise self._reader.refuse(column, self._ends.refusal(text))
        (source, source_kind), (target, target_kind) = joined[draft.source], joined[draft.target]
        draft.source, draft.target = source, target
        if source == target:
            raise self._reader.refuse("target", _itself(source))
        kinds = (source_kind, target_kind)
        type_ = self._types[draft.type]
        if kinds not in self._allowed[draft.type] and (type_.directed or kinds[::-1] not in self._allowed[draft.type]):
            raise self._reader.refuse("type", _wrong_ends(type_, kinds))

    def _is_new(self, draft: TieDraft) -> bool:
        """Give the tie its id and remember it; whether this import tells it for the first time."""
        given = bool(draft.id)
        directed = self._types[draft.type].directed
        ends = (draft.source, draft.target)
        if not given:
            since, topic = draft.core.get("valid_from"), draft.core.get("field", "")
            draft.id = natural_tie_id(draft.type, ends, since, topic, directed=directed)
        said = frozenset(draft.core.items()), frozenset(draft.properties.items()) if draft.properties else None
        # A tie without direction may be told from either side, as registers do that list each organisation's partners.
        digest, key = hash((draft.type, ends if directed else frozenset(ends), said)), hash(draft.id)
        told = self._told.digests.get(key)
        if told is None:
            self._told.digests[key] = digest
            self._told.rows[key] = draft.row
            return True
        if told != digest:
            raise self._reader.refuse("id", _otherwise(draft.id, self._told.rows[key], given))
        self._findings.of("ties").duplicates += 1
        return False

    def _edge(self, draft: TieDraft, stored: Edge | None) -> Edge:
        core, properties = draft.core, draft.properties
        source, target = draft.source, draft.target
        if stored is not None:
            if not self._types[draft.type].directed and (target, source) == (stored.source, stored.target):
                source, target = stored.source, stored.target
            kept = {name: getattr(stored, name) for name in CORE if name not in self._reader.core_names}
            core = kept | core
            properties = {
                n: v for n, v in stored.properties.items() if n not in self._reader.property_names
            } | properties
        return Edge(draft.id, draft.type, source, target, **core, properties=properties)


def _nobody(text: str) -> InvalidRecord:
    return InvalidRecord(
        Text(f"'{text}'인 단체가 없습니다.", f"There is no organisation '{text}'."),
        Text(
            "단체 파일에 먼저 등록하거나 식별자·등록번호·정확한 이름으로 고치십시오.",
            "Add it to the file of organisations, or write its id, registration number or exact name.",
        ),
        value=text,
    )


def _several(text: str, ids: tuple[str, ...]) -> InvalidRecord:
    listed = ", ".join(sorted(ids)[:MAX_LISTED]) + (" …" if len(ids) > MAX_LISTED else "")
    return InvalidRecord(
        Text(f"'{text}'인 단체가 여럿입니다: {listed}", f"Several organisations are called '{text}': {listed}"),
        Text("이름 대신 식별자를 쓰십시오.", "Write the id instead of the name."),
        value=text,
    )


def _itself(node_id: str) -> InvalidRecord:
    return InvalidRecord(
        Text(f"'{node_id}'이(가) 자기 자신과 이어집니다.", f"'{node_id}' is tied to itself."),
        Text("두 단체를 확인하십시오.", "Check the two organisations."),
        value=node_id,
    )


def _wrong_ends(type_: EdgeKind, kinds: tuple[str, str]) -> InvalidRecord:
    listed = ", ".join(f"{source} → {target}" for source, target in type_.ends)
    return InvalidRecord(
        Text(
            f"'{type_.label.ko}' 관계는 {kinds[0]}에서 {kinds[1]}(으)로 이을 수 없습니다.",
            f"A tie '{type_.name}' cannot go from {kinds[0]} to {kinds[1]}.",
        ),
        Text(f"이을 수 있는 종류: {listed}", f"Allowed: {listed}"),
        value=type_.name,
    )


def _otherwise(tie_id: str, row: int, given: bool) -> InvalidRecord:
    if given:
        remedy = Text("한 행만 두거나 다른 식별자를 쓰십시오.", "Keep one of the rows, or use another id.")
    else:
        remedy = Text(
            "서로 다른 관계라면 식별자(id) 열을 더해 다른 값을 적으십시오.",
            "If they are two ties, add an id column and give each its own.",
        )
    return InvalidRecord(
        Text(
            f"{row}행과 같은 관계인데 내용이 다릅니다. (유형·양끝·시작일·분야로 판단, {tie_id})",
            f"This is the tie of row {row} with other content (told by type, ends, start and field; {tie_id}).",
        ),
        remedy,
        value=tie_id,
    )
