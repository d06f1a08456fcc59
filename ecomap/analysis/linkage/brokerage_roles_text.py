"""Sentences and notes of linkage/brokerage_roles, built from its figures."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.common import GROUPING_LABELS, actor_name, figure
from ecomap.analysis.linkage.listing import hidden_note
from ecomap.analysis.linkage.roles import ROLE_HELP, ROLES, RoleNetwork
from ecomap.analysis.linkage.roles_null import MOST_TYPES, Null
from ecomap.analysis.record import Parameters
from ecomap.analysis.words import left_out_notes, percent, plural
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import Float
from graph_schema import Text

_CHANGE = Text(
    "양 끝이 직접 관계를 맺으면 그 길은 더는 중개가 아니어서 횟수가 줄고, 다른 집단과 새 관계를 맺은 주체는 "
    "문지기·대표자·연락자 횟수가 늘어납니다.",
    "Where the two ends tie themselves, the path is no brokerage any more and counts fall; an actor with new ties to "
    "other groups gains as gatekeeper, representative or liaison.",
)


def explain(
    snapshot: Snapshot, groups: Grouping, network: RoleNetwork, counts: Float, null: Null, by: str
) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    snapshot : Snapshot
    groups : Grouping
    network : RoleNetwork
    counts : ndarray (actors × 6)
    null : Null
    by : str
        The grouping's name.
    """
    name = GROUPING_LABELS[by]
    if not network.n:
        return (
            Text(
                f"{name.ko} 정보가 기록된 주체가 없어 역할을 가를 수 없습니다.",
                f"No actor has a recorded {name.en.lower()}, so roles cannot be told apart.",
            ),
        )
    if not counts[:, -1].sum():
        return (
            Text(
                f"{name.ko} 정보가 있는 주체 {network.n:,}곳 사이에 중개가 필요한 길이 하나도 없습니다.",
                f"Among {plural(network.n, 'actor', 'actors')} with a recorded {name.en.lower()}, no two are linked "
                "only through a third.",
            ),
        )
    return (
        _whole(counts, null, name),
        *_against_chance(counts, null),
        _leader(snapshot, groups, network, counts, name),
        *_bridge(snapshot, network, counts, name),
        *_groups(groups, network, counts, name),
        _CHANGE,
    )


def _whole(counts: Float, null: Null, name: Text) -> Text:
    total = counts.sum(axis=0)
    inside, other, between = (percent(float(part / total[-1])) for part in (total[0], total[1], total[2:5].sum()))
    expected = null.network.mean[0]
    chance = percent(float(expected[2:5].sum() / expected[-1])) if expected[-1] else "–"
    paths = figure(float(total[-1]))
    return Text(
        f"누군가를 거쳐야 이어지는 길 {paths}개 가운데 {between}는 {name.ko} 기준으로 서로 다른 집단의 두 주체를 "
        f"잇습니다(관계가 집단과 무관하면 {chance}). {inside}는 중개자와 양 끝이 모두 한 집단이고, {other}는 "
        "중개자만 다른 집단입니다.",
        f"Of {paths} paths through a broker, {between} link two actors that differ in {name.en.lower()} "
        f"({chance} if ties ignored it). In {inside} broker and both ends are alike, in {other} only the "
        "broker differs.",
    )


def _against_chance(counts: Float, null: Null) -> list[Text]:
    """Name the roles furthest above and below their share at chance: sizes differ for other reasons than groups."""
    total, expected = counts.sum(axis=0), null.network.mean[0]
    if not expected[-1] or not (expected[:5] > 0).any():
        return []
    share = np.divide(
        total[:5] / total[-1], expected[:5] / expected[-1], out=np.full(5, np.nan), where=expected[:5] > 0
    )
    high, low = int(np.nanargmax(share)), int(np.nanargmin(share))
    if high == low:
        return []
    names = list(ROLES)
    first, last = ROLES[names[high]], ROLES[names[low]]
    does, rarely = ROLE_HELP[names[high]], ROLE_HELP[names[low]]
    more, less = figure(float(share[high]), 2), figure(float(share[low]), 2)
    return [
        Text(
            f"우연에 견주어 몫이 가장 큰 역할: {first.ko}({does.ko}, {more}배), 가장 작은 역할: {last.ko}({rarely.ko}, "
            f"{less}배).",
            f"Largest share of roles against chance: {first.en.lower()} ({does.en}; {more} times); smallest: "
            f"{last.en.lower()} ({rarely.en}; {less} times).",
        )
    ]


def _leader(snapshot: Snapshot, groups: Grouping, network: RoleNetwork, counts: Float, name: Text) -> Text:
    actor = int(np.argmax(counts[:, -1]))
    label = actor_name(snapshot, int(network.actors[actor]))
    start, end = network.shares.indptr[actor : actor + 2]
    own = [groups.labels[group] for group in network.shares.indices[start:end].tolist()]
    parts = sorted(zip(counts[actor, :5].tolist(), ROLES.values(), strict=True), key=lambda part: -part[0])[:3]
    ko = ", ".join(f"{role.ko} {figure(count)}" for count, role in parts if count)
    en = ", ".join(f"{role.en.lower()} {figure(count)}" for count, role in parts if count)
    total = figure(float(counts[actor, -1]))
    return Text(
        f"가장 많이 중개하는 주체: {label.ko}({name.ko}: {', '.join(g.ko for g in own)}) — {total}회, 그 가운데 {ko}.",
        f"Most frequent broker: {label.en} ({name.en.lower()}: {', '.join(g.en for g in own)}) — {total} paths, among "
        f"them {en}.",
    )


