"""What no store keeps, and the words in which every store says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Protocol

from ecomap.domain.records import Edge, Node
from ecomap.errors import Conflict, InvalidRecord
from graph_schema import Text, load_ontology

_LARGEST = 2**63


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Its id."""


def require_id(record: Identified) -> None:
    """Return if a record's id can be kept.

    Raises
    ------
    InvalidRecord
        If it is empty or has a character that cannot be printed.
    """
    if record.id and record.id.isprintable():
        return
    shown = ascii(record.id)
    raise InvalidRecord(
        Text(f"식별자 {shown}을(를) 쓸 수 없습니다.", f"The id {shown} cannot be used."),
        Text("보이는 글자로 된 식별자를 쓰십시오.", "Use an id of printable characters."),
        column="id",
        value=shown,
    )


def require_values(record: Node | Edge) -> None:
    """Return if every property of a record has a value that all stores can keep.

    Raises
    ------
    InvalidRecord
        If a value is no text, finite number of at most 64 bits, truth value or list of texts.
    """
    for name, value in record.properties.items():
        if not _keepable(value):
            shown = ascii(value)[:80]
            raise InvalidRecord(
                Text(
                    f"'{record.id}'의 속성 '{name}'의 값 {shown}을(를) 저장할 수 없습니다.",
                    f"The property '{name}' of '{record.id}' cannot be {shown}.",
                ),
                Text(
                    "글자, 64비트 안의 유한한 수, 참·거짓, 글자 목록만 씁니다.",
                    "Use texts, finite numbers of up to 64 bits, truth values, lists of texts.",
                ),
                column=name,
                value=shown,
                id=record.id,
            )


def require_kind(node: Node) -> None:
    """Return if the ontology knows a node's kind; raises `InvalidRecord` otherwise."""
    known = load_ontology().nodes
    if node.kind in known:
        return
    raise InvalidRecord(
        Text(f"'{node.id}'의 종류 '{node.kind}'을(를) 모릅니다.", f"'{node.id}' has the unknown kind '{node.kind}'."),
        Text(f"쓸 수 있는 종류: {', '.join(known)}", f"Known: {', '.join(known)}"),
        column="kind",
        value=node.kind,
        id=node.id,
    )


def _require_type(edge: Edge) -> None:
    known = load_ontology().edges
    if edge.type in known:
        return
    raise InvalidRecord(
        Text(f"'{edge.id}'의 유형 '{edge.type}'을(를) 모릅니다.", f"'{edge.id}' has the unknown type '{edge.type}'."),
        Text(f"쓸 수 있는 유형: {', '.join(known)}", f"Known types: {', '.join(known)}"),
        column="type",
        value=edge.type,
        id=edge.id,
    )


def require_same_kind(node: Node, old: Node) -> None:
    """Return if a node keeps the kind that it is stored with; raises `InvalidRecord` otherwise."""
    if node.kind == old.kind:
        return
    raise InvalidRecord(
        Text(
            f"'{node.id}'은(는) '{old.kind}'(으)로 저장되어 '{node.kind}'(으)로 바꿀 수 없습니다.",
            f"'{node.id}' is stored as '{old.kind}' and cannot become '{node.kind}'.",
        ),
        Text("다른 식별자로 새로 등록하십시오.", "Register it anew under another id."),
        column="kind",
        value=node.kind,
        id=node.id,
    )


def bad_date(node: Node, error: ValueError) -> InvalidRecord:
    """Return the error for a date that is none."""
    return InvalidRecord(
        Text(f"'{node.id}'의 날짜를 읽을 수 없습니다: {error}", f"A date of '{node.id}' cannot be read: {error}"),
        Text("날짜는 2021-03-04처럼 적으십시오.", "Write dates like 2021-03-04."),
        id=node.id,
    )


def require_edges(edges: Sequence[Edge], known: Mapping[str, int]) -> None:
    """Return if ids, types, ends and fields of edges can be kept and their nodes are known.

    All are looked at together, which is cheaper than one by one; only where something is wrong each is, so that the
    error names the first.

    Raises
    ------
    InvalidRecord
        As `require_id`, for a type that the ontology does not know, and for an end or field that is not among the
        known nodes.
    """
    ids = [edge.id for edge in edges]
    usable = all(ids) and "".join(ids).isprintable()
    told = {edge.type for edge in edges} <= load_ontology().edges.keys()
    fields = {edge.field for edge in edges} - {""}
    if usable and told and fields.union([e.source for e in edges], [e.target for e in edges]) <= known.keys():
        return
    for edge in edges:
        require_id(edge)
        _require_type(edge)
        _require_ends(edge, known)


def _require_ends(edge: Edge, known: Mapping[str, int]) -> None:
    if edge.source in known and edge.target in known and (not edge.field or edge.field in known):
        return
    ends = (("source", edge.source), ("target", edge.target), ("field", edge.field))
    column, value = next((name, value) for name, value in ends if value not in known)
    raise InvalidRecord(
        Text(
            f"'{edge.id}'의 {column} '{value}'이(가) 저장되어 있지 않습니다.",
            f"The {column} '{value}' of '{edge.id}' is not stored.",
        ),
        Text("그 기록을 먼저 등록하거나 식별자를 고치십시오.", "Register that record first, or correct the id."),
        column=column,
        value=value,
        id=edge.id,
    )


def still_used(node_id: str, edge_id: str) -> Conflict:
    """Return the error for removing a node that an edge refers to."""
    return Conflict(
        Text(
            f"'{node_id}'을(를) 지울 수 없습니다. '{edge_id}'이(가) 쓰고 있습니다.",
            f"'{node_id}' cannot be removed: '{edge_id}' refers to it.",
        ),
        Text("그 관계를 먼저 지우십시오.", "Remove that edge first."),
        id=node_id,
        edge=edge_id,
    )


def applied_before(change_id: str, revision: int) -> Conflict:
    """Return the error for a change whose id was committed before."""
    return Conflict(
        Text(f"변경 '{change_id}'은(는) 이미 적용되었습니다.", f"The change '{change_id}' was applied before."),
        Text("새 변경이면 다른 식별자를 쓰십시오.", "Use another id if this is a new change."),
        id=change_id,
        revision=revision,
    )


def _keepable(value: object) -> bool:
    if isinstance(value, str | bool):
        return True
    if isinstance(value, int):
        return -_LARGEST <= value < _LARGEST
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def not_empty() -> Conflict:
    """Return the error for loading a register into one that has records or a history."""
    return Conflict(
        Text("비어 있지 않은 저장소에는 옮겨 담지 않습니다.", "Nothing is loaded into a store that is not empty."),
        Text(
            "새 저장소를 쓰십시오: 다른 파일이나 다른 데이터베이스에 'ecomap migrate'를 먼저 실행합니다.",
            "Use a new store: another file or another database, after 'ecomap migrate'.",
        ),
    )
