"""Reading YAML with the place of every value kept, so that each error names its file and key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, NoReturn

import yaml

from graph_schema.errors import OntologyError
from graph_schema.text import Text


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping in a YAML file. Its getters raise `OntologyError` where a value is not what it should be."""

    file: str
    path: str
    data: Mapping[str, Any]

    def fail(self, key: str, ko: str, en: str) -> NoReturn:
        """Raise the error for a key of this block."""
        raise OntologyError(self.file, f"{self.path}.{key}".strip("."), Text(ko, en))

    def allow(self, keys: frozenset[str]) -> None:
        """Raise if a key is none of the known ones."""
        for key in self.data:
            if key not in keys:
                self.fail(str(key), "모르는 키입니다.", "Unknown key.")

    def string(self, key: str, default: str | None = None) -> str:
        """Return a text value that is not empty; the default where the key is absent."""
        value = self.data.get(key, default)
        if not isinstance(value, str) or (not value.strip() and key in self.data):
            self.fail(key, f"글이 있어야 합니다: {value!r}", f"A text is needed: {value!r}")
        return value

    def text(self, key: str) -> Text:
        """Return a text in both languages."""
        block = self.block(key)
        block.allow(frozenset({"ko", "en"}))
        return Text(block.string("ko"), block.string("en"))

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            self.fail(key, f"true 또는 false여야 합니다: {value!r}", f"Must be true or false: {value!r}")
        return value

    def number(self, key: str) -> float | None:
        """Return a number, or ``None`` where the key is absent."""
        value = self.data.get(key)
        if key in self.data and (isinstance(value, bool) or not isinstance(value, int | float)):
            self.fail(key, f"숫자여야 합니다: {value!r}", f"Must be a number: {value!r}")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where the key is absent."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.fail(key, f"글 목록이어야 합니다: {value!r}", f"Must be a list of texts: {value!r}")
        return tuple(value)

    def block(self, key: str) -> Block:
        """Return the mapping under a key, empty where the key is absent."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            self.fail(key, f"이름과 값의 묶음이어야 합니다: {value!r}", f"Must be a mapping: {value!r}")
        return Block(self.file, f"{self.path}.{key}".strip("."), value)

    def blocks(self) -> Iterator[tuple[str, Block]]:
        """Yield the mappings inside this one by name."""
        for name in self.data:
            yield str(name), self.block(name)


def read_folder(folder: Traversable, name: str) -> list[Block]:
    """Return every YAML file of a subfolder in the order of file names."""
    found = sorted(item.name for item in folder.joinpath(name).iterdir() if item.name.endswith(".yaml"))
    return [read_file(folder, f"{name}/{file}") for file in found]


def read_file(folder: Traversable, file: str) -> Block:
    """Return a YAML file, whose path is relative to the folder, as one block."""
    text = folder.joinpath(*file.split("/")).read_text(encoding="utf-8")
    try:
        data = yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a subclass of the safe loader
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        message = Text(f"YAML로 읽을 수 없습니다: {reason}", f"This is not valid YAML: {reason}")
        raise OntologyError(file, _place(error), message) from error
    if not isinstance(data, dict):
        message = Text("파일은 이름과 값의 묶음이어야 합니다.", "The file must be a mapping.")
        raise OntologyError(file, "(file)", message)
    return Block(file, "", data)


def _place(error: yaml.YAMLError) -> str:
    if isinstance(error, _BadKey):
        return error.key
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else "(file)"


class _BadKey(yaml.YAMLError):
    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key}: {reason}")
        self.key = key


class _StrictLoader(yaml.SafeLoader):
    """A safe loader that refuses a key written twice, and one like ``no`` that YAML reads as no text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise _BadKey(str(key), "글이 아님 / not a text")
            if key in seen:
                raise _BadKey(key, "중복 / duplicate")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)
