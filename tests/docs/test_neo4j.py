"""The questions of docs/neo4j.md run as they stand, and the compose file starts what the program has."""

from __future__ import annotations

import re
from pathlib import Path

import neo4j
import pytest
import yaml

from ecomap.cli.main import cli
from ecomap.settings import read_settings
from ecomap.stores.neo4j_store.address import parse
from graph_schema import load_ontology
from tests.support import registers

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```cypher\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def driver() -> neo4j.Driver:
    address = parse(registers.demo("neo4j")[0])
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        yield driver


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("number", range(10))
def test_the_question_finds_something_in_the_demo(driver: neo4j.Driver, number: int) -> None:
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        rows = session.run(QUESTIONS[number]).data()
    assert rows
    assert all(value is not None for value in rows[0].values())


def test_the_page_of_the_model_names_every_kind() -> None:
    model = (ROOT / "docs" / "neo4j-model.md").read_text(encoding="utf-8")
    ontology = load_ontology()
    for label in [kind.neo4j_label for kind in ontology.nodes.values()]:
        assert f":{label})" in model
    for type_ in [kind.neo4j_type for kind in ontology.edges.values()]:
        assert f"[:{type_}]" in model


def test_the_compose_file_starts_commands_and_settings_that_exist() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    services = compose["services"]
    for name in ("app", "prepare"):
        environ = {
            key: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", value) for key, value in services[name]["environment"].items()
        }
        assert parse(read_settings(environ).store).uri == "neo4j://neo4j:7687"
        assert services[name]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert services["prepare"]["command"][1] in cli.commands
    assert "healthcheck" in services["neo4j"]
    used = {volume.partition(":")[0] for service in services.values() for volume in service.get("volumes", ())}
    assert used == set(compose["volumes"])
    assert all(port.startswith("127.0.0.1:") for service in services.values() for port in service.get("ports", ()))


def test_the_image_copies_what_the_build_context_has() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[0] == "!"}
    copied = {word for line in re.findall(r"^COPY (.+)$", dockerfile, re.MULTILINE) for word in line.split()[:-1]}
    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)
