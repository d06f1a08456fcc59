"""The pages on which a tie is recorded, changed, ended and removed."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.pages.actor_form import packed
from api.pages.form_fields import Values, one
from api.pages.home import name_of
from api.pages.login import typed_again
from api.pages.rendering import link, page
from api.pages.texts import moment
from api.pages.tie_form import box_name, on_boxes, said_of_tie, shown_tie
from api.pages.tie_view import TieForm, clashed_tie
from api.pages.words import words
from api.routes.posted import Posted, keep, tried, with_key
from ecomap.domain.records import Node
from ecomap.exchange.said import FieldProblem
from ecomap.services.access import Principal
from ecomap.services.actors import not_found
from ecomap.services.desk import ANY, tag_of
from ecomap.services.drafts import discard_draft, read_draft
from ecomap.services.gate import Intent, Outcome, outcome_before
from ecomap.services.tags import may_have_tag
from ecomap.services.workspace import Workspace
from graph_schema import Text

router = APIRouter(prefix="/edit", include_in_schema=False, default_response_class=HTMLResponse)

SCOPES = ("write", "write-own", "propose")


@router.get("/tie")
def new_tie(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    source: str = "",
    draft: str = "",
    alter: str = "",
) -> Response:
    """Show an empty form for a tie of an actor, or the draft of one; ``alter`` is the actor at its other end."""
    who.require(*SCOPES)
    values, notice = _left(request, workspace, who, lang, draft)
    if alter and not values:
        values[box_name(0, "other")] = [f"{name_of(_actor(workspace, alter), lang)} [{alter}]"]
    form = TieForm(workspace, who, lang, with_key(values), _actor(workspace, one(values, "source") or source))
    form.notice = notice
    return _shown(request, form)


@router.get("/tie/{tie:path}")
def stored_tie(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    tie: str,
    draft: str = "",
    source: str = "",
) -> Response:
    """Show the form of a recorded tie, from the side of one of its ends, or the draft of one."""
    who.require(*SCOPES)
    form = _recorded(workspace, who, lang, tie, {"source": [source]})
    assert form.tie is not None  # noqa: S101  a recorded one
    shown = shown_tie(workspace, who, form.tie, lang)
    form.values = {**shown, "tag": [tag_of(form.tie) if may_have_tag(who, tie) else ANY], "base": [packed(shown)]}
    left, form.notice = _left(request, workspace, who, lang, draft)
    form.values |= left
    form.values = with_key(form.values)
    return _shown(request, form)


@router.post("/tie")
def post_new(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, values: Posted) -> Response:
    """Record a tie, or do what the button says."""
    who.require(*SCOPES)
    form = TieForm(workspace, who, lang, with_key(values), _actor(workspace, one(values, "source")))
    return _posted(request, form)


@router.post("/tie/{tie:path}")
def post_stored(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, tie: str, values: Posted
) -> Response:
    """Change, end or remove a tie, or do what the button says."""
    who.require(*SCOPES)
    before = outcome_before(workspace, who, one(values, "key"))
    if before and not before.tag:  # removed by the same button pressed twice
        return RedirectResponse(link(lang, f"/actors/{one(values, 'source')}", done="removed"), status_code=303)
    return _posted(request, _recorded(workspace, who, lang, tie, with_key(values)))


def _left(request: Request, workspace: Workspace, who: Principal, lang: str, draft: str) -> tuple[Values, str]:
    """Return what an ended login interrupted, or a draft, and how to say so."""
    if typed := typed_again(request, workspace, who):
        return dict(typed), words(lang)["typed_again"]
    if not draft:
        return {}, ""
    found = read_draft(workspace, who, draft)
    notice = words(lang)["draft_of"].format(saved=moment(found.saved))
    return {**found.values, "draft": [found.id]}, notice


def _posted(request: Request, form: TieForm) -> Response:
    button = one(form.values, "do") or "save"
    form.take_theirs()
    if button == "draft":
        _keep(form)
        form.notice = words(form.lang)["draft_saved"]
        return _shown(request, form)
    if intent := _intent(form, button):
        outcome = _tried(form, intent)
        if outcome:
            return _done(form, outcome, removed=intent.verb == "remove-tie")
    _keep(form)
    return _shown(request, form, status=409 if form.clash else 422)


def _intent(form: TieForm, button: str) -> Intent | None:
    """Return what the form wants; ``None`` if it has problems."""
    tag = one(form.values, "tag")
    if button == "remove" and form.tie:
        if one(form.values, "sure"):
            return Intent("remove-tie", form.tie.id, {}, tag)
        form.say("", *(Text(words("ko")[name], words("en")[name]) for name in ("remove_unsure", "remove_confirm")))
        return None
    said, problems = said_of_tie(form.workspace, form.values, 0, form.base() if form.tie else None)
    form.problems += problems
    if said is None:
        said, end = {}, {}
        form.say(
            box_name(0, "other"),
            Text("관계의 한쪽이 비어 있습니다.", "One end of the tie is missing."),
            Text("등록된 단체를 고르십시오.", "Choose a registered actor."),
        )
    if form.problems:
        return None
    if form.tie:
        return Intent("change-tie", form.tie.id, said, tag)
    end = {"target" if "source" in said else "source": form.actor.id}
    return Intent("record-tie", "", said | end)


def _tried(form: TieForm, intent: Intent) -> Outcome | None:
    def refused(problems: Sequence[FieldProblem]) -> Sequence[FieldProblem]:
        return on_boxes([FieldProblem(f"ties.0.{p.field}", p.value, p.reason, p.remedy) for p in problems], [0])

    return tried(form, intent, refused=refused, outdated=lambda: clashed_tie(form))


def _keep(form: TieForm) -> None:
    other = one(form.values, box_name(0, "other"))
    keep(form, "tie", form.tie.id if form.tie else "", f"{form.actor.name_ko} – {other}".removesuffix(" – "))


def _done(form: TieForm, outcome: Outcome, *, removed: bool) -> Response:
    discard_draft(form.workspace, form.who, one(form.values, "draft"))
    if outcome.state == "proposed":
        return RedirectResponse(link(form.lang, f"/edit/proposed/{outcome.proposal}"), status_code=303)
    done = "removed" if removed else "tie"
    return RedirectResponse(link(form.lang, f"/actors/{form.actor.id}", done=done), status_code=303)


def _recorded(workspace: Workspace, who: Principal, lang: str, tie: str, values: Values) -> TieForm:
    edge = workspace.store.get_edges([tie]).get(tie)
    if edge is None or edge.type not in workspace.ontology.tie_types:
        raise not_found(tie)
    side = one(values, "source")
    return TieForm(workspace, who, lang, values, _actor(workspace, side if side == edge.target else edge.source), edge)


def _actor(workspace: Workspace, actor: str) -> Node:
    node = workspace.store.get_nodes([actor]).get(actor)
    if node is None or node.kind not in workspace.ontology.actor_kinds:
        raise not_found(actor)
    return node


def _shown(request: Request, form: TieForm, *, status: int = 200) -> Response:
    answer = page(request, form.workspace, form.lang, "tie_form.html", form.view(), status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
