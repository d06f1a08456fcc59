"""The queue of probable duplicates, and what people answer."""

from __future__ import annotations

import pytest

from ecomap.errors import InvalidParameter, NotAllowed, NotAuthenticated
from ecomap.services import review
from ecomap.services.access import ANONYMOUS
from ecomap.services.desk import held
from ecomap.services.workspace import Workspace
from tests.registry.conftest import EDITOR, MAPO, PLANNER, REGISTRAR, SEOCHO, Desk


def search(workspace: Workspace) -> None:
    job = review.start_search(workspace, EDITOR, patience=20)
    assert (job.state, job.error) == ("done", None)


def pairs(workspace: Workspace, state: str = "waiting") -> list[set[str]]:
    found = review.list_review(workspace, EDITOR, state=state)
    return [{one.first.node.id, one.second.node.id} for one in found.items]


def test_the_queue_is_best_first_with_reasons_and_its_age(desk: Desk, workspace: Workspace) -> None:
    empty = review.list_review(workspace, EDITOR)
    assert (empty.items, empty.made) == ((), None)
    sure = {
        desk.register("한강물결지킴이", registration_number="123-82-01234", phone="02-312-4827").subject,
        desk.register("사단법인 한강 물결 지킴이", phone="02-312-4827").subject,
    }
    likely = {desk.register("무지개책마당").subject, desk.register("무지개 책 마당 협동조합").subject}
    search(workspace)
    assert pairs(workspace) == [sure, likely]
    found = review.list_review(workspace, EDITOR, limit=1)
    assert (found.waiting, found.found, found.behind) == (2, 2, 0)
    assert found.items[0].score > 0.7
    assert "same_phone" in {reason.code for reason in found.items[0].reasons}
    assert "4827" not in repr([reason.text for reason in found.items[0].reasons])
    second = review.list_review(workspace, EDITOR, limit=1, cursor=found.next_cursor)
    assert {second.items[0].first.node.id, second.items[0].second.node.id} == likely
    assert second.next_cursor == ""
    desk.register("딴 모임")
    assert review.list_review(workspace, EDITOR).behind == 1


def test_an_answer_is_remembered_until_the_records_are_others(desk: Desk, workspace: Workspace) -> None:
    a, b = desk.register("무지개책마당").subject, desk.register("무지개 책 마당 협동조합").subject
    search(workspace)
    assert review.decide(workspace, EDITOR, a, b, "different", via="form").state == "written"
    assert pairs(workspace) == []
    search(workspace)
    assert pairs(workspace) == []
    (told,) = review.list_review(workspace, EDITOR, state="different").items
    assert told.by == "editor"
    desk.do("change-actor", a, name_ko="무지개책마당회", tag="*")
    search(workspace)
    assert pairs(workspace) == []
    desk.do("change-actor", a, name_ko="달빛도서모임", tag="*")
    desk.do("change-actor", b, name_ko="(사)달빛 도서모임", tag="*")
    search(workspace)
    assert pairs(workspace) == [{a, b}]


def test_related_makes_the_link_or_the_alias(desk: Desk, workspace: Workspace) -> None:
    head, branch = desk.register("물결지킴이").subject, desk.register("물결지킴이 서초지부", SEOCHO).subject
    review.decide(workspace, EDITOR, branch, head, "branch", via="form")
    parts = workspace.store.get_edges([f"part_of:{branch}>{head}"]).values()
    assert [(edge.source, edge.target) for edge in parts] == [(branch, head)]
    new, old = desk.register("달빛 모임").subject, desk.register("별빛 모임").subject
    review.decide(workspace, EDITOR, new, old, "former", via="form")
    found = held(workspace.store, new)
    assert found is not None
    assert found.node.properties["aliases"] == ("별빛 모임",)
    assert {frozenset(pair) for pair in pairs(workspace, "related")} == {
        frozenset((branch, head)),
        frozenset((new, old)),
    }
    review.decide(workspace, EDITOR, new, old, "same", via="form")
    assert pairs(workspace, "same") == [{new, old}]


def test_who_may_see_and_answer(desk: Desk, workspace: Workspace) -> None:
    a, b = desk.register("서초 모임", SEOCHO).subject, desk.register("서초모임회", SEOCHO).subject
    for who, error in ((ANONYMOUS, NotAuthenticated), (PLANNER, NotAllowed)):
        with pytest.raises(error):
            review.list_review(workspace, who)
        with pytest.raises(error):
            review.start_search(workspace, who)
        with pytest.raises(error):
            review.decide(workspace, who, a, b, "different", via="form")
    assert review.decide(workspace, REGISTRAR, a, b, "different", via="form").state == "proposed"
    for first, second, answer in ((a, a, "different"), (a, b, "perhaps")):
        with pytest.raises(InvalidParameter):
            review.decide(workspace, EDITOR, first, second, answer, via="form")
    with pytest.raises(InvalidParameter):
        review.list_review(workspace, EDITOR, state="perhaps")
    assert MAPO
