"""Surveys and invitations as they lie in papers, and the figures that results show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from ecomap.domain.papers import Paper
from ecomap.errors import NotFound
from ecomap.stores.contract import Reading, Writing
from graph_schema import Text

SURVEY, INVITATION = "survey", "invitation"
STATES: dict[str, Text] = {
    "invited": Text("초대함", "Invited"),
    "opened": Text("열어 봄", "Opened"),
    "answered": Text("응답함", "Answered"),
    "refused": Text("동의하지 않음", "Refused"),
    "withdrawn": Text("동의 철회", "Withdrawn"),
    "revoked": Text("링크 폐기", "Revoked"),
}
"""How far an invitation has come."""
RATINGS = ("power_influence", "involvement", "resource_contribution", "reliability", "mission_support", "openness")
"""Items of the PARTNER tool as properties of ties: three of value, then three of trust."""
REPORTED = ("contact_frequency", *RATINGS, "note")
"""What a partner may say of a tie."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey of partners about their ties.

    Parameters
    ----------
    id : str
    title, consent : Text
        Its name, and what partners agree to.
    types : tuple of str
        Tie types that are asked for.
    opens, closes : date
        First and last day on which answers are taken.
    state : str
        ``open``, or ``closed`` before its time.
    counts : mapping
        Number of invitations by state.
    """

    id: str
    title: Text
    consent: Text
    types: tuple[str, ...]
    opens: date
    closes: date
    state: str
    counts: Mapping[str, int]

    @property
    def invited(self) -> int:
        """How many were asked and not taken off the list."""
        return sum(count for state, count in self.counts.items() if state != "revoked")

    @property
    def answered(self) -> int:
        """How many answers count now."""
        return self.counts.get("answered", 0)

    def is_open(self, today: date) -> bool:
        """Return whether answers are taken on a day."""
        return self.state == "open" and self.opens <= today <= self.closes


@dataclass(frozen=True, slots=True)
class Invitation:
    """A personal link to a survey; the link itself is known only to who got it.

    Parameters
    ----------
    id : str
        Hash of the link.
    survey, actor : str
        Ids.
    state : str
        Of `STATES`.
    expires : date
        Last day of the link.
    made : datetime
    consented : str
        When its holder agreed, as ISO text; empty before.
    reports : mapping
        What its holder says of its ties, by a key of its own.
    ties : mapping
        Ids of the ties that these became, by the same key.
    private : tuple of str
        Contact data that its holder gave.
    """

    id: str
    survey: str
    actor: str
    state: str
    expires: date
    made: datetime
    consented: str
    reports: Mapping[str, Mapping[str, Any]]
    ties: Mapping[str, str]
    private: tuple[str, ...]


def link_hash(token: str) -> str:
    """Return the id of the invitation that a link is for."""
    # The link has 256 random bits: nobody can guess it from a fast hash, so a slow one would only cost time.
    return sha256(token.encode()).hexdigest()


def survey_of(paper: Paper) -> Survey:
    """Return a survey as its paper tells it."""
    data = paper.data
    return Survey(
        paper.id,
        Text(**data["title"]),
        Text(**data["consent"]),
        tuple(data["types"]),
        date.fromisoformat(data["opens"]),
        date.fromisoformat(data["closes"]),
        paper.state,
        data["counts"],
    )


def invitation_of(paper: Paper) -> Invitation:
    """Return an invitation as its paper tells it."""
    data = paper.data
    return Invitation(
        paper.id,
        paper.owner,
        data["actor"],
        paper.state,
        date.fromisoformat(data["expires"]),
        paper.made,
        data.get("consented", ""),
        data.get("reports", {}),
        data.get("ties", {}),
        tuple(data.get("private", ())),
    )


def survey_paper(reading: Reading, survey: str) -> Paper:
    """Return the paper of a survey; raises `NotFound` if there is none."""
    found = reading.get_papers(SURVEY, [survey]).get(survey)
    if found is None:
        raise NotFound(
            Text(f"설문 '{survey}'이(가) 없습니다.", f"There is no survey '{survey}'."),
            Text("설문 목록에서 고르십시오.", "Choose it from the list of surveys."),
            id=survey,
        )
    return found


def invitation_paper(reading: Reading, invitation: str) -> Paper:
    """Return the paper of an invitation; raises `NotFound` if there is none."""
    found = reading.get_papers(INVITATION, [invitation]).get(invitation)
    if found is None:
        raise NotFound(
            Text("이 링크는 알 수 없는 링크입니다.", "This link is not known."),
            Text("받은 링크를 끝까지 옮겼는지 확인하십시오.", "Check that the whole link was copied."),
        )
    return found


def put_invitations(writing: Writing, survey: Paper, *papers: tuple[Paper | None, Paper]) -> None:
    """Put invitations, given before and after, and keep the count of their states in the survey's paper."""
    counts = dict(survey.data["counts"])
    for before, after in papers:
        if before is not None:
            counts[before.state] = counts.get(before.state, 0) - 1
        counts[after.state] = counts.get(after.state, 0) + 1
    kept = {state: count for state, count in sorted(counts.items()) if count}
    writing.put_papers([after for _, after in papers])
    if kept != survey.data["counts"]:
        writing.put_papers([replace(survey, data={**survey.data, "counts": kept})])


def today() -> date:
    """Return the day in the time zone of the machine, which is that of its users."""
    return datetime.now(UTC).astimezone().date()


def now() -> str:
    """Return this second as ISO text."""
    return datetime.now(UTC).isoformat(timespec="seconds")
