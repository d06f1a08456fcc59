"""Saved views and stories as they lie in papers: what they hold, who may see and change them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from ecomap.domain.papers import Paper
from ecomap.domain.texts import clean, control_character
from ecomap.errors import InvalidRecord
from ecomap.exchange.said import MAX_TEXT, Problems, plain_text
from ecomap.services.access import Principal
from ecomap.services.addresses import page_address
from graph_schema import Text

Kind = Literal["view", "story"]
KINDS: dict[Kind, Text] = {"view": Text("저장한 화면", "Saved view"), "story": Text("이야기", "Story")}

PRIVATE, MEMBERS, PUBLIC = "private", "members", "public"
VISIBILITIES: dict[str, Text] = {
    PRIVATE: Text("나만", "Only me"),
    MEMBERS: Text("회원", "Members"),
    PUBLIC: Text("모두에게 공개", "Everybody"),
}
TITLES: dict[str, Text] = {
    "title_ko": Text("제목(한국어)", "Title (Korean)"),
    "title_en": Text("제목(영어)", "Title (English)"),
}
NOTES = Text("설명", "Notes")
ADDRESS = Text("화면 주소", "Address")
STEP = {"address": ADDRESS, "title": Text("소제목", "Heading"), "text": Text("글", "Text")}
LONGEST_TITLE = 300
MOST_STEPS = 30


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a story: a page of the site under a heading, with a text; each may be empty but the address."""

    address: str
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """A saved view or a story.

    Parameters
    ----------
    kind : str
        Of `KINDS`.
    id : str
    title : Text
        In English as in Korean where no English title was given.
    notes : str
        Plain text; an empty line parts two paragraphs.
    visibility : str
        Of `VISIBILITIES`.
    author : Text
        Who made it, as readers are told.
    made, changed : datetime
    tag : str
        What changes with every change.
    address : str
        Path and query of the page that a view shows; empty for a story.
    steps : tuple of Step
        Of a story; none for a view.
    may_change : bool
        Whether the caller may change and remove it.
    """

    kind: Kind
    id: str
    title: Text
    notes: str
    visibility: str
    author: Text
    made: datetime
    changed: datetime
    tag: str
    address: str = ""
    steps: tuple[Step, ...] = ()
    may_change: bool = False

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The notes, paragraph by paragraph."""
        return paragraphs(self.notes)


def shared_of(paper: Paper, who: Principal, author: Text) -> Shared:
    """Return a view or story as a caller is shown it."""
    data = paper.data
    kind: Kind = "view" if paper.kind == "view" else "story"
    return Shared(
        kind,
        paper.id,
        Text(data["title_ko"], data["title_en"] or data["title_ko"]),
        data["notes"],
        paper.state,
        author,
        paper.made,
        datetime.fromisoformat(data["changed"]),
        tag_of(paper),
        data.get("address", ""),
        tuple(Step(**step) for step in data.get("steps", ())),
        may_change=may_change(who, paper),
    )


def new_paper(who: Principal, kind: Kind, id: str) -> Paper:  # noqa: A002  as the field of a paper
    """Return a new paper of a caller, with nothing said in it and for the caller alone."""
    data = {"title_ko": "", "title_en": "", "notes": "", "person": bool(who.account)}
    return Paper(kind, id, data, owner=owner_of(who), state=PRIVATE)


def told(paper: Paper, who: Principal, said: Mapping[str, Any]) -> Paper:
    """Return a paper with what is said of it; what is not said stays.

    Raises
    ------
    RefusedFields
        If a field is unknown or cannot be accepted; all problems together.
    """
    problems = Problems()
    own = ("address",) if paper.kind == "view" else ("steps",)
    for name in said:
        if name not in (*TITLES, "notes", "visibility", *own):
            reason = Text(f"'{name[:80]}'이라는 칸은 없습니다.", f"There is no field '{name[:80]}'.")
            known = ", ".join((*TITLES, "notes", "visibility", *own))
            problems.say(name, "", reason, Text(f"쓸 수 있는 칸: {known}", f"Known: {known}"))
    data = dict(paper.data)
    for name, label in TITLES.items():
        if name in said:
            data[name] = clean(_text(name, label, said[name], LONGEST_TITLE, problems))
    if "notes" in said:
        data["notes"] = _lines(_text("notes", NOTES, said["notes"], MAX_TEXT, problems))
    if paper.kind == "view":
        data["address"] = _address("address", said.get("address", data.get("address", "")), problems)
    else:
        data["steps"] = _steps(said["steps"], problems) if "steps" in said else data.get("steps", [])
    state = _visibility(said.get("visibility", paper.state), problems)
    _require_whole(data, paper.kind, state, problems)
    problems.check()
    data |= {"changed": datetime.now(UTC).isoformat(timespec="seconds"), "changed_by": who.name}
    return replace(paper, data=data, state=state)


def owner_of(who: Principal) -> str:
    """Return under whom the papers of a caller are filed."""
    return who.account or who.name


def may_see(who: Principal, paper: Paper) -> bool:
    """Return whether a caller may see a view or story."""
    if paper.state == PUBLIC or paper.owner == owner_of(who):
        return True
    return paper.state == MEMBERS and "read-members" in who.scopes


def may_change(who: Principal, paper: Paper) -> bool:
    """Return whether a caller may change a view or story: its owner, and administrators those that they see."""
    if paper.owner == owner_of(who):
        return "share" in who.scopes
    return "administer" in who.scopes and may_see(who, paper)


def tag_of(paper: Paper) -> str:
    """Return what changes with every change of a paper."""
    return str(paper.version)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return a text paragraph by paragraph."""
    return tuple(part for part in text.split("\n\n") if part)


