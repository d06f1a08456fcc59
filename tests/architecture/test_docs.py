"""Nothing that users can set, call or read is left out of the docs, and nothing speaks of where it was built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_the_generated_pages_are_what_the_code_says() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_version_has_one_source_and_a_changelog() -> None:
    import ecomap  # noqa: PLC0415

    assert f'version = "{ecomap.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
