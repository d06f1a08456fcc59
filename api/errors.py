"""One table from error classes to HTTP, and one envelope: problem details (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.language import language_of
from api.refusals import for_programs, invalid_value, refused_request
from ecomap import errors
from ecomap.errors import EcomapError
from ecomap.exchange.said import FieldProblem
from graph_schema import Text

MEDIA_TYPE = "application/problem+json"
_STORE_AWAY = Text("저장소를 지금 쓸 수 없습니다.", "The store cannot be used now.")

ErrorPage = Callable[[Request, int, Text, Text | None], Response]
_log = logging.getLogger("ecomap.api")

# Every class not listed has the status of its nearest listed ancestor.
STATUS: dict[type[EcomapError], HTTPStatus] = {
    EcomapError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.SettingError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.InvalidParameter: HTTPStatus.BAD_REQUEST,
    errors.UnknownState: HTTPStatus.PRECONDITION_REQUIRED,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.Outdated: HTTPStatus.PRECONDITION_FAILED,
    errors.NotAllowed: HTTPStatus.FORBIDDEN,
    errors.LinkClosed: HTTPStatus.GONE,
    errors.NotAuthenticated: HTTPStatus.UNAUTHORIZED,
    errors.TooManyAttempts: HTTPStatus.TOO_MANY_REQUESTS,
    errors.OverBudget: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.Cancelled: HTTPStatus.CONFLICT,
    errors.QueueFull: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
}

# Errors of the program's own surroundings say little to a caller and much to an attacker.
_INTERNAL = (errors.SettingError,)


def status_of(kind: type[EcomapError]) -> int:
    """Return the HTTP status of an error class."""
    return int(next(STATUS[ancestor] for ancestor in kind.__mro__ if ancestor in STATUS))


def problem(
    request: Request,
    status: int,
    code: str,
    message: Text,
    *,
    remedy: Text | None = None,
    context: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the one shape of every error answer, or a page with the same words where a page was asked for."""
    if _reads_pages(request):
        page: Response = request.app.state.error_page(request, status, message, remedy)
        return page
    lang = language_of(request)
    body: dict[str, Any] = {
        "type": f"urn:ecomap:error:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": message.get(lang),
        "detail_ko": message.ko,
        "detail_en": message.en,
    }
    if remedy:
        body |= {"remedy_ko": remedy.ko, "remedy_en": remedy.en}
    if context:
        body["context"] = dict(context)
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def refused_rows(report: Any) -> list[dict[str, Any]]:
    """Return the refused rows of an import report, at most 1,000 of them."""
    return [
        {
            "file": row.file,
            "row": row.row,
            "column": row.column,
            "value": row.value,
            "reason_ko": row.reason.ko,
            "reason_en": row.reason.en,
            "remedy_ko": row.remedy.ko,
            "remedy_en": row.remedy.en,
        }
        for row in report.refused[:1000]
    ]


def refused_fields(problems: Iterable[FieldProblem]) -> list[dict[str, str]]:
    """Return why fields of one record cannot be accepted."""
    return [
        {
            "field": found.field,
            "value": found.value,
            "reason_ko": found.reason.ko,
            "reason_en": found.reason.en,
            "remedy_ko": found.remedy.ko,
            "remedy_en": found.remedy.en,
        }
        for found in problems
    ]


def _reads_pages(request: Request) -> bool:
    program = request.url.path.startswith(("/api/", "/health/", "/openapi.json"))
    return not program and "text/html" in request.headers.get("accept", "")


def install(app: FastAPI, error_page: ErrorPage) -> None:
    """Answer every error of an app: programs in the one shape, people who read pages with a page.

    Parameters
    ----------
    app : FastAPI
    error_page : callable
        ``error_page(request, status, message, remedy) -> Response``.
    """
    app.state.error_page = error_page
    app.add_exception_handler(EcomapError, answer)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def answer(request: Request, error: Exception) -> Response:
    """Answer one of our own errors."""
    assert isinstance(error, EcomapError)  # noqa: S101  registered for this class
    status = status_of(type(error))
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    if isinstance(error, errors.StoreBusy | errors.QueueFull):
        headers["Retry-After"] = "5"
    if isinstance(error, errors.TooManyAttempts):
        headers["Retry-After"] = str(error.context.get("seconds", 60))
    if isinstance(error, _INTERNAL):
        _log.error("%s", error)
        return _unexpected_answer(request)
    context = {name: value for name, value in error.context.items() if isinstance(value, str | int | float)}
    context.pop("tag", None)  # not everybody may have it; whoever may reads it with the record
    message = error.message
    if isinstance(error, errors.StoreError):
        _log.error("%s", error)
        message, context = _STORE_AWAY, {}  # the store's own words name its path or host
    remedy = for_programs(error.remedy) if error.remedy else None
    if report := error.context.get("report"):
        context["refused"] = refused_rows(report)  # type: ignore[assignment]
    if changed := error.context.get("changed"):
        context["changed"] = [  # type: ignore[assignment]
            {"id": one.id, "reason_ko": one.reason.ko, "reason_en": one.reason.en} for one in changed
        ]
    if problems := error.context.get("problems"):
        context["problems"] = refused_fields(problems)  # type: ignore[assignment]
    return problem(request, status, error.code, for_programs(message), remedy=remedy, context=context, headers=headers)


def _invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  registered for this class
    first = error.errors()[0]
    missing = first["type"] == "missing"  # pydantic's input is then all that was sent
    where, value = ".".join(map(str, first["loc"][1:])), "" if missing else str(first.get("input", ""))[:200]
    why = invalid_value(first)
    return problem(
        request,
        HTTPStatus.BAD_REQUEST,
        errors.InvalidParameter.code,
        Text(
            f"{where}의 값 '{value}'을(를) 쓸 수 없습니다. {why.ko}",
            f"{where} cannot be '{value}'. {why.en}",
        ),
        remedy=Text("/docs에서 가능한 값을 확인하십시오.", "See /docs for what is allowed."),
        context={"field": where, "value": value},
    )


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  registered for this class
    phrase = HTTPStatus(error.status_code).phrase
    code = phrase.lower().replace(" ", "-")
    path = request.url.path
    message = refused_request(error.status_code, request.method, path)
    remedy = Text("/docs에서 주소를 확인하십시오.", "See /docs for the addresses.")
    return problem(request, error.status_code, code, message, remedy=remedy, headers=error.headers or {})


def _unexpected(request: Request, error: Exception) -> Response:
    _log.exception("unexpected error at %s", request.url.path, exc_info=error)
    return _unexpected_answer(request)


def _unexpected_answer(request: Request) -> Response:
    message = Text("서버에 문제가 생겼습니다. 기록을 남겼습니다.", "Something went wrong in the server; it was logged.")
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "internal", message)
