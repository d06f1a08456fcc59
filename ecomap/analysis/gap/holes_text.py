"""Sentences and notes of gaps/holes, built from its figures."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from ecomap.analysis.common import figure, joined, percent
from ecomap.analysis.gap.spans import Span
from ecomap.analysis.gap.words import GROUPS, group_phrase, sentence, subject_particle
from ecomap.analysis.record import Cell, Parameters, Table
from ecomap.snapshot import Grouping
from graph_schema import Text

NO_WAY = Text("길이 없음", "no way")
SOLE = Text("다리 하나뿐", "one go-between only")
LEANING = Text("한 다리가 절반 이상", "one carries half or more")
SEVERAL = Text("여러 다리", "several go-betweens")
_NAMED = 3


def finding(span: Span) -> Text:
    """Return what to call a pair of groups by how it is spanned."""
    if not span.paths:
        return NO_WAY
    if len(span.carriers) == 1:
        return SOLE
    return LEANING if span.top_share >= 0.5 else SEVERAL


def explain(tables: tuple[Table, ...], groups: Grouping) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    tables : tuple of Table
        ``holes``, ``closings``.
    groups : Grouping
    """
    rows = tables[0].rows
    if not rows:
        return (
            Text(
                "관계가 있는 집단이 둘보다 적어 집단 사이를 볼 수 없습니다.",
                "Fewer than two groups have ties, so there is nothing between groups to look at.",
            ),
        )
    weak = [row for row in rows if row[5] is not SEVERAL]
    count = {label.en: sum(row[5] is label for row in rows) for label in (NO_WAY, SOLE, LEANING)}
    first = Text(
        f"실은 집단 {len(rows):,}쌍 가운데 한 곳 건너 잇는 길도 없는 쌍은 {count[NO_WAY.en]:,}개, 다리가 하나뿐인 쌍은 "
        f"{count[SOLE.en]:,}개, 한 다리가 길의 절반 이상을 맡은 쌍은 {count[LEANING.en]:,}개입니다.",
        f"Of the {len(rows):,} pairs of groups listed, {count[NO_WAY.en]:,} have no way over one go-between, "
        f"{count[SOLE.en]:,} have one go-between only, in {count[LEANING.en]:,} one carries half of the ways or more.",
    )
    return (first, *(_hole(row, groups, tables[1]) for row in (weak or list(rows))[:_NAMED]))


def _hole(row: tuple[Cell, ...], groups: Grouping, closings: Table) -> Text:
    labels = [group_phrase(groups.by, label) for label in (row[1], row[3]) if isinstance(label, Text)]
    name = joined(labels[0], labels[1], "–")
    tied, expected = figure(_number(row[6])), figure(_number(row[7]))
    pairs = "pair" if row[6] == 1 else "pairs"
    head = Text(
        f"{name.ko}: 직접 맺은 쌍 {tied}(기대값 {expected})",
        f"{sentence(name.en)}: {tied} tied {pairs} ({expected} expected)",
    )
    top = row[12]
    if not isinstance(top, Text):
        how = Text("한 곳 건너 잇는 길도 없습니다", "no way over one go-between")
    elif row[5] is SOLE:
        how = Text(
            f"한 곳 건너 잇는 길 {figure(_number(row[8]))}개가 모두 {top.ko}({row[11]}) 한 곳을 지납니다. 이곳이 "
            "떠나면 모두 끊깁니다",
            f"all {figure(_number(row[8]))} two-step ways pass over {top.en} ({row[11]}); if it leaves, all are cut",
        )
    else:
        ways, carriers, share = figure(_number(row[8])), figure(_number(row[9])), percent(_number(row[13]))
        how = Text(
            f"한 곳 건너 잇는 길 {ways}개, 다리 {carriers}곳. {top.ko}({row[11]}) 한 곳이 떠나면 길의 {share}가 "
            "끊깁니다",
            f"{ways} two-step ways over {carriers} go-betweens; if {top.en} ({row[11]}) leaves, {share} of them are "
            "cut",
        )
    closing = _closing(row, closings)
    return Text(f"{head.ko}, {how.ko}.{closing.ko}", f"{head.en}, {how.en}.{closing.en}")


def _closing(row: tuple[Cell, ...], closings: Table) -> Text:
    best = next((one for one in closings.rows if (one[0], one[2]) == (row[0], row[2])), None)
    if best is None or not isinstance(best[6], Text) or not isinstance(best[8], Text):
        return Text("", "")
    pair = joined(best[6], best[8], "–")
    before, after = figure(_number(best[11]), 2), figure(_number(best[12]), 2)
    other, later = figure(_number(best[13]), 2), figure(_number(best[14]), 2)
    return Text(
        f" 이어 볼 만한 두 주체: {pair.ko}(함께 아는 상대 {best[9]}곳, 새로 가까워지는 쌍 {best[10]}개, 제약 "
        f"{before}→{after}, {other}→{later}).",
        f" Worth introducing: {pair.en} ({best[9]} common alters, {best[10]} pairs brought near, constraint "
        f"{before}→{after}, {other}→{later}).",
    )


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def notes(
    parameters: Parameters, members: sparse.csr_array[Any], groups: Grouping, shown: tuple[int, int, int]
) -> tuple[Text, ...]:
    """Return what is missing, left out or assumed in the figures.

    Parameters
    ----------
    parameters : mapping
    members : sparse matrix (actors × groups)
    groups : Grouping
    shown : (int, int, int)
        Pairs of groups listed, looked at, and in all.
    """
    found = []
    count = np.diff(members.indptr)
    if not len(groups):
        found.append(Text("이 기준의 집단이 하나도 없습니다.", "There is no group of this kind at all."))
    elif (count == 0).any():
        name, without = GROUPS.get(groups.by, Text("집단", "group")), int((count == 0).sum())
        found.append(
            Text(
                f"주체 {without:,}곳은 {name.ko}{subject_particle(name.ko)} 기록되지 않아 집단의 끝으로 세지 않고 "
                "다리로만 셌습니다.",
                f"{without:,} actors have no recorded {name.en.lower()}: they count as go-betweens only.",
            )
        )
    if not parameters["government"]:
        found.append(
            Text(
                "행정기관은 집단의 끝으로도 다리로도 세지 않았습니다.",
                "Government units are left out, as ends and as go-betweens.",
            )
        )
    if shown[0] < shown[2]:
        found.append(
            Text(
                f"집단 {shown[2]:,}쌍 가운데 기대값이 큰 {shown[1]:,}쌍을 보고, 가장 약하게 이어진 {shown[0]:,}쌍을 "
                "실었습니다.",
                f"Of {shown[2]:,} pairs of groups, the {shown[1]:,} with most expected were looked at and the "
                f"{shown[0]:,} most weakly spanned are listed.",
            )
        )
    return tuple(found)
