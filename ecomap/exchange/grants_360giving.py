"""Grants in the column names of the 360Giving Data Standard, as organisations and funding ties.

Every grant is a tie ``funds`` from the funding to the recipient organisation. Recipients are civil-society
organisations. Funders become ``partner``: the file names foundations, lotteries, charities of companies and
government departments alike and does not say which is which, and ``partner`` is the one kind that is wrong for none
of them. An organisation that both gives and receives is a partner as well.

References
----------
360Giving Data Standard 1.1, https://standard.threesixtygiving.org/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from ecomap.domain.periods import parse_day
from ecomap.domain.texts import clean
from ecomap.errors import InvalidRecord
from ecomap.exchange.tables import Row, Table
from graph_schema import Text, normalise_header

_REQUIRED = {
    "id": "Identifier",
    "currency": "Currency",
    "amount": "Amount Awarded",
    "awarded": "Award Date",
    "funder": "Funding Org:Identifier",
    "funder_name": "Funding Org:Name",
    "recipient": "Recipient Org:Identifier",
    "recipient_name": "Recipient Org:Name",
}
_OPTIONAL = {
    "title": "Title",
    "start": "Planned Dates:Start Date",
    "end": "Planned Dates:End Date",
    "charity": "Recipient Org:Charity Number",
    "company": "Recipient Org:Company Number",
    "programme": "Grant Programme:Title",
}
_ORGANISATION_HEADERS = ("id", "kind", "name_ko", "name_en", "registration_number", "aliases", "origin")
_TIE_HEADERS = (
    "id",
    "type",
    "source",
    "target",
    "valid_from",
    "valid_to",
    "amount",
    "unit",
    "note",
    "origin",
)
_ORIGIN = "360Giving"
_CHARITY_NUMBER = re.compile(r"\d{6,7}")


def is_grants(headers: Sequence[str]) -> bool:
    """Whether a table has the headers that a 360Giving file must have."""
    found = set(map(normalise_header, headers))
    return all(normalise_header(header) in found for header in _REQUIRED.values())


def unmapped(headers: Sequence[str]) -> tuple[str, ...]:
    """Return the headers that say nothing about organisations, ties and periods and are therefore left out."""
    known = set(map(normalise_header, (*_REQUIRED.values(), *_OPTIONAL.values())))
    return tuple(header for header in headers if normalise_header(header) not in known)


def grant_tables(table: Table) -> tuple[Table, Table]:
    """Return a table of grants as a table of organisations and one of ties.

    Organisations appear once, under their charity number where one is given, else under their identifier; rows
    whose dates cannot be used are refused in the table of ties and left out of that of organisations.

    Parameters
    ----------
    table : Table
        One for which `is_grants` holds.

    Returns
    -------
    organisations, ties : Table
        With the column names of the import sheets. Each reads the file again; only organisations are kept.
    """
    grants = _Grants(table)
    organisations = replace(
        table,
        name="organisations",
        headers=_ORGANISATION_HEADERS,
        rows=partial(_organisations, grants),
        original_headers=table.headers,
    )
    ties = replace(
        table, name="ties", headers=_TIE_HEADERS, rows=partial(_ties, grants), original_headers=table.headers
    )
    return organisations, ties


class _Grants:
    """Access to the cells of grants by what they mean."""

    def __init__(self, table: Table) -> None:
        self.table = table
        where = {normalise_header(header): position for position, header in enumerate(table.headers)}
        self._positions = {
            name: where[normalise_header(header)]
            for name, header in (_REQUIRED | _OPTIONAL).items()
            if normalise_header(header) in where
        }

    def value(self, row: Row, name: str) -> str:
        """Return the cleaned cell, empty where the file has no such column."""
        position = self._positions.get(name)
        return "" if position is None else clean(row.cells[position])

    def funder(self, row: Row) -> str:
        """Return the id of the funding organisation."""
        return _identifier(self.value(row, "funder"), self.value(row, "funder_name"))

    def recipient(self, row: Row) -> str:
        """Return the id of the recipient: funders register the same charity under several identifiers."""
        charity = self.value(row, "charity")
        if _CHARITY_NUMBER.fullmatch(charity):
            return f"GB-CHC-{charity}"
        return _identifier(self.value(row, "recipient"), self.value(row, "recipient_name"))

    def period(self, row: Row) -> tuple[str, str]:
        """Return first and last day as ISO text: planned dates, else from the award date on.

        Raises
        ------
        InvalidRecord
            If one of them is no date, or the end is before the start.
        """
        first = "start" if self.value(row, "start") else "awarded"
        since, until = self._day(row, first), self._day(row, "end")
        if until and until < since:
            raise InvalidRecord(
                Text(
                    f"끝나는 날 {until}이(가) 시작하는 날 {since}보다 앞섭니다.",
                    f"The end {until} is before the start {since}.",
                ),
                Text("두 날짜를 확인하십시오.", "Check the two dates."),
                column=self.table.headers[self._positions["end"]],
                value=until,
            )
        return since, until

    def _day(self, row: Row, name: str) -> str:
        text = self.value(row, name)
        if not text:
            return ""
        try:
            return parse_day(text, end=name == "end").isoformat()
        except ValueError as error:
            raise InvalidRecord(
                Text(f"날짜 '{text}'을(를) 읽을 수 없습니다.", f"The date '{text}' cannot be read."),
                Text(
                    "2014-06-05처럼 연-월-일로 쓰십시오. 05/06/2014는 날과 달을 가릴 수 없습니다.",
                    "Write year-month-day like 2014-06-05; in 05/06/2014 day and month cannot be told apart.",
                ),
                column=self.table.headers[self._positions[name]],
                value=text,
            ) from error

    def problem(self, row: Row) -> InvalidRecord | None:
        """Return why a row cannot be used, if so."""
        if (problem := row.refusal(self._positions.values())) is not None:
            return problem
        try:
            self.period(row)
        except InvalidRecord as error:
            return error
        return None


def _identifier(text: str, name: str) -> str:
    """Return an identifier without the white space typed into it; the name where it holds only a place-holder."""
    plain = text.replace(" ", "")
    if plain.rpartition("-")[2].casefold() in {"", "n/a", "na", "none", "tbc"}:
        return f"360G-{'-'.join(name.casefold().split())}"[:200]
    return plain


def _organisations(grants: _Grants) -> Iterator[Row]:
    found: dict[str, _Organisation] = {}
    for row in grants.table.rows():
        if grants.problem(row) is None:
            funder, recipient = grants.funder(row), grants.recipient(row)
            found.setdefault(funder, _Organisation(row)).fund(grants.value(row, "funder_name"))
            number = grants.value(row, "charity") or grants.value(row, "company")
            found.setdefault(recipient, _Organisation(row)).receive(grants.value(row, "recipient_name"), number)
    for node_id, organisation in found.items():
        if node_id:
            yield Row(organisation.row.number, organisation.cells(node_id), original=organisation.row.cells)


class _Organisation:
    """What all grants of a file say about one organisation; the first spelling of its name becomes its name."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self._kind = "civil_society"
        self._names: dict[str, None] = {}
        self._number = ""

    def fund(self, name: str) -> None:
        self._kind = "partner"
        self._names[name] = None

    def receive(self, name: str, number: str) -> None:
        self._names[name] = None
        self._number = self._number or number

    def cells(self, node_id: str) -> tuple[str, ...]:
        name, *others = self._names
        aliases = ";".join(other.replace(";", ",") for other in others)
        return (node_id, self._kind, name, name, self._number, aliases, _ORIGIN)


def _ties(grants: _Grants) -> Iterator[Row]:
    for row in grants.table.rows():
        if problem := grants.problem(row):
            yield Row(row.number, ("",) * len(_TIE_HEADERS), _without_position(grants, problem), row.cells)
            continue
        since, until = grants.period(row)
        note = " / ".join(filter(None, (grants.value(row, "title"), grants.value(row, "programme"))))
        ends = (grants.funder(row), grants.recipient(row))
        money = (grants.value(row, "amount"), grants.value(row, "currency"))
        cells = (grants.value(row, "id"), "funds", *ends, since, until, *money, note, _ORIGIN)
        yield Row(row.number, cells, original=row.cells)


def _without_position(grants: _Grants, problem: InvalidRecord) -> InvalidRecord:
    """Name the column by its header: the position counts in the file, not in the cells made of it."""
    if "position" in problem.context:
        problem.context["column"] = grants.table.headers[problem.context.pop("position")]
    return problem
