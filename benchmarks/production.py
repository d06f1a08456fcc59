"""``python -m benchmarks.production``: the Neo4j store beside bare Cypher, beside SQLite, and our analyses beside GDS.

Starts a Neo4j of its own with Graph Data Science, so it needs Java 17 and Maven.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import neo4j
import numpy as np
from scipy.sparse import csgraph

from benchmarks import graphs, http
from benchmarks.analyses import timed
from ecomap.analysis.communities import leiden
from ecomap.analysis.kernels.betweenness import betweenness
from ecomap.analysis.kernels.cores import core_numbers
from ecomap.analysis.kernels.pagerank import pagerank
from ecomap.bootstrap import open_workspace
from ecomap.services.access import LOCAL
from ecomap.services.imports import import_files
from ecomap.settings import read_settings
from ecomap.snapshot import Snapshot
from scripts.neo4j_server import Server

BATCH = 20_000
SAMPLES = 256
_BARE = """
UNWIND $rows AS row MATCH (a:Bare {id: row.source}) MATCH (b:Bare {id: row.target})
CREATE (a)-[:BARE {id: row.id, weight: row.weight}]->(b)
"""
_COLUMNS = "MATCH (a:Record)-[r]->(b:Record) RETURN collect(a.id), collect(b.id), collect(type(r))"
_ROWS = "MATCH (a:Record)-[r]->(b:Record) RETURN a.id, b.id, type(r)"
_PROJECT = """
MATCH (a:Actor)-[r]->(b:Actor)
RETURN gds.graph.project('ties', a, b, {}, {undirectedRelationshipTypes: ['*']})
"""
_PEERS = {
    "PageRank": "CALL gds.pageRank.stats('ties', {maxIterations: 100, tolerance: 1e-9}) YIELD ranIterations",
    "components": "CALL gds.wcc.stats('ties') YIELD componentCount",
    "k-core": "CALL gds.kcore.stats('ties') YIELD degeneracy",
    f"betweenness, {SAMPLES} sources": f"CALL gds.betweenness.stats('ties', {{samplingSize: {SAMPLES}}}) "
    "YIELD centralityDistribution",
    "Leiden": "CALL gds.leiden.stats('ties') YIELD communityCount",
}


def seconds(work: Callable[[], Any]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare_import(driver: neo4j.Driver, actors: int, ties: int) -> float:
    """Return the seconds of creating as many relationships by the plainest Cypher there is, in one transaction."""
    draw = random.Random(1)
    with driver.session() as session:
        session.run("CREATE CONSTRAINT bare IF NOT EXISTS FOR (n:Bare) REQUIRE n.id IS UNIQUE").consume()
        session.run("UNWIND range(0, $last) AS i CREATE (:Bare {id: 'b-' + i})", last=actors - 1).consume()

        def work() -> None:
            with session.begin_transaction() as transaction:
                for start in range(0, ties, BATCH):
                    transaction.run(_BARE, rows=list(_rows(draw, actors, start, min(BATCH, ties - start)))).consume()
                transaction.commit()

        taken = seconds(work)
        session.run("MATCH (n:Bare) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("DROP CONSTRAINT bare").consume()
    return taken


def _rows(draw: random.Random, actors: int, start: int, count: int) -> Iterator[dict[str, Any]]:
    for i in range(start, start + count):
        ends = {"source": f"b-{draw.randrange(actors)}", "target": f"b-{draw.randrange(actors)}"}
        yield {"id": f"t-{i}", "weight": 1.0, **ends}


def best_query(driver: neo4j.Driver, cypher: str, repeats: int = 3) -> float:
    """Return the shortest of some runs of a query whose answer is read to the end."""

    def work() -> None:
        with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            session.run(cypher).values()

    return timed(work, repeats)


def report_snapshot(driver: neo4j.Driver, read: Callable[[], Snapshot]) -> Snapshot:
    """Print the snapshot's seconds beside three bare columns and beside rows."""
    ours, columns = timed(read), best_query(driver, _COLUMNS)
    by_row = seconds(lambda: best_query(driver, _ROWS, repeats=1)) / 2
    snapshot = read()
    print(
        f"snapshot  {snapshot.n_nodes:,} nodes, {snapshot.n_edges:,} edges in 9 columns  {ours:.2f} s  "
        f"three bare columns of the edges {columns:.2f} s, ratio {ours / columns:.2f}  "
        f"row by row {by_row:.2f} s, {by_row / ours:.1f}x"
    )
    return snapshot


