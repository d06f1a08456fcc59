"""Who calls, and what that allows."""

from __future__ import annotations

from dataclasses import dataclass

from ecomap.errors import NotAllowed, NotAuthenticated
from graph_schema import PropertySpec, Text

SCOPES: dict[str, Text] = {
    "read-members": Text("회원 공개 자료 읽기", "Read members-only data"),
    "write": Text("등록·수정·가져오기", "Register, change and import"),
}


@dataclass(frozen=True, slots=True)
class Principal:
    """A caller: ``name`` goes into the audit history, ``scopes`` say what it may do."""

    name: str
    scopes: frozenset[str] = frozenset()

    def may_see(self, spec: PropertySpec) -> bool:
        """Whether this caller may see a property of the ontology. Private data is for nobody here."""
        return spec.privacy == "public" or (spec.privacy == "members" and "read-members" in self.scopes)

    def require(self, scope: str) -> None:
        """Return if the caller has a scope.

        Raises
        ------
        NotAuthenticated
            If it is anonymous.
        NotAllowed
            If it is known but lacks the scope.
        """
        if scope in self.scopes:
            return
        remedy = Text(
            "'ecomap key add'로 만든 API 키를 Authorization: Bearer 머리글에 보내십시오.",
            "Send an API key made by 'ecomap key add' in the header Authorization: Bearer.",
        )
        kind = NotAuthenticated if self == ANONYMOUS else NotAllowed
        raise kind(
            Text(f"권한 '{scope}'이(가) 필요합니다.", f"This needs the permission '{scope}'."),
            remedy,
            scope=scope,
        )


ANONYMOUS = Principal("anonymous")
LOCAL = Principal("local", frozenset(SCOPES))
"""Whoever runs the command line on the store itself."""
