"""What the map's page hands to its script: words, and what the address already fixes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from api.pages.map_words import MAP_SCRIPT
from api.pages.rendering import link
from ecomap.exchange.exports.registry import FORMATS
from ecomap.exchange.units import UNITS
from ecomap.services import analyses
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter, Snapshot
from ecomap.snapshot.graph import LEVELS

GAPS = ("gaps/partners", "gaps/holes")
"""Analyses whose missing ties can be drawn."""
SERVER_ONLY = ("on", "known_on", "reports", "actor")
"""Filters that the browser can't apply to what it has."""


def map_setup(
    workspace: Workspace, filters: Mapping[str, list[str]], wanted: Filter, lang: str, *, embed: bool
) -> dict[str, Any]:
    """Return the data block of the page.

    Parameters
    ----------
    workspace : Workspace
    filters : mapping
        The filters of the address as they were asked for.
    wanted : Filter
        The same, understood.
    lang : str
    embed : bool
        Whether the map stands in another page.

    Returns
    -------
    dict
        ``chosen`` are the filters that the browser applies, as ids; ``fixed`` is the query of those that it can't.
    """
    snapshot = workspace.snapshot()
    districts = [place for place in wanted.places if _is_district(snapshot, place)]
    places = () if len(districts) == len(wanted.places) else wanted.places
    fixed = {name: ",".join(filters[name]) for name in SERVER_ONLY if name in filters}
    if places:  # a dong or the whole city: only the server knows who is inside
        fixed["place"] = ",".join(places)
    return {
        "lang": lang,
        "embed": embed,
        "words": {name: text.get(lang) for name, text in MAP_SCRIPT.items()} | _analyses(lang),
        "fixed": urlencode(fixed),
        "network": link(lang, "/api/v1/maps/network.bin", **fixed),
        "labels": link(lang, "/api/v1/maps/labels.json", **fixed),
        "chosen": {
            "actor_kind": wanted.kinds,
            "tie_type": wanted.types,
            "place": [] if places else districts,
            "field": wanted.fields,
        },
        "units": {name: text.get(lang) for name, text in UNITS.items()},
        "gaps": [_gap(name, lang) for name in GAPS],
        "formats": [
            {"name": name, "label": form.label.get(lang), "purpose": form.purpose.get(lang)}
            for name, form in FORMATS.items()
        ],
        "revision": snapshot.revision,
        "today": date.today().isoformat(),
    }


def _is_district(snapshot: Snapshot, place: str) -> bool:
    return bool(snapshot.level[snapshot.position[place]] == LEVELS.index("gu"))


def _analyses(lang: str) -> dict[str, str]:
    return {f"analysis:{record.id}": record.label.get(lang) for record in analyses.describe_all()}


def _gap(name: str, lang: str) -> dict[str, str]:
    record = analyses.describe(name)
    return {"id": name, "label": record.label.get(lang), "description": record.question.get(lang)}
