"""One seeded demo store for all command-line tests, and two ways to run a command: in this process and as its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from ecomap.cli import main
from tests.support import registers

Run = Callable[..., subprocess.CompletedProcess[str]]


def environ(folder: Path, url: str) -> dict[str, str]:
    """Return an environment with a store, whose other data lie in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ECOMAP_")}
    return kept | {
        "ECOMAP_STORE": url,
        "ECOMAP_DATA_DIR": str(folder),
        "PYTHONUTF8": "1",
        "COLUMNS": "120",
    }


def process(folder: Path, url: str, typed: str = "") -> Run:
    """Return a function that runs ``ecomap`` in a folder as its own process, with a text on standard input."""

    def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ecomap", *words],
            cwd=folder,
            env=environ(folder, url) | settings,
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


def runner(folder: Path, url: str) -> Run:
    """Return a function that runs ``ecomap`` in a folder without the half second that a process of its own takes."""

    def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.chdir(folder),
            mock.patch.dict(os.environ, environ(folder, url) | settings, clear=True),
            mock.patch.object(sys, "argv", ["ecomap", *words]),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            pytest.raises(SystemExit) as ended,
        ):
            main()
        said, told = (stream.getvalue().replace("\r\n", "\n") for stream in (out, err))
        return subprocess.CompletedProcess(words, int(ended.value.code or 0), said, told)

    return run


@pytest.fixture
def demo(backend: str) -> Run:
    """Run commands on a store that holds the demo ecosystem; tests only read it."""
    url, folder = registers.demo(backend)
    return runner(folder, url)


@pytest.fixture
def empty(backend: str, tmp_path: Path) -> Run:
    """Run commands in an empty folder with a store that nobody has migrated."""
    return runner(tmp_path, registers.address(backend, tmp_path))
