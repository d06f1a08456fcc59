"""What the partner's page shows of its survey."""

from __future__ import annotations

from typing import Any

from api.pages.actor_form import shown_values
from api.pages.form_fields import Box, Filled, Values
from api.pages.words import words
from ecomap.exchange.said import NAMES, FieldProblem
from ecomap.services.access import Principal
from ecomap.services.survey_answers import Opened
from ecomap.services.survey_papers import RATINGS
from ecomap.services.workspace import Workspace
from graph_schema import Text

ASKED = ("homepage", "description", "address", "contact_person", "email", "phone", "staff", "members")
"""Properties of its record that a partner is asked to confirm, beside its names."""
EVERYTHING = Principal("own record", frozenset({"read-members", "read-private"}))
"""A partner sees all of its own record."""
KIND = "kind_of_tie"


def record_boxes(
    workspace: Workspace, opened: Opened, lang: str, values: Values, wrong: list[FieldProblem]
) -> list[Box]:
    """Return the boxes of the partner's own record."""
    filled = Filled(lang, words(lang), values, wrong)
    specs = {spec.name: spec for spec in workspace.ontology.nodes[opened.actor.node.kind].properties}
    names = [filled.box(name, label, required=name == "name_ko") for name, label in NAMES.items()]
    return names + [filled.property_box(specs[name]) for name in ASKED if name in specs]


def record_values(workspace: Workspace, opened: Opened, lang: str) -> Values:
    """Return what the partner's record says now."""
    return shown_values(workspace, EVERYTHING, opened.actor, lang)


def tie_boxes(workspace: Workspace, opened: Opened, lang: str, values: Values, wrong: list[FieldProblem]) -> list[Box]:
    """Return the boxes of one tie: kind with direction, frequency, six ratings, a note."""
    w = words(lang)
    moved = [FieldProblem(KIND, p.value, p.reason, p.remedy) if p.field in ("type", "target") else p for p in wrong]
    filled = Filled(lang, w, values, moved)
    specs = {spec.name: spec for spec in workspace.ontology.edges[opened.survey.types[0]].properties}
    boxes = [
        filled.box(KIND, _text("survey_type"), widget="select", choices=kinds(workspace, opened, lang), required=True)
    ]
    boxes.append(filled.property_box(specs["contact_frequency"]))
    marks = [("", ""), *((str(mark), str(mark)) for mark in range(1, 5))]
    for name in RATINGS:
        spec = specs[name]
        boxes.append(filled.box(name, spec.label, help=spec.description.get(lang), widget="select", choices=marks))
    return [*boxes, filled.property_box(specs["note"])]


def kinds(workspace: Workspace, opened: Opened, lang: str) -> list[tuple[str, str]]:
    """Return the kinds of tie that are asked for, directed ones once for each direction."""
    w, found = words(lang), [("", "")]
    for name in opened.survey.types:
        kind = workspace.ontology.edges[name]
        label = kind.label.get(lang)
        if kind.directed:
            found += [(f"{name}.{way}", w[f"survey_{way}"].format(label=label)) for way in ("out", "in")]
        else:
            found.append((f"{name}.out", label))
    return found


def reports(workspace: Workspace, opened: Opened, lang: str) -> list[dict[str, Any]]:
    """Return what the partner has said of its ties, by the other's name."""
    told = opened.invitation.reports
    nodes = workspace.store.get_nodes({str(report["partner"]) for report in told.values()})
    labels = dict(kinds(workspace, opened, lang))
    shown = []
    for key, report in told.items():
        node = nodes.get(str(report["partner"]))
        name = (node.name_en if lang == "en" else "") or node.name_ko if node else str(report["partner"])
        kind = labels.get(f"{report['type']}.{report.get('direction', 'out')}", str(report["type"]))
        shown.append({"key": key, "name": name, "partner": str(report["partner"]), "kind": kind})
    return sorted(shown, key=lambda one: (one["name"], one["key"]))


def report_values(opened: Opened, key: str) -> Values:
    """Return what the boxes show of a report that was saved before; empty for a new one."""
    report = opened.invitation.reports.get(key)
    if report is None:
        return {}
    kind = f"{report['type']}.{report.get('direction', 'out')}"
    return {KIND: [kind], **{name: [str(value)] for name, value in report.items()}}


def _text(name: str) -> Text:
    return Text(words("ko")[name], words("en")[name])
