"""What a partner does with its personal link: agree, correct its record, report its ties, withdraw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import Any

from ecomap.domain.records import Change
from ecomap.errors import Conflict, LinkClosed, NotFound
from ecomap.exchange.said import Problems, read_tie
from ecomap.services.access import ROLES, Principal
from ecomap.services.desk import ANY, Desk, Held, held
from ecomap.services.erasure import private_names
from ecomap.services.gate import Intent, Outcome, apply, submit
from ecomap.services.redirects import merged_ids, present_id
from ecomap.services.survey_papers import (
    REPORTED,
    Invitation,
    Survey,
    invitation_of,
    invitation_paper,
    link_hash,
    now,
    put_invitations,
    survey_of,
    survey_paper,
    today,
)
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import Reading, Writing
from graph_schema import Text

MOST_REPORTS = 500
_CLOSED: dict[str, Text] = {
    "withdrawn": Text("동의를 철회하여 닫은 링크입니다.", "This link is closed: the consent was withdrawn."),
    "revoked": Text("폐기된 링크입니다.", "This link was revoked."),
    "expired": Text("기한이 지난 링크입니다.", "This link has expired."),
    "closed": Text("설문이 시작되지 않았거나 끝났습니다.", "The survey has not begun or is over."),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that holds.

    Parameters
    ----------
    survey : Survey
    invitation : Invitation
    actor : Held
        The holder's record.
    """

    survey: Survey
    invitation: Invitation
    actor: Held

    @property
    def who(self) -> Principal:
        """The holder as a caller: it may write about its own organisation.

        The name is that of the survey, because the history is public and who reported a tie is not.
        """
        name = f"survey {self.survey.id}"
        return Principal(name, ROLES["partner"].scopes, account=self.invitation.id, actor=self.actor.node.id)


def open_link(workspace: Workspace, token: str) -> Opened:
    """Return what a link leads to, and note that it was opened.

    Raises
    ------
    NotFound
        If there is no such link.
    LinkClosed
        If its holder withdrew, it was revoked or has expired, or the survey takes no answers; the message says which.
    """
    opened = _opened(workspace.store, link_hash(token))
    if opened.invitation.state == "invited":
        with _turn(workspace, opened, "opened") as (_, paper):
            paper.state = "opened"
        opened = _opened(workspace.store, link_hash(token))
    return opened


def answer_consent(workspace: Workspace, token: str, *, agreed: bool) -> None:
    """Keep whether the holder of a link agrees to the survey; who refuses may change its mind with the same link."""
    opened = open_link(workspace, token)
    with _turn(workspace, opened, "consent") as (_, paper):
        if agreed:
            paper.data["consented"] = paper.data.get("consented") or now()
            paper.state = "opened" if paper.state == "refused" else paper.state
        elif paper.state == "answered":
            raise _state(Text("이미 응답했습니다. 동의를 철회할 수 있습니다.", "Already answered; you can withdraw."))
        else:
            paper.data.pop("consented", None)
            paper.state = "refused"


def correct_record(workspace: Workspace, token: str, said: Mapping[str, Any], tag: str) -> Outcome:
    """Change the holder's own record; raises as `ecomap.services.gate.submit` does, `Conflict` without consent."""
    opened = _consenting(workspace, token)
    given = [name for name in private_names(workspace) if said.get(name)]
    outcome = submit(workspace, opened.who, Intent("change-actor", opened.actor.node.id, said, tag), via="survey")
    if given:
        with _turn(workspace, opened, "answer") as (_, paper):
            paper.data["private"] = sorted({*paper.data.get("private", ()), *given})
    return outcome


