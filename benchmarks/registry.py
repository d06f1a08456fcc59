"""``python -m benchmarks.registry``: how long checks for duplicates take, typed or of all."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks.name_pairs import register
from ecomap.bootstrap import open_workspace
from ecomap.domain.identity import link_id
from ecomap.domain.records import Change, Edge, Node
from ecomap.matching import Entry
from ecomap.services.access import LOCAL
from ecomap.services.duplicates import find_duplicates, warm_up
from ecomap.services.gate import Intent, submit
from ecomap.services.review import list_review, start_search
from ecomap.services.seeding import seed
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings
from ecomap.stores.contract import NodeQuery


def filled(workspace: Workspace, entries: Sequence[Entry]) -> None:
    """Store the organisations of a made-up register in one transaction."""
    workspace.store.migrate()
    seed(workspace, LOCAL)
    places = _places(workspace)
    with workspace.store.write(Change("bench", "fill", "test")) as writing:
        writing.put_nodes(map(node_of, entries))
        writing.put_edges(
            Edge(link_id("located_in", entry.id, place), "located_in", entry.id, place)
            for entry in entries
            if (place := places.get(entry.place))
        )
        writing.commit()


def _places(workspace: Workspace) -> dict[str, str]:
    found = workspace.store.find_nodes(NodeQuery(kinds=("place",), limit=1_000)).items
    return {name: node.id for node in found for name in (node.id, node.name_ko, str(node.properties.get("code")))}


def node_of(entry: Entry) -> Node:
    told = {"registration_number": entry.registration, "phone": entry.phone, "address": entry.address}
    properties = {name: value for name, value in told.items() if value}
    aliases = {"aliases": entry.aliases} if entry.aliases else {}
    return Node(entry.id, "civil_society", entry.name, entry.name_en, {**properties, **aliases})


def typed(entries: Sequence[Entry], count: int) -> Iterator[Entry]:
    """Yield names as they grow under the keys, some with all that a form asks."""
    rng = Random(7)
    for number, entry in enumerate(rng.sample(list(entries), min(count, len(entries)))):
        length = len(entry.name)
        name = entry.name[: rng.choice((max(2, length // 2), max(2, length - 1), length))]
        yield replace(entry, id="", name=name) if number % 3 == 0 else Entry("", name, place=entry.place)


def timed(workspace: Workspace, asked: Iterator[Entry], *, writing: bool) -> list[float]:
    """Return the sorted seconds of checks; with ``writing`` each follows a write, which is not counted itself."""
    spent = []
    for number, entry in enumerate(asked):
        if writing:
            said = {"kind": "civil_society", "name_ko": f"새로 적은 모임 {number}", "located_in": "마포구"}
            submit(workspace, LOCAL, Intent("register-actor", f"new-{number}", said), via="form")
        start = time.perf_counter()
        find_duplicates(workspace, LOCAL, entry)
        spent.append(time.perf_counter() - start)
    return sorted(spent)


def report(name: str, times: Sequence[float]) -> None:
    p50, p95, worst = times[len(times) // 2], times[int(len(times) * 0.95)], times[-1]
    print(f"{name}  p50 {p50 * 1e3:.1f} ms  p95 {p95 * 1e3:.1f} ms  longest {worst * 1e3:.1f} ms  of {len(times)}")


def measure(workspace: Workspace, entries: Sequence[Entry], count: int) -> None:
    filled(workspace, entries)
    start = time.perf_counter()
    warm_up(workspace)
    print(f"index     {len(entries):,} actors read and prepared in {time.perf_counter() - start:.1f} s")
    start, work = time.perf_counter(), time.process_time()
    job = start_search(workspace, LOCAL, patience=600)
    spent_s, work_s = time.perf_counter() - start, time.process_time() - work
    found = list_review(workspace, LOCAL).found
    print(f"review    {found:,} pairs found ({job.state}) in {spent_s:.1f} s, {work_s:.1f} s of processor time")
    report("typing   ", timed(workspace, typed(entries, count), writing=False))
    report("own write", timed(workspace, typed(entries, count), writing=True))
    # The writes of another process are heard of in the same way: a second workspace has written nothing itself.
    other = open_workspace(workspace.settings)
    warm_up(other)
    spent = []
    for number, entry in enumerate(typed(entries, count)):
        submit(workspace, LOCAL, Intent("change-actor", f"new-{number}", {"staff": 1}, "*"), via="form")
        start = time.perf_counter()
        find_duplicates(other, LOCAL, entry)
        spent.append(time.perf_counter() - start)
    report("other's  ", sorted(spent))
    other.store.close()


def main() -> None:
    """Measure the search of the whole register, and checks while typing: at rest and after each write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.registry", description=main.__doc__)
    parser.add_argument("--actors", type=int, default=50_000)
    parser.add_argument("--checks", type=int, default=400)
    parser.add_argument("--store", default="", help="an empty register; a SQLite file of its own by default")
    asked = parser.parse_args()
    entries, _ = register(asked.actors + asked.actors // 9, duplicates=asked.actors // 20)
    entries = entries[: asked.actors]
    with tempfile.TemporaryDirectory() as name:
        store = asked.store or f"sqlite:///{Path(name) / 'bench.db'}"
        workspace = open_workspace(read_settings({}, store=store, data_dir=Path(name)))
        measure(workspace, entries, asked.checks)
        workspace.store.close()


if __name__ == "__main__":
    main()
