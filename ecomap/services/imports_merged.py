"""Rows of a file that are about records which were merged into others."""

from __future__ import annotations

from ecomap.domain.records import Node
from ecomap.exchange.columns import Note
from ecomap.exchange.node_rows import NodeDraft, NodeReader
from ecomap.services.imports_words import renamed
from graph_schema import Text


def keep_own(reader: NodeReader, draft: NodeDraft, node: Node) -> None:
    """Let a row about a merged record leave the names and the number of the one that it now means, and say so."""
    name = draft.names["name_ko"]
    draft.names["name_ko"] = node.name_ko
    if node.name_en and "name_en" in draft.names:
        draft.names["name_en"] = node.name_en
    own = node.properties.get("registration_number")
    if own is not None and "registration_number" in reader.property_names:
        draft.properties["registration_number"] = own
    mine, theirs = (said.get("aliases", ()) for said in (node.properties, draft.properties))
    if "aliases" in reader.property_names and isinstance(mine, tuple) and isinstance(theirs, tuple):
        draft.properties["aliases"] = tuple(dict.fromkeys((*mine, *theirs)))
    told = Text(
        f"'{name}'은(는) '{node.name_ko}'({node.id})(으)로 합친 기록입니다. 그 기록의 이름과 번호는 그대로 두었습니다.",
        f"'{name}' was merged into '{node.name_ko}' ({node.id}), whose names and number stay.",
    )
    others = (note for note in draft.notes if note.text != renamed(node))
    draft.notes = [*others, Note(reader.header("name_ko"), name, told)]
