"""Sentences and notes of cooperation/communities, built from its figures."""

from __future__ import annotations

from ecomap.analysis.common import figure, joined, percent, ratio
from ecomap.analysis.record import Cell, Parameters, Table
from ecomap.analysis.words import left_out_notes, plural, unweighted_notes
from ecomap.snapshot import Grouping, Snapshot
from graph_schema import Text

_EMPTY = Text(
    "관계가 하나도 없어 공동체를 나눌 수 없습니다.", "There are no ties, so there are no communities to find."
)
_SURE = 0.9  # likeness of runs above which the partition hardly depends on the seed
_WEAK = 0.6


def explain(tables: tuple[Table, ...]) -> tuple[Text, ...]:
    """Return what a planner should take from the tables, which come in the order of the record."""
    found, _, links, agreement, profile, network = (table.rows for table in tables)
    if not found:
        return (_EMPTY,)
    return (
        _whole(network[0]),
        *_examples(found),
        *_lines(agreement),
        *_strongest(links),
        *_stability(network[0]),
        *_resolution(profile),
    )


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _label(cell: Cell) -> Text:
    return cell if isinstance(cell, Text) else Text("–", "–")


def _whole(network: tuple[Cell, ...]) -> Text:
    actors, count, found, random, p = (_number(network[i]) for i in (0, 1, 2, 5, 6))
    first = Text(
        f"관계가 있는 주체 {figure(actors)}곳이 공동체 {figure(count)}개를 이루며, 모듈성은 {figure(found, 3)}입니다.",
        f"{plural(int(actors or 0), 'actor', 'actors')} with ties form {figure(count)} "
        f"{'community' if count == 1 else 'communities'}; modularity is {figure(found, 3)}.",
    )
    if p is None or found is None or random is None:
        return first
    clear = found > random and p <= 0.05
    if clear:
        verdict = Text("공동체는 우연보다 뚜렷합니다", "the communities are clearer than chance")
    elif found > random and p <= 1 / 3:
        verdict = Text("우연보다 뚜렷해 보이지만 비교한 수가 적습니다", "clearer, as far as so few comparisons can say")
    else:
        verdict = Text(
            "공동체가 우연보다 뚜렷하다고 할 수 없습니다", "the communities cannot be called clearer than chance"
        )
    return Text(
        f"{first.ko} 연결 수를 지키며 무작위로 이은 연결망의 모듈성은 평균 {figure(random, 3)}: {verdict.ko}.",
        f"{first.en} Random networks with the same numbers of ties have {figure(random, 3)}: {verdict.en}.",
    )


def _examples(rows: tuple[tuple[Cell, ...], ...]) -> list[Text]:
    """Describe the largest community, and among those with five actors or more the most closed and most open one."""
    largest = rows[0]
    result = [_described(Text("가장 큰 공동체", "The largest community"), largest)]
    enough = [row for row in rows if (_number(row[2]) or 0) >= 5 and row[5] is not None]
    if len(enough) >= 2:
        ranked = sorted(enough, key=lambda row: _number(row[5]) or 0.0)
        if ranked[0] is not largest:
            result.append(_described(Text("가장 닫힌 공동체", "The most closed community"), ranked[0]))
        if ranked[-1] is not largest:
            result.append(_described(Text("가장 열린 공동체", "The most open community"), ranked[-1]))
    return result


def _described(which: Text, row: tuple[Cell, ...]) -> Text:
    name, hub = _label(row[1]), _label(row[14])
    inside, outside = _number(row[3]) or 0.0, _number(row[4]) or 0.0
    share = percent(ratio(inside, inside + outside))
    return Text(
        f"{which.ko}: {name.ko}. 주체 {figure(_number(row[2]))}곳이고 관계의 {share}가 안에 있으며, 안에서 가장 많이 "
        f"이어진 주체는 {hub.ko}입니다.",
        f"{which.en}: {name.en}. {plural(int(_number(row[2]) or 0), 'actor', 'actors')}, {share} of its ties inside; "
        f"most tied inside is {hub.en}.",
    )


