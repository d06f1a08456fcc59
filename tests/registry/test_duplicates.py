"""Asking for duplicates while writing, and remembering what was decided."""

from __future__ import annotations

import pytest

from ecomap.errors import NotAllowed, NotAuthenticated, NotFound, RefusedFields
from ecomap.matching import Entry
from ecomap.services import proposals
from ecomap.services.access import ANONYMOUS
from ecomap.services.decisions import DECISION, decided, pair_id
from ecomap.services.desk import held
from ecomap.services.duplicates import find_duplicates
from ecomap.services.workspace import Workspace
from tests.registry.conftest import EDITOR, MAPO, PLANNER, REGISTRAR, SEOCHO, Desk


def found(workspace: Workspace, name: str, **values: str) -> list[str]:
    return [one.actor.node.id for one in find_duplicates(workspace, EDITOR, Entry("", name, **values))]


def test_the_index_follows_every_write(desk: Desk, workspace: Workspace) -> None:
    assert found(workspace, "가람 나눔 센터") == []
    first = desk.register("가람 나눔 센터")
    assert found(workspace, "사단법인 가람나눔센터", place=MAPO) == [first.subject]
    second = desk.register("나래 돌봄 모임", SEOCHO, phone="02-777-0001")
    assert found(workspace, "전혀 다른 이름의 곳", phone="027770001") == []
    assert found(workspace, "나래돌봄모임", place=SEOCHO) == [second.subject]
    # Only the seat changes: a link, not the actor.
    desk.do("change-actor", second.subject, located_in=[MAPO], tag="*")
    (one,) = find_duplicates(workspace, EDITOR, Entry("", "나래돌봄모임", place=MAPO))
    assert "same_district" in {reason.code for reason in one.reasons}
    desk.do("change-actor", second.subject, located_in=[], tag="*")
    (one,) = find_duplicates(workspace, EDITOR, Entry("", "나래돌봄모임", place=MAPO))
    assert "same_district" not in {reason.code for reason in one.reasons}
    desk.do("change-actor", second.subject, name_ko="바뀐 이름 연구소", tag="*")
    assert found(workspace, "나래돌봄모임", place=MAPO) == []
    assert found(workspace, "바뀐이름연구소", place=MAPO) == [second.subject]
    for who, error in ((ANONYMOUS, NotAuthenticated), (PLANNER, NotAllowed)):
        with pytest.raises(error):
            find_duplicates(workspace, who, Entry("", "가람"))


def test_a_form_says_ties_and_decisions_at_once(desk: Desk, workspace: Workspace) -> None:
    head = desk.register("가람 나눔 센터").subject
    old, other = desk.register("옛 가람 모임").subject, desk.register("가람 나눔").subject
    related = {head: "branch", old: "former", other: "different"}
    done = desk.do(
        "register-with-ties",
        kind="civil_society",
        name_ko="가람 나눔 센터",
        name_en="Garam",
        located_in=[MAPO],
        aliases="가람; 나눔",
        ties=[{"type": "funds", "source": head, "amount": 5}, {"type": "member_of", "target": head}],
        related=related,
    )
    stored = held(workspace.store, done.subject)
    assert stored is not None
    assert stored.node.properties["aliases"] == ("가람", "나눔", "옛 가람 모임")
    edges = workspace.store.get_edges([f"part_of:{done.subject}>{head}"])
    assert len(edges) == 1
    assert decided(workspace.store, done.subject, related) == {head: "related", old: "related", other: "different"}
    paper = workspace.store.get_papers(DECISION, [pair_id(head, done.subject)]).popitem()[1]
    assert paper.id == "|".join(sorted((head, done.subject)))
    assert (paper.data["by"], paper.data["relation"]) == ("editor", "branch")
    asked = Entry(done.subject, "가람 나눔 센터", place=MAPO)
    assert find_duplicates(workspace, EDITOR, asked) == ()
    again = desk.do("change-with-ties", done.subject, related={other: "merged"}, tag=done.tag)
    assert again.tag == done.tag
    assert decided(workspace.store, done.subject, [other]) == {other: "same"}


def test_what_cannot_be_said_writes_nothing(desk: Desk, workspace: Workspace) -> None:
    desk.register("가람")
    before = desk.state()
    new = {"kind": "civil_society", "name_ko": "나래", "located_in": [MAPO]}
    with pytest.raises(RefusedFields):
        desk.do("register-with-ties", **new, related={"x": "cousin"})
    with pytest.raises(NotFound):
        desk.do("register-with-ties", **new, related={"nobody": "different"})
    with pytest.raises(RefusedFields) as caught:
        desk.do("register-with-ties", **new, ties=[{"type": "funds", "target": "nobody"}, {"type": "likes"}])
    assert {one.field for one in caught.value.context["problems"]} == {"ties.0.target", "ties.1.type", "ties.1.target"}
    assert desk.state() == before


def test_decisions_of_a_proposal_are_kept_when_it_is_approved(desk: Desk, workspace: Workspace) -> None:
    other = desk.register("가람 나눔", SEOCHO).subject
    filed = desk.do(
        "register-with-ties",
        who=REGISTRAR,
        kind="civil_society",
        name_ko="가람 나눔 센터",
        located_in=[SEOCHO],
        related={other: "different"},
    )
    assert filed.state == "proposed"
    done = proposals.approve(workspace, EDITOR, filed.proposal)
    assert decided(workspace.store, done.subject, [other]) == {other: "different"}
