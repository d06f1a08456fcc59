"""Sentences and notes of linkage/cohesion, built from its figures."""

from __future__ import annotations

from typing import Any

from ecomap.analysis.linkage.breaks import Breaks
from ecomap.analysis.record import Parameters, Table
from ecomap.analysis.words import left_out_notes, number, percent, plural
from ecomap.snapshot import Snapshot
from graph_schema import Text

# Beyond this many standard deviations of the random networks a figure is called out of the ordinary.
_CLEAR = 3.0


def explain(snapshot: Snapshot, tables: tuple[Table, ...], breaks: Breaks) -> tuple[Text, ...]:
    """Return what a planner should take from the tables."""
    summary: dict[str, Any] = {str(row[0]): row for row in tables[0].rows}
    actors = summary["actors"][2]
    if not actors:
        return (Text("이 조건에 맞는 주체가 없습니다.", "No actor meets these conditions."),)
    if not snapshot.ties.m:
        return (
            Text(
                f"주체 {actors:,}곳이 있지만 기록된 관계가 없어 결속을 말할 수 없습니다.",
                f"{plural(actors, 'actor is', 'actors are')} recorded, but no tie, so there is no cohesion to speak "
                f"of.",
            ),
        )
    return (
        _pieces(summary),
        *_weakest(tables[1], breaks),
        *_bridge(tables[2], breaks),
        *_core(tables[4]),
        *_small_world(summary),
        *_alike(tables[3]),
        *_rich(tables[5], actors),
    )


def _pieces(summary: dict[str, Any]) -> Text:
    actors, components, largest = (summary[name][2] for name in ("actors", "components", "largest"))
    share = percent(largest / actors)
    return Text(
        f"연결망은 덩어리 {components:,}개로 나뉘고, 가장 큰 덩어리에 주체 {largest:,}곳({share})이 들어 있습니다.",
        f"The network has {plural(components, 'component', 'components')}; the largest holds "
        f"{plural(largest, 'actor', 'actors')} ({share}).",
    )


def _weakest(points: Table, breaks: Breaks) -> list[Text]:
    if not points.rows:
        return [
            Text(
                "한 곳이 빠져도 나머지 주체는 모두 서로 이어진 채로 남습니다.",
                "Whichever one actor goes, the others stay connected with each other.",
            )
        ]
    first: Any = points.rows[0]
    lost_ko, lost_en = _lost(first[8], first[9])
    return [
        Text(
            f"한 곳만 빠져도 다른 주체를 끊어 놓는 주체가 {breaks.articulation_points:,}곳이며, 주체 "
            f"{breaks.hanging:,}곳이 그렇게 한 곳에 매달려 있습니다. 가장 크게 흔드는 곳: {first[2].ko}"
            f"(빠지면 {first[6]:,}곳이 끊김: {first[7].ko}{lost_ko}).",
            f"{plural(breaks.articulation_points, 'actor', 'actors')} would cut others off by going, and "
            f"{plural(breaks.hanging, 'actor hangs', 'actors hang')} on one other in that way. Most is at stake with "
            f"{first[2].en} ({plural(first[6], 'actor', 'actors')} cut off: {first[7].en}{lost_en}).",
        ),
        Text(
            f"무엇이 달라지면 바뀌는가: 끊기는 {first[6]:,}곳과 나머지 사이에 {first[2].ko} 말고 다른 관계가 "
            f"하나라도 생기면 "
            "끊기는 주체가 줄어듭니다.",
            f"What would change this: any tie between those {plural(first[6], 'actor', 'actors')} and the rest that "
            f"does not run through {first[2].en} leaves fewer of them cut off.",
        ),
    ]


def _lost(fields: Text, districts: Text) -> tuple[str, str]:
    korean, english = "", ""
    if fields.en != "–":
        korean, english = f"; 연결을 잃는 분야: {fields.ko}", f"; fields that lose their link: {fields.en}"
    if districts.en != "–":
        korean += f"; 연결을 잃는 자치구: {districts.ko}"
        english += f"; districts that lose their link: {districts.en}"
    return korean, english


def _bridge(bridges: Table, breaks: Breaks) -> list[Text]:
    if not bridges.rows:
        return []
    first: Any = bridges.rows[0]
    if first[6] == 1:
        return [
            Text(
                f"하나뿐인 길이 되는 쌍은 {breaks.bridges:,}쌍이며, 모두 주체 한 곳을 나머지와 잇는 마지막 연결입니다.",
                f"{plural(breaks.bridges, 'pair is', 'pairs are')} the only way between two parts, each of them the "
                "last link of one single actor.",
            )
        ]
    lost_ko, lost_en = _lost(first[8], first[9])
    return [
        Text(
            f"하나뿐인 길이 되는 쌍은 {breaks.bridges:,}쌍입니다. 가장 큰 쪽: {first[2].ko} – {first[4].ko}"
            f"(관계 {first[5]:,}건, 끊기면 {first[6]:,}곳이 떨어져 나감{lost_ko}).",
            f"{plural(breaks.bridges, 'pair is', 'pairs are')} the only way between two parts. The largest: "
            f"{first[2].en} – {first[4].en} ({plural(first[5], 'tie', 'ties')}; without it "
            f"{plural(first[6], 'actor falls', 'actors fall')} off{lost_en}).",
        )
    ]


