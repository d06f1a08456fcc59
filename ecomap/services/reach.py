"""What an intermediary reaches and misses of the fields and districts that it is there for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ecomap.analysis.linkage.mandates import mandates
from ecomap.analysis.record import Result
from ecomap.services.access import Principal
from ecomap.services.actors import read_actor
from ecomap.services.analyses import run_analysis
from ecomap.services.jobs import Asked
from ecomap.services.workspace import Workspace
from ecomap.snapshot.columns import Float
from graph_schema import Text

CLIENTS = "civil_society"


@dataclass(frozen=True, eq=False)
class Mandate:
    """An intermediary's mandate, cell by cell.

    Parameters
    ----------
    fields, districts : tuple of (str, Text)
        Ids and labels of the fields and districts that it is there for.
    clients, served : ndarray of float64 (fields × districts)
        Actors to be served in each cell, and those of them with a tie to it.
    result : Result
        Its profile, of ``linkage/intermediaries``.
    """

    fields: tuple[tuple[str, Text], ...]
    districts: tuple[tuple[str, Text], ...]
    clients: Float
    served: Float
    result: Result


def asked_of(actor: str) -> Asked:
    """Return the analysis that the profile of an intermediary is taken from."""
    return Asked("linkage/intermediaries", {"actor": actor, "clients": CLIENTS})


def read_mandate(workspace: Workspace, who: Principal, actor: str) -> Mandate:
    """Return the mandate of an intermediary: see `run_analysis`.

    Raises
    ------
    NotFound
        If there is no such actor.
    InvalidParameter
        If it is no intermediary.

    Notes
    -----
    Cost: that of the analysis the first time; then O(clients × groups).
    """
    node = read_actor(workspace, who, actor).node
    asked = asked_of(node.id)
    result = run_analysis(workspace, who, asked.analysis, asked.parameters)
    snapshot = workspace.snapshot()
    held = mandates(snapshot, CLIENTS)
    number = int(np.searchsorted(snapshot.ties.nodes, snapshot.position[node.id]))
    i = int(np.searchsorted(held.actors, number))
    fields, districts = np.flatnonzero(held.in_fields[i]), np.flatnonzero(held.in_districts[i])
    tied = held.tied_to(i)
    of_field, of_district = held.client_fields[:, fields], held.client_districts[:, districts]
    return Mandate(
        tuple((held.fields.ids[f], held.fields.labels[f]) for f in fields.tolist()),
        tuple((held.districts.ids[d], held.districts.labels[d]) for d in districts.tolist()),
        of_field.T.astype(np.float64) @ of_district.astype(np.float64),
        of_field[tied].T.astype(np.float64) @ of_district[tied].astype(np.float64),
        result,
    )
