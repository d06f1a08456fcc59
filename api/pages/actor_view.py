"""What the template of the actor form is filled with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.pages.actor_form import decisions, main_boxes, more_groups, packed, shown_values, unpacked
from api.pages.form_fields import Box, Filled, Values, many, one
from api.pages.form_state import RecordForm
from api.pages.home import name_of
from api.pages.tie_form import rows_of, tie_boxes
from api.pages.words import words
from ecomap.errors import InvalidRecord
from ecomap.services.decisions import RELATIONS
from ecomap.services.desk import Held, named
from ecomap.services.duplicates import Duplicate
from ecomap.services.listing import nodes_of
from ecomap.services.offers import writes_about, writes_new
from ecomap.services.suggestions import all_fields, all_places, known_names, place_of
from ecomap.services.workspace import Workspace
from graph_schema import Text

SAME = "same"


@dataclass
class ActorForm(RecordForm):
    """The form of an actor.

    Parameters
    ----------
    stored : Held or None
        The actor that is changed; ``None`` for a new one.
    alike : sequence of Duplicate
        Registered actors that may be the same.
    asked : bool
        Whether it was asked for look-alikes.
    """

    stored: Held | None = None
    alike: Sequence[Duplicate] = ()
    asked: bool = False

    @property
    def subject(self) -> str:
        """Id of the actor that is changed, empty for a new one."""
        return self.stored.node.id if self.stored else ""

    def shown(self) -> Values:
        """Return what the boxes show of the stored actor."""
        assert self.stored is not None  # noqa: S101  only asked of a stored one
        return shown_values(self.workspace, self.who, self.stored, self.lang)

    def view(self) -> dict[str, Any]:
        """Return what the template takes."""
        w = words(self.lang)
        filled = Filled(self.lang, w, self.values, self.problems, self.theirs)
        kind = self.stored.node.kind if self.stored else ""
        own = kind or one(self.values, "kind")
        main = main_boxes(self.workspace, filled, new=not kind)
        groups = more_groups(self.workspace, self.who, filled, kind=kind, subject=self.subject)
        ties = [tie_boxes(self.workspace, self.who, filled, row, own if kind else "") for row in rows_of(self.values)]
        reason = filled.box("reason", Text(w["reason"], w["reason"]), help=w["reason_hint"]) if kind else None
        form = {
            "title": w["edit_title"].format(name=name_of(self.stored.node, self.lang))
            if self.stored
            else w["register"],
            "action": f"{self._path()}?lang={self.lang}",
            "place": self._path(),
            "save": w["save"] if kind else w["register"],
            "summary": filled.summary(),
            "clash": self._clash([*main, *(box for group in groups for box in group.boxes)]),
            "notice": self.notice,
            "scope_note": self._scope_note(w),
            "hidden": self._hidden(),
            "main": main,
            "groups": groups,
            "ties": ties,
            "ties_open": any(box.touched for row in ties for box in row) or len(ties) > 1,
            "reason": reason,
            **list_choices(self.workspace, self.lang),
        }
        return {"form": form, **self.alike_view()}

    def alike_view(self) -> dict[str, Any]:
        """Return what the part with the look-alikes takes."""
        w, chosen = words(self.lang), dict(decisions(self.values))
        items = [
            {
                "id": one_.actor.node.id,
                "name": name_of(one_.actor.node, self.lang),
                "kind": self.workspace.ontology.nodes[one_.actor.node.kind].label.get(self.lang),
                "place": ", ".join(name_of(seat, self.lang) for seat in one_.actor.links.get("located_in", ())),
                "percent": round(100 * one_.score),
                "reasons": [reason.text.get(self.lang) for reason in one_.reasons],
                "chosen": chosen.get(one_.actor.node.id, ""),
            }
            for one_ in self.alike
        ]
        choices = [(SAME, w["alike_same"]), *((name, found.label.get(self.lang)) for name, found in RELATIONS.items())]
        return {
            "alike": items,
            "choices": choices,
            "asked": self.asked,
            "will_propose": not self.stored and not self.writes(),
        }

    def writes(self) -> bool:
        """Return whether saving writes, as far as it can be told from what is typed, rather than proposes."""
        if self.stored:
            return writes_about(self.workspace, self.who, self.subject)
        places = [found for text in many(self.values, "located_in") if (found := self._meant("place", text))]
        fields = [found for text in many(self.values, "works_in") if (found := self._meant("field", text))]
        if "write" in self.who.scopes and not (places and fields):
            # What is not typed yet does not say that it lies outside.
            places = places or list(self.who.places)
            fields = fields or list(self.who.fields)
        return writes_new(self.workspace, self.who, one(self.values, "kind"), places, fields)

    def _meant(self, kind: str, text: str) -> str:
        try:
            return place_of(self.workspace, text) if kind == "place" else named(known_names(self.workspace), kind, text)
        except InvalidRecord:
            return ""

    def _path(self) -> str:
        return f"/edit/actor/{self.subject}" if self.stored else "/edit/actor"

    def _scope_note(self, w: dict[str, str]) -> str:
        if self.stored and not self.writes():
            return w["will_propose"] if "propose" in self.who.scopes else w["cannot_write"]
        return w["may_propose"] if not self.stored and (self.who.places or self.who.fields) else ""

    def _hidden(self) -> dict[str, str]:
        names = ("key", "draft", "tag", "base") if self.stored else ("key", "draft")
        told = {name: one(self.values, name) for name in names}
        return {**told, "subject": self.subject, "ties": str(len(rows_of(self.values)))}

    def _clash(self, boxes: Sequence[Box]) -> dict[str, Any] | None:
        if self.clash is None:
            return None
        labels = {box.name: box.label for box in boxes}
        both = [{"name": name, "label": labels.get(name, name)} for name in self.theirs]
        return {"who": self.clash["who"], "both": both, "taken": [labels.get(n, n) for n in self.clash["taken"]]}


def clashed(form: ActorForm, now: Held, by: str) -> None:
    """Show on a form what somebody else has saved since it was opened.

    Boxes that only she changed are filled with what she saved; where both wrote something, both stand side by side.
    """
    base = unpacked(one(form.values, "base"))
    form.stored = now
    shown = form.shown()
    taken = []
    for name, texts in shown.items():
        before, saved, mine = (many(values, name) for values in (base, shown, form.values))
        if saved in (before, mine):
            continue
        if mine == before or name not in form.values:
            form.values[name] = texts
            taken.append(name)
        else:
            form.theirs[name] = "; ".join(saved)
    form.values |= {"tag": [now.tag], "base": [packed(shown)]}
    form.clash = {"who": by, "taken": taken}


def list_choices(workspace: Workspace, lang: str) -> dict[str, list[str]]:
    """Return what the boxes suggest without a script: all places, fields and tasks."""
    return {
        "places": [one_.label.get(lang) for one_ in all_places(workspace)],
        "fields": [one_.label.get(lang) for one_ in all_fields(workspace)],
        "tasks": [node.id.removeprefix("task:") for node in nodes_of(workspace.store, "task")],
    }
