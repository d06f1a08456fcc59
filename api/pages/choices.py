"""What the select boxes of the pages offer: kinds, tie types, districts, fields, in the reader's language."""

from __future__ import annotations

from ecomap.services.access import Principal
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Snapshot
from ecomap.snapshot.graph import LEVELS
from ecomap.snapshot.reports import RULES

Choices = list[tuple[str, str]]


def kind_choices(workspace: Workspace, lang: str) -> Choices:
    """Return the actor kinds."""
    return [(name, workspace.ontology.nodes[name].label.get(lang)) for name in workspace.ontology.actor_kinds]


def tie_type_choices(workspace: Workspace, lang: str) -> Choices:
    """Return the tie types."""
    return [(name, workspace.ontology.edges[name].label.get(lang)) for name in workspace.ontology.tie_types]


def district_choices(snapshot: Snapshot, lang: str) -> Choices:
    """Return the gu, by name."""
    places = snapshot.of_kinds("place")
    gu = places[snapshot.level[places] == LEVELS.index("gu")]
    return sorted(((snapshot.node_id[int(i)], snapshot.name(int(i), lang)) for i in gu), key=lambda item: item[1])


def field_choices(snapshot: Snapshot, lang: str) -> Choices:
    """Return the upper fields, by name."""
    fields = snapshot.of_kinds("field")
    top = fields[snapshot.parent[fields] < 0]
    return sorted(((snapshot.node_id[int(i)], snapshot.name(int(i), lang)) for i in top), key=lambda item: item[1])


def report_choices(snapshot: Snapshot, who: Principal, lang: str) -> Choices:
    """Return whose word counts for reported ties; nothing where no survey is or the caller may not tell them apart."""
    if snapshot.survey is None or "read-members" not in who.scopes:
        return []
    return [(rule, label.get(lang)) for rule, label in RULES.items()]


def filter_choices(workspace: Workspace, who: Principal, lang: str) -> dict[str, Choices]:
    """Return the choices of the filters that analyses and maps share."""
    snapshot = workspace.snapshot()
    return {
        "kinds": kind_choices(workspace, lang),
        "tie_types": tie_type_choices(workspace, lang),
        "districts": district_choices(snapshot, lang),
        "fields": field_choices(snapshot, lang),
        "report_rules": report_choices(snapshot, who, lang),
    }
