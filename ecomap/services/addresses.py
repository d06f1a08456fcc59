"""Addresses of the site's own pages that can be kept and shown inside other pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from ecomap.errors import InvalidRecord
from ecomap.services.analyses import describe_all
from graph_schema import Text

EMBED = "/embed"
"""What comes before the path of a page that is shown without its heading."""
LONGEST = 2_000
_MOST_PARAMETERS = 200
_PASSING = ("lang", "job", "typed", "done")
"""Parameters that say how somebody looks at a page, not what it shows."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """Pages of one kind: a regular expression of their paths, and what they are called."""

    paths: str
    label: Text


SITE_PAGES = (
    SitePage(r"/map", Text("관계망 지도", "Network map")),
    SitePage(r"/districts(?:/[^/]+)?", Text("자치구 지도", "Districts")),
    SitePage(r"/matrix", Text("협력 행렬", "Matrix")),
    SitePage(r"/actors/.+(?<!/history)", Text("주체", "Actor")),
    SitePage(r"/analyses/[^/]+/[^/]+", Text("분석", "Analysis")),
)
"""Pages that can be saved and embedded."""


def site_page(path: str) -> SitePage | None:
    """Return which page a path, not percent-encoded, is the path of; ``None`` for all but `SITE_PAGES`."""
    plain = path.isprintable() and "\\" not in path and not {"", ".", ".."} & set(path[1:].split("/"))
    return next((page for page in SITE_PAGES if plain and re.fullmatch(page.paths, path)), None)


def page_address(text: str) -> str:
    """Return the address of one of the site's pages in the form in which it is kept.

    Parameters
    ----------
    text : str
        Path and query, with or without ``/embed`` before it. The language and what else concerns only the present
        reader go, and so does everything after ``#``.

    Raises
    ------
    InvalidRecord
        If it is anything else than the address of a page of `SITE_PAGES`.
    """
    text = text.strip()
    if not text or len(text) > LONGEST or not text.isprintable() or "\\" in text or text.startswith("//"):
        raise _no_page(text)
    try:
        split = urlsplit(text)
        query = parse_qsl(split.query, max_num_fields=_MOST_PARAMETERS)
    except ValueError as error:
        raise _no_page(text) from error
    path = unquote(split.path).removeprefix(EMBED)
    if split.scheme or split.netloc or site_page(path) is None:
        raise _no_page(text)
    family, _, name = path.removeprefix("/analyses/").partition("/")
    if path.startswith("/analyses/") and f"{family}/{name}" not in {record.id for record in describe_all()}:
        raise _no_page(text)
    kept = [(key, value) for key, value in query if key not in _PASSING]
    return quote(path, safe="/:") + (f"?{urlencode(kept)}" if kept else "")


def with_query(address: str, prefix: str = "", **query: str) -> str:
    """Return a kept address with parameters added, perhaps with a prefix such as `EMBED` before its path."""
    path, _, kept = address.partition("?")
    told: Mapping[str, str] = {name: value for name, value in query.items() if value}
    joined = "&".join(filter(None, (kept, urlencode(told))))
    return f"{prefix}{path}" + (f"?{joined}" if joined else "")


def label_of(address: str) -> Text:
    """Return what the page of a kept address is called."""
    page = site_page(unquote(urlsplit(address).path))
    return page.label if page else Text("", "")


def _no_page(text: str) -> InvalidRecord:
    shown = text if len(text) <= 80 else f"{text[:80]}…"
    labels = [page.label for page in SITE_PAGES]
    return InvalidRecord(
        Text(
            f"'{shown}'은(는) 저장할 수 있는 화면의 주소가 아닙니다." if text else "화면의 주소가 비어 있습니다.",
            f"'{shown}' is not the address of a page that can be saved." if text else "The address is empty.",
        ),
        Text(
            "이 사이트에서 화면을 열고 주소창의 주소를 그대로 붙여 넣으십시오. 저장할 수 있는 화면: "
            + ", ".join(label.ko for label in labels),
            "Open the page on this site and paste what the address bar shows. Pages that can be saved: "
            + ", ".join(label.en for label in labels),
        ),
        value=shown,
    )
