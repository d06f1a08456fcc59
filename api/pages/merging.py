"""Pairs of records and merges, in the reader's language."""

from __future__ import annotations

from typing import Any

from api.pages.actor import value_text
from api.pages.home import name_of
from api.pages.texts import moment, person
from api.pages.words import words
from ecomap.domain.records import Node
from ecomap.services.comparing import Comparison, FieldPair, Merge, Shown
from ecomap.services.review import Suspects
from ecomap.services.workspace import Workspace


def shown_merge(merge: Merge, lang: str) -> dict[str, Any]:
    """Return a merge as pages tell of it."""
    return {
        "id": merge.id,
        "name": merge.name.get(lang),
        "by": person(merge.by, lang),
        "made": moment(merge.made)[:10],
        "standing": merge.standing,
        "conflicts": [why.get(lang) for _, why in merge.conflicts],
    }


def shown_pair(pair: Suspects, lang: str) -> dict[str, Any]:
    """Return a pair of the queue as its page shows it."""
    sides = {
        side: {
            "id": actor.node.id,
            "name": name_of(actor.node, lang),
            "place": ", ".join(name_of(place, lang) for place in actor.links.get("located_in", ())) or "–",
        }
        for side, actor in (("first", pair.first), ("second", pair.second))
    }
    reasons = [reason.text.get(lang) for reason in pair.reasons]
    return {
        **sides,
        "score": round(100 * pair.score),
        "reasons": reasons,
        "by": person(pair.by, lang) if pair.by else "",
    }


def shown_comparison(workspace: Workspace, found: Comparison, chosen: dict[str, str], lang: str) -> dict[str, Any]:
    """Return two records side by side as the form of a merge shows them."""
    sides = {
        side: {"id": actor.node.id, "name": name_of(actor.node, lang), "tag": tag}
        for side, actor, tag in (("own", found.own, found.own_tag), ("other", found.other, found.other_tag))
    }
    fields = [_field(workspace, found.own.node.kind, pair, chosen, lang) for pair in found.fields]
    return {**sides, "fields": fields, "moved": found.moved, "dropped": found.dropped}


def _field(workspace: Workspace, kind: str, pair: FieldPair, chosen: dict[str, str], lang: str) -> dict[str, Any]:
    told = words(lang)
    return {
        "name": pair.name,
        "label": pair.label.get(lang),
        "own": _text(workspace, kind, pair.name, pair.own, lang),
        "other": _text(workspace, kind, pair.name, pair.other, lang),
        "choices": [(choice, told[f"merge_{choice}"]) for choice in pair.choices],
        "chosen": chosen.get(pair.name, pair.usual),
        "usual": told[f"merge_{pair.usual}"],
    }


def _text(workspace: Workspace, kind: str, name: str, value: Shown, lang: str) -> str:
    if value in (None, "", ()):
        return "–"
    if isinstance(value, tuple):
        return ", ".join(name_of(one, lang) if isinstance(one, Node) else one for one in value)
    spec = next((spec for spec in workspace.ontology.nodes[kind].properties if spec.name == name), None)
    return value_text(spec, value, lang) if spec and value is not None else str(value)
