"""Sentences and notes of cooperation/silos, built from its figures."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.common import GROUPING_LABELS, figure, joined, percent
from ecomap.analysis.cooperation.funnel import Funnel
from ecomap.analysis.cooperation.mixing import Mixing
from ecomap.analysis.record import Cell, Parameters, Table
from ecomap.analysis.words import left_out_notes, plural, unweighted_notes
from ecomap.snapshot import Snapshot
from graph_schema import Text

CLEAR = 0.05


def explain(tables: tuple[Table, ...], parameters: Parameters) -> tuple[Text, ...]:
    """Return what a planner should take from the tables, which come in the order of the record."""
    groups, network, _, mixing, ways, districts, whole = (table.rows for table in tables)
    if not network[0][0]:
        return (
            Text(
                "관계가 하나도 없어 닫힘도 분권도 잴 수 없습니다.",
                "There are no ties, so neither closure nor decentralisation can be measured.",
            ),
        )
    return (
        _network(network[0], GROUPING_LABELS[parameters["by"]]),
        *_groups(groups),
        *_barrier(mixing, parameters["by"]),
        *_funnel(ways),
        *_decentralised(whole[0]),
        *_districts(districts),
    )


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _label(cell: Cell) -> Text:
    return cell if isinstance(cell, Text) else Text("–", "–")


def _network(row: tuple[Cell, ...], by: Text) -> Text:
    inside, outside, index, chance, p = (_number(row[i]) for i in (1, 2, 3, 4, 6))
    if index is None:
        return Text(
            f"관계 {figure(_number(row[0]))}건이 있지만 양 끝이 모두 집단({by.ko})에 속한 관계가 없습니다.",
            f"There are {figure(_number(row[0]))} ties, but none has both ends in groups by {by.en.lower()}.",
        )
    stays = percent((inside or 0.0) / ((inside or 0.0) + (outside or 0.0)))
    first = Text(
        f"{by.ko} 기준으로 협력의 {stays}가 집단 안에 머뭅니다(E-I 지수 {figure(index, 2)}).",
        f"By {by.en.lower()}, {stays} of cooperation stays inside groups (E-I index {figure(index, 2)}).",
    )
    if chance is None or p is None:
        return first
    if p > CLEAR:
        verdict = Text("우연의 범위 안이므로 칸막이라고 할 수 없습니다", "within chance, so no silo")
    elif index < chance:
        verdict = Text("우연보다 뚜렷이 닫혀 있습니다", "clearly more closed than chance")
    else:
        verdict = Text("우연보다 뚜렷이 열려 있습니다", "clearly more open than chance")
    return Text(
        f"{first.ko} 집단을 뒤섞으면 {figure(chance, 2)}(p {figure(p, 3)}): {verdict.ko}.",
        f"{first.en} With groups shuffled it is {figure(chance, 2)} (p {figure(p, 3)}): {verdict.en}.",
    )


def _groups(rows: tuple[tuple[Cell, ...], ...]) -> list[Text]:
    judged = [row for row in rows if row[9] is not None and row[7] is not None]
    if len(judged) < 2:
        return []
    clear = [row for row in judged if (_number(row[9]) or 0.0) <= CLEAR]
    closed = [row for row in clear if (_number(row[7]) or 0.0) < 0]
    opened = [row for row in clear if (_number(row[7]) or 0.0) > 0]
    found = [
        Text(
            f"견줄 수 있는 집단 {len(judged):,}개 가운데 {len(closed):,}개는 우연보다 닫혀 있고 {len(opened):,}개는 "
            f"열려 있습니다(보정한 p ≤ 0.05).",
            f"Of {len(judged):,} groups that can be compared, {len(closed):,} are more closed and {len(opened):,} more "
            "open than chance (corrected p ≤ 0.05).",
        )
    ]
    if closed:
        found.append(_one(Text("가장 닫힌 집단", "Most closed"), closed[0]))
    if opened:
        found.append(_one(Text("가장 열린 집단", "Most open"), opened[-1]))
    return found


def _one(which: Text, row: tuple[Cell, ...]) -> Text:
    name, index, chance, z = _label(row[1]), *(_number(row[i]) for i in (5, 6, 7))
    return Text(
        f"{which.ko}: {name.ko}(E-I {figure(index, 2)}, 우연이면 {figure(chance, 2)}, "
        f"우연에서 표준편차 {figure(abs(z or 0.0))}배 거리).",
        f"{which.en}: {name.en} (E-I {figure(index, 2)}, by chance {figure(chance, 2)}, "
        f"{figure(abs(z or 0.0))} standard deviations away).",
    )


def _barrier(rows: tuple[tuple[Cell, ...], ...], by: str) -> list[Text]:
    """Name the two groups furthest below expectation."""
    wanted = GROUPING_LABELS[by]
    cells = [row for row in rows if row[0] == wanted and row[1] != row[3] and row[8] is not None]
    below = [row for row in cells if (_number(row[8]) or 0.0) < 0 and (_number(row[9]) or 1.0) <= CLEAR]
    if not below:
        return []
    row = min(below, key=lambda cell: _number(cell[8]) or 0.0)
    pair = joined(_label(row[2]), _label(row[4]), "↔")
    seen, expected = figure(_number(row[5])), figure(_number(row[6]))
    return [
        Text(
            f"기대보다 가장 적은 두 집단: {pair.ko}, 관측 {seen}, 기대 {expected}. "
            "칸막이를 낮추려면 여기부터 살펴볼 만합니다.",
            f"Furthest below expectation: {pair.en}, {seen} where {expected} would be expected. "
            "To lower barriers, look here first.",
        )
    ]


def _funnel(rows: tuple[tuple[Cell, ...], ...]) -> list[Text]:
    found = []
    for level in dict.fromkeys(row[0] for row in rows):
        part = [row for row in rows if row[0] == level]
        total = sum(int(_number(row[2]) or 0) for row in part)
        if not total:
            continue
        direct, through, two, three, _, never = part
        name, missed = _label(level), int(_number(never[2]) or 0)
        near, gu, in_two, in_three = (percent(_number(cell)) for cell in (direct[3], through[3], two[4], three[4]))
        found.append(
            Text(
                f"{name.ko} 단위 주체 {total:,}곳 가운데 {near}가 시 단위에 직접 이어지고 {gu}는 자치구 단위를 "
                f"거칩니다. 두 걸음에 {in_two}, 세 걸음에 {in_three}가 닿고, 닿지 못하는 곳은 {missed:,}곳입니다.",
                f"Of {total:,} actors of {name.en.lower()} level, {near} are tied to the city level directly and {gu} "
                f"through the gu level; {in_two} reach it in two steps, {in_three} in three, {missed:,} not at all.",
            )
        )
    return found


def _decentralised(row: tuple[Cell, ...]) -> list[Text]:
    index, chance, p = (_number(row[i]) for i in (2, 3, 4))
    if index is None:
        return []
    compared = Text("", "")
    if chance is not None and p is not None:
        way = "우연과 다르지 않음" if p > CLEAR else "우연보다 분권" if index > chance else "우연보다 집중"
        english = "no different" if p > CLEAR else "more decentralised" if index > chance else "more centralised"
        compared = Text(
            f" 층위를 뒤섞으면 {figure(chance, 2)}: {way}.", f" With levels shuffled {figure(chance, 2)}: {english}."
        )
    return [
        Text(
            f"구·동 단위 주체의 관계 가운데 {percent(index)}는 서로 맺은 것이고 나머지는 시 단위와 맺은 것입니다"
            f"(분권 지수 {figure(index, 2)}).{compared.ko}",
            f"{percent(index)} of the ties of gu- and dong-level actors are among themselves, the rest with the city "
            f"level (decentralisation index {figure(index, 2)}).{compared.en}",
        )
    ]


def _districts(rows: tuple[tuple[Cell, ...], ...]) -> list[Text]:
    judged = [row for row in rows if row[12] is not None]
    if len(judged) < 2:
        return []
    low, high = judged[0], judged[-1]
    found = [
        Text(
            f"분권 지수가 가장 낮은 자치구: {_label(low[1]).ko}({figure(_number(low[12]), 2)}), 가장 높은 자치구: "
            f"{_label(high[1]).ko}({figure(_number(high[12]), 2)}).",
            f"Least decentralised district: {_label(low[1]).en} ({figure(_number(low[12]), 2)}), most: "
            f"{_label(high[1]).en} ({figure(_number(high[12]), 2)}).",
        )
    ]
    only = [_label(row[1]) for row in judged if row[13] == 1.0]
    if only:
        found.append(
            Text(
                f"다른 자치구와는 시 단위를 통해서만 이어지는 자치구: {', '.join(name.ko for name in only[:5])}"
                + (f" 외 {len(only) - 5:,}곳." if len(only) > 5 else "."),
                f"Tied to other districts only through the city level: {', '.join(name.en for name in only[:5])}"
                + (f" and {len(only) - 5:,} more." if len(only) > 5 else "."),
            )
        )
    return found


def notes(snapshot: Snapshot, mixing: Mixing, ways: Funnel, parameters: Parameters) -> tuple[Text, ...]:
    """Return what is left out, shared or assumed in the figures."""
    found = list(left_out_notes(snapshot))
    if parameters["measure"] == "strength":
        found += unweighted_notes(snapshot)
    outside = int(mixing.values["ties"][~mixing.grouped].sum())
    if outside:
        found.append(
            Text(
                f"관계 {outside:,}건은 한쪽 끝이라도 집단에 속하지 않아 닫힘에 세지 않았습니다.",
                f"Not counted for closure, with an end in no group: {plural(outside, 'tie', 'ties')}.",
            )
        )
    several = int((np.diff(mixing.rows.indptr) > 1).sum())
    if several:
        found.append(
            Text(
                f"여러 집단에 속한 주체 {several:,}곳의 관계는 집단들에 똑같이 나누어 세었습니다.",
                f"In several groups, their ties shared between these equally: {plural(several, 'actor', 'actors')}.",
            )
        )
    unknown = int((~ways.below & ~ways.upper).sum())
    if unknown:
        found.append(
            Text(
                f"층위가 기록되지 않은 주체 {unknown:,}곳은 분권 지수와 깔때기에서 세지 않았습니다.",
                f"Without a recorded level, in neither funnel nor index: {plural(unknown, 'actor', 'actors')}.",
            )
        )
    if not ways.upper.any():
        found.append(
            Text("시 단위 주체가 하나도 없어 아무도 닿을 수 없습니다.", "There is no actor of the city level to reach.")
        )
    return tuple(found)
