"""Sentences and notes of linkage/position, built from its figures."""

from __future__ import annotations

from typing import Any

import numpy as np

from ecomap.analysis.record import Parameters, Table
from ecomap.analysis.words import left_out_notes, number, percent, plural
from ecomap.snapshot import Snapshot
from graph_schema import Text

# Beyond this many standard deviations of the random networks a figure is called out of the ordinary.
_CLEAR = 3.0
# Below this correlation there is no core and periphery to speak of; closer than this, two correlations are alike.
_WEAK, _DIFFERENT = 0.3, 0.05


def explain(snapshot: Snapshot, tables: tuple[Table, ...]) -> tuple[Text, ...]:
    """Return what a planner should take from the tables."""
    ties = snapshot.ties
    if not ties.n:
        return (Text("이 조건에 맞는 주체가 없습니다.", "No actor meets these conditions."),)
    if not ties.m:
        return (
            Text(
                f"주체 {ties.n:,}곳이 있지만 기록된 관계가 없어 위치를 가릴 수 없습니다.",
                f"{plural(ties.n, 'actor is', 'actors are')} recorded, but no tie, so positions cannot be told apart.",
            ),
        )
    fit: dict[str, Any] = {str(row[0]): row for row in tables[2].rows}
    blocks: list[Any] = list(tables[0].rows)
    return (*_blocks(blocks), *_image(tables[1]), *_fit(blocks, fit), *_core(tables[3], fit))


def _blocks(blocks: list[Any]) -> list[Text]:
    if len(blocks) < 2:
        return [
            Text(
                "관계의 모습이 서로 비슷해 블록이 나뉘지 않습니다.",
                "Actors' ties are so alike that they do not part into blocks.",
            )
        ]
    korean = "; ".join(f"{row[0]} {row[1].ko}({row[2]:,}곳, 평균 연결 수 {number(row[4])})" for row in blocks)
    english = "; ".join(
        f"{row[0]} {row[1].en} ({plural(row[2], 'actor', 'actors')}, mean degree {number(row[4])})" for row in blocks
    )
    return [
        Text(
            f"주체들은 위치가 비슷한 블록 {len(blocks):,}개로 나뉩니다: {korean}.",
            f"The actors fall into {len(blocks):,} blocks of similar position: {english}.",
        )
    ]


def _image(image: Table) -> list[Text]:
    every: list[Any] = list(image.rows)
    rows = [row for row in every if row[3] is not None and row[5] > 0]
    if len(every) < 4 or not rows:
        return []
    strongest = max(rows, key=lambda row: row[3])
    widest = max(rows, key=lambda row: row[5])
    return [
        Text(
            f"가장 촘촘한 길은 {strongest[0]} → {strongest[1]}로 전체 밀도의 {number(strongest[3])}배이고, 짝이 "
            f"가장 많은 "
            f"길은 {widest[0]} → {widest[1]}로 {widest[5]:,}짝입니다.",
            f"The densest way is {strongest[0]} → {strongest[1]}, {number(strongest[3])} times the overall density; "
            f"the "
            f"one with most tied pairs is {widest[0]} → {widest[1]} ({widest[5]:,}).",
        )
    ]


def _fit(blocks: list[Any], fit: dict[str, Any]) -> list[Text]:
    row = fit["profile_r2"]
    if len(blocks) < 2 or row[2] is None:
        return []
    if row[4] is None:
        return [
            Text(
                f"블록은 관계 프로필의 차이를 {percent(row[2])} 설명합니다.",
                f"The blocks explain {percent(row[2])} of the differences between profiles.",
            )
        ]
    korean, english = _verdict(row)
    return [
        Text(
            f"블록은 관계 프로필의 차이를 {percent(row[2])} 설명합니다. 상대를 섞은 연결망에서는 "
            f"{percent(row[4])}로, 블록은 "
            f"{korean}.",
            f"The blocks explain {percent(row[2])} of the differences between profiles, against {percent(row[4])} with "
            f"partners shuffled: {english}.",
        )
    ]


