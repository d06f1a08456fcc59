"""What the forms of actors and of ties have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from api.pages.actor_form import unpacked
from api.pages.form_fields import Values, many, one
from ecomap.exchange.said import FieldProblem
from ecomap.services.access import Principal
from ecomap.services.workspace import Workspace
from graph_schema import Text


@dataclass
class RecordForm:
    """A form on its way between a person and the register.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
    lang : str
    values : dict
        What stands in its boxes, by name.
    problems : list of FieldProblem
    theirs : dict
        By box what somebody else has saved meanwhile.
    clash : dict, optional
        Who that was, and which boxes were filled with what she saved.
    notice : str
    """

    workspace: Workspace
    who: Principal
    lang: str
    values: Values
    problems: list[FieldProblem] = field(default_factory=list, kw_only=True)
    theirs: dict[str, str] = field(default_factory=dict, kw_only=True)
    clash: dict[str, Any] | None = field(default=None, kw_only=True)
    notice: str = field(default="", kw_only=True)

    def say(self, name: str, reason: Text, remedy: Text | None = None) -> None:
        """Add a problem."""
        self.problems.append(FieldProblem(name, "", reason, remedy or Text("", "")))

    def base(self) -> Values:
        """Return what the record said when the form was opened."""
        return unpacked(one(self.values, "base"))

    def take_theirs(self) -> None:
        """Put back what the record said into the boxes for which the person chose it."""
        base = self.base()
        for name in many(self.values, "take"):
            self.values[name] = base.get(name, [""])
