"""Sentences and notes of cooperation/change, built from its figures."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.common import figure, optional, percent
from ecomap.analysis.cooperation.change_rows import Moment
from ecomap.analysis.cooperation.periods import Relations, chance_external
from ecomap.analysis.record import Cell, Table
from ecomap.snapshot import Grouping, Snapshot
from graph_schema import Text


def explain(
    snapshot: Snapshot, fields: Grouping, moments: tuple[Moment, Moment], tables: tuple[Table, ...]
) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    snapshot : Snapshot
    fields : Grouping
    moments : (Moment, Moment)
    tables : tuple of Table
        ``years``, ``comparison``, ``turnover``, ``changes``, ``formation``.
    """
    years, _, turnover, _, formation = tables
    if not years.rows:
        return (
            Text(
                "시작일이 있는 관계가 없어 변화를 볼 수 없습니다. 관계의 시작일을 등록하면 볼 수 있습니다.",
                "No tie has a start, so no change can be seen. Register when ties began to see it.",
            ),
        )
    return (
        _whole(moments, turnover),
        *_series(years),
        *_groups(turnover),
        *_fields(snapshot, fields, moments),
        *_formed(formation),
    )


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _whole(moments: tuple[Moment, Moment], turnover: Table) -> Text:
    _, _, first, second, kept, new, ended, jaccard, _ = turnover.rows[0]
    labels = [moment.period.label for moment in moments]
    possible = moments[1].actors * (moments[1].actors - 1) / 2
    chance = moments[0].pairs * moments[1].pairs / possible if possible else 0.0
    stable = percent(None if jaccard is None else _number(jaccard))
    return Text(
        f"{labels[0]} → {labels[1]}: 관계 {first:,}건 가운데 {kept:,}건이 이어지고 {ended:,}건이 끝났으며 {new:,}건이 "
        "새로 "
        f"생겨 {second:,}건이 되었습니다. 안정성은 {stable}입니다(아무하고나 다시 맺는다면 이어지는 것은 "
        f"{figure(chance)}건).",
        f"{labels[0]} → {labels[1]}: of {first:,} relationships {kept:,} were kept and {ended:,} ended; {new:,} are "
        "new, "
        f"which makes {second:,}. Stability is {stable} (if all were made anew at random, {figure(chance)} would be "
        "kept).",
    )


def _series(years: Table) -> list[Text]:
    if len(years.rows) < 2:
        return []
    first, last = years.rows[0], years.rows[-1]
    peak = max(years.rows, key=lambda row: _number(row[1]))
    return [
        Text(
            f"있는 관계는 {first[0]}년 {first[1]:,}건에서 {last[0]}년 {last[1]:,}건으로 바뀌었고, 가장 많은 해는 "
            f"{peak[0]}년({peak[1]:,}건)입니다. 주체 하나의 평균 상대 수: {figure(_optional(first[9]), 2)} → "
            f"{figure(_optional(last[9]), 2)}.",
            f"Relationships went from {first[1]:,} in {first[0]} to {last[1]:,} in {last[0]}, with most in {peak[0]} "
            f"({peak[1]:,}). The mean number of partners went from {figure(_optional(first[9]), 2)} to "
            f"{figure(_optional(last[9]), 2)}.",
        )
    ]


