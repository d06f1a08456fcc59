"""File names of uploads, of which only the last part is believed."""

from __future__ import annotations

from pathlib import PurePath

MAX_NAME = 200
"""Bytes of a file name that are kept; file systems take 255, of which a Hangul syllable needs three."""
LONGEST_ENDING = 10


def file_name(name: str) -> str:
    """Return a name that every file system takes and by which the sender knows the file again."""
    printable = "".join(char for char in PurePath(name.replace("\\", "/")).name if char.isprintable())
    plain = PurePath(printable.lstrip("."))
    stem, ending = plain.stem, plain.suffix
    kept = stem.encode("utf-8", "replace")[: MAX_NAME - len(ending.encode())].decode("utf-8", "ignore")
    return f"{kept}{ending}" if len(ending) <= LONGEST_ENDING and kept else "upload"
