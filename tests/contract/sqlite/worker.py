"""What other processes do in the tests of this folder: ``python -m tests.contract.sqlite.worker VERB PATH …``.

Every line printed is a fact that the parent relies on: ``ack N`` is printed after a commit has returned.
"""

from __future__ import annotations

import os
import resource
import sys

from ecomap.domain.records import Node
from ecomap.errors import StoreBusy, StoreError
from ecomap.stores.sqlite_store import SqliteStore
from tests.support.builders import actor, change, put

LONG = "긴 설명 " * 200


def say(*words: object) -> None:
    print(*words, flush=True)


def commit_for_ever(path: str, start: str) -> None:
    """Commit one node after the other."""
    store = SqliteStore(path)
    number = int(start)
    while True:
        put(store, actor(f"n{number}"))
        say("ack", number)
        number += 1


def write_for_ever(path: str) -> None:
    """Commit twenty nodes, then write on and on in one transaction."""
    store = SqliteStore(path)
    for number in range(20):
        put(store, actor(f"n{number}"))
        say("ack", number)
    with store.write(change()) as writing:
        batch = 0
        while True:
            writing.put_nodes(actor(f"big{batch}-{i}", description=LONG) for i in range(10_000))
            say("batch", batch)
            batch += 1


def count_up(path: str, times: str) -> None:
    """Add one to the counter, several times."""
    store = SqliteStore(path)
    busy = 0
    for _ in range(int(times)):
        while True:
            try:
                with store.write(change()) as writing:
                    count = writing.get_nodes(["counter"])["counter"].properties["staff"]
                    writing.put_nodes([actor("counter", staff=int(str(count)) + 1)])
                    writing.commit()
                break
            except StoreBusy:
                busy += 1
    say("done", busy)
    store.close()


def hold(path: str) -> None:
    """Hold the write lock until told to let go."""
    store = SqliteStore(path)
    with store.write(change()) as writing:
        writing.put_nodes([actor("held")])
        say("holding")
        sys.stdin.readline()
        writing.commit()
    store.close()


def put_pairs(path: str, times: str) -> None:
    """Keep two nodes equal: every commit changes both."""
    store = SqliteStore(path)
    for number in range(int(times)):
        put(store, *(actor(name, staff=number) for name in ("left", "right")))
    say("done")
    store.close()


def migrate(path: str) -> None:
    """Migrate when told to."""
    store = SqliteStore(path)
    say("ready")
    sys.stdin.readline()
    say("applied", *store.migrate())
    store.close()


def fill(path: str) -> None:
    """Write more than the file may hold."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))
    store = SqliteStore(path)
    put(store, actor("small"))
    say("ack")
    try:
        put(store, *(Node(f"n{i}", "civil_society", f"n{i}", "", {"description": LONG}) for i in range(5_000)))
    except StoreError as error:
        say(type(error).__name__)
    say(len(store.get_nodes(["small", "n0"])))
    store.close()


def fork(path: str) -> None:
    """Read and write in a child that inherits an open store."""
    store = SqliteStore(path)
    put(store, actor("parent"))
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        put(store, actor("after"))
        say(status, *sorted(store.get_nodes(["parent", "child", "after"])))
        store.close()
    else:
        put(store, actor("child"))
        os._exit(0)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
