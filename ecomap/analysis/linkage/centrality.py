"""linkage/centrality: who is linked most, who links others, who is at the core."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.linkage import centrality_record as record
from ecomap.analysis.linkage.listing import listed_actors
from ecomap.analysis.linkage.scores import MEASURES, Scores, actor_scores, competition_ranks, significant
from ecomap.analysis.linkage.words import left_out_notes, number, plural, unweighted_notes
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Snapshot
from graph_schema import Text


def centrality(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Score every actor and rank those of a kind.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        ``rank_by``, ``limit``, ``kind``, ``exact_up_to``, ``samples``, ``seed``.

    Returns
    -------
    Result
        Table ``ranking``, largest first, equal values by id.

    Notes
    -----
    Cost: see `ecomap.analysis.linkage.scores.actor_scores`.
    """
    options = {name: parameters[name] for name in ("exact_up_to", "samples", "seed")}
    scores = actor_scores(snapshot.ties, **options)
    listed = listed_actors(snapshot, parameters["kind"])
    values = scores.values[parameters["rank_by"]][listed]
    order = np.lexsort((listed, -significant(values)))
    limit = parameters["limit"] or len(order)
    shown = order[:limit]
    ranks = competition_ranks(values)[shown]
    table = Table(record.RANKING, _rows(snapshot, scores, parameters["rank_by"], listed[shown], ranks))
    return Result(
        (table,),
        _explain(snapshot, scores, table, parameters["rank_by"], len(listed)),
        _notes(snapshot, scores, len(listed) - len(shown)),
    )


def _rows(
    snapshot: Snapshot, scores: Scores, rank_by: str, actors: NDArray[np.int64], ranks: NDArray[np.int64]
) -> tuple[tuple[Cell, ...], ...]:
    positions = snapshot.ties.nodes[actors].tolist()
    columns: list[list[Any]] = [scores.values[name][actors].tolist() for name in (rank_by, *MEASURES)]
    rows: list[tuple[Cell, ...]] = []
    for rank, position, values in zip(ranks.tolist(), positions, zip(*columns, strict=True), strict=True):
        name = Text(snapshot.name(position), snapshot.name(position, "en"))
        kind = snapshot.ontology.nodes[snapshot.kinds[int(snapshot.kind[position])]].label
        rows.append((rank, str(snapshot.node_id[position]), name, kind, *values))
    return tuple(rows)


def _explain(snapshot: Snapshot, scores: Scores, table: Table, rank_by: str, listed: int) -> tuple[Text, ...]:
    if not listed:
        return (Text("이 조건에 맞는 주체가 없습니다.", "No actor meets these conditions."),)
    if not snapshot.ties.m:
        return (
            Text(
                f"주체 {listed:,}곳이 있지만 기록된 관계가 없어 순위에 차이가 없습니다.",
                f"{plural(listed, 'actor is', 'actors are')} listed, but there is no recorded tie, so all rank alike.",
            ),
        )
    return (_leaders(table, rank_by, listed), *_concentration(scores), _bridge(snapshot, scores))


def _leaders(table: Table, rank_by: str, listed: int) -> Text:
    first: list[Any] = list(table.rows[:3])
    label = record.MEASURE_LABELS[rank_by]
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
    about = ("약 ", "about ") if scores.error else ("", "")
    return Text(
        f"남들을 가장 많이 이어 주는 주체: {snapshot.name(position)}(다른 주체 쌍의 {about[0]}{share}).",
        f"The actor that most links others: {snapshot.name(position, 'en')} ({about[1]}{share} of the "
        f"pairs of "
        "other actors).",
    )


def _notes(snapshot: Snapshot, scores: Scores, hidden: int) -> tuple[Text, ...]:
    notes = left_out_notes(snapshot) + unweighted_notes(snapshot)
    if scores.error:
        notes.append(
            Text(
                f"매개 중심성은 주체 {snapshot.ties.n:,}곳 가운데 {scores.sources:,}곳을 출발점으로 뽑아 "
                f"어림했습니다. "
                f"모든 주체의 오차가 ±{scores.error:.4f} 이내일 확률이 95% 이상입니다.",
                f"Betweenness is estimated from {scores.sources:,} of {snapshot.ties.n:,} actors as "
                f"sources. With "
                f"probability of at least 95%, the error of every actor is within ±{scores.error:.4f}.",
            )
        )
    if hidden:
        notes.append(
            Text(
                f"그 아래 주체 {hidden:,}곳은 싣지 않았습니다.",
                f"{plural(hidden, 'actor', 'actors')} further down not listed.",
            )
        )
    return tuple(notes)


ANALYSIS = Analysis(
    id="linkage/centrality",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.RANKING,),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=centrality,
    chart=Chart("bar", x="name", value="score"),
)
