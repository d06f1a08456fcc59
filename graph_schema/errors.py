"""The errors of this room: the ontology is wrong, or a store is newer than it."""

from __future__ import annotations

from collections.abc import Sequence

from graph_schema.text import Text


class OntologyError(Exception):
    """A file of the ontology breaks a rule; no ontology is handed out.

    Parameters
    ----------
    file : str
        The file, relative to the ontology folder, such as ``nodes/place.yaml``.
    key : str
        The key inside it, joined by dots, such as ``properties.level.type``.
    message : Text
        Which rule it breaks and with which value.
    """

    def __init__(self, file: str, key: str, message: Text) -> None:
        super().__init__(file, key, message)
        self.file = file
        self.key = key
        self.message = message

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.message.ko} / {self.message.en}"


class UnknownMigration(Exception):
    """A store's ledger has migrations that this program does not know.

    Parameters
    ----------
    names : sequence of str
        The unknown ones.
    """

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)
