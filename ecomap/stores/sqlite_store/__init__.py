"""The embedded store: one SQLite file, no server, several processes at once."""

from ecomap.stores.sqlite_store.store import SqliteStore, open_sqlite

__all__ = ["SqliteStore", "open_sqlite"]
