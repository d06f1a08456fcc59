"""Sentences and notes of linkage/overview, built from its figures."""

from __future__ import annotations

from typing import Any

from ecomap.analysis.linkage.figures import GroupFigures, NetworkFigures
from ecomap.analysis.linkage.overview_record import GROUPS
from ecomap.analysis.record import Table
from ecomap.analysis.words import left_out_notes, number, percent, plural
from ecomap.snapshot import Snapshot
from graph_schema import Text


def explain(network: NetworkFigures, types: Table, groups: Table, by: str) -> tuple[Text, ...]:
    """Return what a planner should take from the figures."""
    if not network.actors:
        return (Text("이 조건에 맞는 주체가 없습니다.", "No actor meets these conditions."),)
    if not network.ties:
        return (
            Text(
                f"주체 {network.actors:,}곳이 있지만 기록된 관계가 없습니다.",
                f"There {_be(network.actors)} {plural(network.actors, 'actor', 'actors')}, but no recorded tie.",
            ),
        )
    sentences = [_size(network), _reach(network), _closeness(network)]
    if network.reciprocity is not None:
        sentences.append(_reciprocity(network.arcs, network.reciprocity))
    sentences.append(_commonest(types))
    return (*sentences, *_groups(groups, by))


def _be(count: int) -> str:
    return "is" if count == 1 else "are"


def _size(network: NetworkFigures) -> Text:
    tied, density = network.actors - network.isolates, percent(network.density or 0.0)
    return Text(
        f"주체 {network.actors:,}곳 가운데 {tied:,}곳이 관계 {network.ties:,}건으로 이어져 있습니다. "
        f"이어진 쌍은 {network.pairs:,}쌍으로, 가능한 쌍의 {density}입니다.",
        f"{tied:,} of {plural(network.actors, 'actor', 'actors')} are linked by "
        f"{plural(network.ties, 'tie', 'ties')}. {plural(network.pairs, 'pair is', 'pairs are')} tied, "
        f"{density} of those possible.",
    )


def _reach(network: NetworkFigures) -> Text:
    share = percent(network.largest / network.actors)
    return Text(
        f"연결된 덩어리는 {network.components:,}개이며, 가장 큰 덩어리에 주체 "
        f"{network.largest:,}곳({share})이 "
        f"들어 있습니다. 관계가 하나도 없는 주체는 {network.isolates:,}곳입니다.",
        f"There {_be(network.components)} {plural(network.components, 'component', 'components')}; the "
        f"largest "
        f"holds {plural(network.largest, 'actor', 'actors')} ({share}). "
        f"{plural(network.isolates, 'actor has', 'actors have')} no tie at all.",
    )


def _closeness(network: NetworkFigures) -> Text:
    mean, clustering = number(network.mean_degree or 0.0), network.clustering or 0.0
    korean, english = "입니다", ""
    if clustering and network.density:
        times = number(clustering / network.density)
        korean, english = (
            f"로, 무작위로 이었을 때의 {times}배입니다",
            f", {times} times what chance would give",
        )
    return Text(
        f"주체 하나는 평균 {mean}곳과 이어져 있습니다. 이웃끼리도 이어져 있는 비율은 평균 "
        f"{percent(clustering)}{korean}.",
        f"An actor is tied to {mean} others on average. {percent(clustering)} of the pairs of its neighbours "
        f"are tied as well{english}.",
    )


def _reciprocity(arcs: int, reciprocity: float) -> Text:
    return Text(
        f"방향이 있는 관계로 이어진 짝 {arcs:,}개 가운데 {percent(reciprocity)}는 반대 방향의 관계도 있습니다.",
        f"Of {plural(arcs, 'ordered pair', 'ordered pairs')} with a directed tie, {percent(reciprocity)} "
        f"also "
        "have one the other way round.",
    )


def _commonest(types: Table) -> Text:
    _, label, _, ties, share, _, _ = types.rows[0]
    name: Any = label
    part: Any = share
    return Text(
        f"가장 많은 관계 유형: {name.ko}({ties:,}건, {percent(part)}).",
        f"Most frequent type of tie: {name.en} ({ties:,}, {percent(part)}).",
    )


def _groups(groups: Table, by: str) -> list[Text]:
    filled: list[Any] = [row for row in groups.rows if row[2]]
    if len(filled) < 2:
        return []
    low, high = min(filled, key=lambda row: row[7]), max(filled, key=lambda row: row[7])
    alone = max(filled, key=lambda row: row[6] / row[2])
    name = GROUPS[by]
    sentences = [
        Text(
            f"{name.ko}별 평균 연결 수가 가장 높은 곳: {high[1].ko}({number(high[7])}), 가장 낮은 곳: "
            f"{low[1].ko}({number(low[7])}).",
            f"Highest mean degree by {name.en.lower()}: {high[1].en} ({number(high[7])}); lowest: "
            f"{low[1].en} ({number(low[7])}).",
        )
    ]
    if alone[6]:
        sentences.append(
            Text(
                f"관계 없는 주체의 비율이 가장 높은 곳: {alone[1].ko}(주체 {alone[2]:,}곳 가운데 {alone[6]:,}곳).",
                f"Largest share of isolates: {alone[1].en} ({alone[6]:,} of {alone[2]:,}).",
            )
        )
    return sentences


def notes(snapshot: Snapshot, by: str, groups: GroupFigures | None) -> tuple[Text, ...]:
    """Return what is missing or counted more than once."""
    found = left_out_notes(snapshot)
    if groups is not None and groups.ungrouped:
        name = GROUPS[by]
        found.append(
            Text(
                f"주체 {groups.ungrouped:,}곳은 기록된 {name.ko} 정보가 없어 어느 집단에도 들어가지 않습니다.",
                f"{plural(groups.ungrouped, 'actor has', 'actors have')} no recorded {name.en.lower()} and "
                f"{_be(groups.ungrouped)} in no group.",
            )
        )
    if groups is not None and groups.several:
        found.append(
            Text(
                f"주체 {groups.several:,}곳은 여러 집단에 속해 각 집단에서 모두 셌으므로, 집단의 합은 전체보다 큽니다.",
                f"{plural(groups.several, 'actor is', 'actors are')} in several groups and counted in "
                f"each, so "
                "groups add up to more than the whole.",
            )
        )
    return tuple(found)
