"""Rows outside somebody's districts and fields as proposals to whoever is in charge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.exchange.row_file import FiledRow, RowFile
from ecomap.services.access import Principal
from ecomap.services.gate import Intent, current_tag, proposal_paper
from ecomap.stores.contract import Reading

_VERBS = {
    ("organisations", True): "register-actor",
    ("organisations", False): "change-actor",
    ("ties", True): "record-tie",
    ("ties", False): "change-tie",
}


def proposed(reading: Reading, who: Principal, file: RowFile, change: Change) -> Iterator[Paper]:
    """Yield a proposal for each row for which that was decided."""
    for row in file.rows("outside"):
        if row.decision == "propose":
            yield proposal_paper(who, _intent(reading, row), change)


def may_be_proposed(row: FiledRow) -> bool:
    """Return whether a row can be a proposal: organisations and ties whose values the caller may see."""
    hidden = any(len(change) > 3 for change in row.detail.get("changes", ()))
    return row.state == "outside" and row.sheet in ("organisations", "ties") and not hidden


def _intent(reading: Reading, row: FiledRow) -> Intent:
    tag = current_tag(reading, row.subject)
    said: dict[str, Any] = {name: "" if after is None else after for name, _, after in row.detail["changes"]}
    if not tag:
        said["kind" if row.sheet == "organisations" else "type"] = row.detail["kind"]
    elif row.sheet == "ties":
        said = {name: value for name, value in said.items() if name not in ("type", "source", "target")}
    return Intent(_VERBS[row.sheet, not tag], "" if not tag else row.subject, said, tag)
