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
        ``sqlite:///relative/path.db``, ``sqlite:////absolute/path.db``, or
        ``neo4j://user:password@host:7687/database`` (also ``bolt://``, and ``+s`` or ``+ssc`` for encryption).

    Returns
    -------
    Store

    Raises
    ------
    SettingError
        If no store answers to this kind of address, or its driver is not installed.
    """
    scheme = url.partition(":")[0]
    # A store, and with it its driver, is loaded only where it is used.
    if scheme == "sqlite":
        from ecomap.stores.sqlite_store import open_sqlite  # noqa: PLC0415

        return open_sqlite(url)
    if scheme.partition("+")[0] in {"neo4j", "bolt"}:
        try:
            from ecomap.stores.neo4j_store import open_neo4j  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise _no_driver() from error
        return open_neo4j(url)
    raise SettingError(
        Text(
            f"저장소 주소의 형식 '{scheme}'을(를) 모릅니다.",
            f"No store answers to addresses of the kind '{scheme}'.",
        ),
        Text(
            "예: ECOMAP_STORE=sqlite:///ecomap-data/ecomap.db 또는 neo4j://neo4j:비밀번호@localhost:7687/neo4j",
            "Examples: ECOMAP_STORE=sqlite:///ecomap-data/ecomap.db or neo4j://neo4j:password@localhost:7687/neo4j",
        ),
        field="ECOMAP_STORE",
    )


def _no_driver() -> SettingError:
    return SettingError(
        Text("Neo4j 드라이버가 설치되어 있지 않습니다.", "The Neo4j driver is not installed."),
        Text("pip install 'ecomap[neo4j]'를 실행하십시오.", "Run pip install 'ecomap[neo4j]'."),
        field="ECOMAP_STORE",
    )


def open_workspace(settings: Settings) -> Workspace:
    """Open the store of the settings for work. Raises as `open_store` does."""
    return Workspace(store=open_store(settings.store), settings=settings)
