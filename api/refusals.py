"""What the web framework refuses by itself, in the words of people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from graph_schema import Text

# No word boundary: a Korean particle follows the flag directly.
_FLAG = re.compile(r"--(default|ignore-unknown-columns|keep-going)(?![a-z-])")

# By pydantic's type of the error; the names in braces are its figures.
_VALUES: dict[str, Text] = {
    "missing": Text("값이 빠졌습니다.", "It is missing."),
    "int_parsing": Text("정수를 쓰십시오.", "Write a whole number."),
    "int_type": Text("정수를 쓰십시오.", "Write a whole number."),
    "int_from_float": Text("정수를 쓰십시오.", "Write a whole number."),
    "int_parsing_size": Text("수가 너무 큽니다.", "The number is too large."),
    "float_parsing": Text("숫자를 쓰십시오.", "Write a number."),
    "float_type": Text("숫자를 쓰십시오.", "Write a number."),
    "finite_number": Text("유한한 숫자를 쓰십시오.", "Write a finite number."),
    "bool_parsing": Text("true 또는 false를 쓰십시오.", "Write true or false."),
    "bool_type": Text("true 또는 false를 쓰십시오.", "Write true or false."),
    "string_type": Text("글자를 쓰십시오.", "Write a text."),
    "string_too_short": Text("{min_length}자 이상 쓰십시오.", "Write at least {min_length} characters."),
    "string_too_long": Text("{max_length}자 이내로 쓰십시오.", "Write at most {max_length} characters."),
    "string_pattern_mismatch": Text("형식이 다릅니다: {pattern}", "It has to match {pattern}."),
    "greater_than": Text("{gt}보다 큰 수를 쓰십시오.", "Write more than {gt}."),
    "greater_than_equal": Text("{ge} 이상이어야 합니다.", "It has to be {ge} or more."),
    "less_than": Text("{lt}보다 작은 수를 쓰십시오.", "Write less than {lt}."),
    "less_than_equal": Text("{le} 이하여야 합니다.", "It has to be {le} or less."),
    "literal_error": Text("쓸 수 있는 값: {expected}", "Allowed: {expected}"),
    "enum": Text("쓸 수 있는 값: {expected}", "Allowed: {expected}"),
    "date_parsing": Text("2024-12-31처럼 쓰십시오.", "Write it as 2024-12-31."),
    "date_from_datetime_parsing": Text("2024-12-31처럼 쓰십시오.", "Write it as 2024-12-31."),
    "list_type": Text("여러 값을 같은 이름으로 되풀이하십시오.", "Repeat the name for several values."),
    "json_invalid": Text("JSON을 읽을 수 없습니다.", "The JSON cannot be read."),
}
_OTHER_VALUE = Text("형식이 맞지 않습니다.", "It has another form than is expected.")

_STATUSES: dict[int, Text] = {
    400: Text("요청을 읽을 수 없습니다.", "The request cannot be read."),
    403: Text("이 요청은 할 수 없습니다.", "This may not be asked for."),
    404: Text("이 주소에는 아무것도 없습니다.", "There is nothing at this address."),
    405: Text("이 주소에서는 {method} 요청을 받지 않습니다.", "{method} is not taken at this address."),
    406: Text("요청한 형식으로는 답할 수 없습니다.", "There is no answer in the form that is asked for."),
    408: Text("요청이 너무 오래 걸렸습니다.", "The request took too long."),
    411: Text("Content-Length가 빠졌습니다.", "Content-Length is missing."),
    413: Text("보낸 내용이 너무 큽니다.", "The body is too large."),
    415: Text("보낸 내용의 형식을 읽을 수 없습니다.", "The form of the body cannot be read."),
    416: Text("요청한 범위가 없습니다.", "The range that is asked for is not there."),
    429: Text("요청이 너무 잦습니다.", "There are too many requests."),
}
_OTHER_REQUEST = Text("요청을 처리할 수 없습니다.", "The request cannot be answered.")
_OTHER_TROUBLE = Text("서버가 지금 답할 수 없습니다.", "The server cannot answer now.")


def invalid_value(error: Mapping[str, Any]) -> Text:
    """Return why a parameter or form field is refused.

    Parameters
    ----------
    error : mapping
        One of pydantic's errors, with its ``type`` and, under ``ctx``, its figures.
    """
    words = _VALUES.get(error["type"], _OTHER_VALUE)
    figures = error.get("ctx", {})
    try:
        return Text(words.ko.format(**figures), words.en.format(**figures))
    except KeyError:
        return _OTHER_VALUE


def refused_request(status: int, method: str, path: str) -> Text:
    """Return why a request is refused by the status that the framework answers with."""
    other = _OTHER_TROUBLE if status >= HTTPStatus.INTERNAL_SERVER_ERROR else _OTHER_REQUEST
    words = _STATUSES.get(status, other)
    return Text(f"{path}: {words.ko.format(method=method)}", f"{path}: {words.en.format(method=method)}")


def for_programs(text: Text) -> Text:
    """Return a text that names options of the command line with the form fields of the same names instead."""
    return Text(_FLAG.sub(_field, text.ko), _FLAG.sub(_field, text.en))


def _field(flag: re.Match[str]) -> str:
    return flag[1].replace("-", "_")
