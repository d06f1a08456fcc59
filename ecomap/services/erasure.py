"""Erasing the data of an organisation's contact person, as the law gives the right to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ecomap.domain.records import Change, Node
from ecomap.errors import NotFound
from ecomap.services.access import Principal
from ecomap.services.accounts import ACCOUNT
from ecomap.services.desk import Desk, held
from ecomap.services.listing import history_of, papers_of
from ecomap.services.preview_erasure import drop_previews_naming
from ecomap.services.redirects import merged_ids, present_id
from ecomap.services.scrubbing import Traces, scrubbed
from ecomap.services.sessions import SESSION
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import PaperQuery, Writing
from graph_schema import Text

_PAGE = 1_000
ACCOUNTS = frozenset({ACCOUNT, SESSION})
"""Papers of people who work with the register: a login stays theirs though an organisation named the same address."""
REASON = Text("담당자 정보 삭제", "contact data erased")


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure found.

    Parameters
    ----------
    record : bool
        Whether the record has or ever had contact data.
    papers : int
        Drafts, proposals, answers and other papers that carried some.
    files : int
        Uploaded files that named the organisation and are gone, with the previews of those that were not applied.
    """

    record: bool
    papers: int
    files: int = 0


def erase_contact(workspace: Workspace, who: Principal, actor: str, *, via: str) -> Erased:
    """Erase contact person, electronic mail address and telephone number of an organisation for good.

    They go from the record, from those that were merged into it, from every state that they ever had and from all
    papers that carry them, in one transaction. The history says who erased and when, and no longer what. Asking
    again changes nothing.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``administer``, or ``write`` for the organisation's district and field; ``administer`` for one that is
        no longer registered.
    actor : str
    via : str
        Channel for the audit history.

    Returns
    -------
    Erased

    Raises
    ------
    NotAuthenticated, NotAllowed, OutsideScope
        If the caller may not.
    NotFound
        If no organisation ever had this id.

    Notes
    -----
    Cost: reads all papers. Backups made before keep what they hold.
    """
    who.require("administer", "write")
    with workspace.store.write(Change(who.name, f"{REASON.ko} / {REASON.en}", via)) as writing:
        actor = present_id(writing, actor)
        _check(Desk(workspace, who, writing), actor)
        names = private_names(workspace)
        # What was merged into it is in its history, and would come back with its own contact data.
        records = (actor, *merged_ids(writing, actor))
        traces = [_traces(workspace, record, names) for record in records]
        found = Erased(bool(writing.erase(records, names)), _scrub_papers(writing, traces))
        writing.commit()
    told = {text for one in traces for text in (*one.names, *one.people, *one.addresses)}
    return replace(found, files=drop_previews_naming(workspace, told))


def private_names(workspace: Workspace) -> tuple[str, ...]:
    """Return the names of the properties of actors that hold data of persons."""
    ontology = workspace.ontology
    specs = (spec for kind in ontology.actor_kinds for spec in ontology.nodes[kind].properties)
    return tuple(dict.fromkeys(spec.name for spec in specs if spec.privacy == "private"))


def _check(desk: Desk, actor: str) -> None:
    present = held(desk.writing, actor)
    if present is None:
        desk.who.require("administer")
        if not desk.workspace.store.history(actor, limit=1).items:
            raise NotFound(
                Text(f"'{actor}'은(는) 등록된 적이 없습니다.", f"Nothing was ever registered as '{actor}'."),
                Text("검색에서 단체를 고르십시오.", "Choose an actor from the search."),
                id=actor,
            )
    elif "administer" not in desk.who.scopes:
        desk.require_one(present)


def _traces(workspace: Workspace, actor: str, fields: tuple[str, ...]) -> Traces:
    names: set[str] = set()
    people: set[str] = set()
    addresses: set[str] = set()
    for state in _states(workspace, actor):
        names |= {state.name_ko, state.name_en} - {""}
        for name in fields:
            value = str(state.properties.get(name, "")).strip()
            if value:
                (people if name == "contact_person" else addresses).add(value)
    return Traces(actor, frozenset(names), frozenset(fields), frozenset(people), frozenset(addresses))


def _states(workspace: Workspace, actor: str) -> Iterator[Node]:
    for entry in history_of(workspace.store, actor):
        for state in (entry.before, entry.after):
            if isinstance(state, Node):
                yield state


def _scrub_papers(writing: Writing, records: Sequence[Traces]) -> int:
    changed = []
    for kind in sorted({*writing.paper_kinds()} - ACCOUNTS):
        for paper in papers_of(writing, PaperQuery(kind, limit=_PAGE)):
            data = paper.data
            for traces in records:
                data = scrubbed(data, traces, about=paper.owner == traces.actor)
            if data != paper.data:
                changed.append(replace(paper, data=data))
    writing.put_papers(changed)
    return len(changed)
