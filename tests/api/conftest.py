"""One app over the demo ecosystem for tests that read, and a small fresh one for tests that write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from ecomap.bootstrap import open_workspace
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings
from tests.support import registers


@pytest.fixture(scope="session")
def demo(backend: str) -> Iterator[Workspace]:
    url, folder = registers.demo(backend)
    workspace = open_workspace(read_settings({}, store=url, data_dir=folder))
    yield workspace
    workspace.store.close()


@pytest.fixture(scope="session")
def client(demo: Workspace) -> Iterator[TestClient]:
    with TestClient(create_app(demo), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def fresh(backend: str, tmp_path: Path) -> Iterator[Workspace]:
    workspace = registers.opened(backend, tmp_path)
    yield workspace
    workspace.store.close()


@pytest.fixture
def fresh_client(fresh: Workspace) -> Iterator[TestClient]:
    with TestClient(create_app(fresh), raise_server_exceptions=False) as client:
        yield client
