"""What a person or program says of one record, field by field, as values that can be stored.

Fields are named as the ontology names them. A field that is said with an empty value is cleared, one that is not
said stays as it is. All problems of a record are collected, so that a form shows them together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ecomap.domain.records import Value
from ecomap.domain.texts import clean, control_character
from ecomap.errors import InvalidRecord, RefusedFields
from ecomap.exchange.cells import CellReader, date_reader, number_reader, property_reader, refusal
from ecomap.exchange.node_rows import PERIODS
from ecomap.exchange.tie_rows import units_as_written
from graph_schema import EdgeKind, NodeKind, PropertySpec, Text

Said = Mapping[str, Any]

MAX_TEXT = 10_000
"""Characters that one field takes."""
MAX_NAME = 200
NAMES: dict[str, Text] = {
    "name_ko": Text("한국어 이름", "Korean name"),
    "name_en": Text("영어 이름", "English name"),
}
LINKS: dict[str, str] = {
    "located_in": "place",
    "active_in": "place",
    "works_in": "field",
    "responsible_for": "task",
}
"""Links that are fields of an actor's form, and the kind of what they reach."""
TIE_VALUES: dict[str, Text] = {
    "valid_from": Text("시작일", "From"),
    "valid_to": Text("종료일", "To"),
    "weight": Text("강도", "Strength"),
    "amount": Text("금액·수량", "Amount"),
    "unit": Text("단위", "Unit"),
    "field": Text("분야", "Field"),
}


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Why one field cannot be accepted, and what to do about it."""

    field: str
    value: str
    reason: Text
    remedy: Text


@dataclass(slots=True)
class Problems:
    """Problems of one record, as they are found."""

    found: list[FieldProblem] = field(default_factory=list)

    def add(self, name: str, error: InvalidRecord, value: object = "") -> None:
        """Add what a reader refused."""
        shown = str(error.context.get("value", value))
        self.found.append(
            FieldProblem(name, shown[:80], error.message, error.remedy or Text("고치십시오.", "Correct it."))
        )

    def say(self, name: str, value: str, reason: Text, remedy: Text) -> None:
        """Add a problem in words."""
        self.found.append(FieldProblem(name, value[:80], reason, remedy))

    def check(self) -> None:
        """Return if there are none; raise `RefusedFields` with all of them otherwise."""
        if not self.found:
            return
        first, more = self.found[0], len(self.found) - 1
        ko, en = (f" (외 {more}건)", f" (and {more} more)") if more else ("", "")
        raise RefusedFields(
            Text(first.reason.ko + ko, first.reason.en + en), first.remedy, field=first.field, problems=self.found
        )


@dataclass(slots=True)
class SaidRecord:
    """Values by field; ``None`` for a field that is to be cleared."""

    core: dict[str, Any]
    properties: dict[str, Value | None]
    links: dict[str, tuple[str, ...]]

    def merged(self, stored: Mapping[str, Value]) -> dict[str, Value]:
        """Return stored properties with what is said in place of them."""
        merged: dict[str, Value] = {n: v for n, v in stored.items() if n not in self.properties}
        return merged | {name: value for name, value in self.properties.items() if value is not None}


def read_actor(kind: NodeKind, said: Said, problems: Problems, *, ignore: Sequence[str] = ()) -> SaidRecord:
    """Return what is said of an actor of a kind; what cannot be accepted goes to ``problems``.

    Parameters
    ----------
    kind : NodeKind
    said : mapping
        ``name_ko``, ``name_en``, properties of the kind, and links (`LINKS`) as lists of ids. Values are text as a
        person writes it, or JSON values.
    problems : Problems
    ignore : sequence of str
        Fields that are somebody else's business.
    """
    specs = {spec.name: spec for spec in kind.properties}
    _refuse_unknown(said, {*NAMES, *LINKS, *specs, *ignore}, problems)
    core = {name: _name(name, said[name], problems) for name in NAMES if name in said}
    properties = _properties(specs, said, problems)
    for first, last in PERIODS:
        _require_order(properties, first, last, problems)
    links = {name: _ids(name, said[name], problems) for name in LINKS if name in said}
    return SaidRecord(core, properties, links)


def read_tie(kind: EdgeKind, said: Said, problems: Problems, *, ignore: Sequence[str] = ()) -> SaidRecord:
    """Return what is said of a tie of a type; as `read_actor`, with the fields of `TIE_VALUES`."""
    specs = {spec.name: spec for spec in kind.properties}
    _refuse_unknown(said, {*TIE_VALUES, *specs, *ignore}, problems)
    core = {name: _tie_value(name, kind, said[name], problems) for name in TIE_VALUES if name in said}
    _require_order(core, "valid_from", "valid_to", problems)
    if core.get("amount") is not None and not kind.amount_units:
        remedy = Text(f"'{kind.label.ko}'에는 이 칸을 비우십시오.", f"Leave it empty for '{kind.label.en}'.")
        problems.add("amount", refusal(TIE_VALUES["amount"], str(said["amount"]), remedy))
    return SaidRecord(core, _properties(specs, said, problems), {})


def plain_text(value: object) -> str:
    """Return a JSON value as a person would have written it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(plain_text(one) for one in value)
    return str(value)


