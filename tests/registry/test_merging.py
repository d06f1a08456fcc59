"""Merging two records, what follows them, and taking it back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecomap.domain.records import Edge, Node
from ecomap.errors import Conflict, NotFound, Outdated, OutsideScope, RefusedFields
from ecomap.services import actors, histories, proposals, ties
from ecomap.services.access import Principal
from ecomap.services.desk import Held, held
from ecomap.services.gate import Outcome
from ecomap.services.imports import import_rows
from ecomap.services.redirects import MERGE, merge_papers, merged_ids, present_id
from ecomap.services.workspace import Workspace
from tests.registry.conftest import EDITOR, MAPO, REGISTRAR, SEOCHO, Desk


def now(workspace: Workspace, actor: str) -> Held:
    found = held(workspace.store, actor)
    assert found is not None
    return found


def merge(desk: Desk, stays: str, goes: str, who: Principal = EDITOR, **options: Any) -> Outcome:
    own, other = held(desk.workspace.store, stays), held(desk.workspace.store, goes)
    tags = {"tag": own.tag if own else "*", "other_tag": other.tag if other else "*"}
    return desk.do("merge-actors", stays, who=who, other=goes, **{**tags, **options})


def last_merge(workspace: Workspace, actor: str) -> str:
    return merge_papers(workspace.store, actor)[0].id


def records(workspace: Workspace) -> tuple[dict[str, Node], dict[str, Edge]]:
    with workspace.store.contents() as contents:
        list(contents.changes)
        nodes = {node.id: node for node, _ in contents.nodes}
        return nodes, {edge.id: edge for edge, _ in contents.edges}


@pytest.fixture
def two(desk: Desk) -> tuple[str, str, str]:
    """Two records of one organisation, and a partner that has ties to both."""
    a = desk.register(
        "망원돌봄", registration_number="111-11", phone="02-1", works_in=["welfare"], aliases=["망돌"]
    ).subject
    b = desk.register(
        "(사)망원 돌봄회",
        name_en="Mangwon Care",
        registration_number="222-22",
        staff=4,
        phone="02-2",
        place=SEOCHO,
        works_in=["welfare", "culture"],
    ).subject
    c = desk.register("강 건너 모임").subject
    for source, target, said in (
        (a, c, {"type": "cooperates", "valid_from": "2020"}),
        (c, b, {"type": "cooperates", "valid_from": "2020"}),
        (b, c, {"type": "funds", "valid_from": "2021", "amount": 5}),
        (a, b, {"type": "cooperates"}),
    ):
        desk.do("record-tie", source=source, target=target, **said)
    return a, b, c


def test_everything_of_the_other_follows(desk: Desk, workspace: Workspace, two: tuple[str, str, str]) -> None:
    a, b, c = two
    before = {tie.id: tie for tie in ties.list_ties(workspace, EDITOR, actor=b).items}
    assert merge(desk, a, b, reason="같은 단체").subject == a
    found = now(workspace, a)
    assert found.node.name_ko == "망원돌봄"
    assert found.node.properties == {
        "registration_number": "111-11",
        "phone": "02-1",
        "staff": 4,
        "aliases": ("망돌", "(사)망원 돌봄회", "222-22"),
    } or found.node.properties["aliases"] == ("망돌", "(사)망원 돌봄회", "Mangwon Care", "222-22")
    assert found.node.name_en == "Mangwon Care"
    assert found.targets("located_in") == (MAPO,)
    assert set(found.targets("works_in")) == {"field:welfare", "field:culture"}
    assert held(workspace.store, b) is None
    after = {tie.id: tie for tie in ties.list_ties(workspace, EDITOR, actor=a).items}
    moved = {name for name in after if name in before}
    # The tie between both and the one that both had are gone, the grant keeps its id.
    assert {(after[name].type, after[name].source, after[name].target) for name in moved} == {("funds", a, c)}
    assert len(after) == 2
    assert workspace.store.history(b).items[0].change.reason == "같은 단체"


def test_the_old_id_leads_on_for_ever(desk: Desk, workspace: Workspace, two: tuple[str, str, str]) -> None:
    a, b, c = two
    merge(desk, b, a)
    merge(desk, c, b)
    for old in (a, b, c):
        assert present_id(workspace.store, old) == c
        assert actors.read_actor(workspace, EDITOR, old).node.id == c
        assert actors.neighbourhood(workspace, EDITOR, old).centre == c
        assert {tie.id for tie in ties.list_ties(workspace, EDITOR, actor=old).items} == {
            tie.id for tie in ties.list_ties(workspace, EDITOR, actor=c).items
        }
    assert set(merged_ids(workspace.store, c)) == {a, b}
    told = histories.read_history(workspace, EDITOR, a)
    links = {entry.subject for entry in told.items if ">" in entry.subject}
    assert {entry.subject for entry in told.items} - links == {a, b, c}
    assert {name.partition(":")[2].partition(">")[0] for name in links} == {a, b, c}
    assert [e.revision for e in told.items] == sorted((e.revision for e in told.items), reverse=True)
    paged, cursor = [], ""
    while True:
        page = histories.read_history(workspace, EDITOR, a, limit=2, cursor=cursor)
        paged += page.items
        if not (cursor := page.next_cursor):
            break
    assert tuple(paged) == told.items
    done = desk.do("change-actor", a, staff=9, tag=now(workspace, c).tag)
    assert done.subject == c
    assert now(workspace, c).node.properties["staff"] == 9
    assert (
        desk.do("record-tie", type="cooperates", source=a, target=desk.register("새 모임").subject).state == "written"
    )


def test_a_circle_is_refused_and_a_merge_into_an_old_id_goes_to_the_present_one(
    desk: Desk, workspace: Workspace, two: tuple[str, str, str]
) -> None:
    a, b, c = two
    merge(desk, b, a)
    before = desk.state()
    for stays, goes in ((a, b), (b, a), (b, b)):
        with pytest.raises(Conflict):
            merge(desk, stays, goes)
    assert desk.state() == before
    with pytest.raises(Outdated):
        desk.do("merge-actors", a, other=c, tag="seen-before", other_tag="*")
    assert merge(desk, a, c).subject == b
    assert present_id(workspace.store, c) == b
    # A → B → A: taken back and merged the other way round, the ids still lead to one record.
    desk.do("unmerge-actors", last_merge(workspace, b))
    desk.do("unmerge-actors", last_merge(workspace, b))
    merge(desk, a, b)
    assert (present_id(workspace.store, a), present_id(workspace.store, b)) == (a, a)


def test_the_caller_chooses_field_by_field(desk: Desk, workspace: Workspace, two: tuple[str, str, str]) -> None:
    a, b, _ = two
    with pytest.raises(RefusedFields):
        merge(desk, a, b, keep={"name_ko": "both", "nothing": "own"})
    merge(
        desk,
        a,
        b,
        keep={"name_ko": "other", "registration_number": "other", "located_in": "other", "works_in": "own"},
    )
    found = now(workspace, a)
    assert found.node.name_ko == "(사)망원 돌봄회"
    assert found.node.properties["registration_number"] == "222-22"
    aliases = found.node.properties["aliases"]
    assert isinstance(aliases, tuple)
    assert {"망돌", "망원돌봄", "111-11"} <= set(aliases)
    assert found.targets("located_in") == (SEOCHO,)
    assert found.targets("works_in") == ("field:welfare",)
    with pytest.raises(RefusedFields) as caught:
        desk.register("딴 이름", registration_number="11111")
    assert a in str(caught.value.context["problems"][0].reason.ko)


def test_taken_back_it_is_as_before(desk: Desk, workspace: Workspace, two: tuple[str, str, str]) -> None:
    a, b, _ = two
    content, whole = workspace.snapshot().content_hash, records(workspace)
    merge(desk, a, b, keep={"name_ko": "other", "located_in": "other", "works_in": "other"})
    assert workspace.snapshot().content_hash != content
    done = desk.do("unmerge-actors", last_merge(workspace, a), reason="다른 단체였음")
    assert (done.state, done.subject) == ("written", b)
    assert records(workspace) == whole
    assert workspace.snapshot().content_hash == content
    assert present_id(workspace.store, b) == b
    assert workspace.store.history(b).items[0].change.reason == "다른 단체였음"


def test_taken_back_after_edits_later_work_stays(desk: Desk, workspace: Workspace, two: tuple[str, str, str]) -> None:
    a, b, c = two
    merge(desk, a, b)
    merged = last_merge(workspace, a)
    grant = next(t for t in ties.list_ties(workspace, EDITOR, actor=a).items if t.type == "funds")
    new = desk.register("새 상대").subject
    later = desk.do("record-tie", type="cooperates", source=a, target=new).subject
    desk.do("change-tie", grant.id, amount=7, tag="*")
    aliases = now(workspace, a).node.properties["aliases"]
    assert isinstance(aliases, tuple)
    desk.do("change-actor", a, staff=40, homepage="https://mangwon.example", aliases=[*aliases, "나중"], tag="*")
    desk.do("unmerge-actors", merged)
    mine, theirs = now(workspace, a).node, now(workspace, b).node
    assert mine.properties["staff"] == 40
    assert mine.properties["homepage"] == "https://mangwon.example"
    assert mine.properties["aliases"] == ("망돌", "나중")
    assert theirs.properties["staff"] == 4
    back = workspace.store.get_edges([grant.id, later])
    assert (back[grant.id].source, back[grant.id].target, back[grant.id].amount) == (b, c, 7)
    assert back[later].source == a
    paper = workspace.store.get_papers(MERGE, [merged])[merged]
    assert paper.state == "undone"
    assert [one["record"] for one in paper.data["conflicts"]] == [a]
    with pytest.raises(Conflict):
        desk.do("unmerge-actors", merged)
    with pytest.raises(NotFound):
        desk.do("unmerge-actors", "nothing")


def test_what_went_meanwhile_is_listed(desk: Desk, workspace: Workspace, two: tuple[str, str, str]) -> None:
    a, b, c = two
    merge(desk, a, b)
    merged = last_merge(workspace, a)
    grant = next(t for t in ties.list_ties(workspace, EDITOR, actor=a).items if t.type == "funds")
    desk.do("remove-tie", grant.id, tag="*")
    desk.do("change-actor", a, located_in=[SEOCHO], tag="*")
    d = desk.register("다른 상대").subject
    merge(desk, d, a)
    with pytest.raises(Conflict) as caught:
        desk.do("unmerge-actors", merged)
    assert d in caught.value.message.ko
    desk.do("unmerge-actors", last_merge(workspace, d))
    desk.do("unmerge-actors", merged)
    conflicts = workspace.store.get_papers(MERGE, [merged])[merged].data["conflicts"]
    assert grant.id in {one["record"] for one in conflicts}
    assert now(workspace, a).targets("located_in") == (SEOCHO,)
    assert now(workspace, b).targets("located_in") == (SEOCHO,)
    assert c


def test_a_merge_needs_both_records(desk: Desk, workspace: Workspace, two: tuple[str, str, str]) -> None:
    a, b, c = two
    outside = Principal("k", frozenset({"write"}), places=frozenset({MAPO}))
    with pytest.raises(OutsideScope):
        merge(desk, a, b, who=outside)
    filed = merge(desk, a, b, who=REGISTRAR)
    assert filed.state == "proposed"
    assert proposals.approve(workspace, EDITOR, filed.proposal).subject == a
    assert present_id(workspace.store, b) == a
    undo = desk.do("unmerge-actors", last_merge(workspace, a), who=outside if not c else REGISTRAR)
    assert undo.state == "proposed"
    assert proposals.approve(workspace, EDITOR, undo.proposal).subject == b


def test_tags_and_keys(desk: Desk, workspace: Workspace, two: tuple[str, str, str]) -> None:
    a, b, _ = two
    tag, other = now(workspace, a).tag, now(workspace, b).tag
    desk.do("change-actor", b, staff=5, tag="*")
    with pytest.raises(Outdated):
        desk.do("merge-actors", a, other=b, tag=tag, other_tag=other)
    other = now(workspace, b).tag
    first = desk.do("merge-actors", a, other=b, tag=tag, other_tag=other, key="k")
    before = desk.state()
    assert desk.do("merge-actors", a, other=b, tag=tag, other_tag=other, key="k") == first
    assert desk.state() == before


def test_an_old_id_is_not_given_out_again(desk: Desk, workspace: Workspace, two: tuple[str, str, str]) -> None:
    a, b, _ = two
    merge(desk, a, b)
    with pytest.raises(RefusedFields) as caught:
        desk.register("(사)망원 돌봄회", place=SEOCHO)
    assert a in caught.value.context["problems"][0].reason.ko
    assert desk.register("(사)망원 돌봄회", place=SEOCHO, different_from=[a]).subject not in (a, b)
    with pytest.raises(RefusedFields):
        desk.do("register-actor", b, kind="civil_society", name_ko="뜻밖")


def test_files_that_know_the_old_record_mean_the_new_one(
    desk: Desk, workspace: Workspace, two: tuple[str, str, str]
) -> None:
    a, b, c = two
    merge(desk, a, b)
    before = {tie.id for tie in ties.list_ties(workspace, EDITOR, actor=a).items}
    sheets = {
        "organisations": [
            {"id": b, "kind": "civil_society", "name_ko": "(사)망원 돌봄회", "members": "12"},
        ],
        "ties": [
            {"type": "funds", "source": b, "target": c, "valid_from": "2021-01-01", "amount": "9"},
            {"type": "funds", "source": "(사)망원 돌봄회", "target": c, "valid_from": "2022-01-01", "amount": "1"},
        ],
    }
    report = import_rows(workspace, EDITOR, sheets)
    assert report.counts["organisations"].updated == 1
    found = now(workspace, a).node
    assert (found.name_ko, found.properties["members"]) == ("망원돌봄", 12)
    after = {tie.id: tie for tie in ties.list_ties(workspace, EDITOR, actor=a).items}
    assert len(after.keys() - before) == 1
    assert sorted(t.amount for t in after.values() if t.amount) == [1, 9]
    # Rows without ids: the number and the name of the record that went.
    sheets = {
        "organisations": [
            {"kind": "civil_society", "name_ko": "망원돌봄", "located_in": "마포구", "registration_number": "111-11"},
            {
                "kind": "civil_society",
                "name_ko": "(사)망원 돌봄회",
                "located_in": "서초구",
                "registration_number": "222-22",
            },
        ]
    }
    count = workspace.store.counts()["civil_society"]
    report = import_rows(workspace, EDITOR, sheets)
    assert report.refused_count == 0
    assert workspace.store.counts()["civil_society"] == count
    found = now(workspace, a).node
    assert (found.name_ko, found.properties["registration_number"]) == ("망원돌봄", "111-11")
    assert now(workspace, a).targets("located_in") == (MAPO,)
    assert any(a in warning.text.ko for warning in report.warnings)


CHOICE = st.sampled_from(["own", "other"])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    keep=st.dictionaries(st.sampled_from(["name_ko", "name_en", "phone", "staff", "located_in", "works_in"]), CHOICE),
    fields=st.tuples(*[st.sets(st.sampled_from(["welfare", "culture", "environment"]))] * 2),
    edges=st.lists(
        st.tuples(
            st.sampled_from(["ab", "ac", "bc", "cb", "ca"]),
            st.sampled_from(["cooperates", "funds", "refers"]),
            st.sampled_from(["", "2020", "2021"]),
        ),
        max_size=6,
        unique=True,
    ),
)
def test_a_merge_taken_back_leaves_the_content_as_it_was(
    desk: Desk, workspace: Workspace, keep: dict[str, str], fields: tuple[set[str], set[str]], edges: list[Any]
) -> None:
    mark = str(workspace.store.revision())
    ids = {
        name: desk.register(f"{name} 모임 {mark}", place=place, works_in=sorted(works), **said).subject
        for name, place, works, said in (
            ("a", MAPO, fields[0], {"phone": "02-1", "staff": 3}),
            ("b", SEOCHO, fields[1], {"phone": "02-2", "name_en": "B"}),
            ("c", "", set(), {}),
        )
    }
    for ends, type_, since in edges:
        try:
            desk.do("record-tie", type=type_, source=ids[ends[0]], target=ids[ends[1]], valid_from=since)
        except RefusedFields:
            continue  # an undirected tie told from both sides
    content, whole = workspace.snapshot().content_hash, records(workspace)
    merge(desk, ids["a"], ids["b"], keep=keep)
    desk.do("unmerge-actors", last_merge(workspace, ids["a"]))
    assert workspace.snapshot().content_hash == content
    assert records(workspace) == whole
