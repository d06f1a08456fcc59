"""``python -m benchmarks``: all figures in one run."""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from benchmarks import analyses, floor, graphs, http
from ecomap.bootstrap import open_workspace
from ecomap.services.access import LOCAL
from ecomap.services.imports import import_files
from ecomap.settings import read_settings


def main() -> None:
    """Generate the files, import them, and measure what users wait for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("--actors", type=int, default=50_000)
    parser.add_argument("--ties", type=int, default=300_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = f"sqlite:///{folder / 'bench.db'}"
        files = graphs.write_files(folder, asked.actors, asked.ties)
        workspace = graphs.seeded(open_workspace(read_settings({}, store=store, data_dir=folder)))
        start = time.perf_counter()
        import_files(workspace, LOCAL, files)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows = asked.actors + asked.ties
        bare = floor.seconds(folder / "bench.db", folder / "floor.db")
        print(f"import    {rows:,} rows  {seconds:.1f} s  {rows / seconds:,.0f} rows/s  peak {peak:,.0f} MiB")
        print(f"floor     the same rows by sqlite3.executemany  {bare:.1f} s  ratio {seconds / bare:.2f}")
        analyses.report(workspace.store.snapshot)
        workspace.store.close()
        http.report(asked.actors, sqlite=(store, str(folder)))


if __name__ == "__main__":
    main()
