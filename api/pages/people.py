"""Accounts and keys as the pages of administrators show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ecomap.errors import EcomapError
from ecomap.services.access import ROLES, SCOPES
from ecomap.services.accounts import Account
from ecomap.services.keys import ApiKey
from ecomap.services.workspace import Workspace
from graph_schema import Text

_STATES = {
    "active": Text("사용 중", "Active"),
    "disabled": Text("막음", "Disabled"),
    "expired": Text("만료", "Expired"),
    "revoked": Text("폐기", "Revoked"),
}
_EVERYWHERE = Text("전체", "Everywhere")


def account_rows(workspace: Workspace, found: Sequence[Account], lang: str) -> list[dict[str, str]]:
    """Return accounts as rows of a table."""
    return [
        {
            "id": one.id,
            "login": one.login,
            "name": one.name,
            "role": ROLES[one.role].label.get(lang),
            "places": _bound(workspace, one.places, lang),
            "fields": _bound(workspace, one.fields, lang),
            "state": _STATES["active" if one.active else "disabled"].get(lang),
        }
        for one in found
    ]


def key_rows(workspace: Workspace, found: Sequence[ApiKey], lang: str) -> list[dict[str, Any]]:
    """Return keys as rows of a table, newest first, without their secrets."""
    now = datetime.now(UTC)
    rows = []
    for key in reversed(found):
        expired = key.expires is not None and key.expires <= now
        state = "revoked" if key.revoked else "expired" if expired else "active"
        rows.append(
            {
                "id": key.id,
                "name": key.name,
                "scopes": ", ".join(SCOPES[name].get(lang) for name in SCOPES if name in key.scopes),
                "places": _bound(workspace, sorted(key.places), lang),
                "fields": _bound(workspace, sorted(key.fields), lang),
                "expires": key.expires.astimezone().strftime("%Y-%m-%d") if key.expires else "–",
                "state": _STATES[state].get(lang),
                "active": state == "active",
            }
        )
    return rows


def account_form(workspace: Workspace, account: Account, lang: str) -> dict[str, list[str]]:
    """Return an account as the form shows it."""
    return {
        "login": [account.login],
        "name": [account.name],
        "role": [account.role],
        "places": names(workspace, account.places, lang),
        "fields": names(workspace, account.fields, lang),
        "actor": [account.actor],
        "active": ["yes" if account.active else "no"],
        "version": [str(account.version)],
    }


def said_of(sent: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return what the form of an account says; places and fields are one a line."""
    said: dict[str, Any] = {name: sent.get(name, [""])[0] for name in ("name", "role", "actor")}
    for name in ("places", "fields"):
        lines = [line.strip() for text in sent.get(name, []) for line in text.replace(",", "\n").splitlines()]
        said[name] = [line for line in lines if line]
    return said


def mistakes(error: EcomapError | None, lang: str) -> dict[str, str]:
    """Return by field what is wrong with it and what to do."""
    if error is None:
        return {}
    problems = error.context.get("problems", ())
    found: dict[str, str] = {one.field: f"{one.reason.get(lang)} {one.remedy.get(lang)}" for one in problems}
    if not found and (field := error.context.get("field")):
        remedy = error.remedy.get(lang) if error.remedy else ""
        found[str(field)] = f"{error.message.get(lang)} {remedy}"
    return found


def names(workspace: Workspace, ids: Iterable[str], lang: str) -> list[str]:
    """Return the names of places or fields."""
    nodes = workspace.store.get_nodes(list(ids))
    return [((node.name_en if lang == "en" else "") or node.name_ko) for node in nodes.values()]


def _bound(workspace: Workspace, ids: Sequence[str], lang: str) -> str:
    return ", ".join(names(workspace, ids, lang)) or _EVERYWHERE.get(lang)
