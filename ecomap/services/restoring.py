"""Restoring an earlier state of a record, inside a write transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ecomap.domain.records import Node
from ecomap.errors import InvalidParameter
from ecomap.exchange.said import LINKS, Problems
from ecomap.services.actor_verbs import check_number, put_actor
from ecomap.services.asof import node_at
from ecomap.services.desk import Desk, moved
from graph_schema import Text


def restore_actor(desk: Desk, subject: str, said: Mapping[str, Any], tag: str) -> str:
    """Make an actor and its links what they were after an earlier revision; its ties stay as they are.

    Parameters
    ----------
    desk : Desk
    subject : str
    said : mapping
        ``revision``: the earlier one.
    tag : str
        Tag of the record as its writer saw it.

    Raises
    ------
    NotFound
        If there is no such actor.
    Outdated
        If it is another than its writer saw.
    InvalidParameter
        If it was not there after that revision.
    RefusedFields
        If its registration number of then belongs to another actor by now.
    OutsideScope
        If the caller may not write about the actor as it is, or as it would be.
    """
    before = desk.actor(subject)
    desk.require_tag(before.node.id, tag, before.tag)
    revision = _revision(said.get("revision"))
    node = node_at(desk.workspace.store, before.node.id, revision)
    if node is None or node.kind != before.node.kind:
        raise _never(before.node.id, revision)
    problems = Problems()
    links = desk.linked(node, _links(desk, node, revision), problems)
    check_number(desk, node, problems)
    problems.check()
    after = moved(before, links, LINKS, node)
    desk.require_all(before, after)
    put_actor(desk, before, after)
    return before.node.id


def _links(desk: Desk, node: Node, revision: int) -> dict[str, tuple[str, ...]]:
    """Return what an actor was linked to after a revision, so far as that is still there."""
    snapshot = desk.workspace.snapshot_at(revision)
    at = snapshot.position[node.id]
    found: dict[str, tuple[str, ...]] = {}
    for type_ in LINKS:
        edges = snapshot.of_types(type_)
        targets = [str(snapshot.node_id[int(end)]) for end in snapshot.target[edges[snapshot.source[edges] == at]]]
        present = desk.writing.get_nodes(targets)
        found[type_] = tuple(target for target in targets if target in present)
    return found


def _revision(said: object) -> int:
    text = str(said)
    if text.isascii() and text.isdigit():
        return int(text)
    raise InvalidParameter(
        Text(f"'{text[:80]}'은(는) 자료 판의 번호가 아닙니다.", f"'{text[:80]}' is no revision."),
        Text("이력에서 되살릴 때를 고르십시오.", "Choose it from the history."),
        field="revision",
        value=text[:80],
    )


def _never(actor: str, revision: int) -> InvalidParameter:
    return InvalidParameter(
        Text(
            f"자료 판 {revision}에는 '{actor}'이(가) 없었습니다.",
            f"'{actor}' was not there after revision {revision}.",
        ),
        Text("이력에서 되살릴 때를 고르십시오.", "Choose it from the history."),
        field="revision",
        value=str(revision),
    )