def _bridge(snapshot: Snapshot, network: RoleNetwork, counts: Float, name: Text) -> list[Text]:
    across = counts[:, 2:5].sum(axis=1)
    order = np.argsort(-across, kind="stable")[:3]
    if not across[order[0]]:
        return [
            Text(
                f"서로 다른 {name.ko}를 잇는 중개는 하나도 없습니다.",
                f"No path through a broker links two that differ in {name.en.lower()}.",
            )
        ]
    best = [(actor_name(snapshot, int(network.actors[i])), figure(float(across[i]))) for i in order if across[i]]
    share = percent(across[order].sum() / across.sum())
    return [
        Text(
            f"{name.ko} 사이를 가장 많이 잇는 주체: {', '.join(f'{n.ko}({c}회)' for n, c in best)}. 이 {len(best)}곳이 "
            f"{name.ko} 사이 중개의 {share}를 맡습니다.",
            f"Most paths between different groups by {name.en.lower()}: {', '.join(f'{n.en} ({c})' for n, c in best)}; "
            f"together {share} of all such paths.",
        )
    ]


def _groups(groups: Grouping, network: RoleNetwork, counts: Float, name: Text) -> list[Text]:
    totals = np.asarray(network.shares.T @ counts)
    has = np.flatnonzero(totals[:, -1] > 0)
    if len(has) < 2:
        return []
    inside = totals[has, 0] / totals[has, -1]
    closed, opened = int(has[np.argmax(inside)]), int(has[np.argmin(inside)])
    if inside.max() - inside.min() < 1e-9:
        return []
    first, last = groups.labels[closed], groups.labels[opened]
    high, low = percent(float(inside.max())), percent(float(inside.min()))
    return [
        Text(
            f"중개가 자기 {name.ko} 안에 머무는 비율이 가장 높은 곳: {first.ko}({high}), 가장 낮은 곳: {last.ko}"
            f"({low}).",
            f"Brokers that stay most inside their own {name.en.lower()}: {first.en} ({high} of their paths); least: "
            f"{last.en} ({low}).",
        )
    ]


def notes(
    snapshot: Snapshot, network: RoleNetwork, null: Null, numbers: tuple[int, int, int], parameters: Parameters
) -> tuple[Text, ...]:
    """Return what is left out, shared or approximate.

    Parameters
    ----------
    snapshot : Snapshot
    network : RoleNetwork
    null : Null
    numbers : (int, int, int)
        Simulated networks, actors of the listed kind in no group, actors that the limit left out.
    parameters : mapping
    """
    simulations, missing, hidden = numbers
    name = GROUPING_LABELS[parameters["by"]]
    found = left_out_notes(snapshot)
    left_out = snapshot.ties.n - network.n
    if left_out:
        found.append(
            Text(
                f"{name.ko} 정보가 기록되지 않은 주체 {left_out:,}곳과 그 관계는 뺐습니다(싣는 유형에서는 "
                f"{missing:,}곳).",
                f"{plural(left_out, 'actor', 'actors')} without a recorded {name.en.lower()} left out with their ties "
                f"({missing:,} of the listed kind).",
            )
        )
    several = int((np.diff(network.shares.indptr) > 1).sum())
    if several:
        found.append(
            Text(
                f"여러 집단에 속한 주체 {several:,}곳은 각 집단에 똑같은 몫으로 세었습니다.",
                f"{plural(several, 'actor is', 'actors are')} in several groups, with an equal share in each.",
            )
        )
    if not parameters["directed"]:
        found.append(
            Text(
                "방향을 보지 않아 문지기와 대표자는 같은 값입니다.",
                "Without direction, gatekeeper and representative are equal.",
            )
        )
    return (*found, *_deviation_notes(network, null, simulations), *hidden_note(hidden))


def _deviation_notes(network: RoleNetwork, null: Null, simulations: int) -> list[Text]:
    if network.n < 3:
        return [Text("주체가 셋보다 적어 기대값이 없습니다.", "Fewer than three actors: nothing can be expected.")]
    if null.network.simulated:
        return [
            Text(
                f"정확한 식이 없는 표준편차는 밀도가 같은 연결망 {simulations:,}개를 모의로 만들어 구했습니다.",
                f"Standard deviations without an exact formula come from {simulations:,} simulated networks of equal "
                "density.",
            )
        ]
    if np.isnan(null.network.deviation).all():
        return [
            Text(
                f"나누어 셀 때나 서로 다른 소속이 {MOST_TYPES:,}가지를 넘을 때의 표준편차는 모의로만 구할 수 있어 "
                "비워 두었습니다. 모의 연결망 수를 주면 채워집니다.",
                f"With shared counting, or more than {MOST_TYPES:,} different memberships, standard deviations can "
                "only be simulated and are left empty; give a number of simulated networks to have them.",
            )
        ]
    return []
