"""``python -m benchmarks.exports``: seconds and memory of every export, and networkx writing the same graph."""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import networkx as nx

from benchmarks import graphs
from ecomap.bootstrap import open_workspace
from ecomap.exchange.exports.registry import FORMATS
from ecomap.services.access import LOCAL
from ecomap.services.exports import Wanted, write_export
from ecomap.services.imports import import_files
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings

_PEERS = {"graphml": "write_graphml_xml", "gexf": "write_gexf"}


def main() -> None:
    """Import a generated register and export it in each format."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exports", description=main.__doc__)
    parser.add_argument("--actors", type=int, default=50_000)
    parser.add_argument("--ties", type=int, default=300_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = read_settings({}, store=f"sqlite:///{folder / 'bench.db'}", data_dir=folder)
        workspace = graphs.seeded(open_workspace(settings))
        import_files(workspace, LOCAL, graphs.write_files(folder, asked.actors, asked.ties))
        report(workspace, folder)
        workspace.store.close()


def report(workspace: Workspace, folder: Path) -> None:
    """Print a line for each format; layout and snapshot are at hand, as on a server that has drawn a map."""
    written(workspace, "cypher", folder)
    seconds = {form: written(workspace, form, folder) for form in FORMATS}
    for form, needed in seconds.items():
        size = (folder / f"out.{form}").stat().st_size / 1e6
        print(f"export {form:8} {needed:6.1f} s  {size:6.1f} MB  peak {_peak():,.0f} MiB")
    for form, writer in _PEERS.items():
        graph = nx.read_graphml(folder / "out.graphml")
        start = time.perf_counter()
        getattr(nx, writer)(graph, folder / f"peer.{form}")
        needed = time.perf_counter() - start
        print(f"networkx {form:8} {needed:.1f} s  ratio {seconds[form] / needed:.2f}")


def written(workspace: Workspace, form: str, folder: Path) -> float:
    """Write one export and return the seconds that it took."""
    start = time.perf_counter()
    with (folder / f"out.{form}").open("w+b") as file:
        write_export(workspace, LOCAL, Wanted(form), file, lang="ko")
    return time.perf_counter() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
