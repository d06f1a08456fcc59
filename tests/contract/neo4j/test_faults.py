"""What happens when the server dies, refuses, fills up or is fought over; with real servers and real processes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from ecomap.errors import Conflict, StoreBusy, StoreUnavailable
from ecomap.stores.contract import NodeQuery
from ecomap.stores.neo4j_store import Neo4jStore
from ecomap.stores.neo4j_store.address import parse
from graph_schema.migrator import migrations
from scripts.neo4j_server import Server
from tests.contract.neo4j.conftest import Ask, asking
from tests.support.builders import actor, change, put, tie
from tests.support.neo4j_servers import SETTINGS

ROOT = Path(__file__).parents[3]
Started = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def told(own: Server) -> Iterator[Ask]:
    driver, ask = asking(own.url)
    yield ask
    driver.close()


@pytest.fixture
def store(own: Server, told: Ask) -> Iterator[Neo4jStore]:
    """An empty register on the server of this module."""
    told("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
    store = Neo4jStore(parse(own.url))
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def ecomap(own: Server, tmp_path: Path) -> Iterator[Started]:
    """Return a function that starts ``ecomap`` as a process of its own on the server of this module."""
    started: list[subprocess.Popen[str]] = []
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ECOMAP_")}
    environ |= {"ECOMAP_STORE": own.url, "ECOMAP_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}

    def run(*words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "ecomap", *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        started.append(subprocess.Popen(command, cwd=tmp_path, env=environ, **pipes))  # type: ignore[call-overload]
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


def finished(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def write_files(folder: Path, organisations: int, ties: int) -> list[str]:
    with (folder / "o.csv").open("w", encoding="utf-8") as file:
        file.write("id,kind,name_ko,located_in,fields\n")
        file.writelines(f"o-{i},civil_society,모임 {i},마포구,welfare\n" for i in range(organisations))
    with (folder / "t.csv").open("w", encoding="utf-8") as file:
        file.write("id,type,source,target\n")
        file.writelines(f"t-{i},cooperates,o-{i % 97},o-{100 + i % 89}\n" for i in range(ties))
    return ["o.csv", "t.csv"]


def test_two_migrators_at_once_on_a_new_server(own: Server, ecomap: Started, told: Ask) -> None:
    both = [ecomap("migrate"), ecomap("migrate")]
    assert [finished(process)[0] for process in both] == [0, 0]
    names = [row["name"] for row in told("MATCH (m:EcomapMigration) RETURN m.name AS name")]
    assert sorted(names) == [migration.name for migration in migrations()]
    assert told("MATCH (n:EcomapRegister) RETURN count(n) AS n") == [{"n": 1}]
    assert told("SHOW INDEXES YIELD state WHERE state <> 'ONLINE' RETURN count(*) AS n") == [{"n": 0}]


def test_a_server_killed_in_an_import_leaves_nothing_and_the_retry_completes(
    own: Server, store: Neo4jStore, ecomap: Started, told: Ask, tmp_path: Path
) -> None:
    assert finished(ecomap("seed"))[0] == 0
    before = store.revision(), store.counts()
    files = write_files(tmp_path, 2_000, 30_000)
    process = ecomap("import", *files)
    in_the_middle = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND range' RETURN 1 AS x"
    end = time.monotonic() + 60
    while not told(in_the_middle):
        assert process.poll() is None, "the import was over before it was seen"
        assert time.monotonic() < end
    own.stop(kill=True)
    code, said = finished(process)
    assert code == 1
    assert "Traceback" not in said
    assert "Neo4j" in said
    own.start()
    assert (store.revision(), store.counts()) == before
    assert finished(ecomap("import", *files))[0] == 0
    after = store.counts()
    assert (after["civil_society"], after["cooperates"]) == (2_000, 30_000)
    code, said = finished(ecomap("import", *files))
    assert "0 new, 0 changed, 2000 unchanged" in said
    assert store.counts() == after


def test_a_server_killed_under_an_open_transaction_undoes_it(own: Server, store: Neo4jStore) -> None:
    put(store, actor("before"))

    def write() -> None:
        with store.write(change("once")) as writing:
            writing.put_nodes([actor(f"n{i}") for i in range(100)])
            own.stop(kill=True)
            writing.put_edges([tie("n1", "n2")])
            writing.commit()

    with pytest.raises(StoreUnavailable) as caught:
        write()
    assert caught.value.remedy is not None
    own.start()
    assert store.counts() == {"civil_society": 1}
    assert put(store, actor("after"), change_id="once") == 2


def test_the_site_starts_without_its_server_and_recovers(own: Server, store: Neo4jStore, ecomap: Started) -> None:
    put(store, actor("a"))
    own.stop()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ecomap("serve", "--port", str(port))

    codes: set[str] = set()

    def answer(path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as found:
                return int(found.status)
        except urllib.error.HTTPError as error:
            codes.add(json.loads(error.read())["code"])
            return error.code
        except OSError:
            return 0

    def until(path: str, wanted: int) -> None:
        end = time.monotonic() + 90
        while answer(path) != wanted:
            assert time.monotonic() < end, f"{path} never answered {wanted}"
            time.sleep(0.2)

    until("/health/live", 200)
    assert answer("/health/ready") == 503
    assert answer("/api/v1/actors/a") == 503
    assert answer("/health/live") == 200
    own.start()
    until("/health/ready", 200)
    assert answer("/api/v1/actors/a") == 200
    assert codes == {"store-unavailable"}


def restarted(server: Server, **settings: str) -> None:
    """Start a server again with further settings."""
    server.stop()
    server.settings = SETTINGS | {name.replace("__", "."): value for name, value in settings.items()}
    server.start()


@pytest.fixture
def read_only(own: Server, store: Neo4jStore) -> Iterator[None]:
    put(store, actor("a", name="마을넷"), actor("b"), tie("a", "b"))
    restarted(own, server__databases__read_only="neo4j")
    yield
    restarted(own)


@pytest.mark.usefixtures("read_only")
def test_a_read_only_database_is_read_and_says_so_when_written(store: Neo4jStore, own: Server) -> None:
    assert [node.id for node in store.find_nodes(NodeQuery(text="마을")).items] == ["a"]
    assert store.snapshot().n_edges == 1
    reader = Neo4jStore(parse(own.url))
    reader.check()
    assert reader.describe().revision == 1
    reader.close()
    with pytest.raises(StoreUnavailable, match="only read") as caught:
        put(store, actor("c"))
    assert "write" in caught.value.remedy.en if caught.value.remedy else False


@pytest.fixture
def little_memory(own: Server, store: Neo4jStore) -> Iterator[None]:
    restarted(own, db__memory__transaction__max="20m")
    yield
    restarted(own)


@pytest.mark.usefixtures("little_memory")
def test_a_transaction_beyond_the_memory_limit_is_undone_and_says_what_to_raise(store: Neo4jStore) -> None:
    with pytest.raises(StoreUnavailable, match="memory") as caught:
        put(store, *(actor(f"n{i}", description="가" * 200) for i in range(30_000)))
    assert caught.value.remedy is not None
    assert "db.memory.transaction" in caught.value.remedy.en
    assert store.counts() == {}
    assert put(store, actor("a")) == 1


def test_two_writers_on_one_organisation_wait_or_are_told_and_lose_nothing(own: Server, store: Neo4jStore) -> None:
    put(store, actor("a", aliases=()))
    refused: list[StoreBusy] = []

    def add(name: str) -> None:
        mine = Neo4jStore(parse(own.url), timeout=0.2)
        for number in range(8):
            while True:
                try:
                    with mine.write(change()) as writing:
                        node = writing.get_nodes(["a"])["a"]
                        aliases = (*node.properties["aliases"], f"{name}{number}")  # type: ignore[misc]
                        writing.put_nodes([actor("a", aliases=aliases)])
                        time.sleep(0.02)
                        writing.commit()
                    break
                except StoreBusy as error:
                    refused.append(error)
        mine.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, "wxyz"))
    aliases = store.get_nodes(["a"])["a"].properties["aliases"]
    assert isinstance(aliases, tuple)
    assert sorted(aliases) == sorted(f"{name}{number}" for name in "wxyz" for number in range(8))
    assert store.revision() == 33
    assert len(store.history("a", limit=100).items) == 33


def test_one_change_sent_twice_is_applied_once_and_the_second_is_told(own: Server, store: Neo4jStore) -> None:
    def send(_: int) -> str:
        mine = Neo4jStore(parse(own.url), timeout=10)
        try:
            put(mine, actor("a"), change_id="key-1")
        except Conflict as error:
            return f"conflict with {error.context['revision']}"
        finally:
            mine.close()
        return "done"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(send, range(4))) == ["conflict with 1"] * 3 + ["done"]


def test_fifty_readers_during_a_large_import_see_all_of_it_or_nothing(store: Neo4jStore) -> None:
    many, over = 50_000, Event()
    put(store, actor("seen", name="처음"))
    sizes: set[int] = set()

    def read(number: int) -> int:
        done = 0
        while not over.is_set() or not done:
            assert store.get_nodes(["seen"]).keys() == {"seen"}
            assert [node.id for node in store.find_nodes(NodeQuery(text="처음")).items] == ["seen"]
            if number == 0:
                sizes.add(store.snapshot().n_nodes)
            done += 1
            time.sleep(0.05)  # a reader thinks; fifty that do not would only wait for each other
        return done

    with ThreadPoolExecutor(50) as pool:
        readers = [pool.submit(read, number) for number in range(50)]
        try:
            put(store, *(actor(f"n{i}") for i in range(many)))
        finally:
            over.set()
        reads = [reader.result() for reader in readers]
    assert min(reads) >= 1
    assert sizes <= {1, many + 1}
    assert store.counts() == {"civil_society": many + 1}
