"""The ego network as a drawing: the actor in the middle, its alters around it by group, ties by type."""

from __future__ import annotations

from typing import Any

from api.pages.ego_groups import group_rows, groups_svg
from api.pages.ego_marks import mark, stroke
from api.pages.ego_places import around, fan
from api.pages.ego_single import alters_svg, rows_of
from api.pages.words import words
from ecomap.analysis.common import GROUPING_LABELS
from ecomap.services.egos import GROUPS, Ego

MOST = 30
"""Most alters that are drawn one by one; above it their groups are."""


def ego_view(ego: Ego, lang: str) -> dict[str, Any]:
    """Return what the template takes: drawings for wide and narrow pages, legend, figures, and groups as a table.

    Above `MOST` alters the drawings show groups, with the number of alters of each.
    """
    w, name = words(lang), ego.snapshot.name(ego.node, lang)
    tied = len(ego.between)
    single = len(ego.alters) <= MOST
    draw = alters_svg if single else groups_svg
    rows = rows_of(ego) if single else list(ego.sizes)
    left = -(-len(rows) // 2)
    if rows[left - 1] is None:
        left -= 1  # a heading stands above what it is the heading of
    return {
        "wide": draw(ego, around(len(rows), left), lang),
        "narrow": draw(ego, fan(len(rows)), lang),
        "single": single,
        "alters": len(ego.alters),
        "by": ego.by,
        "choices": [(by, GROUPING_LABELS[by].get(lang)) for by in GROUPS],
        "summary": w["ego_summary"].format(
            name=name, alters=f"{len(ego.alters):,}", tied=f"{tied:,}", possible=f"{ego.possible:,}"
        ),
        "share": w["ego_share"].format(percent=f"{100 * tied / ego.possible:.1f}") if ego.possible else "",
        "rows": [] if single else group_rows(ego, lang),
        "legend": _legend(ego, lang) if single else [],
    }


def _legend(ego: Ego, lang: str) -> list[tuple[str, str]]:
    """Return samples, as drawings, with what they mean: kinds of alters, then types of ties, as far as they occur."""
    ontology, w = ego.snapshot.ontology, words(lang)
    kinds = {alter.kind for alter in ego.alters}
    types = {name for alter in ego.alters for name, _ in alter.ties}
    drawn: list[tuple[str, str]] = [
        (_sample(mark(kind, 13, 8, 5.5)), ontology.nodes[kind].label.get(lang))
        for kind in ontology.actor_kinds
        if kind in kinds
    ]
    drawn += [
        (_sample(f'<path class="ego-tie" {stroke(name, 2)} d="M1 8H25"/>'), ontology.edges[name].label.get(lang))
        for name in ontology.tie_types
        if name in types
    ]
    if ego.between:
        drawn.append((_sample('<path class="ego-between" stroke-width="1.2" d="M1 8H25"/>'), w["ego_between"]))
    return drawn


def _sample(shape: str) -> str:
    return f'<svg viewBox="0 0 26 16" width="26" height="16" aria-hidden="true">{shape}</svg>'
