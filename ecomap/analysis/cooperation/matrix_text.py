"""Sentences and notes of cooperation/matrix, built from its figures."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.common import figure, joined, optional, percent, ratio
from ecomap.analysis.cooperation.cells import Cells
from ecomap.analysis.cooperation.mixing import Mixing
from ecomap.analysis.record import Table
from ecomap.snapshot import Grouping, Snapshot
from graph_schema import Text

_MEASURE = {
    "ties": Text("관계", "ties"),
    "strength": Text("강도", "strength"),
    "pairs": Text("협력 쌍", "pairs"),
}


def explain(tables: tuple[Table, ...], cells: Cells, rows: Grouping, columns: Grouping) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    tables : tuple of Table
        ``cells``, ``groups``, ``pairs``, ``network``.
    cells : Cells
        All cells, in the order of the groups.
    rows, columns : Grouping
    """
    network = tables[3].rows[0]
    if not network[0]:
        return (
            Text(
                "관계가 하나도 없어 비교할 것이 없습니다.",
                "There are no ties, so there is nothing to compare.",
            ),
        )
    if not cells.observed.sum():
        return (
            Text(
                f"관계 {figure(_number(network[0]))}건이 있지만 양 끝이 모두 집단에 속한 관계가 없습니다.",
                f"There are {figure(_number(network[0]))} ties, but none has both ends in groups.",
            ),
        )
    return (
        _whole(tables[3], cells.measure),
        *_extremes(cells, rows, columns),
        *_clear_cells(cells),
        *_closed_and_open(tables[1]),
        *_largest_pair(tables[2]),
    )


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _whole(network: Table, measure: str) -> Text:
    ties, counted, inside, outside, index, chance, _ = (_number(cell) for cell in network.rows[0])
    share = percent(ratio(inside or 0.0, (inside or 0.0) + (outside or 0.0)))
    unit = _MEASURE[measure]
    return Text(
        f"전체 관계 {figure(ties)}건 가운데 {figure(counted)}건을 칸에 세었습니다. {unit.ko} 기준으로 "
        f"{share}가 같은 집단 안에 "
        f"있으며, E-I 지수는 {figure(index, 2)}(집단과 무관할 때 {figure(chance, 2)})입니다.",
        f"{figure(counted)} of {figure(ties)} ties are counted in cells. By {unit.en}, {share} stay inside "
        "one group; "
        f"the E-I index is {figure(index, 2)} ({figure(chance, 2)} if ties ignored groups).",
    )


def _extremes(cells: Cells, rows: Grouping, columns: Grouping) -> list[Text]:
    residual = cells.figures["residual"]
    found = []
    if np.isfinite(residual).any():
        low, high = int(np.nanargmin(residual)), int(np.nanargmax(residual))
        if residual[low] < 0:
            found.append(_cell("기대보다 가장 부족한 곳", "Furthest below expectation", cells, low, rows, columns))
        if residual[high] > 0:
            found.append(_cell("기대보다 가장 많은 곳", "Furthest above expectation", cells, high, rows, columns))
    return found


def _cell(ko: str, en: str, cells: Cells, k: int, rows: Grouping, columns: Grouping) -> Text:
    name = joined(rows.labels[int(cells.row[k])], columns.labels[int(cells.column[k])], "×")
    unit = _MEASURE[cells.measure]
    seen, base = figure(float(cells.observed[k])), figure(float(cells.figures["expected"][k]))
    residual = figure(optional(cells.figures["residual"][k]))
    return Text(
        f"{ko}: {name.ko} — {unit.ko} {seen}, 기대 {base}, 표준화 잔차 {residual}.",
        f"{en}: {name.en} — {unit.en} {seen}, expected {base}, standardised residual {residual}.",
    )


