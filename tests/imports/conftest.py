"""A seeded workspace on each store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ecomap.errors import BadInput
from ecomap.services.workspace import Workspace
from tests.imports.register import Register
from tests.support import registers


@pytest.fixture
def workspace(backend: str, tmp_path: Path) -> Iterator[Workspace]:
    workspace = registers.opened(backend, tmp_path)
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
