"""Templates with what every page needs: words, language, links that keep the language, the synthetic notice."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from api.embedding import is_embedded
from api.language import language_of
from api.pages.desk import desk_of
from api.pages.words import words
from api.sessions import FIELD, shown_session
from ecomap import __version__
from ecomap.errors import EcomapError, StoreError
from ecomap.services.addresses import EMBED
from ecomap.services.sessions import Session
from ecomap.services.workspace import Workspace
from graph_schema import Text

_templates = Environment(
    loader=PackageLoader("api", "web/templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def link(lang: str, path: str, **query: Any) -> str:
    """Return an address inside the site that keeps the reader's language."""
    asked = {name: value for name, value in query.items() if value not in ("", None, [])}
    return f"{quote(path, safe='/:')}?{urlencode({**asked, 'lang': lang}, doseq=True)}"


def page(
    request: Request, workspace: Workspace, lang: str, template: str, values: dict[str, Any], *, status: int = 200
) -> HTMLResponse:
    """Return a template filled with a page's values and with what every page needs."""
    other = "en" if lang == "ko" else "ko"
    try:
        snapshot = workspace.snapshot()
        synthetic, revision = snapshot.synthetic, snapshot.revision
    except StoreError:
        synthetic, revision = False, 0
    embedded = is_embedded(request)
    session = None if embedded else shown_session(request)
    here = str(request.url.include_query_params(lang=other).replace(scheme="", netloc=""))
    html = _templates.get_template(template).render(
        w=words(lang),
        lang=lang,
        url=lambda path: link(lang, path),
        # What answers a form may stand at an address that cannot be asked for: the page says where it can be.
        other_language=link(other, values["shown_at"]) if "shown_at" in values else here,
        synthetic=synthetic,
        revision=revision,
        version=__version__,
        me=session.account if session else None,
        desk=desk_of(session.account.role, session.account.actor) if session else (),
        path=request.url.path,
        base="embed_base.html" if embedded else "base.html",
        prefix=EMBED if embedded else "",
        whole=str(request.url.replace(scheme="", netloc="")),
        csrf=lambda: _csrf(session),
        **{"here": "", **values},
    )
    return HTMLResponse(html, status_code=status)


def fragment(lang: str, template: str, values: dict[str, Any]) -> HTMLResponse:
    """Return a part of a page, for a script that puts it in."""
    html = _templates.get_template(template).render(
        w=words(lang), lang=lang, url=lambda path: link(lang, path), **values
    )
    return HTMLResponse(html, headers={"Cache-Control": "no-store"})


def _csrf(session: Session | None) -> Markup:
    """Return the hidden field that a form of a session has to carry."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, session.csrf) if session else Markup()


def problem_of(error: EcomapError, lang: str) -> dict[str, str]:
    """Return an error as the pages show it."""
    return {"message": error.message.get(lang), "remedy": error.remedy.get(lang) if error.remedy else ""}


def error_page(request: Request, status: int, message: Text, remedy: Text | None) -> HTMLResponse:
    """Return an error as a page."""
    lang = language_of(request)
    values = {"problem": {"message": message.get(lang), "remedy": remedy.get(lang) if remedy else ""}}
    return page(request, request.app.state.workspace, lang, "error.html", values, status=status)
