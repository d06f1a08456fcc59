"""Sentences of gaps/cooperation, built from its figures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ecomap.analysis.common import figure, joined, percent
from ecomap.analysis.gap.between import BELOW, CLEAR, MET, NONE, UNKNOWN, Between
from ecomap.analysis.gap.through_city import ThroughCity
from ecomap.analysis.gap.unserved import HELPERS, WHOLE, Unserved
from ecomap.analysis.gap.words import group_phrase, listed, subject_particle
from ecomap.analysis.record import Parameters, Table
from ecomap.snapshot import Grouping
from graph_schema import Text

FINDINGS: dict[int, Text] = {
    CLEAR: Text("뚜렷이 부족", "clearly below"),
    NONE: Text("하나도 없음", "none, though expected"),
    BELOW: Text("기대보다 적음", "below expectation"),
    MET: Text("기대만큼 또는 그 이상", "as expected or more"),
    UNKNOWN: Text("견줄 값 없음", "nothing to compare with"),
}
WHOLE_CITY = Text("전체", "Whole city")
HELPER_LABELS = {"government": Text("행정기관", "Government"), "intermediary": Text("중간지원조직", "Intermediaries")}
_NAMED = 3
_ALMOST_ALL = 0.9


def explain(
    parameters: Parameters,
    between: Between,
    groups: Grouping,
    tables: tuple[Table, ...],
    served: tuple[Unserved, Grouping],
    city: tuple[ThroughCity, Grouping],
) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    parameters : mapping
    between : Between
    groups : Grouping
    tables : tuple of Table
        ``pairs``, ``bridges``, ``unserved``, ``through_city``.
    served : (Unserved, Grouping)
        With the fields.
    city : (ThroughCity, Grouping)
        With the districts.
    """
    if not len(between.net.low):
        return (Text("관계가 하나도 없어 견줄 것이 없습니다.", "There are no ties, so there is nothing to compare."),)
    return (
        *_groups(parameters, between, groups, tables[1]),
        *_fields(*served),
        *_districts(*city),
    )


def _groups(parameters: Parameters, between: Between, groups: Grouping, bridges: Table) -> list[Text]:
    if not len(between.row):
        return [
            Text(
                "관계가 있는 집단이 둘보다 적어 집단 사이를 견줄 수 없습니다.",
                "Fewer than two groups have ties, so there is nothing between groups to compare.",
            )
        ]
    order = between.by_missing()
    clear = int((between.finding == CLEAR).sum())
    # where nothing is sure, one example is enough to see why
    lacking = [k for k in order.tolist() if between.missing[k] > 0][: min(clear, _NAMED) or 1]
    return [
        _overall(parameters, between),
        *(_pair(between, groups, k, bridges) for k in lacking),
        *_untied(between, groups, bridges),
        *_change(between),
    ]


def _overall(parameters: Parameters, between: Between) -> Text:
    clear, none, below = (int((between.finding == code).sum()) for code in (CLEAR, NONE, BELOW))
    alpha = f"{parameters['alpha']:g}"
    return Text(
        f"집단 {len(between.row):,}쌍을 견주었습니다. 기대보다 뚜렷이 적은 쌍(보정한 p ≤ {alpha})은 {clear:,}개, 하나 "
        f"이상 기대되는데 관계가 하나도 없는 쌍은 {none:,}개, 우연으로 볼 수 있을 만큼 적은 쌍은 {below:,}개입니다.",
        f"{len(between.row):,} pairs of groups compared. Clearly below expectation (corrected p ≤ {alpha}): {clear:,}; "
        f"without any tie where at least 1 is expected: {none:,}; below by no more than chance explains: {below:,}.",
    )


def _pair(between: Between, groups: Grouping, k: int, bridges: Table) -> Text:
    name = _between(between, groups, k)
    seen, base = figure(float(between.pairs[k])), figure(float(between.expected[k]))
    sure = _sure(between, k)
    nearest = _nearest(between, groups, k, bridges)
    return Text(
        f"{name.ko}: 협력 쌍 {seen}, 기대값 {base}{sure.ko}.{nearest.ko}",
        f"{name.en}: {seen} tied pairs where {base} would be expected{sure.en}.{nearest.en}",
    )


