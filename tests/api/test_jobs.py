"""Jobs in every state: over HTTP, and as the page that waits for them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from threading import Event
from types import MappingProxyType
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.pages.words import WORDS
from api.routes import analysis_pages, waiting
from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.progress import report
from ecomap.analysis.record import Parameter, Result, Table
from ecomap.bootstrap import open_workspace
from ecomap.errors import InvalidParameter
from ecomap.services import analyses, keys
from ecomap.services.access import LOCAL
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings
from graph_schema import Text
from tests.support import registers

SLOW = "linkage/overview"
SECONDS = 5.0


class Gate:
    """A computation that goes on until the test lets it, telling its rounds or not."""

    def __init__(self) -> None:
        self.begun, self.open, self.ended = Event(), Event(), Event()
        self.tells, self.rounds, self.fails = True, 0, None

    def __call__(self, *_: object) -> Result:
        self.begun.set()
        try:
            while not self.open.wait(0.005):
                if self.tells:
                    self.rounds += 1
                    report(min(self.rounds, 9), 10)
            if self.fails:
                raise self.fails
            return Result(tuple(Table(spec, ()) for spec in catalogue()[SLOW].outputs), (Text("끝", "The end"),))
        finally:
            self.ended.set()


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("jobs")
    registers.opened("sqlite", folder).store.close()
    return registers.address("sqlite", folder)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Put a slow computation in the place of a quick one."""
    gate = Gate()
    parameter = Parameter("number", "integer", 0, Text("수", "Number"), minimum=0, maximum=99)
    slow = replace(catalogue()[SLOW], function=gate, parameters=(parameter,))
    records = MappingProxyType({**catalogue(), SLOW: slow})
    monkeypatch.setattr(analyses, "catalogue", lambda: records)
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)
    yield gate
    gate.open.set()


@pytest.fixture
def opened(seeded: str, tmp_path: Path) -> Iterator[Callable[..., tuple[TestClient, Workspace]]]:
    """Return a function that opens the register with some settings."""
    workspaces: list[Workspace] = []

    def opened(**settings: int) -> tuple[TestClient, Workspace]:
        workspaces.append(open_workspace(read_settings({}, store=seeded, data_dir=tmp_path, **settings)))
        return TestClient(create_app(workspaces[-1]), raise_server_exceptions=False), workspaces[-1]

    yield opened
    for workspace in workspaces:
        workspace.store.close()


Opened = Callable[..., tuple[TestClient, Workspace]]


def ask(client: TestClient, number: int = 0, **headers: str) -> Any:
    body = {"analysis": SLOW, "parameters": {"number": number}, "filters": {"actor_kind": "government"}}
    return client.post("/api/v1/jobs", json=body, headers=headers)


def until(client: TestClient, address: str, *states: str) -> Any:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        job = client.get(address).json()
        if job["state"] in states:
            return job
        time.sleep(0.01)
    pytest.fail(f"the job did not become {states}: {job}")


def test_a_job_runs_tells_its_progress_and_leads_to_its_result(opened: Opened, gate: Gate) -> None:
    client, _ = opened()
    answer = ask(client, 7)
    job = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (202, f"/api/v1/jobs/{job['id']}")
    assert gate.begun.wait(SECONDS)
    while client.get(answer.headers["location"]).json()["done"] < 9:
        time.sleep(0.01)
    looked = client.get(answer.headers["location"])
    assert (looked.headers["retry-after"], looked.headers["cache-control"]) == ("1", "no-store")
    assert "etag" not in looked.headers
    job = looked.json()
    assert (job["state"], job["progress"], job["done"], job["total"]) == ("running", 0.9, 9, 10)
    assert job["result"] is None
    assert job["seconds"] > 0
    gate.open.set()
    done = until(client, answer.headers["location"], "done")
    assert (done["progress"], done["problem"]) == (1.0, None)
    assert done["result"] == f"/api/v1/{SLOW}?actor_kind=government&number=7"
    gate.fails = RuntimeError("it was computed again")
    assert client.get(f"/api/v1/{SLOW}", params={"number": 7, "actor_kind": "government"}).status_code in (200, 400)


def test_the_result_comes_from_the_same_cache(opened: Opened, gate: Gate) -> None:
    client, workspace = opened()
    address = ask(client, 3).headers["location"]
    gate.open.set()
    asked = until(client, address, "done")["result"]
    gate.fails = RuntimeError("it was computed again")
    raw = {"number": "3"}
    found = analyses.run_analysis(
        workspace, LOCAL, SLOW, raw, analysis_pages.parse_filter(workspace, {"actor_kind": "government"})
    )
    assert found.explanation[0].en == "The end"
    assert asked.endswith("number=3")