def _verdict(row: Any) -> tuple[str, str]:
    if row[5] is None or abs(row[5]) < _CLEAR:
        return "우연과 구별되지 않습니다", "no more than chance gives"
    if row[5] > 0:
        return "우연보다 뚜렷합니다", "clearly more than chance gives"
    return "우연보다 흐립니다", "clearly less than chance gives"


def _core(members: Table, fit: dict[str, Any]) -> list[Text]:
    size, row = fit["core"][2], fit["core_fit"]
    if not size or row[2] is None:
        return [Text("중심과 주변이 나뉘지 않습니다.", "There is no core apart from a periphery.")]
    every: list[Any] = list(members.rows)
    core = sorted((item for item in every if item[5]), key=lambda item: -item[4])
    korean = ", ".join(item[1].ko for item in core[:3])
    english = ", ".join(item[1].en for item in core[:3])
    sentences = [
        Text(
            f"중심은 주체 {size:,}곳이며 연결이 많은 곳은 다음과 같습니다: {korean}(이상적인 중심–주변과의 상관 "
            f"{row[2]:.2f}).",
            f"The core has {plural(size, 'actor', 'actors')}, best linked {english}; its correlation with an ideal "
            f"core "
            f"and periphery is {row[2]:.2f}.",
        )
    ]
    if row[4] is not None:
        korean, english = _core_verdict(row)
        sentences.append(
            Text(
                f"연결 수만 같게 하고 상대를 섞어도 상관은 {row[4]:.2f}이므로, {korean}. 주변의 주체끼리 직접 "
                f"이어지면 상관이 "
                "작아지고, 중심의 주체끼리 빠진 관계가 이어지면 커집니다.",
                f"With the same numbers of links and shuffled partners it is {row[4]:.2f}: {english}. It falls if "
                f"actors "
                "of the periphery tie up with each other, and grows if missing ties inside the core are made.",
            )
        )
    return sentences


def _core_verdict(row: Any) -> tuple[str, str]:
    if row[2] < _WEAK:
        return "이 연결망에는 뚜렷한 중심–주변이 없습니다", "this network has no marked core and periphery"
    if row[5] is None or abs(row[5]) < _CLEAR or abs(row[2] - row[4]) < _DIFFERENT:
        return (
            "중심–주변은 연결 수의 차이만으로 설명됩니다",
            "unequal numbers of links alone explain the core and periphery",
        )
    if row[2] > row[4]:
        return "중심–주변은 연결 수의 차이보다 더 뚜렷합니다", "it is more marked than unequal numbers of links explain"
    return "중심–주변은 연결 수의 차이에 견주어 흐립니다", "it is less marked than unequal numbers of links let expect"


def notes(snapshot: Snapshot, tables: tuple[Table, ...], parameters: Parameters) -> tuple[Text, ...]:
    """Return what is left out, and how chance was judged."""
    found = left_out_notes(snapshot)
    isolates = int((np.diff(snapshot.ties.adjacency.indptr) == 0).sum())
    if isolates and snapshot.ties.m:
        found.append(
            Text(
                f"관계가 없는 주체 {isolates:,}곳은 블록에 넣지 않았고 중심–주변에서는 주변으로 셌습니다.",
                f"{plural(isolates, 'actor', 'actors')} without ties in no block, and counted to the periphery.",
            )
        )
    hidden = snapshot.ties.n - isolates - len(tables[3].rows)
    if hidden > 0:
        found.append(
            Text(
                f"연결이 더 적은 주체 {hidden:,}곳의 위치는 싣지 않았습니다.",
                f"Positions of {plural(hidden, 'actor', 'actors')} with fewer links not listed.",
            )
        )
    if nulls := parameters["nulls"]:
        found.append(
            Text(
                f"우연과의 비교는 연결 수를 지킨 무작위 연결망 {nulls:,}개에서 블록 수를 같게 하고 블록과 중심을 "
                f"새로 찾아 했습니다.",
                f"Chance is judged by {plural(nulls, 'random network', 'random networks')} with the same degrees, "
                f"in which "
                "as many blocks and a core were searched anew.",
            )
        )
    return tuple(found)
