"""Deciding about the rows of a preview, one by one or many at once."""

from __future__ import annotations

from collections.abc import Collection
from secrets import token_hex

from ecomap.errors import InvalidParameter
from ecomap.exchange.row_file import AGAIN, FiledRow, row_file
from ecomap.services.access import Principal
from ecomap.services.preview_intents import may_be_proposed
from ecomap.services.preview_papers import filed, find_preview, require_state
from ecomap.services.preview_rehearsal import rehearse_rows
from ecomap.services.workspace import Workspace
from graph_schema import Text

DECISIONS: dict[str, Text] = {
    "": Text("그대로 반영", "As it stands"),
    "same": Text("같은 단체: 그 기록을 고침", "The same: change that record"),
    "new": Text("다른 단체: 새로 등록", "Different: register it anew"),
    "skip": Text("이 행은 빼기", "Leave this row out"),
    "propose": Text("제안으로 올리기", "Propose it"),
}
_MOST = 2**31


def decide(
    workspace: Workspace,
    who: Principal,
    preview: str,
    decision: str,
    *,
    keys: Collection[int] = (),
    states: Collection[str] = (),
    text: str = "",
    target: str = "",
) -> int:
    """Decide about rows: those of some keys, or all of some states whose name holds a text.

    Parameters
    ----------
    workspace, who, preview
    decision : str
        Of `DECISIONS`.
    keys, states, text
        Which rows; rows that a decision does not fit are passed over.
    target : str
        For ``same``: id of the record; without one the best match of each row.

    Returns
    -------
    int
        How many rows were decided.

    Raises
    ------
    NotFound, Conflict
        As `read_rows`.
    InvalidParameter
        For an unknown decision, or neither keys nor states.
    """
    found = find_preview(workspace, who, preview)
    require_state(found, "ready")
    if decision not in DECISIONS:
        raise bad("decision", decision, Text(f"쓸 수 있는 값: {', '.join(filter(None, DECISIONS))}", "See the list."))
    if not keys and not states:
        raise bad("rows", "", Text("행을 고르십시오.", "Choose rows."))
    with row_file(found.rows) as file:
        chosen = (
            file.page(states=states, text=text, after=0, limit=10**9) if not keys else file.rows("key > 0", keys=keys)
        )
        decided = [(decision, aim, row) for row in chosen if (aim := _aim(row, decision, target)) is not None]
        file.decide((decision, aim, row.key) for decision, aim, row in decided)
        again = [row.key for _, _, row in decided if decision in ("same", "new") or row.target or row.decision]
        if again:
            rehearse_rows(workspace, who, file, found.data["jobs"], AGAIN, keys=again)
        counts = file.counts()
    filed(workspace, found, "ready", counts=counts)
    return len(decided)


def _aim(row: FiledRow, decision: str, target: str) -> str | None:
    """Return the id that a row is to be told under, empty for its own; ``None`` if the decision does not fit it."""
    if decision == "propose":
        return "" if may_be_proposed(row) else None
    if row.state in ("refused", "outside"):
        return "" if row.state == "outside" and not decision else None
    if decision not in ("same", "new"):
        return ""
    if row.sheet != "organisations":
        return None
    matches = row.detail.get("matches") or ()
    if decision == "same":
        return target or (matches[0]["id"] if matches else None)
    # A row that was recognised by its name gets an id of its own; one that is new has one already.
    return "" if matches or row.state == "new" else f"{row.subject}-{token_hex(3)}"


def bad(field: str, value: str, remedy: Text) -> InvalidParameter:
    """Return the refusal of a value that a parameter of a preview cannot have."""
    return InvalidParameter(
        Text(f"'{field}'에 '{value}'을(를) 쓸 수 없습니다.", f"'{field}' cannot be '{value}'."),
        remedy,
        field=field,
        value=value,
    )
