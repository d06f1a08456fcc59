"""Who and what stands behind a cell of the matrix, as its page shows it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from api.pages.matrix import CLEAR, text_of
from api.pages.rendering import link
from api.pages.texts import money
from api.pages.words import words
from ecomap.services.matrices import FIGURES, Behind, Tie
from ecomap.snapshot import Snapshot

MOST = 300
_FILTER_OF = {"district": "place", "field": "field", "kind": "actor_kind"}
"""Filter by which a group of each grouping is chosen elsewhere; levels have none."""


def cell_view(found: Behind, filters: Mapping[str, list[str]], lang: str) -> dict[str, Any]:
    """Return what the template of a cell takes.

    Parameters
    ----------
    found : Behind
    filters : mapping
        As they stand in the address; links to map and list keep them.
    lang : str
    """
    matrix, w = found.matrix, words(lang)
    crossing = matrix.crossing
    row, col = matrix.rows.labels[found.row].get(lang), matrix.cols.labels[found.col].get(lang)
    same = crossing.rows == crossing.cols and found.row == found.col
    narrowed = _narrowed(found, filters)
    return {
        "title": row if same else f"{row} × {col}",
        "counts_actors": crossing.count == "actors",
        "ties_title": w[
            "mx_cell_among" if crossing.count == "actors" else "mx_cell_inside" if same else "mx_cell_ties"
        ],
        "facts": [(w[f"mx_{name}"], text_of(name, found.figure(name))) for name in FIGURES],
        "verdict": w[_verdict(found.figure("residual"))],
        "actors": [_actor(found.snapshot, node, lang) for node in found.actors[:MOST]],
        "ties": [_tie(found, tie, lang) for tie in found.ties[:MOST]],
        "more_actors": _more(len(found.actors), w),
        "more_ties": _more(len(found.ties), w),
        "counts": (len(found.actors), len(found.ties)),
        "map_href": link(lang, "/map", **narrowed) if narrowed else "",
        "list_href": _list_href(narrowed, lang) if crossing.count == "actors" else "",
        "fill_href": _fill_href(found, lang),
    }


def _verdict(residual: float) -> str:
    if not math.isfinite(residual):
        return "mx_no_expectation"
    if abs(residual) < CLEAR:
        return "mx_as_expected"
    return "mx_clearly_more" if residual > 0 else "mx_clearly_less"


def _more(total: int, w: Mapping[str, str]) -> str:
    return w["mx_first_of"].format(total=f"{total:,}", shown=MOST) if total > MOST else ""


def _narrowed(found: Behind, filters: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return the filters that show the cell elsewhere, empty if one of its groups cannot be chosen there."""
    crossing = found.matrix.crossing
    narrowed: dict[str, Any] = {name: ",".join(given) for name, given in filters.items()}
    chosen: dict[str, list[str]] = {}
    groups = ((crossing.rows, found.matrix.rows.ids[found.row]), (crossing.cols, found.matrix.cols.ids[found.col]))
    for by, node in groups:
        if by not in _FILTER_OF:
            return {}
        chosen.setdefault(_FILTER_OF[by], []).append(node)
    return narrowed | {name: ",".join(dict.fromkeys(nodes)) for name, nodes in chosen.items()}


def _list_href(narrowed: Mapping[str, str], lang: str) -> str:
    """Return the list of actors, which knows kind, place and field, one of each."""
    names = {"actor_kind": "kind", "place": "place", "field": "field"}
    plain = all(name in names and "," not in value for name, value in narrowed.items())
    return (
        link(lang, "/actors", **{names[name]: value for name, value in narrowed.items()}) if plain and narrowed else ""
    )


def _fill_href(found: Behind, lang: str) -> str:
    """Return the analysis of who could work in a district and field, where fewer are than expected."""
    crossing = found.matrix.crossing
    groups = {
        crossing.rows: found.matrix.rows.ids[found.row],
        crossing.cols: found.matrix.cols.ids[found.col],
    }
    few = found.figure("observed") == 0 or found.figure("residual") < 0
    if crossing.count != "actors" or set(groups) != {"district", "field"} or not few:
        return ""
    return link(lang, "/analyses/gaps/partners", gap_district=groups["district"], gap_field=groups["field"])


def _actor(snapshot: Snapshot, node: int, lang: str) -> dict[str, Any]:
    number = int(np.searchsorted(snapshot.ties.nodes, node))
    starts = snapshot.ties.adjacency.indptr
    return {
        "id": str(snapshot.node_id[node]),
        "name": snapshot.name(node, lang),
        "kind": snapshot.ontology.nodes[snapshot.kinds[int(snapshot.kind[node])]].label.get(lang),
        "partners": int(starts[number + 1] - starts[number]),
    }


def _tie(found: Behind, tie: Tie, lang: str) -> dict[str, Any]:
    snapshot = found.snapshot
    kind = snapshot.ontology.edges[tie.type]
    ends = [{"id": str(snapshot.node_id[node]), "name": snapshot.name(node, lang)} for node in (tie.source, tie.target)]
    return {
        "type": kind.label.get(lang),
        "sign": "→" if kind.directed else "↔",
        "ends": ends,
        "field": snapshot.name(tie.field, lang) if tie.field >= 0 else "",
        "period": period((tie.since, tie.until)),
        "amount": money(tie.amount, tie.unit, lang),
    }


def period(days: Sequence[int]) -> str:
    """Return a period from the day numbers of its start and end; empty where both are unknown."""
    texts = [date.fromordinal(day).isoformat() if day else "" for day in days]
    return f"{texts[0]} – {texts[1]}" if any(texts) else ""
