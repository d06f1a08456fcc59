"""linkage/intermediaries: whom every intermediary connects, serves and misses, and whether they bridge silos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.common import optional, ratio
from ecomap.analysis.kernels.bridges import only_through
from ecomap.analysis.linkage import intermediaries_record as record
from ecomap.analysis.linkage.brokerage_roles import main_role
from ecomap.analysis.linkage.intermediaries_tables import detail_tables, kinds_label, mandate_label
from ecomap.analysis.linkage.intermediaries_text import explain, notes
from ecomap.analysis.linkage.listing import identity
from ecomap.analysis.linkage.mandates import Mandates, mandates
from ecomap.analysis.linkage.roles import role_counts, role_network
from ecomap.analysis.linkage.scores import competition_ranks, significant
from ecomap.analysis.linkage.silos import Reach, reach, sole_bridges
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.columns import Float
from graph_schema import Text

Row = tuple[Cell, ...]
Count = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Profiles:
    """Figures of every intermediary, in the order of `Mandates.actors`.

    Parameters
    ----------
    mandates : Mandates
    contacts : ndarray of int64
    linked, alone : ndarray of int64
        Pairs of clients across groups that it links, and that nobody else links.
    bridges : list of (group, group, actor)
        Pairs of groups that meet in one actor only, which may be no intermediary.
    roles : ndarray of float64 (intermediaries × 6)
        NaN where it is in no group.
    reach : Reach
    served, missed, beyond : ndarray of int64
        Clients of its mandate that it is tied to and not tied to; clients tied to outside it.
    """

    mandates: Mandates
    contacts: Count
    linked: Count
    alone: Count
    bridges: list[tuple[int, int, int]]
    roles: Float
    reach: Reach
    served: Count
    missed: Count
    beyond: Count

    def score(self, by: str) -> Float:
        """Return the figure that a ranking goes by, NaN where there is none."""
        if by == "e_i":
            return self.reach.index
        if by == "reached":
            total = (self.served + self.missed).astype(np.float64)
            return np.asarray(np.divide(self.served, total, out=np.full(len(total), np.nan), where=total > 0))
        figures = {"alone": self.alone, "contacts": self.contacts, "missed": self.missed}
        return figures[by].astype(np.float64)


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Profile all intermediaries, open one, and judge the system.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``profiles``, ``connects``, ``missed``, ``bridges``, ``overlaps``, ``cells``, ``system``.

    Raises
    ------
    InvalidParameter
        If ``actor`` is no intermediary of the snapshot.

    Notes
    -----
    Cost: O(Σ degree² + different sets of groups of intermediaries × actors + intermediaries²).
    """
    groups = grouping(snapshot, parameters["by"])
    found = profiles(snapshot, groups, parameters["clients"])
    chosen = _chosen(snapshot, found.mandates, parameters["actor"])
    values = found.score(parameters["rank_by"])
    score = np.where(np.isfinite(values), values, -1e300)
    order = np.lexsort((np.arange(len(score)), -significant(score)))
    ranks = competition_ranks(score)
    opened = chosen if chosen is not None else int(order[0]) if len(order) else None
    shown = order[: parameters["limit"] or len(order)] if chosen is None else np.array([chosen])
    tables = (
        Table(record.PROFILES, tuple(_rows(snapshot, found, shown, ranks))),
        *detail_tables(snapshot, found.mandates, groups, found.bridges, (opened, chosen, parameters["limit"])),
        Table(record.SYSTEM, (_system(found),)),
    )
    return Result(
        tables,
        explain(snapshot, tables, parameters, chosen is not None),
        notes(snapshot, found.mandates, parameters["clients"], len(order) - len(shown) if chosen is None else 0),
    )


