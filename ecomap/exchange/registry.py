"""Which reader opens which file, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from ecomap.errors import UnreadableFile
from ecomap.exchange.csv_tables import read_csv
from ecomap.exchange.tables import ABOUT, MEBIBYTE, Table
from ecomap.exchange.xlsx_tables import read_xlsx
from graph_schema import Text

READERS: dict[str, Callable[[Path, int, Collection[str]], list[Table]]] = {
    ".csv": lambda path, _, known: read_csv(path, known),
    ".tsv": lambda path, _, known: read_csv(path, known),
    ".txt": lambda path, _, known: read_csv(path, known),
    ".xlsx": read_xlsx,
}
"""Readers by ending; each takes the path, the allowed size in bytes and the known headers."""


def open_tables(path: Path, *, max_mb: int, known: Collection[str] = ()) -> list[Table]:
    """Open the tables of a file.

    Parameters
    ----------
    path : Path
    max_mb : int
        Largest file to read, in MiB.
    known : collection of str
        Normalised headers of the sheets; with them a header below a title is found.

    Returns
    -------
    list of Table

    Raises
    ------
    UnreadableFile
        If the file is absent, too large, in no known format, or cannot be read; says what to do.
    """
    ending = path.suffix.casefold()
    if ending not in READERS:
        raise _wrong_ending(path, ending)
    try:
        size = path.stat().st_size
        if size > max_mb * MEBIBYTE:
            raise _too_large(path, size, max_mb)
        tables = READERS[ending](path, max_mb * MEBIBYTE, known)
    except OSError as error:
        raise UnreadableFile(
            Text(f"{path.name}: 파일을 열 수 없습니다. ({error})", f"{path.name}: cannot be opened. ({error})"),
            Text("경로와 읽기 권한을 확인하십시오.", "Check the path and the permission to read it."),
            file=path.name,
        ) from error
    return [table for table in tables if table.headers[:1] != (ABOUT,)]


def _wrong_ending(path: Path, ending: str) -> UnreadableFile:
    known = ", ".join(READERS)
    return UnreadableFile(
        Text(
            f"{path.name}: '{ending}' 형식은 읽을 수 없습니다.",
            f"{path.name}: the format '{ending}' cannot be read.",
        ),
        Text(
            f"CSV나 XLSX로 다시 저장하십시오. 읽을 수 있는 확장자: {known}",
            f"Save it as CSV or XLSX. Endings that can be read: {known}",
        ),
        file=path.name,
        value=ending,
    )


def _too_large(path: Path, size: int, max_mb: int) -> UnreadableFile:
    found = f"{size / MEBIBYTE:.1f}"
    return UnreadableFile(
        Text(
            f"{path.name}: 크기 {found} MiB가 한도 {max_mb} MiB를 넘습니다.",
            f"{path.name}: its {found} MiB are above the limit of {max_mb} MiB.",
        ),
        Text(
            "파일을 나누거나 환경 변수 ECOMAP_IMPORT_MAX_MB로 한도를 올리십시오.",
            "Split the file, or raise the limit with the environment variable ECOMAP_IMPORT_MAX_MB.",
        ),
        file=path.name,
        value=size,
    )
