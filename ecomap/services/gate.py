"""The one way in which people and programs change records one by one.

Whatever comes in by a form, a survey, the API or the command line becomes an `Intent`. The gate checks who sends it,
applies it in one transaction with its history, or, outside the sender's districts and fields, files it as a proposal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any, Literal
from uuid import uuid4

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import Conflict, OutsideScope
from ecomap.services.access import Principal
from ecomap.services.actor_verbs import change_actor, register_actor
from ecomap.services.desk import Desk, held, tag_of
from ecomap.services.joint_verbs import change_with_ties, register_with_ties
from ecomap.services.merging import merge_actors
from ecomap.services.restoring import restore_actor
from ecomap.services.tie_verbs import change_tie, record_tie, remove_tie
from ecomap.services.unmerging import unmerge_actors
from ecomap.services.upkeep import day
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import Reading, Writing
from graph_schema import Text

Verb = Callable[[Desk, str, Mapping[str, Any], str], str]

VERBS: dict[str, Verb] = {
    "register-actor": register_actor,
    "change-actor": change_actor,
    "register-with-ties": register_with_ties,
    "change-with-ties": change_with_ties,
    "record-tie": record_tie,
    "change-tie": change_tie,
    "remove-tie": remove_tie,
    "merge-actors": merge_actors,
    "unmerge-actors": unmerge_actors,
    "restore-actor": restore_actor,
}
RECEIPT = "receipt"
_KEPT = timedelta(days=7)
PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody wants to be so.

    Parameters
    ----------
    verb : str
        Of `VERBS`.
    subject : str
        Id of the record; empty where a new one may get any.
    said : mapping
        Values by field, as JSON has them.
    tag : str
        Tag of the record as the writer saw it, `ecomap.services.desk.ANY` for whatever it is by now.
    """

    verb: str
    subject: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an intent.

    Parameters
    ----------
    state : str
        ``written``, or ``proposed`` to whoever is in charge.
    subject : str
        Id of the record; empty for a proposal of a new one.
    tag : str
        Tag of the record as it is now; empty if it is gone.
    proposal : str
        Id of the proposal, if it is one.
    """

    state: Literal["written", "proposed"]
    subject: str
    tag: str = ""
    proposal: str = ""


def submit(
    workspace: Workspace,
    who: Principal,
    intent: Intent,
    *,
    via: str,
    reason: str = "",
    key: str = "",
) -> Outcome:
    """Do what is wanted, or propose it.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``write``, ``write-own`` or ``propose``.
    intent : Intent
    via : str
        Channel for the audit history: ``form``, ``api``, ``survey``, ``cli``.
    reason : str
        Why, in the writer's words.
    key : str
        Idempotency key: sent again with the same intent it changes nothing and has the first outcome.

    Returns
    -------
    Outcome

    Raises
    ------
    NotAuthenticated, NotAllowed
        If the caller may neither write nor propose.
    OutsideScope
        If it may not write this, and propose nothing.
    Conflict
        If the key was used for another intent.
    RefusedFields, NotFound, Outdated, InvalidParameter
        As the verb says.
    """
    who.require("write", "write-own", "propose")
    receipt = receipt_of(who, intent, key)
    try:
        with workspace.store.write(Change(who.name, reason, via)) as writing:
            if earlier := earlier_outcome(writing, receipt):
                return earlier
            outcome = apply(Desk(workspace, who, writing), intent)
            file_receipt(writing, receipt, outcome)
            writing.commit()
            return outcome
    except OutsideScope:
        if "propose" not in who.scopes:
            raise
    return _propose(workspace, who, intent, Change(who.name, reason, via), receipt)


def apply(desk: Desk, intent: Intent) -> Outcome:
    """Do what is wanted inside a transaction; the caller commits. Raises what the verb raises."""
    subject = VERBS[intent.verb](desk, intent.subject, intent.said, intent.tag)
    return Outcome("written", subject, current_tag(desk.writing, subject))


def current_tag(reading: Reading, subject: str) -> str:
    """Return the tag of an actor or tie as it is now; empty if there is none of that id."""
    if actor := held(reading, subject):
        return actor.tag
    tie = reading.get_edges([subject]).get(subject)
    return tag_of(tie) if tie else ""


def outcome_before(workspace: Workspace, who: Principal, key: str) -> Outcome | None:
    """Return what became of the intent that a caller sent with an idempotency key; ``None`` if there was none."""
    receipt = receipt_of(who, Intent(""), key)
    found = workspace.store.get_papers(RECEIPT, [receipt.id]).get(receipt.id) if receipt else None
    return Outcome(**found.data["outcome"]) if found else None


def proposal_paper(who: Principal, intent: Intent, change: Change) -> Paper:
    """Return an intent as a proposal that waits for whoever is in charge; the caller files it."""
    said = {"intent": asdict(intent), "by": who.name, "reason": change.reason, "via": change.via}
    return Paper(PROPOSAL, uuid4().hex, said, owner=who.account or who.name, state="waiting")


def _propose(workspace: Workspace, who: Principal, intent: Intent, change: Change, receipt: Paper | None) -> Outcome:
    paper = proposal_paper(who, intent, change)
    outcome = Outcome("proposed", intent.subject, proposal=paper.id)
    with workspace.store.write(change) as writing:
        if earlier := earlier_outcome(writing, receipt):
            return earlier
        writing.put_papers([paper])
        file_receipt(writing, receipt, outcome)
        writing.commit()
    return outcome


def receipt_of(who: Principal, intent: Intent, key: str) -> Paper | None:
    """Return the receipt of an intent under a caller's idempotency key, to be filed; ``None`` without a key."""
    if not key:
        return None
    wanted = blake2b(json.dumps(asdict(intent), sort_keys=True, default=str).encode(), digest_size=16).hexdigest()
    name = blake2b(f"{who.account or who.name}\0{key}".encode(), digest_size=16).hexdigest()
    return Paper(RECEIPT, name, {"intent": wanted}, state=day(datetime.now(UTC) + _KEPT))


def earlier_outcome(reading: Reading, receipt: Paper | None) -> Outcome | None:
    """Return the outcome of the same intent under the same key; raises `Conflict` if it was another."""
    found = reading.get_papers(RECEIPT, [receipt.id]).get(receipt.id) if receipt else None
    if found is None or receipt is None:
        return None
    if found.data["intent"] != receipt.data["intent"]:
        raise Conflict(
            Text("이 Idempotency-Key는 다른 내용에 쓰였습니다.", "This Idempotency-Key was used for something else."),
            Text("새 내용에는 새 키를 쓰십시오.", "Use a new key for a new request."),
            field="Idempotency-Key",
        )
    return Outcome(**found.data["outcome"])


def file_receipt(writing: Writing, receipt: Paper | None, outcome: Outcome) -> None:
    """Keep what became of an intent for whoever sends it again under its key; nothing without one."""
    if receipt:
        filed = {**receipt.data, "outcome": asdict(outcome)}
        writing.put_papers([replace(receipt, data=filed)])
