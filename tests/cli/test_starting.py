"""A command waits only for what it needs: light ones leave the libraries of the analyses and maps alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import environ

HEAVY = {"IPython", "networkit", "networkx", "numba", "pyvis", "scipy.stats", "sklearn"}

LOADED = """
import sys
from ecomap.cli.main import cli
try:
    cli(sys.argv[1:], prog_name="ecomap", standalone_mode=False)
finally:
    print("loaded", *sys.modules)
"""


def loaded(folder: Path, *words: str) -> set[str]:
    """Return the names of the modules that a process has imported once it ran a command."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        env=environ(folder, f"sqlite:///{folder / 'ecomap.db'}"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return set(done.stdout.rpartition("loaded")[2].split())


@pytest.mark.parametrize("words", [("--help",), ("migrate",), ("key", "--help"), ("import", "--help")], ids=" ".join)
def test_a_light_command_leaves_the_heavy_libraries_alone(words: tuple[str, ...], tmp_path: Path) -> None:
    assert HEAVY & loaded(tmp_path, *words) == set()


def test_the_version_needs_no_store(tmp_path: Path) -> None:
    assert {"numpy", "ecomap.bootstrap"} & loaded(tmp_path, "--version") == set()


def test_what_is_counted_as_loaded_is_there_when_it_is_used(tmp_path: Path) -> None:
    assert {"numba", "ecomap.bootstrap"} <= loaded(tmp_path, "analyses")
