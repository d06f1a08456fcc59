"""What an analysis is: a described record that the API, the CLI, the forms and the docs are drawn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ecomap.errors import InvalidParameter
from ecomap.snapshot import Snapshot
from graph_schema import Text

FAMILIES: dict[str, Text] = {
    "linkage": Text("연계", "Linkage"),
    "cooperation": Text("협력", "Cooperation"),
    "gaps": Text("공백", "Gaps"),
}

Cell = str | int | float | bool | None | Text
Parameters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an analysis.

    Parameters
    ----------
    name : str
    type : str
        ``choice``, ``integer``, ``number``, ``boolean`` or ``text``.
    default
        Used when the caller gives nothing; ``None`` means not set.
    label, help : Text
        For forms and docs.
    choices : tuple of (str, Text)
        Allowed values of a ``choice``, with their labels.
    minimum, maximum : float, optional
        Bounds of numbers, both allowed.
    """

    name: str
    type: str
    default: Any
    label: Text
    help: Text = Text("", "")
    choices: tuple[tuple[str, Text], ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    def parse(self, raw: Any) -> Any:
        """Return the typed value of what a caller gave.

        Raises
        ------
        InvalidParameter
            If it is not of the type, not among the choices or out of bounds; names the parameter and the value.
        """
        if raw is None or raw == "":
            return self.default
        try:
            value = _READERS[self.type](raw)
        except (TypeError, ValueError) as error:
            raise self._refusal(raw) from error
        if self.choices and value not in dict(self.choices):
            raise self._refusal(raw)
        too_low = self.minimum is not None and value < self.minimum
        too_high = self.maximum is not None and value > self.maximum
        if too_low or too_high:
            raise self._refusal(raw)
        return value

    def _refusal(self, raw: Any) -> InvalidParameter:
        if self.choices:
            allowed = ", ".join(value for value, _ in self.choices)
        elif self.minimum is not None or self.maximum is not None:
            allowed = f"{self.type} {self.minimum} … {self.maximum}"
        else:
            allowed = self.type
        return InvalidParameter(
            Text(
                f"매개변수 {self.name}의 값 '{raw}'을(를) 쓸 수 없습니다.",
                f"Parameter {self.name} cannot be '{raw}'.",
            ),
            Text(f"가능한 값: {allowed}", f"Allowed: {allowed}"),
            field=self.name,
            value=str(raw),
        )


def _boolean(raw: Any) -> bool:
    text = str(raw).casefold()
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ValueError(raw)


def _number(raw: Any) -> float:
    value = float(raw)
    if value - value != 0:  # infinities and NaN would pass every comparison with a bound
        raise ValueError(raw)
    return value


_READERS: dict[str, Callable[[Any], Any]] = {
    "choice": str,
    "text": str,
    "integer": int,
    "number": _number,
    "boolean": _boolean,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a result table.

    Parameters
    ----------
    name : str
    label : Text
    unit : str
        ``ties``, ``actors``, ``pairs``, ``KRW``, ``share`` (0 … 1), ``p`` (probability), ``days`` … Empty for text
        and for numbers without a unit.
    type : str
        ``id`` (node id), ``label`` (`Text` cells), ``text``, ``integer``, ``number`` or ``boolean``.
    description : Text
        What a value means, where the label does not say it.
    """

    name: str
    label: Text
    unit: str = ""
    type: str = "number"
    description: Text = Text("", "")


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table that an analysis returns.

    Parameters
    ----------
    name : str
    label : Text
        What it shows.
    columns : tuple of Column
    actor : str
        Column with the id of the actor that a row is about, if every row is about one and none has two: its numbers
        can then colour a map.
    missing : tuple of str
        If every row is a pair of actors that should work together and don't: the columns with the ids of both and with
        the number that says how much; empty for other tables.
    """

    name: str
    label: Text
    columns: tuple[Column, ...]
    actor: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication that defines the method; ``doi`` without a resolver's address, empty where it has none."""

    text: str
    doi: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """How a table is best drawn.

    Parameters
    ----------
    kind : str
        ``bar`` (``x`` label column, ``value``; negative values grow to the other side of a zero line),
        ``heatmap`` (``x``, ``y`` label columns, ``value``; two hues where values have both signs), ``line`` (``x``
        number or year column, ``value``, ``y`` label column that names the line of a row, empty for a single
        line; a missing value breaks its line) or ``none``.
    x, y, value : str
        Columns of the table.
    table : str
        Name of the table; the first by default.
    """

    kind: str
    x: str = ""
    y: str = ""
    value: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A filled `TableSpec`; every row has one cell a column, ``None`` where a value is missing or undefined."""

    spec: TableSpec
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What an analysis found.

    Parameters
    ----------
    tables : tuple of Table
        In the order of the record's ``outputs``; all rows, in the order in which they should be read.
    explanation : tuple of Text
        Sentences built from the figures, for a planner.
    notes : tuple of Text
        What is missing, left out or approximate in this result.
    """

    tables: tuple[Table, ...]
    explanation: tuple[Text, ...]
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """One analysis.

    Parameters
    ----------
    id : str
        ``family/name``.
    label, question, method, cost, limits : Text
        Name, the planner's question that it answers, how (with the formula), what it costs, where it ends.
    parameters : tuple of Parameter
    outputs : tuple of TableSpec
        The tables of every result, in order.
    references : tuple of Reference
    chart : Chart
    function : callable
        ``function(snapshot, parameters) -> Result``; pure.
    members : bool
        Whether it tells what partners say of each other, which is for members only.
    """

    id: str
    label: Text
    question: Text
    method: Text
    parameters: tuple[Parameter, ...]
    outputs: tuple[TableSpec, ...]
    references: tuple[Reference, ...]
    cost: Text
    limits: Text
    function: Callable[[Snapshot, Parameters], Result]
    chart: Chart = field(default_factory=lambda: Chart("none"))
    members: bool = False

    @property
    def family(self) -> str:
        """``linkage``, ``cooperation`` or ``gaps``."""
        return self.id.partition("/")[0]

    def bind(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Return typed values of all parameters.

        Raises
        ------
        InvalidParameter
            For an unknown parameter or a value that cannot be used.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in raw:
            if name not in known:
                allowed = ", ".join(known) or "-"
                raise InvalidParameter(
                    Text(
                        f"'{name}'은(는) {self.id}의 매개변수가 아닙니다.",
                        f"'{name}' is no parameter of {self.id}.",
                    ),
                    Text(f"쓸 수 있는 매개변수: {allowed}", f"Known parameters: {allowed}"),
                    field=name,
                    value=str(raw[name]),
                )
        return {name: parameter.parse(raw.get(name)) for name, parameter in known.items()}

    def run(self, snapshot: Snapshot, raw: Mapping[str, Any] | None = None) -> Result:
        """Bind parameters and compute. Raises `InvalidParameter` as `bind` does."""
        return self.function(snapshot, self.bind(raw or {}))
