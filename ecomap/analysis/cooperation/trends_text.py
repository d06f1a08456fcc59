"""Sentences and notes of cooperation/trends, built from its figures."""

from __future__ import annotations

from datetime import date

from ecomap.analysis.common import figure
from ecomap.analysis.cooperation.periods import Relations
from ecomap.analysis.record import Cell, Table
from graph_schema import Text


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _signed(value: float) -> str:
    return f"{value:+.2f}"


def explain(tables: tuple[Table, ...], day: date | None, outcome: Text, *, chosen_by_us: bool) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    tables : tuple of Table
        ``series``, ``effect``, ``districts``.
    day : date or None
        None where there is nothing to compare.
    outcome : Text
        Name of the figure that is looked at.
    chosen_by_us : bool
        Whether the caller named no district.
    """
    if day is None:
        return (
            Text(
                "날짜가 있는 관계, 자치구, 그리고 그 날의 앞과 뒤에 한 해씩은 있어야 견줄 수 있습니다.",
                "To compare, there must be dated ties, districts, and at least one year before and after the date.",
            ),
        )
    if not tables[1].rows:
        return (
            Text(
                "값을 아는 자치구 가운데 고른 곳이 없거나 견줄 다른 자치구가 없습니다.",
                "Of the districts whose figures are known none is chosen, or none is left to compare with.",
            ),
        )
    row = tables[1].rows[0]
    return (*_effect(row, day, outcome), *_sureness(row, chosen_by_us=chosen_by_us), *_before(row))


def _effect(row: tuple[Cell, ...], day: date, outcome: Text) -> tuple[Text, ...]:
    name = row[0] if isinstance(row[0], Text) else Text(str(row[0]), str(row[0]))
    before, after = figure(_number(row[1]), 2), figure(_number(row[2]), 2)
    own, others, effect = (_signed(_number(row[k])) for k in (3, 4, 5))
    return (
        Text(
            f"{name.ko}: {outcome.ko}, {day.isoformat()} 앞 {before} → 뒤 {after}({own}). 다른 자치구는 평균 {others} "
            f"바뀌었으므로 차이는 {effect}입니다.",
            f"{name.en}: {outcome.en.lower()}, {before} before {day.isoformat()} and {after} after ({own}). The other "
            f"districts changed by {others} on average, so the difference is {effect}.",
        ),
    )


def _sureness(row: tuple[Cell, ...], *, chosen_by_us: bool) -> tuple[Text, ...]:
    p, sets = _number(row[8]), _number(row[9])
    low, high = _signed(_number(row[6])), _signed(_number(row[7]))
    clear = p <= 0.05 and not chosen_by_us
    verdict = (
        Text("우연으로 보기 어렵습니다", "more than chance explains")
        if clear
        else Text("우연일 수 있습니다", "possibly chance")
    )
    sentences = [
        Text(
            f"자치구를 아무렇게나 고른 {figure(sets)}가지 조합에서는 차이가 보통 {low}에서 {high} 사이입니다(p = "
            f"{p:.3f}): "
            f"{verdict.ko}.",
            f"Among {figure(sets)} sets of districts chosen at random the difference is mostly between {low} and "
            f"{high} "
            f"(p = {p:.3f}): {verdict.en}.",
        )
    ]
    if chosen_by_us:
        sentences.append(
            Text(
                "자치구를 고르지 않아 가장 다르게 바뀐 곳을 보였습니다. 가장 다른 곳을 찾아 본 것이므로 p가 작아도 "
                "효과의 "
                "증거가 아닙니다. 정책을 편 자치구와 날짜를 정해 보십시오.",
                "No district was chosen, so this is the one that changed most unlike the others; having been looked "
                "for, a small p is no evidence. Name the district and the date of a policy.",
            )
        )
    return tuple(sentences)


def _before(row: tuple[Cell, ...]) -> tuple[Text, ...]:
    if row[10] is None or row[11] is None:
        return (
            Text(
                "앞의 해가 하나뿐이라 추세가 미리 달랐는지 알 수 없습니다.",
                "With one year before, whether trends already differed is not known.",
            ),
        )
    slope, p = _signed(_number(row[10])), f"{_number(row[11]):.3f}"
    if _number(row[11]) <= 0.1:
        return (
            Text(
                f"그 날 앞에도 추세가 이미 달랐습니다(해마다 {slope}, p = {p}). 차이를 그 변화 때문이라고 보기 "
                "어렵습니다.",
                f"Trends already differed before the date ({slope} a year, p = {p}), so the difference is hardly due "
                "to "
                "it.",
            ),
        )
    return (
        Text(
            f"그 날 앞의 추세는 다른 자치구와 뚜렷이 다르지 않았습니다(해마다 {slope}, p = {p}).",
            f"Before the date the trend was not clearly different from that of the others ({slope} a year, p = {p}).",
        ),
    )


def notes(relations: Relations, left_out: int, districts: int) -> tuple[Text, ...]:
    """Return what the figures leave out.

    Parameters
    ----------
    relations : Relations
    left_out : int
        Districts without a figure in some year.
    districts : int
        Districts in all.
    """
    found = []
    if relations.undated:
        found.append(
            Text(
                f"관계 {relations.undated:,}건은 시작일이 없어 뺐습니다.",
                f"{relations.undated:,} ties have no start and are left out.",
            )
        )
    if left_out:
        found.append(
            Text(
                f"자치구 {left_out:,}곳은 값을 모르는 해가 있어 뺐습니다.",
                f"{left_out:,} districts have no figure in some year and are left out.",
            )
        )
    if not districts:
        found.append(Text("등록된 자치구가 없습니다.", "No districts are registered."))
    return tuple(found)
