"""Who calls, and what that allows."""

from __future__ import annotations

from dataclasses import dataclass

from ecomap.errors import NotAllowed, NotAuthenticated
from graph_schema import PropertySpec, Text

SCOPES: dict[str, Text] = {
    "read-members": Text("회원 공개 자료 읽기", "Read members-only data"),
    "read-private": Text("담당자 연락처 읽기", "Read the data of contact persons"),
    "write": Text("등록·수정·가져오기", "Register, change and import"),
    "write-own": Text("자기 단체의 기록 수정", "Change the record of one's own organisation"),
    "propose": Text("변경 제안", "Propose changes"),
    "share": Text("화면·이야기 저장", "Save views and stories"),
    "administer": Text("계정·키·설문 관리", "Manage accounts, keys and surveys"),
}


@dataclass(frozen=True, slots=True)
class Role:
    """What people of one kind may do."""

    label: Text
    scopes: frozenset[str]


ROLES: dict[str, Role] = {
    "partner": Role(Text("참여 단체", "Partner"), frozenset({"write-own", "share"})),
    "registrar": Role(
        Text("등록 담당자", "Registrar"), frozenset({"read-members", "read-private", "write", "propose", "share"})
    ),
    "planner": Role(Text("정책 담당자", "Planner"), frozenset({"read-members", "share"})),
    "administrator": Role(Text("관리자", "Administrator"), frozenset(SCOPES)),
}
"""Roles of people with an account or a personal link; whoever has neither is a viewer and sees public data."""


@dataclass(frozen=True, slots=True)
class Principal:
    """A caller.

    Parameters
    ----------
    name : str
        Goes into the audit history.
    scopes : frozenset of str
        What it may do; see `SCOPES`.
    places, fields : frozenset of str
        Ids of the places and fields, with all below them, to which ``write`` is bound; empty for everywhere.
    account : str
        Id of the account that drafts and proposals are filed under; empty for a caller without one.
    actor : str
        Id of the organisation whose own record ``write-own`` is about.
    """

    name: str
    scopes: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    account: str = ""
    actor: str = ""

    def may_see(self, spec: PropertySpec, subject: str = "") -> bool:
        """Return whether this caller may see a property of a record; all of its own organisation's."""
        own = bool(subject) and subject == self.actor and "write-own" in self.scopes
        return own or spec.privacy == "public" or f"read-{spec.privacy}" in self.scopes

    def require(self, *scopes: str) -> None:
        """Return if the caller has one of some scopes.

        Raises
        ------
        NotAuthenticated
            If it is anonymous.
        NotAllowed
            If it is known but has none of them.
        """
        if not self.scopes.isdisjoint(scopes):
            return
        remedy = Text(
            "로그인하거나, 'ecomap key add'로 만든 API 키를 Authorization: Bearer 머리글에 보내십시오.",
            "Log in, or send an API key made by 'ecomap key add' in the header Authorization: Bearer.",
        )
        kind = NotAuthenticated if self == ANONYMOUS else NotAllowed
        raise kind(
            Text(f"권한 '{scopes[0]}'이(가) 필요합니다.", f"This needs the permission '{scopes[0]}'."),
            remedy,
            scope=scopes[0],
        )


ANONYMOUS = Principal("anonymous")
LOCAL = Principal("local", frozenset(SCOPES))
"""Whoever runs the command line on the store itself."""