def _optional(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _groups(turnover: Table) -> list[Text]:
    whole = _optional(turnover.rows[0][7])
    clear = [row for row in turnover.rows[1:] if row[8] is not None and _number(row[8]) <= 0.05]
    if whole is None or len(turnover.rows) < 3:
        return []
    if not clear:
        return [
            Text(
                "안정성이 전체와 뚜렷이 다른 집단은 없습니다(보정한 p > 0.05).",
                "No group is clearly more or less stable than the whole (corrected p > 0.05).",
            )
        ]
    below = [row for row in clear if _number(row[7]) < whole]
    above = [row for row in clear if _number(row[7]) > whole]
    found = [_group(min(below, key=lambda row: _number(row[7])), "많이 바뀐", "More change")] if below else []
    if above:
        found.append(_group(max(above, key=lambda row: _number(row[7])), "안정된", "More stable"))
    return found


def _group(row: tuple[Cell, ...], ko: str, en: str) -> Text:
    name = row[1] if isinstance(row[1], Text) else Text(str(row[1]), str(row[1]))
    figures = percent(_number(row[7])), f"{row[5]:,}", f"{row[6]:,}", f"{_number(row[8]):.3f}"
    return Text(
        f"전체보다 뚜렷이 {ko} 집단: {name.ko}(안정성 {figures[0]}, 새로 {figures[1]}건, 끝남 {figures[2]}건, 보정한 "
        "p = "
        f"{figures[3]}).",
        f"{en} than the whole: {name.en} (stability {figures[0]}, {figures[1]} new, {figures[2]} ended, corrected p = "
        f"{figures[3]}).",
    )


def _fields(snapshot: Snapshot, fields: Grouping, moments: tuple[Moment, Moment]) -> list[Text]:
    before, after = moments[0].e_i, moments[1].e_i
    if before is None or after is None:
        return []
    chance = optional(2.0 * chance_external(snapshot, fields) - 1.0)
    if abs(after - before) < 0.02:
        way = Text("거의 그대로입니다", "has hardly moved")
    elif after > before:
        way = Text("분야 밖으로 더 열렸습니다", "has opened to other fields")
    else:
        way = Text("분야 안으로 더 닫혔습니다", "has closed towards the own field")
    return [
        Text(
            f"분야 E-I 지수 {figure(before, 2)} → {figure(after, 2)}: {way.ko}(분야와 무관하다면 {figure(chance, 2)}).",
            f"The E-I index by field went from {figure(before, 2)} to {figure(after, 2)}: it {way.en} "
            f"({figure(chance, 2)} if ties ignored fields).",
        )
    ]


_PATTERNS = (
    Text("이미 관계가 있던 쌍의 반복", "repeats a tie of the same pair"),
    Text("받은 관계의 되돌림", "returns an earlier tie"),
    Text("공통 상대를 통한 삼각 닫힘", "closes a triangle with a common partner"),
)


def _formed(formation: Table) -> list[Text]:
    found = []
    for row, name in zip(formation.rows, _PATTERNS, strict=True):
        _, _, observed, chance, _, _, times, p = row
        if observed is None or chance is None or p is None:
            continue
        verdict = Text("우연과 다르지 않음", "no more than chance")
        if _number(p) <= 0.05:
            more = _number(observed) > _number(chance)
            verdict = Text("우연보다 잦음", "more than chance") if more else Text("우연보다 드묾", "less than chance")
        ratio = f", {figure(_optional(times))}×" if times is not None else ""
        found.append(
            Text(
                f"새 관계의 생성 — {name.ko}: {percent(_number(observed))}(우연 {percent(_number(chance))}{ratio}, "
                f"p = {_number(p):.3f}) → {verdict.ko}.",
                f"How ties form: {percent(_number(observed))} {name.en} ({percent(_number(chance))} by chance{ratio}, "
                f"p = {_number(p):.3f}): {verdict.en}.",
            )
        )
    return found


def notes(relations: Relations, moments: tuple[Moment, Moment]) -> tuple[Text, ...]:
    """Return what the figures leave out or assume."""
    found = []
    if relations.undated:
        found.append(
            Text(
                f"관계 {relations.undated:,}건은 시작일이 없어 뺐습니다.",
                f"{relations.undated:,} ties have no start and are left out.",
            )
        )
    open_ended = int((relations.until == 0).sum())
    if open_ended:
        found.append(
            Text(
                f"관계 {open_ended:,}건은 끝난 날이 없어 계속되는 것으로 보았습니다. 실제로 끝난 것이 있다면 끝난 "
                "관계는 더 "
                "많고, 해마다 쌓여 늘어난 것처럼 보이는 몫이 있습니다.",
                f"{open_ended:,} ties have no end and are taken to go on; if some have ended, more ended than is "
                "shown, "
                "and part of the growth over the years is only ties piling up.",
            )
        )
    found += _unknown_founding(relations)
    if len(relations.dated) and not np.any(moments[0].held):
        found.append(
            Text(
                f"앞 시점({moments[0].period.label})에는 관계가 하나도 없습니다.",
                f"No tie held at the first date ({moments[0].period.label}).",
            )
        )
    return tuple(found)


def _unknown_founding(relations: Relations) -> list[Text]:
    unknown = int((relations.snapshot.node_since[relations.snapshot.ties.nodes] == 0).sum())
    if not unknown:
        return []
    return [
        Text(
            f"주체 {unknown:,}곳은 설립일이 없어 모든 해에 있는 것으로 보았습니다.",
            f"{unknown:,} actors have no founding day and count as there in every year.",
        )
    ]
