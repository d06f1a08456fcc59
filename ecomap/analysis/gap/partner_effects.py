"""What a recommended tie rests on, and what it would change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import actor_name
from ecomap.analysis.gap.partner_traits import Attributes
from ecomap.analysis.gap.words import listed
from ecomap.analysis.kernels.added_tie import apart, constraint_with, newly_near
from ecomap.analysis.kernels.link_scores import Traits
from ecomap.snapshot import Snapshot
from graph_schema import Text


@dataclass(frozen=True, slots=True)
class Effect:
    """What a tie between two actors would change; ``None`` where undefined.

    Parameters
    ----------
    pairs, across_fields, across_districts : int
        Pairs of actors that would newly be within two steps of each other; those of them that share no field,
        and no district.
    before, after : (float or None, float or None)
        Burt's constraint of whom the candidate would work with, and of the candidate.
    """

    pairs: int
    across_fields: int
    across_districts: int
    before: tuple[float | None, float | None]
    after: tuple[float | None, float | None]


def effect(graph: Traits, u: int, v: int) -> Effect:
    """Return what a tie between two untied actors would change. Cost: O(n + partners of their partners)."""
    indptr, indices = graph.indptr, graph.indices
    of_u, of_v = newly_near(indptr, indices, u, v), newly_near(indptr, indices, v, u)
    of_v = of_v[of_v != u]  # the pair itself is already among the first
    one = np.concatenate([np.full(len(of_u), u), np.full(len(of_v), v)])
    other = np.concatenate([of_u, of_v]).astype(np.int64)
    fields, places = (int(apart(masks, one, other).sum()) for masks in (graph.fields, graph.places))
    before = _number(constraint_with(indptr, indices, u, -1)), _number(constraint_with(indptr, indices, v, -1))
    after = _number(constraint_with(indptr, indices, u, v)), _number(constraint_with(indptr, indices, v, u))
    return Effect(len(one), fields, places, before, after)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def reasons(snapshot: Snapshot, known: Attributes, graph: Traits, u: int, v: int) -> Text:
    """Return in words what two actors have in common, names first."""
    found = [
        *_shared_partners(snapshot, graph, u, v),
        *_shared_groups(known, u, v),
        *_shared_programmes(snapshot, graph, known, u, v),
        *_bridge(graph, u, v),
    ]
    if not found:
        found = [Text("공통점이 기록되지 않음(연결이 많은 곳일 뿐)", "nothing in common on record, only well linked")]
    return Text("; ".join(reason.ko for reason in found), "; ".join(reason.en for reason in found))


def _shared_partners(snapshot: Snapshot, graph: Traits, u: int, v: int) -> list[Text]:
    common = np.intersect1d(_partners(graph, u), _partners(graph, v))
    if not len(common):
        return []
    rarest = common[np.lexsort((common, np.diff(graph.indptr)[common]))]
    names = [actor_name(snapshot, int(actor)) for actor in rarest[:3]]
    rest = len(common) - len(names)
    ko, en = ", ".join(name.ko for name in names), ", ".join(name.en for name in names)
    more = (f" 외 {rest:,}곳", f" and {rest:,} more") if rest else ("", "")
    noun = "partner" if len(common) == 1 else "partners"
    return [Text(f"공통 상대 {len(common):,}곳({ko}{more[0]})", f"{len(common):,} {noun} in common ({en}{more[1]})")]


def _shared_groups(known: Attributes, u: int, v: int) -> list[Text]:
    found = []
    for groups, members, noun in (
        (known.fields, known.in_field, Text("같은 분야", "same field")),
        (known.districts, known.in_district, Text("같은 자치구", "same district")),
    ):
        both = np.intersect1d(_row(members, u), _row(members, v))
        if len(both):
            names = listed([groups.labels[int(i)] for i in both], 2)
            found.append(Text(f"{noun.ko}({names.ko})", f"{noun.en} ({names.en})"))
    return found


def _shared_programmes(snapshot: Snapshot, graph: Traits, known: Attributes, u: int, v: int) -> list[Text]:
    own, other = (graph.takes_part[graph.programmes[a] : graph.programmes[a + 1]] for a in (u, v))
    both = known.programme_nodes[np.intersect1d(own, other)].tolist()
    if not both:
        return []
    names = listed([Text(snapshot.name(node), snapshot.name(node, "en")) for node in both], 2)
    return [Text(f"같은 사업에 참여({names.ko})", f"both take part in {names.en}")]


def _bridge(graph: Traits, u: int, v: int) -> list[Text]:
    if graph.bridging[u] or graph.bridging[v]:
        return [Text("한쪽이 중간지원조직", "one of them is an intermediary")]
    if graph.governing[u] or graph.governing[v]:
        return [Text("한쪽이 행정기관", "one of them is a government unit")]
    return []


def _row(members: object, actor: int) -> NDArray[np.int32]:
    return np.asarray(members.indices[members.indptr[actor] : members.indptr[actor + 1]])  # type: ignore[attr-defined]


def _partners(graph: Traits, actor: int) -> NDArray[np.int32]:
    return graph.indices[graph.indptr[actor] : graph.indptr[actor + 1]]
