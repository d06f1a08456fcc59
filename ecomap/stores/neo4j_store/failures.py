"""The driver's errors in ecomap's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as driver

from ecomap.errors import InvalidParameter, SchemaMismatch, StoreBusy, StoreError, StoreUnavailable
from graph_schema import Text

MIGRATE = Text("'ecomap migrate'를 실행하십시오.", "Run 'ecomap migrate'.")
LOCKED = (
    "LockAcquisitionTimeout",
    "LockClientStopped",
    "DeadlockDetected",
    "TransactionTimedOut",
    "TransactionTimedOutClientConfiguration",
    "Terminated",
)
_READ_ONLY = (
    "AccessMode",
    "Forbidden",
    "ForbiddenOnReadOnlyDatabase",
    "ReadOnly",
    "WriteOnReadOnlyAccessDatabase",
    "WriteOnReadOnlyAccessMode",
)
_MEMORY = ("MemoryPoolOutOfMemoryError", "OutOfMemoryError", "StackOverFlowError", "TransactionOutOfMemoryError")
_AWAY = ("DatabaseUnavailable", "DatabaseNotFound", "DatabaseNotFoundError")


@contextmanager
def translated(shown: str) -> Iterator[None]:
    """Raise the driver's errors inside the block as classes of `ecomap.errors`.

    Parameters
    ----------
    shown : str
        The address without its password.
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
    except driver.Neo4jError as error:
        raise _of_server(error, shown) from error
    except driver.DriverError as error:
        raise unavailable(shown, Text(_first_line(error), _first_line(error))) from error
    except (OSError, ValueError) as error:
        # The driver lets a host name that does not resolve pass as it is.
        if isinstance(error, OSError) or "resolve" in str(error):
            raise unavailable(shown, Text(_first_line(error), _first_line(error))) from error
        raise


def _of_server(error: driver.Neo4jError, shown: str) -> StoreError:
    code = (error.code or "").rpartition(".")[2]
    why = Text(f"{error.message} ({error.code})", f"{error.message} ({error.code})")
    if "Security" in (error.code or "") and code not in _READ_ONLY:
        return unavailable(
            shown,
            Text("서버가 사용자나 비밀번호를 받지 않습니다", "the server refuses the user or the password"),
            Text("ECOMAP_STORE의 사용자와 비밀번호를 확인하십시오.", "Check the user and password in ECOMAP_STORE."),
        )
    if code in _READ_ONLY:
        return unavailable(
            shown,
            Text("이 사용자나 데이터베이스는 읽기만 할 수 있습니다", "this user or database may only read"),
            Text(
                "쓰기 권한이 있는 사용자를 ECOMAP_STORE에 적거나, 데이터베이스의 읽기 전용 설정을 푸십시오.",
                "Name a user who may write in ECOMAP_STORE, or take the database out of read-only mode.",
            ),
        )
    if code in LOCKED:
        return busy(shown)
    if code in _MEMORY:
        return unavailable(
            shown,
            Text("서버의 메모리 한도를 넘었습니다", "the server's memory limit was reached"),
            Text(
                "db.memory.transaction.total.max나 힙을 늘리거나, 파일을 나누어 가져오십시오.",
                "Raise db.memory.transaction.total.max or the heap, or import the files in parts.",
            ),
        )
    if code in _AWAY or isinstance(error, driver.TransientError):
        return unavailable(shown, why)
    return StoreError(
        Text(f"저장소 {shown}의 작업이 실패했습니다: {why.ko}", f"The store {shown} failed: {why.en}"), path=shown
    )


def busy(shown: str) -> StoreBusy:
    """Return the error for a store that another writer holds."""
    return StoreBusy(
        Text(f"다른 작업이 저장소 {shown}에 쓰고 있습니다.", f"Another writer holds the store {shown}."),
        Text("잠시 뒤에 다시 하십시오.", "Try again in a moment."),
        path=shown,
    )


def unavailable(shown: str, why: Text, remedy: Text | None = None) -> StoreUnavailable:
    """Return the error for a server that cannot be reached, read or written."""
    return StoreUnavailable(
        Text(f"저장소 {shown}을(를) 쓸 수 없습니다: {why.ko}.", f"The store {shown} cannot be used: {why.en}."),
        remedy
        or Text(
            "Neo4j 서버가 켜져 있는지, 주소와 포트가 맞는지 확인하고 다시 하십시오.",
            "Check that the Neo4j server runs and that host and port are right, then try again.",
        ),
        path=shown,
    )


def unmigrated(shown: str) -> SchemaMismatch:
    """Return the error for a database that was never set up, or by an older program."""
    return SchemaMismatch(
        Text(
            f"저장소 {shown}이(가) 아직 준비되지 않았습니다.",
            f"The store {shown} is not set up for this version of ecomap.",
        ),
        MIGRATE,
        path=shown,
    )


def too_new(shown: str, names: tuple[str, ...]) -> SchemaMismatch:
    """Return the error for a database that a newer program has migrated."""
    listed = ", ".join(names)
    return SchemaMismatch(
        Text(
            f"저장소 {shown}은(는) 더 새로운 ecomap의 것입니다: {listed}",
            f"The store {shown} belongs to a newer ecomap: {listed}",
        ),
        Text("ecomap을 새 판으로 올리십시오.", "Upgrade ecomap."),
        path=shown,
    )


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
