"""Proposals from outside somebody's districts and fields, and deciding about them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import Conflict, InvalidParameter, NotAllowed, NotFound, Outdated, RefusedFields
from ecomap.services.access import ANONYMOUS, Principal
from ecomap.services.desk import ANY, Desk
from ecomap.services.gate import PROPOSAL, Intent, Outcome, apply
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import Page, PaperQuery
from graph_schema import Text

STATES: dict[str, Text] = {
    "waiting": Text("확인 기다림", "Waiting"),
    "approved": Text("승인", "Approved"),
    "refused": Text("반려", "Refused"),
    "withdrawn": Text("거둬들임", "Withdrawn"),
}

_OTHERWISE = (Conflict, InvalidParameter, NotFound, Outdated, RefusedFields)
"""What keeps an intent from being done that has nothing to do with who is in charge."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that somebody wants and somebody else decides about.

    Parameters
    ----------
    id : str
    intent : Intent
    by : str
        Who proposed it.
    reason : str
        Why, in the proposer's words.
    state : str
        Of `STATES`.
    made : datetime
    decided_by, answer : str
        Who decided, and with what words; empty while it waits.
    owner : str
        Account of who proposed it; the name of a program that has none.
    """

    id: str
    intent: Intent
    by: str
    reason: str
    state: str
    made: datetime
    decided_by: str = ""
    answer: str = ""
    owner: str = ""


def list_proposals(
    workspace: Workspace, who: Principal, *, state: str = "waiting", limit: int = 50, cursor: str = ""
) -> Page[Proposal]:
    """Return a page of proposals, newest first: all for whoever may write, one's own for others.

    Raises
    ------
    NotAllowed
        If the caller may neither write nor propose.
    """
    who.require("write", "propose")
    owners = () if "write" in who.scopes else (who.account or who.name,)
    states = (state,) if state else ()
    page = workspace.store.find_papers(PaperQuery(PROPOSAL, owners, states, limit, cursor))
    return Page(tuple(map(_proposal, page.items)), page.next_cursor)


def read_proposal(workspace: Workspace, who: Principal, proposal: str) -> Proposal:
    """Return one proposal; raises `NotFound` if there is none, or it is not for the caller's eyes."""
    paper = _paper(workspace.store.get_papers(PROPOSAL, [proposal]), proposal)
    if "write" not in who.scopes and not owns(who, paper.owner):
        raise _unknown(proposal)
    return _proposal(paper)


def approve(workspace: Workspace, who: Principal, proposal: str, *, answer: str = "") -> Outcome:
    """Do what was proposed, in the name of who approves.

    Raises
    ------
    NotAllowed
        If the caller may not write.
    OutsideScope
        If it is outside the caller's districts and fields as well.
    Conflict
        If it was decided before.
    Outdated
        If the record was changed since it was proposed.
    RefusedFields, NotFound
        As the verb says.
    """
    who.require("write")
    paper = _waiting(workspace, proposal)
    told = _proposal(paper)
    reason = f"{told.reason} — {told.by}".removeprefix(" — ")
    with workspace.store.write(Change(who.name, reason, "form", id=f"proposal-{proposal}")) as writing:
        outcome = apply(Desk(workspace, who, writing), told.intent)
        writing.put_papers([_decided(paper, who, "approved", answer)])
        writing.commit()
    return outcome


def refuse(workspace: Workspace, who: Principal, proposal: str, *, answer: str) -> None:
    """Refuse a proposal with a reason, which its proposer can read.

    Raises
    ------
    NotAllowed
        If the caller may not write.
    OutsideScope
        If it is outside the caller's districts and fields.
    Conflict
        If it was decided before, or no reason is given.
    """
    who.require("write")
    if not answer.strip():
        raise Conflict(
            Text("반려하는 까닭이 비어 있습니다.", "The reason for refusing is empty."),
            Text("제안한 사람이 읽을 까닭을 적으십시오.", "Write a reason for the proposer to read."),
            field="answer",
        )
    paper = _waiting(workspace, proposal)
    _require_charge(workspace, who, _proposal(paper).intent)
    _decide(workspace, who, paper, "refused", answer.strip())


def owns(who: Principal, owner: str) -> bool:
    """Return whether a paper that somebody owns is the caller's; a program without an account goes by its name."""
    return who != ANONYMOUS and owner == (who.account or who.name)


def withdraw(workspace: Workspace, who: Principal, proposal: str) -> None:
    """Take one's own proposal back. Raises `NotAllowed` if it is somebody else's, `Conflict` if it was decided."""
    paper = _waiting(workspace, proposal)
    if not owns(who, paper.owner):
        raise NotAllowed(
            Text("다른 사람의 제안입니다.", "This is somebody else's proposal."),
            Text("제안한 사람만 거둬들일 수 있습니다.", "Only its proposer can withdraw it."),
        )
    _decide(workspace, who, paper, "withdrawn", "")


def _require_charge(workspace: Workspace, who: Principal, intent: Intent) -> None:
    """Return if the caller could approve an intent as far as districts and fields go; raises `OutsideScope`."""
    if not who.places and not who.fields:
        return
    with workspace.store.write(Change(who.name, "", "form")) as writing, suppress(*_OTHERWISE):  # left, not committed
        apply(Desk(workspace, who, writing), replace(intent, tag=ANY))


def _decide(workspace: Workspace, who: Principal, paper: Paper, state: str, answer: str) -> None:
    with workspace.store.write(Change(who.name, answer, "form")) as writing:
        writing.put_papers([_decided(paper, who, state, answer)])
        writing.commit()


def _decided(paper: Paper, who: Principal, state: str, answer: str) -> Paper:
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    data: Mapping[str, Any] = {**paper.data, "decided_by": who.name, "answer": answer, "decided": moment}
    return replace(paper, data=data, state=state)


def _waiting(workspace: Workspace, proposal: str) -> Paper:
    paper = _paper(workspace.store.get_papers(PROPOSAL, [proposal]), proposal)
    if paper.state != "waiting":
        label = STATES[paper.state]
        raise Conflict(
            Text(f"이미 처리된 제안입니다: {label.ko}", f"This proposal is decided already: {label.en}"),
            Text("목록을 새로 읽으십시오.", "Read the list again."),
            id=proposal,
            state=paper.state,
        )
    return paper


def _paper(found: Mapping[str, Paper], proposal: str) -> Paper:
    if proposal not in found:
        raise _unknown(proposal)
    return found[proposal]


def _unknown(proposal: str) -> NotFound:
    return NotFound(
        Text(f"제안 '{proposal}'이(가) 없습니다.", f"There is no proposal '{proposal}'."),
        Text("제안 목록에서 고르십시오.", "Choose it from the list of proposals."),
        id=proposal,
    )


def _proposal(paper: Paper) -> Proposal:
    data = paper.data
    return Proposal(
        paper.id,
        Intent(**data["intent"]),
        data["by"],
        data["reason"],
        paper.state,
        paper.made,
        data.get("decided_by", ""),
        data.get("answer", ""),
        paper.owner,
    )
