"""Sentences and notes of cooperation/survival, built from its figures."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import percent
from ecomap.analysis.record import Cell, Table
from ecomap.snapshot import Snapshot
from ecomap.snapshot.columns import NO_DAY
from graph_schema import Text

_ENOUGH = 10


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _interval(row: tuple[Cell, ...]) -> str:
    if row[5] is None or row[6] is None:
        return percent(_number(row[4]))
    return f"{percent(_number(row[4]))} [{percent(_number(row[5]))}, {percent(_number(row[6]))}]"


def explain(tables: tuple[Table, ...], years: int, p: float) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    tables : tuple of Table
        ``curves``, ``groups``, ``years``.
    years : int
        Years to last.
    p : float
        Of the log-rank test, NaN where there is none.
    """
    _, groups, by_year = tables
    whole = groups.rows[0]
    if not whole[2]:
        return (
            Text(
                "설립일을 아는 주체가 없어 존속을 볼 수 없습니다. 설립일과 해산일을 등록하면 볼 수 있습니다.",
                "No actor has a founding day, so survival cannot be seen. Register founding and closing days to see "
                "it.",
            ),
        )
    sentences = [
        Text(
            f"설립일을 아는 주체 {whole[2]:,}곳 가운데 {whole[3]:,}곳이 해산했습니다.",
            f"Of {whole[2]:,} actors with a founding day {whole[3]:,} have closed.",
        )
    ]
    if whole[4] is not None:
        sentences.append(
            Text(
                f"{years}년 넘게 남는 비율은 {_interval(whole)}입니다(95% 구간).",
                f"The share that lasts longer than {years} years is {_interval(whole)} (95% interval).",
            )
        )
    return (*sentences, *_groups(groups, p), *_years(by_year))


def _groups(groups: Table, p: float) -> list[Text]:
    ranked = [row for row in groups.rows[1:] if row[4] is not None and _number(row[2]) >= _ENOUGH]
    if len(ranked) < 2 or math.isnan(p):
        return []
    low, high = ranked[0], ranked[-1]
    if p > 0.05:
        return [
            Text(
                f"집단 사이의 차이는 뚜렷하지 않습니다(로그 순위 검정 p = {p:.3f}).",
                f"Groups do not clearly differ (log-rank p = {p:.3f}).",
            )
        ]
    names = [row[1] if isinstance(row[1], Text) else Text("", "") for row in (low, high)]
    return [
        Text(
            f"가장 취약한 집단: {names[0].ko}({_interval(low)}). 가장 오래 버티는 집단: "
            f"{names[1].ko}({_interval(high)}). 집단 "
            f"사이의 차이는 우연으로 보기 어렵습니다(로그 순위 검정 p = {p:.3f}).",
            f"Most fragile: {names[0].en} ({_interval(low)}). Most lasting: {names[1].en} ({_interval(high)}). Groups "
            f"differ more than chance explains (log-rank p = {p:.3f}).",
        )
    ]


def _years(by_year: Table) -> list[Text]:
    if not by_year.rows:
        return []
    founded, closed = (sum(_number(row[k]) for row in by_year.rows) for k in (1, 2))
    first, last = by_year.rows[0][0], by_year.rows[-1][0]
    return [
        Text(
            f"{first}–{last}년에 {founded:,.0f}곳이 생기고 {closed:,.0f}곳이 해산했으며, {last}년 끝에 "
            f"{by_year.rows[-1][3]:,}곳이 있습니다.",
            f"From {first} to {last}, {founded:,.0f} were founded and {closed:,.0f} closed; at the end of {last} there "
            f"are {by_year.rows[-1][3]:,}.",
        )
    ]


def notes(snapshot: Snapshot, usable: NDArray[np.bool_], since: NDArray[np.int64], last_day: int) -> tuple[Text, ...]:
    """Return what is left out or assumed.

    Parameters
    ----------
    snapshot : Snapshot
    usable : ndarray of bool
        Actors whose lifetime is used.
    since : ndarray of int64
        Founding days.
    last_day : int
        Day to which open lifetimes run.
    """
    found = []
    if unknown := int((since == NO_DAY).sum()):
        found.append(
            Text(
                f"주체 {unknown:,}곳은 설립일이 없어 뺐습니다.",
                f"{unknown:,} actors have no founding day and are left out.",
            )
        )
    if wrong := int(((since != NO_DAY) & ~usable).sum()):
        found.append(
            Text(
                f"주체 {wrong:,}곳은 설립일이 해산일이나 자료의 마지막 날보다 늦어 뺐습니다.",
                f"{wrong:,} actors are founded after their closing or after the last day known, and are left out.",
            )
        )
    if usable.any():
        day = date.fromordinal(last_day).isoformat()
        found.append(
            Text(
                f"해산일이 없는 주체는 {day}에도 있는 것으로 보았습니다. 등록되지 않은 해산이 있다면 존속은 더 "
                "짧습니다.",
                f"Actors without a closing day are taken to be there on {day}; if closings were not registered, "
                "lifetimes are shorter.",
            )
        )
    if not len(snapshot.actors):
        found.append(Text("주체가 없습니다.", "There are no actors."))
    return tuple(found)
