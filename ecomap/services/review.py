"""The queue of probable duplicates over the whole register, best first.

Searching takes up to a minute, so it is a job, and what it found is a paper that every process reads. A pair that
somebody decided about is left out, see `ecomap.services.decisions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ecomap.analysis.progress import report
from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import Conflict, InvalidParameter
from ecomap.matching import Reason, scan
from ecomap.matching.reasons import REASONS
from ecomap.services.access import Principal
from ecomap.services.actors import Actor, check_limit, with_links
from ecomap.services.decisions import DECISION, STATES, pair_id, settled
from ecomap.services.desk import ANY
from ecomap.services.gate import Intent, Outcome, submit
from ecomap.services.jobs import Asked, JobView, view_of
from ecomap.services.live_index import SEAT
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import PaperQuery
from ecomap.stores.paging import seal, unseal
from graph_schema import Text

QUEUE = "duplicates"
"""Kind of the one paper that holds what the last search found."""
MOST = 2_000
"""Pairs that the queue keeps; when they are decided, the next search brings the others."""
ANSWERS: dict[str, str] = {"same": "merged", "different": "different", "branch": "branch", "former": "former"}
"""What may be answered, and the relation that is remembered; the last two say how the first stands to the second."""


@dataclass(frozen=True, slots=True)
class Suspects:
    """Two records that are probably one.

    Parameters
    ----------
    first, second : Actor
        As the caller may see them, with their seats.
    score : float
        0 to 1; 0 for a pair of a past decision, which is not searched again.
    reasons : tuple of Reason
        What speaks for it and against it, the weightiest first.
    relation : str
        ``same`` or ``related``: what it looks like, or what was decided.
    by : str
        Who decided; empty while it waits.
    """

    first: Actor
    second: Actor
    score: float
    reasons: tuple[Reason, ...]
    relation: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A page of the queue.

    Parameters
    ----------
    items : tuple of Suspects
    waiting : int
        Pairs that wait for an answer.
    found : int
        Pairs that the search found, those beyond `MOST` included.
    made : datetime, optional
        When the register was searched; ``None`` if it never was.
    behind : int
        Changes of the register since.
    skipped : tuple of (str, int)
        What so many records share that their pairs were not compared, and how many.
    next_cursor : str
    """

    items: tuple[Suspects, ...]
    waiting: int
    found: int
    made: datetime | None
    behind: int
    skipped: tuple[tuple[str, int], ...]
    next_cursor: str


def start_search(workspace: Workspace, who: Principal, *, patience: float = 0.0) -> JobView:
    """Search the whole register in the background, or join the job that already does.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``write``.
    patience : float
        Seconds to wait for the end before returning.

    Raises
    ------
    NotAuthenticated, NotAllowed
        If the caller may not write.
    QueueFull
        If too many jobs wait already.

    Notes
    -----
    50,000 actors take less than a minute, the first time with the index of the process.
    """
    who.require("write")
    info = workspace.store.describe()
    job = workspace.jobs.submit(
        (QUEUE, info.uid, info.revision),
        Asked("review"),
        lambda: _search(workspace),
        most_waiting=2 * workspace.settings.jobs_waiting,
    )
    workspace.jobs.wait(job, patience)
    return view_of(job)


def list_review(
    workspace: Workspace, who: Principal, *, state: str = "waiting", limit: int = 20, cursor: str = ""
) -> Review:
    """Return a page of the pairs that wait, best first, or of those decided in one way, newest first.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``write``: the reasons tell who has which number.
    state : str
        ``waiting``, or one of `ecomap.services.decisions.STATES`.
    limit, cursor
        Paging.

    Raises
    ------
    NotAuthenticated, NotAllowed
        If the caller may not write.
    InvalidParameter
        For an unknown state, a limit out of bounds or a foreign cursor.
    """
    who.require("write")
    check_limit(limit)
    if state not in ("waiting", *STATES):
        known = ", ".join(("waiting", *STATES))
        raise InvalidParameter(
            Text(f"'{state[:80]}'이라는 상태는 없습니다.", f"There is no state '{state[:80]}'."),
            Text(f"쓸 수 있는 값: {known}", f"Known: {known}"),
            field="state",
            value=state[:80],
        )
    paper = workspace.store.get_papers(QUEUE, [QUEUE]).get(QUEUE)
    data: dict[str, Any] = dict(paper.data) if paper else {"pairs": [], "found": 0, "revision": 0, "skipped": []}
    waiting = _waiting(workspace, data["pairs"])
    if state == "waiting":
        items, following = _page(workspace, waiting, limit, cursor)
    else:
        items, following = _decided(workspace, state, limit, cursor)
    revision = workspace.store.revision()
    return Review(
        items=_suspects(workspace, who, items),
        waiting=len(waiting),
        found=data["found"],
        made=paper.made if paper else None,
        behind=max(0, revision - data["revision"]) if paper else 0,
        skipped=tuple((what, count) for what, count in data["skipped"]),
        next_cursor=following,
    )


