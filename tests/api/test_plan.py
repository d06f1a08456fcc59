"""The plan's tasks by HTTP and as pages, on the demo with its deliberate gaps."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

import seed_data
from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.plan.tasks import TASKS
from ecomap.services.access import ANONYMOUS
from ecomap.services.plan import deeper, read_plan, read_plan_task
from ecomap.services.workspace import Workspace

GEUMCHEON = "place:1154500000"


def test_the_plan_lists_twelve_tasks_with_questions_and_values(client: TestClient) -> None:
    plan = client.get("/api/v1/plan").json()
    assert [task["id"] for task in plan["tasks"]] == [task.id for task in seed_data.plan().tasks]
    assert plan["synthetic"]
    for task in plan["tasks"]:
        assert task["question"]["ko"]
        assert [item["id"] for item in task["indicators"]] == [item.id for item in TASKS[task["id"]].indicators]


def test_the_list_and_a_task_give_the_same_values(client: TestClient) -> None:
    for task in client.get("/api/v1/plan").json()["tasks"]:
        table = client.get(task["href"]).json()["tables"][0]["rows"]
        assert [(row["value"], row["before"]) for row in table] == [
            (item["value"], item["before"]) for item in task["indicators"]
        ]


@pytest.mark.parametrize("task", TASKS)
def test_a_task_has_trend_districts_completeness_and_sentences(client: TestClient, task: str) -> None:
    found = client.get(f"/api/v1/plan/{task}").json()
    indicators, trend, _, completeness = (table["rows"] for table in found["tables"])
    years = {row["year"] for row in trend}
    assert len(trend) == len(years) * len(indicators) >= 10
    assert len(found["explanation"]) == len(indicators)
    assert completeness
    for row in indicators:
        last = [point["value"] for point in trend if point["indicator"] == row["indicator"]][-1]
        assert last == row["value"]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("task", TASKS)
def test_a_task_has_a_page_with_a_chart_of_every_known_indicator(client: TestClient, task: str, lang: str) -> None:
    page = client.get(f"/plan/{task}", params={"lang": lang})
    assert page.status_code == 200
    assert f'<html lang="{lang}">' in page.text
    known = [row for row in client.get(f"/api/v1/plan/{task}").json()["tables"][0]["rows"] if row["value"] is not None]
    charts = re.findall(r"<svg.*?</svg>", page.text, re.DOTALL)
    assert len(charts) == len(known)
    for chart in charts:
        assert "polyline" in chart
        ElementTree.fromstring(chart)
    assert "style=" not in page.text


def test_the_demos_gaps_show(client: TestClient) -> None:
    tables = client.get("/api/v1/plan/D").json()["tables"]
    served = [row for row in tables[2]["rows"] if row["indicator"] == "d-served"]
    assert (served[0]["district"], served[0]["rank"], served[0]["differs"]) == (GEUMCHEON, 1, True)
    without = next(row for row in tables[0]["rows"] if row["indicator"] == "d-fields-without")
    assert without["value"] == pytest.approx(1 / 21)  # consumer affairs
    isolated = [
        row for row in client.get("/api/v1/plan/C1").json()["tables"][2]["rows"] if row["indicator"] == "c1-isolated"
    ]
    assert {row["district"] for row in isolated[:3]} >= {"place:1132000000", "place:1153000000"}  # Dobong and Guro


def test_an_unknown_task_is_not_found_and_names_the_known_ones(client: TestClient) -> None:
    answer = client.get("/api/v1/plan/Z9")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert "A1" in answer.json()["remedy_en"]
    assert client.get("/plan/Z9", headers={"accept": "text/html"}).status_code == 404


def test_the_day_is_the_end_of_the_last_whole_year(demo: Workspace) -> None:
    day, _ = read_plan(demo, ANONYMOUS, today=date(2023, 5, 1))
    assert day == date(2022, 12, 31)
    page = read_plan_task(demo, ANONYMOUS, "A3", today=date(2023, 5, 1))
    assert [year for year, _ in page.figures.measured[0].trend] == list(range(2016, 2023))


def test_analyses_that_go_deeper_are_linked_where_they_exist(client: TestClient) -> None:
    for task in TASKS.values():
        for address, _ in deeper(task.analyses, catalogue()):
            assert client.get(f"/api/v1/{address}").status_code == 200, address
    assert deeper(("gaps/nothing", "gaps/coverage?planet=mars"), catalogue())[0][0] == "gaps/coverage"


def test_a_register_without_partners_has_a_plan_too(fresh_client: TestClient) -> None:
    assert fresh_client.get("/plan").status_code == 200
    for task in TASKS:
        assert fresh_client.get(f"/plan/{task}").status_code == 200
