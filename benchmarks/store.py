"""``python -m benchmarks.store``: the store alone, beside bare SQLite: writing, writing again, reading."""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from random import Random

from benchmarks import floor
from ecomap.domain.identity import link_id
from ecomap.domain.records import Change, Edge, Node
from ecomap.stores.contract import EdgeQuery, NodeQuery
from ecomap.stores.sqlite_store import SqliteStore

WORDS = ("마을", "공동체", "지원", "센터", "청년", "환경", "돌봄", "문화", "협동조합", "시민")
PLACES = tuple(Node(f"place:{i:010d}", "place", f"동 {i}", f"Dong {i}", {"level": "dong"}) for i in range(450))
FIELDS = tuple(Node(f"field:f{i}", "field", f"분야 {i}", f"Field {i}") for i in range(60))


def nodes(actors: int, random: Random) -> Iterator[Node]:
    """Yield places, fields and organisations."""
    yield from PLACES
    yield from FIELDS
    for i in range(actors):
        name = f"{i}번째 {random.choice(WORDS)}{random.choice(WORDS)} {random.choice(WORDS)}"
        yield Node(
            f"org-{i * 7919 % 1_000_003:020x}",
            "civil_society",
            name,
            f"Group {i}",
            {"level": "gu", "founded": f"{2000 + i % 24}-01-01", "registration_number": f"{i:06d}", "origin": "b"},
        )


def edges(actors: list[str], ties: int, random: Random) -> Iterator[Edge]:
    """Yield three structural links for every organisation, then ties."""
    for actor in actors:
        targets = [("located_in", place.id) for place in random.sample(PLACES, 1)]
        targets += [("works_in", field.id) for field in random.sample(FIELDS, 2)]
        for kind, target_id in targets:
            yield Edge(link_id(kind, actor, target_id), kind, actor, target_id)
    for i in range(ties):
        source, target = random.sample(actors, 2)
        year = 2016 + i % 9
        yield Edge(
            f"tie-{random.getrandbits(80):020x}",
            ("cooperates", "funds", "supports")[i % 3],
            source,
            target,
            date(year, 1, 1),
            date(year, 12, 31),
            1.0 + i % 5,
            float(i) if i % 3 == 1 else None,
            "KRW" if i % 3 == 1 else "",
            FIELDS[i % 60].id if i % 2 else "",
            {"origin": "b"},
        )


def peak() -> float:
    """Return the most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def timed(what: str, rows: int) -> Iterator[list[float]]:
    """Print how long a block takes; the list gets the seconds."""
    spent: list[float] = []
    start = time.perf_counter()
    yield spent
    spent.append(time.perf_counter() - start)
    print(f"{what:<28} {rows:>9,} rows {spent[0]:>7.2f} s {rows / spent[0]:>10,.0f} rows/s")


def write(store: SqliteStore, all_nodes: list[Node], all_edges: list[Edge]) -> None:
    """Put everything in one transaction."""
    with store.write(Change("benchmark", "measuring", "test")) as writing:
        writing.put_nodes(all_nodes)
        writing.put_edges(all_edges)
        writing.commit()


def best(work: Callable[[], object], repeats: int = 5) -> float:
    """Return the shortest of some runs in seconds."""
    found = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        found = min(found, time.perf_counter() - start)
    return found


def read(store: SqliteStore, actors: list[str]) -> None:
    """Print what single reads take, each time another record where there are many."""
    turn = count()
    reads: dict[str, Callable[[], object]] = {
        "snapshot": store.snapshot,
        "describe": store.describe,
        "counts": store.counts,
        "one node": lambda: store.get_nodes([actors[next(turn)]]),
        "edges of one node": lambda: store.find_edges(EdgeQuery(nodes=[actors[next(turn)]])),
        "first page of all": lambda: store.find_nodes(NodeQuery()),
        "first page of a place": lambda: store.find_nodes(NodeQuery(places=[PLACES[7].id])),
        "search, one hit": lambda: store.find_nodes(NodeQuery(text="4321번째")),
        "search, a common word": lambda: store.find_nodes(NodeQuery(text="협동조합")),
    }
    for name, work in reads.items():
        print(f"{name:<28} {best(work) * 1000:>9.2f} ms")


def main() -> None:
    """Write records into an empty store, compare with the floor, and read them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store", description=main.__doc__)
    parser.add_argument("--actors", type=int, default=50_000)
    parser.add_argument("--ties", type=int, default=300_000)
    asked = parser.parse_args()
    random = Random(1)
    all_nodes = list(nodes(asked.actors, random))
    actors = [node.id for node in all_nodes if node.kind == "civil_society"]
    all_edges = list(edges(actors, asked.ties, random))
    rows, before = len(all_nodes) + len(all_edges), peak()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.db"
        store = SqliteStore(path)
        store.migrate()
        with timed("write", rows) as ours:
            write(store, all_nodes, all_edges)
        size = path.stat().st_size / 2**20
        print(f"{'memory beyond the records':<28} {peak() - before:>9,.0f} MiB, file {size:,.0f} MiB")
        bare = floor.seconds(path, Path(name) / "floor.db")
        print(f"{'the same by executemany':<28} {bare:>24.2f} s, ratio {ours[0] / bare:.2f}")
        with timed("write again, nothing new", rows):
            write(store, all_nodes, all_edges)
        read(store, actors)
        store.close()


if __name__ == "__main__":
    main()
