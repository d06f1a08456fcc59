"""Kinds, types and units as small numbers."""

from __future__ import annotations

import sqlite3


class Words:
    """The number of each word, for the length of one write transaction; new words are stored when first used."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._keys: dict[str, int] = dict(connection.execute("SELECT text, key FROM word"))

    def __getitem__(self, text: str) -> int:
        key = self._keys.get(text)
        if key is None:
            insert = "INSERT INTO word (text) VALUES (?) RETURNING key"
            key = int(self._connection.execute(insert, (text,)).fetchone()[0])
            self._keys[text] = key
        return key
