"""Several real processes on one file, some of which are killed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from ecomap.errors import StoreBusy
from ecomap.stores.contract import NodeQuery
from ecomap.stores.sqlite_store import SqliteStore
from tests.support.builders import actor, change, put

ROOT = Path(__file__).parents[3]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(path)
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def start(path: Path) -> Iterator[Start]:
    """Return a function that starts the worker with a verb and arguments."""
    started: list[subprocess.Popen[str]] = []

    def run(verb: str, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.contract.sqlite.worker", verb, str(path), *map(str, arguments)]
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def lines_until(process: subprocess.Popen[str], wanted: str) -> list[str]:
    """Read what a worker says up to a line."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if lines[-1] == wanted:
            return lines
    raise AssertionError(f"the worker ended before saying {wanted!r}: {lines}")


def kill(process: subprocess.Popen[str]) -> list[str]:
    """Kill a worker without warning and return what it had said."""
    process.send_signal(signal.SIGKILL)
    # Not communicate(): it reads past what the text stream has taken in already.
    assert process.stdout is not None
    said = process.stdout.read()
    process.wait()
    assert process.returncode == -signal.SIGKILL
    return [line for line in said.splitlines() if line.startswith("ack ")]


def assert_sound(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO node_search (node_search) VALUES ('integrity-check')")
    connection.close()


def test_killed_while_writing_much_loses_nothing_acknowledged(store: SqliteStore, path: Path, start: Start) -> None:
    store.close()
    worker = start("write_for_ever")
    lines_until(worker, "batch 6")
    assert path.with_name("register.db-wal").stat().st_size > 10_000_000, "the transaction has reached the disk"
    kill(worker)
    again = SqliteStore(path)
    assert again.counts() == {"civil_society": 20}
    assert again.revision() == 20
    assert len(again.find_nodes(NodeQuery(text="n")).items) == 20
    assert put(again, actor("after")) == 21
    again.close()
    assert_sound(path)


def test_killed_between_and_during_commits_loses_nothing_acknowledged(
    store: SqliteStore, path: Path, start: Start
) -> None:
    acknowledged = -1
    for _ in range(6):
        stored = store.revision()
        worker = start("commit_for_ever", stored)
        lines_until(worker, f"ack {stored + 5}")
        rest = kill(worker)
        acknowledged = int(rest[-1].split()[1]) if rest else stored + 5
        # The one in flight may have been committed without the worker living to say so.
        assert store.revision() in (acknowledged + 1, acknowledged + 2)
        assert len(store.get_nodes([f"n{i}" for i in range(acknowledged + 1)])) == acknowledged + 1
    store.close()
    assert_sound(path)


def test_several_writers_lose_no_update(store: SqliteStore, path: Path, start: Start) -> None:
    put(store, actor("counter", staff=0))
    workers = [start("count_up", 25) for _ in range(4)]
    for worker in workers:
        worker.communicate()
        assert worker.returncode == 0
    assert store.get_nodes(["counter"])["counter"].properties == {"staff": 100}
    assert store.revision() == 101
    assert [entry.revision for entry in store.history("counter", limit=200).items] == list(range(101, 0, -1))


def test_a_busy_store_says_so_and_can_be_read(store: SqliteStore, path: Path, start: Start) -> None:
    put(store, actor("a"))
    worker = start("hold")
    lines_until(worker, "holding")
    hasty = SqliteStore(path, timeout=0.1)
    with pytest.raises(StoreBusy) as caught, hasty.write(change()):
        pytest.fail("entered")
    assert str(path) in caught.value.message.ko
    assert str(path) in caught.value.message.en
    assert caught.value.remedy is not None
    assert hasty.get_nodes(["a", "held"]).keys() == {"a"}
    assert hasty.snapshot().n_nodes == 1
    worker.communicate("go\n")
    assert put(hasty, actor("b")) == 3
    hasty.close()


def test_readers_see_whole_changes_during_writes(store: SqliteStore, path: Path, start: Start) -> None:
    put(store, actor("left", staff=-1), actor("right", staff=-1))
    seen: set[tuple[object, ...]] = set()
    uneven: list[object] = []
    worker = start("put_pairs", 200)

    def read() -> None:
        while worker.poll() is None:
            nodes = store.get_nodes(["left", "right"])
            pair = tuple(nodes[name].properties["staff"] for name in ("left", "right"))
            seen.add(pair)
            if pair[0] != pair[1]:
                uneven.append(pair)

    readers = [Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    worker.communicate()
    for reader in readers:
        reader.join()
    assert worker.returncode == 0
    assert uneven == []
    assert len(seen) > 2, "the readers saw the writer at work"


def test_migrators_at_once_apply_each_migration_once(path: Path, start: Start) -> None:
    workers = [start("migrate") for _ in range(4)]
    for worker in workers:
        lines_until(worker, "ready")
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    said = [worker.communicate()[0].split() for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * 4
    applied = [name for line in said for name in line[1:]]
    connection = sqlite3.connect(path)
    ledger = connection.execute("SELECT name FROM migration ORDER BY name").fetchall()
    connection.close()
    assert sorted(applied) == [name for (name,) in ledger] != []
    assert_sound(path)


def test_a_full_disk_is_reported_and_leaves_the_store_whole(store: SqliteStore, path: Path, start: Start) -> None:
    store.close()
    said, _ = start("fill").communicate()
    assert said.split() == ["ack", "StoreUnavailable", "1"]
    again = SqliteStore(path)
    assert again.counts() == {"civil_society": 1}
    assert put(again, actor("after")) == 2
    again.close()
    assert_sound(path)


def test_a_forked_child_opens_its_own_connections(store: SqliteStore, path: Path, start: Start) -> None:
    said, _ = start("fork").communicate()
    assert said.split() == ["0", "after", "child", "parent"]
    store.close()
    assert_sound(path)
