"""The boxes of a tie, alone or in the form of an actor, and what they say of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.pages.form_fields import Box, Filled, Values, one, problem_of
from ecomap.domain.records import Edge
from ecomap.errors import InvalidRecord
from ecomap.exchange.said import TIE_VALUES, FieldProblem, plain_text
from ecomap.services.access import Principal
from ecomap.services.suggestions import actor_of, all_fields, suggest_actors
from ecomap.services.workspace import Workspace
from graph_schema import EdgeKind, Text

MOST = 20
OUT, IN = ":out", ":in"
_CORE = ("valid_from", "valid_to", "amount", "unit", "field")
_SHORT = ("origin", "note")
OTHER = Text("상대 단체", "Other organisation")
TYPE = Text("관계의 종류", "Type of tie")


def box_name(row: int, name: str) -> str:
    """Return the name of a box in a row of ties."""
    return f"tie-{row}-{name}"


def rows_of(values: Values) -> list[int]:
    """Return the numbers of the rows that a form has."""
    told = one(values, "ties")
    return list(range(min(int(told) if told.isascii() and told.isdigit() else 1, MOST)))


def type_choices(workspace: Workspace, lang: str, kind: str = "") -> list[tuple[str, str]]:
    """Return the types of ties as the actor of a kind says them, those towards it too."""
    found = [("", "")]
    for name in workspace.ontology.tie_types:
        edge = workspace.ontology.edges[name]
        for ending, at, label in ((OUT, 0, edge.label), (IN, 1, edge.reverse)):
            if (edge.directed or ending == OUT) and (not kind or any(pair[at] == kind for pair in edge.ends)):
                found.append((f"{name}{ending}", label.get(lang)))
    return found


def tie_boxes(
    workspace: Workspace, who: Principal, filled: Filled, row: int, kind: str = "", fixed: EdgeKind | None = None
) -> list[Box]:
    """Return the boxes of one row; those of a tie that is recorded already have no type and no other end."""
    words, lang = filled.words, filled.lang
    boxes = []
    if fixed is None:
        boxes.append(filled.box(box_name(row, "other"), OTHER, listed="actors", help=words["other_hint"]))
        if picks := _picks(workspace, who, filled, row):
            boxes.append(
                filled.box(box_name(row, "pick"), Text(words["pick"], words["pick"]), widget="select", choices=picks)
            )
        choices = type_choices(workspace, lang, kind)
        boxes.append(filled.box(box_name(row, "type"), TYPE, widget="select", choices=choices))
    hints = {"valid_from": "date_hint", "valid_to": "end_hint", "amount": "money_hint"}
    for name in _CORE:
        options: dict[str, Any] = {"help": words[hints[name]] if name in hints else "", "numeric": name == "amount"}
        if name == "field":
            options["listed"] = "fields"
        if name == "unit":
            options |= {"widget": "select", "choices": _units(workspace, fixed)}
        boxes.append(filled.box(box_name(row, name), TIE_VALUES[name], **options))
    kinds = [fixed or workspace.ontology.edges[workspace.ontology.tie_types[0]]]
    wanted = [spec for spec in kinds[0].properties if spec.name in _SHORT or fixed]
    return boxes + [
        filled.property_box(spec, box_name(row, spec.name)) for spec in wanted if _seen(who, spec.privacy, fixed)
    ]


def _seen(who: Principal, privacy: str, fixed: EdgeKind | None) -> bool:
    return fixed is None or privacy == "public" or f"read-{privacy}" in who.scopes


def _units(workspace: Workspace, fixed: EdgeKind | None) -> list[tuple[str, str]]:
    edges = [fixed] if fixed else [workspace.ontology.edges[name] for name in workspace.ontology.tie_types]
    return [("", ""), *((unit, unit) for unit in dict.fromkeys(unit for edge in edges for unit in edge.amount_units))]


def _picks(workspace: Workspace, who: Principal, filled: Filled, row: int) -> list[tuple[str, str]]:
    """Return the actors that an unclear name may mean, for whoever has no script to be offered them while typing."""
    name = box_name(row, "other")
    if not any(found.field == name for found in filled.problems):
        return []
    found = suggest_actors(workspace, who, one(filled.values, name), 8)
    shown = [
        (item.label.get(filled.lang), f"{item.label.get(filled.lang)} {item.note.get(filled.lang)}") for item in found
    ]
    return [("", ""), *shown] if shown else []


def said_of_tie(
    workspace: Workspace, values: Values, row: int, base: Values | None = None
) -> tuple[dict[str, Any] | None, list[FieldProblem]]:
    """Return what a row says of a tie, ``None`` for an empty row, and what of it cannot be understood.

    With ``base``, what the boxes showed before, only what differs is said.
    """
    prefix = box_name(row, "")
    told = {name.removeprefix(prefix): one(values, name) for name in values if name.startswith(prefix)}
    if base is not None:
        return {name: text for name, text in told.items() if text != one(base, f"{prefix}{name}")}, []
    told = {name: text for name, text in told.items() if text}
    if not told or told.keys() == {"unit"}:
        return None, []
    said = {name: text for name, text in told.items() if name not in ("type", "other", "pick")}
    problems: list[FieldProblem] = []
    inward = told.get("type", "").endswith(IN)
    said["type"] = told.get("type", "").removesuffix(IN).removesuffix(OUT)
    try:
        said["source" if inward else "target"] = actor_of(workspace, told.get("pick") or told.get("other", ""))
    except InvalidRecord as error:
        problems.append(problem_of(f"{prefix}other", error))
    return said, problems


def on_boxes(problems: Sequence[FieldProblem], rows: Sequence[int]) -> list[FieldProblem]:
    """Return problems of a form's ties under the names of their boxes, given the row of each tie."""
    found = []
    for problem in problems:
        name = problem.field
        if name.startswith("ties."):
            _, number, field = name.split(".", 2)
            name = box_name(rows[int(number)], "other" if field in ("source", "target") else field)
        found.append(FieldProblem(name, problem.value, problem.reason, problem.remedy))
    return found


def shown_tie(workspace: Workspace, who: Principal, tie: Edge, lang: str) -> Values:
    """Return what the boxes of a recorded tie show."""
    kind = workspace.ontology.edges[tie.type]
    field = next((one.label.get(lang) for one in all_fields(workspace) if one.id == tie.field), tie.field)
    told: dict[str, Any] = {
        "valid_from": tie.valid_from,
        "valid_to": tie.valid_to,
        "amount": _plain(tie.amount),
        "unit": tie.unit,
        "field": field,
    }
    told |= {spec.name: tie.properties.get(spec.name) for spec in kind.properties if who.may_see(spec)}
    return {box_name(0, name): [plain_text(value)] for name, value in told.items()}


def _plain(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and float(amount).is_integer() else amount
