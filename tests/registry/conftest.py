"""A register with some organisations, and the people who keep it, on each store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ecomap.services.access import ROLES, Principal
from ecomap.services.gate import Intent, Outcome, submit
from ecomap.services.workspace import Workspace
from tests.support import registers

MAPO, SEOCHO = "place:1144000000", "place:1165000000"
REGISTRAR = Principal("mapo", ROLES["registrar"].scopes, places=frozenset({MAPO}), account="u-mapo")
EDITOR = Principal("editor", ROLES["registrar"].scopes, account="u-editor")
PLANNER = Principal("planner", ROLES["planner"].scopes, account="u-planner")


@pytest.fixture
def workspace(backend: str, tmp_path: Path) -> Iterator[Workspace]:
    """Return a seeded workspace that is empty of organisations.

    On Neo4j the reference data stays from test to test, which only the organisations of the last test leave.
    """
    workspace = registers.opened(backend, tmp_path)
    yield workspace
    workspace.store.close()


class Desk:
    """Says things to the gate in one line."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def do(self, verb: str, subject: str = "", who: Principal = EDITOR, **options: Any) -> Outcome:
        """Submit an intent; what are no options of `submit` are fields."""
        told = {name: options.pop(name) for name in ("via", "reason", "key") if name in options}
        tag = options.pop("tag", "")
        return submit(self.workspace, who, Intent(verb, subject, options, tag), **{"via": "form", **told})

    def register(self, name: str, place: str = MAPO, who: Principal = EDITOR, **fields: Any) -> Outcome:
        """Register a civil-society organisation."""
        said = {"kind": "civil_society", "name_ko": name, "located_in": [place] if place else [], **fields}
        return self.do("register-actor", who=who, **said)

    def state(self) -> tuple[int, dict[str, int]]:
        """Return what changes whenever a record is written."""
        return self.workspace.store.revision(), dict(self.workspace.store.counts())


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return Desk(workspace)
