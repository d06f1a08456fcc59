"""The network renderer in a real browser: what it reads, what it draws, how it is moved; on both of its painters."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from benchmarks.networks import network
from ecomap.maps.layout import layout
from ecomap.maps.packed import packed_network
from ecomap.maps.regions import communities
from tests.e2e.conftest import Watched
from tests.support.accessibility import assert_accessible
from tests.support.drawn_networks import serving
from tests.support.packed import unpacked
from tests.support.pictures import assert_looks_like

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "오른쪽\u202e에서 왼쪽",
    "가" * 300,
    "👩‍👩‍👧‍👦 가족 모임",
    "줄\n바꿈\u0000]]>&amp;",
)


@pytest.fixture(scope="module")
def packed() -> bytes:
    snapshot = network(60, 150)
    return packed_network(snapshot, layout(snapshot), communities(snapshot), "ko")


@pytest.fixture(scope="module")
def address(packed: bytes) -> Iterator[str]:
    with serving(packed) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 640, "height": 460}, reduced_motion="reduce")
    watched = Watched(page, address)
    yield page
    page.close()
    assert watched.errors == []
    assert watched.outside == []


PAINTERS = pytest.mark.parametrize("painter", ["canvas", "webgl"])


def show(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}/?{query}")
    page.wait_for_selector("body[data-ready]")


def until(page: Page, condition: str) -> None:
    """Wait for a condition; Playwright's own waiting needs what the policy forbids."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came: {condition}")


def picture(page: Page) -> Image.Image:
    page.evaluate("map.settled()")
    return Image.open(BytesIO(page.locator("#host").screenshot())).convert("RGB")


def two_actors(page: Page, more: str = "") -> list[dict[str, float]]:
    """Show two actors alone, large and far apart, and return their places."""
    places: list[dict[str, float]] = page.evaluate(f"""() => {{
      const n = graph.n, visible = new Uint8Array(n), size = new Float32Array(n).fill(16);
      const colour = new Uint32Array(n).fill(rgba("#d55e00")), shape = new Uint8Array(n);
      const far = (i) => Math.hypot(graph.x[i] - graph.x[0], graph.y[i] - graph.y[0]);
      window.far = [0, Array.from(visible, (_, i) => i).sort((a, b) => far(b) - far(a))[0]];
      for (const i of window.far) visible[i] = 1;
      {more}
      map.setNodes({{ colour, size, visible, shape }});
      map.fit();
      return window.far.map((i) => map.place(i));
    }}""")
    return places


def test_decode_reads_what_was_packed(page: Page, address: str, packed: bytes) -> None:
    show(page, address, "renderer=canvas")
    header, columns, ends = unpacked(packed)
    for name in ("kind", "district", "community", "since", "until", "field", "type"):
        assert page.evaluate(f"Array.from(graph.{name})") == columns[name].tolist(), name
    assert page.evaluate("Array.from(graph.tieSince)") == columns["tie_since"].tolist()
    assert page.evaluate("Array.from(graph.source, (a, k) => [a, graph.target[k]])") == [list(pair) for pair in ends]
    assert np.allclose(page.evaluate("Array.from(graph.x)"), columns["x"] / 32767.5 - 1)
    assert page.evaluate("Array.from(graph.fieldAt)") == [0, *np.cumsum(columns["field_count"]).tolist()]
    assert page.evaluate("[graph.n, graph.m]") == [header["actors"], header["ties"]]
    at, ties = page.evaluate("(a => [Array.from(a.at), Array.from(a.ties)])(graph.adjacency())")
    assert sorted(ties[at[3] : at[4]]) == [k for k, pair in enumerate(ends) if 3 in pair]


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        ("bytes.slice(0, bytes.length - 64)", "cut short in its section"),
        ("bytes.slice(0, 100)", "cut short in its header"),
        ("new TextEncoder().encode('<!doctype html><p>')", "does not begin with ECOM"),
        ("new Uint8Array()", "does not begin with ECOM"),
    ],
)
def test_decode_refuses_what_is_no_network(page: Page, address: str, spoilt: str, says: str) -> None:
    show(page, address, "renderer=canvas")
    refused = page.evaluate(f"""async () => {{
      const bytes = new Uint8Array(await (await fetch("/network.bin")).arrayBuffer());
      try {{ decode({spoilt}.buffer); return ""; }} catch (error) {{ return `${{error.name}} ${{error.message}}`; }}
    }}""")
    assert refused.startswith("RangeError")
    assert says in refused


