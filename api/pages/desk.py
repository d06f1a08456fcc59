"""Where somebody who is logged in finds the work that the role allows."""

from __future__ import annotations

from dataclasses import dataclass

from ecomap.services.access import ROLES
from graph_schema import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of work: its address, its name, and the permission that opens it."""

    path: str
    label: Text
    scope: str


ENTRIES = (
    Entry("/edit/actor", Text("단체 등록", "Register"), "propose"),
    Entry("/previews", Text("파일로 등록하기", "Bring a file"), "write"),
    Entry("/edit/drafts", Text("내 초안", "My drafts"), "propose"),
    Entry("/views", Text("저장한 화면", "My views"), "share"),
    Entry("/stories", Text("이야기", "My stories"), "share"),
    Entry("/proposals", Text("제안", "Proposals"), "propose"),
    Entry("/review", Text("중복 확인", "Duplicates"), "write"),
    Entry("/changes", Text("변경 이력", "Changes"), "write"),
    Entry("/surveys", Text("설문", "Surveys"), "write"),
    Entry("/users", Text("계정", "Accounts"), "administer"),
    Entry("/keys", Text("API 키", "API keys"), "administer"),
)


def desk_of(role: str, actor: str = "") -> tuple[Entry, ...]:
    """Return the places of work of a role, in the order in which they are used; first a partner's own record."""
    scopes = ROLES[role].scopes if role in ROLES else frozenset()
    found = tuple(entry for entry in ENTRIES if entry.scope in scopes)
    own = Entry(f"/actors/{actor}", Text("우리 단체", "Our organisation"), "write-own")
    return (own, *found) if actor and own.scope in scopes else found
