"""cooperation/pairs: the strongest, the most multiplex and the longest-lived partnerships."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import (
    actor_id,
    actor_name,
    figure,
    joined,
    optional,
    percent,
    ratio,
    type_label,
    types_of_pairs,
)
from ecomap.analysis.cooperation.pair_columns import PairColumns
from ecomap.analysis.cooperation.pairs_record import (
    COST,
    DISTRIBUTION,
    LIMITS,
    METHOD,
    PAIRS,
    PARAMETERS,
    RANKINGS,
    REFERENCES,
    STRENGTH,
    SUMMARY,
    TOGETHER,
)
from ecomap.analysis.cooperation.strength_rows import (
    distribution_rows,
    part_rows,
    strength_notes,
    strength_sentences,
)
from ecomap.analysis.cooperation.tie_strength import PARTS, TieStrength, tie_strength
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Snapshot, grouping
from ecomap.snapshot.columns import Float
from graph_schema import Text


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Rank the pairs of a snapshot. See `METHOD` for the definitions."""
    columns = PairColumns(snapshot)
    kept, notes = _kept(snapshot, columns, parameters)
    strength = tie_strength(
        columns, {part: float(parameters[f"weight_{part}"]) for part in PARTS}, float(parameters["half_life"])
    )
    scores = _scores(columns, strength, str(parameters["rank_by"]))
    ranked = _ranked(columns, kept, scores)
    listed = ranked[: int(parameters["limit"])]
    tables = (
        Table(PAIRS, _rows(snapshot, columns, listed, scores, strength.score)),
        Table(SUMMARY, _summary(columns)),
        Table(TOGETHER, _together(snapshot, columns)),
        Table(DISTRIBUTION, distribution_rows(strength)),
        Table(STRENGTH, part_rows(strength, parameters)),
    )
    explanation = _explanation(snapshot, columns, ranked, str(parameters["rank_by"]))
    if len(ranked):
        explanation = (*explanation, *strength_sentences(snapshot, columns, strength))
    return Result(tables, explanation, (*notes, *_date_notes(columns), *strength_notes(strength)))


def _kept(snapshot: Snapshot, columns: PairColumns, parameters: Parameters) -> tuple[NDArray[np.int64], list[Text]]:
    keep = columns.multiplexity >= int(parameters["minimum_types"])
    notes = []
    if (across := str(parameters["across"])) != "any":
        joins, known = columns.across(grouping(snapshot, across))
        keep &= joins
        if unknown := int((~known).sum()):
            notes.append(
                Text(
                    f"한쪽 주체의 집단을 모르는 쌍 {unknown:,}개는 뺐습니다.",
                    f"{unknown:,} pairs with an actor in no group were left out.",
                )
            )
    return np.flatnonzero(keep), notes


def _scores(columns: PairColumns, strength: TieStrength, rank_by: str) -> Float:
    if rank_by == "tie_strength":
        return np.nan_to_num(strength.score, nan=-1.0)
    if rank_by == "duration":
        return np.nan_to_num(columns.years, nan=-1.0)
    chosen = {"multiplexity": columns.multiplexity, "strength": columns.strength, "ties": columns.ties}[rank_by]
    return np.asarray(chosen, dtype=np.float64)


def _ranked(columns: PairColumns, kept: NDArray[np.int64], scores: Float) -> NDArray[np.int64]:
    kept = kept[scores[kept] >= 0]
    keys = (columns.high[kept], columns.low[kept], -columns.strength[kept], -columns.ties[kept], -scores[kept])
    return kept[np.lexsort(keys)]


def _rows(
    snapshot: Snapshot, columns: PairColumns, listed: NDArray[np.int64], scores: Float, strength: Float
) -> tuple[tuple[Cell, ...], ...]:
    types, amounts = types_of_pairs(snapshot, listed), _amounts(snapshot, columns, listed)
    durations = columns.durations
    return tuple(
        (
            int((scores[listed] > scores[pair]).sum()) + 1,
            joined(actor_name(snapshot, low), actor_name(snapshot, high), "–"),
            actor_id(snapshot, low),
            actor_name(snapshot, low),
            actor_id(snapshot, high),
            actor_name(snapshot, high),
            float(scores[pair]),
            int(columns.multiplexity[pair]),
            types[pair],
            int(columns.ties[pair]),
            float(columns.strength[pair]),
            bool(columns.directions[pair] == 2) if columns.directions[pair] else None,
            optional(float(strength[pair])),
            _year(int(durations.first[pair])),
            _year(int(durations.last[pair])),
            optional(float(columns.years[pair])),
            amounts.get(pair, ""),
        )
        for pair in listed.tolist()
        for low, high in [(int(columns.low[pair]), int(columns.high[pair]))]
    )


def _year(day: int) -> int | None:
    return date.fromordinal(day).year if day else None


