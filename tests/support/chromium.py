"""The real browser of the browser tests."""

from __future__ import annotations

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these a browser looks for its maker's servers, which the tests would count as outside requests.
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str:
    """Return the browser's path; fail, never skip, where there is none."""
    found = os.environ.get("ECOMAP_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("no Chromium: apt-get install chromium, or name one in ECOMAP_CHROMIUM")
    return found


def chromium_arguments() -> list[str]:
    """Return the start-up arguments; root can only run it without its sandbox."""
    return [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
