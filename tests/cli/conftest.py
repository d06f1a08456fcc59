"""One seeded demo store for all command-line tests, and a way to run a command as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ecomap.bootstrap import open_workspace
from ecomap.services.access import LOCAL
from ecomap.services.seeding import seed
from ecomap.settings import read_settings

Run = Callable[..., subprocess.CompletedProcess[str]]


def environ(folder: Path) -> dict[str, str]:
    """Return an environment whose store and data lie in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ECOMAP_")}
    return kept | {
        "ECOMAP_STORE": f"sqlite:///{folder / 'ecomap.db'}",
        "ECOMAP_DATA_DIR": str(folder),
        "PYTHONUTF8": "1",
        "COLUMNS": "120",
    }


def runner(folder: Path) -> Run:
    """Return a function that runs ``ecomap`` in a folder as its own process."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ecomap", *words]
        return subprocess.run(
            command,
            cwd=folder,
            env=environ(folder),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose store holds the demo ecosystem; tests only read it."""
    folder = tmp_path_factory.mktemp("demo")
    settings = read_settings({}, store=f"sqlite:///{folder / 'ecomap.db'}", data_dir=folder)
    workspace = open_workspace(settings)
    workspace.store.migrate()
    seed(workspace, LOCAL, demo=True)
    workspace.store.close()
    return folder


@pytest.fixture
def demo(demo_folder: Path) -> Run:
    """Run commands on the demo store."""
    return runner(demo_folder)


@pytest.fixture
def empty(tmp_path: Path) -> Run:
    """Run commands in an empty folder."""
    return runner(tmp_path)
