"""Registering and changing actors and ties through the gate."""

from __future__ import annotations

from datetime import date

import pytest

from ecomap.errors import (
    Conflict,
    InvalidParameter,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    Outdated,
    OutsideScope,
    RefusedFields,
)
from ecomap.services.access import ANONYMOUS, Principal
from ecomap.services.desk import held
from ecomap.services.workspace import Workspace
from tests.registry.conftest import EDITOR, MAPO, PLANNER, REGISTRAR, SEOCHO, Desk


def problems(caught: pytest.ExceptionInfo[RefusedFields]) -> dict[str, str]:
    found = caught.value.context["problems"]
    assert all(p.reason.ko and p.reason.en and p.remedy.ko and p.remedy.en for p in found)
    return {p.field: p.reason.en for p in found}


def test_an_actor_is_registered_with_its_links_and_history(desk: Desk, workspace: Workspace) -> None:
    done = desk.register(
        "망원 돌봄 모임",
        name_en="Mangwon Care",
        works_in=["welfare"],
        phone="02-1-2345",
        staff="3명",
        aliases=["망돌"],
        reason="방문",
    )
    assert done.state == "written"
    found = held(workspace.store, done.subject)
    assert found is not None
    assert found.tag == done.tag
    assert found.node.properties == {"phone": "02-1-2345", "staff": 3, "aliases": ("망돌",)}
    assert found.targets("located_in") == (MAPO,)
    entry = workspace.store.history(done.subject).items[0]
    assert (entry.before, entry.after) == (None, found.node)
    assert (entry.change.who, entry.change.via, entry.change.reason) == ("editor", "form", "방문")


def test_places_and_fields_may_be_named(desk: Desk, workspace: Workspace) -> None:
    done = desk.register("이름으로", place="마포구", active_in=["서초구", MAPO], works_in="복지")
    found = held(workspace.store, done.subject)
    assert found is not None
    assert found.targets("located_in") == (MAPO,)
    assert set(found.targets("active_in")) == {SEOCHO, MAPO}
    with pytest.raises(RefusedFields) as caught:
        desk.register("없는 곳", place="해운대구", works_in=["없는분야"], responsible_for=["x"])
    assert problems(caught).keys() == {"located_in", "works_in", "responsible_for"}


def test_all_problems_of_a_form_come_together_and_nothing_is_written(desk: Desk) -> None:
    before = desk.state()
    with pytest.raises(RefusedFields) as caught:
        desk.register(
            " ", founded="2021.13.40", email="x", staff="-3", zzz="1", description="a\0b", homepage="ㅁ" * 20_000
        )
    found = problems(caught)
    assert {"founded", "email", "staff", "zzz", "description", "homepage"} <= found.keys()
    with pytest.raises(RefusedFields) as caught:
        desk.register("기간", founded="2020", closed="2019")
    assert "closed" in problems(caught)
    with pytest.raises(RefusedFields) as caught:
        desk.do("register-actor", name_ko="종류 없음")
    assert "kind" in problems(caught)
    with pytest.raises(RefusedFields) as caught:
        desk.register("두 자리", located_in=[MAPO, SEOCHO])
    assert "located_in" in problems(caught)
    assert desk.state() == before


def test_namesakes_and_numbers_are_asked_about(desk: Desk) -> None:
    first = desk.register("망원 모임", registration_number="123-45")
    with pytest.raises(RefusedFields) as caught:
        desk.register("망원모임")
    assert first.subject in problems(caught)["name_ko"]
    other = desk.register("망원모임", different_from=[first.subject])
    assert other.subject != first.subject
    with pytest.raises(RefusedFields) as caught:
        desk.register("전혀 다른 곳", registration_number="12345")
    assert first.subject in problems(caught)["registration_number"]
    with pytest.raises(RefusedFields) as caught:
        desk.do("change-actor", other.subject, registration_number="12345", tag=other.tag)
    assert "registration_number" in problems(caught)


def test_a_change_leaves_the_rest_and_clears_what_is_said_empty(desk: Desk, workspace: Workspace) -> None:
    made = desk.register("모임", works_in=["welfare"], staff=3, phone="02-1-2345")
    done = desk.do("change-actor", made.subject, name_ko="새 모임", staff="", located_in=[SEOCHO], tag=made.tag)
    found = held(workspace.store, made.subject)
    assert found is not None
    assert (found.node.name_ko, found.node.properties) == ("새 모임", {"phone": "02-1-2345"})
    assert (found.targets("located_in"), found.targets("works_in")) == ((SEOCHO,), ("field:welfare",))
    assert done.tag == found.tag != made.tag


def test_two_people_who_change_one_record(desk: Desk, workspace: Workspace) -> None:
    made = desk.register("모임")
    desk.do("change-actor", made.subject, staff=1, tag=made.tag)
    with pytest.raises(Outdated) as caught:
        desk.do("change-actor", made.subject, staff=2, tag=made.tag)
    with pytest.raises(InvalidParameter):
        desk.do("change-actor", made.subject, staff=2)
    assert workspace.store.get_nodes([made.subject])[made.subject].properties == {"staff": 1}
    desk.do("change-actor", made.subject, staff=2, tag=caught.value.context["tag"])
    desk.do("change-actor", made.subject, staff=3, tag="*")
    assert workspace.store.get_nodes([made.subject])[made.subject].properties == {"staff": 3}


