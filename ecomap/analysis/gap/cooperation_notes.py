"""What is missing, left out or assumed in the figures of gaps/cooperation."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.gap.between import Between
from ecomap.analysis.gap.words import GROUPS, listed, subject_particle
from ecomap.analysis.record import Parameters
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.graph import LEVELS
from graph_schema import Text


def notes(
    snapshot: Snapshot, parameters: Parameters, between: Between, groups: Grouping, districts: Grouping
) -> tuple[Text, ...]:
    """Return what is missing, left out or assumed in the figures."""
    return (
        *_members(between, groups),
        *_null(parameters, between),
        *_rewired(parameters, between),
        *_levels(snapshot, districts),
        *_cut(parameters, between),
    )


def _members(between: Between, groups: Grouping) -> list[Text]:
    if not len(groups):
        return [Text("이 기준의 집단이 하나도 없습니다.", "There is no group of this kind at all.")]
    found = []
    count = np.diff(between.net.members.indptr)
    name = GROUPS.get(groups.by, Text("집단", "group"))
    if (count == 0).any():
        without = int((count == 0).sum())
        found.append(
            Text(
                f"주체 {without:,}곳은 {name.ko}{subject_particle(name.ko)} 기록되지 않아 어느 집단에도 들지 않습니다.",
                f"{without:,} actors have no recorded {name.en.lower()} and are in no group.",
            )
        )
    if (count > 1).any():
        several = int((count > 1).sum())
        found.append(
            Text(
                f"주체 {several:,}곳은 여러 집단에 속해, 그 협력 쌍을 잇는 집단마다 1로 셌습니다.",
                f"{several:,} actors are in several groups; their pairs count 1 for every two groups that they join.",
            )
        )
    untied = np.asarray(between.net.members.T @ between.net.degree) == 0
    if untied.any() and not untied.all():
        names = listed([groups.labels[i] for i in np.flatnonzero(untied).tolist()])
        found.append(
            Text(
                f"관계가 있는 주체가 없어 견주지 않은 집단: {names.ko}.",
                f"Groups without any tied actor, not compared: {names.en}.",
            )
        )
    return found


def _null(parameters: Parameters, between: Between) -> list[Text]:
    if not len(between.row):
        return []
    found = []
    if parameters["inside"] == "kept" and not between.kept_inside:
        found.append(
            Text(
                "속한 집단의 조합이 너무 많아 집단 안의 관계도 함께 섞어 기대값을 냈습니다.",
                "There are too many different sets of groups: ties inside groups were mixed in for the expectation.",
            )
        )
    if not np.isfinite(between.p).any():
        remedy = Text(" 집단 안의 관계를 함께 섞으면 견줄 수 있습니다.", " Compare by mixing them in.")
        more = remedy if between.kept_inside else Text("", "")
        found.append(
            Text(
                f"상대 수를 그대로 두면 집단 사이의 관계 수가 하나로 정해져 우연과 견줄 수 없습니다.{more.ko}",
                "If every number of partners, and ties inside groups, are kept, only one count is possible: there is "
                f"no chance to compare with.{more.en}",
            )
        )
    return found


def _rewired(parameters: Parameters, between: Between) -> list[Text]:
    if between.rewired is None:
        if parameters["rewirings"] is None and len(between.row):
            return [
                Text(
                    "협력 쌍이 많아 다시 이은 연결망을 그리지 않았습니다. 다시 이은 연결망의 수를 주면 그립니다.",
                    "With so many tied pairs no networks were rewired; give a number of rewired networks to have them.",
                )
            ]
        return []
    rewired = between.rewired
    if rewired.swapped >= 0.2:
        return []
    return [
        Text(
            f"끝을 맞바꾼 시도 가운데 {100 * rewired.swapped:.0f}%만 이루어져, 다시 이은 연결망이 처음과 닮아 있을 수 "
            "있습니다.",
            f"Only {100 * rewired.swapped:.0f}% of the tries could swap ends; rewired networks may still resemble the "
            "real one.",
        )
    ]


def _levels(snapshot: Snapshot, districts: Grouping) -> list[Text]:
    if not len(districts):
        return [
            Text(
                "등록된 자치구가 없어 자치구 표가 비어 있습니다.",
                "No districts are registered, so there is nothing on districts.",
            )
        ]
    level = snapshot.level[snapshot.ties.nodes]
    unknown = int((level == LEVELS.index("")).sum())
    if not unknown:
        return []
    return [
        Text(
            f"주체 {unknown:,}곳은 단위(시·구·동)가 기록되지 않아 시 단위 주체로 보지 않았습니다.",
            f"{unknown:,} actors have no recorded level and do not count as city level.",
        )
    ]


def _cut(parameters: Parameters, between: Between) -> list[Text]:
    if len(between.row) <= parameters["limit"]:
        return []
    return [
        Text(
            f"집단 {len(between.row):,}쌍 가운데 가장 부족한 {parameters['limit']:,}쌍을 실었습니다.",
            f"The {parameters['limit']:,} most lacking of {len(between.row):,} pairs of groups are listed.",
        )
    ]
