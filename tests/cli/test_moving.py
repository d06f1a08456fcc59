"""A register that moves between stores and files, as a person moves it."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, runner
from tests.cli.test_commands import ORGANISATIONS, TIES


@pytest.fixture
def filled(empty: Run, tmp_path: Path) -> Run:
    """A register of two changes, the second of which changed a record of the first."""
    (tmp_path / "o.csv").write_text(ORGANISATIONS, encoding="utf-8")
    (tmp_path / "t.csv").write_text(TIES, encoding="utf-8")
    assert empty("seed").returncode == 0
    assert empty("import", "o.csv", "t.csv").returncode == 0
    (tmp_path / "o.csv").write_text(ORGANISATIONS.replace("가람 모임", "가람 모임 둘"), encoding="utf-8")
    assert empty("import", "o.csv", "--reason", "새 이름").returncode == 0
    assert empty("key", "add", "센터").returncode == 0
    return empty


def hashes(said: str) -> tuple[str, ...]:
    found = re.search(r"Content hash (\w+), hash of all (\w+)", " ".join(said.split()))
    assert found, said
    return found.groups()


def test_a_register_is_copied_and_copied_back(filled: Run, backend: str, tmp_path: Path) -> None:
    there = filled("copy", "--to", f"sqlite:///{tmp_path / 'there.db'}")
    assert there.returncode == 0, there.stderr
    copied = runner(tmp_path, f"sqlite:///{tmp_path / 'there.db'}")
    assert "t-1" in copied("analyse", "linkage/centrality", "--format", "csv").stdout
    back = copied("copy", "--from", f"sqlite:///{tmp_path / 'there.db'}", "--to", f"sqlite:///{tmp_path / 'back.db'}")
    assert hashes(back.stderr) == hashes(there.stderr)
    again = filled("copy", "--to", f"sqlite:///{tmp_path / 'there.db'}")
    assert again.returncode == 1
    assert "empty" in again.stderr


def test_a_backup_restores_the_same_register(filled: Run, backend: str, tmp_path: Path) -> None:
    written = filled("backup", "b.jsonl.gz")
    assert written.returncode == 0, written.stderr
    assert (tmp_path / "b.jsonl.gz").stat().st_mode & 0o077 == 0
    restored = runner(tmp_path, f"sqlite:///{tmp_path / 'new.db'}")
    done = restored("restore", "b.jsonl.gz")
    assert done.returncode == 0, done.stderr
    assert hashes(done.stderr) == hashes(written.stderr)
    assert json.loads(restored("key", "list", "--format", "json").stdout)[0]["name"] == "센터"
    refused = filled("restore", "b.jsonl.gz")
    assert refused.returncode == 1
    assert "empty" in refused.stderr


def test_a_damaged_backup_is_refused_and_nothing_is_written(filled: Run, backend: str, tmp_path: Path) -> None:
    filled("backup", "b.jsonl.gz")
    whole = gzip.decompress((tmp_path / "b.jsonl.gz").read_bytes())
    lines = whole.splitlines(keepends=True)
    damaged = {
        "short": gzip.compress(b"".join(lines[:-5])),
        "cut": (tmp_path / "b.jsonl.gz").read_bytes()[:-2000],
        "changed": gzip.compress(whole.replace("가람 모임 둘".encode(), "가람 모임 셋".encode())),
        "text": b"id,name\n1,2\n",
        "other": gzip.compress(b'{"ecomap": "backup", "version": 2}\n'),
        "torn": gzip.compress(b"".join([*lines[:3], b'["nodes", 1]\n', *lines[3:]])),
    }
    for name, content in damaged.items():
        (tmp_path / name).write_bytes(content)
        target = runner(tmp_path, f"sqlite:///{tmp_path / name}.db")
        done = target("restore", name)
        assert done.returncode == 1, name
        assert "Traceback" not in done.stderr, name
        assert "backup" in done.stderr, name
        assert "0 records" in " ".join(target("backup", "after").stderr.split()), name


def test_copying_onto_itself_is_wrong_usage(empty: Run) -> None:
    done = empty("copy", "--from", "sqlite:///a.db", "--to", "sqlite:///a.db")
    assert done.returncode == 2
    assert "--to" in done.stderr