def profiles(snapshot: Snapshot, groups: Grouping, client_kind: str) -> Profiles:
    """Compute the figures of every intermediary. Cost: as `run`."""
    ties = snapshot.ties
    held = mandates(snapshot, client_kind)
    member = sparse.csr_array(groups.membership[ties.nodes])
    member.sort_indices()
    client = np.zeros(ties.n, dtype=np.bool_)
    client[held.clients] = True
    of_clients = sparse.csr_array(sparse.diags_array(client.astype(np.float64)) @ member)
    of_clients.eliminate_zeros()
    asked = np.zeros(ties.n, dtype=np.bool_)
    asked[held.actors] = True
    adjacency = ties.adjacency
    linked, alone = only_through(adjacency.indptr, adjacency.indices, of_clients.indptr, of_clients.indices, asked)
    kind = snapshot.kind[ties.nodes]
    served, missed, beyond = held.served.T
    return Profiles(
        mandates=held,
        contacts=np.diff(adjacency.indptr)[held.actors].astype(np.int64),
        linked=linked[held.actors],
        alone=alone[held.actors],
        bridges=sole_bridges(ties, of_clients, kind != snapshot.kinds.index("government")),
        roles=_roles(snapshot, groups, held.actors),
        reach=reach(ties, member, kind, held.actors),
        served=served,
        missed=missed,
        beyond=beyond,
    )


def _roles(snapshot: Snapshot, groups: Grouping, actors: Count) -> Float:
    network = role_network(snapshot.ties, groups, directed=False)
    every = np.full((snapshot.ties.n, 6), np.nan)
    every[network.actors] = role_counts(network, shared=False)
    return np.asarray(every[actors])


def _chosen(snapshot: Snapshot, held: Mandates, wanted: str | None) -> int | None:
    if wanted is None:
        return None
    ids = [identity(snapshot, actor)[0] for actor in held.actors.tolist()]
    if wanted not in ids:
        known = ", ".join(ids[:30]) or "-"
        raise InvalidParameter(
            Text(
                f"매개변수 actor의 값 '{wanted}': 이 자료에 그런 중간지원조직이 없습니다.",
                f"Parameter actor cannot be '{wanted}': no such intermediary.",
            ),
            Text(f"가능한 값: {known}", f"Allowed: {known}"),
            field="actor",
            value=wanted,
        )
    return ids.index(wanted)


def _rows(snapshot: Snapshot, found: Profiles, shown: Count, ranks: Count) -> Iterator[Row]:
    held, adjacency = found.mandates, snapshot.ties.adjacency
    fields = sparse.csr_array(held.fields.membership[snapshot.ties.nodes])
    districts = sparse.csr_array(held.districts.membership[snapshot.ties.nodes])
    sole = [actor for _, _, actor in found.bridges]
    reached, chance, z = found.reach.index, found.reach.chance, found.reach.z
    for i in shown.tolist():
        actor = int(held.actors[i])
        contacts = adjacency.indices[adjacency.indptr[actor] : adjacency.indptr[actor + 1]]
        total = int(found.served[i] + found.missed[i])
        yield (
            int(ranks[i]),
            *identity(snapshot, actor),
            mandate_label(held, i),
            int(found.contacts[i]),
            kinds_label(snapshot, contacts),
            len(np.unique(fields[contacts].indices)),
            len(np.unique(districts[contacts].indices)),
            int(found.linked[i]),
            int(found.alone[i]),
            sole.count(actor),
            None if np.isnan(found.roles[i, -1]) else main_role(found.roles[i]),
            *(optional(value) for value in found.roles[i, :5].tolist()),
            *(optional(float(value[i])) for value in (reached, chance, z)),
            total,
            int(found.served[i]),
            int(found.missed[i]),
            ratio(int(found.served[i]), total),
            int(found.beyond[i]),
            *_nearest(snapshot, held, i),
        )


def _nearest(snapshot: Snapshot, held: Mandates, i: int) -> tuple[Text | None, float | None]:
    overlap = held.overlaps(np.array([i]))[0][0]
    overlap[i] = 0.0
    best = int(np.argmax(overlap))
    if not overlap[best]:
        return None, None
    return identity(snapshot, int(held.actors[best]))[1], float(overlap[best])


def _system(found: Profiles) -> Row:
    held, whole = found.mandates, found.reach.together()
    return (
        len(held.actors),
        int(whole.inside[0]),
        int(whole.outside[0]),
        *(optional(float(value[0])) for value in (whole.index, whole.chance, whole.z)),
        int(found.alone.sum()),
        len(held.clients),
        int((held.ties_of_clients > 0).sum()),
        held.mandated.size,
        int((held.mandated == 0).sum()),
        int((held.mandated >= 2).sum()),
    )


ANALYSIS = Analysis(
    id="linkage/intermediaries",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(
        record.PROFILES,
        record.CONNECTS,
        record.MISSED,
        record.BRIDGES,
        record.OVERLAPS,
        record.CELLS,
        record.SYSTEM,
    ),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("bar", x="name", value="alone"),
)
