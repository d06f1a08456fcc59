"""Making surveys, inviting partners to them, and seeing who has answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from secrets import token_hex, token_urlsafe
from typing import Any

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import Conflict, OutsideScope
from ecomap.exchange.said import Problems, plain_text
from ecomap.services.access import Principal
from ecomap.services.desk import Desk, held
from ecomap.services.listing import papers_of
from ecomap.services.redirects import present_id
from ecomap.services.survey_papers import (
    INVITATION,
    SURVEY,
    Invitation,
    Survey,
    invitation_of,
    invitation_paper,
    link_hash,
    put_invitations,
    survey_of,
    survey_paper,
)
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import PaperQuery
from graph_schema import Text

MOST_INVITED = 5_000
TEXTS: dict[str, Text] = {
    "title_ko": Text("제목(한국어)", "Title (Korean)"),
    "title_en": Text("제목(영어)", "Title (English)"),
    "consent_ko": Text("동의 안내문(한국어)", "Consent text (Korean)"),
    "consent_en": Text("동의 안내문(영어)", "Consent text (English)"),
}
_WRITERS = ("administer", "write")


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invitation; its link is told once and stored nowhere.

    Parameters
    ----------
    actor, name_ko, name_en : str
    token : str
        Secret part of the link.
    """

    actor: str
    name_ko: str
    name_en: str
    token: str


def create_survey(workspace: Workspace, who: Principal, said: Mapping[str, Any]) -> str:
    """Make a survey and return its id.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``administer`` or ``write``.
    said : mapping
        `TEXTS`, ``types`` (tie types), ``opens`` and ``closes`` (ISO dates).

    Raises
    ------
    NotAuthenticated, NotAllowed
        If the caller may not.
    RefusedFields
        If a text is empty, a type unknown, or a date none or in the wrong order.
    """
    who.require(*_WRITERS)
    problems = Problems()
    texts = {name: _text(said, name, problems) for name in TEXTS}
    types = [str(name) for name in said.get("types", ())]
    if not types or not set(types) <= set(workspace.ontology.tie_types):
        known = ", ".join(workspace.ontology.tie_types)
        problems.say(
            "types",
            ", ".join(types),
            Text("물을 관계를 골라야 합니다.", "Choose the ties to ask for."),
            Text(known, known),
        )
    days = {name: _day(said, name, problems) for name in ("opens", "closes")}
    if days["opens"] and days["closes"] and days["closes"] < days["opens"]:
        reason = Text("끝나는 날이 시작하는 날보다 앞섭니다.", "It ends before it begins.")
        problems.say("closes", days["closes"], reason, Text("두 날짜를 확인하십시오.", "Check the two dates."))
    problems.check()
    data = {
        "title": {"ko": texts["title_ko"], "en": texts["title_en"]},
        "consent": {"ko": texts["consent_ko"], "en": texts["consent_en"]},
        "types": types,
        "counts": {},
        **days,
    }
    paper = Paper(SURVEY, f"s-{token_hex(5)}", data, owner=who.account or who.name, state="open")
    with workspace.store.write(Change(who.name, "", "survey")) as writing:
        writing.put_papers([paper])
        writing.commit()
    return paper.id


def list_surveys(workspace: Workspace, who: Principal) -> tuple[Survey, ...]:
    """Return all surveys, newest first. Raises `NotAllowed` as `create_survey`."""
    who.require(*_WRITERS)
    return tuple(map(survey_of, papers_of(workspace.store, PaperQuery(SURVEY, limit=1000))))


def read_survey(workspace: Workspace, who: Principal, survey: str) -> Survey:
    """Return one survey with its response figures. Raises `NotFound`, and `NotAllowed` as `create_survey`."""
    who.require(*_WRITERS)
    return survey_of(survey_paper(workspace.store, survey))


def close_survey(workspace: Workspace, who: Principal, survey: str) -> None:
    """Take no more answers; what was answered stays.

    Raises
    ------
    NotAuthenticated, NotAllowed
        As `create_survey`.
    NotFound
        If there is no such survey.
    OutsideScope
        If somebody else made it and the caller may not administer.
    """
    who.require(*_WRITERS)
    with workspace.store.write(Change(who.name, "", "survey")) as writing:
        paper = survey_paper(writing, survey)
        if "administer" not in who.scopes and paper.owner != (who.account or who.name):
            raise OutsideScope(
                Text("다른 사람이 만든 설문입니다.", "Somebody else made this survey."),
                Text("만든 사람이나 관리자에게 부탁하십시오.", "Ask its maker, or an administrator."),
                id=survey,
            )
        writing.put_papers([replace(paper, state="closed")])
        writing.commit()


