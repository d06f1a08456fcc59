"""The ego network of an actor with many alters: their groups, with numbers."""

from __future__ import annotations

import math
from collections import Counter
from html import escape
from typing import Any

from api.pages.charts.svg import fit
from api.pages.ego_marks import between, centre_mark, group_name, names_of, opened
from api.pages.ego_places import Plan
from api.pages.words import words
from ecomap.services.egos import Ego

_NAMED = 5


def groups_svg(ego: Ego, plan: Plan, lang: str) -> str:
    """Return groups as circles whose area is the number of alters, lines as thick as ties are many."""
    w = words(lang)
    spots = dict(zip(ego.sizes, plan.spots, strict=True))
    ties: Counter[int] = Counter()
    for alter in ego.alters:
        ties[alter.group] += alter.count
    largest, most = max(ego.sizes.values()), max(ties.values())
    parts = [opened(plan, w["ego_title"].format(name=ego.snapshot.name(ego.node, lang)))]
    pairs = _pairs(ego)
    for (one, other), count in pairs.items():
        if one != other:
            parts.append(between(plan, spots[one], spots[other], 0.6 + 5 * count / max(pairs.values())))
    x, y = plan.centre
    for group, spot in spots.items():
        width = 1 + 9 * ties[group] / most
        line = f"M{x:.1f} {y:.1f}L{spot.x:.1f} {spot.y:.1f}"
        parts.append(f'<path class="ego-many" stroke-width="{width:.1f}" d="{line}"/>')
    parts.append(centre_mark(ego, plan))
    for group, spot in spots.items():
        radius = max(12 * math.sqrt(ego.sizes[group] / largest), 3.0)
        label = w["ego_group"].format(name=group_name(ego, group, lang), count=f"{ego.sizes[group]:,}")
        at = spot.x + (17 if spot.side == "start" else -17)
        parts.append(
            f'<circle class="ego-group" cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="{radius:.1f}"/>'
            f'<text x="{at:.1f}" y="{spot.y + 4:.1f}" text-anchor="{spot.side}">'
            f"{escape(fit(label, spot.room - 6))}</text>"
        )
    return "".join((*parts, "</svg>"))


def group_rows(ego: Ego, lang: str) -> list[dict[str, Any]]:
    """Return the groups as rows: alters, ties with them, tied pairs inside and to other groups, best tied alters."""
    pairs = _pairs(ego)
    rows = []
    for group, size in ego.sizes.items():
        members = [alter for alter in ego.alters if alter.group == group]
        rows.append(
            {
                "group": group_name(ego, group, lang),
                "alters": f"{size:,}",
                "ties": f"{sum(alter.count for alter in members):,}",
                "inside": f"{sum(count for ends, count in pairs.items() if ends == (group, group)):,}",
                "outside": f"{sum(count for ends, count in pairs.items() if group in ends and ends[0] != ends[1]):,}",
                "first": names_of(ego.snapshot, members[:_NAMED], lang),
            }
        )
    return rows


def _pairs(ego: Ego) -> Counter[tuple[int, int]]:
    """Return the number of tied pairs of alters by their two groups."""
    found: Counter[tuple[int, int]] = Counter()
    for i, j in ego.between:
        found[ego.alters[i].group, ego.alters[j].group] += 1  # alters stand by group, so each pair has one order
    return found