def save_report(workspace: Workspace, token: str, said: Mapping[str, Any], key: str = "") -> str:
    """Keep what the holder says of one tie, without writing the tie yet; returns the key of what it says.

    Parameters
    ----------
    workspace : Workspace
    token : str
    said : mapping
        ``partner`` (id), ``type``, ``direction`` (``out``, or ``in`` if the tie comes from the partner), and
        `ecomap.services.survey_papers.REPORTED`.
    key : str
        Of an earlier report to replace; empty for a new one.

    Raises
    ------
    Conflict
        Without consent.
    RefusedFields
        If a field cannot be accepted.
    NotFound
        If there is no such partner.
    """
    opened = _consenting(workspace, token)
    report = {name: value for name, value in said.items() if value not in ("", None)}
    _check(workspace, opened, report)
    key = key if key in opened.invitation.reports else f"r-{token_hex(4)}"
    with _turn(workspace, opened, "answer") as (_, paper):
        reports = {**paper.data.get("reports", {}), key: report}
        if len(reports) > MOST_REPORTS:
            raise _state(Text(f"관계는 {MOST_REPORTS}건까지입니다.", f"At most {MOST_REPORTS} ties."))
        paper.data["reports"] = reports
    return key


def drop_report(workspace: Workspace, token: str, key: str) -> None:
    """Take back what the holder said of one tie; dropping it again changes nothing."""
    with _turn(workspace, _consenting(workspace, token), "answer") as (_, paper):
        paper.data["reports"] = {name: told for name, told in paper.data.get("reports", {}).items() if name != key}


def submit_answers(workspace: Workspace, token: str) -> int:
    """Write what the holder reported as ties of its own, in one transaction; returns how many there are.

    Ties reported before are changed or removed, so that the register says what the holder said last. A tie that
    both ends report is two ties, one a reporter.
    """
    opened = _consenting(workspace, token)
    with _turn(workspace, opened, "answer") as (writing, paper):
        desk = Desk(workspace, opened.who, writing)
        reports, ties = paper.data.get("reports", {}), dict(paper.data.get("ties", {}))
        _forget(workspace, writing, [ties.pop(key) for key in [*ties] if key not in reports])
        for key, report in reports.items():
            ties[key] = _write(workspace, desk, opened, report, ties.get(key, ""))
        paper.data |= {"ties": ties, "answered": now()}
        paper.state = "answered"
    return len(ties)


def withdraw(workspace: Workspace, token: str) -> None:
    """Take the consent back: answers, ties reported only in them and contact data given in them go for good.

    Who agreed may do so for ever, also when the survey is over; raises otherwise as `open_link`.
    """
    opened = _opened(workspace.store, link_hash(token), ended=True)
    with _turn(workspace, opened, "withdrawal", ended=True) as (writing, paper):
        _forget(workspace, writing, list(opened.invitation.ties.values()))
        actor = opened.actor.node.id
        writing.erase([actor, *merged_ids(writing, actor)], opened.invitation.private)
        paper.data = {name: paper.data[name] for name in ("actor", "expires")}
        paper.state = "withdrawn"


@dataclass(slots=True)
class _Sheet:
    """An invitation's paper in the hands of its holder."""

    data: dict[str, Any]
    state: str


@contextmanager
def _turn(
    workspace: Workspace, opened: Opened, reason: str, *, ended: bool = False
) -> Iterator[tuple[Writing, _Sheet]]:
    """Lend the invitation's paper inside a transaction, and write what was made of it."""
    with workspace.store.write(Change(opened.who.name, reason, "survey")) as writing:
        fresh = _opened(writing, opened.invitation.id, ended=ended)  # it may have been revoked meanwhile
        before = invitation_paper(writing, fresh.invitation.id)
        sheet = _Sheet(dict(before.data), before.state)
        yield writing, sheet
        after = replace(before, data=sheet.data, state=sheet.state)
        put_invitations(writing, survey_paper(writing, before.owner), (before, after))
        writing.commit()


def may_withdraw(workspace: Workspace, token: str) -> bool:
    """Return whether a link that holds no more still lets its holder take the consent back."""
    try:
        return bool(_opened(workspace.store, link_hash(token), ended=True).invitation.consented)
    except (LinkClosed, NotFound):
        return False


