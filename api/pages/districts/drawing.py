"""Districts as SVG: outlines or tiles shaded by a figure, each a link. No script, no inline style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from api.pages.charts.svg import fit
from ecomap.maps.outlines import Drawing, Points
from ecomap.maps.tiles import Tile

TILE, GAP = 92, 6
LEAST_COLUMNS = 6
"""Room of a grid, so that the tiles of a small city do not fill the screen."""

_ROOM = 110.0

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shown:
    """A place as it is drawn.

    Parameters
    ----------
    code, name : str
    figure : str
        Short text below the name.
    spoken : str
        What is read out and shown when pointed at: name, figure with unit, rank.
    shade : str
        Class of the fill: ``s0`` … ``s4``, ``m2``, ``m1``, ``p1``, ``p2``, ``plain``, or empty for no data.
    href : str
        Where it leads; empty for nowhere.
    marked : bool
        Whether it is the one that the page is about.
    tip : tuple of str
        Lines that stand in the corner of the map while the place is pointed at or has the focus.
    """

    code: str
    name: str
    figure: str
    spoken: str
    shade: str
    href: str = ""
    marked: bool = False
    tip: tuple[str, ...] = ()


def shade_class(shade: int | None, *, diverging: bool) -> str:
    """Return the class of a shade of `ecomap.maps.classes`; empty for no data."""
    if shade is None:
        return ""
    return f"s{shade}" if not diverging else f"{'m' if shade < 0 else 'p'}{abs(shade)}"


def outline_map(drawing: Drawing, places: Sequence[Shown], title: str, key: str, *, more: str = "") -> str:
    """Return a map of outlines.

    Parameters
    ----------
    drawing : Drawing
    places : sequence of Shown
        Those without an outline in the drawing are passed over.
    title : str
    key : str
        Unique on the page; ids begin with it.
    more : str
        SVG between the shapes and their names.
    """
    drawn = [place for place in places if place.code in drawing.shapes]
    shapes = [f'<path id="{key}-{i}" d="{_path(drawing.shapes[place.code].rings)}"/>' for i, place in enumerate(drawn)]
    fills = [f'<use href="#{key}-{i}" {_fill(place.shade, key)}/>' for i, place in enumerate(drawn)]
    labels = []
    for i, place in enumerate(drawn):
        x, y = drawing.shapes[place.code].label
        labels.append(_linked(place, f'<use href="#{key}-{i}" class="hit"/>{_label(place, float(x), float(y), _ROOM)}'))
    body = f"<defs>{_hatch(key)}{''.join(shapes)}</defs>{''.join(fills)}{more}{''.join(labels)}"
    return _svg(drawing.width, drawing.height, title, body)


def tile_map(tiles: Mapping[str, Tile], places: Sequence[Shown], title: str, key: str, *, more: str = "") -> str:
    """Return a grid of tiles: see `outline_map`."""
    size = TILE - GAP
    fills, labels = [], []
    for place in places:
        x, y = (TILE * index + GAP for index in tiles[place.code])
        box = f'x="{x}" y="{y}" width="{size}" height="{size}" rx="8"'
        fills.append(f"<rect {box} {_fill(place.shade, key)}/>")
        inner = _label(place, x + size / 2, y + size / 2, size)
        labels.append(_linked(place, f'<rect {box} class="hit"/>{inner}'))
    width, height = tile_size(tiles)
    return _svg(width, height, title, f"<defs>{_hatch(key)}</defs>{''.join(fills)}{more}{''.join(labels)}")


def tile_size(tiles: Mapping[str, Tile]) -> Spot:
    """Return width and height of a grid."""
    columns, rows = (max((tile[i] for tile in tiles.values()), default=0) + 1 for i in (0, 1))
    return max(columns, LEAST_COLUMNS) * TILE + GAP, rows * TILE + GAP


def outline_spots(drawing: Drawing) -> dict[str, Spot]:
    """Return where flows of each place begin and end on a map of outlines, by code."""
    return {code: (float(shape.label[0]), float(shape.label[1])) for code, shape in drawing.shapes.items()}


def tile_spots(tiles: Mapping[str, Tile]) -> dict[str, Spot]:
    """Return where flows of each place begin and end on a grid of tiles, by code."""
    middle = (TILE + GAP) / 2
    return {code: (TILE * column + middle, TILE * row + middle) for code, (column, row) in tiles.items()}


def swatch(shade: str, key: str) -> str:
    """Return a small square of a shade for a legend."""
    hatch = "" if shade else f"<defs>{_hatch(key)}</defs>"
    box = f'<rect x="1" y="1" width="26" height="16" rx="3" {_fill(shade, key)}/>'
    return f'<svg class="swatch" viewBox="0 0 28 18" width="28" height="18" aria-hidden="true">{hatch}{box}</svg>'


def _svg(width: float, height: float, title: str, body: str) -> str:
    return (
        f'<svg class="districts" viewBox="0 0 {width:.0f} {height:.0f}" role="group" aria-label="{escape(title)}">'
        f"{body}</svg>"
    )


def _fill(shade: str, key: str) -> str:
    # A stylesheet cannot point at a pattern of the page, an attribute can.
    return f'class="area {shade}"' if shade else f'class="area" fill="url(#{key}-hatch)"'


def _hatch(key: str) -> str:
    return (
        f'<pattern id="{key}-hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="8" height="8" fill="#fff"/><rect width="2.5" height="8" fill="#a9b6be"/></pattern>'
    )


def _linked(place: Shown, inner: str) -> str:
    marked = " marked" if place.marked else ""
    title = f"<title>{escape(place.spoken)}</title>"
    if not place.href:
        return f'<g class="place{marked}" role="img" aria-label="{escape(place.spoken)}">{title}{inner}</g>'
    current = ' aria-current="true"' if place.marked else ""
    return (
        f'<a class="place{marked}" href="{escape(place.href)}" aria-label="{escape(place.spoken)}"{current}>'
        f"{title}{inner}{_tip(place.tip)}</a>"
    )


def _tip(lines: tuple[str, ...]) -> str:
    texts = (f'<text x="14" y="{30 + 24 * i}">{escape(line)}</text>' for i, line in enumerate(lines))
    return f'<g class="tip">{"".join(texts)}</g>' if lines else ""


def _label(place: Shown, x: float, y: float, room: float) -> str:
    dark = " light" if place.shade in ("s3", "s4", "m2", "p2") else ""
    small = " small" if len(place.name) > 7 else ""
    name = escape(fit(place.name, room if small else room * 0.85))
    if not place.figure:
        return f'<text class="name{dark}{small}" x="{x:.1f}" y="{y + 5:.1f}">{name}</text>'
    return (
        f'<text class="name{dark}{small}" x="{x:.1f}" y="{y - 2:.1f}">{name}</text>'
        f'<text class="figure{dark}" x="{x:.1f}" y="{y + 15:.1f}">{escape(place.figure)}</text>'
    )


def _path(rings: Sequence[Points]) -> str:
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "z" for ring in rings)