def report_gds(driver: neo4j.Driver, snapshot: Snapshot) -> None:
    """Print five measures of the graph of ties by GDS and by ours."""
    graph = snapshot.ties.undirected()
    arcs = graph.indptr, graph.indices
    sources = np.array(random.Random(1).sample(range(snapshot.ties.n), SAMPLES))
    ours: dict[str, Callable[[], Any]] = {
        "PageRank": lambda: pagerank(graph),
        "components": lambda: csgraph.connected_components(graph, directed=False),
        "k-core": lambda: core_numbers(*arcs),
        f"betweenness, {SAMPLES} sources": lambda: betweenness(*arcs, sources),
        "Leiden": lambda: leiden(graph),
    }
    with driver.session() as session:
        projecting = seconds(lambda: session.run(_PROJECT).consume())
        print(f"GDS projection of the ties {projecting:.2f} s; snapshot of ours is above")
        print(f"{'measure':<26} {'GDS s':>8} {'with projection':>16} {'ecomap s':>9}")
        for name, cypher in _PEERS.items():
            theirs = timed(partial(_asked, session, cypher))
            print(f"{name:<26} {theirs:>8.3f} {theirs + projecting:>16.3f} {timed(ours[name]):>9.3f}")


def _asked(session: neo4j.Session, cypher: str) -> None:
    session.run(cypher).consume()


def main() -> None:
    """Start a server, import, and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.production", description=main.__doc__)
    parser.add_argument("--actors", type=int, default=50_000)
    parser.add_argument("--ties", type=int, default=300_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = Server(folder / "neo4j", heap="4g", gds=True).start()
        try:
            measure(server, folder, asked.actors, asked.ties)
        finally:
            server.stop()


def warm_up(driver: neo4j.Driver, server: Server, folder: Path) -> None:
    """Let a server that has just started compile what it will run, by smaller runs of both."""
    workspace = graphs.seeded(open_workspace(read_settings({}, store=server.url, data_dir=folder / "w")))
    import_files(workspace, LOCAL, graphs.write_files(folder, 5_000, 60_000))
    workspace.store.close()
    bare_import(driver, 5_000, 60_000)
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


def measure(server: Server, folder: Path, actors: int, ties: int) -> None:
    """Print all figures."""
    with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{server.port}", auth=("neo4j", server.password)) as driver:
        warm_up(driver, server, folder)
        organisations, tie_file = graphs.write_files(folder, actors, ties)
        workspace = graphs.seeded(open_workspace(read_settings({}, store=server.url, data_dir=folder / "n")))
        first = seconds(lambda: import_files(workspace, LOCAL, [organisations]))
        second = seconds(lambda: import_files(workspace, LOCAL, [tie_file]))
        bare = bare_import(driver, actors, ties)
        print(f"import    {actors:,} organisations  {first:.1f} s  {actors / first:,.0f}/s")
        print(f"import    {ties:,} ties  {second:.1f} s  {ties / second:,.0f}/s")
        print(f"bare      {ties:,} UNWIND CREATE in batches of {BATCH:,}  {bare:.1f} s  {ties / bare:,.0f}/s")
        print(f"ratio     {second / bare:.2f} of the bare time")
        snapshot = report_snapshot(driver, workspace.store.snapshot)
        report_gds(driver, snapshot)
        workspace.store.close()
        embedded = f"sqlite:///{folder / 'bench.db'}"
        other = graphs.seeded(open_workspace(read_settings({}, store=embedded, data_dir=folder / "s")))
        import_files(other, LOCAL, [organisations, tie_file])
        other.store.close()
        http.report(actors, neo4j=(server.url, str(folder / "n")), sqlite=(embedded, str(folder / "s")))


if __name__ == "__main__":
    main()
