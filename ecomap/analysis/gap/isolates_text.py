"""Sentences and notes of gaps/isolates, built from its figures."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.common import percent
from ecomap.analysis.gap.lacks import KINDS, Lack
from ecomap.analysis.gap.words import kind_nouns, noun, sentence, subject_particle
from ecomap.analysis.record import Cell, Parameters, Table
from ecomap.snapshot import Grouping, Snapshot
from graph_schema import Text, load_ontology

_LISTED_LEAST = 5  # a share of fewer judged actors says little
_WITHIN = {
    "anywhere": Text("", ""),
    "district": Text("같은 자치구에서 ", " in the same district"),
    "field": Text("같은 분야에서 ", " in the same field"),
    "district_and_field": Text("같은 자치구와 분야에서 ", " in the same district and field"),
}
_TIES = {
    "any": Text("관계", "tie"),
    "cooperation": Text("협력 관계", "tie of cooperation"),
    "intermediary": Text("중간지원조직과의 관계", "tie to an intermediary"),
    "government": Text("행정기관과의 관계", "tie to government"),
}
_POSSIBLE = (Text("이어질 주체", "possible partner"), Text("이어질 주체", "possible partners"))


def _partner(parameters: Parameters) -> tuple[Text, Text]:
    """Return who could be the wanted partner, in the singular and in the plural."""
    sort = parameters["lacking"]
    return kind_nouns(sort) if sort in KINDS else _POSSIBLE


def wanted_tie(parameters: Parameters) -> Text:
    """Return what is looked for, as part of a sentence, such as ``같은 분야에서 협력 관계``."""
    within = _WITHIN[parameters["scope"]]
    if parameters["lacking"] == "type":
        label = load_ontology().edges[parameters["type"]].label
        return Text(f"{within.ko}‘{label.ko}’ 관계", f"“{label.en}” tie{within.en}")
    tie = _TIES[parameters["lacking"]]
    return Text(f"{within.ko}{tie.ko}", f"{tie.en}{within.en}")


def why(parameters: Parameters, degree: int, possible: int) -> Text:
    """Return why one actor is listed.

    Parameters
    ----------
    parameters : mapping
    degree : int
        Its partners by any tie.
    possible : int
        Actors in scope that could be the wanted partner.
    """
    tie = wanted_tie(parameters)
    others = "partner" if degree == 1 else "partners"
    has = (
        Text(f"다른 상대 {degree:,}곳", f"{degree:,} other {others}")
        if degree
        else Text("상대 없음", "no partner at all")
    )
    partner, partners = _partner(parameters)
    if possible:
        reach = Text(
            f"범위 안에 {partner.ko} {possible:,}곳",
            f"{possible:,} {(partner if possible == 1 else partners).en} in scope",
        )
    else:
        reach = Text(
            f"범위 안에 {partner.ko}{subject_particle(partner.ko)} 없음(공백)",
            f"no {partner.en} in scope: a gap of coverage",
        )
    return Text(f"{tie.ko} 없음; {has.ko}; {reach.ko}", f"no {tie.en}; {has.en}; {reach.en}")


def explain(parameters: Parameters, lack: Lack, groups: Table) -> tuple[Text, ...]:
    """Return what a planner should take from the figures."""
    judged, lacking = int(lack.judged.sum()), int(lack.lacking.sum())
    if not judged:
        return (_nobody(lack),)
    tie = wanted_tie(parameters)
    nouns = noun("actors", parameters["kind"])
    share = percent(lacking / judged)
    found = [
        Text(
            f"살펴본 {nouns[0].ko} {judged:,}곳 가운데 {lacking:,}곳({share})에는 {tie.ko}"
            f"{subject_particle(tie.ko)} 하나도 없습니다.",
            f"{lacking:,} of {judged:,} {nouns[1].en} judged ({share}) have no {tie.en}.",
        )
    ]
    if lacking:
        found += [*_reach(parameters, lack), *_highest(groups)]
    return tuple(found)


def _nobody(lack: Lack) -> Text:
    asked = int(lack.asked.sum())
    if not asked:
        return Text("살펴볼 주체가 없습니다.", "There is no actor to judge.")
    return Text(
        f"주체 {asked:,}곳의 자치구나 분야가 기록되어 있지 않아 이 범위에서는 아무도 살펴볼 수 없습니다.",
        f"None of {asked:,} actors can be judged in this scope: their district or field is not recorded.",
    )


def _reach(parameters: Parameters, lack: Lack) -> list[Text]:
    near = int((lack.lacking & (lack.possible > 0)).sum())
    none = int(lack.lacking.sum()) - near
    partner, partners = _partner(parameters)
    particle = subject_particle(partner.ko)
    exists = Text(
        f"그 가운데 {near:,}곳은 범위 안에 {partner.ko}{particle} 있어 이을 수 있습니다.",
        f"For {near:,} of them there are {partners.en} in scope, so they could be tied.",
    )
    missing = Text(
        f"그 가운데 {none:,}곳은 범위 안에 {partner.ko}{particle} 없어 공백입니다.",
        f"For {none:,} of them there is no {partner.en} in scope: a gap of coverage.",
    )
    return [*([exists] if near else []), *([missing] if none else [])]


def _highest(groups: Table) -> list[Text]:
    """Name the district and the field with the highest share, among those with enough actors to say so."""
    found = []
    for by in dict.fromkeys(row[0] for row in groups.rows):
        ranked = [row for row in groups.rows if row[0] == by and _number(row[3]) >= _LISTED_LEAST and row[4]]
        if ranked and isinstance(by, Text) and isinstance(ranked[0][2], Text):
            judged, lacking, share = ranked[0][3:6]
            rate = percent(_number(share))
            found.append(
                Text(
                    f"비율이 가장 높은 {by.ko}: {ranked[0][2].ko}({judged}곳 가운데 {lacking}곳, {rate}).",
                    f"{sentence(by.en)} with the highest share: {ranked[0][2].en} ({lacking} of {judged}, {rate}).",
                )
            )
    return found


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def notes(
    snapshot: Snapshot, parameters: Parameters, lack: Lack, groups: tuple[Grouping, Grouping], shown: int
) -> tuple[Text, ...]:
    """Return what is missing, left out or assumed in the figures."""
    found = [
        *_not_judged(lack),
        *_without_group(snapshot, lack, groups),
        *_themselves(parameters),
    ]
    total = int(lack.lacking.sum())
    if shown < total:
        found.append(
            Text(
                f"없는 주체 {total:,}곳 가운데 상대가 적은 {shown:,}곳을 실었습니다.",
                f"{shown:,} of {total:,} actors lacking are listed, those with the fewest partners.",
            )
        )
    return tuple(found)


def _not_judged(lack: Lack) -> list[Text]:
    left = int((lack.asked & ~lack.judged).sum())
    if not left or not lack.judged.any():
        return []
    return [
        Text(
            f"자치구나 분야가 기록되지 않은 주체 {left:,}곳은 이 범위에서 살피지 않았습니다.",
            f"Not judged in this scope, for want of a recorded district or field: {left:,}.",
        )
    ]


def _without_group(snapshot: Snapshot, lack: Lack, groups: tuple[Grouping, Grouping]) -> list[Text]:
    sizes = [np.diff(group.membership[snapshot.ties.nodes].indptr) for group in groups]
    no_district, no_field = (int((lack.judged & (size == 0)).sum()) for size in sizes)
    if not no_district and not no_field:
        return []
    return [
        Text(
            f"집단별 표에 들지 않은 주체: 자치구 없음 {no_district:,}곳, 분야 없음 {no_field:,}곳.",
            f"Not in the table by group: without a district {no_district:,}, without a field {no_field:,}.",
        )
    ]


def _themselves(parameters: Parameters) -> list[Text]:
    if parameters["lacking"] not in KINDS:
        return []
    _, partners = _partner(parameters)
    return [Text(f"{partners.ko} 자신은 살피지 않았습니다.", f"{sentence(partners.en)} themselves were not judged.")]
