"""Files that are not what a store expects, and addresses."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from ecomap.errors import SchemaMismatch, SettingError, StoreUnavailable
from ecomap.stores.sqlite_store import SqliteStore, open_sqlite
from tests.support.builders import actor, put

Open = Callable[[Path], SqliteStore]


@pytest.fixture
def opened() -> Iterator[Open]:
    stores: list[SqliteStore] = []

    def make(path: Path) -> SqliteStore:
        stores.append(SqliteStore(path))
        return stores[-1]

    yield make
    for store in stores:
        store.close()


def refused(verb: Callable[[], object], path: Path, kind: type[Exception] = StoreUnavailable) -> None:
    with pytest.raises(kind) as caught:
        verb()
    error = caught.value
    assert str(path) in error.message.ko  # type: ignore[attr-defined]
    assert str(path) in error.message.en  # type: ignore[attr-defined]
    assert error.remedy is not None  # type: ignore[attr-defined]


def test_reading_makes_no_file(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "deep" / "register.db"
    refused(opened(path).describe, path, SchemaMismatch)
    assert list(tmp_path.iterdir()) == []


def test_migrating_makes_the_folders(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "deep" / "er" / "register.db"
    opened(path).migrate()
    assert path.exists()


@pytest.mark.parametrize("name", ["a b.db", "마을.db", "50%.db", "what?.db", "a#b.db", "a&mode=memory.db", "'\".db"])
def test_any_file_name_will_do(tmp_path: Path, opened: Open, name: str) -> None:
    store = opened(tmp_path / name)
    store.migrate()
    put(store, actor("a"))
    assert (tmp_path / name).stat().st_size > 0


def test_a_folder_is_no_store(tmp_path: Path, opened: Open) -> None:
    refused(opened(tmp_path).describe, tmp_path)
    refused(opened(tmp_path).migrate, tmp_path)


def test_a_path_through_a_file_is_no_store(tmp_path: Path, opened: Open) -> None:
    (tmp_path / "file").write_text("x")
    path = tmp_path / "file" / "register.db"
    refused(opened(path).describe, path)
    refused(opened(path).migrate, path)


def test_a_place_that_cannot_be_written_is_no_store(opened: Open) -> None:
    path = Path("/proc/ecomap/register.db")
    refused(opened(path).migrate, path)


def test_a_name_that_is_too_long_is_no_store(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / ("x" * 300)
    refused(opened(path).describe, path)
    refused(opened(path).migrate, path)


def test_a_file_of_another_format_is_left_alone(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "register.db"
    path.write_text("이름,종류\n" * 1000, encoding="utf-8")
    before = path.read_bytes()
    refused(opened(path).describe, path)
    refused(opened(path).migrate, path)
    assert path.read_bytes() == before


def test_an_empty_file_is_an_unmigrated_store(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "register.db"
    path.touch()
    refused(opened(path).describe, path, SchemaMismatch)
    assert opened(path).migrate()


def test_another_programs_database_is_left_alone(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE node (id TEXT)")
    connection.close()
    before = path.read_bytes()
    refused(opened(path).migrate, path)
    refused(opened(path).describe, path, SchemaMismatch)
    assert path.read_bytes() == before


def test_a_damaged_file_is_reported(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "register.db"
    store = opened(path)
    store.migrate()
    put(store, *(actor(f"n{i}") for i in range(2000)))
    store.close()
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    refused(lambda: opened(path).snapshot(), path)


def test_a_newer_schema_is_not_touched(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "register.db"
    opened(path).migrate()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("INSERT INTO migration (name) VALUES ('9999_later.sql')")
    connection.close()
    store = opened(path)
    for verb in (store.describe, store.check, store.migrate):
        refused(verb, path, SchemaMismatch)


def test_an_older_schema_asks_for_migration(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "register.db"
    opened(path).migrate()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DELETE FROM migration")
    connection.close()
    with pytest.raises(SchemaMismatch, match="set up") as caught:
        opened(path).revision()
    assert caught.value.remedy is not None
    assert "ecomap migrate" in caught.value.remedy.en


def test_the_check_notices_a_schema_that_changed_meanwhile(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "register.db"
    store = opened(path)
    store.migrate()
    store.check()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("INSERT INTO migration (name) VALUES ('9999_later.sql')")
    connection.close()
    refused(store.check, path, SchemaMismatch)


def test_a_failed_migration_leaves_nothing(tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "register.db"
    scripts = {"0001_good.sql": "CREATE TABLE a (x);", "0002_bad.sql": "CREATE TABLE b (x);\nCREATE TABLE a (x);"}
    monkeypatch.setattr("ecomap.stores.sqlite_store.schema.migrations", lambda: scripts)
    with pytest.raises(Exception, match="already exists"):
        opened(path).migrate()
    connection = sqlite3.connect(path)
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names == {"migration", "a"}
    assert connection.execute("SELECT name FROM migration").fetchall() == [("0001_good.sql",)]
    connection.close()


def test_a_file_that_was_replaced_is_noticed(tmp_path: Path, opened: Open) -> None:
    path, other = tmp_path / "register.db", tmp_path / "other.db"
    store = opened(path)
    store.migrate()
    put(store, actor("a"))
    replacement = opened(other)
    replacement.migrate()
    put(replacement, actor("b"))
    uid = replacement.describe().uid
    replacement.close()
    for part in tmp_path.glob("register.db*"):
        part.unlink()
    refused(store.describe, path, SchemaMismatch)
    other.rename(path)
    assert store.describe().uid == uid
    assert store.get_nodes(["a", "b"]).keys() == {"b"}


def test_a_closed_store_says_so(tmp_path: Path, opened: Open) -> None:
    store = opened(tmp_path / "register.db")
    store.migrate()
    store.close()
    refused(store.describe, tmp_path / "register.db")


def test_the_log_is_folded_in_when_the_last_handle_closes(tmp_path: Path, opened: Open) -> None:
    store = opened(tmp_path / "register.db")
    store.migrate()
    put(store, actor("a"))
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["register.db"]


def test_many_threads_read_at_once(tmp_path: Path, opened: Open) -> None:
    store = opened(tmp_path / "register.db")
    store.migrate()
    put(store, *(actor(f"n{i}") for i in range(500)))
    found: list[int] = []
    threads = [
        Thread(target=lambda: found.extend(len(store.get_nodes([f"n{i}"])) for i in range(100))) for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 1600


def test_addresses_name_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url, expected in (
        ("sqlite:///data/register.db", tmp_path / "data" / "register.db"),
        (f"sqlite:///{tmp_path}/other.db", tmp_path / "other.db"),
    ):
        store = open_sqlite(url)
        store.migrate()
        store.close()
        assert expected.exists()


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:/x.db", "x.db", "sqlite:///a\0b"]
)
def test_addresses_without_a_file_are_refused(url: str) -> None:
    with pytest.raises(SettingError) as caught:
        open_sqlite(url)
    assert caught.value.context["field"] == "ECOMAP_STORE"
