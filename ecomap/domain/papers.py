"""What is kept about the work on the register, beside the graph and its history.

Accounts, drafts, proposals, invitations, decisions about duplicates: each is a paper of one kind. A paper is no part
of the graph, so writing it changes neither the store's revision nor what was computed from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper.

    Parameters
    ----------
    kind : str
        What it is: ``account``, ``draft``, ``proposal`` …
    id : str
        Unique among the papers of its kind.
    data : mapping
        Anything that JSON has.
    owner : str
        Whom it belongs to, or what it is about; papers are found by it.
    state : str
        How far it has come; papers are found by it.
    made : datetime
        When it was made, with a time zone; stored in UTC to the microsecond.
    version : int
        How often the store has taken it; 0 for one that is new. A paper is replaced only by one that carries the
        version that is stored, so of two people who change it the second is told.
    """

    kind: str
    id: str
    data: Mapping[str, Any] = field(default_factory=dict)
    owner: str = ""
    state: str = ""
    made: datetime = field(default_factory=lambda: datetime.now(UTC))
    version: int = 0
