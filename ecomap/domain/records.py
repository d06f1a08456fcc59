"""The records that stores keep and services hand around.

The ontology says what may be stored; these two shapes carry it. A node is an actor, a place, a field, a
policy task, a programme …, told apart by ``kind``. An edge is a tie between two actors or a structural link
such as *works in field*, told apart by ``type``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute  # Edge has a column named field
from datetime import date, datetime
from types import MappingProxyType

Value = str | int | float | bool | tuple[str, ...]

NO_PROPERTIES: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Node:
    """One actor, place, field, policy task, plan, programme, body, resource or recognition.

    Parameters
    ----------
    id : str
        Permanent and unique over all kinds. Never reused.
    kind : str
        Name of a node kind of the ontology.
    name_ko : str
        Korean name; the name that lists are sorted by.
    name_en : str
        English name, empty where none is known.
    properties : mapping
        Values by property name of the kind. Dates are ISO text, lists are tuples of text. Absent means unknown.
    """

    id: str
    kind: str
    name_ko: str
    name_en: str = ""
    properties: Mapping[str, Value] = attribute(default_factory=lambda: NO_PROPERTIES)


@dataclass(frozen=True, slots=True)
class Edge:
    """One tie between two actors, or one structural link.

    Parameters
    ----------
    id : str
        Permanent and unique over all types; parallel edges of one type are told apart by it.
    type : str
        Name of an edge kind of the ontology.
    source, target : str
        Node ids. Undirected types keep the order in which they were reported.
    valid_from, valid_to : date, optional
        First and last day on which it held. ``None`` means unknown or open.
    weight : float, optional
        Strength as reported, not negative. ``None`` counts as 1 in weighted analyses.
    amount : float, optional
        Amount in ``unit``, not negative.
    unit : str
        Unit of ``amount``, such as ``KRW``; empty where there is no amount.
    field : str
        Node id of the policy field it belongs to, empty where unknown.
    properties : mapping
        Values by property name of the type: provenance, reporter, confidence, note.
    """

    id: str
    type: str
    source: str
    target: str
    valid_from: date | None = None
    valid_to: date | None = None
    weight: float | None = None
    amount: float | None = None
    unit: str = ""
    field: str = ""
    properties: Mapping[str, Value] = attribute(default_factory=lambda: NO_PROPERTIES)


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes the register, why and through what; one per write transaction.

    Parameters
    ----------
    who : str
        Name of the key, user or command that writes.
    reason : str
        Why, in the writer's words.
    via : str
        ``cli``, ``api``, ``import``, ``form``, ``survey``, ``seed`` or ``test``.
    id : str
        Idempotency key: a store applies each id once. Empty lets the store make one.
    """

    who: str
    reason: str
    via: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One record's part of one change.

    ``before`` is the record as it was, ``None`` where the change created it; ``after`` is the record as the
    change left it, ``None`` where the change removed it.
    """

    revision: int
    at: datetime
    change: Change
    subject: str
    before: Node | Edge | None
    after: Node | Edge | None
