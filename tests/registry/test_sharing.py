"""Saving views and stories: who may, what is refused, two writers, keys."""

from __future__ import annotations

from typing import Any

import pytest

from ecomap.domain.papers import Paper
from ecomap.errors import Conflict, InvalidRecord, NotAllowed, NotAuthenticated, NotFound, Outdated, RefusedFields
from ecomap.services import sharing
from ecomap.services.access import ANONYMOUS, LOCAL, ROLES, Principal
from ecomap.services.accounts import add_account, change_account
from ecomap.services.addresses import page_address, with_query
from ecomap.services.workspace import Workspace
from tests.support.people import PASSWORD

PLANNER = Principal("planner", ROLES["planner"].scopes, account="p-1")
OTHER = Principal("other", ROLES["registrar"].scopes, account="p-2")
ADMIN = Principal("admin", ROLES["administrator"].scopes, account="p-3")
VIEW = {"title_ko": "마포의 돌봄", "address": "/map?place=마포구&lang=en", "visibility": "public"}


def save(workspace: Workspace, who: Principal = PLANNER, **said: Any) -> str:
    return sharing.save_shared(workspace, who, "view", VIEW | said, via="form").subject


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "//evil.example/map",
        "https://evil.example/map",
        "/\\evil.example",
        "/login",
        "/edit/actor",
        "/api/v1/actors",
        "/actors/a/history",
        "/map/../login",
        "/%2e%2e/map",
        "/analyses/linkage/none",
        "/map\n",
        "/map?" + "x" * 2_000,
    ],
)
def test_only_pages_of_the_site_are_kept(address: str) -> None:
    if address == "/map\n":
        assert page_address(address) == "/map"
        return
    with pytest.raises(InvalidRecord):
        page_address(address)


def test_an_address_is_kept_without_what_concerns_one_reader() -> None:
    assert page_address("/embed/map?place=a%26b&lang=en#x") == "/map?place=a%26b"
    assert page_address("/districts/1144000000") == "/districts/1144000000"
    assert with_query("/map?x=1", "/embed", lang="ko") == "/embed/map?x=1&lang=ko"


def test_who_sees_and_changes_what(workspace: Workspace) -> None:
    public, members, own = (save(workspace, visibility=name) for name in ("public", "members", "private"))

    def seen(who: Principal, **options: Any) -> set[str]:
        return {one.id for one in sharing.list_shared(workspace, who, "view", **options).items}

    assert seen(PLANNER) == {public, members, own}
    assert seen(OTHER) == {public, members}
    assert seen(ANONYMOUS) == {public}
    assert seen(OTHER, mine=True) == set()
    assert seen(ANONYMOUS, text="돌봄") == {public}
    assert seen(ANONYMOUS, text="없는 말") == set()
    with pytest.raises(NotAuthenticated):
        sharing.read_shared(workspace, ANONYMOUS, "view", members)
    for who, item in ((OTHER, own), (ADMIN, own), (PLANNER, "v-none")):
        with pytest.raises(NotFound):
            sharing.read_shared(workspace, who, "view", item)
    assert sharing.read_shared(workspace, PLANNER, "view", public).address == "/map?place=%EB%A7%88%ED%8F%AC%EA%B5%AC"
    with pytest.raises(NotAllowed):
        sharing.change_shared(workspace, OTHER, "view", public, {"title_ko": "x"}, tag="*", via="form")
    with pytest.raises(NotAuthenticated):
        save(workspace, ANONYMOUS)
    sharing.remove_shared(workspace, ADMIN, "view", public, tag="*", via="form")
    assert seen(ANONYMOUS) == set()


def test_pages_of_the_list_pass_over_what_others_hide(workspace: Workspace) -> None:
    made = [save(workspace, visibility="private" if at % 2 else "public") for at in range(7)]
    found, cursor = [], ""
    while True:
        page = sharing.list_shared(workspace, OTHER, "view", limit=2, cursor=cursor)
        found += [one.id for one in page.items]
        if not (cursor := page.next_cursor):
            break
    assert sorted(found) == sorted(made[::2])


def test_two_writers_and_keys(workspace: Workspace) -> None:
    first = sharing.save_shared(workspace, PLANNER, "view", VIEW, via="api", key="k")
    assert sharing.save_shared(workspace, PLANNER, "view", VIEW, via="api", key="k") == first
    with pytest.raises(Conflict):
        sharing.save_shared(workspace, PLANNER, "view", VIEW | {"title_ko": "다른 것"}, via="api", key="k")
    changed = sharing.change_shared(
        workspace, PLANNER, "view", first.subject, {"notes": "가\n\n나"}, tag=first.tag, via="form"
    )
    assert changed.tag != first.tag
    with pytest.raises(Outdated):
        sharing.change_shared(workspace, PLANNER, "view", first.subject, {"notes": ""}, tag=first.tag, via="form")
    found = sharing.read_shared(workspace, PLANNER, "view", first.subject)
    assert found.paragraphs == ("가", "나")


def test_what_is_wrong_is_said_field_by_field(workspace: Workspace) -> None:
    steps = [{"address": "/map"}, {"address": "//x", "title": "a\x00b", "text": "x" * 50_000}]
    with pytest.raises(RefusedFields) as caught:
        sharing.save_shared(
            workspace, PLANNER, "story", {"title_ko": "", "visibility": "all", "steps": steps, "x": 1}, via="form"
        )
    fields = {problem.field for problem in caught.value.context["problems"]}
    assert fields == {"title_ko", "visibility", "address-2", "title-2", "text-2", "x"}
    with pytest.raises(RefusedFields, match=r"단계가 없는|without steps"):
        sharing.save_shared(workspace, PLANNER, "story", {"title_ko": "빈 것", "visibility": "public"}, via="form")
    story = {"title_ko": "이야기", "steps": [{"address": "/matrix?rows=field", "text": "하나\n둘"}]}
    made = sharing.save_shared(workspace, PLANNER, "story", story, via="form")
    (step,) = sharing.read_shared(workspace, PLANNER, "story", made.subject).steps
    assert (step.address, step.text) == ("/matrix?rows=field", "하나\n둘")


def test_an_author_is_told_by_name_until_the_account_ends(workspace: Workspace) -> None:
    account = add_account(workspace, LOCAL, login="hani", name="한이", role="planner", password=PASSWORD)
    who = Principal("hani", ROLES["planner"].scopes, account=account.id)
    made = save(workspace, who)
    assert sharing.read_shared(workspace, ANONYMOUS, "view", made).author.ko == "한이"
    change_account(workspace, LOCAL, account.id, version=account.version, active="")
    assert sharing.read_shared(workspace, ANONYMOUS, "view", made).author.ko == "이전 구성원"


def test_views_travel_with_the_register(workspace: Workspace) -> None:
    made = save(workspace)
    with workspace.store.contents() as contents:
        papers: list[Paper] = list(contents.papers)
    assert made in {paper.id for paper in papers if paper.kind == "view"}
