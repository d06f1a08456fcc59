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
            key = self._connection.execute("INSERT INTO word (text) VALUES (?)", (text,)).lastrowid
            assert key is not None  # noqa: S101  an insert always has one
            self._keys[text] = key
        return key