def test_the_same_question_is_one_job_and_another_one_waits(opened: Opened, gate: Gate) -> None:
    client, _ = opened(jobs_at_once=1)
    first, again, other = ask(client, 1).json(), ask(client, 1).json(), ask(client, 2).json()
    assert first["id"] == again["id"] != other["id"]
    assert (first["state"], other["state"], other["progress"]) == ("running", "queued", None)
    gate.open.set()
    assert until(client, f"/api/v1/jobs/{other['id']}", "done")["seconds"] >= 0


def test_a_running_job_is_cancelled_at_its_next_round(opened: Opened, gate: Gate) -> None:
    client, _ = opened()
    address = ask(client).headers["location"]
    assert gate.begun.wait(SECONDS)
    answer = client.delete(address)
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert gate.ended.wait(SECONDS)
    assert client.get(address).json()["result"] is None
    assert client.delete(address).json()["state"] == "cancelled"


def test_a_waiting_job_is_cancelled_before_it_begins(opened: Opened, gate: Gate) -> None:
    client, _ = opened(jobs_at_once=1)
    first, second = ask(client, 1).json(), ask(client, 2).json()
    assert client.delete(f"/api/v1/jobs/{second['id']}").json()["state"] == "cancelled"
    rounds = gate.rounds
    gate.open.set()
    until(client, f"/api/v1/jobs/{first['id']}", "done")
    assert client.get(f"/api/v1/jobs/{second['id']}").json()["seconds"] == 0
    assert gate.rounds >= rounds


def test_a_computation_that_tells_nothing_is_no_longer_waited_for_and_frees_its_place_when_it_ends(
    opened: Opened, gate: Gate
) -> None:
    client, _ = opened(jobs_at_once=1)
    gate.tells = False
    address = ask(client, 1).headers["location"]
    assert client.delete(address).json()["state"] == "cancelled"
    other = ask(client, 2).headers["location"]
    assert client.get(other).json()["state"] == "queued"
    gate.open.set()
    until(client, other, "done")
    assert client.get(address).json()["state"] == "cancelled"


@pytest.mark.parametrize("tells", [True, False])
def test_a_job_that_uses_up_its_time_fails_and_says_what_to_do(opened: Opened, gate: Gate, tells: bool) -> None:
    client, workspace = opened()
    gate.tells = tells
    workspace.jobs._seconds = 0.05
    job = until(client, ask(client).headers["location"], "failed")
    assert job["problem"]["code"] == "over-budget"
    assert "ECOMAP_JOB_SECONDS" in job["problem"]["remedy"]["en"]
    assert job["seconds"] >= 0.05


def test_the_time_budget_is_a_setting(opened: Opened) -> None:
    _, workspace = opened(job_seconds=7)
    assert workspace.jobs._seconds == 7


def test_a_computation_that_fails_says_so_without_telling_of_the_inside(opened: Opened, gate: Gate) -> None:
    client, _ = opened()
    gate.fails = RuntimeError("secret of the house")
    gate.open.set()
    job = until(client, ask(client).headers["location"], "failed")
    assert job["problem"]["code"] == "error"
    assert "secret" not in str(job)


def test_what_an_analysis_refuses_is_the_jobs_problem(opened: Opened, gate: Gate) -> None:
    client, _ = opened()
    gate.fails = InvalidParameter(Text("안 됩니다", "Not so"), field="number", value="0")
    gate.open.set()
    job = until(client, ask(client).headers["location"], "failed")
    assert (job["problem"]["code"], job["problem"]["detail"]["en"]) == ("invalid-parameter", "Not so")
    page = client.get(f"/analyses/{SLOW}", params={"lang": "en"})
    assert (page.status_code, "Not so" in page.text) == (400, True)


def test_a_full_line_turns_the_next_one_away_and_a_key_has_twice_the_room(opened: Opened, gate: Gate) -> None:
    client, workspace = opened(jobs_at_once=1, jobs_waiting=1)
    assert [ask(client, number).status_code for number in (1, 2)] == [202, 202]
    full = ask(client, 3)
    assert (full.status_code, full.json()["code"], full.headers["retry-after"]) == (503, "queue-full", "5")
    assert ask(client, 2).status_code == 202  # joins the one that waits
    page = client.get(f"/analyses/{SLOW}?number=9", headers={"accept": "text/html"})
    assert page.status_code == 503
    secret = keys.add_key(workspace, LOCAL, name="reader", scopes=frozenset({"read-members"}), expires_days=1)
    assert ask(client, 4, authorization=f"Bearer {secret}").status_code == 202
    assert ask(client, 5, authorization=f"Bearer {secret}").status_code == 503
    gate.open.set()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"analysis": "linkage/nothing"}, 404),
        ({"analysis": SLOW, "parameters": {"number": 100}}, 400),
        ({"analysis": SLOW, "parameters": {"colour": "red"}}, 400),
        ({"analysis": SLOW, "filters": {"place": "해운대구"}}, 400),
        ({"analysis": SLOW, "filters": {"planet": "mars"}}, 400),
        ({}, 400),
    ],
)
def test_a_bad_question_is_refused_before_it_is_a_job(
    opened: Opened, gate: Gate, body: dict[str, Any], status: int
) -> None:
    client, workspace = opened()
    answer = client.post("/api/v1/jobs", json=body)
    assert answer.status_code == answer.json()["status"] == status
    assert not workspace.jobs._jobs


