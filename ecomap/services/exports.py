"""Taking the register away: the whole, a filter or a selection, in any format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import BinaryIO

from ecomap.errors import InvalidParameter, OverBudget
from ecomap.exchange.exports.content import About, Content
from ecomap.exchange.exports.registry import FORMATS, Format
from ecomap.maps.palette import TIE_COLOUR
from ecomap.services.access import Principal
from ecomap.services.export_records import ExportedActors, ExportedTies, read_former
from ecomap.services.export_records import references as read_references
from ecomap.services.filters import described_filter, unknown
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter, Snapshot
from graph_schema import EdgeKind, NodeKind, PropertySpec, Text

_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export.

    Parameters
    ----------
    form : str
        Name of a format.
    filter : Filter
    table : str
        For CSV: one table instead of both.
    members : bool
        Whether to take members-only properties along.
    """

    form: str
    filter: Filter = field(default_factory=Filter)
    table: str = ""
    members: bool = False


def export_format(name: str) -> Format:
    """Return a format. Raises `InvalidParameter` naming the known ones."""
    if name not in FORMATS:
        raise unknown(name, "format", FORMATS)
    return FORMATS[name]


def write_export(
    workspace: Workspace,
    who: Principal,
    wanted: Wanted,
    out: BinaryIO,
    *,
    lang: str,
    base: str = "",
    most: int | None = None,
) -> str:
    """Write an export to a binary file that can be sought in, and return the name that the file should bear.

    Anybody may take what is public. Members-only properties, and ties by whose word they rest on, need
    ``read-members``; private properties are in no export.

    Parameters
    ----------
    workspace, who, wanted, out
    lang : str
        Language of names and labels.
    base : str
        What stands before ids in the IRIs of linked data; by default one of this register's own.
    most : int, optional
        Most actors and ties together; the setting ``export_max_rows`` by default.

    Returns
    -------
    str

    Raises
    ------
    InvalidParameter
        For an unknown format or table.
    NotAuthenticated, NotAllowed
        If it needs ``read-members`` and the caller lacks it.
    OverBudget
        If it has more actors and ties than ``most``, or than the format holds.

    Notes
    -----
    Records are read in pages and written as they come. Cost: some 30 microseconds a record and format.
    """
    form = export_format(wanted.form)
    if wanted.table and wanted.table not in form.tables:
        raise _no_table(form, wanted.table)
    if wanted.members or wanted.filter.reports not in ("", "either"):
        who.require("read-members")
    snapshot = workspace.snapshot(wanted.filter)
    _require_size(snapshot, most or workspace.settings.export_max_rows)
    content = _content(workspace, wanted, snapshot, base)
    form.write(content, out, lang, wanted.table)
    return file_name(content.about, form, wanted.table, lang)


def file_name(about: About, form: Format, table: str, lang: str) -> str:
    """Return a name for the file that says what is in it."""
    parts = [Text("시민사회-생태계", "civil-society-ecosystem").get(lang)]
    if table:
        parts.append({"actors": Text("주체", "actors"), "ties": Text("관계", "ties")}[table].get(lang))
    parts += [_UNSAFE.sub("-", value.get(lang)).strip("-.")[:30] for _, value in about.filters[:3]]
    return f"{'-'.join([*filter(None, parts), about.day.isoformat()])}.{form.ending_of(table)}"


def _content(workspace: Workspace, wanted: Wanted, snapshot: Snapshot, base: str) -> Content:
    ontology = workspace.ontology
    shown = ("public", "members") if wanted.members else ("public",)
    actor_columns = _columns((ontology.nodes[kind] for kind in ontology.actor_kinds), shown)
    tie_columns = _columns((ontology.edges[name] for name in ontology.tie_types), shown)
    former = read_former(workspace.store, wanted.filter.known_on)
    actors = ExportedActors(workspace, snapshot, frozenset(s.name for s in actor_columns), former)
    ties = ExportedTies(workspace.store, snapshot, frozenset(s.name for s in tie_columns), former)
    filters = described_filter(workspace, wanted.filter)
    return Content(
        ontology=ontology,
        actors=actors,
        ties=ties,
        counts=(snapshot.ties.n, snapshot.ties.m),
        references=read_references(workspace.store),
        name=lambda actor, lang: snapshot.name(snapshot.position[actor], lang),
        actor_columns=actor_columns,
        tie_columns=tie_columns,
        tie_colours=TIE_COLOUR,
        about=About(snapshot.revision, _today(), filters, snapshot.synthetic, wanted.members),
        base=base or f"urn:ecomap:{workspace.store.describe().uid}:",
    )


def _columns(kinds: Iterable[NodeKind | EdgeKind], shown: tuple[str, ...]) -> tuple[PropertySpec, ...]:
    found: dict[str, PropertySpec] = {}
    for kind in kinds:
        found |= {spec.name: spec for spec in kind.properties if spec.privacy in shown}
    return tuple(found.values())


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _require_size(snapshot: Snapshot, most: int) -> None:
    rows = snapshot.ties.n + snapshot.ties.m
    if rows > most:
        raise OverBudget(
            Text(
                f"주체와 관계가 모두 {rows:,}건으로, 한 번에 받을 수 있는 {most:,}건을 넘습니다.",
                f"These are {rows:,} actors and ties; one export may have {most:,}.",
            ),
            Text(
                "지역, 분야, 기간으로 범위를 좁히십시오. 명령 'ecomap export'에는 한도가 없습니다.",
                "Narrow it down by place, field or period. The command 'ecomap export' has no bound.",
            ),
            field="export_max_rows",
            value=rows,
        )


def _no_table(form: Format, table: str) -> InvalidParameter:
    known = ", ".join(form.tables)
    return InvalidParameter(
        Text(f"{form.name} 형식에 표 '{table}'은(는) 없습니다.", f"The format {form.name} has no table '{table}'."),
        Text(f"가능한 값: {known}", f"Allowed: {known}")
        if known
        else Text("table은 csv에만 쓸 수 있습니다. 빼십시오.", "Only csv takes table; leave it out."),
        field="table",
        value=table,
    )
