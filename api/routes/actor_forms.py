"""The pages on which an actor is registered and changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.pages.actor_form import decisions, entry_of_form, packed, refused_fields, said_of
from api.pages.actor_view import SAME, ActorForm, clashed
from api.pages.form_fields import Values, many, one
from api.pages.login import typed_again
from api.pages.rendering import fragment, link, page
from api.pages.texts import moment, person
from api.pages.tie_form import on_boxes, rows_of, said_of_tie
from api.pages.words import words
from api.routes.posted import Posted, keep, kept, tried, with_key
from ecomap.exchange.said import FieldProblem
from ecomap.services.actors import not_found
from ecomap.services.desk import ANY, Held, held
from ecomap.services.drafts import discard_draft, read_draft, save_draft
from ecomap.services.duplicates import find_duplicates, warm_up
from ecomap.services.gate import Intent, Outcome, outcome_before
from ecomap.services.tags import may_have_tag
from ecomap.services.workspace import Workspace
from graph_schema import Text

router = APIRouter(prefix="/edit", include_in_schema=False, default_response_class=HTMLResponse)

SCOPES = ("write", "write-own", "propose")
IDENTITY = ("name_ko", "name_en", "aliases", "registration_number", "phone", "address", "located_in")


@router.get("/actor")
def new_actor(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    later: BackgroundTasks,
    draft: str = "",
    name: str = "",
) -> Response:
    """Show an empty form, or the draft of one."""
    who.require(*SCOPES)
    later.add_task(warm_up, workspace)
    values: Values = {"kind": ["civil_society"], "name_ko": [name[:200]]}
    return _shown(request, _opened(request, ActorForm(workspace, who, lang, values), draft))


@router.get("/actor/{actor:path}")
def stored_actor(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    later: BackgroundTasks,
    actor: str,
    draft: str = "",
) -> Response:
    """Show the form of a registered actor, or the draft of one."""
    who.require(*SCOPES)
    later.add_task(warm_up, workspace)
    stored = _held(workspace, actor)
    form = ActorForm(workspace, who, lang, {}, stored)
    shown = form.shown()
    form.values = {**shown, "tag": [stored.tag if may_have_tag(who, actor) else ANY], "base": [packed(shown)]}
    return _shown(request, _opened(request, form, draft))


@router.post("/actor")
def post_new(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, values: Posted) -> Response:
    """Register an actor, or do what the button says."""
    return _posted(request, ActorForm(workspace, who, lang, with_key(values)))


@router.post("/actor/{actor:path}")
def post_stored(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, actor: str, values: Posted
) -> Response:
    """Change an actor, or do what the button says."""
    return _posted(request, ActorForm(workspace, who, lang, with_key(values), _held(workspace, actor)))


@router.post("/alike")
def alike(workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, values: Posted) -> Response:
    """Answer a script with the part of the page that shows look-alikes of what is typed so far."""
    stored = held(workspace.store, one(values, "subject")) if one(values, "subject") else None
    form = ActorForm(workspace, who, lang, values, stored)
    _look(form)
    return fragment(lang, "alike.html", form.alike_view())


@router.get("/proposed/{proposal}")
def proposed(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, proposal: str) -> Response:
    """Say that a change was proposed."""
    who.require(*SCOPES)
    return page(request, workspace, lang, "proposed.html", {"proposal": proposal})


def _opened(request: Request, form: ActorForm, draft: str) -> ActorForm:
    """Fill a form with a draft, or with what an ended login interrupted."""
    if typed := typed_again(request, form.workspace, form.who):
        form.values |= typed
        form.notice = words(form.lang)["typed_again"]
    elif draft:
        found = read_draft(form.workspace, form.who, draft)
        form.values |= {**found.values, "draft": [found.id]}
        form.notice = words(form.lang)["draft_of"].format(saved=moment(found.saved))
    if form.notice:
        _look(form)
    form.values = with_key(form.values)
    return form


def _posted(request: Request, form: ActorForm) -> Response:
    form.who.require(*SCOPES)
    button = one(form.values, "do") or "save"
    form.take_theirs()
    if button.startswith("more-"):
        _grow(form.values, button.removeprefix("more-"))
        _look(form)
        return _shown(request, form)
    if button == "check":
        _look(form)
        return _shown(request, form)
    if button == "draft":
        keep(form, "actor", form.subject, one(form.values, "name_ko"))
        form.notice = words(form.lang)["draft_saved"]
        return _shown(request, form)
    return _saved(request, form)


def _grow(values: Values, name: str) -> None:
    if name == "ties":
        values["ties"] = [str(len(rows_of(values)) + 1)]
    else:
        values[name] = [*values.get(name, []), ""]


def _look(form: ActorForm) -> None:
    """Look for look-alikes of what is typed, unless nothing that identifies a stored actor was changed."""
    if form.stored:
        base = form.base()
        if all(many(form.values, name) == many(base, name) for name in IDENTITY if name in form.values):
            return
    entry = entry_of_form(form.workspace, form.subject, form.values)
    form.alike = find_duplicates(form.workspace, form.who, entry)
    form.asked = bool(entry.name.strip())


def _saved(request: Request, form: ActorForm) -> Response:
    before = outcome_before(form.workspace, form.who, one(form.values, "key"))
    if before is None:
        _look(form)
    chosen = dict(decisions(form.values))
    if same := next((other for other, choice in chosen.items() if choice == SAME), ""):
        return _moved_to(form, same)
    said = _said(form, chosen)
    if not form.problems:
        verb = "change-with-ties" if form.stored else "register-with-ties"
        intent = Intent(verb, form.subject, said, one(form.values, "tag"))
        if done := _tried(form, intent):
            return _done(form, done)
        if before and before.subject:
            # Saved before, left by the back button, changed and saved again: the change belongs to that record.
            return _moved_to(form, before.subject)
    keep(form, "actor", form.subject, one(form.values, "name_ko"))
    return _shown(request, form, status=409 if form.clash else 422)


def _said(form: ActorForm, chosen: dict[str, str]) -> dict[str, Any]:
    base = form.base() if form.stored else None
    said, problems = said_of(form.workspace, form.values, base)
    form.problems += problems
    if not form.stored:
        said["kind"] = one(form.values, "kind")
    ties = []
    for row in rows_of(form.values):
        tie, problems = said_of_tie(form.workspace, form.values, row)
        form.problems += problems
        if tie is not None:
            ties.append(tie)
    for found in form.alike:
        if found.likely and found.actor.node.id not in chosen:
            node, w = found.actor.node, [words(lang) for lang in ("ko", "en")]
            names = (node.name_ko, node.name_en or node.name_ko)
            reason = Text(*(one_["alike_undecided"].format(name=name) for one_, name in zip(w, names, strict=True)))
            form.say("alike", reason, Text(*(one_["alike_remedy"] for one_ in w)))
    if form.problems:
        # The verb is not asked then; its own problems are to come together with these.
        form.problems += refused_fields(form.workspace, form.stored.node.kind if form.stored else said["kind"], said)
    return said | ({"ties": ties} if ties else {}) | ({"related": chosen} if chosen else {})


def _tried(form: ActorForm, intent: Intent) -> Outcome | None:
    """Submit what a form says; note on the form why it cannot be."""

    def refused(problems: Sequence[FieldProblem]) -> Sequence[FieldProblem]:
        rows = [row for row in rows_of(form.values) if said_of_tie(form.workspace, form.values, row)[0] is not None]
        return on_boxes(problems, rows)

    def outdated() -> None:
        now = _held(form.workspace, form.subject)
        entries = form.workspace.store.history(form.subject, limit=1).items
        clashed(form, now, person(entries[0].change.who if entries else "", form.lang))

    return tried(form, intent, refused=refused, outdated=outdated)


def _moved_to(form: ActorForm, same: str) -> Response:
    """Open the record that is the same one, with what was typed laid over it."""
    typed = {name: texts for name, texts in kept(form.values).items() if any(texts)}
    for name in ("key", "base", "tag", "subject", "kind", *(name for name in typed if name.startswith("alike-"))):
        typed.pop(name, None)
    draft = save_draft(
        form.workspace,
        form.who,
        draft="" if form.stored else one(form.values, "draft"),
        form="actor",
        subject=same,
        name=one(form.values, "name_ko"),
        values=typed,
    )
    return RedirectResponse(link(form.lang, f"/edit/actor/{same}", draft=draft), status_code=303)


def _done(form: ActorForm, outcome: Outcome) -> Response:
    discard_draft(form.workspace, form.who, one(form.values, "draft"))
    if outcome.state == "proposed":
        return RedirectResponse(link(form.lang, f"/edit/proposed/{outcome.proposal}"), status_code=303)
    done = "changed" if form.stored else "registered"
    return RedirectResponse(link(form.lang, f"/actors/{outcome.subject}", done=done), status_code=303)


def _held(workspace: Workspace, actor: str) -> Held:
    found = held(workspace.store, actor)
    if found is None or found.node.kind not in workspace.ontology.actor_kinds:
        raise not_found(actor)
    return found


def _shown(request: Request, form: ActorForm, *, status: int = 200) -> Response:
    answer = page(request, form.workspace, form.lang, "actor_form.html", form.view(), status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