def _lines(rows: tuple[tuple[Cell, ...], ...]) -> list[Text]:
    """Say which grouping the communities follow, by the information above chance."""
    judged = [(row, (_number(row[2]) or 0.0) - (_number(row[3]) or 0.0)) for row in rows if row[2] is not None]
    if not judged:
        return []
    best, above = max(judged, key=lambda pair: pair[1])
    by = _label(best[0])
    figures = ", ".join(f"{_label(row[0]).ko} {figure(_number(row[2]), 2)}" for row, _ in judged)
    english = ", ".join(f"{_label(row[0]).en.lower()} {figure(_number(row[2]), 2)}" for row, _ in judged)
    if above < 0.05 or (_number(best[4]) or 0.0) > 0.05:
        return [
            Text(
                f"공동체는 어느 기준도 뚜렷이 따르지 않습니다(NMI: {figures}).",
                f"The communities clearly follow no grouping (NMI: {english}).",
            )
        ]
    return [
        Text(
            f"공동체가 가장 많이 따르는 기준은 {by.ko}입니다(NMI: {figures}; {by.ko}의 우연값 "
            f"{figure(_number(best[3]), 2)}). 협력이 이 경계 안에 머무는 편입니다.",
            f"The communities follow the {by.en.lower()} most (NMI: {english}; by chance "
            f"{figure(_number(best[3]), 2)} for the {by.en.lower()}): cooperation tends to stay inside it.",
        )
    ]


def _strongest(rows: tuple[tuple[Cell, ...], ...]) -> list[Text]:
    if not rows:
        return []
    row = rows[0]
    pair, bridge = joined(_label(row[1]), _label(row[3]), "↔"), _label(row[8])
    ties, expected = figure(_number(row[4])), figure(_number(row[5]))
    return [
        Text(
            f"관계가 가장 많은 두 공동체: {pair.ko}, {ties}(공동체와 무관할 때 {expected}). 그 관계를 가장 "
            f"많이 가진 주체는 {bridge.ko}입니다.",
            f"Most ties between two communities: {pair.en}, {ties} ({expected} if ties ignored communities); "
            f"most of them belong to {bridge.en}.",
        )
    ]


def _stability(network: tuple[Cell, ...]) -> list[Text]:
    runs, nmi = _number(network[7]), _number(network[8])
    if nmi is None:
        return []
    verdict = (
        Text("구분이 안정적입니다", "the partition is stable")
        if nmi >= _SURE
        else Text("경계에 있는 주체는 바뀔 수 있습니다", "actors on the borders may move")
        if nmi >= _WEAK
        else Text("구분이 계산마다 달라 하나를 믿기 어렵습니다", "runs differ too much to trust one of them")
    )
    return [
        Text(
            f"난수 시작값을 바꾼 {figure(runs)}번의 계산끼리 NMI가 평균 {figure(nmi, 2)}이어서, {verdict.ko}.",
            f"{figure(runs)} runs with different seeds have a mean NMI of {figure(nmi, 2)}: {verdict.en}.",
        )
    ]


def _resolution(rows: tuple[tuple[Cell, ...], ...]) -> list[Text]:
    if len(rows) < 3:
        return []
    low, high = rows[0], rows[-1]
    return [
        Text(
            f"해상도 {figure(_number(low[0]), 2)}에서는 공동체가 {figure(_number(low[1]))}개, "
            f"{figure(_number(high[0]), 2)}에서는 {figure(_number(high[1]))}개가 됩니다.",
            f"A resolution of {figure(_number(low[0]), 2)} gives {figure(_number(low[1]))} communities, one of "
            f"{figure(_number(high[0]), 2)} gives {figure(_number(high[1]))}.",
        )
    ]


def notes(
    snapshot: Snapshot, tables: tuple[Table, ...], groups: dict[str, Grouping], parameters: Parameters
) -> tuple[Text, ...]:
    """Return what is left out, shared or assumed."""
    found = list(left_out_notes(snapshot))
    if parameters["weight"] == "strength":
        found += unweighted_notes(snapshot)
    alone = snapshot.ties.n - len(tables[1].rows)
    if alone:
        found.append(
            Text(
                f"관계가 없는 주체 {alone:,}곳은 어느 공동체에도 들지 않습니다.",
                f"In no community, for want of ties: {plural(alone, 'actor', 'actors')}.",
            )
        )
    total = len(tables[1].rows)
    found += _ungrouped(groups, [_number(row[1]) or 0.0 for row in tables[3].rows], total)
    if any((group.membership.sum(axis=1) > 1).any() for group in groups.values()):
        found.append(
            Text(
                "여러 집단에 속한 주체는 NMI에서 집단마다 같은 몫으로 나누고, ARI에서는 뺍니다.",
                "Actors in several groups are shared equally between these in the NMI, and left out of the ARI.",
            )
        )
    return tuple(found)


def _ungrouped(groups: dict[str, Grouping], compared: list[float], total: int) -> list[Text]:
    missing = [(by, total - int(count)) for by, count in zip(groups, compared, strict=True)]
    labels = {"district": Text("자치구", "district"), "field": Text("분야", "field"), "kind": Text("유형", "kind")}
    return [
        Text(
            f"{labels[by].ko} 기록이 없어 견주지 않은 주체: {count:,}곳.",
            f"Not compared, without a recorded {labels[by].en}: {plural(count, 'actor', 'actors')}.",
        )
        for by, count in missing
        if count
    ]
