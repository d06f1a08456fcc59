"""Latency of the API, asked by a client in a second process over a real socket."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2 as httpx
import numpy as np

QUERIES = ("마을", "환경 모임", "Group 4", "청년", "b-77")


@contextmanager
def serving(store: str, data_dir: str) -> Iterator[str]:
    """Run ``ecomap serve`` on a free port and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {**os.environ, "ECOMAP_STORE": store, "ECOMAP_DATA_DIR": data_dir}
    server = subprocess.Popen([sys.executable, "-m", "ecomap", "serve", "--port", str(port)], env=environ)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                httpx.get(f"{address}/health/live", timeout=1)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def measure(store: str, data_dir: str, actors: int, requests: int = 300) -> dict[str, tuple[float, float]]:
    """Return p50 and p99 in milliseconds of reads of one actor, a search and a neighbourhood."""
    rng = np.random.default_rng(2)
    ids = [f"b-{i}" for i in rng.integers(actors, size=requests)]
    routes = {
        "actor": [f"/api/v1/actors/{i}" for i in ids],
        "search": [f"/api/v1/actors?q={QUERIES[k % len(QUERIES)]}" for k in range(requests)],
        "neighbourhood, 1 hop": [f"/api/v1/actors/{i}/neighbourhood?hops=1" for i in ids],
        "neighbourhood, 2 hops": [f"/api/v1/actors/{i}/neighbourhood?hops=2" for i in ids],
    }
    found = {}
    with serving(store, data_dir) as address, httpx.Client(base_url=address, timeout=30) as client:
        for name, paths in routes.items():
            client.get(paths[0]).raise_for_status()
            taken = []
            for path in paths:
                start = time.perf_counter()
                client.get(path).raise_for_status()
                taken.append((time.perf_counter() - start) * 1000)
            found[name] = (float(np.percentile(taken, 50)), float(np.percentile(taken, 99)))
    return found


def report(actors: int, **stores: tuple[str, str]) -> None:
    """Print the latencies on some stores, given as address and data folder by name, side by side."""
    measured = {name: measure(*where, actors) for name, where in stores.items()}
    heads = "".join(f"{f'{name} p50':>14} {'p99':>8}" for name in measured)
    print(f"{'GET, milliseconds':<24}{heads}")
    for route in next(iter(measured.values())):
        cells = "".join(f"{found[route][0]:>14.1f} {found[route][1]:>8.1f}" for found in measured.values())
        print(f"{route:<24}{cells}")
