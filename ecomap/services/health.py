"""Whether the program lives and whether its store can be read."""

from __future__ import annotations

from ecomap.services.workspace import Workspace
from ecomap.stores.contract import StoreInfo


def ready(workspace: Workspace) -> StoreInfo:
    """Return which store answers.

    Raises
    ------
    StoreUnavailable
        If it cannot be reached.
    SchemaMismatch
        If its schema is not this program's.
    """
    workspace.store.check()
    return workspace.store.describe()
