"""No public output tells what is private or for members: markers are planted everywhere and looked for everywhere.

The addresses come from the application itself, so that a new one is covered without being named here; one with a
path parameter that `FILLED` does not know fails the test until it is told what to put there.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from starlette.routing import BaseRoute

from api.app import create_app
from ecomap.cli.main import cli
from ecomap.domain.papers import Paper
from ecomap.domain.records import Edge, Node, Value
from ecomap.services import keys, survey_answers
from ecomap.services.access import LOCAL
from ecomap.services.gate import Intent, submit
from ecomap.services.workspace import Workspace
from graph_schema import PropertySpec, load_ontology
from tests.registry.surveying import RATED, invited
from tests.support import registers
from tests.support.builders import change, link, put, tie

ONTOLOGY = load_ontology()
ACTORS = tuple(f"m-{kind}" for kind in ONTOLOGY.actor_kinds)
PLACE, FIELD = "place:1144000000", "field:welfare"
PERSON = "marker-private-person"
PHONE = "010-6161-6171"
FILLED: dict[str, tuple[str, ...]] = {
    "actor": ACTORS,
    "item": ("none",),
    "code": (PLACE.removeprefix("place:"),),
    "tie": tuple(f"m-tie-{name}" for name in ONTOLOGY.tie_types),
    "task": ("A1",),
    "job": ("none",),
    "revision": ("1", "2", "3"),
    "merge": ("m",),
    "merge_id": ("m",),
    "preview": ("m",),
    "ending": ("csv", "xlsx"),
    "format": ("xlsx", "csv", "gexf", "graphml", "jsonld", "cypher"),
    "proposal": ("m",),
    "account": ("m",),
    "token": ("none",),
    "survey": ("none",),
    "family": ("linkage", "cooperation", "gaps"),
    "name": ("overview", "matrix", "coverage", "trust"),
}
"""What to put for a parameter of a path."""
FORMS = ("", "?format=csv", "?format=xlsx")
OTHERS = ("", "?lang=en", "?q=01061616171", f"?focus={ACTORS[0]}")


def marked(spec: PropertySpec, about: str) -> Value:
    """Return a value that is found again wherever it goes: it says how private it is."""
    if spec.type == "list":
        return (f"marker-{spec.privacy}-{about}-{spec.name}",)
    if spec.type in {"integer", "number", "money"}:
        return 616161616161
    return f"marker-{spec.privacy}-{about}-{spec.name}"


def hidden(specs: tuple[PropertySpec, ...], about: str) -> dict[str, Value]:
    return {spec.name: marked(spec, about) for spec in specs if spec.privacy != "public"}


def planted(workspace: Workspace) -> None:
    """Put markers into every property that is not public, into former states, and into papers."""
    actors = [
        Node(name, kind, f"표지 {kind}", "", hidden(ONTOLOGY.nodes[kind].properties, kind))
        for name, kind in zip(ACTORS, ONTOLOGY.actor_kinds, strict=True)
    ]
    ties: list[Edge] = []
    for name in ONTOLOGY.tie_types:
        kind = ONTOLOGY.edges[name]
        source, target = next(pair for pair in kind.ends if pair[0] != pair[1])
        values = hidden(kind.properties, name)
        ties.append(tie(f"m-{source}", f"m-{target}", name, f"m-tie-{name}", valid_from="2021-01-01", **values))
    links = [link(type_, actor, to) for actor in ACTORS for type_, to in (("located_in", PLACE), ("works_in", FIELD))]
    put(workspace.store, *actors, *ties, *links)
    put(workspace.store, Node(ACTORS[0], actors[0].kind, "표지 새 이름", "", {"contact_person": PERSON}))
    said = {"contact_person": PERSON, "phone": PHONE}
    kinds = ("draft", "preview", "answers", "decision")
    papers = [Paper(kind, "m", {"subject": ACTORS[0], "said": said}, owner=ACTORS[0]) for kind in kinds]
    with workspace.store.write(change()) as writing:
        writing.put_papers(papers)
        writing.commit()
    submit(workspace, LOCAL, Intent("change-actor", ACTORS[0], said, "*"), via="form")
    _, tokens = invited(workspace, *ACTORS[:2])
    report = {"partner": ACTORS[1], "type": "cooperates", "note": "marker-members-report", **RATED}
    survey_answers.answer_consent(workspace, tokens[ACTORS[0]], agreed=True)
    survey_answers.save_report(workspace, tokens[ACTORS[0]], report)
    survey_answers.submit_answers(workspace, tokens[ACTORS[0]])


@pytest.fixture(scope="module")
def register(backend: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, FastAPI, Path]]:
    folder = tmp_path_factory.mktemp("markers")
    workspace = registers.opened(backend, folder)
    planted(workspace)
    yield workspace, create_app(workspace), folder
    workspace.store.close()


def reads(routes: Iterable[BaseRoute]) -> Iterator[str]:
    """Yield the path of every route that answers GET, those of included routers too."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from reads(included.routes)
        elif "GET" in (getattr(route, "methods", None) or ()):
            yield str(getattr(route, "path"))  # noqa: B009  no class of routes is common to all that have one


