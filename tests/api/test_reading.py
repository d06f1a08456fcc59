"""The reading routes on the demo ecosystem."""

from __future__ import annotations

import csv
import io
import re
from itertools import chain

import numpy as np
import openpyxl
import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from ecomap.analysis.catalogue import catalogue
from ecomap.services.workspace import Workspace


def test_actors_are_listed_searched_and_paged(client: TestClient) -> None:
    first = client.get("/api/v1/actors", params={"q": "마을", "limit": 5}).json()
    assert len(first["items"]) == 5
    assert first["total"] > 5
    second = client.get("/api/v1/actors", params={"q": "마을", "limit": 5, "cursor": first["next_cursor"]}).json()
    assert not {a["id"] for a in first["items"]} & {a["id"] for a in second["items"]}


def test_pages_of_a_list_add_up_to_all_of_it(client: TestClient) -> None:
    seen, cursor = [], ""
    while True:
        page = client.get("/api/v1/actors", params={"kind": "intermediary", "limit": 25, "cursor": cursor}).json()
        seen += [actor["id"] for actor in page["items"]]
        if not (cursor := page["next_cursor"]):
            break
    assert len(seen) == len(set(seen)) == page["total"] == 60


@pytest.mark.parametrize("place", ["마포구", "Mapo-gu", "1144000000", "11440", "place:1144000000"])
def test_a_place_may_be_named_in_any_way(client: TestClient, place: str) -> None:
    named = client.get("/api/v1/actors", params={"place": place}).json()
    assert named["total"] == client.get("/api/v1/actors", params={"place": "마포구"}).json()["total"] > 0


def test_an_actor_has_its_places_and_fields(client: TestClient) -> None:
    actor = client.get("/api/v1/actors/gov:1144000000").json()
    assert actor["name"] == {"ko": "마포구청", "en": "Mapo-gu Office"}
    assert [place["id"] for place in actor["links"]["located_in"]] == ["place:1144000000"]


def test_a_neighbourhood_is_closed_under_its_hops(client: TestClient) -> None:
    found = client.get("/api/v1/actors/demo-0100/neighbourhood", params={"hops": 2}).json()
    assert found["hops"]["demo-0100"] == 0
    assert set(found["hops"].values()) <= {0, 1, 2}
    for tie in found["ties"]:
        assert {tie["source"], tie["target"]} <= found["hops"].keys()


def test_a_neighbourhood_says_when_the_cap_was_reached(client: TestClient) -> None:
    found = client.get("/api/v1/actors/gov:seoul/neighbourhood", params={"hops": 3}).json()
    if not found["ties"]:
        found = client.get("/api/v1/actors/demo-0001/neighbourhood", params={"hops": 3}).json()
    assert found["truncated"]
    assert len(found["actors"]) == 500
    assert found["truncated_at"] in {1, 2, 3}


def test_ties_hold_on_the_day_asked_for(client: TestClient) -> None:
    ties = client.get("/api/v1/ties", params={"on": "2019-06-30", "type": "funds", "limit": 100}).json()["items"]
    assert ties
    for tie in ties:
        assert (tie["valid_from"] or "") <= "2019-06-30" <= (tie["valid_to"] or "9999")


def test_places_fields_tasks_and_programmes_are_listed(client: TestClient) -> None:
    for name, least in (("places", 50), ("fields", 50), ("tasks", 12), ("programmes", 50)):
        assert len(client.get(f"/api/v1/{name}").json()["items"]) >= least


def test_history_says_what_was_and_not_to_everybody_who(client: TestClient) -> None:
    told = client.get("/api/v1/actors/demo-0001/history").json()["items"]
    (entry,) = [one for one in told if one["subject"] == "demo-0001"]
    assert (entry["who"], entry["reason"], entry["via"], entry["before"]) == ("", "", "seed", None)
    assert entry["after"]["id"] == "demo-0001"


@pytest.mark.parametrize("name", catalogue())
def test_an_analysis_gives_the_same_numbers_by_http_and_by_the_service(
    client: TestClient, demo: Workspace, name: str
) -> None:
    answer = client.get(f"/api/v1/{name}").json()
    result = catalogue()[name].run(demo.snapshot())
    for table, sent in zip(result.tables, answer["tables"], strict=True):
        assert len(table.rows) == len(sent["rows"])
        for row, wired in zip(table.rows, sent["rows"], strict=True):
            numbers = [cell for cell in row if isinstance(cell, int | float)]
            assert numbers == [cell for cell in wired.values() if isinstance(cell, int | float)]
    assert [text.ko for text in result.explanation] == [text["ko"] for text in answer["explanation"]]
    assert answer["synthetic"]


