"""Pages that draw one network each with one renderer: ours, sigma and vis-network, from the same positions and looks.

Each page leaves ``window.bench`` with ``first`` and ``whole`` (milliseconds after the page began until the first frame
that can be moved, and until all is drawn) and ``look(x, y, zoom)``, which moves what is seen.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

import numpy as np

from benchmarks.networks import network
from ecomap.maps.layout import layout
from ecomap.maps.packed import map_order, packed_network
from ecomap.maps.palette import KIND_STYLE, TIE_COLOUR
from ecomap.maps.regions import communities
from ecomap.snapshot import Snapshot

PEERS = Path(__file__).parent / "peers"
OURS = Path(__file__).parent.parent / "api" / "web" / "static" / "app" / "network.js"
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
RENDERERS = ("ecomap", "sigma", "vis-network")

Files = dict[str, tuple[str, bytes]]

_HTML = """<!doctype html><html lang="ko"><meta charset="utf-8"><title>{0}</title><style>
html, body {{ margin: 0; height: 100%; font-family: "Noto Sans CJK KR", NanumGothic, sans-serif; }}
#map {{ position: absolute; inset: 0; }}
</style><div id="map"></div>{1}<script type="module" src="/start.js"></script></html>"""

_TOOLS = """
const host = document.getElementById("map");
const bench = (window.bench = {});
const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
const read = async (name) => (await fetch(name)).json();
"""

_START = {
    "ecomap": """
import { create, decode } from "/network.js";
const graph = decode(await (await fetch("/network.bin")).arrayBuffer());
const map = create(host, graph, { label: "map" });
await frame();
bench.first = performance.now();
map.setNames((await read("/labels.json")).names);
await map.settled();
bench.whole = performance.now();
bench.look = (x, y, zoom) => map.setView({ centerX: x, centerY: y, zoom });
""",
    "sigma": """
const { nodes, edges } = await read("/graph.json");
const graph = new graphology.MultiDirectedGraph();
for (const { id, ...attributes } of nodes) graph.addNode(id, attributes);
for (const { from, to, ...attributes } of edges) graph.addEdge(from, to, { ...attributes, size: 0.5 });
const settings = { hideEdgesOnMove: true, hideLabelsOnMove: false, labelDensity: 0.5, labelRenderedSizeThreshold: 4 };
const map = new Sigma(graph, host, { ...settings, autoRescale: true });
await frame();
bench.first = bench.whole = performance.now();
map.getCamera().isAnimated = () => true; // as while somebody drags: edges are hidden
bench.look = (x, y, zoom) => map.getCamera().setState({ x: 0.5 + x / 2, y: 0.5 + y / 2, ratio: 1 / zoom });
""",
    "vis-network": """
const { nodes, edges } = await read("/graph.json");
const scale = 1000;
const data = {
  nodes: new vis.DataSet(nodes.map((node) => ({ ...node, x: node.x * scale, y: -node.y * scale, shape: "dot" }))),
  edges: new vis.DataSet(edges),
};
const options = { physics: false, edges: { smooth: false, width: 0.5 } };
const map = new vis.Network(host, data, options);
await new Promise((resolve) => map.once("afterDrawing", resolve));
await frame();
bench.first = bench.whole = performance.now();
const whole = map.getScale();
bench.look = (x, y, zoom) => map.moveTo({ position: { x: x * scale, y: -y * scale }, scale: whole * zoom });
""",
}


def drawn(actors: int, ties: int) -> tuple[Files, Files]:
    """Return the data of a network as ours and as the peers take it, compressed, by address."""
    snapshot = network(actors, ties)
    positions, order = layout(snapshot), map_order(snapshot)
    ours = packed_network(snapshot, positions, communities(snapshot), "ko")
    names = [snapshot.name(node, "ko") for node in snapshot.ties.nodes[order]]
    labels = {"ids": [str(snapshot.node_id[node]) for node in snapshot.ties.nodes[order]], "names": names}
    binary, text = "application/octet-stream", "application/json"
    return (
        {"/network.bin": (binary, gzip.compress(ours)), "/labels.json": (text, _json(labels))},
        {"/graph.json": (text, _json(_objects(snapshot, positions)))},
    )


def _objects(snapshot: Snapshot, positions: np.ndarray) -> dict[str, list[dict[str, object]]]:
    ties = snapshot.ties
    degree = np.diff(ties.adjacency.indptr)
    size = np.round(2 + 8 * np.sqrt(degree / max(1, degree.max())), 1)
    colours = [KIND_STYLE.get(name, ("#555555", ""))[0] for name in snapshot.kinds]
    types = [TIE_COLOUR.get(name, "#999999") for name in snapshot.types]
    nodes: list[dict[str, object]] = [
        {
            "id": i,
            "label": snapshot.name(node, "ko"),
            "x": round(float(positions[i, 0]), 4),
            "y": round(float(positions[i, 1]), 4),
            "size": float(size[i]),
            "color": colours[snapshot.kind[node]],
        }
        for i, node in enumerate(ties.nodes)
    ]
    columns = zip(ties.source.tolist(), ties.target.tolist(), ties.type.tolist(), strict=True)
    edges: list[dict[str, object]] = [{"from": a, "to": b, "color": types[kind]} for a, b, kind in columns]
    return {"nodes": nodes, "edges": edges}


def page_of(renderer: str, data: Files) -> Files:
    """Return all that a renderer's page loads, by address."""
    libraries = {
        "ecomap": {},
        "sigma": {
            "/graphology.js": _peer("graphology/dist/graphology.umd.min.js"),
            "/sigma.js": _peer("sigma/dist/sigma.min.js"),
        },
        "vis-network": {"/vis.js": files("pyvis").joinpath(*VIS.split("/")).read_bytes()},
    }[renderer]
    scripts = "".join(f'<script src="{name}"></script>' for name in libraries)
    found = {name: ("text/javascript", gzip.compress(body)) for name, body in libraries.items()}
    if renderer == "ecomap":
        found["/network.js"] = ("text/javascript", gzip.compress(OURS.read_bytes()))
    found["/"] = ("text/html", gzip.compress(_HTML.format(renderer, scripts).encode()))
    found["/start.js"] = ("text/javascript", gzip.compress((_TOOLS + _START[renderer]).encode()))
    return found | data


def _json(value: object) -> bytes:
    return gzip.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _peer(path: str) -> bytes:
    if not (PEERS / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=PEERS, check=True)
    return (PEERS / "node_modules" / path).read_bytes()


@contextmanager
def serving(page: Files) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Serve a page; yield its address and the list of addresses and bytes that were sent."""
    sent: list[tuple[str, int]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = page.get(self.path, ("text/plain", gzip.compress(b"")))
            sent.append((self.path, len(body)))
            self.send_response(200 if self.path in page else 404)
            for name, value in (("Content-Type", kind), ("Content-Encoding", "gzip"), ("Content-Length", len(body))):
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the table free of requests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", sent
    finally:
        server.shutdown()
        server.server_close()