def _between(between: Between, groups: Grouping, k: int) -> Text:
    labels = [group_phrase(groups.by, groups.labels[int(i)]) for i in (between.row[k], between.col[k])]
    name = joined(labels[0], labels[1], "–")
    return Text(name.ko, name.en[:1].upper() + name.en[1:])


def _sure(between: Between, k: int) -> Text:
    if not np.isfinite(between.q[k]):
        return Text("", "")
    level = "< 0.001" if between.q[k] < 0.001 else f"{between.q[k]:.3f}"
    chance = Text("", "") if between.q[k] <= 0.05 else Text("; 우연일 수 있음", "; could be chance")
    return Text(
        f"(z {between.z[k]:.1f}, 보정한 p {level}{chance.ko})",
        f" (z {between.z[k]:.1f}, corrected p {level}{chance.en})",
    )


def _nearest(between: Between, groups: Grouping, k: int, bridges: Table) -> Text:
    """Return the best bridge of each side with the partner it is nearest through."""
    key = (groups.ids[int(between.row[k])], groups.ids[int(between.col[k])])
    best = [row for row in bridges.rows if (row[0], row[2]) == key and row[5] == 1 and row[9] is not None]
    texts = [_with_via(row[7], row[12] if row[9] == 2 else None) for row in best if isinstance(row[7], Text)]
    if not texts:
        return Text("", "")
    names = listed(texts)
    return Text(f" 다리 후보: {names.ko}.", f" Could bridge: {names.en}.")


def _with_via(name: Text, via: object) -> Text:
    if not isinstance(via, Text):
        return name
    return Text(f"{name.ko}({via.ko} 거쳐)", f"{name.en} (through {via.en})")


def _untied(between: Between, groups: Grouping, bridges: Table) -> list[Text]:
    """Return the pairs without any tie: the one with most expected in full, the others by name."""
    none = [k for k in between.by_missing().tolist() if between.pairs[k] == 0 and between.expected[k] >= 1]
    if not none:
        return []
    first, names = none[0], [_between(between, groups, k) for k in none]
    base, sure = figure(float(between.expected[first])), _sure(between, first)
    nearest = _nearest(between, groups, first, bridges)
    found = [
        Text(
            f"관계가 하나도 없는 쌍 가운데 기대값이 가장 큰 곳: {names[0].ko}, 기대값 {base}{sure.ko}.{nearest.ko}",
            f"Without any tie, and most expected: {names[0].en}, {base} expected{sure.en}.{nearest.en}",
        )
    ]
    if len(none) > 1:
        rest = listed(names[1:], 5)
        often = _often(between, groups, none)
        found.append(
            Text(
                f"그 밖에 관계가 하나도 없는 쌍: {rest.ko}.{often.ko}",
                f"Also without any tie: {rest.en}.{often.en}",
            )
        )
    return found


def _often(between: Between, groups: Grouping, none: Sequence[int]) -> Text:
    """Return the group that most of the pairs without ties have in common, if it is in at least half of them."""
    ends = np.concatenate([between.row[list(none)], between.col[list(none)]])
    count = np.bincount(ends)
    most = int(np.argmax(count))
    if len(none) < 4 or 2 * count[most] < len(none):
        return Text("", "")
    name = group_phrase(groups.by, groups.labels[most])
    return Text(
        f" 이런 {len(none):,}쌍 가운데 {int(count[most]):,}쌍에 {name.ko}{subject_particle(name.ko)} 들어 있습니다.",
        f" Of these {len(none):,} pairs, {int(count[most]):,} include {name.en}.",
    )


def _change(between: Between) -> list[Text]:
    """Return what the rewired networks say of the clear pairs, and what another null model would change."""
    clear = np.flatnonzero(between.finding == CLEAR)
    rewired, found = between.rewired, []
    if rewired is not None and len(clear):
        agreed = int((rewired.as_few[between.row[clear], between.col[clear]] <= 0.05).sum())
        found.append(
            Text(
                f"상대 수가 같게 다시 이은 연결망 {rewired.networks:,}개로 확인하면, 뚜렷이 적은 {len(clear):,}쌍 "
                f"가운데 {agreed:,}쌍에서 이만큼 적은 연결망이 5% 이하입니다.",
                f"Checked by {rewired.networks:,} rewired networks: for {agreed:,} of the {len(clear):,} clear pairs, "
                "at most 5% of them have as few.",
            )
        )
    if between.kept_inside:
        found.append(
            Text(
                f"기대값은 집단 안의 관계를 그대로 둔 값입니다. 집단 안팎을 가리지 않고 섞으면 뚜렷이 적은 쌍은 "
                f"{between.clear_if_mixed:,}개가 되는데, 집단이 안으로 뭉친 정도까지 부족으로 세기 때문입니다.",
                "Ties inside groups were kept. With these mixed in, the clear pairs would number "
                f"{between.clear_if_mixed:,}, because what groups keep to themselves then counts as missing between "
                "them.",
            )
        )
    return found


