"""Sentences of gaps/robustness, built from its figures."""

from __future__ import annotations

from typing import Any

from ecomap.analysis.common import percent
from ecomap.analysis.gap.words import listed
from ecomap.analysis.record import Parameters, Table
from ecomap.analysis.words import plural
from ecomap.snapshot import Snapshot
from graph_schema import Text

_MOST = 3


def explain(snapshot: Snapshot, tables: tuple[Table, ...]) -> tuple[Text, ...]:
    """Return how long the network holds, how that compares, and whose leaving hurts."""
    if not snapshot.ties.m:
        return (
            Text(
                "기록된 관계가 없어 끊어질 것도 없습니다.",
                "There is no recorded tie, and so nothing to fall apart.",
            ),
        )
    summary: list[Any] = list(tables[1].rows)
    return (_halves(summary), _areas(summary), *_null(summary), _critical(tables[2]))


def _halves(rows: list[Any]) -> Text:
    chance, degree, between = (percent(row[3]) for row in rows)
    return Text(
        f"가장 큰 덩어리가 처음의 절반 아래로 줄어드는 것은 주체가 무작위로 나가면 {chance}, 연결이 많은 순으로 "
        f"나가면 {degree}, "
        f"남을 이어 주는 순으로 나가면 {between}이(가) 나갔을 때입니다.",
        f"The largest component is down to half once {chance} of the actors have left at random, {degree} if the "
        "best linked "
        f"leave first, {between} if those between most others do.",
    )


def _areas(rows: list[Any]) -> Text:
    worst = min(rows, key=lambda row: row[1])
    figures = ", ".join(f"{row[1]:.2f}" for row in rows)
    return Text(
        f"견고성 R(최대 0.5)은 무작위, 연결이 많은 순, 매개 중심성 순으로 각각 {figures}입니다. 가장 약한 경우: "
        f"{worst[0].ko}.",
        f"Robustness R (at most 0.5) is {figures} at random, best linked first and most between others first. The "
        "weakest "
        f"case: {worst[0].en[:1].lower()}{worst[0].en[1:]}.",
    )


def _null(rows: list[Any]) -> list[Text]:
    degree = rows[1]
    null, ratio, p = degree[4], degree[5], degree[7]
    if null is None or p is None or ratio is None:
        return []
    if p > 0.05:
        return [
            Text(
                f"상대 수만 같은 무작위 연결망의 R은 {null:.2f}이며, 이 연결망과 뚜렷이 다르지 않습니다(p = "
                f"{p:.2f}). 연결이 고르게 "
                "퍼지지 않은 탓이지 짜임새 탓은 아닙니다.",
                f"Random networks with the same numbers of partners have R {null:.2f}, not clearly different (p = "
                f"{p:.2f}): it is "
                "how partners are spread, not who is tied to whom, that decides.",
            )
        ]
    how = ("더 잘 끊어집니다", "falls apart sooner") if ratio < 1 else ("더 오래 버팁니다", "holds longer")
    why = (
        ("끼리끼리 모인 무리를 소수가 잇고 있다는 뜻입니다", "a few tie together groups that keep to themselves")
        if ratio < 1
        else ("무리 사이를 잇는 길이 여럿이라는 뜻입니다", "there are several ways between its groups")
    )
    return [
        Text(
            f"상대 수만 같은 무작위 연결망의 R은 {null:.2f}이므로, 연결이 많은 순으로 나갈 때 이 연결망이 "
            f"{how[0]}(p = {p:.2g}). {why[0]}.",
            f"Random networks with the same numbers of partners have R {null:.2f}: as the best linked leave, this "
            f"network {how[1]} "
            f"(p = {p:.2g}); {why[1]}.",
        )
    ]


def _critical(table: Table) -> Text:
    rows: list[Any] = list(table.rows)
    if not rows:
        return Text("혼자 나가서 다른 주체를 떼어 놓는 곳은 없습니다.", "No actor cuts others off by leaving alone.")
    shown = listed(
        [
            Text(f"{row[2].ko}({row[6]:,}곳)", f"{row[2].en} ({plural(row[6], 'actor', 'actors')})")
            for row in rows[:_MOST]
        ]
    )
    row = rows[0]
    share = "" if row[9] is None else f" {row[2].ko}: 이어진 다른 분야 쌍의 {percent(row[9])}이(가) 함께 끊어집니다."
    share_en = (
        "" if row[9] is None else f" With {row[2].en}, {percent(row[9])} of the joined pairs across fields are lost."
    )
    return Text(
        f"혼자 나가도 남을 가장 많이 떼어 놓는 주체: {shown.ko}.{share} 이들의 상대를 서로 이어 두면 달라집니다.",
        f"Cutting most others off by leaving alone: {shown.en}.{share_en} Ties among their partners would change that.",
    )


def notes(snapshot: Snapshot, parameters: Parameters, joined: int) -> tuple[Text, ...]:
    """Say what is estimated, what is missing, and in which order actors left."""
    found = [
        Text(
            "표적 제거의 순서는 나갈 때마다(매개 중심성은 단계마다) 다시 계산했습니다."
            if parameters["recalculate"]
            else "표적 제거의 순서는 처음에 한 번 계산했습니다.",
            "The order of targeted removal was recalculated after each removal (betweenness: each step)."
            if parameters["recalculate"]
            else "The order of targeted removal was computed once, at the beginning.",
        )
    ]
    if snapshot.ties.n > parameters["samples"]:
        found.append(
            Text(
                f"매개 중심성은 출발점 {parameters['samples']:,}곳으로 어림했으므로 그 순서는 대략적입니다.",
                f"Betweenness was estimated from {parameters['samples']:,} sources, so that its order is approximate.",
            )
        )
    if not joined:
        found.append(
            Text(
                "분야가 다르면서 이어진 쌍이 없어 분야 사이의 값은 비어 있습니다.",
                "No pair across fields is joined, so the figures between fields are empty.",
            )
        )
    return tuple(found)
