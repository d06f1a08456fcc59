"""What is built from ``api/web/src`` and kept: small, whole, and compared rightly with a new build."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from api.app import STATIC
from scripts.web import ELSEWHERE, differing

BUILT = [*sorted((STATIC / "app").glob("*.js")), *ELSEWHERE.values()]


@pytest.mark.parametrize("path", BUILT, ids=lambda path: path.name)
def test_a_built_script_is_light_and_names_no_other_file(path: Path) -> None:
    assert len(gzip.compress(path.read_bytes())) < 60_000
    text = path.read_text(encoding="utf-8")
    assert "sourceMappingURL" not in text
    assert "http://" not in text.replace("http://www.w3.org/", "")
    assert "https://" not in text


def test_the_network_renderer_stays_under_thirty_kilobytes() -> None:
    assert len(gzip.compress((STATIC / "app" / "network.js").read_bytes())) < 30_000


def test_changed_missing_and_left_over_builds_are_named(tmp_path: Path) -> None:
    kept, built = tmp_path / "kept", tmp_path / "built"
    for folder, files in ((kept, {"a": "1", "b": "1", "old": "1"}), (built, {"a": "1", "b": "2", "new": "1"})):
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
    assert differing(kept, built) == ["b", "new", "old"]
    assert differing(kept, kept) == []