def test_sent_twice_with_one_key_it_is_done_once(desk: Desk) -> None:
    first = desk.register("모임", key="k1")
    before = desk.state()
    assert desk.register("모임", key="k1") == first
    assert desk.state() == before
    with pytest.raises(Conflict):
        desk.register("다른 모임", key="k1")
    assert desk.register("모임", who=REGISTRAR, key="k1", different_from=[first.subject]).subject != first.subject


def test_ties_are_recorded_changed_ended_and_removed(desk: Desk, workspace: Workspace) -> None:
    a, b = desk.register("가 모임").subject, desk.register("나 모임").subject
    tie = desk.do(
        "record-tie",
        type="funds",
        source=a,
        target=b,
        amount="300만원",
        valid_from="2024",
        field="복지",
        note="첫 지원",
    )
    stored = workspace.store.get_edges([tie.subject])[tie.subject]
    assert (stored.amount, stored.unit, stored.valid_from) == (3_000_000, "KRW", date(2024, 1, 1))
    with pytest.raises(RefusedFields) as caught:
        desk.do("record-tie", type="funds", source=a, target=b, valid_from="2024", field="복지")
    assert "target" in problems(caught)
    with pytest.raises(RefusedFields) as caught:
        desk.do("change-tie", tie.subject, valid_to="2023", tag=tie.tag)
    assert "valid_to" in problems(caught)
    ended = desk.do("change-tie", tie.subject, valid_to="2024-12", tag=tie.tag)
    stored = workspace.store.get_edges([tie.subject])[tie.subject]
    assert (stored.valid_to, stored.amount, stored.properties) == (date(2024, 12, 31), 3_000_000, {"note": "첫 지원"})
    gone = desk.do("remove-tie", tie.subject, tag=ended.tag)
    assert gone.tag == ""
    assert len(workspace.store.history(tie.subject).items) == 3


def test_ties_that_cannot_be(desk: Desk) -> None:
    a, b = desk.register("가 모임").subject, desk.register("나 모임").subject
    before = desk.state()
    for said, field in (
        ({"type": "cooperates", "source": a, "target": a}, "target"),
        ({"type": "cooperates", "source": a}, "target"),
        ({"type": "likes", "source": a, "target": b}, "type"),
        ({"type": "oversees", "source": a, "target": b}, "type"),
        ({"type": "oversees", "source": a, "target": b, "amount": 5}, "amount"),
        ({"type": "funds", "source": a, "target": b, "amount": "-5"}, "amount"),
        ({"type": "funds", "source": a, "target": b, "amount": 5, "unit": "갑"}, "unit"),
        ({"type": "cooperates", "source": a, "target": b, "field": "없는 분야"}, "field"),
    ):
        with pytest.raises(RefusedFields) as caught:
            desk.do("record-tie", **said)
        assert field in problems(caught), said
    with pytest.raises(NotFound):
        desk.do("record-tie", type="cooperates", source=a, target="nobody")
    with pytest.raises(NotFound):
        desk.do("record-tie", type="cooperates", source=a, target=MAPO)
    with pytest.raises(NotFound):
        desk.do("change-tie", "nothing", tag="*")
    with pytest.raises(NotFound):
        desk.do("change-actor", MAPO, name_ko="강 건너", tag="*")
    assert desk.state() == before


def test_who_may_not_write_writes_nothing(desk: Desk) -> None:
    before = desk.state()
    with pytest.raises(NotAuthenticated):
        desk.register("모임", who=ANONYMOUS)
    with pytest.raises(NotAllowed):
        desk.register("모임", who=PLANNER)
    assert desk.state() == before


def test_a_registrar_writes_inside_and_proposes_outside(desk: Desk) -> None:
    inside = desk.register("망원 모임", place="마포구 망원1동", who=REGISTRAR)
    assert inside.state == "written"
    before = desk.state()
    assert desk.register("서초 모임", SEOCHO, who=REGISTRAR).state == "proposed"
    moved = desk.do("change-actor", inside.subject, who=REGISTRAR, located_in=[SEOCHO], tag=inside.tag)
    assert moved.state == "proposed"
    assert desk.state() == before
    away = desk.register("서초 모임", SEOCHO)
    assert desk.do("change-actor", away.subject, who=REGISTRAR, staff=1, tag=away.tag).state == "proposed"
    tie = {"type": "cooperates", "source": away.subject, "target": inside.subject}
    assert desk.do("record-tie", who=REGISTRAR, **tie).state == "written"
    only_write = Principal("k", frozenset({"write"}), places=frozenset({MAPO}))
    with pytest.raises(OutsideScope):
        desk.do("change-actor", away.subject, who=only_write, staff=1, tag="*")


def test_a_partner_writes_about_itself_alone(desk: Desk) -> None:
    own, other = desk.register("우리 모임"), desk.register("남의 모임")
    partner = Principal("우리 모임", frozenset({"write-own"}), actor=own.subject)
    assert desk.do("change-actor", own.subject, who=partner, staff=1, tag=own.tag).state == "written"
    tie = {"type": "cooperates", "source": own.subject, "target": other.subject}
    assert desk.do("record-tie", who=partner, **tie).state == "written"
    with pytest.raises(OutsideScope):
        desk.do("change-actor", other.subject, who=partner, staff=1, tag=other.tag)
    with pytest.raises(OutsideScope):
        desk.register("새 모임", who=partner)


def test_an_editor_is_bound_by_no_district(desk: Desk) -> None:
    assert desk.register("어디든", "", who=EDITOR).state == "written"
    assert desk.register("어디든 모임", "", who=REGISTRAR).state == "proposed"
