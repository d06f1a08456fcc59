"""Every setting, listed once; environment variables in, one frozen record out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ecomap.errors import SettingError
from graph_schema import Text

_SITE = re.compile(r"(https://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|http://(localhost|127\.0\.0\.1))(:\d{1,5})?")
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its field in `Settings`, the reader of its text, its default text and its help."""

    name: str
    read: Callable[[str], Any]
    default: str
    help: Text

    @property
    def variable(self) -> str:
        """Name of the environment variable."""
        return f"ECOMAP_{self.name.upper()}"


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def _language(text: str) -> str:
    if text not in {"ko", "en"}:
        raise ValueError(text)
    return text


def _secure(text: str) -> str:
    if text not in {"auto", "always"}:
        raise ValueError(text)
    return text


def _ancestors(text: str) -> str:
    """Return which sites may show our pages in a frame, as the header ``Content-Security-Policy`` says it."""
    sites = [one for one in text.split() if one != "self"]
    if "*" in sites:
        if len(sites) > 1:
            raise ValueError(text)
        return "*"
    if not all(map(_SITE.fullmatch, sites)):
        raise ValueError(text)
    return " ".join(("'self'", *sites))  # our own pages of views and stories show pages in frames


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}):
        raise ValueError(text)
    if parts.query or parts.fragment or parts.username:
        raise ValueError(text)
    return text.rstrip("/")


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "store",
        str,
        "sqlite:///ecomap-data/ecomap.db",
        Text(
            "저장소 주소. sqlite:///파일 경로 (빗금 네 개는 절대 경로) 또는 neo4j://사용자:비밀번호@호스트:7687/데이터베이스",
            "Address of the store: sqlite:///path of a file (four slashes for an absolute path) or "
            "neo4j://user:password@host:7687/database",
        ),
    ),
    Setting(
        "data_dir",
        Path,
        "ecomap-data",
        Text(
            "스냅샷 등 다시 만들 수 있는 파일을 두는 폴더",
            "Folder for files that can be rebuilt, such as snapshots",
        ),
    ),
    Setting(
        "import_max_mb",
        _positive,
        "200",
        Text("가져오는 파일 하나의 최대 크기(MiB)", "Largest file that an import accepts, in MiB"),
    ),
    Setting(
        "neighbourhood_cap",
        _positive,
        "500",
        Text("이웃 조회가 돌려주는 최대 주체 수", "Most actors that a neighbourhood returns"),
    ),
    Setting(
        "map_max_actors",
        _positive,
        "2000",
        Text(
            "독립 실행 지도를 pyvis로 그리는 최대 주체 수. 넘으면 WebGL로 그린 지도를 한 파일에 담습니다.",
            "Most actors that a stand-alone map draws with pyvis; above it, the file draws itself with WebGL",
        ),
    ),
    Setting(
        "export_max_rows",
        _positive,
        "1000000",
        Text(
            "누구나 한 번에 내려받을 수 있는 주체와 관계의 최대 건수. 'ecomap export'에는 한도가 없습니다.",
            "Most actors and ties together that a download may have; 'ecomap export' has no bound",
        ),
    ),
    Setting(
        "job_seconds",
        _positive,
        "300",
        Text(
            "작업 하나에 허용하는 계산 시간(초). 넘으면 작업을 실패로 끝냅니다.",
            "Seconds that a job may compute; after them it ends as failed",
        ),
    ),
    Setting(
        "jobs_at_once",
        _positive,
        "2",
        Text(
            "서버 프로세스 하나가 동시에 계산하는 작업 수",
            "Jobs that one server process computes at the same time",
        ),
    ),
    Setting(
        "jobs_waiting",
        _positive,
        "20",
        Text(
            "서버 프로세스 하나에서 차례를 기다릴 수 있는 작업 수. API 키가 있으면 두 배까지 기다릴 수 있습니다.",
            "Jobs that may wait for their turn in one server process; twice as many for callers with an API key",
        ),
    ),
    Setting(
        "session_hours",
        _positive,
        "12",
        Text("로그인이 이어지는 시간(시간)", "Hours that a login lasts"),
    ),
    Setting(
        "cookie_secure",
        _secure,
        "auto",
        Text(
            "로그인 쿠키를 https로만 보낼지: auto(https로 온 요청이면) 또는 always",
            "Whether the login cookie travels by https only: auto (where the request came by https) or always",
        ),
    ),
    Setting(
        "public_url",
        _origin,
        "",
        Text(
            "사람들이 이 사이트를 여는 주소(예: https://map.example.org). 설문 링크와 지도 파일에 적힙니다. "
            "비우면 요청이 온 주소를 씁니다.",
            "Address at which people open this site, such as https://map.example.org: it is written into links to "
            "surveys and into map files; empty for the address of each request",
        ),
    ),
    Setting(
        "embed_ancestors",
        _ancestors,
        "self",
        Text(
            "지도와 분석을 자기 쪽에 넣어 보여 줄 수 있는 사이트: self(이 사이트만), *(모두), "
            "또는 빈칸으로 나눈 주소(예: self https://www.seoul.go.kr https://*.mapo.go.kr)",
            "Sites that may show maps and analyses inside their own pages: self (this site only), * (all), or "
            "addresses parted by spaces, such as self https://www.seoul.go.kr https://*.mapo.go.kr",
        ),
    ),
    Setting(
        "oidc_issuer",
        str,
        "",
        Text(
            "기관 로그인(OpenID Connect) 발급자의 주소. 비우면 쓰지 않습니다. 기관에는 /login/callback을 등록합니다.",
            "Issuer of an institution's login (OpenID Connect), which has to know our /login/callback; empty for none",
        ),
    ),
    Setting("oidc_client_id", str, "", Text("기관이 준 클라이언트 ID", "Client id that the institution gave")),
    Setting("oidc_client_secret", str, "", Text("기관이 준 클라이언트 비밀", "Client secret that it gave")),
    Setting("language", _language, "ko", Text("기본 언어: ko 또는 en", "Default language: ko or en")),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force; see `SETTINGS` for what each means."""

    store: str
    data_dir: Path
    import_max_mb: int
    neighbourhood_cap: int
    map_max_actors: int
    export_max_rows: int
    job_seconds: int
    jobs_at_once: int
    jobs_waiting: int
    session_hours: int
    cookie_secure: str
    public_url: str
    embed_ancestors: str
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str = field(repr=False)
    language: str


def read_settings(environ: Mapping[str, str], **overrides: Any) -> Settings:
    """Build the settings from an environment.

    Parameters
    ----------
    environ : mapping
        Usually ``os.environ``; nothing else is read.
    **overrides
        Values that a command line gives, by field name; ``None`` leaves the environment's.

    Returns
    -------
    Settings

    Raises
    ------
    SettingError
        For a value that cannot be read, or an ``ECOMAP_`` variable that is no setting; names the variable.
    """
    known = {setting.variable for setting in SETTINGS} | {"ECOMAP_REAL_DATA"}  # the latter belongs to the tests
    for name in environ:
        if name.startswith("ECOMAP_") and name not in known:
            raise SettingError(
                Text(f"환경 변수 {name}은(는) 설정이 아닙니다.", f"Environment variable {name} is no setting."),
                Text(
                    f"쓸 수 있는 설정: {', '.join(sorted(known))}",
                    f"Known settings: {', '.join(sorted(known))}",
                ),
                field=name,
            )
    values = {setting.name: _value(setting, environ.get(setting.variable, setting.default)) for setting in SETTINGS}
    return Settings(**values | {name: value for name, value in overrides.items() if value is not None})


def _value(setting: Setting, text: str) -> Any:
    try:
        return setting.read(text)
    except ValueError as error:
        raise SettingError(
            Text(
                f"{setting.variable}의 값 '{text}'을(를) 쓸 수 없습니다.",
                f"{setting.variable} cannot be '{text}'.",
            ),
            setting.help,
            field=setting.variable,
            value=text,
        ) from error
