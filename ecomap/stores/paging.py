"""Pages and the cursors between them, alike for every store."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TypeVar

from ecomap.errors import InvalidParameter
from ecomap.stores.contract import Page
from graph_schema import Text

MAX_LIMIT = 100_000
_MARK_BYTES = 8

Row = TypeVar("Row")
Item = TypeVar("Item")
Position = Sequence[str | int | float]


def seal(store: str, verb: str, position: Position) -> str:
    """Return the opaque text of a position in a list.

    Parameters
    ----------
    store : str
        Uid of the store; a cursor is only good there.
    verb : str
        The list that it belongs to.
    position : sequence
        Sort key of the last item given out.
    """
    body = json.dumps(list(position)).encode()
    return urlsafe_b64encode(_mark(store, verb, body) + body).decode().rstrip("=")


def unseal(store: str, verb: str, cursor: str, *, start: Position) -> list[str | int | float]:
    """Return the position that a cursor stands for, ``start`` for an empty one.

    Raises
    ------
    InvalidParameter
        If the cursor was not made by `seal` for this store and verb.
    """
    if not cursor:
        return list(start)
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except ValueError as error:
        raise _foreign(cursor) from error
    mark, body = raw[:_MARK_BYTES], raw[_MARK_BYTES:]
    if mark != _mark(store, verb, body):
        raise _foreign(cursor)
    position: list[str | int | float] = json.loads(body)
    return position


def checked_limit(limit: int) -> int:
    """Return a page size.

    Raises
    ------
    InvalidParameter
        If it is below 1 or above `MAX_LIMIT`.
    """
    if 1 <= limit <= MAX_LIMIT:
        return limit
    raise InvalidParameter(
        Text(f"limit의 값 {limit}을(를) 쓸 수 없습니다.", f"limit cannot be {limit}."),
        Text(f"1에서 {MAX_LIMIT} 사이의 수를 쓰십시오.", f"Use a number from 1 to {MAX_LIMIT}."),
        field="limit",
        value=str(limit),
    )


def page(rows: Sequence[Row], limit: int, item: Callable[[Row], Item], cursor: Callable[[Row], str]) -> Page[Item]:
    """Return the first ``limit`` of ``limit + 1`` rows as a page; the row too many only says that more follow."""
    kept = rows[:limit]
    return Page(tuple(map(item, kept)), cursor(kept[-1]) if len(rows) > limit else "")


def _foreign(cursor: str) -> InvalidParameter:
    shown = cursor[:40]
    return InvalidParameter(
        Text(f"cursor의 값 '{shown}'은(는) 이 목록의 것이 아닙니다.", f"cursor '{shown}' is not of this list."),
        Text(
            "앞 쪽의 next_cursor를 그대로 보내거나, 처음부터 다시 읽으십시오.",
            "Send the next_cursor of the page before unchanged, or start from the first page.",
        ),
        field="cursor",
        value=shown,
    )


def _mark(store: str, verb: str, body: bytes) -> bytes:
    return blake2b(verb.encode() + b"\0" + body, key=store.encode()[:64], digest_size=_MARK_BYTES).digest()
