"""Sentences of gaps/coverage, built from its figures."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.gap.counting import Counting
from ecomap.analysis.gap.coverage_model_text import model_sentence
from ecomap.analysis.gap.figures import BELOW, CLEAR, EMPTY, MET, UNKNOWN, Figures
from ecomap.analysis.gap.words import (
    PLACES,
    amount,
    cell_phrase,
    group_phrase,
    kind_nouns,
    listed,
    noun,
    quantity,
    sentence,
    subject_particle,
)
from ecomap.analysis.record import Parameters, Table
from graph_schema import Text

FINDINGS: dict[int, Text] = {
    CLEAR: Text("뚜렷이 부족", "clearly below"),
    EMPTY: Text("비어 있음", "empty, though expected"),
    BELOW: Text("기대보다 적음", "below expectation"),
    MET: Text("기대만큼 또는 그 이상", "as expected or more"),
    UNKNOWN: Text("견줄 값 없음", "nothing to compare with"),
}
_NAMED = 3


def explain(
    parameters: Parameters, counting: Counting, figures: Figures, tables: tuple[Table, ...]
) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    parameters : mapping
    counting : Counting
    figures : Figures
    tables : tuple of Table
        ``cells``, ``candidates``, ``margins``.
    """
    nouns = noun(parameters["count"], parameters["kind"])
    if not figures.observed.size:
        return (_no_groups((counting.cols if len(counting.rows) else counting.rows).by),)
    if not figures.observed.any():
        return (
            Text(
                f"두 기준에 모두 드는 {nouns[0].ko}{subject_particle(nouns[0].ko)} 하나도 기록되어 있지 않습니다. "
                f"{figures.empty.size:,}칸이 모두 비어 있습니다.",
                f"No {nouns[0].en} is recorded in both groupings: all {figures.empty.size:,} cells are empty.",
            ),
        )
    return (
        _overall(parameters, counting, figures, nouns),
        *_worst(parameters, counting, figures, tables, nouns),
        *_cheapest(counting, tables),
        *_by_residents(counting, figures, nouns),
        model_sentence(parameters, figures),
    )


def _cheapest(counting: Counting, tables: tuple[Table, ...]) -> list[Text]:
    """Return which empty gap is closed most cheaply, and by whom."""
    names = [column.name for column in tables[0].spec.columns]
    cost, empty = names.index("cost"), names.index("empty")
    priced = ((row[cost], row) for row in tables[0].rows if row[empty])
    found = [(price, row) for price, row in priced if isinstance(price, float)]
    if len(found) < 2:
        return []
    least, row = min(found, key=lambda pair: pair[0])
    listed_at = [column.name for column in tables[1].spec.columns].index("cost")
    who = next(one for one in tables[1].rows if (one[0], one[2]) == (row[0], row[2]) and one[listed_at] == least)
    labels = [label for label in (row[1], row[3]) if isinstance(label, Text)]
    where = cell_phrase((counting.rows.by, counting.cols.by), (labels[0], labels[1]))
    if not isinstance(who[6], Text) or not isinstance(who[-1], Text):
        return []
    return [
        Text(
            f"빈 공백 {len(found):,}개 가운데 가장 쉽게 메울 수 있는 곳: {where.ko}, 비용 {least:.2f} — {who[6].ko}"
            f"({who[-1].ko}).",
            f"Cheapest to close among {len(found):,} empty gaps: {where.en}, cost {least:.2f} — {who[6].en} "
            f"({who[-1].en}).",
        )
    ]


def _no_groups(by: str) -> Text:
    names = {
        "district": Text("자치구", "districts"),
        "dong": Text("행정동", "dong"),
        "field": Text("분야", "fields"),
        "subfield": Text("세부 분야", "subfields"),
        "task": Text("정책 과제", "policy tasks"),
    }
    name = names[by]
    return Text(
        f"등록된 {name.ko}{subject_particle(name.ko)} 없어 칸을 만들 수 없습니다.",
        f"No {name.en} are registered, so there are no cells.",
    )


def _overall(parameters: Parameters, counting: Counting, figures: Figures, nouns: tuple[Text, Text]) -> Text:
    shape = f"{figures.observed.shape[0]:,} × {figures.observed.shape[1]:,} = {figures.empty.size:,}"
    empty, below = int(figures.empty.sum()), int((figures.finding == BELOW).sum())
    counted = amount(counting.count, float(counting.value[(counting.row_groups > 0) & (counting.col_groups > 0)].sum()))
    if counting.count == "reach":
        return Text(
            f"칸 {shape}개에서 주체가 있는 동의 주민 수를 셌습니다. {empty:,}칸이 비어 있고, "
            f"{int(figures.gap.sum()):,}칸이 기대값보다 적습니다.",
            f"Residents of the dong with actors were counted in {shape} cells: {empty:,} are empty, "
            f"{int(figures.gap.sum()):,} below expectation.",
        )
    if counting.count == "funding":
        return Text(
            f"칸 {shape}개에 재원 {counted.ko}을 나누어 셌습니다. {empty:,}칸이 비어 있고, "
            f"{int(figures.gap.sum()):,}칸이 기대값보다 적습니다.",
            f"Funding of {counted.en} was counted in {shape} cells: {empty:,} are empty, {int(figures.gap.sum()):,} "
            "below expectation.",
        )
    clear, expected = (int((figures.finding == code).sum()) for code in (CLEAR, EMPTY))
    alpha = f"{parameters['alpha']:g}"
    return Text(
        f"칸 {shape}개에 {nouns[0].ko} {counted.ko}을 셌습니다. {empty:,}칸이 비어 있습니다. "
        f"기대값보다 뚜렷이 적은 칸(보정한 p ≤ {alpha})은 {clear:,}개, 하나 이상 기대되는데 비어 있는 칸은 "
        f"{expected:,}개, 우연으로 볼 수 있을 만큼 적은 칸은 {below:,}개입니다.",
        f"{counted.en} {nouns[0].en if counted.en == '1' else nouns[1].en} counted in {shape} cells, of which "
        f"{empty:,} empty. Clearly below expectation (corrected p ≤ {alpha}): {clear:,}; empty where at least 1 is "
        f"expected: {expected:,}; below by no more than chance explains: {below:,}.",
    )


