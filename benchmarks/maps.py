"""``python -m benchmarks.maps``: our network map beside sigma and vis-network, in the browser, without a graphics card.

One run, the same generated networks with the same positions, names, sizes and colours, headless Chromium, 1280 × 800.
Measured: milliseconds from the page's begin to the first frame that can be moved and to the whole picture, frames a
second while panning and while zooming, kilobytes sent (compressed; the renderer's code alone in brackets), and
megabytes of JavaScript memory with its typed arrays. The peers hide no less than they do by themselves: sigma its edges
while it moves, vis-network, as pyvis sets it, nothing. Needs Node with npm for the peers, and Chromium.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from benchmarks.map_pages import RENDERERS, Files, drawn, page_of, serving
from tests.support.chromium import chromium_arguments, chromium_path

SIZES = ((2_000, 6_000), (20_000, 100_000), (50_000, 300_000), (200_000, 1_000_000))
PATIENCE = 60.0
SECONDS = 4.0

_MOVE = """async ([how, seconds]) => {
  const start = performance.now();
  let [frames, now] = [0, start];
  while (now - start < seconds * 1000) {
    const t = (now - start) / 1000;
    if (how === "pan") bench.look(0.25 * Math.sin(t * 2), 0.2 * Math.sin(t * 1.7), 2);
    else bench.look(0.1, 0.1, Math.exp(1.4 - 1.4 * Math.cos(t * 1.6)));
    now = await new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
    frames++;
  }
  return frames / ((now - start) / 1000);
}"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one renderer did with one network; None where it took too long."""

    first: float | None
    whole: float | None
    pan: float | None
    zoom: float | None
    sent: float
    code: float
    memory: float | None


def measure(files: Files) -> Measured:
    """Open a page in a browser of its own and measure it."""
    with serving(files) as (address, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=chromium_arguments())
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE * 1000)
        try:
            page.goto(address)
            page.wait_for_function("!!window.bench?.look")
            first, whole = page.evaluate("[bench.first, bench.whole]")
            pan = page.evaluate(_MOVE, ["pan", SECONDS])
            zoom = page.evaluate(_MOVE, ["zoom", SECONDS])
            memory = _memory(page)
        except TooLate:
            first = whole = pan = zoom = memory = None
        finally:
            browser.close()
        code = sum(size for path, size in sent if path.endswith(".js") and path != "/start.js")
        total = sum(size for _, size in sent)
    return Measured(first, whole, pan, zoom, total / 1e3, code / 1e3, memory)


def _memory(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    usage = session.send("Runtime.getHeapUsage")
    return float(usage["usedSize"] + usage.get("backingStorageSize", 0)) / 1e6


def _row(name: str, found: Measured, ours: Measured) -> str:
    def cell(value: float | None, own: float | None, more_is_better: bool) -> str:
        if value is None:
            return f"> {PATIENCE:.0f} s"
        shown = f"{value:,.1f}" if value < 10 else f"{value:,.0f}"
        if found is ours or not own:
            return shown
        return f"{shown} ({(own / value if more_is_better else value / own):.1f}×)"

    cells = [
        cell(found.first, ours.first, False),
        cell(found.whole, ours.whole, False),
        cell(found.pan, ours.pan, True),
        cell(found.zoom, ours.zoom, True),
        cell(found.sent, ours.sent, False) + f" [{found.code:,.0f}]",
        cell(found.memory, ours.memory, False),
    ]
    return f"{name:>12} | " + " | ".join(f"{text:>17}" for text in cells)


def main() -> None:
    """Measure and print a table a network; what is in brackets is how many times better ours is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", action="append", help="actors x ties, e.g. 2000x6000; repeatable")
    arguments = parser.parse_args()
    sizes = [tuple(map(int, size.split("x"))) for size in arguments.size or ()] or SIZES
    heads = ("first frame, ms", "whole, ms", "pan, frames/s", "zoom, frames/s", "sent, kB [code]", "memory, MB")
    for actors, ties in sizes:
        own, others = drawn(actors, ties)
        load = os.getloadavg()[0]
        print(f"\n{actors:,} actors, {ties:,} ties (load of the machine {load:.1f})", flush=True)
        print(f"{'':>12} | " + " | ".join(f"{head:>17}" for head in heads))
        ours: Measured | None = None
        for renderer in RENDERERS:
            found = measure(page_of(renderer, own if renderer == "ecomap" else others))
            ours = ours or found
            print(_row(renderer, found, ours), flush=True)


if __name__ == "__main__":
    main()
