"""The list of one's drafts, and keeping them while a form is filled in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.pages.form_fields import one
from api.pages.rendering import link, page
from api.pages.texts import moment
from api.pages.tie_form import box_name
from api.pages.words import words
from api.routes.posted import Posted, kept
from ecomap.services.drafts import FORMS, Draft, discard_draft, list_drafts, save_draft

router = APIRouter(prefix="/edit", include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/drafts")
def drafts(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, cursor: str = "") -> Response:
    """List the caller's drafts, the newest first."""
    found = list_drafts(workspace, who, cursor=cursor)
    w = words(lang)
    rows = [
        {
            "id": draft.id,
            "name": draft.name or w["nameless"],
            "form": w[f"form_of_{draft.form}"],
            "saved": moment(draft.saved),
            "href": _address(draft, lang),
        }
        for draft in found.items
    ]
    return page(request, workspace, lang, "drafts.html", {"drafts": rows})


@router.post("/drafts")
def discard(workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, values: Posted) -> Response:
    """Throw one draft away."""
    discard_draft(workspace, who, one(values, "draft"))
    return RedirectResponse(link(lang, "/edit/drafts"), status_code=303)


@router.post("/draft")
def keep(workspace: WorkspaceDep, who: CallerDep, values: Posted) -> Response:
    """Keep what a script sends of a form, and say under which id; ``of`` is the address of the form."""
    place = one(values, "of").removeprefix("/edit/")
    form, _, subject = place.partition("/")
    draft = save_draft(
        workspace,
        who,
        draft=one(values, "draft"),
        form=form if form in FORMS else FORMS[0],
        subject=subject,
        name=one(values, "name_ko") or one(values, box_name(0, "other")),
        values={name: texts for name, texts in kept(values).items() if name != "of"},
    )
    return JSONResponse({"draft": draft})


def _address(draft: Draft, lang: str) -> str:
    path = f"/edit/{draft.form}/{draft.subject}" if draft.subject else f"/edit/{draft.form}"
    return link(lang, path, draft=draft.id)
