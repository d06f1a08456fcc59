"""Sentences and notes of cooperation/layers, built from its figures."""

from __future__ import annotations

from ecomap.analysis.common import figure, joined, percent
from ecomap.analysis.record import Cell, Table
from ecomap.snapshot import Snapshot
from graph_schema import Text

_NAMED = 3
_SHARED = {
    "field": Text("분야", "field"),
    "district": Text("자치구", "district"),
    "kind": Text("주체 유형", "kind"),
}


def explain(dependent: Text, tables: tuple[Table, ...]) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    dependent : Text
        Name of the layer that is explained.
    tables : tuple of Table
        ``correlations``, ``regression``, ``model``.
    """
    found, fitted, model = tables
    layers = {row[0] for row in found.rows}
    if not layers:
        return (Text("관계가 하나도 없어 견줄 것이 없습니다.", "There are no ties, so there is nothing to compare."),)
    between = [row for row in found.rows if not str(row[2]).startswith("same_") and row[9] is not None]
    sentences = _together(between)
    if not model.rows[0][3]:
        sentences.append(
            Text(f"{dependent.ko} 관계가 없어 설명할 것이 없습니다.", f"No tie “{dependent.en}” to explain.")
        )
    return (*sentences, *_fitted(dependent, fitted, model)) or (
        Text("견줄 관계 유형이 둘 이상 있어야 합니다.", "At least two types of ties are needed to compare."),
    )


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _label(cell: Cell) -> Text:
    return cell if isinstance(cell, Text) else Text(str(cell), str(cell))


def _together(between: list[tuple[Cell, ...]]) -> list[Text]:
    if not between:
        return []
    clear = [row for row in between if row[10] is not None and _number(row[10]) <= 0.05]
    more = [row for row in clear if _number(row[9]) > 0]
    less = [row for row in clear if _number(row[9]) < 0]
    sentences = [
        Text(
            f"관계 유형 조합 {len(between):,}개 가운데 {len(more):,}개는 우연보다 자주, {len(less):,}개는 드물게 "
            "겹칩니다(보정한 p ≤ 0.05).",
            f"Of {len(between):,} pairs of tie types, {len(more):,} coincide more and {len(less):,} less often than by "
            "chance (corrected p ≤ 0.05).",
        )
    ]
    for row in more[:_NAMED]:
        name = joined(_label(row[1]), _label(row[3]), "×")
        times = f", {figure(_number(row[8]), 0)}×" if row[8] is not None else ""
        sentences.append(
            Text(
                f"{name.ko}: 둘 다 있는 쌍 {row[6]:,}개(우연 {figure(_number(row[7]), 2)}개{times}), 상관 "
                f"{figure(_number(row[9]), 2)}, p = {_number(row[10]):.3f}.",
                f"{name.en}: {row[6]:,} pairs have both ({figure(_number(row[7]), 2)} by chance{times}), r = "
                f"{figure(_number(row[9]), 2)}, p = {_number(row[10]):.3f}.",
            )
        )
    return sentences


def _fitted(dependent: Text, fitted: Table, model: Table) -> list[Text]:
    if not fitted.rows:
        return []
    base = _number(model.rows[0][3]) / _number(model.rows[0][2])
    clear = [row for row in fitted.rows if row[5] is not None and _number(row[5]) <= 0.05]
    sentences = [
        Text(
            f"{dependent.ko} 관계는 아무 쌍에나 {_small(base)}의 확률로 있습니다. 다른 조건이 같을 때:",
            f"A pair has the tie “{dependent.en}” with a probability of {_small(base)}. All else equal:",
        )
    ]
    if not clear:
        return [
            Text(
                f"{dependent.ko} 관계를 다른 관계나 공통점이 뚜렷이 설명하지 못합니다(p > 0.05).",
                f"Nothing clearly explains the tie “{dependent.en}” (p > 0.05).",
            )
        ]
    sentences += [_difference(row) for row in clear[: _NAMED + 2]]
    explained = percent(_number(model.rows[0][4]))
    sentences.append(
        Text(
            f"모두 합쳐 {explained}를 설명합니다. 나머지는 여기에 없는 까닭입니다.",
            f"Together they explain {explained}; the rest has reasons that are not here.",
        )
    )
    return sentences


def _difference(row: tuple[Cell, ...]) -> Text:
    change, name = _number(row[2]), _label(row[1])
    ko, en = ("높습니다", "more") if change > 0 else ("낮습니다", "less")
    points = f"{100 * abs(change):.2f}"
    return Text(
        f"{name.ko}: 이것이 있는 쌍은 확률이 {points}%포인트 {ko}(p = {_number(row[5]):.3f}).",
        f"{name.en}: pairs with it are {points} percentage points {en} likely (p = {_number(row[5]):.3f}).",
    )


def _small(share: float) -> str:
    return f"{100 * share:.2g}%"


def notes(snapshot: Snapshot, left_out: int, ungrouped: dict[str, int], unused: list[Text]) -> tuple[Text, ...]:
    """Return what the figures leave out.

    Parameters
    ----------
    snapshot : Snapshot
    left_out : int
        Actors beyond the limit.
    ungrouped : dict of int
        Actors in no group, by grouping.
    unused : list of Text
        Predictors that could not be used.
    """
    found = []
    if left_out:
        found.append(
            Text(
                f"가장 많이 이어진 주체만 보았고 {left_out:,}곳은 뺐습니다. 잘 이어진 주체끼리는 겹침이 더 잦을 수 "
                "있습니다.",
                f"Only the best connected actors are looked at, {left_out:,} are left out; overlap may be larger among "
                "them.",
            )
        )
    found += [
        Text(
            f"주체 {count:,}곳은 {_SHARED[by].ko}를 몰라 누구와도 같지 않은 것으로 보았습니다.",
            f"{count:,} actors have no known {_SHARED[by].en} and share none with anybody.",
        )
        for by, count in ungrouped.items()
        if count
    ]
    if unused:
        ko, en = (", ".join(getattr(label, lang) for label in unused) for lang in ("ko", "en"))
        found.append(
            Text(
                f"모두 같거나 다른 것에서 따라 나와 회귀에서 뺀 것: {ko}.",
                f"Left out of the regression, being constant or implied by others: {en}.",
            )
        )
    if not snapshot.ties.m:
        found.append(Text("관계가 하나도 없습니다.", "There are no ties."))
    return tuple(found)