def _worst(
    parameters: Parameters, counting: Counting, figures: Figures, tables: tuple[Table, ...], nouns: tuple[Text, Text]
) -> list[Text]:
    position = ({name: i for i, name in enumerate(group.ids)} for group in (counting.rows, counting.cols))
    rows, cols = position
    found = []
    for row in tables[0].rows:
        cell = (rows[str(row[0])], cols[str(row[2])])
        if figures.gap[cell]:
            found.append(_gap(parameters, counting, figures, cell, _nearest(tables[1], row[0], row[2]), nouns))
        if len(found) == _NAMED:
            break
    return found


def _nearest(candidates: Table, row: object, col: object) -> Text | None:
    names = [found[6] for found in candidates.rows if (found[0], found[2]) == (row, col)]
    texts = [name for name in names if isinstance(name, Text)]
    return listed(texts, _NAMED) if texts else None


def _gap(
    parameters: Parameters,
    counting: Counting,
    figures: Figures,
    cell: tuple[int, int],
    nearest: Text | None,
    nouns: tuple[Text, Text],
) -> Text:
    where, nouns = _where(parameters, counting, cell, nouns)
    seen, base = float(figures.observed[cell]), float(figures.expected[cell])
    basis, details = Text("기대값은", "would be expected"), _details(figures, cell)
    if base == 0 or (figures.finding[cell] == EMPTY and base < 1):
        base = float(figures.by_residents[cell])
        basis = Text("주민 수에 비례한 값은", "would be in proportion to residents")
        details = Text("", "")
    expected = amount(counting.count, base)
    if seen:
        ko = f"{where.ko}에는 {quantity(counting.count, seen, nouns).ko}이 있으나"
    else:
        ko = f"{where.ko}에는 기록된 {nouns[0].ko}{subject_particle(nouns[0].ko)} 없으며"
    en = f"{sentence(where.en)} has {quantity(counting.count, seen, nouns).en} where {expected.en} {basis.en}"
    tail = Text(f" 가까운 주체: {nearest.ko}.", f" Nearest: {nearest.en}.") if nearest else Text("", "")
    return Text(f"{ko} {basis.ko} {expected.ko}입니다{details.ko}.{tail.ko}", f"{en}{details.en}.{tail.en}")


def _where(
    parameters: Parameters, counting: Counting, cell: tuple[int, int], nouns: tuple[Text, Text]
) -> tuple[Text, tuple[Text, Text]]:
    """Return the cell as a place to be in, and what is counted there; a kind is what is counted."""
    groups = (counting.rows, counting.cols)
    by = (groups[0].by, groups[1].by)
    labels = (groups[0].labels[cell[0]], groups[1].labels[cell[1]])
    if "kind" not in by:
        return cell_phrase(by, labels), nouns
    kind = by.index("kind")
    place = group_phrase(by[1 - kind], labels[1 - kind])
    if parameters["count"] != "actors":
        return Text(f"{place.ko} × {labels[kind].ko}", f"{place.en} × {labels[kind].en}"), nouns
    return place, kind_nouns(groups[kind].ids[cell[kind]])


def _details(figures: Figures, cell: tuple[int, int]) -> Text:
    residual, q = figures.residual[cell], figures.q[cell]
    if not np.isfinite(residual) or not np.isfinite(q):
        return Text("", "")
    level = "< 0.001" if q < 0.001 else f"{q:.3f}"
    return Text(
        f"(표준화 잔차 {residual:.1f}, 보정한 p {level})",
        f" (standardised residual {residual:.1f}, corrected p {level})",
    )


def _by_residents(counting: Counting, figures: Figures, nouns: tuple[Text, Text]) -> list[Text]:
    """Return which place has fewest of all for its residents, whatever the other grouping."""
    axis = 0 if counting.rows.by in PLACES else 1
    group = (counting.rows, counting.cols)[axis]
    residents = figures.places[axis]
    known = np.flatnonzero(np.isfinite(residents))
    if group.by not in PLACES or len(known) < 2 or counting.count == "reach":
        return []
    total = np.asarray(figures.observed.sum(axis=1 - axis))
    rate = np.asarray(1e4 * total[known] / residents[known])
    least = listed([group.labels[i] for i in known[rate <= rate.min()].tolist()], 3)
    whole = _rate(counting, float(1e4 * total[known].sum() / residents[known].sum()))
    lowest = _rate(counting, float(rate.min()))
    return [
        Text(
            f"주민 1만 명당 {nouns[0].ko}: 가장 적은 곳은 {least.ko}({lowest.ko}), 전체는 {whole.ko}.",
            f"{sentence(nouns[1].en)} per 10,000 residents: least in {least.en} ({lowest.en}), {whole.en} over all.",
        )
    ]


def _rate(counting: Counting, value: float) -> Text:
    """Return a rate with two significant digits where a decimal would hide it."""
    shown = amount(counting.count, value)
    if counting.count == "funding" or value == 0 or value >= 1:
        return shown
    counter = shown.ko.lstrip("0123456789.,")
    return Text(f"{value:.2g}{counter}", f"{value:.2g}")
