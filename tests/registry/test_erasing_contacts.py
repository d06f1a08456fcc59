"""Erasing an organisation's contact data: from the record, its history and every paper that carries it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ecomap.domain.papers import Paper
from ecomap.errors import NotAllowed, NotAuthenticated, NotFound, OutsideScope
from ecomap.services.access import ANONYMOUS, LOCAL
from ecomap.services.desk import held
from ecomap.services.erasure import Erased, erase_contact
from ecomap.services.scrubbing import Traces, scrubbed
from ecomap.services.workspace import Workspace
from tests.registry.conftest import EDITOR, PLANNER, REGISTRAR, SEOCHO, Desk
from tests.support.builders import change

CONTACT = {"contact_person": "한마음순", "email": "Soon@marker.kr", "phone": "010-2938-4756"}
OLD = {"contact_person": "옛담당자", "email": "old@marker.kr", "phone": "02-312-9087"}
TRACES = ("한마음순", "soon@marker", "2938-4756", "29384756", "옛담당자", "old@marker", "312-9087")


def papers(actor: str) -> list[Paper]:
    """Return papers that carry the contact data in the ways in which papers do."""
    said = {"name_ko": "둥지", "staff": 3, **CONTACT}
    return [
        Paper("draft", "d", {"subject": actor, "said": said}),
        Paper("proposal", "p", {"intent": {"verb": "register-actor", "said": said}, "by": "a"}),
        Paper("preview", "s", {"rows": [["둥지", "마포구", "010 2938 4756", "한마음순"], ["다른 곳", "한마음순"]]}),
        Paper("answers", "a", {"steps": {"record": {"phone": "070-1111-2222", "email": "new@x.kr"}}}, owner=actor),
        Paper("account", "u", {"login": CONTACT["email"].upper()}),
        Paper("note", "n", {"text": f"{CONTACT['email'].lower()}로 연락", "kept": "그대로"}),
    ]


def everything(workspace: Workspace) -> str:
    """Return all that the store holds as one text."""
    with workspace.store.contents() as contents:
        parts: list[Any] = [list(contents.papers), *map(list, (contents.changes, contents.nodes))]
        parts += [list(contents.edges), list(contents.past)]
    return repr(parts).casefold()


def test_contact_data_goes_for_good(desk: Desk, workspace: Workspace) -> None:
    made = desk.register("둥지", staff=3, **OLD)
    tag = desk.do("change-actor", made.subject, tag=made.tag, **CONTACT).tag
    desk.do("change-actor", made.subject, tag=tag, staff=4)
    namesake = desk.register("다른 곳", contact_person="한마음순")
    with workspace.store.write(change()) as writing:
        writing.put_papers(papers(made.subject))
        writing.commit()
    assert all(trace in everything(workspace) for trace in TRACES if trace != "29384756")
    assert erase_contact(workspace, EDITOR, made.subject, via="form") == Erased(record=True, papers=5)
    assert workspace.store.get_papers("account", ["u"])["u"].data == {"login": CONTACT["email"].upper()}
    with workspace.store.write(change()) as writing:
        writing.remove_papers("account", ["u"])
        writing.commit()
    desk.do("change-actor", namesake.subject, tag="*", contact_person="")
    told = everything(workspace)
    # Another organisation's person of that name stays.
    assert [trace for trace in TRACES if trace in told] == ["한마음순"]
    kept = {paper.kind: paper.data for paper in _papers(workspace)}
    assert kept["draft"]["said"] == {"name_ko": "둥지", "staff": 3}
    assert kept["preview"]["rows"] == [["둥지", "마포구", "", ""], ["다른 곳", "한마음순"]]
    assert kept["answers"] == {"steps": {"record": {}}}
    assert kept["note"] == {"text": "로 연락", "kept": "그대로"}
    assert workspace.store.get_nodes([made.subject])[made.subject].properties == {"staff": 4}
    newest = workspace.store.history(made.subject).items[0]
    assert newest.change.who == "editor"
    assert newest.before == newest.after
    assert erase_contact(workspace, EDITOR, made.subject, via="form") == Erased(record=False, papers=0)


def _papers(workspace: Workspace) -> list[Paper]:
    with workspace.store.contents() as contents:
        return list(contents.papers)


def test_who_may_erase(desk: Desk, workspace: Workspace) -> None:
    made = desk.register("서초 모임", SEOCHO, **CONTACT)
    before = desk.state()
    for who, error in ((ANONYMOUS, NotAuthenticated), (PLANNER, NotAllowed), (REGISTRAR, OutsideScope)):
        with pytest.raises(error):
            erase_contact(workspace, who, made.subject, via="api")
    with pytest.raises(NotFound):
        erase_contact(workspace, LOCAL, "org:nobody", via="api")
    assert desk.state() == before
    assert erase_contact(workspace, LOCAL, made.subject, via="cli").record
    with workspace.store.write(change()) as writing:
        writing.remove_edges([edge.id for edge in _links(workspace, made.subject)])
        writing.remove_nodes([made.subject])
        writing.commit()
    with pytest.raises(NotAllowed):
        erase_contact(workspace, EDITOR, made.subject, via="api")
    assert erase_contact(workspace, LOCAL, made.subject, via="cli") == Erased(record=False, papers=0)


def _links(workspace: Workspace, actor: str) -> list[Any]:
    found = held(workspace.store, actor)
    assert found is not None
    return list(found.links)


def test_others_data_is_left_alone() -> None:
    traces = Traces("a", frozenset({"둥지"}), frozenset({"phone", "contact_person"}), frozenset({"이수"}), frozenset())
    rows = [{"id": "b", "phone": "02-1", "contact_person": "이수"}, {"name": "둥지", "phone": "02-2", "who": "이수"}]
    assert scrubbed(rows, traces) == [rows[0], {"name": "둥지", "phone": "02-2", "who": ""}]
    inner = {"b": {"phone": "1"}, "a": {"phone": "2", "x": [{"phone": 3}]}, "n": None, "text": "이수진"}
    assert scrubbed(inner, traces) == {"b": {"phone": "1"}, "a": {"x": [{}]}, "n": None, "text": "이수진"}
    assert json.dumps(scrubbed({"t": [1, True, 2.5]}, traces)) == '{"t": [1, true, 2.5]}'