@PAINTERS
def test_actors_and_ties_are_drawn_where_they_are(page: Page, address: str, painter: str) -> None:
    show(page, address, f"renderer={painter}")
    assert page.evaluate("map.kind") == painter
    first, second = two_actors(page)
    seen = picture(page)
    for at in (first, second):
        assert _near(seen.getpixel((at["x"], at["y"])), (0xD5, 0x5E, 0x00))
    assert _near(seen.getpixel((3, 3)), (255, 255, 255))
    middle = ((first["x"] + second["x"]) / 2, (first["y"] + second["y"]) / 2)
    assert _near(seen.getpixel(middle), (255, 255, 255)), "no tie joins the two"
    page.evaluate("map.setDashed(Uint32Array.from(window.far))")
    along = _along(picture(page), first, second)
    assert 0.3 < sum(not _near(colour, (255, 255, 255)) for colour in along) / len(along) < 0.85


@PAINTERS
def test_a_tie_is_drawn_with_its_own_colour(page: Page, address: str, painter: str) -> None:
    show(page, address, f"renderer={painter}")
    ends = page.evaluate("""() => {
      const visible = new Uint8Array(graph.n);
      visible[graph.source[0]] = visible[graph.target[0]] = 1;
      const size = new Float32Array(graph.n).fill(4), shape = new Uint8Array(graph.n);
      map.setNodes({ colour: new Uint32Array(graph.n).fill(rgba("#333333")), size, visible, shape });
      const colour = new Uint32Array(graph.m).fill(rgba("#009e73"));
      map.setTies({ colour, visible: new Uint8Array(graph.m).fill(1), width: 5 });
      map.fit();
      return [map.place(graph.source[0]), map.place(graph.target[0])];
    }""")
    seen = picture(page)
    middle = ((ends[0]["x"] + ends[1]["x"]) / 2, (ends[0]["y"] + ends[1]["y"]) / 2)
    assert _near(seen.getpixel(middle), (0, 0x9E, 0x73))
    page.evaluate("map.setTies({ colour: new Uint32Array(graph.m), visible: new Uint8Array(graph.m), width: 5 })")
    assert _near(picture(page).getpixel(middle), (255, 255, 255))


@PAINTERS
def test_kinds_are_told_apart_without_colour(page: Page, address: str, painter: str) -> None:
    show(page, address, f"renderer={painter}")
    covered = {}
    for shape in range(4):
        (at, _) = two_actors(page, f"shape.fill({shape}); size.fill(14);")
        seen = picture(page)
        width = page.evaluate("14 * Math.min(6, map.getView().zoom ** 0.42)") / 2
        corners = [(0.62, 0.62), (0.62, -0.62), (0.0, 1.08), (0.0, 0.85)]
        places = [(round(at["x"] + dx * width), round(at["y"] + dy * width)) for dx, dy in corners]
        covered[shape] = tuple(not _near(seen.getpixel(place), (255, 255, 255)) for place in places)
    assert len(set(covered.values())) == 4, covered


@PAINTERS
def test_emphasis_dims_the_others(page: Page, address: str, painter: str) -> None:
    show(page, address, f"renderer={painter}")
    first, second = two_actors(page)
    page.evaluate("(e => { e[far[0]] = 2; map.setEmphasis(e) })(new Uint8Array(graph.n))")
    seen = picture(page)
    assert _near(seen.getpixel((first["x"], first["y"])), (0xD5, 0x5E, 0x00))
    assert min(seen.getpixel((second["x"], second["y"]))) > 190
    page.evaluate("map.setEmphasis(null)")
    assert _near(picture(page).getpixel((second["x"], second["y"])), (0xD5, 0x5E, 0x00))


def test_actors_are_picked_where_they_are_seen(page: Page, address: str) -> None:
    show(page, address, "renderer=canvas")
    page.evaluate("map.setView({ centerX: graph.x[0], centerY: graph.y[0], zoom: 40 })")
    assert page.evaluate("(p => map.pick(p.x + 2, p.y))(map.place(0))") == 0
    assert page.evaluate("(p => map.pick(p.x + 150, p.y + 170))(map.place(0))") in (-1, *range(1, 60))
    two_actors(page)
    far = page.evaluate("far")
    assert page.evaluate("far.map((i) => map.place(i)).map((p) => map.pick(p.x, p.y))") == far
    assert page.evaluate("map.pick(2, 2)") == -1
    all_found = page.evaluate("Array.from(graph.x, (_, i) => map.place(i)).map((p) => map.pick(p.x, p.y))")
    assert set(all_found) == {-1, *far}, "who is hidden is not found"
    assert sorted(page.evaluate("Array.from(map.inside([0, 0, 600, 0, 600, 400, 0, 400]))")) == sorted(far)
    assert page.evaluate("Array.from(map.inside([0, 0, 10, 0]))") == []


