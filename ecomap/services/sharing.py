"""Saving views of the site and stories made of them, and finding those that one may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from secrets import token_hex
from typing import Any

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.domain.texts import key as plain
from ecomap.errors import NotAllowed, NotFound
from ecomap.services.access import Principal
from ecomap.services.accounts import ACCOUNT, account_of
from ecomap.services.desk import Desk
from ecomap.services.gate import Intent, Outcome, earlier_outcome, file_receipt, receipt_of
from ecomap.services.listing import SMALL_PAGE, papers_of
from ecomap.services.shared_papers import (
    KINDS,
    MEMBERS,
    Kind,
    Shared,
    may_change,
    may_see,
    new_paper,
    owner_of,
    shared_of,
    tag_of,
    told,
)
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import Page, PaperQuery, Reading, Writing
from ecomap.stores.paper_text import cursor_after, paper_row
from graph_schema import Text

FORMER = Text("이전 구성원", "A former member")
PROGRAM = Text("프로그램", "A program")


def list_shared(
    workspace: Workspace,
    who: Principal,
    kind: Kind,
    *,
    text: str = "",
    mine: bool = False,
    limit: int = 50,
    cursor: str = "",
) -> Page[Shared]:
    """Return a page of the views or stories that a caller may see, the newest first.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Anybody.
    kind : str
    text : str
        Only those whose title or notes have this in them, without regard to case, spaces and punctuation.
    mine : bool
        Only the caller's own.
    limit, cursor
        As everywhere.

    Notes
    -----
    Cost: reads as many as it takes to fill the page; all of the kind, if few fit.
    """
    store, wanted = workspace.store, plain(text)
    query = PaperQuery(kind, (owner_of(who),) if mine else (), (), SMALL_PAGE, cursor)
    found: list[Paper] = []
    more = False
    for paper in papers_of(store, query):
        if may_see(who, paper) and wanted in plain(" ".join(_searched(paper))):
            more = len(found) == limit
            if more:
                break
            found.append(paper)
    following = cursor_after(store.describe().uid, paper_row(found[-1])) if more else ""
    return Page(tuple(_shown(store, who, found)), following)


def read_shared(workspace: Workspace, who: Principal, kind: Kind, id: str) -> Shared:  # noqa: A002  as in the address
    """Return one view or story.

    Raises
    ------
    NotFound
        If there is none of that id, or only somebody else may see it.
    NotAuthenticated, NotAllowed
        If it is for members and the caller is none.
    """
    paper = _paper(workspace.store, who, kind, id)
    (found,) = _shown(workspace.store, who, [paper])
    return found


def save_shared(
    workspace: Workspace, who: Principal, kind: Kind, said: Mapping[str, Any], *, via: str, key: str = ""
) -> Outcome:
    """Save a new view or story.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``share``.
    kind : str
    said : mapping
        ``title_ko``, perhaps ``title_en``, ``notes`` and ``visibility`` (``private`` unless it is said), and the
        ``address`` of a view or the ``steps`` of a story: a list of ``address``, ``title`` and ``text``.
    via : str
        Channel: ``form`` or ``api``.
    key : str
        Idempotency key: sent again with the same content it saves nothing and has the first outcome.

    Raises
    ------
    NotAuthenticated, NotAllowed
        If the caller may not.
    Conflict
        If the key was used for something else.
    RefusedFields
        If something that is said cannot be accepted.
    """

    def write(_: Writing) -> Paper:
        return told(new_paper(who, kind, f"{kind[0]}-{token_hex(6)}"), who, said)

    return _written(workspace, who, Intent(f"save-{kind}", "", said), write, via, key)


def change_shared(
    workspace: Workspace,
    who: Principal,
    kind: Kind,
    id: str,  # noqa: A002  as in the address
    said: Mapping[str, Any],
    *,
    tag: str,
    via: str,
    key: str = "",
) -> Outcome:
    """Change a view or story; what is not said stays. ``tag`` is that of the state that is changed.

    Raises
    ------
    NotFound, NotAuthenticated, NotAllowed
        If the caller may not see it, or is neither its owner nor an administrator.
    UnknownState, Outdated
        If there is no tag, or somebody else changed it meanwhile.
    Conflict, RefusedFields
        As `save_shared`.
    """

    def write(writing: Writing) -> Paper:
        return told(_own(workspace, writing, who, kind, id, tag), who, said)

    return _written(workspace, who, Intent(f"change-{kind}", id, said, tag), write, via, key)


def remove_shared(
    workspace: Workspace,
    who: Principal,
    kind: Kind,
    id: str,  # noqa: A002  as in the address
    *,
    tag: str,
    via: str,
    key: str = "",
) -> Outcome:
    """Remove a view or story for ever. Raises as `change_shared`."""

    def write(writing: Writing) -> None:
        _own(workspace, writing, who, kind, id, tag)
        writing.remove_papers(kind, [id])

    return _written(workspace, who, Intent(f"remove-{kind}", id, {}, tag), write, via, key)


def _written(
    workspace: Workspace, who: Principal, intent: Intent, write: Callable[[Writing], Paper | None], via: str, key: str
) -> Outcome:
    who.require("share")
    receipt = receipt_of(who, intent, key)
    with workspace.store.write(Change(who.name, "", via)) as writing:
        if earlier := earlier_outcome(writing, receipt):
            return earlier
        outcome = Outcome("written", intent.subject)
        if paper := write(writing):
            writing.put_papers([paper])
            outcome = Outcome("written", paper.id, tag_of(writing.get_papers(paper.kind, [paper.id])[paper.id]))
        file_receipt(writing, receipt, outcome)
        writing.commit()
        return outcome


def _paper(reading: Reading, who: Principal, kind: Kind, id: str) -> Paper:  # noqa: A002
    paper = reading.get_papers(kind, [id]).get(id) if id.isprintable() else None
    if paper and may_see(who, paper):
        return paper
    if paper and paper.state == MEMBERS:
        who.require("read-members")
    label = KINDS[kind]
    raise NotFound(
        Text(f"'{id[:80]}': 그런 {label.ko}이(가) 없습니다.", f"There is no {label.en.lower()} '{id[:80]}'."),
        Text(
            "지워졌거나 만든 사람만 볼 수 있습니다. 목록에서 고르십시오.",
            "It was removed or is its owner's alone. Choose from the list.",
        ),
        id=id,
    )


def _own(workspace: Workspace, writing: Writing, who: Principal, kind: Kind, id: str, tag: str) -> Paper:  # noqa: A002
    paper = _paper(writing, who, kind, id)
    if not may_change(who, paper):
        raise NotAllowed(
            Text("다른 사람이 만든 것이라 고칠 수 없습니다.", "Somebody else made it, so you cannot change it."),
            Text("만든 사람이나 관리자에게 부탁하십시오.", "Ask its owner, or an administrator."),
            id=id,
        )
    Desk(workspace, who, writing).require_tag(paper.data["title_ko"], tag, tag_of(paper))
    return paper


def _searched(paper: Paper) -> Iterable[str]:
    data = paper.data
    yield from (data["title_ko"], data["title_en"], data["notes"])
    for step in data.get("steps", ()):
        yield from (step["title"], step["text"])


def _shown(reading: Reading, who: Principal, papers: Iterable[Paper]) -> Iterable[Shared]:
    found = list(papers)
    accounts = reading.get_papers(ACCOUNT, {paper.owner for paper in found if paper.data["person"]})
    for paper in found:
        account = accounts.get(paper.owner)
        author = PROGRAM if not paper.data["person"] else FORMER
        if account and account.state == "active":
            name = account_of(account).name
            author = Text(name, name)
        yield shared_of(paper, who, author)
