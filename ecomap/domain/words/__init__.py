"""Word lists in YAML: legal forms, places and what names are made of, for people who know the words to mend."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml


def read_words(name: str) -> dict[str, Any]:
    """Return one list of this folder as it stands in the file."""
    read: dict[str, Any] = yaml.safe_load((files(__name__) / f"{name}.yaml").read_text(encoding="utf-8"))
    return read
