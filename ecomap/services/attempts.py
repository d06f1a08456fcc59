"""How often somebody may try passwords.

Counted in the memory of one server process: a restart forgets it, and with several workers each counts by itself.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
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
        self._tried: OrderedDict[str, deque[float]] = OrderedDict()
        self._guard = Lock()

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
            rows = {name: self._row(f"{name}:{whose}", now) for name, (whose, _) in limits.items()}
            for name, (_, most) in limits.items():
                if len(rows[name]) >= most:
                    raise _too_many(int(rows[name][0] + WINDOW_SECONDS - now) + 1)
            for row in rows.values():
                row.append(now)
            while len(self._tried) > MOST_REMEMBERED:
                self._tried.popitem(last=False)

    def succeeded(self, account: str, address: str) -> None:
        """Forget the failures of an account, and of an address the one attempt that was none."""
        with self._guard:
            self._tried.pop(f"account:{account}", None)
            if row := self._tried.get(f"address:{address}"):
                row.pop()

    def _row(self, name: str, now: float) -> deque[float]:
        row = self._tried.setdefault(name, deque())
        self._tried.move_to_end(name)
        while row and row[0] <= now - WINDOW_SECONDS:
            row.popleft()
        return row


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