def invite(
    workspace: Workspace, who: Principal, survey: str, actors: Sequence[str], *, expires: date | None = None
) -> tuple[Invited, ...]:
    """Make a personal link for each of some actors that have none yet.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``administer``, or ``write`` for the district and field of each.
    survey : str
    actors : sequence of str
        Ids; those with a link that still holds are passed over.
    expires : date, optional
        Last day of the links; that of the survey by default.

    Returns
    -------
    tuple of Invited
        With the links, which nobody can be told again.

    Raises
    ------
    NotFound
        If there is no such survey or actor.
    OutsideScope
        If an actor is outside the caller's districts or fields.
    Conflict
        If the survey is closed, or more than `MOST_INVITED` are to be invited at once.
    """
    who.require(*_WRITERS)
    if len(actors) > MOST_INVITED:
        raise _conflict(Text(f"한 번에 {MOST_INVITED:,}곳까지입니다.", f"At most {MOST_INVITED:,} at once."))
    made: list[Invited] = []
    with workspace.store.write(Change(who.name, "", "survey")) as writing:
        paper = survey_paper(writing, survey)
        if paper.state != "open":
            raise _conflict(Text("마친 설문입니다.", "This survey is closed."))
        desk, papers = Desk(workspace, who, writing), []
        asked = _asked(papers_of(writing, PaperQuery(INVITATION, owners=(survey,), limit=1000)))
        for actor in dict.fromkeys(actors):
            found = desk.actor(actor)
            actor = found.node.id  # noqa: PLW2901  an old id means the record that it was merged into
            if "administer" not in who.scopes:
                desk.require_one(found)
            if actor in asked:
                continue
            asked.add(actor)
            token = token_urlsafe(32)
            data = {"actor": actor, "expires": (expires or survey_of(paper).closes).isoformat()}
            papers.append((None, Paper(INVITATION, link_hash(token), data, owner=survey, state="invited")))
            made.append(Invited(actor, found.node.name_ko, found.node.name_en, token))
        put_invitations(writing, paper, *papers)
        writing.commit()
    return tuple(made)


def list_invitations(workspace: Workspace, who: Principal, survey: str) -> tuple[Invitation, ...]:
    """Return the invitations of a survey, newest first. Raises `NotAllowed` as `create_survey`."""
    who.require(*_WRITERS)
    query = PaperQuery(INVITATION, owners=(survey,), limit=1000)
    return tuple(map(invitation_of, papers_of(workspace.store, query)))


def revoke(workspace: Workspace, who: Principal, invitation: str) -> None:
    """Make a link useless at once and take its actor off the list; an answer given with it stays and counts.

    Raises
    ------
    NotFound
        If there is no such invitation.
    OutsideScope
        If its actor is outside the caller's districts or fields.
    Conflict
        If it was answered or withdrawn: that is its holder's business.
    """
    who.require(*_WRITERS)
    with workspace.store.write(Change(who.name, "", "survey")) as writing:
        paper = invitation_paper(writing, invitation)
        actor = held(writing, present_id(writing, paper.data["actor"]))
        if actor and "administer" not in who.scopes:
            Desk(workspace, who, writing).require_one(actor)
        if paper.state in ("answered", "withdrawn"):
            raise _conflict(Text("이미 응답했거나 철회한 초대입니다.", "It was answered or withdrawn already."))
        put_invitations(writing, survey_paper(writing, paper.owner), (paper, replace(paper, state="revoked")))
        writing.commit()


def _asked(papers: Iterable[Paper]) -> set[str]:
    return {paper.data["actor"] for paper in papers if paper.state != "revoked"}


def _text(said: Mapping[str, Any], name: str, problems: Problems) -> str:
    text = plain_text(said.get(name)).strip()
    if not text or len(text) > 10_000:
        label = TEXTS[name]
        problems.say(
            name,
            text,
            Text(f"{label.ko}: 너무 깁니다.", f"{label.en}: too long.")
            if text
            else Text(f"{label.ko}: 비어 있습니다.", f"{label.en}: empty."),
            Text("10,000자 안에서 쓰십시오.", "Write up to 10,000 characters."),
        )
    return text


def _day(said: Mapping[str, Any], name: str, problems: Problems) -> str:
    text = plain_text(said.get(name)).strip()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        remedy = Text("2026-03-04처럼 쓰십시오.", "Write it as 2026-03-04.")
        problems.say(name, text, Text("날짜가 아닙니다.", "This is no date."), remedy)
        return ""


def _conflict(message: Text) -> Conflict:
    return Conflict(message, Text("설문의 상태를 다시 확인하십시오.", "Look at the survey again."))
