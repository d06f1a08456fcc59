"""Registers on either store: one for each folder, and one with the demo ecosystem that tests only read."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from ecomap.bootstrap import open_workspace
from ecomap.services.access import LOCAL
from ecomap.services.seeding import seed
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings
from tests.support.neo4j_servers import claim

BACKENDS = ("neo4j", "sqlite")


def address(backend: str, folder: Path) -> str:
    """Return the address of a folder's register; on Neo4j the last folder asked for has the server to itself."""
    return claim(folder) if backend == "neo4j" else f"sqlite:///{folder / 'ecomap.db'}"


def opened(backend: str, folder: Path) -> Workspace:
    """Return a migrated workspace on a folder's register, with the reference data in it."""
    workspace = open_workspace(read_settings({}, store=address(backend, folder), data_dir=folder))
    workspace.store.migrate()
    assert workspace.store.describe().backend == backend
    seed(workspace, LOCAL)
    return workspace


@cache
def demo(backend: str) -> tuple[str, Path]:
    """Return address and data folder of a register that holds the demo ecosystem."""
    folder = Path(tempfile.mkdtemp(prefix="ecomap-demo-"))
    url = claim(folder, "demo") if backend == "neo4j" else f"sqlite:///{folder / 'ecomap.db'}"
    workspace = open_workspace(read_settings({}, store=url, data_dir=folder))
    workspace.store.migrate()
    assert workspace.store.describe().backend == backend
    seed(workspace, LOCAL, demo=True)
    workspace.store.close()
    return url, folder