@PAINTERS
def test_hostile_names_stay_text(page: Page, address: str, painter: str) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    show(page, address, f"renderer={painter}")
    bare = picture(page)
    elements = page.evaluate("document.querySelectorAll('*').length")
    page.evaluate(
        "names => { map.setNames(Array.from({ length: graph.n }, (_, i) => names[i % names.length])) }", list(HOSTILE)
    )
    page.evaluate("map.setRegions([{ text: '</text><script>alert(1)</script>', x: 0, y: 0, count: 9 }])")
    page.evaluate("map.setView({ centerX: 0, centerY: 0, zoom: 2 })")
    assert picture(page).tobytes() != bare.tobytes()
    assert page.evaluate("document.querySelectorAll('*').length") == elements
    found: dict[str, Any] = page.evaluate("""() => {
      const tree = new DOMParser().parseFromString(map.toSvg(), "image/svg+xml");
      const tags = new Set(Array.from(tree.querySelectorAll("*"), (e) => e.localName));
      const all = [...tree.querySelectorAll("*")];
      const handlers = all.filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length;
      const texts = Array.from(tree.querySelectorAll("text"), (t) => t.textContent);
      return { tags: [...tags].sort(), handlers, texts };
    }""")
    assert found["tags"] in (
        ["circle", "g", "path", "rect", "svg", "text"],
        ["circle", "g", "rect", "svg", "text", "path"],
    )
    assert found["handlers"] == 0
    texts = [text.strip("\u2068\u2069") for text in found["texts"]]
    assert any(text.startswith("</script><img") for text in texts)
    assert any(set(text) == {"가", "…"} and 5 < len(text) < 40 for text in texts)
    assert not any(set(text) & set("\u202e\n\u0000") for text in texts)
    assert dialogs == []


def test_the_picture_to_keep_shows_what_is_seen(page: Page, address: str) -> None:
    show(page, address, "renderer=canvas")
    first, _ = two_actors(page)
    data = page.evaluate("map.toPng(2).then((b) => b.arrayBuffer()).then((b) => Array.from(new Uint8Array(b)))")
    kept = Image.open(BytesIO(bytes(data))).convert("RGB")
    assert kept.size == (1200, 800)
    assert _near(kept.getpixel((first["x"] * 2, first["y"] * 2)), (0xD5, 0x5E, 0x00))
    assert _near(kept.getpixel((5, 5)), (255, 255, 255))


def test_mouse_wheel_and_keyboard_move_the_map(page: Page, address: str) -> None:
    show(page, address, "renderer=canvas")
    page.evaluate("window.views = []; map.on('view', (view) => views.push(view))")
    box = page.locator("#host").bounding_box()
    assert box
    before = page.evaluate("map.place(0)")
    page.mouse.move(box["x"] + before["x"], box["y"] + before["y"])
    page.mouse.wheel(0, -300)
    until(page, "map.getView().zoom > 1.3")
    until(page, "views.length > 0 && views.at(-1).zoom > 1.3")
    after = page.evaluate("map.place(0)")
    assert abs(after["x"] - before["x"]) < 1.5
    assert abs(after["y"] - before["y"]) < 1.5
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 340, box["y"] + 230, steps=4)
    page.mouse.up()
    dragged = page.evaluate("map.place(0)")
    assert (round(dragged["x"] - after["x"]), round(dragged["y"] - after["y"])) == (40, 30)
    page.locator("#host [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("map.place(0).x") < dragged["x"]
    zoom = page.evaluate("map.getView().zoom")
    page.keyboard.press("+")
    assert page.evaluate("map.getView().zoom") == pytest.approx(zoom * 1.5)
    page.keyboard.press("0")
    assert page.evaluate("map.getView()") == {"centerX": 0, "centerY": 0, "zoom": 1}
    until(page, "views.at(-1).zoom === 1")


def test_two_fingers_zoom(page: Page, address: str) -> None:
    show(page, address, "renderer=canvas")
    send = page.context.new_cdp_session(page).send
    for kind, points in (
        ("touchStart", [(250, 220), (350, 220)]),
        ("touchMove", [(200, 220), (400, 220)]),
        ("touchEnd", []),
    ):
        touches = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(points)]
        send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
    until(page, "map.getView().zoom > 1.8")
    assert page.evaluate("map.getView().zoom") == pytest.approx(2, abs=0.05)


