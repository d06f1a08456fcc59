"""Every command of the page on exports runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.cli.conftest import runner
from tests.support import registers

PAGE = Path(__file__).parent.parent.parent / "docs" / "exports.md"


def test_the_commands_run(tmp_path: Path) -> None:
    url, folder = registers.demo("sqlite")
    run = runner(tmp_path, url)
    lines = re.findall(r"`(ecomap export[^`]* --out [^`]+)`", PAGE.read_text(encoding="utf-8"))
    assert len(lines) == 7
    for line in lines:
        done = run(*shlex.split(line)[1:], ECOMAP_DATA_DIR=str(folder))
        assert done.returncode == 0, (line, done.stderr)
        assert (tmp_path / line.rpartition(" ")[2]).stat().st_size > 200
    assert not list(tmp_path.glob("*.part"))
    assert run("export", "--out", "seoul.doc").returncode == 2
