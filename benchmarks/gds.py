"""Neo4j's Graph Data Science as a peer: a graph loaded into a server, and its answers in our order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import neo4j
import numpy as np
from numpy.typing import NDArray

from benchmarks.analyses import timed
from scripts.neo4j_server import Server

BATCH = 20_000
_PROJECT = """
MATCH (a:Peer) OPTIONAL MATCH (a)-[:PEER]->(b:Peer)
RETURN gds.graph.project('peer', a, b, {}, {undirectedRelationshipTypes: ['*']})
"""
_VALUES = "YIELD nodeId, {0} RETURN gds.util.asNode(nodeId).n AS n, {0} AS value ORDER BY n"


class Gds:
    """One server with a graph of ``Peer`` nodes projected under the name ``peer``."""

    def __init__(self, driver: neo4j.Driver) -> None:
        self._driver = driver

    def load(self, n: int, low: NDArray[Any], high: NDArray[Any]) -> None:
        """Store a graph in place of the last one, project it and print what the projection takes."""
        self._run("CALL gds.graph.drop('peer', false) YIELD graphName RETURN graphName")
        self._run("MATCH (n:Peer) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
        self._run("CREATE CONSTRAINT peer IF NOT EXISTS FOR (n:Peer) REQUIRE n.n IS UNIQUE")
        self._run("UNWIND range(0, $last) AS i CALL (i) { CREATE (:Peer {n: i}) } IN TRANSACTIONS", last=n - 1)
        for start in range(0, len(low), BATCH):
            ends = np.column_stack([low[start : start + BATCH], high[start : start + BATCH]]).tolist()
            cypher = "UNWIND $ends AS e MATCH (a:Peer {n: e[0]}) MATCH (b:Peer {n: e[1]}) CREATE (a)-[:PEER]->(b)"
            self._run(cypher, ends=ends)
        seconds = timed(self._project, 1)
        print(f"GDS projection {seconds:.2f} s, which its times below leave out", flush=True)

    def work(self, measure: str) -> Callable[[], Any] | None:
        """Return how GDS answers a measure, ``None`` for one that it does not have."""
        calls: dict[str, Callable[[], Any]] = {
            "PageRank": self._pagerank,
            "components": lambda: self._one("CALL gds.wcc.stats('peer') YIELD componentCount AS x RETURN x"),
            "k-core": lambda: self._column("gds.kcore", "coreValue", "{}"),
            "articulation points": lambda: self._one(
                "CALL gds.articulationPoints.stats('peer') YIELD articulationPointCount AS x RETURN x"
            ),
            "Leiden, modularity": lambda: self._one(
                "CALL gds.leiden.stats('peer', {randomSeed: 1}) YIELD modularity AS x RETURN x"
            ),
        }
        return calls.get(measure)

    def _pagerank(self) -> NDArray[np.float64]:
        found = self._column("gds.pageRank", "score", "{maxIterations: 200, tolerance: 1e-9}")
        return np.asarray(found / found.sum(), dtype=np.float64)

    def _column(self, procedure: str, value: str, settings: str) -> NDArray[Any]:
        rows = self._run(f"CALL {procedure}.stream('peer', {settings}) {_VALUES.format(value)}")
        return np.array([row[1] for row in rows])

    def _one(self, cypher: str) -> Any:
        return self._run(cypher)[0][0]

    def _project(self) -> None:
        self._run("CALL gds.graph.drop('peer', false) YIELD graphName RETURN graphName")
        self._run(_PROJECT)

    def _run(self, cypher: str, **parameters: Any) -> list[Any]:
        with self._driver.session() as session:
            return session.run(cypher, parameters).values()


@contextmanager
def gds_of(folder: Path) -> Iterator[Gds]:
    """Start a server in a folder and stop it afterwards."""
    server = Server(folder / "neo4j", heap="4g", gds=True).start()
    try:
        address = f"bolt://127.0.0.1:{server.port}"
        with neo4j.GraphDatabase.driver(address, auth=("neo4j", server.password)) as driver:
            yield Gds(driver)
    finally:
        server.stop()
