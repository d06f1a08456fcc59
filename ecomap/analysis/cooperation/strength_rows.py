"""Rows, sentences and notes on the tie strength scores of cooperation/pairs."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.common import actor_name, figure, joined, optional
from ecomap.analysis.cooperation.pair_columns import PairColumns
from ecomap.analysis.cooperation.tie_strength import PARTS, TieStrength
from ecomap.analysis.record import Cell, Parameters
from ecomap.snapshot import Snapshot
from graph_schema import Text

PART_LABELS = {
    "types": Text("관계 유형의 수", "Tie types"),
    "length": Text("지속 기간", "Length"),
    "amount": Text("금액", "Amount"),
    "recency": Text("최근성", "Recency"),
}


def distribution_rows(strength: TieStrength) -> tuple[tuple[Cell, ...], ...]:
    """Return how many pairs have a score in each tenth; the last includes 1."""
    known = strength.score[~np.isnan(strength.score)]
    if not len(known):
        return ()
    count, edges = np.histogram(known, bins=10, range=(0.0, 1.0))
    return tuple((round(float(edges[k]), 1), round(float(edges[k + 1]), 1), int(count[k])) for k in range(10))


def part_rows(strength: TieStrength, parameters: Parameters) -> tuple[tuple[Cell, ...], ...]:
    """Return weight, mean and missing values of every part."""
    return tuple(
        (
            PART_LABELS[part],
            float(parameters[f"weight_{part}"]),
            optional(float(np.nanmean(values))) if not np.isnan(values).all() else None,
            strength.unknown(part),
        )
        for part in PARTS
        for values in [strength.parts[part]]
    )


def strength_sentences(snapshot: Snapshot, columns: PairColumns, strength: TieStrength) -> tuple[Text, ...]:
    """Return the strongest pair by score, what its score is made of, and how scores are spread."""
    if np.isnan(strength.score).all():
        return (
            Text(
                "가중치가 있는 요소를 아는 쌍이 없어 관계 강도 점수를 낼 수 없습니다.",
                "No pair has a known part with a weight, so there are no tie strength scores.",
            ),
        )
    best = int(np.nanargmax(strength.score))
    first, second = (actor_name(snapshot, int(end[best])) for end in (columns.low, columns.high))
    pair = joined(first, second, "–")
    ko, en = (
        ", ".join(
            f"{getattr(PART_LABELS[part], lang)} {figure(optional(float(strength.parts[part][best])), 2)}"
            for part in PARTS
        )
        for lang in ("ko", "en")
    )
    middle, score = float(np.nanmedian(strength.score)), float(strength.score[best])
    return (
        Text(
            f"관계 강도 점수가 가장 높은 쌍: {pair.ko} ({score:.2f} = {ko}의 가중 평균). 중앙값은 {middle:.2f}입니다. "
            "가중치를 바꾸면 순위가 달라집니다.",
            f"Highest tie strength score: {pair.en} ({score:.2f}, weighted mean of {en}). The median is {middle:.2f}. "
            "Other weights give another ranking.",
        ),
    )


def strength_notes(strength: TieStrength) -> tuple[Text, ...]:
    """Say which parts of the score are not known for how many pairs."""
    return tuple(
        Text(
            f"쌍 {count:,}개는 {PART_LABELS[part].ko} 값을 몰라 관계 강도 점수를 나머지 요소로 냈습니다.",
            f"For {count:,} pairs the part “{PART_LABELS[part].en.lower()}” is not known; their tie strength score is "
            "made of the others.",
        )
        for part in PARTS
        if (count := strength.unknown(part))
    )
