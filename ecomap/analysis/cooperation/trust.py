"""cooperation/trust: how far partners trust each other, and who adds most in their eyes."""

from __future__ import annotations

import math

import numpy as np

from ecomap.analysis.common import figure, optional, percent, ratio
from ecomap.analysis.cooperation import trust_record as record
from ecomap.analysis.cooperation.trust_scores import (
    HIGHEST,
    TRUST,
    VALUE,
    Rated,
    Score,
    actor_scores,
    density,
    item_means,
    missing_raters,
    network_score,
    rated,
)
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.analysis.words import plural
from ecomap.snapshot import Snapshot
from graph_schema import Text

Row = tuple[Cell, ...]
NO_SURVEY = Text(
    "설문에 응답한 단체가 없어 신뢰와 가치를 잴 수 없습니다. 설문을 만들고 단체를 초대하면 응답이 온 뒤에 "
    "볼 수 있습니다.",
    "No partner has answered a survey, so trust and value cannot be measured. Make a survey and invite partners; the "
    "scores are here once they answer.",
)


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Score trust and value of the actors that were rated and of the network.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``actors`` and ``network``; both empty where there is no survey.

    Notes
    -----
    Cost: O(ratings + actors).
    """
    if snapshot.survey is None or not snapshot.survey.answered:
        return Result((Table(record.ACTORS, ()), Table(record.NETWORK, ())), (NO_SURVEY,))
    found = rated(snapshot, snapshot.survey, mutual=parameters["pairs"] == "both")
    actors = _actor_rows(snapshot, found, parameters["raters"])
    network = _network_row(found)
    tables = (Table(record.ACTORS, actors), Table(record.NETWORK, (network,)))
    return Result(tables, _explain(actors, network), _notes(found, parameters["raters"]))


def _triple(score: Score) -> tuple[float | None, ...]:
    return tuple(map(optional, (score.mean, score.low, score.high)))


def _actor_rows(snapshot: Snapshot, found: Rated, fewest: int) -> tuple[Row, ...]:
    """Return the actors with enough raters, most trusted first."""
    counts = np.bincount(found.rated, minlength=len(found.ids))
    trust, value = actor_scores(found, TRUST), actor_scores(found, VALUE)
    items, missing = item_means(found), missing_raters(found)
    shown = [i for i in range(len(found.ids)) if counts[i] >= fewest]
    shown.sort(key=lambda i: (math.isnan(trust[i].mean), -trust[i].mean, found.ids[i]))
    rows: list[Row] = []
    for i in shown:
        at = snapshot.position[found.ids[i]]
        name = Text(snapshot.name(at), snapshot.name(at, "en"))
        scores = (*_triple(trust[i]), *_triple(value[i]), *map(optional, items[i].tolist()))
        rows.append((found.ids[i], name, int(counts[i]), int(missing[i]), *scores))
    return tuple(rows)


def _network_row(found: Rated) -> Row:
    asked, told = int(found.asked.sum()), int((found.asked & found.answered).sum())
    dense, dense_high = density(found)
    shares = [
        [part / HIGHEST for part in (score.mean, score.low, score.high)]
        for score in (network_score(found, TRUST), network_score(found, VALUE))
    ]
    trust = shares[0]
    product = (dense * trust[0], dense * trust[1], dense_high * trust[2])
    figures = (dense, dense_high, *shares[0], *shares[1], *product)
    return (asked, told, ratio(told, asked), len(found.rated), *map(optional, figures))


def _explain(actors: tuple[Row, ...], network: Row) -> tuple[Text, ...]:
    asked, told, rate, pairs, dense, _, trust, low, high, value = network[:10]
    if not pairs:
        return (
            Text(
                f"초대한 {asked}곳 가운데 {told}곳이 응답했지만 서로를 평가한 곳이 없습니다.",
                f"{told} of {asked} invited actors answered, but none rated another.",
            ),
        )
    found = [
        Text(
            f"초대한 {asked}곳 가운데 {told}곳이 응답했습니다(응답률 {_share(rate)}). 평가된 {pairs}쌍의 신뢰는 "
            f"만점의 {_share(trust)}, 가치는 {_share(value)}입니다. "
            f"응답하지 않은 곳의 평가에 따라 신뢰는 {_share(low)}에서 "
            f"{_share(high)} 사이일 수 있습니다.",
            f"{told} of {asked} invited actors answered (response rate {_share(rate)}). Trust over {pairs} rated pairs "
            f"is {_share(trust)} of the maximum, value {_share(value)}. Depending on who has not answered, trust may "
            f"be between {_share(low)} and {_share(high)}.",
        ),
        Text(
            f"초대한 단체의 쌍 가운데 {_share(dense)}가 이어져 있고, 밀도와 신뢰를 곱하면 {_share(network[12])}입니다. "
            "신뢰는 높은데 이 값이 낮으면, 서로 믿지만 아는 곳이 적다는 뜻입니다.",
            f"{_share(dense)} of pairs of invited actors are tied; density times trust is {_share(network[12])}. High "
            "trust with a low product means that those who work together trust each other, but few work together.",
        ),
    ]
    return (*found, *_extremes(actors))


def _extremes(actors: tuple[Row, ...]) -> list[Text]:
    scored = [row for row in actors if row[4] is not None]
    if len(scored) < 2:
        return []
    first, last = scored[0], scored[-1]
    clear = float(str(first[5])) > float(str(last[6]))
    names = [row[1] if isinstance(row[1], Text) else Text("–", "–") for row in (first, last)]
    sure = (
        Text("응답하지 않은 곳이 어떻게 답해도 이 차례는 바뀌지 않습니다.", "No missing answer could turn this around.")
        if clear
        else Text("응답하지 않은 곳의 답에 따라 차례가 바뀔 수 있습니다.", "Missing answers could turn this around.")
    )
    scores = [figure(float(str(row[4])), 2) for row in (first, last)]
    return [
        Text(
            f"가장 신뢰받는 단체: {names[0].ko}({scores[0]}점, {first[2]}곳이 평가). 가장 낮은 단체: {names[1].ko}"
            f"({scores[1]}점, {last[2]}곳이 평가). {sure.ko}",
            f"Most trusted: {names[0].en} ({scores[0]}, {first[2]} raters). Least: {names[1].en} ({scores[1]}, "
            f"{last[2]} raters). {sure.en}",
        )
    ]


def _share(cell: Cell) -> str:
    return percent(float(cell)) if isinstance(cell, int | float) else "–"


def _notes(found: Rated, fewest: int) -> tuple[Text, ...]:
    counts = np.bincount(found.rated, minlength=len(found.ids))
    hidden = int(((counts > 0) & (counts < fewest)).sum())
    notes = []
    if hidden:
        notes.append(
            Text(
                f"평가한 곳이 {fewest}곳보다 적은 단체 {hidden:,}곳의 점수는 보이지 않습니다.",
                f"Rated by fewer than {fewest}, scores not shown: {plural(hidden, 'actor', 'actors')}.",
            )
        )
    gaps = int(np.isnan(found.items).sum())
    if gaps:
        notes.append(
            Text(
                f"평가에서 비워 둔 문항이 {gaps:,}개입니다. 답한 문항만 평균했습니다.",
                f"Items left out in ratings: {gaps:,}; means are over those that were answered.",
            )
        )
    return tuple(notes)


ANALYSIS = Analysis(
    id="cooperation/trust",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.ACTORS, record.NETWORK),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("bar", x="name", value="trust"),
    members=True,
)
