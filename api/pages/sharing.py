"""Saved views and stories as their pages show them, and what their forms say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import escape

from api.pages.form_fields import Values, one
from ecomap.services.addresses import EMBED, label_of, with_query
from ecomap.services.shared_papers import MOST_STEPS, VISIBILITIES, Kind, Shared, paragraphs

HEIGHT = 640
"""Pixels of an embedded page, where its code says nothing else."""
_OWN = ("title_ko", "title_en", "notes", "visibility")
_STEP = ("address", "title", "text")


def shown(found: Shared, site: str, lang: str) -> dict[str, Any]:
    """Return a view or story as its page and the lists show it; ``site`` is the address of the site."""
    steps = [
        {
            "number": number,
            "title": step.title or label_of(step.address).get(lang),
            "paragraphs": paragraphs(step.text),
            **_frame(step.address, lang),
        }
        for number, step in enumerate(found.steps, 1)
    ]
    title = found.title.get(lang)
    path = "/views" if found.kind == "view" else "/stories"
    told = {
        "id": found.id,
        "path": f"{path}/{found.id}",
        "title": title,
        "paragraphs": found.paragraphs,
        "author": found.author.get(lang),
        "day": found.made.astimezone().date().isoformat(),
        "changed": found.changed.astimezone().date().isoformat(),
        "visibility": VISIBILITIES[found.visibility].get(lang),
        "public": found.visibility == "public",
        "what": label_of(found.address).get(lang) if found.address else "",
        "link": f"{site}{path}/{found.id}",
        "may_change": found.may_change,
        "tag": found.tag,
        "steps": steps,
        "code": "",
    }
    if not found.address:
        return told
    return told | _frame(found.address, lang) | {"code": code(found.address, site, title, lang)}


def code(address: str, site: str, title: str, lang: str) -> str:
    """Return the lines that show a page of the site inside a page of another."""
    source = escape(f"{site}{with_query(address, EMBED, lang=lang)}")
    return f'<iframe src="{source}" title="{escape(title)}" width="100%" height="{HEIGHT}" loading="lazy"></iframe>'


def _frame(address: str, lang: str) -> dict[str, str]:
    return {"whole": with_query(address, lang=lang), "frame": with_query(address, EMBED, lang=lang)}


def values_of(found: Shared) -> dict[str, Any]:
    """Return what the boxes of a form show of a stored view or story."""
    return {
        "title_ko": found.title.ko,
        "title_en": found.title.en if found.title.en != found.title.ko else "",
        "notes": found.notes,
        "visibility": found.visibility,
        "address": found.address,
        "steps": [{name: getattr(step, name) for name in _STEP} for step in found.steps],
        "tag": found.tag,
    }


def typed(values: Values, site: str) -> dict[str, Any]:
    """Return what stands in the boxes of a form; an address copied with the site before it without that."""
    told = one(values, "steps")
    count = min(int(told), MOST_STEPS) if told.isascii() and told.isdigit() else 0
    steps = [{name: one(values, f"{name}-{number}") for name in _STEP} for number in range(1, count + 1)]
    found: dict[str, Any] = {name: one(values, name) for name in (*_OWN, "tag", "key")}
    found["address"] = _own_path(one(values, "address"), site)
    found["steps"] = [{**step, "address": _own_path(step["address"], site)} for step in steps]
    return found


def said_of(kind: Kind, form: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form says, as `ecomap.services.sharing` takes it."""
    own = "address" if kind == "view" else "steps"
    return {name: form[name] for name in (*_OWN, own)}


def _own_path(address: str, site: str) -> str:
    address = address.strip()
    return address.removeprefix(site) if address.startswith(f"{site}/") else address


def filled(steps: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Return the steps in which something is written."""
    return [step for step in steps if any(step.values())]


def rearranged(steps: Sequence[Mapping[str, str]], order: str) -> list[Mapping[str, str]]:
    """Return steps as a button says: ``more``, or ``up-2``, ``down-2``, ``drop-2`` for the second."""
    found = list(steps)
    verb, _, told = order.partition("-")
    at = int(told) - 1 if told.isascii() and told.isdigit() else -1
    if verb == "more":
        return [*found, dict.fromkeys(_STEP, "")][:MOST_STEPS]
    if not 0 <= at < len(found):
        return found
    if verb == "drop":
        del found[at]
    other = {"up": at - 1, "down": at + 1}.get(verb, -1)
    if 0 <= other < len(found):
        found[at], found[other] = found[other], found[at]
    return found