def addresses(app: FastAPI) -> Iterator[str]:
    """Yield every address that answers GET, with path parameters filled."""
    for path in reads(app.routes):
        filled = [path]
        for name in re.findall(r"{(\w+)(?::\w+)?}", path):
            pattern = re.compile(rf"{{{name}(?::\w+)?}}")
            filled = [pattern.sub(value, address) for address in filled for value in FILLED[name]]
        yield from filled


def texts(answer: Response) -> str:
    """Return all that an answer says, workbooks unpacked, in one spelling."""
    body = answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return spelt(body.decode("utf-8", "replace") + repr(dict(answer.headers)))


def spelt(text: str) -> str:
    return text.casefold().replace(",", "")


def test_no_public_address_tells_a_marker(register: tuple[Workspace, FastAPI, Path]) -> None:
    _, app, _ = register
    good = 0
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        for path in dict.fromkeys(addresses(app)):
            for query in FORMS if re.match(r"/api/v1/(linkage|cooperation|gaps)/", path) else OTHERS:
                answer = client.get(path + query)
                assert answer.status_code < 500, (path, query, answer.text[:300])
                good += answer.status_code == 200
                told = texts(answer)
                assert "marker-private" not in told, path + query
                assert "marker-members" not in told, path + query
                assert not any(number in told for number in ("616161616161", PHONE)), path + query
        for words in (PHONE, PERSON, "marker"):
            assert client.get("/api/v1/actors", params={"q": words}).json()["total"] == 0, words
    assert good > 100


def test_roles_see_what_is_theirs(register: tuple[Workspace, FastAPI, Path]) -> None:
    """The same markers are there for those who may see them, so that the test above could fail."""
    workspace, app, _ = register
    expected = {(): (False, False), ("read-members",): (True, False), ("read-members", "read-private"): (True, True)}
    with TestClient(app, raise_server_exceptions=False) as client:
        for scopes, (members, private) in expected.items():
            headers = {}
            if scopes:
                secret = keys.add_key(workspace, LOCAL, name="k", scopes=frozenset(scopes), expires_days=1)
                headers = {"authorization": f"Bearer {secret}"}
            for path in (f"/api/v1/actors/{ACTORS[1]}", f"/actors/{ACTORS[1]}", f"/api/v1/actors/{ACTORS[1]}/history"):
                told = texts(client.get(path, headers=headers))
                assert ("marker-members" in told, "marker-private" in told) == (members, private), (path, scopes)


def test_no_file_of_the_command_line_tells_a_marker(register: tuple[Workspace, FastAPI, Path]) -> None:
    workspace, _, folder = register
    environ = {"ECOMAP_STORE": workspace.settings.store, "ECOMAP_DATA_DIR": str(folder), "COLUMNS": "200"}
    written = [folder / name for name in ("map.html", "overview.xlsx")]
    calls = [
        ["map", "--out", str(written[0])],
        ["analyse", "linkage/overview", "--format", "xlsx", "--out", str(written[1])],
        *(["analyse", name, "--format", "json"] for name in ("linkage/centrality", "cooperation/money")),
    ]
    told = ""
    for call in calls:
        done = CliRunner().invoke(cli, call, env=environ, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        told += done.output
    for path in written:
        told += texts(Response(200, content=path.read_bytes()))
    assert "표지" in told
    assert "marker-" not in spelt(told)
    assert "616161616161" not in spelt(told)
