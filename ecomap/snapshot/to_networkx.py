"""The public door to networkx, for people who bring their own method."""

from __future__ import annotations

import networkx as nx

from ecomap.snapshot.graph import Snapshot


def to_networkx(snapshot: Snapshot) -> nx.MultiDiGraph[str]:
    """Return actors and ties as a networkx graph: the door for people who bring their own method.

    Nodes are actor ids with ``kind``, ``name_ko``, ``name_en``; edges carry ``type``, ``directed``, ``weight``
    and ``amount``. Ties of undirected types appear once, in the order reported.

    Parameters
    ----------
    snapshot : Snapshot

    Returns
    -------
    networkx.MultiDiGraph
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ties = snapshot.ties
    ids = [str(snapshot.node_id[int(i)]) for i in ties.nodes]
    for actor, position in zip(ids, ties.nodes.tolist(), strict=True):
        graph.add_node(
            actor,
            kind=snapshot.kinds[int(snapshot.kind[position])],
            name_ko=snapshot.name_ko[position],
            name_en=snapshot.name_en[position],
        )
    amounts = snapshot.amount[ties.edges].tolist()
    rows = zip(ties.source.tolist(), ties.target.tolist(), ties.type.tolist(), ties.directed.tolist(), strict=True)
    for (source, target, code, directed), weight, amount in zip(rows, ties.weight.tolist(), amounts, strict=True):
        graph.add_edge(
            ids[source],
            ids[target],
            type=snapshot.types[code],
            directed=directed,
            weight=weight,
            amount=None if amount != amount else amount,  # noqa: PLR0124
        )
    return graph
