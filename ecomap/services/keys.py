"""API keys: made once, stored hashed, checked at every write."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ecomap.errors import InvalidParameter, NotAuthenticated, NotFound
from ecomap.exchange.said import Problems
from ecomap.services.access import SCOPES, Principal
from ecomap.services.accounts import roots
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import ApiKey
from graph_schema import Text

_PREFIX = "eco_"


def add_key(
    workspace: Workspace,
    who: Principal,
    *,
    name: str,
    scopes: frozenset[str],
    expires_days: int,
    places: Collection[str] = (),
    fields: Collection[str] = (),
) -> str:
    """Make an API key and return its secret, which is stored nowhere.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``administer``.
    name : str
    scopes : frozenset of str
        Of `ecomap.services.access.SCOPES`.
    expires_days : int
    places, fields : collection of str
        Names or ids that writing is bound to, with all below them; empty for everywhere.

    Raises
    ------
    NotAllowed
        If the caller may not administer.
    InvalidParameter
        For an empty name, no or an unknown scope, or a time that is not between 1 and 3650 days.
    RefusedFields
        For a place or field that is not found.
    """
    who.require("administer")
    if not name.strip() or not scopes or not scopes <= SCOPES.keys() or not 1 <= expires_days <= 3650:
        raise InvalidParameter(
            Text("키의 이름, 권한 또는 기한을 쓸 수 없습니다.", "The key's name, scopes or time cannot be used."),
            Text(f"권한: {', '.join(SCOPES)}. 기한: 1–3650일.", f"Scopes: {', '.join(SCOPES)}. Time: 1 to 3650 days."),
            field="key",
        )
    problems = Problems()
    bounds = [frozenset(roots(workspace, kind, given, problems)) for kind, given in _bounds(places, fields)]
    problems.check()
    secret = _PREFIX + secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    made = ApiKey(
        id=f"k-{secrets.token_hex(4)}",
        name=name.strip(),
        secret_hash=_hash(secret),
        scopes=scopes,
        created=now,
        expires=now + timedelta(days=expires_days),
        places=bounds[0],
        fields=bounds[1],
    )
    workspace.store.put_key(made)
    return secret


def list_keys(workspace: Workspace, who: Principal) -> tuple[ApiKey, ...]:
    """Return all keys, oldest first. Raises `NotAllowed` if the caller may not administer."""
    who.require("administer")
    return tuple(workspace.store.keys())


def revoke_key(workspace: Workspace, who: Principal, key_id: str) -> None:
    """Make a key useless at once; revoking it again changes nothing.

    Raises
    ------
    NotAllowed
        If the caller may not administer.
    NotFound
        If there is no such key.
    """
    who.require("administer")
    for key in workspace.store.keys():  # noqa: SIM118  a store is no mapping
        if key.id == key_id:
            if key.revoked is None:
                workspace.store.put_key(replace(key, revoked=datetime.now(UTC)))
            return
    raise NotFound(
        Text(f"'{key_id}' 키가 없습니다.", f"There is no key '{key_id}'."),
        Text("'ecomap key list'로 확인하십시오.", "See 'ecomap key list'."),
        id=key_id,
    )


def authenticate(workspace: Workspace, secret: str) -> Principal:
    """Return who holds a key.

    Raises
    ------
    NotAuthenticated
        If the key is unknown, expired or revoked. The answer does not say which, and takes the same time.
    """
    hashed, now, holder = _hash(secret), datetime.now(UTC), None
    for key in workspace.store.keys():  # noqa: SIM118  a store is no mapping
        alive = key.revoked is None and (key.expires is None or now < key.expires)
        if hmac.compare_digest(key.secret_hash, hashed) and alive:
            holder = Principal(f"{key.name} ({key.id})", key.scopes, key.places, key.fields)
    if holder is None:
        raise NotAuthenticated(
            Text("API 키가 없거나 만료 또는 폐기되었습니다.", "The API key is unknown, expired or revoked."),
            Text("'ecomap key add'로 새 키를 만드십시오.", "Make a new one with 'ecomap key add'."),
        )
    return holder


def _bounds(places: Collection[str], fields: Collection[str]) -> tuple[tuple[str, Collection[str]], ...]:
    return ("place", places), ("field", fields)


def _hash(secret: str) -> str:
    # The secret has 256 random bits: nobody can guess it from a fast hash, so a slow one would only cost time.
    return hashlib.sha256(secret.encode()).hexdigest()
