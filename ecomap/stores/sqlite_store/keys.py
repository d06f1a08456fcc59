"""API keys as rows."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime

from ecomap.stores.contract import ApiKey

_PUT = "INSERT OR REPLACE INTO api_key VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ALL = """
SELECT id, name, secret_hash, scopes, places, fields, created, expires, revoked FROM api_key
ORDER BY ifnull(created, ''), id
"""


def put_key(connection: sqlite3.Connection, key: ApiKey) -> None:
    """Create or replace a key by id."""
    times = (_text(time) for time in (key.created, key.expires, key.revoked))
    sets = (json.dumps(sorted(ids)) for ids in (key.places, key.fields))
    connection.execute(_PUT, (key.id, key.name, key.secret_hash, json.dumps(sorted(key.scopes)), *times, *sets))


def read_keys(connection: sqlite3.Connection) -> tuple[ApiKey, ...]:
    """Return all keys, oldest first."""
    return tuple(
        ApiKey(
            key_id,
            name,
            secret_hash,
            _set(scopes),
            created=_time(created),
            expires=_time(expires),
            revoked=_time(revoked),
            places=_set(places),
            fields=_set(fields),
        )
        for key_id, name, secret_hash, scopes, places, fields, created, expires, revoked in connection.execute(_ALL)
    )


def _set(text: str) -> frozenset[str]:
    return frozenset(json.loads(text))


def _text(time: datetime | None) -> str | None:
    return time.astimezone(UTC).isoformat(timespec="microseconds") if time else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
