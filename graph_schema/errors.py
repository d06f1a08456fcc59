"""The one error of this room: the ontology itself is wrong."""

from __future__ import annotations

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
