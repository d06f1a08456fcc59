"""A real browser, and the demo served by a real process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from ecomap.services.workspace import Workspace
from tests.support.chromium import chromium_arguments, chromium_path
from tests.support.people import PASSWORD


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=chromium_arguments())
        yield browser
        browser.close()


class Watched:
    """A page whose console errors and requests to other hosts are noted."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((home, "data:", "blob:", "about:")) else self.outside.append(r.url),
        )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run ``ecomap demo`` as a person would and yield its address."""
    folder = tmp_path_factory.mktemp("e2e")
    with running(folder, "demo", "--no-browser", "--data-dir", str(folder)) as address:
        yield address


@pytest.fixture(scope="module")
def site(workspace: Workspace) -> Iterator[str]:
    """Serve the register of a test file, its fixture ``workspace``, as a process of its own and yield its address."""
    settings = workspace.settings
    stored = {"ECOMAP_STORE": settings.store, "ECOMAP_DATA_DIR": str(settings.data_dir)}
    with running(settings.data_dir, "serve", **stored) as address:
        yield address


@contextmanager
def running(folder: Path, *words: str, **variables: str) -> Iterator[str]:
    """Run a command that serves, on a free port, and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ECOMAP_")}
    command = [sys.executable, "-m", "ecomap", *words, "--port", str(port)]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environ | variables, stdout=log, stderr=subprocess.STDOUT)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def log_in(page: Page, site: str, login: str, lang: str) -> None:
    """Log in on the login page, by keyboard, with the password of `tests.support.people`."""
    page.goto(f"{site}/login?lang={lang}")
    page.locator("#login").fill(login)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    expect(page.locator("header form button")).to_be_visible()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the demo stopped before it was ready"
        try:
            urllib.request.urlopen(f"{address}/health/ready", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the demo was not ready within a minute")
