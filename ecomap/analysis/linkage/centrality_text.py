"""Sentences and notes of linkage/centrality, built from its figures."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csgraph

from ecomap.analysis.linkage.centrality_record import MEASURE_LABELS
from ecomap.analysis.linkage.intervals import LEVEL
from ecomap.analysis.linkage.scores import Scores, significant
from ecomap.analysis.record import Table
from ecomap.analysis.words import left_out_notes, number, plural, unweighted_notes
from ecomap.snapshot import Snapshot
from graph_schema import Text


def explain(snapshot: Snapshot, scores: Scores, table: Table, rank_by: str, listed: int) -> tuple[Text, ...]:
    """Return what a planner should take from the ranking."""
    if not listed:
        return (Text("이 조건에 맞는 주체가 없습니다.", "No actor meets these conditions."),)
    if not snapshot.ties.m:
        return (
            Text(
                f"주체 {listed:,}곳이 있지만 기록된 관계가 없어 순위에 차이가 없습니다.",
                f"{plural(listed, 'actor is', 'actors are')} listed, but there is no recorded tie, so all rank alike.",
            ),
        )
    return (
        _leaders(table, rank_by, listed),
        *_stability(table),
        *_concentration(scores),
        _bridge(snapshot, scores),
    )


def _leaders(table: Table, rank_by: str, listed: int) -> Text:
    first: list[Any] = list(table.rows[:3])
    label = MEASURE_LABELS[rank_by]
    korean = ", ".join(f"{row[2].ko}({_value(row[4])})" for row in first)
    english = ", ".join(f"{row[2].en} ({_value(row[4])})" for row in first)
    return Text(
        f"주체 {listed:,}곳 가운데 {label.ko} 상위: {korean}.",
        f"Highest of {plural(listed, 'actor', 'actors')} by {_lower(label.en)}: {english}.",
    )


def _lower(label: str) -> str:
    return label if label == "PageRank" else label.lower()


def _value(score: float) -> str:
    return number(score, 2) if score >= 1 or score == 0 else f"{score:.3g}"


def _stability(table: Table) -> list[Text]:
    """Say between which ranks the first actor moves, and how many others could be in its place."""
    first: Any = table.rows[0]
    best, worst = first[5], first[6]
    if best is None:
        return []
    rivals: list[Any] = [row for row in table.rows[1:] if row[5] <= worst]
    if not rivals:
        return [
            Text(
                f"관계를 다시 뽑아도 1위는 그대로입니다: {first[2].ko}({LEVEL:.0%} 구간 {best}~{worst}위).",
                f"Redrawing the ties leaves the first place as it is: {first[2].en} ({LEVEL:.0%} of ranks from "
                f"{best} to {worst}).",
            )
        ]
    return [
        Text(
            f"관계를 다시 뽑으면 {first[2].ko}의 순위는 {best}위에서 {worst}위 사이에 놓이고({LEVEL:.0%} 구간), "
            f"실린 주체 가운데 {len(rivals):,}곳과 순위를 가리기 어렵습니다. 가장 가까운 곳: {rivals[0][2].ko}"
            f"({rivals[0][5]}~{rivals[0][6]}위).",
            f"With redrawn ties, {first[2].en} ranks from {best} to {worst} ({LEVEL:.0%} interval) and cannot be "
            f"told apart from {plural(len(rivals), 'other listed actor', 'other listed actors')}; nearest: "
            f"{rivals[0][2].en} ({rivals[0][5]} to {rivals[0][6]}).",
        )
    ]


def _concentration(scores: Scores) -> list[Text]:
    degree = np.sort(scores.values["degree"])[::-1]
    top = len(degree) // 10
    if not top:
        return []
    share = 100 * degree[:top].sum() / degree.sum()
    return [
        Text(
            f"연결이 가장 많은 10%(주체 {top:,}곳)에 전체 연결의 {share:.1f}%가 몰려 있습니다.",
            f"The best-linked 10% ({plural(top, 'actor', 'actors')}) hold {share:.1f}% of all links.",
        )
    ]


def _bridge(snapshot: Snapshot, scores: Scores) -> Text:
    between = scores.values["betweenness"]
    actor = int(np.argmax(significant(between)))
    if not between[actor]:
        return Text("다른 두 주체의 최단 경로 위에 놓인 주체가 없습니다.", "No actor lies between two others.")
    position = int(snapshot.ties.nodes[actor])
    share = f"{100 * between[actor]:.1f}%"
    about = ("약 ", "about ") if "betweenness" in scores.sampling else ("", "")
    return Text(
        f"남들을 가장 많이 이어 주는 주체: {snapshot.name(position)}(다른 주체 쌍의 {about[0]}{share}).",
        f"The actor that most links others: {snapshot.name(position, 'en')} ({about[1]}{share} of the "
        f"pairs of "
        "other actors).",
    )


def notes(snapshot: Snapshot, scores: Scores, hidden: int, resamples: int) -> tuple[Text, ...]:
    """Return what is missing, estimated or left out."""
    found = left_out_notes(snapshot) + unweighted_notes(snapshot) + _estimates(snapshot, scores) + _pieces(snapshot)
    if resamples and snapshot.ties.m:
        found.append(
            Text(
                f"순위 구간은 관계 {snapshot.ties.m:,}건을 복원으로 다시 뽑은 연결망 {resamples:,}개에서 구했습니다. "
                "보고에서 우연히 빠지거나 들어온 관계에 순위가 얼마나 흔들리는지를 보이며, 어떤 주체의 관계가 통째로 "
                "빠진 경우까지 보이지는 않습니다.",
                f"Rank intervals come from {plural(resamples, 'network', 'networks')} redrawn from the "
                f"{plural(snapshot.ties.m, 'tie', 'ties')} with replacement. They show how much ranks depend on which "
                "ties happened to be reported, not what happens if all ties of some actor are missing.",
            )
        )
    if hidden:
        found.append(
            Text(
                f"그 아래 주체 {hidden:,}곳은 싣지 않았습니다.",
                f"{plural(hidden, 'actor', 'actors')} further down not listed.",
            )
        )
    return tuple(found)


def _estimates(snapshot: Snapshot, scores: Scores) -> list[Text]:
    found = []
    if between := scores.sampling.get("betweenness"):
        found.append(
            Text(
                f"매개 중심성은 무작위로 뽑은 두 주체 사이의 최단 경로 {between.samples:,}개로 어림했습니다. "
                f"모든 주체의 오차가 ±{between.error:g} 이내일 확률이 95% 이상입니다.",
                f"Betweenness is estimated from shortest paths between {between.samples:,} random pairs of actors. "
                f"With probability of at least 95%, the error of every actor is within ±{between.error:g}.",
            )
        )
    if close := scores.sampling.get("harmonic"):
        found.append(
            Text(
                f"근접 중심성은 주체 {snapshot.ties.n:,}곳 가운데 무작위로 뽑은 {close.samples:,}곳에서 잰 거리로 "
                f"어림했습니다. 모든 주체의 오차가 ±{close.error:.4f} 이내일 확률이 95% 이상입니다.",
                f"Closeness is estimated from distances to {close.samples:,} of {snapshot.ties.n:,} actors. With "
                f"probability of at least 95%, the error of every actor is within ±{close.error:.4f}.",
            )
        )
    return found


def _pieces(snapshot: Snapshot) -> list[Text]:
    """Say that eigenvector centrality does not compare actors of different components."""
    size = np.bincount(csgraph.connected_components(snapshot.ties.adjacency, directed=False)[1])
    tied = size[size > 1]
    if len(tied) < 2:
        return []
    outside = int(tied.sum() - tied.max())
    return [
        Text(
            f"고유벡터 중심성은 서로 이어지지 않은 덩어리 {len(tied):,}개마다 따로 구했습니다. 가장 큰 덩어리 밖에 "
            f"있는 "
            f"주체 {outside:,}곳의 값은 자기 덩어리 안에서만 비교할 수 있습니다.",
            f"Eigenvector centrality is computed in each of {len(tied):,} components by itself. The values of "
            f"{plural(outside, 'actor', 'actors')} outside the largest one compare only within their own component.",
        )
    ]
