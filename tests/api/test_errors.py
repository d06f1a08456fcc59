"""Every error answers in one shape with the status of the table, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import get_args

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic_core import core_schema

from api import errors as wire
from api.errors import status_of
from api.refusals import invalid_value, refused_request
from ecomap import errors
from ecomap.errors import EcomapError
from graph_schema import Text

SECRET = "secret-of-the-house"


def every(kind: type[EcomapError] = EcomapError) -> Iterator[type[EcomapError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from every(child)


EXPECTED = {
    "error": 500,
    "setting": 500,
    "bad-input": 422,
    "invalid-parameter": 400,
    "unknown-state": 428,
    "invalid-record": 422,
    "unreadable-file": 422,
    "refused-fields": 422,
    "refused-rows": 422,
    "unwritable-file": 500,
    "not-found": 404,
    "link-closed": 410,
    "conflict": 409,
    "outdated": 412,
    "not-allowed": 403,
    "outside-scope": 403,
    "not-authenticated": 401,
    "forged": 403,
    "too-many-attempts": 429,
    "over-budget": 413,
    "cancelled": 409,
    "queue-full": 503,
    "store": 503,
    "store-unavailable": 503,
    "store-busy": 503,
    "schema-mismatch": 503,
}


def assert_problem(answer: object, status: int, code: str) -> dict[str, object]:
    body: dict[str, object] = answer.json()  # type: ignore[attr-defined]
    assert answer.status_code == body["status"] == status  # type: ignore[attr-defined]
    assert answer.headers["content-type"] == wire.MEDIA_TYPE  # type: ignore[attr-defined]
    assert body["code"] == code
    assert {"type", "title", "detail", "detail_ko", "detail_en"} <= body.keys()
    return body


def test_the_table_names_every_class() -> None:
    assert {kind.code: status_of(kind) for kind in every()} == EXPECTED


@pytest.mark.parametrize("kind", list(every()), ids=lambda kind: kind.__name__)
def test_every_class_answers_with_its_status(client: TestClient, kind: type[EcomapError]) -> None:
    app = FastAPI()
    app.state.workspace = client.app.state.workspace  # type: ignore[attr-defined]
    wire.install(app, lambda *_: pytest.fail("a program asked"))

    @app.get("/api/fail")
    def fail() -> None:
        raise kind(Text("한국어 설명", "English words"), Text("처방", "Remedy"), field="x")

    answer = TestClient(app, raise_server_exceptions=False).get("/api/fail?lang=en")
    if kind is errors.SettingError:
        assert_problem(answer, 500, "internal")
        return
    body = assert_problem(answer, EXPECTED[kind.code], kind.code)
    if issubclass(kind, errors.StoreError):  # its own words may name a path or a host
        assert "English words" not in answer.text
        return
    assert body["detail"] == body["detail_en"] == "English words"
    assert (body["remedy_ko"], body["context"]) == ("처방", {"field": "x"})


def test_an_unexpected_error_tells_nothing_of_the_inside(client: TestClient) -> None:
    app = FastAPI()
    app.state.workspace = client.app.state.workspace  # type: ignore[attr-defined]
    wire.install(app, lambda *_: pytest.fail("a program asked"))

    @app.get("/api/fail")
    def fail() -> None:
        raise RuntimeError(SECRET)

    answer = TestClient(app, raise_server_exceptions=False).get("/api/fail")
    assert_problem(answer, 500, "internal")
    assert SECRET not in answer.text


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/actors/nobody", 404, "not-found"),
        ("/api/v1/ties/nothing", 404, "not-found"),
        ("/api/v1/actors/nobody/history", 404, "not-found"),
        ("/api/v1/nothing", 404, "not-found"),
        ("/api/v1/gaps/nothing", 404, "not-found"),
        ("/api/v1/actors?limit=0", 400, "invalid-parameter"),
        ("/api/v1/actors?limit=many", 400, "invalid-parameter"),
        ("/api/v1/actors?cursor=forged", 400, "invalid-parameter"),
        ("/api/v1/actors?kind=club", 400, "invalid-parameter"),
        ("/api/v1/actors?place=해운대구", 400, "invalid-parameter"),
        ("/api/v1/actors/demo-0001/neighbourhood?hops=4", 400, "invalid-parameter"),
        ("/api/v1/ties?type=likes", 400, "invalid-parameter"),
        ("/api/v1/ties?on=2021.13.40", 400, "invalid-parameter"),
        ("/api/v1/gaps/coverage?rows=planet", 400, "invalid-parameter"),
        ("/api/v1/gaps/coverage?row=district", 400, "invalid-parameter"),
        ("/api/v1/gaps/coverage?format=xml", 400, "invalid-parameter"),
        ("/api/v1/gaps/coverage?format=csv&table=none", 400, "invalid-parameter"),
        ("/api/v1/gaps/coverage?table=none", 400, "invalid-parameter"),
        ("/api/v1/gaps/coverage?format=xlsx&table=cells", 400, "invalid-parameter"),
        ("/api/v1/linkage/overview?from=2022&to=2020", 400, "invalid-parameter"),
        ("/api/v1/maps/network.html?color=red", 400, "invalid-parameter"),
        ("/api/v1/actors?actor_kind=government", 400, "invalid-parameter"),
        ("/api/v1/places?kind=gu", 400, "invalid-parameter"),
        ("/api/v1/analyses?family=gaps", 400, "invalid-parameter"),
        ("/api/v1/actors/demo-0001?lan=en", 400, "invalid-parameter"),
        ("/health/live?x=1", 400, "invalid-parameter"),
    ],
)
def test_bad_requests_name_what_is_wrong(client: TestClient, path: str, status: int, code: str) -> None:
    assert_problem(client.get(path), status, code)


def test_an_unknown_parameter_names_the_known_ones(client: TestClient) -> None:
    body = client.get("/api/v1/actors?actor_kind=government").json()
    assert "'actor_kind'" in body["detail_ko"]
    assert {"q", "kind", "place", "limit", "lang"} <= set(body["remedy_en"].removeprefix("Known: ").split(", "))
    assert client.get("/api/v1/actors?kind=government&lang=en").status_code == 200


def test_a_wrong_method_is_a_problem_too(client: TestClient) -> None:
    body = assert_problem(client.put("/api/v1/jobs"), 405, "method-not-allowed")
    assert body["detail_ko"] == "/api/v1/jobs: 이 주소에서는 PUT 요청을 받지 않습니다."


@pytest.mark.parametrize(
    ("query", "ko"),
    [("limit=0", "1 이상이어야 합니다"), ("limit=999", "200 이하여야 합니다"), ("limit=many", "정수를 쓰십시오")],
)
def test_a_refused_value_is_explained_in_korean(client: TestClient, query: str, ko: str) -> None:
    body = client.get(f"/api/v1/actors?{query}").json()
    assert ko in body["detail_ko"]
    assert not re.search(r"[A-Za-z]{2,}", body["detail_ko"].replace("limit", "").replace("many", ""))


@pytest.mark.parametrize("status", sorted({s.value for s in HTTPStatus if s >= 400}))
def test_every_status_has_korean_words(status: int) -> None:
    words = refused_request(status, "GET", "/x")
    assert re.search("[가-힣]", words.ko)
    assert "{" not in words.ko + words.en


@pytest.mark.parametrize("kind", sorted(get_args(core_schema.ErrorType)))
def test_every_error_of_pydantic_has_korean_words(kind: str) -> None:
    assert re.search("[가-힣]", invalid_value({"type": kind, "ctx": {}}).ko)


def test_people_get_a_page_and_programs_get_a_problem(client: TestClient) -> None:
    page = client.get("/actors/nobody", headers={"accept": "text/html"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "nobody" in page.text
    assert_problem(client.get("/actors/nobody"), 404, "not-found")
