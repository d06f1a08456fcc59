"""The ego network of an actor with few alters: each of them by name."""

from __future__ import annotations

from html import escape
from typing import cast

from api.pages.charts.svg import fit
from api.pages.ego_marks import arrow, between, centre_mark, group_name, mark, opened, stroke
from api.pages.ego_places import Plan, Spot
from api.pages.rendering import link
from api.pages.words import words
from ecomap.maps.palette import TIE_COLOUR
from ecomap.services.egos import BOTH, OUT, Alter, Ego
from ecomap.snapshot import Snapshot


def rows_of(ego: Ego) -> list[int | None]:
    """Return what stands in each row of the drawing: the number of an alter, ``None`` for the heading of a group."""
    rows: list[int | None] = []
    for number, alter in enumerate(ego.alters):
        if not number or alter.group != ego.alters[number - 1].group:
            rows.append(None)
        rows.append(number)
    return rows


def alters_svg(ego: Ego, plan: Plan, lang: str) -> str:
    """Return the network with every alter at its place, its name a link, under the heading of its group."""
    snapshot, rows = ego.snapshot, rows_of(ego)
    spots = {number: spot for number, spot in zip(rows, plan.spots, strict=True) if number is not None}
    parts = [opened(plan, words(lang)["ego_title"].format(name=snapshot.name(ego.node, lang)))]
    parts += [between(plan, spots[i], spots[j]) for i, j in ego.between]
    parts += [_lines(ego, ego.alters[number], plan, spot, lang) for number, spot in spots.items()]
    parts.append(centre_mark(ego, plan))
    for place, (number, spot) in enumerate(zip(rows, plan.spots, strict=True)):
        if number is None:
            below = ego.alters[cast(int, rows[place + 1])]
            parts.append(_heading(group_name(ego, below.group, lang), spot))
        else:
            parts.append(_named(snapshot, ego.alters[number], spot, lang))
    return "".join((*parts, "</svg>"))


def _heading(name: str, spot: Spot) -> str:
    at = spot.x + (11 if spot.side == "start" else -11)
    words_ = escape(fit(name, spot.room))
    return f'<text class="ego-heading" x="{at:.1f}" y="{spot.y + 6:.1f}" text-anchor="{spot.side}">{words_}</text>'


def _lines(ego: Ego, alter: Alter, plan: Plan, spot: Spot, lang: str) -> str:
    """Return a line for every type and direction of tie, side by side."""
    (x, y), many = plan.centre, len(alter.ties)
    dx, dy = spot.x - x, spot.y - y
    length = max((dx * dx + dy * dy) ** 0.5, 1.0)
    parts = []
    for place, ((name, way), count) in enumerate(alter.ties.items()):
        bend = (place - (many - 1) / 2) * 14
        mx, my = x + dx / 2 - dy / length * bend, y + dy / 2 + dx / length * bend
        kind = ego.snapshot.ontology.edges[name]
        label = (kind.reverse if way not in (OUT, BOTH) else kind.label).get(lang)
        told = f"{label} {count}" if count > 1 else label
        shape = f'd="M{x:.1f} {y:.1f}Q{mx:.1f} {my:.1f} {spot.x:.1f} {spot.y:.1f}"'
        style = stroke(name, min(1.4 + 0.5 * count, 4.0))
        parts.append(f'<path class="ego-tie" {style} {shape}><title>{escape(told)}</title></path>')
        if way != BOTH:
            # the middle of the curve lies half-way to its bend
            at = (x + dx * 0.62 - dy / length * bend * 0.48, y + dy * 0.62 + dx / length * bend * 0.48)
            parts.append(arrow(at, (dx / length * way, dy / length * way), TIE_COLOUR[name]))
    return "".join(parts)


def _named(snapshot: Snapshot, alter: Alter, spot: Spot, lang: str) -> str:
    name = snapshot.name(alter.node, lang)
    href = escape(link(lang, f"/actors/{alter.id}"))
    at = spot.x + (11 if spot.side == "start" else -11)
    shown = escape(fit(name, spot.room))
    kind = snapshot.ontology.nodes[alter.kind].label.get(lang)
    return (
        f'<a href="{href}"><title>{escape(f"{name} · {kind}")}</title>{mark(alter.kind, spot.x, spot.y, 5.5)}'
        f'<text x="{at:.1f}" y="{spot.y + 4:.1f}" text-anchor="{spot.side}" unicode-bidi="isolate">{shown}</text></a>'
    )
