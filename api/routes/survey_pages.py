"""Pages of who asks: surveys, their response rates, invitations."""

from __future__ import annotations

import csv
import io
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep, site_address
from api.pages.choices import filter_choices
from api.pages.form_fields import Filled, Values, many, one
from api.pages.rendering import link, page
from api.pages.words import words
from api.routes.posted import Posted
from ecomap.analysis.words import percent
from ecomap.errors import RefusedFields
from ecomap.exchange.guarding import safe_cell
from ecomap.exchange.said import FieldProblem
from ecomap.services import surveys
from ecomap.services.access import Principal
from ecomap.services.actors import list_actors
from ecomap.services.survey_papers import STATES, Survey, today
from ecomap.services.workspace import Workspace
from graph_schema import Text

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

HOME = "/surveys"


@router.get(HOME)
def list_all(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Response:
    """List surveys, with the form of a new one."""
    return _list(request, workspace, who, lang, {})


@router.post(HOME)
def create(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, values: Posted) -> Response:
    """Make a survey."""
    said = {name: one(values, name) for name in (*surveys.TEXTS, "opens", "closes")}
    try:
        made = surveys.create_survey(workspace, who, {**said, "types": many(values, "types")})
    except RefusedFields as error:
        return _list(request, workspace, who, lang, values, error.context["problems"], status=422)
    return RedirectResponse(link(lang, f"{HOME}/{made}"), status_code=303)


@router.get(HOME + "/{survey}")
def show(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, survey: str, told: str = ""
) -> Response:
    """Show who was invited, who answered, and the form for inviting."""
    found = surveys.read_survey(workspace, who, survey)
    invited = surveys.list_invitations(workspace, who, survey)
    nodes = workspace.store.get_nodes({one_.actor for one_ in invited})
    rows = [
        {
            "id": one_.id,
            "name": nodes[one_.actor].name_ko if one_.actor in nodes else one_.actor,
            "state": STATES[one_.state].get(lang),
            "expires": one_.expires,
            "revocable": one_.state in ("invited", "opened", "refused"),
        }
        for one_ in invited
    ]
    problem = words(lang)[f"survey_told_{told}"] if told in ("choose", "nobody") else ""
    values = {"survey": _shown(found, lang), "problem": problem, "rows": rows, **filter_choices(workspace, lang)}
    return page(request, workspace, lang, "survey_admin.html", values)


@router.post(HOME + "/{survey}/invite")
def invite(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, survey: str, values: Posted
) -> Response:
    """Invite all organisations of a kind, district and field, and hand over their links as a sheet for mail merge.

    The whole register is invited only by whoever says so, not by whoever chose nothing.
    """
    if not any(one(values, box) for box in ("q", *(box for _, box in _FILTERS))) and not one(values, "everyone"):
        return RedirectResponse(link(lang, f"{HOME}/{survey}", told="choose"), status_code=303)
    made = surveys.invite(workspace, who, survey, _chosen(workspace, who, values))
    if not made:
        return RedirectResponse(link(lang, f"{HOME}/{survey}", told="nobody"), status_code=303)
    base = site_address(request)
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(["id", "name_ko", "name_en", "contact_person", "email", "link"])
    nodes = workspace.store.get_nodes([one_.actor for one_ in made])
    for one_ in made:
        contact = nodes[one_.actor].properties if "read-private" in who.scopes else {}
        told = [one_.actor, one_.name_ko, one_.name_en]
        told += [str(contact.get(name, "")) for name in ("contact_person", "email")]
        writer.writerow([safe_cell(cell) for cell in (*told, f"{base}/s/{one_.token}")])
    headers = {"Content-Disposition": f'attachment; filename="{survey}-links.csv"', "Cache-Control": "no-store"}
    return Response(("\ufeff" + sheet.getvalue()).encode(), media_type="text/csv; charset=utf-8", headers=headers)


@router.post(HOME + "/{survey}/revoke")
def revoke(workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, survey: str, values: Posted) -> Response:
    """Revoke a link."""
    surveys.revoke(workspace, who, one(values, "invitation"))
    return RedirectResponse(link(lang, f"{HOME}/{survey}"), status_code=303)


@router.post(HOME + "/{survey}/close")
def close(workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, survey: str) -> Response:
    """Take no more answers."""
    surveys.close_survey(workspace, who, survey)
    return RedirectResponse(link(lang, f"{HOME}/{survey}"), status_code=303)


def _chosen(workspace: Workspace, who: Principal, values: Values) -> list[str]:
    asked: dict[str, Any] = {name: many(values, box) for name, box in _FILTERS}
    found: list[str] = []
    cursor = ""
    while True:
        some = list_actors(workspace, who, text=one(values, "q"), **asked, limit=200, cursor=cursor)
        found += [actor.node.id for actor in some.actors]
        if not (cursor := some.next_cursor) or len(found) > surveys.MOST_INVITED:
            return found


_FILTERS = (("kinds", "kind"), ("places", "place"), ("fields", "field"))


def _list(
    request: Request,
    workspace: Workspace,
    who: Principal,
    lang: str,
    values: Values,
    wrong: list[FieldProblem] | None = None,
    status: int = 200,
) -> Response:
    w = words(lang)
    filled = Filled(lang, w, values or {"opens": [today().isoformat()]}, wrong or [])
    boxes = [
        filled.box(name, label, widget="area" if "consent" in name else "line") for name, label in surveys.TEXTS.items()
    ]
    days = [(name, Text(words("ko")[word], words("en")[word])) for name, word in _DAYS]
    boxes += [filled.box(name, label, help=w["survey_day_hint"]) for name, label in days]
    ontology = workspace.ontology
    shown = {
        "surveys": [_shown(told, lang) for told in surveys.list_surveys(workspace, who)],
        "boxes": boxes,
        "types": [(name, ontology.edges[name].label.get(lang)) for name in ontology.tie_types],
        "chosen": many(values, "types") if values else ["cooperates"],
        "summary": [{"field": p.field, "message": p.reason.get(lang)} for p in wrong or []],
    }
    return page(request, workspace, lang, "surveys.html", shown, status=status)


_DAYS = (("opens", "survey_opens"), ("closes", "survey_closes"))


def _shown(told: Survey, lang: str) -> dict[str, Any]:
    rate = percent(told.answered / told.invited) if told.invited else "–"
    counts = [(label.get(lang), told.counts[state]) for state, label in STATES.items() if told.counts.get(state)]
    return {
        "id": told.id,
        "title": told.title.get(lang),
        "opens": told.opens,
        "closes": told.closes,
        "open": told.state == "open",
        "invited": told.invited,
        "answered": told.answered,
        "rate": rate,
        "counts": counts,
    }