def _opened(reading: Reading, invitation: str, *, ended: bool = False) -> Opened:
    """Return what a link leads to; with ``ended`` also when the survey of who agreed to it is over."""
    told = invitation_of(invitation_paper(reading, invitation))
    survey = survey_of(survey_paper(reading, told.survey))
    day = today()
    over = "expired" if told.expires < day else "" if survey.is_open(day) else "closed"
    over = "" if ended and told.consented else over
    if why := told.state if told.state in _CLOSED else over:
        remedy = Text("초대한 기관에 문의하십시오.", "Ask whoever invited you.")
        raise LinkClosed(_CLOSED[why], remedy, state=why)
    actor = held(reading, present_id(reading, told.actor))
    if actor is None:
        raise NotFound(
            Text("이 링크의 단체는 더는 등록되어 있지 않습니다.", "This link's organisation is registered no more."),
            Text("초대한 기관에 문의하십시오.", "Ask whoever invited you."),
            id=told.actor,
        )
    return Opened(survey, told, actor)


def _consenting(workspace: Workspace, token: str) -> Opened:
    opened = open_link(workspace, token)
    if not opened.invitation.consented:
        raise _state(Text("먼저 동의 여부를 알려 주십시오.", "Say first whether you agree."))
    return opened


def _said(opened: Opened, report: Mapping[str, Any]) -> dict[str, Any]:
    ends = (opened.actor.node.id, str(report.get("partner", "")))
    source, target = ends if report.get("direction", "out") == "out" else ends[::-1]
    told = {name: report.get(name, "") for name in REPORTED}
    return {"type": report.get("type", ""), "source": source, "target": target, **told}


def _check(workspace: Workspace, opened: Opened, report: Mapping[str, Any]) -> None:
    """Refuse a report that could not become a tie, by trying it in a transaction that is left."""
    problems = Problems()
    if report.get("type") not in opened.survey.types:
        reason = Text("관계의 종류를 골라 주십시오.", "Choose the kind of tie.")
        problems.say("type", str(report.get("type", "")), reason, Text("목록에서 고르십시오.", "Choose from the list."))
        problems.check()
    known = {"partner", "type", "direction"}
    told = {name: value for name, value in report.items() if name not in known}
    read_tie(workspace.ontology.edges[str(report["type"])], told, problems)
    problems.check()
    with workspace.store.write(Change(opened.who.name, "check", "survey")) as writing:
        _write(workspace, Desk(workspace, opened.who, writing), opened, report, "")


def _write(workspace: Workspace, desk: Desk, opened: Opened, report: Mapping[str, Any], tie: str) -> str:
    said = {**_said(opened, report), "reported_by": opened.actor.node.id, "origin": opened.survey.id}
    before = desk.writing.get_edges([tie]).get(tie) if tie else None
    same = before and (before.type, before.source, before.target) == (said["type"], said["source"], said["target"])
    if same:
        told = {name: value for name, value in said.items() if name not in ("type", "source", "target")}
        return apply(desk, Intent("change-tie", tie, told, ANY)).subject
    if before:
        _forget(workspace, desk.writing, [tie])
    # The id is drawn by lot: one that followed from the ends and the reporter would tell who reported.
    return apply(desk, Intent("record-tie", f"tie-{token_hex(10)}", said)).subject


def _forget(workspace: Workspace, writing: Writing, ties: list[str]) -> None:
    """Remove ties and take out of their history all that is not public."""
    ontology = workspace.ontology
    specs = (spec for name in ontology.tie_types for spec in ontology.edges[name].properties)
    writing.remove_edges(ties)
    writing.erase(ties, {spec.name for spec in specs if spec.privacy != "public"})


def _state(message: Text) -> Conflict:
    return Conflict(message, Text("화면을 새로 열어 확인하십시오.", "Open the page again and look."))
