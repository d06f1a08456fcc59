"""What the text of one cell means, by the type of the property it belongs to.

A reader takes cleaned text that is not empty and returns the value to store. It raises `InvalidRecord` with the
value and the remedy; the caller adds where the cell stands.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from ecomap.domain.periods import parse_day
from ecomap.domain.records import Value
from ecomap.domain.texts import key
from ecomap.errors import InvalidRecord
from ecomap.exchange.money import korean_amount, without_marks
from graph_schema import PropertySpec, Text

CellReader = Callable[[str], Value]

LIST_SEPARATOR = re.compile(r"\s*[;|]\s*")
_EMAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[^\s@;,<>]+")
_URL = re.compile(r"(?:https?://)?[\w.-]+\.\w{2,}(?:[:/?#]\S*)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
MOST = 10**15
"""Largest number that a cell may hold: floats count exactly up to nine times this, and sums of many stay finite."""
_END_DATES = frozenset({"closed", "end", "contract_end", "valid_to"})
_YES = frozenset({"true", "yes", "y", "1", "o", "예", "네", "참", "있음"})
_NO = frozenset({"false", "no", "n", "0", "x", "아니오", "아니요", "거짓", "없음"})


def refusal(label: Text, value: str, remedy: Text) -> InvalidRecord:
    """Return the refusal of a value that a column cannot take."""
    shown = value if len(value) <= 80 else f"{value[:80]}…"
    return InvalidRecord(
        Text(f"'{label.ko}'에 '{shown}'을(를) 쓸 수 없습니다.", f"'{shown}' cannot be used as '{label.en}'."),
        remedy,
        value=value,
    )


def property_reader(spec: PropertySpec) -> CellReader:
    """Return the reader of a property.

    Parameters
    ----------
    spec : PropertySpec

    Returns
    -------
    callable
        Numbers may have thousands separators, money a currency sign, dates any form of
        `ecomap.domain.periods.parse_day`, choices their value or label in either language.
    """
    label = spec.label
    if spec.type == "choice":
        return choice_reader(label, {choice.value: choice.label for choice in spec.choices})
    if spec.type == "date":
        return date_reader(label, end=spec.name in _END_DATES)
    if spec.type in {"integer", "year"}:
        return _integer_reader(spec)
    if spec.type in {"number", "money"}:
        return number_reader(label, minimum=spec.minimum, maximum=spec.maximum, money=spec.type == "money")
    return _TEXTS.get(spec.type, _any_text)(label)


def choice_reader(label: Text, choices: dict[str, Text]) -> CellReader:
    """Return a reader of one of some values, written as value or as label in either language."""
    values: dict[str, str] = {}
    for value, names in choices.items():
        for name in (value, names.ko, names.en):
            values.setdefault(key(name), value)
    ko = ", ".join(names.ko for names in choices.values())

    def read(text: str) -> Value:
        found = values.get(key(text))
        if found is None:
            raise refusal(label, text, Text(f"쓸 수 있는 값: {ko}", f"Allowed: {', '.join(choices)}"))
        return found

    return read


def date_reader(label: Text, *, end: bool) -> CellReader:
    """Return a reader of dates as ISO text; a month or a year alone means its first day, or last with ``end``."""

    def read(text: str) -> Value:
        try:
            return parse_day(text, end=end).isoformat()
        except ValueError as error:
            remedy = Text("달력에 있는 날짜를 2021-03-04처럼 쓰십시오.", "Write a day of the calendar like 2021-03-04.")
            raise refusal(label, text, remedy) from error

    return read


def number_reader(
    label: Text, *, minimum: float | None = None, maximum: float | None = None, money: bool = False
) -> CellReader:
    """Return a reader of numbers within bounds, both included; ``money`` may have Korean powers of ten.

    Without bounds a number may be up to `MOST` on either side of zero.
    """
    allowed = _bounds(minimum, maximum)
    if money:
        allowed = Text(f"{allowed.ko} 예: 3,000,000원, 300만원", f"{allowed.en} For example 3,000,000 or 300만원.")

    def read(text: str) -> Value:
        value = korean_amount(text) if money else None
        if value is None:
            value = _number(text)
        if value is None or not math.isfinite(value):
            raise refusal(label, text, allowed)
        if abs(value) > MOST:
            raise refusal(label, text, _TOO_LARGE)
        if (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
            raise refusal(label, text, allowed)
        return value

    return read


_TOO_LARGE = Text(
    f"{MOST:,}(1,000조)까지의 숫자를 쓰십시오. 단위를 확인하십시오.",
    f"Write a number of at most {MOST:,}; check its unit.",
)


def _number(text: str) -> float | None:
    plain = without_marks(text)
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    try:
        return float(plain) if plain.isascii() and "_" not in plain else None
    except ValueError:
        return None


def _bounds(minimum: float | None, maximum: float | None) -> Text:
    if minimum is not None and maximum is not None:
        return Text(
            f"{minimum:g}부터 {maximum:g}까지의 숫자를 쓰십시오.",
            f"Write a number from {minimum:g} to {maximum:g}.",
        )
    if minimum is not None:
        return Text(f"{minimum:g} 이상의 숫자를 쓰십시오.", f"Write a number that is not below {minimum:g}.")
    return Text("숫자를 쓰십시오.", "Write a number.")


def _integer_reader(spec: PropertySpec) -> CellReader:
    minimum, maximum = (1, 9999) if spec.type == "year" else (spec.minimum, spec.maximum)
    number = number_reader(spec.label, minimum=minimum, maximum=maximum)
    suffix = re.compile(r"\s*(년|명|개|인)$")

    def read(text: str) -> Value:
        value = number(suffix.sub("", text))
        if not float(value).is_integer():  # type: ignore[arg-type]
            raise refusal(spec.label, text, Text("정수를 쓰십시오.", "Write a whole number."))
        return int(value)  # type: ignore[arg-type]

    return read


def _any_text(_: Text) -> CellReader:
    return str


def _list(_: Text) -> CellReader:
    return lambda text: tuple(dict.fromkeys(filter(None, LIST_SEPARATOR.split(text))))


def _boolean(label: Text) -> CellReader:
    remedy = Text("예 또는 아니오(true 또는 false)를 쓰십시오.", "Write true or false.")

    def read(text: str) -> Value:
        word = text.casefold()
        if word in _YES:
            return True
        if word in _NO:
            return False
        raise refusal(label, text, remedy)

    return read


def _url(label: Text) -> CellReader:
    remedy = Text("https://로 시작하는 주소를 쓰십시오.", "Write an address that begins with https://.")

    def read(text: str) -> Value:
        if not _URL.fullmatch(text):
            raise refusal(label, text, remedy)
        return text if "://" in text else f"http://{text}"

    return read


def _email(label: Text) -> CellReader:
    remedy = Text("name@example.org 같은 주소 하나를 쓰십시오.", "Write one address such as name@example.org.")

    def read(text: str) -> Value:
        if not _EMAIL.fullmatch(text):
            raise refusal(label, text, remedy)
        return text

    return read


def _phone(label: Text) -> CellReader:
    remedy = Text("02-123-4567 같은 번호를 쓰십시오.", "Write a number such as 02-123-4567.")

    def read(text: str) -> Value:
        if sum(char.isdigit() for char in text) < 3:
            raise refusal(label, text, remedy)
        return text

    return read


_TEXTS: dict[str, Callable[[Text], CellReader]] = {
    "list": _list,
    "boolean": _boolean,
    "url": _url,
    "email": _email,
    "phone": _phone,
}
