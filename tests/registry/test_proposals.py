"""Proposals and deciding about them."""

from __future__ import annotations

import pytest

from ecomap.errors import Conflict, NotAllowed, NotFound, Outdated, OutsideScope
from ecomap.services import proposals
from ecomap.services.access import ANONYMOUS, ROLES, Principal
from ecomap.services.workspace import Workspace
from tests.registry.conftest import EDITOR, PLANNER, REGISTRAR, SEOCHO, Desk


def test_an_approved_proposal_is_written_in_the_name_of_both(desk: Desk, workspace: Workspace) -> None:
    filed = desk.register("서초 모임", SEOCHO, who=REGISTRAR, reason="전화로 들음")
    waiting = proposals.list_proposals(workspace, EDITOR).items
    assert [(p.id, p.by, p.state) for p in waiting] == [(filed.proposal, "mapo", "waiting")]
    done = proposals.approve(workspace, EDITOR, filed.proposal, answer="확인함")
    change = workspace.store.history(done.subject).items[0].change
    assert change.who == "editor"
    assert change.reason == "전화로 들음 — mapo"
    told = proposals.read_proposal(workspace, REGISTRAR, filed.proposal)
    assert (told.state, told.decided_by, told.answer) == ("approved", "editor", "확인함")
    assert proposals.list_proposals(workspace, EDITOR).items == ()
    for decide in (proposals.approve, proposals.withdraw):
        with pytest.raises(Conflict):
            decide(workspace, REGISTRAR, filed.proposal)


def test_a_refused_proposal_says_why_and_writes_nothing(desk: Desk, workspace: Workspace) -> None:
    filed = desk.register("서초 모임", SEOCHO, who=REGISTRAR)
    before = desk.state()
    with pytest.raises(Conflict):
        proposals.refuse(workspace, EDITOR, filed.proposal, answer=" ")
    proposals.refuse(workspace, EDITOR, filed.proposal, answer="이미 있음")
    assert proposals.read_proposal(workspace, REGISTRAR, filed.proposal).answer == "이미 있음"
    assert desk.state() == before


def test_a_proposal_about_a_record_that_changed_is_not_written_over_it(desk: Desk, workspace: Workspace) -> None:
    made = desk.register("서초 모임", SEOCHO)
    filed = desk.do("change-actor", made.subject, who=REGISTRAR, staff=9, tag=made.tag)
    desk.do("change-actor", made.subject, staff=1, tag=made.tag)
    with pytest.raises(Outdated):
        proposals.approve(workspace, EDITOR, filed.proposal)
    assert proposals.read_proposal(workspace, EDITOR, filed.proposal).state == "waiting"


def test_who_may_decide_and_see(desk: Desk, workspace: Workspace) -> None:
    filed = desk.register("서초 모임", SEOCHO, who=REGISTRAR)
    with pytest.raises(OutsideScope):
        proposals.approve(workspace, REGISTRAR, filed.proposal)
    proposer = Principal("p", frozenset({"propose"}), account="u-p")
    assert proposals.list_proposals(workspace, proposer).items == ()
    for stranger in (proposer, PLANNER, ANONYMOUS):
        with pytest.raises(NotFound):
            proposals.read_proposal(workspace, stranger, filed.proposal)
    with pytest.raises(NotAllowed):
        proposals.list_proposals(workspace, PLANNER)
    with pytest.raises(NotAllowed):
        proposals.approve(workspace, PLANNER, filed.proposal)
    with pytest.raises(NotAllowed):
        proposals.withdraw(workspace, EDITOR, filed.proposal)
    proposals.withdraw(workspace, REGISTRAR, filed.proposal)
    assert proposals.list_proposals(workspace, EDITOR, state="withdrawn").items[0].id == filed.proposal


def test_a_key_holds_for_proposals_too(desk: Desk, workspace: Workspace) -> None:
    first = desk.register("서초 모임", SEOCHO, who=REGISTRAR, key="k")
    assert desk.register("서초 모임", SEOCHO, who=REGISTRAR, key="k") == first
    assert len(proposals.list_proposals(workspace, EDITOR).items) == 1


def test_administrators_hold_every_permission() -> None:
    admin = ROLES["administrator"].scopes
    assert all(role.scopes <= admin for role in ROLES.values())
