"""The driver's errors in ecomap's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ecomap.errors import InvalidParameter, SchemaMismatch, StoreBusy, StoreError, StoreUnavailable
from graph_schema import Text

MIGRATE = Text("'ecomap migrate'를 실행하십시오.", "Run 'ecomap migrate'.")
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})
_UNREACHABLE = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_PROTOCOL,
    }
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise the driver's errors inside the block as classes of `ecomap.errors`.

    `sqlite3.ProgrammingError` and the like are bugs and pass.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        value = ascii(error.object)[:80]
        raise InvalidParameter(
            Text(f"{value}은(는) 유니코드로 쓸 수 없는 글자를 담고 있습니다.", f"{value} is not valid Unicode."),
            Text("글자를 고쳐 다시 보내십시오.", "Correct the text and send it again."),
            value=value,
        ) from error
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        raise _in_our_words(error, path) from error


def _in_our_words(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    # Extended codes keep the primary one in their low byte.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _BUSY:
        return StoreBusy(
            Text(f"다른 작업이 저장소 {path}에 쓰고 있습니다.", f"Another writer holds the store {path}."),
            Text("잠시 뒤에 다시 하십시오.", "Try again in a moment."),
            path=str(path),
        )
    if code in _DAMAGED:
        return unavailable(
            path,
            Text("SQLite 파일이 아니거나 손상되었습니다", "it is damaged or no SQLite file"),
            Text(
                "ECOMAP_STORE의 경로를 확인하고, 맞으면 백업에서 되살리십시오.",
                "Check the path in ECOMAP_STORE; if it is right, restore the file from a backup.",
            ),
        )
    if code in _UNREACHABLE:
        return unavailable(path, Text(str(error), str(error)))
    return StoreError(
        Text(f"저장소 {path}의 작업이 실패했습니다: {error}", f"The store {path} failed: {error}"), path=str(path)
    )


def unavailable(path: Path, why: Text, remedy: Text | None = None) -> StoreUnavailable:
    """Return the error for a file that cannot be opened, read or written."""
    return StoreUnavailable(
        Text(f"저장소 {path}을(를) 쓸 수 없습니다: {why.ko}.", f"The store {path} cannot be used: {why.en}."),
        remedy
        or Text(
            "경로, 권한, 남은 디스크 공간을 확인하십시오.", "Check the path, its permissions and the free disk space."
        ),
        path=str(path),
    )


def unmigrated(path: Path) -> SchemaMismatch:
    """Return the error for a store that was never set up, or by an older program."""
    return SchemaMismatch(
        Text(
            f"저장소 {path}이(가) 아직 준비되지 않았습니다.",
            f"The store {path} is not set up for this version of ecomap.",
        ),
        MIGRATE,
        path=str(path),
    )


def too_new(path: Path, names: list[str]) -> SchemaMismatch:
    """Return the error for a store that a newer program has migrated."""
    shown = ", ".join(names)
    return SchemaMismatch(
        Text(
            f"저장소 {path}은(는) 더 새로운 ecomap의 것입니다: {shown}",
            f"The store {path} belongs to a newer ecomap: {shown}",
        ),
        Text("ecomap을 새 판으로 올리십시오.", "Upgrade ecomap."),
        path=str(path),
    )
