"""The matrix: figures, orders, shades, links into cells, and what stands behind a cell."""

from __future__ import annotations

import re
from html import unescape

import numpy as np
import pytest
from fastapi.testclient import TestClient

from api.pages.matrix import shade_of, text_of
from api.pages.matrix_order import by_group, order_of
from ecomap.errors import InvalidParameter
from ecomap.services.access import ANONYMOUS
from ecomap.services.filters import parse_filter
from ecomap.services.matrices import Crossing, crossing_of, read_cell, read_matrix
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter
from tests.support.builders import actor, link, put, tie

HOSTILE = '</script><img src=x onerror=alert(1)>"\u202e' + "가" * 270 + "🧑\u200d🌾"
MAPO, JONGNO = "place:1144000000", "place:1111000000"
WELFARE, HOUSING = "field:welfare", "field:housing"


OURS = Filter(kinds=("civil_society",))
"""Leaves out the government units that come with the reference data."""


@pytest.fixture
def small(fresh: Workspace) -> Workspace:
    """Three in Mapo, of which two in welfare; one in Jongno in housing; ties among them."""
    put(
        fresh.store,
        actor("a", name="나리"),
        actor("b", name="가람"),
        actor("c", "government", name="마포과"),
        actor("d", name=HOSTILE),
        *(link("located_in", who, MAPO) for who in "abc"),
        link("located_in", "d", JONGNO),
        *(link("works_in", who, WELFARE) for who in "ab"),
        *(link("works_in", who, HOUSING) for who in "cd"),
        tie("a", "b", valid_from="2020-01-01"),
        tie("c", "a", "funds", amount=5e6, unit="KRW", valid_from="2021-01-01", valid_to="2021-12-31"),
        tie("c", "d", "funds"),
        tie("a", "d"),
    )
    return fresh


def at(workspace: Workspace, crossing: Crossing, row: str, col: str, figure: str = "observed") -> float:
    matrix = read_matrix(workspace, ANONYMOUS, crossing, OURS)
    return float(matrix.figures[figure][matrix.rows.ids.index(row), matrix.cols.ids.index(col)])


def test_actors_are_counted_where_their_groups_cross_and_compared_with_independence(small: Workspace) -> None:
    crossing = Crossing("district", "field", "actors")
    assert at(small, crossing, MAPO, WELFARE) == 2
    assert at(small, crossing, JONGNO, WELFARE) == 0
    assert at(small, crossing, MAPO, WELFARE, "expected") == pytest.approx(2 * 2 / 3)
    assert at(small, crossing, MAPO, WELFARE, "ratio") == pytest.approx(1.5)


def test_one_grouping_twice_shows_what_lies_between_two_groups_in_both_cells(small: Workspace) -> None:
    crossing = Crossing("district", "district", "ties")
    assert at(small, crossing, MAPO, JONGNO) == at(small, crossing, JONGNO, MAPO) == 1
    assert at(small, crossing, MAPO, MAPO) == 1


def test_a_cell_opens_its_actors_by_korean_name_and_the_ties_among_them(small: Workspace) -> None:
    behind = read_cell(small, ANONYMOUS, Crossing("district", "field", "actors"), (MAPO, WELFARE), OURS)
    assert [behind.snapshot.name(node) for node in behind.actors] == ["가람", "나리"]
    assert [tie.type for tie in behind.ties] == ["cooperates"]


def test_a_cell_of_ties_has_those_between_its_groups_with_both_ends(small: Workspace) -> None:
    crossing = Crossing("kind", "kind", "ties")
    behind = read_cell(small, ANONYMOUS, crossing, ("government", "civil_society"))
    ends = [(behind.snapshot.node_id[tie.source], behind.snapshot.node_id[tie.target]) for tie in behind.ties]
    assert ends == [("c", "a"), ("c", "d")]
    assert [tie.amount for tie in behind.ties] == [5e6, None]
    assert len(behind.ties) == behind.figure("observed")


def test_a_filter_narrows_matrix_and_cell_alike(small: Workspace) -> None:
    crossing = Crossing("kind", "kind", "ties")
    wanted = parse_filter(small, {"from": ["2021"], "to": ["2021"], "tie_type": ["funds"]})
    behind = read_cell(small, ANONYMOUS, crossing, ("government", "civil_society"), wanted)
    assert len(behind.ties) == behind.figure("observed") == 2  # one without dates counts as holding
    wanted = parse_filter(small, {"tie_type": ["supports"]})
    assert read_cell(small, ANONYMOUS, crossing, ("government", "civil_society"), wanted).ties == ()


