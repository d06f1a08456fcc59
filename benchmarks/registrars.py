"""``python -m benchmarks.registrars``: many people saving at once, from a process of their own.

Each reads one of a few organisations, counts its members up by one and saves, again where somebody else was faster.
What the counters say at the end has to be what was saved: then no update was lost.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx2 as httpx
import numpy as np

from benchmarks.http import serving
from benchmarks.name_pairs import register
from benchmarks.registry import filled
from ecomap.bootstrap import open_workspace
from ecomap.services import keys
from ecomap.services.access import LOCAL
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings


@dataclass
class Tally:
    """What one registrar saw: answers by status, milliseconds of each save, saves that were accepted."""

    statuses: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    saved: int = 0


def registrar(address: str, secret: str, actors: list[str], until: float, seed: int) -> Tally:
    """Save until a moment comes."""
    tally, random = Tally(), Random(seed)
    headers = {"authorization": f"Bearer {secret}"}
    with httpx.Client(base_url=address, timeout=60, headers=headers) as client:
        while time.monotonic() < until:
            path = f"/api/v1/actors/{random.choice(actors)}"
            seen = client.get(path).json()
            said = {"fields": {"members": int(seen["properties"].get("members", 0)) + 1}, "reason": "count"}
            start = time.perf_counter()
            answer = client.patch(path, json=said, headers={"if-match": f'"{seen["tag"]}"'})
            tally.times.append((time.perf_counter() - start) * 1000)
            tally.statuses[answer.status_code] += 1
            tally.saved += answer.status_code == 200
    return tally


def main() -> None:
    """Print how many saves were accepted, refused and lost, and how long they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actors", type=int, default=50_000)
    parser.add_argument("--registrars", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ecomap-bench-") as name:
        store = f"sqlite:///{name}/register.db"
        workspace = open_workspace(read_settings({}, store=store, data_dir=Path(name)))
        entries, _ = register(wanted.actors, duplicates=0, seed=5)
        filled(workspace, entries)
        scopes = frozenset({"write", "read-members", "read-private"})
        secret = keys.add_key(workspace, LOCAL, name="bench", scopes=scopes, expires_days=1)
        actors = [entry.id for entry in entries[: wanted.registrars]]
        before = counted(workspace, actors)
        with serving(store, name) as address, ThreadPoolExecutor(wanted.registrars) as pool:
            until = time.monotonic() + wanted.seconds
            runs = [pool.submit(registrar, address, secret, actors, until, seed) for seed in range(wanted.registrars)]
            tallies = [run.result() for run in runs]
        saved = sum(tally.saved for tally in tallies)
        lost = saved - (counted(workspace, actors) - before)
        workspace.store.close()
    statuses = sum((tally.statuses for tally in tallies), Counter[int]())
    times = [one for tally in tallies for one in tally.times]
    failed = sum(count for status, count in statuses.items() if status >= 500)
    who = f"{wanted.registrars} registrars, {wanted.seconds:g} s, {wanted.actors:,} actors"
    print(f"{who}: {saved:,} saved, {lost:g} lost")
    print(f"answers {dict(sorted(statuses.items()))}, {failed} failures of the server")
    print(f"a save takes p50 {np.percentile(times, 50):.0f} ms, p95 {np.percentile(times, 95):.0f} ms")


def counted(workspace: Workspace, actors: list[str]) -> float:
    """Return what the counters of some actors say together."""
    nodes = workspace.store.get_nodes(actors)
    return sum(float(str(node.properties.get("members", 0))) for node in nodes.values())


if __name__ == "__main__":
    main()
