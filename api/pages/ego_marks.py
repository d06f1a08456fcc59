"""Marks and lines of which ego networks are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from api.pages.ego_places import Plan, Spot
from api.pages.words import words
from ecomap.maps.palette import KIND_STYLE, TIE_COLOUR
from ecomap.services.egos import Alter, Ego
from ecomap.snapshot import Snapshot

DASHES = {
    "cooperates": "",
    "delegates": "10 4",
    "funds": "",
    "member_of": "2 3",
    "oversees": "12 3 2 3",
    "refers": "6 3",
    "shares_resource": "8 3 2 3",
    "supports": "5 3",
    "trains": "2 4",
}
"""Dashes of each tie type, so that types differ without colour."""


def opened(plan: Plan, title: str) -> str:
    """Return the start tag of a drawing that has links in it, so that it cannot be one image to a screen reader."""
    kind = "ego-wide" if plan.round else "ego-narrow"
    return (
        f'<svg class="ego {kind}" viewBox="0 0 {plan.width:.0f} {plan.height:.0f}" width="{plan.width:.0f}" '
        f'height="{plan.height:.0f}" role="group" aria-label="{escape(title)}">'
    )


def centre_mark(ego: Ego, plan: Plan) -> str:
    """Return the mark of the actor itself."""
    x, y = plan.centre
    kind = ego.snapshot.kinds[int(ego.snapshot.kind[ego.node])]
    return f'<circle class="ego-ring" cx="{x:.1f}" cy="{y:.1f}" r="17"/>' + mark(kind, x, y, 11)


def mark(kind: str, x: float, y: float, size: float) -> str:
    """Return the mark of an actor kind: a shape of its own, so that kinds differ without colour."""
    colour, shape = KIND_STYLE[kind]
    if shape == "dot":
        return f'<circle fill="{colour}" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>'
    if shape == "square":
        side = size * 0.9
        place = f'x="{x - side:.1f}" y="{y - side:.1f}" width="{2 * side:.1f}" height="{2 * side:.1f}"'
        return f'<rect fill="{colour}" {place}/>'
    big = size * 1.25
    down = f"l{big:.1f} {big:.1f}l{-big:.1f} {big:.1f}l{-big:.1f} {-big:.1f}z" if shape == "diamond" else ""
    path = f"M{x:.1f} {y - big:.1f}" + (down or f"l{big:.1f} {1.8 * big:.1f}h{-2 * big:.1f}z")
    return f'<path fill="{colour}" d="{path}"/>'


def between(plan: Plan, one: Spot, other: Spot, width: float = 1.2) -> str:
    """Return the tie of two alters, bent towards the centre so that it does not run over the marks between them."""
    x, y = (one.x + other.x) / 2, (one.y + other.y) / 2
    if plan.round:
        x, y = x + (plan.centre[0] - x) * 0.45, y + (plan.centre[1] - y) * 0.45
    else:
        x -= min(abs(one.y - other.y) * 0.5, 80.0)
    shape = f"M{one.x:.1f} {one.y:.1f}Q{x:.1f} {y:.1f} {other.x:.1f} {other.y:.1f}"
    return f'<path class="ego-between" stroke-width="{width:.1f}" d="{shape}"/>'


def stroke(name: str, width: float) -> str:
    """Return the attributes of a line of a tie type."""
    dash = f' stroke-dasharray="{DASHES[name]}"' if DASHES[name] else ""
    return f'stroke="{TIE_COLOUR[name]}" stroke-width="{width:.1f}"{dash}'


def arrow(at: tuple[float, float], way: tuple[float, float], colour: str) -> str:
    """Return the head of an arrow at a place, in the direction of a vector of length 1."""
    (x, y), (u, v) = at, way
    back, side = (x - 4 * u, y - 4 * v), (4 * v, 4 * u)
    shape = f"M{x + 5 * u:.1f} {y + 5 * v:.1f}L{back[0] - side[0]:.1f} {back[1] + side[1]:.1f}"
    return f'<path fill="{colour}" d="{shape}L{back[0] + side[0]:.1f} {back[1] - side[1]:.1f}z"/>'


def names_of(snapshot: Snapshot, alters: Sequence[Alter], lang: str) -> list[dict[str, str]]:
    """Return ids and names of some alters."""
    return [{"id": alter.id, "name": snapshot.name(alter.node, lang)} for alter in alters]


def group_name(ego: Ego, group: int, lang: str) -> str:
    """Return the name of a group of alters, or that they are in none."""
    return ego.groups[group].get(lang) if group >= 0 else words(lang)["ego_no_group"]