def decide(
    workspace: Workspace,
    who: Principal,
    first: str,
    second: str,
    answer: str,
    *,
    via: str,
    reason: str = "",
    key: str = "",
) -> Outcome:
    """Say how two records stand to each other, and remember it.

    ``branch`` makes the first a part of the second, ``former`` the name of the second an alias of the first. Who may
    not write about the first proposes it.

    Parameters
    ----------
    workspace, who, via, reason, key
        As for `ecomap.services.gate.submit`.
    first, second : str
        Ids of the records.
    answer : str
        One of `ANSWERS`.

    Raises
    ------
    InvalidParameter
        For an unknown answer, or one record named twice.
    NotFound, NotAllowed, Conflict
        As `submit`.
    """
    if answer not in ANSWERS or first == second:
        known = ", ".join(ANSWERS)
        raise InvalidParameter(
            Text("두 기록과 그 사이를 골라야 합니다.", "Two records and how they stand to each other are needed."),
            Text(f"쓸 수 있는 답: {known}", f"Known answers: {known}"),
            field="answer",
            value=answer[:80],
        )
    intent = Intent("change-with-ties", first, {"related": {second: ANSWERS[answer]}}, ANY)
    return submit(workspace, who, intent, via=via, reason=reason, key=key)


def _search(workspace: Workspace) -> None:
    revision = workspace.store.revision()
    found = scan(workspace.actors.current().profiles(), progress=report)
    names = {pair_id(pair.first, pair.match.id): pair for pair in found.pairs}
    done = settled(workspace.store, list(names))
    pairs = [
        [
            pair.first,
            pair.match.id,
            round(pair.match.score, 4),
            pair.match.relation,
            [r.code for r in pair.match.reasons],
        ]
        for name, pair in names.items()
        if name not in done
    ]
    data = {
        "revision": revision,
        "pairs": pairs[:MOST],
        "found": len(pairs),
        "skipped": sorted(found.skipped, key=lambda one: -one[1])[:20],
    }
    try:
        with workspace.store.write(Change("ecomap", "search for duplicates", "job")) as writing:
            stored = writing.get_papers(QUEUE, [QUEUE]).get(QUEUE)
            writing.put_papers([Paper(QUEUE, QUEUE, data, version=stored.version if stored else 0)])
            writing.commit()
    except Conflict:  # another process has just found the same
        return


Found = tuple[str, str, float, str, Sequence[str], str]
"""Ids, score, relation, codes of the reasons, who decided."""


def _waiting(workspace: Workspace, pairs: Sequence[Sequence[Any]]) -> list[Found]:
    done = settled(workspace.store, [pair_id(pair[0], pair[1]) for pair in pairs])
    present = workspace.store.get_nodes({one for pair in pairs for one in pair[:2]})
    return [
        (first, second, score, relation, codes, "")
        for first, second, score, relation, codes in pairs
        if first in present and second in present and pair_id(first, second) not in done
    ]


def _page(workspace: Workspace, found: list[Found], limit: int, cursor: str) -> tuple[list[Found], str]:
    """Return the pairs behind the one that a cursor names by score and ids; the list may have changed since."""
    uid = workspace.store.describe().uid
    start = unseal(uid, "review", cursor, start=[-2.0, "", ""])
    rest = sorted((one for one in found if _place(one) > start), key=_place)
    following = seal(uid, "review", _place(rest[limit - 1])) if len(rest) > limit else ""
    return rest[:limit], following


def _place(found: Found) -> list[str | int | float]:
    return [-found[2], found[0], found[1]]


def _decided(workspace: Workspace, state: str, limit: int, cursor: str) -> tuple[list[Found], str]:
    page = workspace.store.find_papers(PaperQuery(DECISION, (), (state,), limit, cursor))
    items: list[Found] = []
    for paper in page.items:
        ids = list(paper.data.get("seen", ()))
        if len(ids) == 2:
            items.append((ids[0], ids[1], 0.0, state, (), str(paper.data.get("by", ""))))
    return items, page.next_cursor


def _suspects(workspace: Workspace, who: Principal, found: list[Found]) -> tuple[Suspects, ...]:
    nodes = workspace.store.get_nodes({one for pair in found for one in pair[:2]})
    seen = {actor.node.id: actor for actor in with_links(workspace, who, list(nodes.values()), (SEAT,))}
    return tuple(
        Suspects(
            seen[first], seen[second], score, tuple(REASONS[code] for code in codes if code in REASONS), relation, by
        )
        for first, second, score, relation, codes, by in found
        if first in seen and second in seen
    )
