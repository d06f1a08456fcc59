"""Storing what ecomap starts with: places, fields, the plan, government units, and the synthetic demo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import seed_data
from ecomap.domain.identity import link_id
from ecomap.domain.records import Change, Edge, Node, Value
from ecomap.services.access import Principal
from ecomap.services.imports import import_rows
from ecomap.services.seeding_demo import demo_records
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import PutCounts
from seed_data.demo import generate

Progress = Callable[[str, int, int | None], None]

PLAN_ID = "plan:seoul-civil-democracy"
_ORIGIN = "ecomap seed data"
_REFERENCE = "서울 기초 자료 (reference data of Seoul)"
_DEMO = "합성 시연 자료 (synthetic demo ecosystem)"


@dataclass(frozen=True, slots=True)
class SeedReport:
    """How many records seeding created and found in place."""

    created: int
    unchanged: int


def seed(workspace: Workspace, who: Principal, *, demo: bool = False, progress: Progress | None = None) -> SeedReport:
    """Store the reference data, and the demo ecosystem on request; seeding again changes nothing.

    Parameters
    ----------
    workspace : Workspace
        Its store must be migrated.
    who : Principal
        Needs the scope ``write``.
    demo : bool
        Whether to add the synthetic ecosystem: organisations, programmes and ties through the same import as any
        user's files, then bodies, resources, recognitions and ordinances.
    progress : callable, optional
        ``progress(step, done, total)``.

    Returns
    -------
    SeedReport

    Raises
    ------
    NotAllowed
        If the caller may not write.
    """
    who.require("write")
    counts = _seed_reference(workspace, who)
    if demo:
        made = generate()
        sheets = {"organisations": made.organisations, "programmes": made.programmes, "ties": made.ties}
        report = import_rows(workspace, who, sheets, reason=_DEMO, via="seed", progress=progress)
        for part in report.counts.values():
            counts += part
        counts += _store(workspace, who, *demo_records(made), reason=_DEMO)
    return SeedReport(counts.created, counts.unchanged)


def _seed_reference(workspace: Workspace, who: Principal) -> PutCounts:
    nodes, edges = zip(*_reference(), strict=True)
    return _store(workspace, who, nodes, [edge for group in edges for edge in group], reason=_REFERENCE)


def _store(
    workspace: Workspace, who: Principal, nodes: Iterable[Node], edges: Iterable[Edge], *, reason: str
) -> PutCounts:
    counts = PutCounts()
    with workspace.store.write(Change(who=who.name, reason=reason, via="seed")) as writing:
        counts += writing.put_nodes(nodes)
        counts += writing.put_edges(edges)
        writing.commit()
    return counts


def _reference() -> Iterator[tuple[Node, list[Edge]]]:
    yield from map(_place, seed_data.places())
    yield from map(_field, seed_data.fields())
    yield from _plan(seed_data.plan())
    yield from map(_unit, seed_data.government_units())


def _link(kind: str, source: str, target: str) -> Edge:
    return Edge(id=link_id(kind, source, target), type=kind, source=source, target=target)


def _known(**values: Value | None) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value not in (None, "", ())}


def _place(row: seed_data.PlaceRow) -> tuple[Node, list[Edge]]:
    node_id = f"place:{row.code}"
    properties = _known(
        code=row.code,
        kostat_code=row.kostat_code,
        level=row.level,
        population=row.population,
        population_year=row.population_year,
        area_km2=row.area_km2,
        lat=row.lat,
        lon=row.lon,
        origin=_ORIGIN,
    )
    above = [_link("part_of", node_id, f"place:{row.parent_code}")] if row.parent_code else []
    return Node(node_id, "place", row.name_ko, row.name_en, properties), above


def _field(row: seed_data.FieldRow) -> tuple[Node, list[Edge]]:
    node_id = f"field:{row.code}"
    level = 2 if row.parent else 1
    properties = _known(code=row.code, level=level, keywords=row.keywords, origin=_ORIGIN)
    above = [_link("part_of", node_id, f"field:{row.parent}")] if row.parent else []
    return Node(node_id, "field", row.label.ko, row.label.en, properties), above


def _plan(plan: seed_data.PlanRow) -> Iterator[tuple[Node, list[Edge]]]:
    yield Node(PLAN_ID, "plan", plan.title.ko, plan.title.en, _known(origin=plan.source)), []
    for task in plan.tasks:
        properties = _known(
            group=task.group,
            question_ko=task.question.ko,
            question_en=task.question.en,
            holds_ko=task.holds.ko,
            holds_en=task.holds.en,
            computes_ko=task.computes.ko,
            computes_en=task.computes.en,
            origin=plan.source,
        )
        node_id = f"task:{task.id}"
        yield (
            Node(node_id, "task", task.label.ko, task.label.en, properties),
            [_link("part_of", node_id, PLAN_ID)],
        )


def _unit(row: seed_data.GovernmentUnitRow) -> tuple[Node, list[Edge]]:
    links = [_link("located_in", row.id, f"place:{row.place}")]
    links += [_link("works_in", row.id, f"field:{code}") for code in row.fields]
    links += [_link("responsible_for", row.id, f"task:{code}") for code in row.tasks]
    links += [_link("part_of", row.id, row.part_of)] if row.part_of else []
    properties = _known(level=row.level, origin=_ORIGIN)
    return Node(row.id, "government", row.name.ko, row.name.en, properties), links
