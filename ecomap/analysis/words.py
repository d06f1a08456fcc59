"""Figures as text, and notes that several analyses give."""

from __future__ import annotations

import numpy as np

from ecomap.snapshot import Snapshot
from graph_schema import Text


def number(value: float, digits: int = 1) -> str:
    """Return a number with thousands separated, without decimals where it is whole."""
    return f"{value:,.0f}" if value == round(value) else f"{value:,.{digits}f}"


def percent(share: float) -> str:
    """Return a share as a percentage with one decimal, with more where it would read 0.0%."""
    return f"{100 * share:.1f}%" if share == 0 or share >= 0.0005 else f"{100 * share:.2g}%"


def plural(count: int, one: str, many: str) -> str:
    """Return a count with its English noun."""
    return f"{count:,} {one if count == 1 else many}"


def left_out_notes(snapshot: Snapshot) -> list[Text]:
    """Say which ties are not counted, or counted without knowing when they held."""
    notes = []
    left_out = len(snapshot.of_types(*snapshot.ontology.tie_types)) - snapshot.ties.m
    if left_out:
        notes.append(
            Text(
                f"한 주체가 자기 자신과 맺은 것으로 기록된 관계 {left_out:,}건은 세지 않았습니다.",
                f"{plural(left_out, 'tie', 'ties')} of an actor with itself left out.",
            )
        )
    undated = int((snapshot.since[snapshot.ties.edges] == 0).sum())
    if undated:
        notes.append(
            Text(
                f"관계 {undated:,}건은 시작일이 기록되지 않았습니다. 기간을 정하면 그 기간에 이미 시작된 "
                f"것으로 셉니다.",
                f"{plural(undated, 'tie has', 'ties have')} no recorded start; with a period, such ties "
                f"count as "
                "having begun.",
            )
        )
    return notes


def unweighted_notes(snapshot: Snapshot) -> list[Text]:
    """Say how many ties count 1 because no strength was recorded."""
    missing = int(np.isnan(snapshot.weight[snapshot.ties.edges]).sum())
    if not missing:
        return []
    return [
        Text(
            f"관계 {missing:,}건은 강도가 기록되지 않아 1로 셌습니다.",
            f"{plural(missing, 'tie', 'ties')} without recorded strength, counted as 1.",
        )
    ]
