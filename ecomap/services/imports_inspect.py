"""What rows of a file would do to the register, and who looks at it before it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ecomap.domain.records import Edge, Node
from ecomap.errors import InvalidRecord
from ecomap.exchange.node_rows import NodeDraft, NodeReader
from ecomap.exchange.said import LINKS
from ecomap.exchange.tables import Row
from ecomap.exchange.tie_rows import TieDraft
from ecomap.services.listing import links_from
from ecomap.stores.contract import Reading, Writing

Links = Mapping[str, tuple[str, ...]]
"""Ids that the links of a record reach, in order, by type of link."""


@dataclass(frozen=True, slots=True)
class ToldNode:
    """An organisation or programme as a row tells it.

    Parameters
    ----------
    row : Row
    draft : NodeDraft
    before : Node or None
        As it stands; ``None`` for a new one.
    after : Node
        As the row would leave it.
    links_before, links_after : Links
    """

    row: Row
    draft: NodeDraft
    before: Node | None
    after: Node
    links_before: Links
    links_after: Links


@dataclass(frozen=True, slots=True)
class ToldTie:
    """A tie as a row tells it; as `ToldNode`."""

    row: Row
    draft: TieDraft
    before: Edge | None
    after: Edge


class Inspector(Protocol):
    """Looks at what rows would do before it is stored, and may refuse them."""

    def nodes(self, writing: Writing, told: Sequence[ToldNode]) -> Mapping[int, InvalidRecord]:
        """Return why some of a batch of organisations or programmes are refused, by their position in it."""

    def ties(self, writing: Writing, told: Sequence[ToldTie]) -> Mapping[int, InvalidRecord]:
        """Return why some of a batch of ties are refused, by their position in it."""

    def repeated(self, row: Row, subject: str) -> None:
        """Note a row that only says what a row before it says."""

    def refused(self, row: Row, error: InvalidRecord) -> None:
        """Note a row that is refused, by this inspector or before it came to it."""


def told_nodes(
    reading: Reading, reader: NodeReader, accepted: Sequence[tuple[Row, NodeDraft, Node]], stored: Mapping[str, Node]
) -> list[ToldNode]:
    """Return what rows tell, with the links of their records before and after."""
    known = {node.id for _, _, node in accepted if node.id in stored}
    links = links_of(reading, known)
    told = []
    for row, draft, node in accepted:
        before = links.get(node.id, {})
        kept = {type_: ids for type_, ids in before.items() if type_ not in reader.link_types}
        # A seat that is read from an address adds one where there is none and replaces none.
        said = {type_: ids for type_, ids in draft.links.items() if ids and not kept.get(type_)}
        told.append(ToldNode(row, draft, stored.get(node.id), node, before, kept | said))
    return told


def links_of(reading: Reading, ids: set[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the links of some records that are fields of them."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for edge in links_from(reading, ids, tuple(LINKS)):
        own = found.setdefault(edge.source, {})
        own[edge.type] = (*own.get(edge.type, ()), edge.target)
    return found
