"""Passwords: which are good enough, and how they are kept (argon2id) and checked."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from secrets import token_urlsafe
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from ecomap.exchange.said import Problems
from graph_schema import Text

SHORTEST, LONGEST = 12, 1024
_FEWEST_CHARACTERS = 5
_HASHER = PasswordHasher()
# Each check takes 64 MiB on purpose. Without a bound, many logins at once would take all the memory there is.
_AT_ONCE = Semaphore(4)

# Words that lists of leaked passwords begin with; the Korean ones also as they come out on a Latin keyboard.
_COMMON = (
    *("password", "passw0rd", "passwort", "letmein", "welcome", "iloveyou", "sunshine", "princess", "football"),
    *("baseball", "superman", "trustno", "monkey", "dragon", "master", "login", "admin", "administrator", "manager"),
    *("qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "qazwsxedc", "qazwsx", "changeme", "default"),
    *("test", "guest", "user", "root", "secret", "ecomap", "korea", "seoul", "samsung", "computer", "internet"),
    *("비밀번호", "qlalfqjsgh", "사랑해", "tkfkdgo", "안녕하세요", "dkssudgktpdy", "관리자", "rhksflwk", "대한민국"),
)
_RUNS = ("01234567890123456789", "09876543210987654321", "abcdefghijklmnopqrstuvwxyz", "가나다라마바사아자차카타파하")
_RUN = 4


def plain(password: str) -> str:
    """Return a password in the one form that it is kept in, whichever way the keyboard composes Hangul."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, names: tuple[str, ...], problems: Problems, field: str = "password") -> None:
    """Add to ``problems`` why a password is not good enough.

    Parameters
    ----------
    password : str
    names : tuple of str
        Texts that others know of its owner, such as login and name.
    problems : Problems
    field : str
        Name of the form field.
    """
    text = plain(password)
    if not SHORTEST <= len(text) <= LONGEST:
        problems.say(
            field,
            "",
            Text(
                f"비밀번호는 {SHORTEST}자 이상 {LONGEST}자 이하여야 합니다.",
                f"A password has {SHORTEST} to {LONGEST} characters.",
            ),
            Text("외우기 쉬운 낱말 서너 개를 이어 쓰십시오.", "Join three or four words that you can remember."),
        )
    elif _is_common(text, names):
        problems.say(
            field,
            "",
            Text("흔하거나 짐작하기 쉬운 비밀번호입니다.", "This password is common or easy to guess."),
            Text(
                "이름, 로그인 이름, 이어진 숫자가 아닌 낱말 서너 개를 이어 쓰십시오.",
                "Join three or four words that are neither your name or login nor a row of figures.",
            ),
        )


def hashed(password: str) -> str:
    """Return the hash to keep of a password, with salt and cost. Takes about 0.1 s and 64 MiB."""
    with _AT_ONCE:
        return _HASHER.hash(plain(password))


def matches(kept: str, password: str) -> bool:
    """Return whether a password is the one of a kept hash; takes as long for an empty hash, which nothing matches."""
    with _AT_ONCE:
        try:
            _HASHER.verify(kept or _nobodys(), plain(password)[: LONGEST + 1])
        except (VerifyMismatchError, InvalidHashError):
            return False
    return bool(kept)


def is_outdated(kept: str) -> bool:
    """Return whether a hash was made with other costs than are in force."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return _HASHER.hash(token_urlsafe())


def _is_common(text: str, names: tuple[str, ...]) -> bool:
    folded = text.casefold()
    if len(set(folded)) < _FEWEST_CHARACTERS:
        return True
    known = [part for name in names for part in re.split(r"[\s@.]+", plain(name).casefold()) if len(part) > 1]
    for word in sorted((*_COMMON, *known), key=len, reverse=True):
        folded = folded.replace(word, "\0")
    # What is left beside such words and rows of figures has to be a password of its own.
    left = _without_runs(folded).replace("\0", "")
    return len(re.sub(r"[\W_]+", "", left)) < _FEWEST_CHARACTERS + 1


def _without_runs(text: str) -> str:
    for row in _RUNS:
        for length in range(len(row), _RUN - 1, -1):
            for start in range(len(row) - length + 1):
                text = text.replace(row[start : start + length], "\0")
    return re.sub(r"(.+?)\1{2,}", "\0", text)