def _fields(unserved: Unserved, fields: Grouping) -> list[Text]:
    """Return the fields without any tie to a sort of helper in the whole city, then how many cells are like that."""
    found = []
    for code, helper in enumerate(HELPERS):
        label = HELPER_LABELS[helper]
        own = unserved.helper == code
        for k in np.flatnonzero(own & (unserved.district == WHOLE))[:_NAMED].tolist():
            name = fields.labels[int(unserved.field[k])]
            share = percent(float(unserved.share[k]))
            found.append(
                Text(
                    f"{name.ko} 분야: 주체 {int(unserved.actors[k]):,}곳 가운데 {label.ko}과 관계가 있는 곳이 하나도 "
                    f"없습니다(전체 주체는 {share}가 관계 있음).",
                    f"The field {name.en}: none of its {int(unserved.actors[k]):,} actors has a tie to "
                    f"{_english(helper)}, which {share} of all actors have.",
                )
            )
        cells = own & (unserved.district != WHOLE)
        sure = int((cells & (unserved.q <= 0.05)).sum())
        if cells.any():
            found.append(
                Text(
                    f"자치구 안의 한 분야 주체 모두 {label.ko}과 관계가 없는 칸은 {int(cells.sum()):,}개이며, 그중 "
                    f"{sure:,}개는 우연으로 보기 어렵습니다(보정한 p ≤ 0.05).",
                    f"Cells of district and field without any tie to {_english(helper)}: {int(cells.sum()):,}, of "
                    f"which {sure:,} are hard to put down to chance (corrected p ≤ 0.05).",
                )
            )
    return found


def _english(helper: str) -> str:
    return "government" if helper == "government" else "an intermediary"


def _districts(city: ThroughCity, districts: Grouping) -> list[Text]:
    """Return the districts that meet the others only through the city level."""
    known = np.isfinite(city.city_share) & (city.leaving > 0)
    found = []
    only = np.flatnonzero(known & (np.nan_to_num(city.outside_lost) >= _ALMOST_ALL))
    for i in only[np.argsort(-city.leaving[only], kind="stable")][:_NAMED].tolist():
        name, leaving = districts.labels[i], int(city.leaving[i])
        own = Text("", "")
        if not city.intermediaries[i]:
            own = Text(" 자체 중간지원조직도 없습니다.", " It has no intermediary of its own either.")
        found.append(
            Text(
                f"{name.ko}: 구 밖으로 난 협력 쌍 {leaving:,}개 가운데 {percent(float(city.city_share[i]))}가 시 단위 "
                f"주체와 맺은 것입니다(전체 자치구 {percent(city.whole_share)}). 시 단위 주체를 빼면 지금 이어져 있는 "
                f"다른 구 주체와의 쌍 {percent(float(city.outside_lost[i]))}가 끊깁니다.{own.ko} 다른 구 주체와 직접 "
                "맺는 관계 하나가 이 답을 바꿉니다.",
                f"{name.en}: {percent(float(city.city_share[i]))} of its {leaving:,} outward pairs lead to city-level "
                f"actors ({percent(city.whole_share)} in all districts). Without these, "
                f"{percent(float(city.outside_lost[i]))} of its connections to actors of other gu are cut.{own.en} One "
                "direct tie to another gu would change this answer.",
            )
        )
    if not found and known.any():
        top = int(np.argmax(np.where(known, city.city_share, -1.0)))
        name, share = districts.labels[top], percent(float(city.city_share[top]))
        found.append(
            Text(
                "시 단위 주체를 거쳐야만 다른 구와 이어지는 자치구는 없습니다. 시 단위 주체에 가장 기대는 곳은 "
                f"{name.ko}(밖으로 난 쌍의 {share}).",
                f"No district meets the others only through the city level. {name.en} leans on it most ({share} of its "
                "outward pairs).",
            )
        )
    return found
