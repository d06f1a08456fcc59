"""A page with nothing but the network renderer on it, under the site's own content security policy.

Example::

    from tests.support.drawn_networks import serving

    with serving(packed_network(…)) as address:
        page.goto(f"{address}/?renderer=webgl")
        page.evaluate("map.settled()")
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from api.app import POLICY, STATIC

_PAGE = b"""<!doctype html><html lang="ko"><meta charset="utf-8"><title>map</title>
<link rel="icon" href="/static/icon.svg">
<link rel="stylesheet" href="/page.css"><main><h1>map</h1><div id="host"></div></main>
<script type="module" src="/start.js"></script></html>"""

_STYLE = b"""body, h1 { margin: 0; font: 16px "Noto Sans CJK KR", NanumGothic, sans-serif; }
h1 { height: 20px; overflow: hidden; }
#host { width: 600px; height: 400px; }"""

_START = b"""
import { create, decode, rgba } from "/static/app/network.js";
const asked = new URLSearchParams(location.search);
const few = asked.has("few") ? { detail: { actors: 10, ties: 10 } } : {};
window.decode = decode;
window.rgba = rgba;
window.graph = decode(await (await fetch("/network.bin")).arrayBuffer());
window.host = document.getElementById("host");
window.map = create(host, graph, { label: "map", ...few });
await map.settled();
document.body.dataset.ready = "yes";
"""

_FILES = {
    "/": ("text/html", _PAGE),
    "/page.css": ("text/css", _STYLE),
    "/start.js": ("text/javascript", _START),
}


@contextmanager
def serving(network: bytes) -> Iterator[str]:
    """Serve a page that draws a packed network, on a free port, and yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            kind, body = _FILES.get(path, ("text/javascript", b""))
            if path.startswith("/static/"):
                body = (STATIC / path.removeprefix("/static/")).read_bytes()
                kind = "image/svg+xml" if path.endswith(".svg") else kind
            elif path == "/network.bin":
                kind, body = "application/octet-stream", network
            self.send_response(200)
            for name, value in {"Content-Type": kind, "Content-Security-Policy": POLICY}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