def test_actors_by_one_grouping_twice_are_refused_with_a_remedy() -> None:
    with pytest.raises(InvalidParameter) as refused:
        crossing_of({"rows": "field", "cols": "field", "count": "actors"})
    assert refused.value.remedy is not None
    assert crossing_of({"rows": "field", "cols": "field"}).count == "ties"


def test_rows_stand_by_name_total_a_column_or_likeness() -> None:
    labels, totals = ["나", "가", "다"], np.array([5.0, 1.0, 9.0])
    values = np.array([[1.0, np.nan], [3.0, 1.0], [2.0, 8.0]])

    def order(wanted: str) -> list[str]:
        return [labels[i] for i in order_of(wanted, labels, totals, values, ("x", "y"))]

    assert order("name") == ["가", "나", "다"]
    assert order("total") == ["다", "나", "가"]
    assert order(by_group("x")) == ["가", "다", "나"]
    assert order(by_group("x", up=True)) == ["나", "다", "가"]
    assert order(by_group("y")) == ["다", "가", "나"]  # what has no figure comes last
    with pytest.raises(InvalidParameter):
        order("by:z")


def test_rows_that_are_alike_stand_side_by_side() -> None:
    profile = np.array([[9, 0, 1], [0, 9, 8], [8, 1, 1], [1, 8, 9]], dtype=float)
    order = order_of("alike", list("abcd"), np.zeros(4), profile, tuple("xyz")).tolist()
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset({0, 2}), frozenset({1, 3})}


def test_a_shade_tells_the_sign_and_the_text_tells_it_too() -> None:
    assert [shade_of("residual", value, 0) for value in (-9, -2.5, 0.4, 1.1, 5)] == ["m4", "m2", "z", "p1", "p4"]
    assert [shade_of("ratio", value, 0) for value in (0, 0.5, 1.1, 2, 9)] == ["m4", "m3", "z", "p3", "p4"]
    assert [shade_of("observed", value, 36) for value in (0, 1, 36)] == ["q0", "q1", "q6"]
    assert [text_of("residual", value) for value in (-2.34, 2.34, -0.01, np.nan)] == ["−2.3", "+2.3", "0.0", "–"]


def test_every_cell_of_the_page_leads_to_what_it_counts(client: TestClient) -> None:
    page = client.get("/matrix?lang=ko").text
    cells = re.findall(r'<td class="(?:z|[mp]\d|none)"><a href="([^"]+)">(\d+)', page)
    assert len(cells) >= 25 * 14
    for href, count in cells[:: len(cells) // 5]:
        behind = client.get(unescape(href)).text
        assert f"두 집단에 모두 속한 주체 ({count})" in behind


def test_a_heading_sorts_by_itself_and_turns_the_order_round(client: TestClient) -> None:
    page = client.get("/matrix?lang=ko").text
    href = unescape(re.search(r'<th scope="col"><a href="([^"]+)">', page).group(1))  # type: ignore[union-attr]
    for state in ("descending", "ascending"):
        page = client.get(href).text
        head = re.search(rf'<th scope="col" aria-sort="{state}"><a href="([^"]+)">', page)
        assert head is not None
        href = unescape(head.group(1))


def test_the_whole_matrix_downloads_from_the_analysis_that_the_page_shows(client: TestClient) -> None:
    page = client.get("/matrix?lang=ko&rows=field&cols=field&count=pairs&actor_kind=civil_society").text
    hrefs = [unescape(href) for href in re.findall(r'href="([^"]+)" download', page)]
    assert len(hrefs) == 2
    for href, kind in zip(hrefs, ("spreadsheetml", "text/csv"), strict=True):
        answer = client.get(href)
        assert answer.status_code == 200
        assert kind in answer.headers["content-type"]


def test_a_bad_parameter_keeps_the_form(client: TestClient) -> None:
    for query in (
        "rows=planet",
        "show=colour",
        "row_order=size",
        "place=화성",
        "colour=red",
        "rows=kind&cols=kind&count=actors",
    ):
        page = client.get(f"/matrix?lang=ko&{query}")
        assert page.status_code == 400, query
        assert 'role="alert"' in page.text
        assert '<select name="rows"' in page.text


def test_a_hostile_name_stays_text_behind_a_cell(small: Workspace, fresh_client: TestClient) -> None:
    page = fresh_client.get(f"/matrix/cell?rows=district&cols=district&count=ties&row={MAPO}&col={JONGNO}&lang=ko").text
    assert "<img src=x" not in page
    assert page.count("&lt;/script&gt;&lt;img src=x") == 2  # of the two ties
    assert fresh_client.get("/matrix/cell?row=planet&col=x").status_code == 400