@pytest.mark.parametrize("name", catalogue())
def test_an_analysis_comes_as_csv(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/v1/{name}", params={"format": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == [column.name for column in catalogue()[name].outputs[0].columns]


def test_one_table_of_an_analysis_comes_alone(client: TestClient) -> None:
    whole = client.get("/api/v1/gaps/coverage").json()
    second = whole["tables"][1]
    alone = client.get("/api/v1/gaps/coverage", params={"table": second["name"]}).json()
    assert alone == whole | {"tables": [second]}
    assert len(whole["tables"]) > 1


@pytest.mark.parametrize("name", catalogue())
def test_an_analysis_comes_as_a_workbook_with_the_numbers_of_its_json(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/v1/{name}", params={"format": "xlsx", "lang": "en", "place": "마포구"})
    assert answer.headers["content-disposition"].endswith('.xlsx"')
    book = openpyxl.load_workbook(io.BytesIO(answer.content), read_only=True)
    sent = client.get(f"/api/v1/{name}", params={"place": "마포구"}).json()
    about = list(book.worksheets[0].iter_rows(values_only=True))
    assert ("Question", sent["question"]["en"]) in about
    assert ("Filter", "Places: Mapo-gu") in about
    for sheet, table in zip(book.worksheets[1:], sent["tables"], strict=True):
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        numbers = [[c for c in row if isinstance(c, int | float)] for row in rows]
        expected = [[c for c in row.values() if isinstance(c, int | float)] for row in table["rows"]]
        assert [len(row) for row in numbers] == [len(row) for row in expected]
        assert np.allclose([*chain(*numbers)], [*chain(*expected)], rtol=1e-14, atol=0)  # 16 digits in a file


def test_filters_narrow_an_analysis(client: TestClient) -> None:
    whole = client.get("/api/v1/linkage/overview").json()
    part = client.get("/api/v1/linkage/overview", params={"place": "마포구", "on": "2024-06-30"}).json()
    assert whole["tables"][0]["rows"] != part["tables"][0]["rows"]


def test_the_manual_describes_every_route_with_an_example(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    manual = client.get("/docs").text
    for path, operations in schema["paths"].items():
        assert path in manual
        for operation in operations.values():
            assert operation["summary"]
    for name in catalogue():
        names = {p["name"] for p in schema["paths"][f"/api/v1/{name}"]["get"]["parameters"]}
        assert {p.name for p in catalogue()[name].parameters} <= names


def test_the_description_says_how_the_routes_answer(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    assert "HTTPValidationError" not in str(schema)
    parts = schema["components"]["schemas"]
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            refused = operation["responses"]["400"]["content"]["application/problem+json"]["schema"]["$ref"]
            assert refused == "#/components/schemas/Problem"
            for parameter in operation.get("parameters", []):
                shown = [parameter.get("example"), parameter.get("examples"), parameter["schema"].get("examples")]
                assert any(example is not None for example in shown), (path, parameter["name"])
    problem = client.get("/api/v1/actors?limit=0").json()
    assert problem.keys() <= parts["Problem"]["properties"].keys()
    for reference in re.findall(r"#/components/schemas/(\w+)", str(schema)):
        assert reference in parts


@pytest.mark.parametrize("name", catalogue())
def test_an_analysis_answers_in_the_described_form_and_its_examples_work(client: TestClient, name: str) -> None:
    schema = client.get("/openapi.json").json()
    operation = schema["paths"][f"/api/v1/{name}"]["get"]
    content = operation["responses"]["200"]["content"]
    assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/AnalysisOut"}
    assert "text/csv" in content
    answer = client.get(f"/api/v1/{name}").json()
    Draft202012Validator({**schema, "$ref": "#/components/schemas/AnalysisOut"}).validate(answer)
    for parameter in operation["parameters"]:
        if parameter["name"] not in {"from", "to", "table"}:
            query = {parameter["name"]: parameter["example"]}
            assert client.get(f"/api/v1/{name}", params=query).status_code == 200, query


def test_live_and_ready(client: TestClient, backend: str) -> None:
    assert client.get("/health/live").json()["status"] == "ok"
    ready = client.get("/health/ready").json()
    assert (ready["backend"], ready["revision"]) == (backend, 3)
