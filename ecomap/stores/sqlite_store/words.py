"""Kinds, types and units as small numbers."""

from __future__ import annotations

import sqlite3


class Words(dict[str, int]):
    """The number of each word, for the length of one write transaction; new words are stored when first used."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection.execute("SELECT text, key FROM word"))
        self._connection = connection

    def __missing__(self, text: str) -> int:
        insert = "INSERT INTO word (text) VALUES (?) RETURNING key"
        self[text] = key = int(self._connection.execute(insert, (text,)).fetchone()[0])
        return key