def _core(cores: Table) -> list[Text]:
    last: Any = cores.rows[-1]
    if last[0] < 2:
        return []
    return [
        Text(
            f"가장 안쪽에는 저희끼리 {last[0]:,}곳 이상과 이어진 주체 {last[2]:,}곳({percent(last[3])})이 있습니다.",
            f"At the very inside, {plural(last[2], 'actor', 'actors')} ({percent(last[3])}) are tied to at least "
            f"{last[0]:,} of each other.",
        )
    ]


def _small_world(summary: dict[str, Any]) -> list[Text]:
    clustering, path, sigma = summary["clustering"], summary["mean_path"], summary["sigma"][2]
    if sigma is None:
        return []
    korean, english = _verdict(clustering)
    return [
        Text(
            f"주체들은 평균 {number(path[2])}걸음 떨어져 있습니다(상대를 섞은 연결망에서는 {number(path[4])}걸음). "
            f"이웃끼리도 이어진 비율은 {percent(clustering[2])}로 섞은 연결망({percent(clustering[4])})과 견주어 "
            f"{korean}. "
            f"작은 세상 지수는 {number(sigma, 2)}입니다.",
            f"Actors are {number(path[2])} steps apart on average ({number(path[4])} with partners shuffled). "
            f"{percent(clustering[2])} of pairs of neighbours are tied, against {percent(clustering[4])} with partners "
            f"shuffled: {english} (small-world quotient {number(sigma, 2)}).",
        )
    ]


def _verdict(row: Any) -> tuple[str, str]:
    z = row[5]
    if z is None or abs(z) < _CLEAR:
        return "우연과 구별되지 않습니다", "no different from chance"
    times = f"{row[2] / row[4]:.1f}" if row[4] else "–"
    if z > 0:
        return f"{times}배로 뚜렷이 높습니다", f"clearly more ({times} times)"
    return f"{times}배로 뚜렷이 낮습니다", f"clearly less ({times} times)"


def _alike(assortativity: Table) -> list[Text]:
    every: list[Any] = list(assortativity.rows)
    rows = [row for row in every if row[4] is not None and abs(row[4]) >= _CLEAR and abs(row[2] - row[3]) >= 0.02]
    if not rows:
        return []
    rows.sort(key=lambda row: -abs(row[2] - row[3]))
    korean = ", ".join(f"{row[1].ko} {row[2]:+.2f}(무작위 {row[3]:+.2f})" for row in rows)
    english = ", ".join(f"{row[1].en.lower()} {row[2]:+.2f} (chance {row[3]:+.2f})" for row in rows)
    return [
        Text(
            f"같은 집단끼리 맺는 정도가 우연과 뚜렷이 다른 속성은 다음과 같습니다(동류 결합 계수: +는 끼리끼리, −는 "
            f"다른 곳과): {korean}.",
            f"Attributes by which ties clearly differ from chance (assortativity: + among like, − across): {english}.",
        )
    ]


def _rich(rich: Table, actors: int) -> list[Text]:
    every: list[Any] = list(rich.rows)
    rows = [row for row in every if row[6] is not None and row[1] >= 5]
    if not rows:
        return []
    row = min(rows, key=lambda item: abs(item[1] - actors / 10))
    korean, english = _verdict((None, None, row[2], None, row[3], row[4]))
    return [
        Text(
            f"연결이 {row[0]:,}곳보다 많은 주체 {row[1]:,}곳이 저희끼리 이어진 비율은 {percent(row[2])}로, 섞은 연결망"
            f"({percent(row[3])})과 견주어 {korean}.",
            f"Of the pairs among the {row[1]:,} actors with more than {row[0]:,} links, {percent(row[2])} are tied, "
            f"against {percent(row[3])} with partners shuffled: {english}.",
        )
    ]


def notes(snapshot: Snapshot, tables: tuple[Table, ...], parameters: Parameters) -> tuple[Text, ...]:
    """Return what is missing, sampled or could not be compared."""
    found = left_out_notes(snapshot)
    n, nulls, samples = snapshot.ties.n, parameters["nulls"], parameters["samples"]
    if n > samples:
        found.append(
            Text(
                f"평균 거리는 주체 {n:,}곳 가운데 {samples:,}곳에서 재어 어림했습니다.",
                f"The mean distance is measured from {samples:,} of {n:,} actors.",
            )
        )
    if nulls:
        found.append(
            Text(
                f"우연과의 비교는 연결 수를 지킨 무작위 연결망 {nulls:,}개로 했습니다. p값은 "
                f"{min(1.0, 2 / (nulls + 1)):.3f}보다 "
                "작게 나올 수 없습니다.",
                f"Chance is judged by {plural(nulls, 'random network', 'random networks')} with the same degrees; p "
                f"cannot "
                f"be below {min(1.0, 2 / (nulls + 1)):.3f}.",
            )
        )
    else:
        found.append(Text("무작위 연결망과 비교하지 않았습니다.", "There was no comparison with random networks."))
    rows: list[Any] = list(tables[3].rows)
    for row in rows:
        name, missing = row[1], n - row[6]
        if missing:
            found.append(
                Text(
                    f"{name.ko} 정보가 없는 주체: {missing:,}곳. 이 속성의 동류 결합 계수에는 들어가지 않습니다.",
                    f"{plural(missing, 'actor', 'actors')} without recorded {name.en.lower()}, left out of its "
                    "assortativity.",
                )
            )
    return tuple(found)