def test_an_unknown_job_says_that_jobs_live_in_one_process(opened: Opened) -> None:
    client, _ = opened()
    for answer in (client.get("/api/v1/jobs/nothing"), client.delete("/api/v1/jobs/nothing")):
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
        assert "memory of one process" in answer.json()["remedy_en"]
        assert "--workers" in answer.json()["remedy_ko"]


def test_a_question_may_not_be_large(opened: Opened) -> None:
    client, _ = opened()
    answer = client.post("/api/v1/jobs", json={"analysis": "x" * 70_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "over-budget")


def test_ended_jobs_are_forgotten_and_the_others_are_not(
    opened: Opened, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecomap.services.job_queue.KEPT", 2)
    client, _ = opened(jobs_at_once=1)
    ids = [ask(client, number).json()["id"] for number in range(6)]
    for job in ids[1:5]:
        client.delete(f"/api/v1/jobs/{job}")
    last = ask(client, 50).json()["id"]
    states = [client.get(f"/api/v1/jobs/{job}").json().get("state") for job in (*ids, last)]
    assert states == ["running", None, None, "cancelled", "cancelled", "queued", "queued"]


def refresh_of(page: str) -> str:
    found = re.search(r'http-equiv="refresh" content="2;url=([^"]+)"', page)
    assert found
    return unescape(found[1])


def test_a_page_waits_for_a_long_computation_and_then_shows_its_result(opened: Opened, gate: Gate) -> None:
    client, _ = opened()
    address = f"/analyses/{SLOW}?number=4&place=마포구&lang=en"
    waiting = client.get(address)
    assert waiting.status_code == 202
    assert (waiting.headers["cache-control"], "etag" in waiting.headers) == ("no-store", False)
    assert WORDS["computing"].en in waiting.text
    assert '<progress value="0.' in waiting.text
    again = refresh_of(waiting.text)
    assert refresh_of(client.get(again).text) == again
    assert refresh_of(client.get(address).text) == again  # the same question is the same job
    gate.open.set()
    assert gate.ended.wait(SECONDS)
    shown = client.get(again)
    assert (shown.status_code, "The end" in shown.text) == (200, True)
    assert shown.history[0].status_code == 303
    assert "job=" not in str(shown.url)


def test_a_page_that_waits_in_line_says_so(opened: Opened, gate: Gate) -> None:
    client, _ = opened(jobs_at_once=1)
    ask(client)
    assert WORDS["in_line"].ko in client.get(f"/analyses/{SLOW}?number=8").text


def test_a_page_that_waits_has_a_button_that_cancels_and_does_not_begin_anew(opened: Opened, gate: Gate) -> None:
    client, workspace = opened()
    waiting = client.get(f"/analyses/{SLOW}?number=5&lang=en").text
    action = re.search(r'<form method="post" action="([^"]+)"', waiting)
    assert action
    ended = client.post(unescape(action[1]))
    assert ended.status_code == 409
    assert "cancelled" in ended.text
    assert '<input name="number" value="5"' in ended.text
    assert client.get(refresh_of(waiting)).status_code == 409
    assert len(workspace.jobs._jobs) == 1
    assert client.get(f"/analyses/{SLOW}?number=5&lang=en").status_code == 202
    assert len(workspace.jobs._jobs) == 2


def test_a_page_whose_job_is_elsewhere_computes_by_itself(opened: Opened, gate: Gate) -> None:
    client, _ = opened()
    gate.open.set()
    shown = client.get(f"/analyses/{SLOW}?number=6&job=of-another-process&lang=en")
    assert (shown.status_code, "The end" in shown.text) == (200, True)


def test_a_quick_page_has_its_result_at_once(opened: Opened) -> None:
    client, _ = opened()
    shown = client.get("/analyses/gaps/isolates?lang=en")
    assert shown.status_code == 200
    assert "refresh" not in shown.text
