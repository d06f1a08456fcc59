"""Every error that ecomap raises on purpose.

::

    EcomapError
    ├── SettingError            a setting is missing or has a bad value
    ├── BadInput                the caller's data is wrong; nothing was written
    │   ├── InvalidParameter    an analysis, filter or paging parameter is out of bounds
    │   │   └── UnknownState    a change does not say which state of the record it is of
    │   ├── InvalidRecord       a record breaks the ontology
    │   ├── UnreadableFile      a file's size, format or encoding cannot be read
    │   ├── RefusedFields       fields of one form cannot be accepted
    │   └── RefusedRows         an import has rows that cannot be accepted
    ├── UnwritableFile          a file or folder that was asked for cannot be written
    ├── NotFound                no record has this id
    ├── Conflict                the write contradicts what is stored
    │   └── Outdated            somebody else changed the record meanwhile
    ├── NotAllowed              the caller may not do this
    │   ├── OutsideScope        it may, but not with this district or field
    │   ├── LinkClosed          a personal link was withdrawn, revoked or is over
    │   ├── Forged              a form did not come from our own page
    │   └── NotAuthenticated    the caller showed no valid key and is not logged in
    ├── TooManyAttempts         too many logins failed; wait
    ├── OverBudget              the answer would cost more than the stated bound
    ├── Cancelled               the computation was stopped on request
    ├── QueueFull               too many computations wait; try again
    └── StoreError              the store could not do its work
        ├── StoreUnavailable    it cannot be reached or opened
        ├── StoreBusy           another writer holds it; try again
        └── SchemaMismatch      its schema is older or newer than this program

Each class has a stable ``code`` for programs and each instance a message and a remedy in Korean and
English for people. Bugs are not in this tree: they stay ordinary Python exceptions.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from graph_schema import Text


class EcomapError(Exception):
    """Base of the tree.

    Parameters
    ----------
    message : Text
        What happened, with the field and the value, in Korean and English.
    remedy : Text, optional
        What the reader can do about it.
    **context
        Plain values that programs may want: ids, field names, rows.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: Text, remedy: Text | None = None, **context: Any) -> None:
        super().__init__(message.en)
        self.message = message
        self.remedy = remedy
        self.context = context

    def __str__(self) -> str:
        return f"{self.message.ko} / {self.message.en}"


class SettingError(EcomapError):
    """A setting is missing or has a value that cannot be used."""

    code = "setting"


class BadInput(EcomapError):
    """The caller's data is wrong; nothing was written."""

    code = "bad-input"


class InvalidParameter(BadInput):
    """A parameter of an analysis, a filter or a list is unknown or out of bounds."""

    code = "invalid-parameter"


class UnknownState(InvalidParameter):
    """A change does not say which state of the record it is a change of."""

    code = "unknown-state"


class InvalidRecord(BadInput):
    """A record breaks the ontology: unknown kind, missing field, bad value, impossible period."""

    code = "invalid-record"


class UnreadableFile(BadInput):
    """A file is too large, damaged, or in a format or encoding that cannot be read."""

    code = "unreadable-file"


class UnwritableFile(EcomapError):
    """A file or folder that was asked for cannot be written; nothing else was done either."""

    code = "unwritable-file"


@contextmanager
def saving(path: Path) -> Iterator[None]:
    """Turn what the operating system says about writing a file or folder into `UnwritableFile`."""
    try:
        yield
    except OSError as error:
        korean = _REASONS.get(error.errno or 0, str(error.strerror or error))
        raise UnwritableFile(
            Text(f"{path}에 쓸 수 없습니다: {korean}", f"{path} cannot be written: {error.strerror or error}"),
            Text(
                "폴더가 있는지, 쓸 권한과 빈 공간이 있는지 확인하거나 다른 경로를 쓰십시오.",
                "Check that the folder exists, that you may write there and that there is room, or name another path.",
            ),
            value=str(path),
        ) from error


_REASONS = {
    errno.ENOENT: "그런 폴더가 없습니다",
    errno.ENOTDIR: "경로의 일부가 폴더가 아닙니다",
    errno.EISDIR: "파일이 아니라 폴더입니다",
    errno.EACCES: "쓸 권한이 없습니다",
    errno.EPERM: "쓸 권한이 없습니다",
    errno.EROFS: "읽기 전용입니다",
    errno.ENOSPC: "빈 공간이 없습니다",
    errno.ENAMETOOLONG: "이름이 너무 깁니다",
}


class RefusedRows(BadInput):
    """An import has rows that cannot be accepted, so none of it was written.

    ``context["report"]`` lists every refused row.
    """

    code = "refused-rows"


class RefusedFields(BadInput):
    """Fields of one form cannot be accepted, so none of it was written.

    ``context["problems"]`` is a list with ``field``, ``value``, ``reason`` and ``remedy`` of each, the latter two as
    `Text`.
    """

    code = "refused-fields"


class NotFound(EcomapError):
    """No record has this id."""

    code = "not-found"


class Conflict(EcomapError):
    """The write contradicts what is stored, or was applied before with other content."""

    code = "conflict"


class Outdated(Conflict):
    """Somebody else changed the record since the caller read it; nothing was written.

    ``context["tag"]`` is the tag of the record as it stands.
    """

    code = "outdated"


class NotAllowed(EcomapError):
    """The caller is known but may not do this."""

    code = "not-allowed"


class OutsideScope(NotAllowed):
    """The caller may do this, but not to records of this district or field; it may propose it."""

    code = "outside-scope"


class LinkClosed(NotAllowed):
    """A personal link was good once: its holder withdrew, it was revoked, or its time is over."""

    code = "link-closed"


class NotAuthenticated(NotAllowed):
    """The caller showed no key and is not logged in, or the key or login is unknown or over."""

    code = "not-authenticated"


class Forged(NotAllowed):
    """A form or a call by session did not come from a page that we gave out to this session."""

    code = "forged"


class TooManyAttempts(EcomapError):
    """Too many logins failed; the same call may succeed after ``context["seconds"]``."""

    code = "too-many-attempts"


class OverBudget(EcomapError):
    """The answer would cost more time or memory than the stated bound."""

    code = "over-budget"


class Cancelled(EcomapError):
    """The computation was stopped on request."""

    code = "cancelled"


class QueueFull(EcomapError):
    """Too many computations wait already; the same call may succeed later."""

    code = "queue-full"


class StoreError(EcomapError):
    """The store could not do its work; nothing was half-written."""

    code = "store"


class StoreUnavailable(StoreError):
    """The store cannot be reached or opened."""

    code = "store-unavailable"


class StoreBusy(StoreError):
    """Another writer holds the store; the same call may succeed later."""

    code = "store-busy"


class SchemaMismatch(StoreError):
    """The store's schema is older or newer than this program knows."""

    code = "schema-mismatch"
