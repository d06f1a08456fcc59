from collections.abc import Iterator

from ecomap.exchange.grants_360giving import grant_tables, is_grants, unmapped
from ecomap.exchange.tables import Row, Table

HEADERS = (
    "Identifier",
    "Title",
    "Currency",
    "Amount Awarded",
    "Award Date",
    "Planned Dates:Start Date",
    "Planned Dates:End Date",
    "Funding Org:Identifier",
    "Funding Org:Name",
    "Recipient Org:Identifier",
    "Recipient Org:Name",
    "Recipient Org:Charity Number",
    "Recipient Org:Postal Code",
)
FUNDER = ("GB-CHC-1", "Trust")
GRANTS = [
    ("g1", "One", "GBP", "100", "2014-01-02T00:00:00+00:00", "", "", *FUNDER, "GB-CHC-1000001", "A", "1000001", ""),
    ("g2", "", "GBP", "5", "05/06/2014", "2014-07-01", "2015", *FUNDER, "GB-COH-7", "A Ltd", "1000001", ""),
    ("g3", "", "GBP", "5", "05/06/2014", "", "", "GB-CHC-2", "Never", "GB-CHC-3", "Never", "", ""),
    ("g4", "", "GBP", "5", "2014-06-05", "2014-06-05", "2014-06-04", *FUNDER, "GB-COH-9", "Back", "", ""),
    ("g5", "", "GBP", "5", "2014-06-05", "", "", "GB-CHC-1000001", "A", "GB-COH-n/a", "Small Group", "", ""),
]


def table(grants: list[tuple[str, ...]] = GRANTS) -> Table:
    def rows() -> Iterator[Row]:
        return (Row(number, grant) for number, grant in enumerate(grants, 2))

    return Table("grants.csv", "", HEADERS, len(grants), rows)


def test_grant_files_are_told_by_their_headers() -> None:
    assert is_grants(HEADERS)
    assert not is_grants(HEADERS[1:])
    assert unmapped(HEADERS) == ("Recipient Org:Postal Code",)


def test_organisations_appear_once_under_their_charity_number() -> None:
    organisations, _ = grant_tables(table())
    rows = {row.cells[0]: dict(zip(organisations.headers, row.cells, strict=True)) for row in organisations.rows()}
    assert list(rows) == ["GB-CHC-1", "GB-CHC-1000001", "360G-small-group"]
    assert rows["GB-CHC-1"]["kind"] == "partner"
    both = rows["GB-CHC-1000001"]
    assert both["kind"] == "partner"
    assert (both["name_ko"], both["aliases"], both["registration_number"]) == ("A", "A Ltd", "1000001")
    assert rows["360G-small-group"]["kind"] == "civil_society"


def test_grants_become_funding_ties_with_period_and_amount() -> None:
    _, ties = grant_tables(table())
    rows = {row.number: row for row in ties.rows()}
    first = dict(zip(ties.headers, rows[2].cells, strict=True))
    assert (first["id"], first["type"], first["note"]) == ("g1", "funds", "One")
    assert (first["source"], first["target"]) == ("GB-CHC-1", "GB-CHC-1000001")
    assert (first["valid_from"], first["valid_to"]) == ("2014-01-02", "")
    assert (first["amount"], first["unit"]) == ("100", "GBP")
    second = dict(zip(ties.headers, rows[3].cells, strict=True))
    assert (second["valid_from"], second["valid_to"]) == ("2014-07-01", "2015-12-31")


def test_odd_dates_are_refused_with_column_and_value() -> None:
    _, ties = grant_tables(table())
    rows = {row.number: row for row in ties.rows()}
    problem = rows[4].problem
    assert problem is not None
    assert problem.context == {"column": "Award Date", "value": "05/06/2014"}
    assert "2014-06-05" in problem.remedy.ko
    backwards = rows[5].problem
    assert backwards is not None
    assert backwards.context["column"] == "Planned Dates:End Date"
    assert rows[4].original == GRANTS[2]
