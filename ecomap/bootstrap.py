"""The only place that names a store: settings in, an opened workspace out."""

from __future__ import annotations

from ecomap.errors import SettingError
from ecomap.services.workspace import Workspace
from ecomap.settings import Settings
from ecomap.stores.contract import Store
from graph_schema import Text


def open_store(url: str) -> Store:
    """Open the store that an address names, without reading or migrating it.

    Parameters
    ----------
    url : str
        ``sqlite:///relative/path.db`` or ``sqlite:////absolute/path.db``.

    Returns
    -------
    Store

    Raises
    ------
    SettingError
        If no store answers to this kind of address.
    StoreUnavailable
        If it cannot be opened.
    """
    scheme = url.partition(":")[0]
    if scheme == "sqlite":
        from ecomap.stores.sqlite_store import open_sqlite  # noqa: PLC0415  a store is loaded only where it is used

        return open_sqlite(url)
    raise SettingError(
        Text(
            f"저장소 주소의 형식 '{scheme}'을(를) 모릅니다.",
            f"No store answers to addresses of the kind '{scheme}'.",
        ),
        Text(
            "예: ECOMAP_STORE=sqlite:///ecomap-data/ecomap.db",
            "Example: ECOMAP_STORE=sqlite:///ecomap-data/ecomap.db",
        ),
        field="ECOMAP_STORE",
    )


def open_workspace(settings: Settings) -> Workspace:
    """Open the store of the settings for work. Raises as `open_store` does."""
    return Workspace(store=open_store(settings.store), settings=settings)