def test_clicks_hovers_and_outlines_are_told(page: Page, address: str) -> None:
    show(page, address, "renderer=canvas")
    two_actors(page)
    page.evaluate("""() => {
      window.told = [];
      map.on("click", (index, event) => told.push(["click", index, event.shift]));
      map.on("hover", (index) => told.push(["hover", index]));
      map.on("lasso", (indices) => told.push(["lasso", Array.from(indices)]));
    }""")
    box = page.locator("#host").bounding_box()
    assert box
    at, far = page.evaluate("map.place(far[0])"), page.evaluate("far")
    page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    page.keyboard.down("Shift")
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    page.mouse.down()
    for x, y in ((598, 2), (598, 398), (2, 398)):
        page.mouse.move(box["x"] + x, box["y"] + y, steps=3)
    page.mouse.up()
    page.keyboard.up("Shift")
    told = page.evaluate("told")
    assert ["hover", far[0]] in told
    assert ["click", far[0], False] in told
    assert ["lasso", sorted(far)] in told
    assert page.evaluate("map.getView()") == page.evaluate("(map.fit(), map.getView())"), (
        "drawing does not move the map"
    )


def test_a_lost_graphics_context_comes_back_or_is_given_up(page: Page, address: str) -> None:
    show(page, address, "renderer=webgl")
    first, _ = two_actors(page)
    picture(page)
    page.evaluate("""async () => {
      const lose = host.querySelector("canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
      window.lose = lose;
      lose.loseContext();
      await new Promise((resolve) => setTimeout(resolve, 100));
      lose.restoreContext();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }""")
    assert page.evaluate("map.kind") == "webgl"
    assert _near(picture(page).getpixel((first["x"], first["y"])), (0xD5, 0x5E, 0x00))
    page.evaluate("lose.loseContext()")
    until(page, "map.kind === 'canvas'")
    assert _near(picture(page).getpixel((first["x"], first["y"])), (0xD5, 0x5E, 0x00))


@PAINTERS
def test_far_out_communities_stand_for_their_actors(page: Page, address: str, painter: str) -> None:
    show(page, address, f"renderer={painter}&few=1")
    assert page.evaluate("map.pick(map.place(0).x, map.place(0).y)") == -1
    far_out = page.evaluate(
        "new DOMParser().parseFromString(map.toSvg(), 'image/svg+xml').querySelectorAll('circle, g path').length"
    )
    assert far_out < page.evaluate("graph.n")
    page.evaluate("map.setView({ centerX: graph.x[0], centerY: graph.y[0], zoom: 20 })")
    assert page.evaluate("map.pick(map.place(0).x, map.place(0).y)") == 0
    page.evaluate("map.setView({ centerX: 0, centerY: 0, zoom: 1 })")
    page.evaluate("map.settled()")
    at = page.evaluate("""() => {
      const tree = new DOMParser().parseFromString(map.toSvg(), "image/svg+xml");
      const circle = [...tree.querySelectorAll("circle")].at(-1);
      return [Number(circle.getAttribute("cx")), Number(circle.getAttribute("cy"))];
    }""")
    page.locator("#host").click(position={"x": at[0], "y": at[1]})
    until(page, "map.getView().zoom > 1.2")


def test_it_follows_the_size_of_its_place_and_leaves_nothing(page: Page, address: str) -> None:
    show(page, address, "renderer=canvas")
    assert_accessible(page)
    page.evaluate("host.style.width = '300px'")
    until(page, "host.querySelector('canvas').width === 300")
    picture(page)
    assert page.evaluate("map.place(0).x") < 300
    page.evaluate("map.destroy()")
    assert page.evaluate("host.childElementCount") == 0


def test_it_looks_as_it_did(page: Page, address: str) -> None:
    show(page, address, "renderer=canvas")
    picture(page)
    assert_looks_like(page.locator("#host").screenshot(), "network")


def _near(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(part - goal) <= 26 for part, goal in zip(colour, wanted, strict=True))


def _along(seen: Image.Image, first: dict[str, float], second: dict[str, float]) -> list[Any]:
    """Return the colours on the way between two actors, leaving both out."""
    shares = np.linspace(0.2, 0.8, 150)
    return [
        seen.getpixel((first["x"] + (second["x"] - first["x"]) * s, first["y"] + (second["y"] - first["y"]) * s))
        for s in shares
    ]
