"""What the template of the tie form is filled with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from api.pages.actor_form import packed, unpacked
from api.pages.actor_view import list_choices
from api.pages.form_fields import Filled, one
from api.pages.form_state import RecordForm
from api.pages.home import name_of
from api.pages.rendering import link
from api.pages.tie_form import shown_tie, tie_boxes
from api.pages.words import words
from ecomap.domain.records import Edge, Node
from ecomap.services.desk import tag_of
from ecomap.services.offers import writes_about
from graph_schema import Text


@dataclass
class TieForm(RecordForm):
    """The form of a tie.

    Parameters
    ----------
    actor : Node
        From whose side it is told.
    tie : Edge or None
        The tie that is changed; ``None`` for a new one.
    """

    actor: Node
    tie: Edge | None = None

    @property
    def place(self) -> str:
        """Address of the form."""
        return f"/edit/tie/{self.tie.id}" if self.tie else "/edit/tie"

    def view(self) -> dict[str, Any]:
        """Return what the template takes."""
        w, lang = words(self.lang), self.lang
        filled = Filled(lang, w, self.values, self.problems, self.theirs)
        kind = self.workspace.ontology.edges[self.tie.type] if self.tie else None
        boxes = tie_boxes(self.workspace, self.who, filled, 0, self.actor.kind, kind)
        labels = {box.name: box.label for box in boxes}
        clash = self.clash and {
            "who": self.clash["who"],
            "both": [{"name": name, "label": labels.get(name, name)} for name in self.theirs],
            "taken": [labels.get(name, name) for name in self.clash["taken"]],
        }
        names = ("key", "draft", "tag", "base")
        ends = (self.tie.source, self.tie.target) if self.tie else (self.actor.id,)
        writes = writes_about(self.workspace, self.who, *ends)
        title = w["edit_tie"] if self.tie else w["add_tie_title"].format(name=name_of(self.actor, lang))
        return {
            "form": {
                "title": title,
                "subtitle": self._subtitle(),
                "action": link(lang, self.place, source=self.actor.id),
                "place": self.place,
                "save": w["save"],
                "summary": filled.summary(),
                "clash": clash,
                "notice": self.notice,
                "scope_note": "" if writes else w["will_propose" if "propose" in self.who.scopes else "cannot_write"],
                "hidden": {name: one(self.values, name) for name in names} | {"source": self.actor.id},
                "boxes": boxes,
                "recorded": self.tie is not None,
                "reason": filled.box("reason", Text(w["reason"], w["reason"]), help=w["reason_hint"]),
                **list_choices(self.workspace, lang),
            }
        }

    def _subtitle(self) -> str:
        if self.tie is None:
            return ""
        nodes = self.workspace.store.get_nodes([self.tie.source, self.tie.target])
        label = self.workspace.ontology.edges[self.tie.type].label.get(self.lang)
        return f"{name_of(nodes[self.tie.source], self.lang)} → {name_of(nodes[self.tie.target], self.lang)}: {label}"


def clashed_tie(form: TieForm) -> None:
    """Show what somebody else has saved meanwhile, as `api.pages.actor_view.clashed` does."""
    assert form.tie is not None  # noqa: S101  only a recorded one can be outdated
    tie = form.workspace.store.get_edges([form.tie.id])[form.tie.id]
    base, shown = unpacked(one(form.values, "base")), shown_tie(form.workspace, form.who, tie, form.lang)
    taken = []
    for name in shown:
        before, saved, mine = (one(values, name) for values in (base, shown, form.values))
        if saved in (before, mine):
            continue
        if mine == before:
            form.values[name] = [saved]
            taken.append(name)
        else:
            form.theirs[name] = saved
    form.values |= {"tag": [tag_of(tie)], "base": [packed(shown)]}
    entries = form.workspace.store.history(tie.id, limit=1).items
    form.clash = {"who": entries[0].change.who if entries else "", "taken": taken}
