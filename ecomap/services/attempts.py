"""How often somebody may try passwords.

Counted in the memory of one server process: a restart forgets it, and with several workers each counts by itself.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock

from ecomap.errors import TooManyAttempts
from graph_schema import Text

WINDOW_SECONDS = 15 * 60
MOST_REMEMBERED = 20_000


class Attempts:
    """Failed attempts of the last quarter of an hour, by account and by address.

    Parameters
    ----------
    clock : callable
        Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tried: OrderedDict[bytes, deque[float]] = OrderedDict()
        self._guard = Lock()

    def __len__(self) -> int:
        return len(self._tried)

    def begin(self, **limits: tuple[str, int]) -> None:
        """Count an attempt before it is made, so that many at once do not slip through.

        Parameters
        ----------
        **limits
            Who tries, with how many failures that may have, by what it is: ``account=("kim", 10)``.

        Raises
        ------
        TooManyAttempts
            If one of them had that many; nothing is counted then.
        """
        now = self._clock()
        with self._guard:
            for name, (whose, most) in limits.items():
                row = self._row(_named(name, whose), now)
                if len(row) >= most:
                    raise _too_many(int(row[0] + WINDOW_SECONDS - now) + 1)
            for name, (whose, _) in limits.items():
                self._tried.setdefault(_named(name, whose), deque()).append(now)
            while len(self._tried) > MOST_REMEMBERED:
                self._tried.popitem(last=False)

    def succeeded(self, account: str, address: str) -> None:
        """Forget the failures of an account, and of an address the one attempt that was none."""
        with self._guard:
            self._tried.pop(_named("account", account), None)
            if row := self._tried.get(_named("address", address)):
                row.pop()

    def _row(self, name: bytes, now: float) -> deque[float]:
        # Nothing is kept of who is refused: names without end would take all memory and push out those that count.
        row = self._tried.get(name, deque())
        if name in self._tried:
            self._tried.move_to_end(name)
        while row and row[0] <= now - WINDOW_SECONDS:
            row.popleft()
        return row


def _named(what: str, whose: str) -> bytes:
    # Whatever is typed as a login takes the same room.
    return blake2b(f"{what}:{whose}".encode(), digest_size=16).digest()


def _too_many(seconds: int) -> TooManyAttempts:
    minutes = -(-seconds // 60)
    return TooManyAttempts(
        Text("로그인에 여러 번 실패했습니다.", "Too many logins failed."),
        Text(
            f"{minutes}분 뒤에 다시 해 보거나 관리자에게 비밀번호를 새로 받으십시오.",
            f"Try again in {minutes} minutes, or ask an administrator for a new password.",
        ),
        seconds=seconds,
    )
