"""Pages of saved views and of stories: lists, one, and the form for both."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep, site_address
from api.errors import status_of
from api.pages.form_fields import one
from api.pages.rendering import link, page, problem_of
from api.pages.sharing import filled, rearranged, said_of, shown, typed, values_of
from api.pages.words import words
from api.routes.posted import Posted
from ecomap.errors import Conflict, EcomapError, RefusedFields, StoreError
from ecomap.services import sharing
from ecomap.services.access import Principal
from ecomap.services.shared_papers import VISIBILITIES, Kind
from ecomap.services.workspace import Workspace

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_PATHS: dict[Kind, str] = {"view": "/views", "story": "/stories"}
_NEW = "new"


def _add_reading(kind: Kind) -> None:
    """Add the list of one kind, the page of one, and the forms."""
    path = _PATHS[kind]

    @router.get(path, name=f"{kind}_list")
    def many(
        request: Request,
        workspace: WorkspaceDep,
        who: CallerDep,
        lang: LanguageDep,
        q: str = "",
        mine: str = "",
        cursor: str = "",
        done: str = "",
    ) -> HTMLResponse:
        """List what the reader may see, newest first."""
        found = sharing.list_shared(workspace, who, kind, text=q, mine=bool(mine), limit=20, cursor=cursor)
        site = site_address(request)
        values = {
            **_common(kind, who),
            "items": [shown(one_, site, lang) for one_ in found.items],
            "q": q,
            "mine": mine,
            "notice": words(lang).get(f"sv_{done}", ""),
            "next_page": link(lang, path, q=q, mine=mine, cursor=found.next_cursor) if found.next_cursor else "",
        }
        return page(request, workspace, lang, "shared_list.html", values)

    @router.get(f"{path}/{_NEW}", name=f"new_{kind}")
    def new(
        request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, address: str = ""
    ) -> Response:
        """Show the empty form, with the address of the page from which it was opened."""
        who.require("share")
        form = {"title_ko": "", "title_en": "", "notes": "", "visibility": "private", "tag": "", "key": uuid4().hex}
        step = {"address": address, "title": "", "text": ""}
        return _form(request, workspace, lang, kind, _NEW, form | {"address": address, "steps": [step]})

    @router.get(f"{path}/{{item}}/edit", name=f"edit_{kind}")
    def edit(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, item: str) -> Response:
        """Show the form of a stored one."""
        who.require("share")
        found = sharing.read_shared(workspace, who, kind, item)
        return _form(request, workspace, lang, kind, item, values_of(found) | {"key": uuid4().hex})

    @router.get(f"{path}/{{item}}", name=kind)
    def read(
        request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, item: str, done: str = ""
    ) -> Response:
        """Show one."""
        found = shown(sharing.read_shared(workspace, who, kind, item), site_address(request), lang)
        values = {**_common(kind, who), "item": found, "notice": words(lang).get(f"sv_{done}", "")}
        return page(request, workspace, lang, f"shared_{kind}.html", values)


def _add_writing(kind: Kind) -> None:
    """Add what the forms of one kind are sent to."""
    path = _PATHS[kind]

    @router.post(f"{path}/{{item}}", name=f"save_{kind}")
    def save(
        request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, item: str, values: Posted
    ) -> Response:
        """Save what the form says, or move its steps about."""
        form, order = typed(values, site_address(request)), one(values, "do")
        if order and order != "save":
            form["steps"] = rearranged(form["steps"], order)
            return _form(request, workspace, lang, kind, item, form)
        form["steps"] = filled(form["steps"])
        said, options = said_of(kind, form), {"via": "form", "key": form["key"]}
        try:
            if item == _NEW:
                outcome = sharing.save_shared(workspace, who, kind, said, **options)
            else:
                outcome = sharing.change_shared(workspace, who, kind, item, said, tag=form["tag"], **options)
        except StoreError:
            raise
        except EcomapError as error:
            if isinstance(error, Conflict):
                form["key"] = uuid4().hex
            return _form(request, workspace, lang, kind, item, form, error)
        return RedirectResponse(link(lang, f"{path}/{outcome.subject}", done="saved"), status_code=303)

    @router.post(f"{path}/{{item}}/remove", name=f"remove_{kind}")
    def remove(workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, item: str, values: Posted) -> Response:
        """Remove one, if that is meant."""
        if one(values, "sure") != "yes":
            return RedirectResponse(link(lang, f"{path}/{item}"), status_code=303)
        sharing.remove_shared(workspace, who, kind, item, tag=one(values, "tag"), via="form")
        return RedirectResponse(link(lang, path, done="removed"), status_code=303)


def _common(kind: Kind, who: Principal) -> dict[str, Any]:
    return {"kind": kind, "base_path": _PATHS[kind], "here": "stories", "may_share": "share" in who.scopes}


def _form(
    request: Request,
    workspace: Workspace,
    lang: str,
    kind: Kind,
    item: str,
    form: dict[str, Any],
    error: EcomapError | None = None,
) -> HTMLResponse:
    found = error.context["problems"] if isinstance(error, RefusedFields) else ()
    mistakes = {one_.field: f"{one_.reason.get(lang)} {one_.remedy.get(lang) if one_.remedy else ''}" for one_ in found}
    path = _PATHS[kind]
    values = {
        **{"kind": kind, "base_path": path, "here": "stories"},
        "form": form,
        "item": item,
        "new": item == _NEW,
        "action": link(lang, f"{path}/{item}"),
        "visibilities": [(name, label.get(lang)) for name, label in VISIBILITIES.items()],
        "mistakes": mistakes,
        "problem": problem_of(error, lang) if error else None,
        "shown_at": f"{path}/{item}" if item == _NEW else f"{path}/{item}/edit",
    }
    status = status_of(type(error)) if error else 200
    return page(request, workspace, lang, "shared_form.html", values, status=status)


for _kind in _PATHS:
    _add_reading(_kind)
    _add_writing(_kind)
