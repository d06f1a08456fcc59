"""History, restoring an earlier state, and the register as it was known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ecomap.errors import InvalidParameter, NotAllowed, NotFound, Outdated
from ecomap.services import asof, histories
from ecomap.services.access import ANONYMOUS, Principal
from ecomap.services.desk import held
from ecomap.services.filters import parse_filter
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter
from tests.registry.conftest import EDITOR, MAPO, PLANNER, REGISTRAR, SEOCHO, Desk

LONG_AGO = date(2000, 1, 1)


def test_every_revision_reads_as_it_was(desk: Desk, workspace: Workspace) -> None:
    seen = {workspace.store.revision(): workspace.snapshot().content_hash}

    def note() -> None:
        seen[workspace.store.revision()] = workspace.snapshot().content_hash

    a, b = desk.register("가 모임", works_in=["welfare"]).subject, desk.register("나 모임", SEOCHO).subject
    note()
    tie = desk.do("record-tie", type="funds", source=a, target=b, amount=5, valid_from="2020", field="welfare").subject
    note()
    desk.do("change-actor", a, name_ko="새 가 모임", located_in=[SEOCHO], founded="2010", tag="*")
    note()
    desk.do("remove-tie", tie, tag="*")
    note()
    desk.do("merge-actors", a, other=b, tag="*", other_tag="*")
    note()
    assert len(set(seen.values())) == 6
    for revision, content in seen.items():
        assert asof.snapshot_at(workspace.store, revision).content_hash == content
        assert workspace.snapshot_at(revision).content_hash == content
    assert asof.snapshot_at(workspace.store, 0).n_nodes == 0


def test_a_day_stands_for_the_last_change_until_its_end(desk: Desk, workspace: Workspace) -> None:
    desk.register("가 모임")
    today = datetime.now(UTC).astimezone().date()
    assert asof.revision_on(workspace.store, today) == workspace.store.revision()
    assert asof.revision_on(workspace.store, LONG_AGO) == 0
    assert workspace.snapshot(Filter(known_on=LONG_AGO)).n_nodes == 0
    wanted = parse_filter(workspace, {"known_on": str(today), "place": "마포구"})
    assert workspace.snapshot(wanted).n_nodes == workspace.snapshot(Filter(places=wanted.places)).n_nodes
    with pytest.raises(InvalidParameter):
        parse_filter(workspace, {"known_on": "someday"})


def test_an_actor_as_it_was_known(desk: Desk, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    a = desk.register("가 모임", works_in=["welfare"], phone="02-1").subject
    then = workspace.store.revision()
    desk.do("change-actor", a, name_ko="새 가 모임", works_in=["culture"], located_in=[SEOCHO], tag="*")
    monkeypatch.setattr(histories, "revision_on", lambda store, day: then)
    told = histories.known_actor(workspace, ANONYMOUS, a, LONG_AGO)
    assert (told.node.name_ko, dict(told.node.properties)) == ("가 모임", {})
    assert [node.id for node in told.links["works_in"]] == ["field:welfare"]
    assert [node.id for node in told.links["located_in"]] == [MAPO]
    assert histories.known_actor(workspace, EDITOR, a, LONG_AGO).node.properties == {"phone": "02-1"}
    monkeypatch.setattr(histories, "revision_on", lambda store, day: then - 1)
    with pytest.raises(NotFound):
        histories.known_actor(workspace, EDITOR, a, LONG_AGO)


def test_an_earlier_state_is_restored_with_its_links_but_not_its_ties(desk: Desk, workspace: Workspace) -> None:
    made = desk.register("가 모임", works_in=["welfare"], staff=3)
    a, b = made.subject, desk.register("나 모임").subject
    then = workspace.store.revision()
    tie = desk.do("record-tie", type="cooperates", source=a, target=b).subject
    desk.do("change-actor", a, name_ko="딴 이름", works_in=["culture"], located_in=[SEOCHO], staff="", tag=made.tag)
    with pytest.raises(Outdated):
        desk.do("restore-actor", a, revision=then, tag=made.tag)
    done = desk.do("restore-actor", a, revision=then, tag="*", reason="잘못 고침")
    assert done.tag == made.tag
    found = held(workspace.store, a)
    assert found is not None
    assert (found.node.name_ko, found.targets("works_in"), found.targets("located_in")) == (
        "가 모임",
        ("field:welfare",),
        (MAPO,),
    )
    assert tie in workspace.store.get_edges([tie])
    assert workspace.store.history(a).items[0].change.reason == "잘못 고침"
    for revision in (0, then - 2, "x"):
        with pytest.raises(InvalidParameter):
            desk.do("restore-actor", a, revision=revision, tag="*")
    desk.do("change-actor", a, located_in=[SEOCHO], tag="*")
    assert desk.do("restore-actor", a, who=REGISTRAR, revision=then, tag="*").state == "proposed"


def test_changes_are_for_who_may_write_and_private_values_for_who_may_see_them(
    desk: Desk, workspace: Workspace
) -> None:
    a = desk.register("가 모임", phone="02-1").subject
    desk.do("change-actor", a, phone="02-2", tag="*", reason="새 번호")
    first, second = histories.list_changes(workspace, EDITOR, limit=2).items
    assert (first.change.reason, first.records, second.records) == ("새 번호", 1, 2)
    assert datetime.now(UTC) - first.at < timedelta(minutes=5)
    for who in (ANONYMOUS, PLANNER, Principal("p", frozenset({"propose"}), account="p")):
        with pytest.raises(NotAllowed):
            histories.list_changes(workspace, who)
    assert "02-" not in repr(histories.read_history(workspace, PLANNER, a))
    assert "02-2" in repr(histories.read_history(workspace, EDITOR, a))
