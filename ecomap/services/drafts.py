"""What somebody has typed and not yet saved, kept for her alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import NotFound
from ecomap.services.access import Principal
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import Page, PaperQuery
from graph_schema import Text

DRAFT = "draft"
FORMS = ("actor", "tie")
Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """One form as it was left.

    Parameters
    ----------
    id : str
    form : str
        Of `FORMS`.
    subject : str
        Id of the record that is changed; empty for a new one.
    name : str
        What it is about, for the list.
    values : mapping
        What stands in the boxes, by name.
    saved : datetime
    """

    id: str
    form: str
    subject: str
    name: str
    values: dict[str, list[str]]
    saved: datetime


def save_draft(
    workspace: Workspace, who: Principal, *, draft: str, form: str, subject: str, name: str, values: Typed
) -> str:
    """Keep what is typed, in place of the draft of that id if it is the caller's, and return its id.

    Raises
    ------
    NotAuthenticated, NotAllowed
        If the caller may neither write nor propose.
    """
    who.require("write", "write-own", "propose")
    stored = _own(workspace, who, draft)
    now = datetime.now(UTC)
    data = {
        "form": form,
        "subject": subject,
        "name": name[:200],
        "values": {key: list(texts) for key, texts in values.items()},
        "saved": now.isoformat(timespec="seconds"),
    }
    paper = replace(stored, data=data) if stored else Paper(DRAFT, uuid4().hex, data, _owner(who), "open", now)
    with workspace.store.write(Change(who.name, "", "form")) as writing:
        writing.put_papers([paper])
        writing.commit()
    return paper.id


def list_drafts(workspace: Workspace, who: Principal, *, limit: int = 50, cursor: str = "") -> Page[Draft]:
    """Return a page of the caller's own drafts, the newest first."""
    who.require("write", "write-own", "propose")
    page = workspace.store.find_papers(PaperQuery(DRAFT, (_owner(who),), (), limit, cursor))
    return Page(tuple(map(_draft, page.items)), page.next_cursor)


def read_draft(workspace: Workspace, who: Principal, draft: str) -> Draft:
    """Return one of the caller's own drafts. Raises `NotFound` if there is none of that id, or it is another's."""
    who.require("write", "write-own", "propose")
    if paper := _own(workspace, who, draft):
        return _draft(paper)
    raise NotFound(
        Text(
            "그런 초안이 없습니다. 이미 저장했거나 지운 것입니다.", "There is no such draft: it was saved or discarded."
        ),
        Text("초안 목록에서 고르십시오.", "Choose one from the list of drafts."),
        id=draft,
    )


def discard_draft(workspace: Workspace, who: Principal, draft: str) -> None:
    """Throw one of the caller's own drafts away; one that is not there is passed over."""
    who.require("write", "write-own", "propose")
    if _own(workspace, who, draft):
        with workspace.store.write(Change(who.name, "", "form")) as writing:
            writing.remove_papers(DRAFT, [draft])
            writing.commit()


def _owner(who: Principal) -> str:
    return who.account or who.name


def _own(workspace: Workspace, who: Principal, draft: str) -> Paper | None:
    paper = workspace.store.get_papers(DRAFT, [draft]).get(draft) if draft else None
    return paper if paper and paper.owner == _owner(who) else None


def _draft(paper: Paper) -> Draft:
    data = paper.data
    values = {key: list(texts) for key, texts in data["values"].items()}
    saved = datetime.fromisoformat(data["saved"])
    return Draft(paper.id, data["form"], data["subject"], data["name"], values, saved)
