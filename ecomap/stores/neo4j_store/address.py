"""Addresses of the form ``neo4j://user:password@host:7687/database``."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from ecomap.errors import SettingError
from graph_schema import Text

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_DEFAULT_DATABASE = "neo4j"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is and who asks.

    Parameters
    ----------
    uri : str
        What the driver connects to: scheme, host and port.
    user, password : str
    database : str
    """

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = _DEFAULT_DATABASE

    @property
    def shown(self) -> str:
        """The address as it may be shown: without the password."""
        scheme, _, host = self.uri.partition("://")
        return f"{scheme}://{self.user + '@' if self.user else ''}{host}/{self.database}"


def parse(url: str) -> Address:
    """Read an address.

    Raises
    ------
    SettingError
        If it names no host, or its port is no number; never shows the password.
    """
    parts = urlsplit(url)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if parts.scheme not in SCHEMES or not host or parts.query or parts.fragment or parts.path.count("/") > 1:
        raise SettingError(
            Text("저장소 주소에서 Neo4j 서버를 읽을 수 없습니다.", "The store address names no Neo4j server."),
            Text(
                "예: neo4j://neo4j:비밀번호@localhost:7687/neo4j (비밀번호의 특수 문자는 %40처럼 적습니다)",
                "Example: neo4j://neo4j:password@localhost:7687/neo4j (write special characters of the password "
                "like %40)",
            ),
            field="ECOMAP_STORE",
        )
    name = f"[{host}]" if ":" in host else host
    return Address(
        f"{parts.scheme}://{name}:{port or 7687}",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        unquote(parts.path.strip("/")) or _DEFAULT_DATABASE,
    )