def _clear_cells(cells: Cells) -> list[Text]:
    clear = cells.figures["p"] <= 0.05
    tested = int(np.isfinite(cells.figures["p"]).sum())
    if not tested:
        return []
    low = int((clear & (cells.figures["residual"] < 0)).sum())
    high = int((clear & (cells.figures["residual"] > 0)).sum())
    return [
        Text(
            f"비교할 수 있는 {tested:,}칸 가운데 {low:,}칸은 뚜렷이 적고 {high:,}칸은 뚜렷이 "
            "많습니다(보정한 p ≤ 0.05).",
            f"Of {tested:,} cells that can be compared, {low:,} are clearly below and {high:,} clearly above "
            "expectation (corrected p ≤ 0.05).",
        )
    ]


def _closed_and_open(groups: Table) -> list[Text]:
    ranked = [row for row in groups.rows if row[5] is not None]
    if len(ranked) < 2:
        return []
    closed, opened = ranked[0], ranked[-1]
    first, last = closed[1], opened[1]
    if not (isinstance(first, Text) and isinstance(last, Text)):
        return []
    low, high = figure(_number(closed[5]), 2), figure(_number(opened[5]), 2)
    return [
        Text(
            f"가장 안으로 닫힌 집단: {first.ko}(E-I {low}). 가장 밖으로 열린 집단: {last.ko}(E-I {high}).",
            f"Most closed group: {first.en} (E-I {low}). Most open group: {last.en} (E-I {high}).",
        )
    ]


def _largest_pair(pairs: Table) -> list[Text]:
    if not pairs.rows:
        return []
    row = pairs.rows[0]
    names = [cell for cell in (row[1], row[3], row[6], row[8]) if isinstance(cell, Text)]
    cell, actors = joined(names[0], names[1], "×"), joined(names[2], names[3], "–")
    ties = figure(_number(row[9]))
    return [
        Text(
            f"{cell.ko} 칸에서 가장 큰 협력 쌍: {actors.ko}(관계 {ties}건).",
            f"The largest pair of actors in {cell.en}: {actors.en} ({ties} ties).",
        )
    ]


def notes(snapshot: Snapshot, mixing: Mixing, cells: Cells, rows: Grouping, columns: Grouping) -> tuple[Text, ...]:
    """Return what is left out, shared or assumed in the figures."""
    found = [*_ungrouped(mixing), *_shared(mixing), *_unweighted(snapshot)]
    if not len(rows) or not len(columns):
        found.append(Text("이 기준의 집단이 하나도 없습니다.", "There is no group of this kind at all."))
    elif cells.observed.sum() and not np.isfinite(cells.figures["residual"]).any():
        found.append(
            Text(
                "관계가 한 집단에만 있어 기대값과 견줄 수 없습니다.",
                "Ties touch one group only, so there is nothing to compare with.",
            )
        )
    small = int(((cells.figures["expected"] > 0) & (cells.figures["expected"] < 5)).sum())
    if small:
        found.append(
            Text(
                f"{small:,}칸은 기대값이 5보다 작아 잔차와 p값이 어림입니다.",
                f"{small:,} cells have less than 5 expected; their residuals and p-values are rough.",
            )
        )
    return tuple(found)


def _ungrouped(mixing: Mixing) -> list[Text]:
    left_out = int(mixing.values["ties"][~mixing.grouped].sum())
    if not left_out:
        return []
    return [
        Text(
            f"관계 {left_out:,}건은 한쪽 끝이라도 집단에 속하지 않아 칸에 세지 않았습니다.",
            f"{left_out:,} ties have an end in no group and are in no cell.",
        )
    ]


def _shared(mixing: Mixing) -> list[Text]:
    several = (np.diff(mixing.rows.indptr) > 1) | (np.diff(mixing.columns.indptr) > 1)
    count = int(several.sum())
    if not count:
        return []
    return [
        Text(
            f"여러 집단에 속한 주체 {count:,}곳의 관계는 집단들에 똑같이 나누어 세었습니다.",
            f"{count:,} actors are in several groups; their ties are shared between these equally.",
        )
    ]


def _unweighted(snapshot: Snapshot) -> list[Text]:
    missing = int(np.isnan(snapshot.weight[snapshot.ties.edges]).sum())
    if not missing:
        return []
    return [
        Text(
            f"강도가 기록되지 않은 관계 {missing:,}건은 1로 세었습니다.",
            f"{missing:,} ties have no recorded strength and count as 1.",
        )
    ]
