"""Rows of organisations and programmes as records that still lack their id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial

from ecomap.domain.records import Value
from ecomap.domain.texts import key
from ecomap.errors import InvalidRecord
from ecomap.exchange.cells import LIST_SEPARATOR, choice_reader, property_reader, refusal
from ecomap.exchange.columns import (
    Column,
    Frame,
    Note,
    Vocabulary,
    read_columns,
    read_id,
    require,
    require_order,
)
from ecomap.exchange.headers import Layout
from ecomap.exchange.tables import Row, Table
from graph_schema import NodeKind, Text

PERIODS = (("founded", "closed"), ("contract_start", "contract_end"), ("start", "end"))
DEFAULT_KIND = "civil_society"

# Type of link, kind of what it reaches, whether a cell may list several.
LINKS: dict[str, dict[str, tuple[str, str, bool]]] = {
    "organisations": {
        "located_in": ("located_in", "place", False),
        "active_in": ("active_in", "place", True),
        "fields": ("works_in", "field", True),
        "tasks": ("responsible_for", "task", True),
    },
    "programmes": {
        "place": ("active_in", "place", True),
        "fields": ("works_in", "field", True),
        "task": ("responsible_for", "task", True),
    },
}

Targets = tuple[tuple[str, ...], tuple[str, ...]]

_SEAT_FOUND = Text(
    "지역 열이 없어 주소에 적힌 자치구를 소재 지역으로 읽었습니다.",
    "There is no column of places; the gu in the address was read as the seat.",
)
_NO_SEAT = Text(
    "주소에서 이 도시의 자치구를 찾지 못해 소재 지역을 비워 두었습니다. 자치구 열을 더하면 채워집니다.",
    "The address names no gu of this city, so the seat stays empty; a column of districts would fill it.",
)


@dataclass(slots=True)
class NodeDraft:
    """What one row says about a node.

    Parameters
    ----------
    row : int
    id : str
        Empty where the row gives none.
    kind : str
        Empty where the row gives none.
    names : dict
        ``name_ko`` and ``name_en`` as far as the table has the columns.
    properties : dict
        Values of the cells that are not empty.
    links : dict
        Target ids by type of link, empty tuples for empty cells.
    notes : list of Note
    """

    row: int
    id: str
    kind: str
    names: dict[str, str]
    properties: dict[str, Value]
    links: dict[str, tuple[str, ...]]
    notes: list[Note] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it is, as far as that tells namesakes apart."""
        return next(iter(self.links.get("located_in") or self.links.get("active_in") or ()), "")


