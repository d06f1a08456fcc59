"""A seeded workspace on a real SQLite store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ecomap.bootstrap import open_workspace
from ecomap.errors import BadInput
from ecomap.services.access import LOCAL
from ecomap.services.seeding import seed
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings
from tests.imports.register import Register


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    settings = read_settings({}, store=f"sqlite:///{tmp_path}/ecomap.db", data_dir=tmp_path / "data")
    workspace = open_workspace(settings)
    workspace.store.migrate()
    assert workspace.store.describe().backend == "sqlite"
    seed(workspace, LOCAL)
    yield workspace
    workspace.store.close()


@pytest.fixture
def register(workspace: Workspace, tmp_path: Path) -> Register:
    folder = tmp_path / "files"
    folder.mkdir()
    return Register(workspace, folder)


@pytest.fixture
def refused(register: Register) -> Callable[..., BadInput]:
    """Import something that must be refused; checks that nothing at all was written."""

    def run(kind: type[BadInput], *paths: Path, **options: Any) -> BadInput:
        before = register.state()
        with pytest.raises(kind) as caught:
            register.load(*paths, **options)
        assert register.state() == before
        assert caught.value.message.ko
        assert caught.value.message.en
        assert caught.value.remedy is not None
        return caught.value

    return run
