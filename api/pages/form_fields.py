"""The boxes of a form, drawn from the ontology: label, help, what stands in them, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ecomap.errors import EcomapError
from ecomap.exchange.said import FieldProblem
from graph_schema import NUMERIC_TYPES, PropertySpec, Text

Values = dict[str, list[str]]
"""What stands in the boxes of a form, by name."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a form, or several under one name."""

    name: str
    label: str
    values: list[str]
    help: str = ""
    widget: str = "line"
    listed: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)
    badge: str = ""
    required: bool = False
    numeric: bool = False
    problem: dict[str, str] | None = None
    theirs: str | None = None

    @property
    def value(self) -> str:
        """What stands in the first box."""
        return self.values[0] if self.values else ""

    @property
    def touched(self) -> bool:
        """Whether a collapsed group has to be open for it."""
        return any(self.values) or self.problem is not None


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as somebody left it.

    Parameters
    ----------
    lang : str
    words : mapping of str to str
        Of the pages.
    values : dict
    problems : sequence of FieldProblem
        Named as the boxes are.
    theirs : mapping of str to str
        By box what somebody else has written there meanwhile.
    """

    lang: str
    words: Mapping[str, str]
    values: Values
    problems: Sequence[FieldProblem] = ()
    theirs: Mapping[str, str] = field(default_factory=dict)

    def box(self, name: str, label: Text, **options: object) -> Box:
        """Return a box with what stands in it and what is wrong with it."""
        found = next((one for one in self.problems if one.field == name), None)
        told = {"message": found.reason.get(self.lang), "remedy": found.remedy.get(self.lang)} if found else None
        values = self.values.get(name, [])
        return Box(name, label.get(self.lang), values, problem=told, theirs=self.theirs.get(name), **options)  # type: ignore[arg-type]

    def property_box(self, spec: PropertySpec, name: str = "") -> Box:
        """Return the box of a property of the ontology."""
        badges = {"private": self.words["private_badge"], "members": self.words["members_badge"]}
        return self.box(
            name or spec.name,
            spec.label,
            help=self._help(spec),
            widget=_widget(spec),
            choices=self._choices(spec),
            badge=badges.get(spec.privacy, ""),
            numeric=spec.type in NUMERIC_TYPES or spec.type == "phone",
        )

    def _help(self, spec: PropertySpec) -> str:
        hints = {"date": "date_hint", "list": "list_hint", "money": "money_hint"}
        hint = self.words[hints[spec.type]] if spec.type in hints else ""
        return f"{spec.description.get(self.lang)} {hint}".strip()

    def _choices(self, spec: PropertySpec) -> list[tuple[str, str]]:
        if spec.type == "boolean":
            return [("", ""), ("true", self.words["yes"]), ("false", self.words["no"])]
        if spec.type == "choice":
            return [("", ""), *((one.value, one.label.get(self.lang)) for one in spec.choices)]
        return []

    def summary(self) -> list[dict[str, str]]:
        """Return all problems with the boxes that they are about, for the top of the page."""
        return [{"field": one.field, "message": one.reason.get(self.lang)} for one in self.problems]


def problem_of(name: str, error: EcomapError) -> FieldProblem:
    """Return an error as the problem of a box."""
    return FieldProblem(name, "", error.message, error.remedy or Text("", ""))


def one(values: Values, name: str) -> str:
    """Return what stands in the first box of a name, without line ends of another system."""
    return (values.get(name) or [""])[0].replace("\r\n", "\n").strip()


def many(values: Values, name: str) -> list[str]:
    """Return what stands in the boxes of a name, without empty ones."""
    return [text.strip() for text in values.get(name, []) if text.strip()]


def _widget(spec: PropertySpec) -> str:
    if spec.type in ("choice", "boolean"):
        return "select"
    return "area" if spec.type == "text" else "line"