class NodeReader:
    """Reads rows of one table of organisations or programmes.

    Parameters
    ----------
    table : Table
    layout : Layout
    vocabulary : Vocabulary
    defaults : mapping
        Text for all rows, by column, where the table lacks the column.
    """

    def __init__(self, table: Table, layout: Layout, vocabulary: Vocabulary, defaults: Mapping[str, str]) -> None:
        self._frame = Frame.of(table, layout, defaults)
        self._vocabulary = vocabulary
        sheet = layout.sheet
        self.sheet = sheet.name
        self._labels = {column.name: column.label for column in sheet.columns}
        family = "programme" if sheet.name == "programmes" else "actor"
        self._kinds = {n: kind for n, kind in vocabulary.ontology.nodes.items() if kind.family == family}
        self._link_columns = {c: link for c, link in LINKS[sheet.name].items() if c in self._frame.positions}
        core = [self._frame.column("id", read_id, remember=False)]
        kinds = {name: kind.label for name, kind in self._kinds.items()}
        core.append(self._frame.column("kind", choice_reader(self._labels.get("kind", Text("", "")), kinds)))
        core += [self._frame.column(name, str, remember=False) for name in ("name_ko", "name_en")]
        for name, (_, of, many) in self._link_columns.items():
            core.append(self._frame.column(name, self._targets(self._labels[name], of, many)))
        self._core = [column for column in core if column]
        self._properties: dict[str, list[Column]] = {}
        own = {spec.name for kind in self._kinds.values() for spec in kind.properties}
        self.property_names = frozenset(own & self._frame.positions.keys())
        self.link_types = tuple(link for link, _, _ in self._link_columns.values())
        self.link_ends = frozenset((link, of) for link, of, _ in self._link_columns.values())
        self.seat_from_address = (
            "located_in" in LINKS[sheet.name]
            and "located_in" not in self._frame.positions
            and "address" in self._frame.positions
        )
        """Whether the gu of the address stands in for a column of places; it adds a seat and replaces none."""

    @property
    def says_kind(self) -> bool:
        """Whether rows can say of which kind they are."""
        return len(self._kinds) == 1 or "kind" in self._frame.positions

    def reads(self, kind: str) -> bool:
        """Return whether rows of this table can be about a record of a kind."""
        return kind in self._kinds

    def header(self, name: str) -> str:
        """Return the header of a column as written in the file."""
        position = self._frame.positions.get(name)
        return self._frame.headers[position] if position is not None else name

    def read(self, row: Row) -> NodeDraft:
        """Return what a row says.

        Raises
        ------
        InvalidRecord
            With the column, the value and the remedy in its context.
        """
        notes: list[Note] = []
        cells = self._frame.cells(row, notes)
        values = read_columns(self._core, cells)
        require(values, self._frame, "name_ko", self._labels["name_ko"])
        kind = values.get("kind", "") if len(self._kinds) > 1 else next(iter(self._kinds))
        properties = read_columns(self._property_columns(kind or DEFAULT_KIND), cells)
        for first, last in PERIODS:
            require_order(properties, self._frame, first, last)
        names = {n: values.get(n, "") for n in ("name_ko", "name_en") if n in self._frame.positions}
        links = {link: self._linked(column, values, notes) for column, (link, _, _) in self._link_columns.items()}
        if self.seat_from_address and (address := properties.get("address")):
            links |= self._seat(str(address), notes)
        return NodeDraft(row.number, values.get("id", ""), kind, names, properties, links, notes)

    def _seat(self, address: str, notes: list[Note]) -> dict[str, tuple[str, ...]]:
        """Return the link to the gu that an address names; its text stays out of the notes, for it is not public."""
        gu = self._vocabulary.places.gu_in(address)
        notes.append(Note(self.header("address"), "", _SEAT_FOUND if gu else _NO_SEAT))
        return {"located_in": (gu,)} if gu else {}

    def check_links(self, draft: NodeDraft) -> None:
        """Refuse links that the node's kind cannot have."""
        edges = self._vocabulary.ontology.edges
        for column, (link, of, _) in self._link_columns.items():
            if draft.links[link] and not edges[link].allows(draft.kind, of):
                label, kind = self._labels[column], self._kinds[draft.kind].label
                error = refusal(
                    label,
                    "; ".join(draft.links[link]),
                    Text(
                        f"'{kind.ko}'에는 이 열을 비우십시오.",
                        f"Leave this column empty for the kind '{draft.kind}'.",
                    ),
                )
                error.context["column"] = self._frame.headers[self._frame.positions[column]]
                raise error

    def _property_columns(self, kind: str) -> list[Column]:
        if kind not in self._properties:
            specs = {spec.name: spec for spec in self._kinds[kind].properties}
            columns = []
            for name in sorted(self.property_names, key=self._frame.positions.__getitem__):
                if name in specs:
                    few = specs[name].type in {"choice", "date", "boolean", "year"}
                    columns.append(self._frame.column(name, property_reader(specs[name]), remember=few))
                else:
                    columns.append(self._frame.column(name, _foreign(self._labels[name], self._kinds[kind])))
            self._properties[kind] = [column for column in columns if column]
        return self._properties[kind]

    def _targets(self, label: Text, of: str, many: bool) -> Callable[[str], Targets]:
        if of == "field":
            return self._vocabulary.fields.find
        find = self._vocabulary.places.find if of == "place" else partial(_task, self._vocabulary.tasks, label)
        find = lru_cache(maxsize=8192)(find)
        return partial(_each, find) if many else lambda text: ((find(text),), ())

    def _linked(self, column: str, values: Mapping[str, Targets], notes: list[Note]) -> tuple[str, ...]:
        ids, unknown = values.get(column, ((), ()))
        if unknown:
            header = self._frame.headers[self._frame.positions[column]]
            text = Text(
                "분야를 찾지 못해 비워 두었습니다. 분야의 코드나 이름을 쓰면 연결됩니다.",
                "No policy field found, so it stays empty; a field's code or label would link it.",
            )
            notes.extend(Note(header, part, text) for part in unknown)
        return ids


def _each(find: Callable[[str], str], text: str) -> Targets:
    parts = [part for part in LIST_SEPARATOR.split(text) if part]
    if len(parts) == 1 and "," in text:
        try:  # "Mapo-gu, Seoul" is one place
            return (find(text),), ()
        except InvalidRecord:
            parts = [part.strip() for part in text.split(",") if part.strip()]
    return tuple(dict.fromkeys(find(part) for part in parts)), ()


def _task(tasks: Mapping[str, str], label: Text, text: str) -> str:
    if found := tasks.get(key(text)):
        return found
    known = ", ".join(sorted({task.removeprefix("task:") for task in tasks.values()}))
    raise refusal(label, text, Text(f"쓸 수 있는 과제: {known}", f"Known tasks: {known}"))


def _foreign(label: Text, kind: NodeKind) -> Callable[[str], Value]:
    def read(text: str) -> Value:
        raise refusal(
            label,
            text,
            Text(
                f"'{kind.label.ko}'에는 없는 항목입니다. 칸을 비우거나 종류를 고치십시오.",
                f"The kind '{kind.name}' has no such property; leave it empty or correct the kind.",
            ),
        )

    return read