def _refuse_unknown(said: Said, known: set[str], problems: Problems) -> None:
    for name in said:
        if name not in known:
            problems.say(
                name,
                plain_text(said[name]),
                Text(f"'{name[:80]}'이라는 칸은 없습니다.", f"There is no field '{name[:80]}'."),
                Text(f"쓸 수 있는 칸: {', '.join(sorted(known))}", f"Known: {', '.join(sorted(known))}"),
            )


def _properties(specs: Mapping[str, PropertySpec], said: Said, problems: Problems) -> dict[str, Value | None]:
    return {
        name: _value(name, spec.label, property_reader(spec), said[name], problems)
        for name, spec in specs.items()
        if name in said
    }


def _value(name: str, label: Text, read: CellReader, value: object, problems: Problems, most: int = MAX_TEXT) -> Any:
    text = plain_text(value)
    try:
        checked = _cleaned(label, text, most)
        return read(checked) if checked else None
    except InvalidRecord as error:
        problems.add(name, error, text)
        return None


def _cleaned(label: Text, text: str, most: int) -> str:
    if len(text) > most:
        raise refusal(label, text, Text(f"{most:,}자 이내로 쓰십시오.", f"Write at most {most:,} characters."))
    if found := control_character(text):
        remedy = Text(f"보이지 않는 제어 문자 {found}을(를) 지우십시오.", f"Remove the control character {found}.")
        raise refusal(label, ascii(text), remedy)
    return clean(text)


def _name(name: str, value: object, problems: Problems) -> str:
    found = _value(name, NAMES[name], str, value, problems, MAX_NAME) or ""
    if name == "name_ko" and not any(char.isalnum() for char in found) and not problems.found:
        problems.say(
            name,
            plain_text(value),
            Text("이름이 비어 있거나 글자가 없습니다.", "The name is empty or has no letters."),
            Text("단체의 이름을 쓰십시오.", "Write the organisation's name."),
        )
    return str(found)


def _ids(name: str, value: object, problems: Problems) -> tuple[str, ...]:
    values = value if isinstance(value, list | tuple) else [value]
    found = tuple(dict.fromkeys(filter(None, (plain_text(one).strip() for one in values))))
    if name == "located_in" and len(found) > 1:
        problems.say(
            name,
            "; ".join(found),
            Text("소재 지역은 하나입니다.", "An organisation has one seat."),
            Text("다른 곳은 활동 지역에 적으십시오.", "Write the others as places of activity."),
        )
    return found


def _tie_value(name: str, kind: EdgeKind, value: object, problems: Problems) -> Any:
    label = TIE_VALUES[name]
    if name in {"valid_from", "valid_to"}:
        text = _value(name, label, date_reader(label, end=name == "valid_to"), value, problems)
        return date.fromisoformat(text) if text else None
    if name in {"weight", "amount"}:
        return _value(name, label, number_reader(label, minimum=0, money=name == "amount"), value, problems)
    if name == "unit":
        return _value(name, label, _unit_reader(kind), value, problems)
    return _value(name, label, str, value, problems)


def _unit_reader(kind: EdgeKind) -> CellReader:
    units, allowed = units_as_written(kind), ", ".join(kind.amount_units)

    def read(text: str) -> Value:
        if found := units.get(text.casefold()):
            return found
        raise refusal(TIE_VALUES["unit"], text, Text(f"쓸 수 있는 단위: {allowed}", f"Allowed: {allowed}"))

    return read


def _require_order(values: Mapping[str, Any], first: str, last: str, problems: Problems) -> None:
    since, until = values.get(first), values.get(last)
    if since is not None and until is not None and until < since:
        problems.say(
            last,
            str(until),
            Text(
                f"끝나는 날 {until}이(가) 시작하는 날 {since}보다 앞섭니다.",
                f"The end {until} is before the start {since}.",
            ),
            Text("두 날짜를 확인하십시오.", "Check the two dates."),
        )