def _steps(said: Any, problems: Problems) -> list[dict[str, str]]:
    if not isinstance(said, list | tuple) or not all(isinstance(one, Mapping) for one in said):
        reason = Text("단계의 목록이 아닙니다.", "This is no list of steps.")
        problems.say("steps", "", reason, Text('[{"address": "/map"}]', '[{"address": "/map"}]'))
        return []
    if len(said) > MOST_STEPS:
        reason = Text(f"단계가 {len(said)}개입니다.", f"There are {len(said)} steps.")
        remedy = Text(f"{MOST_STEPS}개까지 쓸 수 있습니다.", f"At most {MOST_STEPS} are possible.")
        problems.say("steps", str(len(said)), reason, remedy)
        return []
    return [_step(number, one, problems) for number, one in enumerate(said, 1)]


def _step(number: int, said: Mapping[str, Any], problems: Problems) -> dict[str, str]:
    for name in said:
        if name not in STEP:
            known = ", ".join(STEP)
            reason = Text(f"단계에 '{name[:80]}' 칸은 없습니다.", f"A step has no field '{name[:80]}'.")
            problems.say(f"{name[:80]}-{number}", "", reason, Text(f"쓸 수 있는 칸: {known}", f"Known: {known}"))
    title = _text(f"title-{number}", STEP["title"], said.get("title"), LONGEST_TITLE, problems)
    text = _text(f"text-{number}", STEP["text"], said.get("text"), MAX_TEXT, problems)
    address = _address(f"address-{number}", said.get("address"), problems)
    return {"address": address, "title": clean(title), "text": _lines(text)}


def _text(name: str, label: Text, said: Any, most: int, problems: Problems) -> str:
    text = plain_text(said)
    if len(text) > most:
        reason = Text(f"{label.ko}: {len(text):,}자입니다.", f"{label.en}: it has {len(text):,} characters.")
        remedy = Text(f"{most:,}자 이내로 쓰십시오.", f"Write at most {most:,} characters.")
        problems.say(name, text, reason, remedy)
        return ""
    if found := control_character(text):
        reason = Text(
            f"{label.ko}: 제어 문자 {found}이(가) 있습니다.", f"{label.en}: it has the control character {found}."
        )
        problems.say(name, ascii(text), reason, Text("그 글자를 지우십시오.", "Remove it."))
        return ""
    return text


def _lines(text: str) -> str:
    lines = "\n".join(clean(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _address(name: str, said: Any, problems: Problems) -> str:
    try:
        return page_address(plain_text(said))
    except InvalidRecord as error:
        problems.add(name, error)
        return ""


def _visibility(said: Any, problems: Problems) -> str:
    text = plain_text(said)
    if text not in VISIBILITIES:
        known = ", ".join(VISIBILITIES)
        reason = Text(f"공개 범위에 '{text[:40]}'은(는) 없습니다.", f"The visibility cannot be '{text[:40]}'.")
        problems.say("visibility", text, reason, Text(f"쓸 수 있는 값: {known}", f"Allowed: {known}"))
        return PRIVATE
    return text


def _require_whole(data: Mapping[str, Any], kind: str, state: str, problems: Problems) -> None:
    wrong = {problem.field for problem in problems.found}
    if not data["title_ko"] and "title_ko" not in wrong:
        reason = Text("제목이 비어 있습니다.", "The title is empty.")
        problems.say("title_ko", "", reason, Text("한국어 제목을 쓰십시오.", "Write a title in Korean."))
    if kind == "story" and state != PRIVATE and not data["steps"] and "steps" not in wrong:
        reason = Text("단계가 없는 이야기는 나만 볼 수 있습니다.", "A story without steps can only be for yourself.")
        problems.say("steps", "", reason, Text("화면을 하나 이상 넣으십시오.", "Add at least one view."))
