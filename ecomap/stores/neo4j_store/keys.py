"""API keys as nodes."""

from __future__ import annotations

from datetime import UTC, datetime

from ecomap.stores.contract import ApiKey
from ecomap.stores.neo4j_store.server import Runs, rows

_PUT = """
MERGE (k:EcomapKey {id: $id})
SET k.name = $name, k.secret_hash = $secret_hash, k.scopes = $scopes,
    k.places = $places, k.fields = $fields,
    k.created = $created, k.expires = $expires, k.revoked = $revoked
"""
_ALL = """
MATCH (k:EcomapKey)
RETURN k.id, k.name, k.secret_hash, k.scopes, coalesce(k.places, []), coalesce(k.fields, []),
    k.created, k.expires, k.revoked
ORDER BY coalesce(k.created, ''), k.id
"""


def put_key(transaction: Runs, key: ApiKey) -> None:
    """Create or replace a key by id."""
    rows(
        transaction,
        _PUT,
        id=key.id,
        name=key.name,
        secret_hash=key.secret_hash,
        scopes=sorted(key.scopes),
        places=sorted(key.places),
        fields=sorted(key.fields),
        created=_text(key.created),
        expires=_text(key.expires),
        revoked=_text(key.revoked),
    )


def read_keys(transaction: Runs) -> tuple[ApiKey, ...]:
    """Return all keys, oldest first."""
    return tuple(
        ApiKey(
            key_id,
            name,
            secret_hash,
            frozenset(scopes),
            created=_time(created),
            expires=_time(expires),
            revoked=_time(revoked),
            places=frozenset(places),
            fields=frozenset(fields),
        )
        for key_id, name, secret_hash, scopes, places, fields, created, expires, revoked in rows(transaction, _ALL)
    )


def _text(time: datetime | None) -> str | None:
    return time.astimezone(UTC).isoformat(timespec="microseconds") if time else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
