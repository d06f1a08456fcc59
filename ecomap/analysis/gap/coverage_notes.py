"""What is missing, left out or assumed in the figures of gaps/coverage."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.funding import CURRENCY
from ecomap.analysis.gap.counting import Counting
from ecomap.analysis.gap.figures import Figures
from ecomap.analysis.gap.words import GROUPS, PLACES, group_phrase, listed, noun, quantity
from ecomap.analysis.record import Parameters
from graph_schema import Text


def notes(parameters: Parameters, counting: Counting, figures: Figures, shown: tuple[int, int]) -> tuple[Text, ...]:
    """Return what is missing, left out or assumed in the figures.

    Parameters
    ----------
    parameters : mapping
    counting : Counting
    figures : Figures
    shown : (int, int)
        Cells listed, and cells that could have been.
    """
    nouns = noun(parameters["count"], parameters["kind"])
    return (
        *_missing(counting, nouns),
        *_several(counting, nouns),
        *_empty_groups(counting),
        *_no_residents(counting, figures),
        *_untested(counting, figures),
        *_funding(counting),
        *_reach(counting),
        *_model(parameters, figures),
        *_cut(shown),
    )


def _missing(counting: Counting, nouns: tuple[Text, Text]) -> list[Text]:
    no_row, no_col = counting.row_groups == 0, counting.col_groups == 0
    left = no_row | no_col
    if not left.any():
        return []
    things = _things(counting, int(left.sum()), nouns)
    rows, cols = GROUPS[counting.rows.by], GROUPS[counting.cols.by]
    money = f" ({CURRENCY} {counting.value[left].sum():,.0f})" if counting.count == "funding" else ""
    return [
        Text(
            f"{things.ko}은 기준이 기록되지 않아 어느 칸에도 세지 않았습니다{money}: "
            f"{rows.ko} 없음 {int(no_row.sum()):,}, {cols.ko} 없음 {int(no_col.sum()):,}.",
            f"{things.en} in no cell{money}: {int(no_row.sum()):,} without {rows.en.lower()}, "
            f"{int(no_col.sum()):,} without {cols.en.lower()}.",
        )
    ]


def _several(counting: Counting, nouns: tuple[Text, Text]) -> list[Text]:
    several = int((counting.row_groups * counting.col_groups > 1).sum())
    if not several:
        return []
    things = _things(counting, several, nouns)
    if counting.count == "funding":
        return [
            Text(
                f"여러 칸에 드는 {things.ko}이 받은 금액은 그 칸에 똑같이 나누었습니다.",
                f"{things.en} in several cells: what they received is split evenly between these.",
            )
        ]
    if counting.count == "reach":
        return []
    return [
        Text(
            f"{things.ko}은 여러 칸에 들어 칸마다 1로 셌으므로, 칸을 더하면 실제 수보다 큽니다.",
            f"{things.en} in several cells, counted 1 in each: cells add up to more than there are.",
        )
    ]


def _things(counting: Counting, count: int, nouns: tuple[Text, Text]) -> Text:
    """Return how many of the counted things; those that received funding or reach residents are actors."""
    if not counting.tested:
        return quantity("actors", count, (Text("주체", "actor"), Text("주체", "actors")))
    return quantity(counting.count, count, nouns)


def _empty_groups(counting: Counting) -> list[Text]:
    found = []
    for group, total in (
        (counting.rows, counting.observed.sum(axis=1)),
        (counting.cols, counting.observed.sum(axis=0)),
    ):
        names = [group_phrase(group.by, group.labels[i]) for i in np.flatnonzero(total == 0).tolist()]
        if names and len(names) < len(group):
            line = listed(names)
            found.append(
                Text(
                    f"아무것도 세지 않은 집단이 있어 기대값이 0입니다: {line.ko}.",
                    f"Nothing at all was counted, so nothing is expected, in: {line.en}.",
                )
            )
    return found


def _no_residents(counting: Counting, figures: Figures) -> list[Text]:
    axis = 0 if counting.rows.by in PLACES else 1
    group = (counting.rows, counting.cols)[axis]
    if group.by not in PLACES:
        return [
            Text(
                "행과 열에 지역이 없어 주민 1만 명당 값이 없습니다.",
                "Neither grouping is a place, so there are no figures per 10,000 residents.",
            )
        ]
    unknown = int(np.isnan(figures.places[axis]).sum())
    if not unknown:
        return []
    return [Text(f"지역 {unknown:,}곳은 주민 수를 모릅니다.", f"{unknown:,} places have no known number of residents.")]


def _untested(counting: Counting, figures: Figures) -> list[Text]:
    if not counting.tested or not figures.observed.any() or np.isfinite(figures.p).any():
        return []
    return [
        Text(
            "행이나 열의 한 집단에 모두 모여 있어 기대값과 견줄 수 없습니다.",
            "One row or one column holds everything, so nothing can be compared with an expectation.",
        )
    ]


def _funding(counting: Counting) -> list[Text]:
    receipts = counting.receipts
    if receipts is None:
        return []
    found = [
        Text(
            f"금액이 원으로 기록된 재정지원·민간위탁 관계 {receipts.counted:,}건을 셌습니다. 금액은 개수가 아니므로 "
            "잔차와 p값을 내지 않습니다.",
            f"{receipts.counted:,} funding and delegation ties with an amount in KRW were counted. Sums of money are "
            "no counts, so there is no residual and no p.",
        )
    ]
    if receipts.without_amount:
        found.append(
            Text(
                f"금액이 없는 관계 {receipts.without_amount:,}건은 뺐습니다.",
                f"Ties without an amount, left out: {receipts.without_amount:,}.",
            )
        )
    if receipts.in_other_units:
        units = ", ".join(receipts.other_units)
        found.append(
            Text(
                f"다른 단위({units})의 관계 {receipts.in_other_units:,}건은 뺐습니다.",
                f"Ties in other units ({units}), left out: {receipts.in_other_units:,}.",
            )
        )
    return found


def _reach(counting: Counting) -> list[Text]:
    if counting.count != "reach":
        return []
    return [
        Text(
            "그 칸의 주체가 있는 행정동(자치구 전체로 기록된 주체는 그 구의 모든 동)의 주민 수이며, 칸 안에서는 한 "
            "번만 셉니다. 실제로 이용한 주민 수가 아닙니다. 개수가 아니므로 잔차와 p값을 내지 않습니다.",
            "Residents of the dong where the cell has an actor (of all dong of a gu, for actors recorded for the whole "
            "gu), nobody twice in a cell. It is not known who was served. Residents are no counts of observations, so "
            "there is no residual and no p.",
        )
    ]


def _model(parameters: Parameters, figures: Figures) -> list[Text]:
    if parameters["model"] == "independence" or not figures.observed.size:
        return []
    if figures.fit is None:
        return [
            Text(
                "행이나 열에 주민 수를 아는 지역이 없어, 기대값은 두 기준이 무관할 때의 값입니다.",
                "Neither grouping is a place with known residents: expected is what independence gives.",
            )
        ]
    left_out = int((~figures.fit.used).sum())
    if not left_out:
        return []
    return [
        Text(
            f"지역 {left_out:,}곳은 주민 수나 설명 변수를 몰라 모형에서 뺐습니다.",
            f"{left_out:,} places without known residents or covariate are left out of the model.",
        )
    ]


def _cut(shown: tuple[int, int]) -> list[Text]:
    if shown[0] == shown[1]:
        return []
    return [
        Text(
            f"{shown[1]:,}칸 가운데 가장 부족한 {shown[0]:,}칸을 실었습니다.",
            f"The {shown[0]:,} most lacking of {shown[1]:,} cells are listed.",
        )
    ]
