"""Refused rows as a CSV file that can be corrected and imported again."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from ecomap.errors import saving
from ecomap.exchange.guarding import safe_cell

REASON_HEADERS = (
    "ecomap_file",
    "ecomap_row",
    "ecomap_column",
    "ecomap_value",
    "ecomap_reason_ko",
    "ecomap_reason_en",
    "ecomap_remedy_ko",
    "ecomap_remedy_en",
)
"""Columns behind those of the file. Imports pass over them, so the corrected file can be imported as it is."""


class RefusedFiles:
    """Saves refused rows beside their final place; `publish` moves them there, leaving without it removes them.

    Rows whose files have the same headers go into one file, so that it has the form of theirs; the first has the
    name asked for, further ones a number behind it.

    Parameters
    ----------
    path : Path
        Replaced if it exists.

    Raises
    ------
    UnwritableFile
        When the first row is written, if nothing can be written there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: dict[tuple[str, ...], _RefusedFile] = {}

    def write(self, headers: tuple[str, ...], cells: Sequence[str], reasons: Sequence[str]) -> None:
        """Save one row: its original cells, then a value for each of `REASON_HEADERS`."""
        if headers not in self._files:
            number = len(self._files) + 1
            name = self._path.name if number == 1 else f"{self._path.stem}-{number}{self._path.suffix}"
            self._files[headers] = _RefusedFile(self._path.with_name(name), headers)
        self._files[headers].write([*cells, *[""] * (len(headers) - len(cells)), *reasons])

    def flush(self) -> None:
        """Make what was written durable, still beside its final place."""
        for file in self._files.values():
            file.flush()

    def publish(self) -> tuple[Path, ...]:
        """Give the files their final names and return them."""
        return tuple(file.publish() for file in self._files.values())

    def __enter__(self) -> RefusedFiles:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.discard()


class _RefusedFile:
    def __init__(self, path: Path, headers: tuple[str, ...]) -> None:
        self._path = path
        with saving(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        self._work = Path(name)
        # The byte-order mark lets Excel read Korean.
        self._file = os.fdopen(handle, "w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self.write((*headers, *REASON_HEADERS))

    def write(self, cells: Sequence[str]) -> None:
        with saving(self._path):
            self._writer.writerow([safe_cell(cell.replace("\x00", "␀")) for cell in cells])

    def flush(self) -> None:
        with saving(self._path):
            self._file.flush()
            os.fsync(self._file.fileno())

    def publish(self) -> Path:
        with saving(self._path):
            self._file.close()
            return self._work.replace(self._path)

    def discard(self) -> None:
        self._file.close()
        self._work.unlink(missing_ok=True)
