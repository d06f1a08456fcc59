"""One app over the demo ecosystem for tests that read, and a small fresh one for tests that write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from ecomap.bootstrap import open_workspace
from ecomap.services.access import LOCAL
from ecomap.services.seeding import seed
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings


def opened(folder: Path, *, demo: bool) -> Workspace:
    """Return a seeded workspace in a folder."""
    settings = read_settings({}, store=f"sqlite:///{folder / 'ecomap.db'}", data_dir=folder)
    workspace = open_workspace(settings)
    workspace.store.migrate()
    seed(workspace, LOCAL, demo=demo)
    return workspace


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = opened(tmp_path_factory.mktemp("api-demo"), demo=True)
    yield workspace
    workspace.store.close()


@pytest.fixture(scope="session")
def client(demo: Workspace) -> Iterator[TestClient]:
    with TestClient(create_app(demo), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Workspace]:
    workspace = opened(tmp_path, demo=False)
    yield workspace
    workspace.store.close()


@pytest.fixture
def fresh_client(fresh: Workspace) -> Iterator[TestClient]:
    with TestClient(create_app(fresh), raise_server_exceptions=False) as client:
        yield client
