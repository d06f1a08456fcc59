"""The README's own-register example runs line by line, and its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import runner

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def own_register() -> list[str]:
    block = next(block for block in re.findall(r"```\n(.*?)```", README, re.DOTALL) if "ecomap migrate" in block)
    return [line for line in block.splitlines() if line.startswith("ecomap ") and line != "ecomap serve"]


def test_the_own_register_example_runs(tmp_path: Path) -> None:
    for file in (ROOT / "docs" / "examples").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    run = runner(tmp_path, f"sqlite:///{tmp_path / 'seoul.db'}")
    lines = own_register()
    assert len(lines) >= 6
    for line in lines:
        done = run(*shlex.split(line)[1:])
        assert done.returncode == 0, (line, done.stderr)
    assert (tmp_path / "mapo.html").exists()


def test_the_two_commands_are_verbs_of_make() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for verb in re.findall(r"```\nmake (\w+)\n```", README):
        assert re.search(rf"^{verb}:.*##", makefile, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
