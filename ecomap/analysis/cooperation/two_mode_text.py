"""Sentences and notes of cooperation/two_mode, built from its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from ecomap.analysis.common import figure, joined, percent
from ecomap.analysis.record import Cell, Parameters, Table
from ecomap.analysis.words import plural
from ecomap.snapshot import Snapshot
from graph_schema import Text, load_ontology

_LEAST = 5  # a share of fewer actors says little
_CLEAR = 0.05
LINKS = {"bodies": "sits_on", "programmes": "takes_part_in", "resources": "holds"}


@dataclass(frozen=True, slots=True)
class Words:
    """What one mode calls its things and the links to them, with the Korean endings and counters that fit.

    Parameters
    ----------
    things, links : Text
        The plain nouns.
    of_things, some_links, with_things : str
        Korean with a number in braces: things as owners, links as an object; things as an object, without a number.
    counter : str
        Korean counter of links.
    """

    things: Text
    links: Text
    of_things: str
    some_links: str
    with_things: str
    counter: str


WORDS: dict[str, Words] = {
    "bodies": Words(Text("기구", "bodies"), Text("자리", "seats"), "기구 {}곳", "자리 {}개를", "기구를", "개"),
    "programmes": Words(
        Text("사업", "programmes"), Text("참여", "participations"), "사업 {}개", "참여 {}건을", "사업을", "건"
    ),
    "resources": Words(Text("자원", "resources"), Text("보유", "holdings"), "자원 {}개", "보유 {}건을", "자원을", "건"),
}


def explain(tables: tuple[Table, ...], parameters: Parameters) -> tuple[Text, ...]:
    """Return what a planner should take from the tables, which come in the order of the record."""
    actors, reach, pairs, interlocks, network = (table.rows for table in tables)
    words = WORDS[parameters["mode"]]
    if not network[0][3]:
        return (_nothing(words, parameters["mode"]),)
    return (
        _whole(network[0], words),
        _concentration(network[0], actors[0], words),
        *_reach(reach),
        *_pairs(network[0], pairs, words, parameters),
        *_interlocks(network[0], interlocks, words.things),
    )


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _label(cell: Cell) -> Text:
    return cell if isinstance(cell, Text) else Text("–", "–")


def _nothing(words: Words, mode: str) -> Text:
    things, seats = words.things, words.links
    link = load_ontology().edges[LINKS[mode]].label
    return Text(
        f"{things.ko}의 {seats.ko} 기록이 하나도 없어 누가 빠지는지 말할 수 없습니다. 주체와 {things.ko} 사이의 "
        f"‘{link.ko}’ 기록을 등록하면 답할 수 있습니다.",
        f"No {seats.en} are recorded for {things.en}, so nobody can be said to be missing. Register the links "
        f"“{link.en}” between actors and {things.en} to know.",
    )


def _whole(row: tuple[Cell, ...], words: Words) -> Text:
    everyone, taking, count, total = (int(_number(row[i]) or 0) for i in range(4))
    share = percent(taking / everyone)
    return Text(
        f"{words.of_things.format(f'{count:,}')}의 {words.some_links.format(f'{total:,}')} 주체 {everyone:,}곳 가운데 "
        f"{taking:,}곳({share})이 나누어 가집니다. 나머지 {everyone - taking:,}곳은 한 번도 기록되지 않았습니다.",
        f"{taking:,} of {everyone:,} actors ({share}) have the {total:,} {words.links.en} of {count:,} "
        f"{words.things.en}; "
        f"{everyone - taking:,} have none on record.",
    )


def _concentration(row: tuple[Cell, ...], first: tuple[Cell, ...], words: Words) -> Text:
    seats = words.links
    gini, chance, p, effective, top = (_number(row[i]) for i in (4, 5, 6, 9, 10))
    name, most = _label(first[2]), figure(_number(first[4]))
    compared = Text("", "")
    if chance is not None and p is not None:
        verdict = (
            Text("우연보다 몇 곳에 몰려 있습니다", "more concentrated than chance")
            if p <= _CLEAR
            else Text("우연보다 몰려 있다고 할 수 없습니다", "not more concentrated than chance")
        )
        compared = Text(
            f" 무작위로 나눌 때 {figure(chance, 2)}: {verdict.ko}.",
            f" Given out at random it would be {figure(chance, 2)}: {verdict.en}.",
        )
    return Text(
        f"{seats.ko} 수가 가장 많은 주체: {name.ko}({most}{words.counter}). 기록된 주체의 상위 10%가 전체의 "
        f"{percent(top)}를 가지며, {figure(effective)}곳이 고르게 나눈 것과 같은 집중도입니다. "
        f"지니 계수 {figure(gini, 2)}.{compared.ko}",
        f"Most {seats.en}: {name.en} ({most}). The top tenth of those taking part have {percent(top)}, as concentrated "
        f"as if {figure(effective)} actors had equal parts. Gini {figure(gini, 2)}.{compared.en}",
    )


def _reach(rows: tuple[tuple[Cell, ...], ...]) -> list[Text]:
    found = []
    for by in dict.fromkeys(row[0] for row in rows):
        part = [row for row in rows if row[0] == by and (_number(row[3]) or 0) >= _LEAST]
        if len(part) < 2:
            continue
        low, high = part[0], part[-1]
        clear = sum(row[7] is not None and (_number(row[7]) or 0.0) <= _CLEAR for row in part)
        label = _label(by)
        found.append(
            Text(
                f"{label.ko}별 참여율: 가장 낮은 곳은 {_label(low[2]).ko}({percent(_number(low[5]))}, "
                f"{int(_number(low[3]) or 0):,}곳 가운데), 가장 높은 곳은 {_label(high[2]).ko}"
                f"({percent(_number(high[5]))}). "
                f"전체 {percent(_number(low[6]))}와 뚜렷이 다른 집단은 {clear:,}개입니다.",
                f"Taking part by {label.en.lower()}: lowest {_label(low[2]).en} ({percent(_number(low[5]))} of "
                f"{int(_number(low[3]) or 0):,}), highest {_label(high[2]).en} ({percent(_number(high[5]))}); "
                f"{plural(clear, 'group differs', 'groups differ')} clearly from {percent(_number(low[6]))} of all.",
            )
        )
    return found


def _pairs(
    row: tuple[Cell, ...], pairs: tuple[tuple[Cell, ...], ...], words: Words, parameters: Parameters
) -> list[Text]:
    things = words.things
    total, clear, other = (int(_number(row[i]) or 0) for i in (11, 12, 13))
    if not total:
        return [
            Text(f"같은 {words.with_things} 함께하는 주체가 없습니다.", f"No two actors share any of the {things.en}.")
        ]
    models = (Text("이분 구성 모형", "the configuration model"), Text("초기하 모형", "the hypergeometric model"))
    chosen, left = models if parameters["null"] == "configuration" else models[::-1]
    found = [
        Text(
            f"하나라도 함께하는 쌍 {total:,}개 가운데 {clear:,}개가 우연보다 자주 함께합니다({chosen.ko}, 보정한 p ≤ "
            f"{parameters['alpha']:g}; {left.ko}에서는 {other:,}개). 나머지는 {words.links.ko} 수가 많거나 "
            f"{things.ko}의 규모가 커서 함께하게 된 것과 구별되지 않습니다.",
            f"Of {total:,} pairs that share anything, {clear:,} do so more often than chance ({chosen.en}, corrected "
            f"p ≤ {parameters['alpha']:g}; {other:,} by {left.en}). The rest cannot be told from meeting because both "
            f"have many places or the {things.en} are large.",
        )
    ]
    first = pairs[0]
    pair = joined(_label(first[1]), _label(first[3]), "–")
    tied = Text("직접 관계도 있음", "also tied directly") if first[9] else Text("직접 관계는 없음", "not tied directly")
    found.append(
        Text(
            f"우연과 가장 거리가 먼 쌍: {pair.ko}({words.of_things.format(figure(_number(first[4])))} 함께, "
            f"기대 {figure(_number(first[5]), 2)}, 보정한 p {figure(_number(first[7]), 3)}; {tied.ko}).",
            f"The pair furthest from chance: {pair.en} (share {figure(_number(first[4]))}, expected "
            f"{figure(_number(first[5]), 2)}, corrected p {figure(_number(first[7]), 3)}; {tied.en}).",
        )
    )
    return found


def _interlocks(row: tuple[Cell, ...], pairs: tuple[tuple[Cell, ...], ...], things: Text) -> list[Text]:
    total, clear = (int(_number(row[i]) or 0) for i in (14, 15))
    if not total:
        return [Text(f"구성원이 겹치는 {things.ko}은(는) 없습니다.", f"No two {things.en} have an actor in common.")]
    first = pairs[0]
    pair = joined(_label(first[1]), _label(first[3]), "–")
    return [
        Text(
            f"구성원이 겹치는 {things.ko} 쌍 {total:,}개 가운데 {clear:,}개는 우연보다 많이 겹칩니다. "
            f"우연과 가장 거리가 먼 쌍: {pair.ko}({figure(_number(first[4]))}곳 겹침, "
            f"기대 {figure(_number(first[5]), 2)}).",
            f"Of {total:,} pairs of {things.en} with common actors, {clear:,} overlap more than chance; furthest from "
            f"it {pair.en} ({figure(_number(first[4]))} in common, expected {figure(_number(first[5]), 2)}).",
        )
    ]


def notes(
    snapshot: Snapshot,
    tables: tuple[Table, ...],
    matrix: sparse.csr_array[Any],
    error: float,
    parameters: Parameters,
) -> tuple[Text, ...]:
    """Return what is missing, left out or approximate."""
    words = WORDS[parameters["mode"]]
    found = []
    empty = int((np.asarray(matrix.sum(axis=0)).ravel() == 0).sum())
    if empty:
        found.append(
            Text(
                f"주체가 하나도 기록되지 않은 것: {words.of_things.format(f'{empty:,}')}.",
                f"{words.things.en.capitalize()} without any recorded actor: {empty:,}.",
            )
        )
    total, shown = int(_number(tables[4].rows[0][11]) or 0), len(tables[2].rows)
    if shown < total:
        found.append(
            Text(
                f"함께하는 쌍 {total:,}개 가운데 p값이 작은 {shown:,}개를 실었습니다.",
                f"{shown:,} of {total:,} pairs are listed, those with the smallest p.",
            )
        )
    if error > 1e-2:
        found.append(
            Text(
                f"이분 구성 모형이 합을 {error:.2g} 안에서만 맞추었습니다. p값은 어림입니다.",
                f"The configuration model meets the sums only to within {error:.2g}; its p-values are rough.",
            )
        )
    if tables[1].rows and bool((snapshot.ties.n > 0) and tables[4].rows[0][3]):
        found.append(
            Text(
                "참여율에서 여러 집단에 속한 주체는 집단마다 한 곳으로 셉니다.",
                "In the shares taking part, an actor in several groups counts once in each.",
            )
        )
    return tuple(found)