def _amounts(snapshot: Snapshot, columns: PairColumns, listed: NDArray[np.int64]) -> dict[int, str]:
    amounts, units = snapshot.amount[snapshot.ties.edges], snapshot.unit[snapshot.ties.edges]
    ties = np.flatnonzero(np.isin(columns.of_tie, listed) & ~np.isnan(amounts))
    totals: dict[int, dict[str, float]] = {}
    for pair, unit, amount in zip(
        columns.of_tie[ties].tolist(), units[ties].tolist(), amounts[ties].tolist(), strict=True
    ):
        of_pair = totals.setdefault(pair, {})
        of_pair[snapshot.units[unit]] = of_pair.get(snapshot.units[unit], 0.0) + amount
    return {
        pair: ", ".join(f"{figure(amount)} {unit}".strip() for unit, amount in sorted(found.items()))
        for pair, found in totals.items()
    }


def _summary(columns: PairColumns) -> tuple[tuple[Cell, ...], ...]:
    count, directed = len(columns), int((columns.directions > 0).sum())
    dated = columns.years[~np.isnan(columns.years)]
    return (
        (Text("이어진 쌍", "Pairs with a tie"), count, "pairs"),
        (Text("관계", "Ties"), int(columns.ties.sum()), "ties"),
        (
            Text("두 유형 이상인 쌍의 비율", "Share of multiplex pairs"),
            ratio(int((columns.multiplexity > 1).sum()), count),
            "share",
        ),
        (Text("평균 다중성", "Mean multiplexity"), ratio(int(columns.multiplexity.sum()), count), "types"),
        (Text("호혜율", "Reciprocity of pairs"), ratio(int((columns.directions == 2).sum()), directed), "share"),
        (Text("지속 기간의 중앙값", "Median duration"), float(np.median(dated)) if len(dated) else None, "years"),
    )


def _together(snapshot: Snapshot, columns: PairColumns) -> tuple[tuple[Cell, ...], ...]:
    used = np.flatnonzero(columns.types.any(axis=0))
    indicator = columns.types[:, used].astype(np.float64)
    both = indicator.T @ indicator
    rows: list[tuple[Cell, ...]] = []
    for i in range(len(used)):
        for j in range(i + 1, len(used)):
            count = int(both[i, j])
            either = int(both[i, i] + both[j, j]) - count
            labels = (type_label(snapshot, int(used[i])), type_label(snapshot, int(used[j])))
            rows.append((*labels, count, ratio(count, either)))
    return tuple(sorted(rows, key=lambda row: (-int(str(row[2])), str(row[0]), str(row[1]))))


def _explanation(snapshot: Snapshot, columns: PairColumns, ranked: NDArray[np.int64], rank_by: str) -> tuple[Text, ...]:
    if not len(columns):
        return (Text("이어진 쌍이 없습니다.", "No two actors have a tie."),)
    multiplex = ratio(int((columns.multiplexity > 1).sum()), len(columns))
    sentences = [
        Text(
            f"이어진 쌍 {len(columns):,}개 가운데 {percent(multiplex)}가 두 가지 이상의 관계로 이어져 있습니다.",
            f"Of {len(columns):,} pairs with a tie, {percent(multiplex)} are tied in more than one way.",
        )
    ]
    if not len(ranked):
        return (*sentences, Text("조건에 맞는 쌍이 없습니다.", "No pair fits the conditions."))
    best = int(ranked[0])
    first, second = (actor_name(snapshot, int(end[best])) for end in (columns.low, columns.high))
    pair = joined(first, second, "–")
    label = dict(RANKINGS)[rank_by]
    years = optional(float(columns.years[best]))
    sentences.append(
        Text(
            f"{label.ko} 1위: {pair.ko} (유형 {columns.multiplexity[best]}개, 관계 {columns.ties[best]:,}건, "
            f"{figure(years)}년).",
            f"First by {label.en.lower()}: {pair.en} ({columns.multiplexity[best]} types, {columns.ties[best]:,} ties, "
            f"{figure(years)} years).",
        )
    )
    return tuple(sentences)


def _date_notes(columns: PairColumns) -> tuple[Text, ...]:
    undated = int((columns.durations.days == 0).sum())
    if not undated:
        return ()
    return (
        Text(
            f"쌍 {undated:,}개는 시작일이 있는 관계가 없어 지속 기간을 알 수 없습니다.",
            f"{undated:,} pairs have no tie with a start, so how long they have held is unknown.",
        ),
    )


ANALYSIS = Analysis(
    id="cooperation/pairs",
    label=Text("동반관계", "Partnerships"),
    question=Text(
        "누가 누구와 가장 여러 방식으로, 가장 강하게, 가장 오래 함께 일하는가?",
        "Who works with whom in the most ways, most strongly, and for longest?",
    ),
    method=METHOD,
    parameters=PARAMETERS,
    outputs=(PAIRS, SUMMARY, TOGETHER, DISTRIBUTION, STRENGTH),
    references=REFERENCES,
    cost=COST,
    limits=LIMITS,
    function=run,
    chart=Chart("bar", x="pair", value="score"),
)
