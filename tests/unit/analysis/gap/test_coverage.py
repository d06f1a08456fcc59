"""gaps/coverage on hand-worked tables, with planted holes, and where there is little to count."""

import numpy as np
import pytest
from scipy.stats import contingency, false_discovery_control

from ecomap.analysis.gap.coverage import ANALYSIS
from ecomap.domain.records import Node
from ecomap.errors import InvalidParameter
from tests.unit.analysis.gap.reading import assert_sound, cells, rows
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of

CITY, GU, OTHER = "place:1100000000", "place:1144000000", "place:1168000000"
HOUSING, YOUTH = "field:housing", "field:youth"
PLACES = [
    Place(CITY, "city"),
    Place(GU, "gu", CITY, 20_000),
    Place(OTHER, "gu", CITY, 40_000),
    Place("place:1144051000", "dong", GU, 5_000),
]
FIELDS = [HOUSING, YOUTH, (f"{HOUSING}.rent", HOUSING)]


def filled(table, **more):
    """Return a snapshot with so many actors in each cell of two districts by two fields."""
    actors = [
        Actor(f"a-{row}{col}-{i:03d}", places=(place,), fields=(field,))
        for row, place in enumerate((GU, OTHER))
        for col, field in enumerate((HOUSING, YOUTH))
        for i in range(table[row][col])
    ]
    return snapshot_of([*actors, *more.pop("actors", ())], more.pop("ties", ()), places=PLACES, fields=FIELDS, **more)


def nearest(result, row, col):
    """Return the candidates of one cell."""
    return [one for one in rows(result, "candidates") if (one["row_id"], one["col_id"]) == (row, col)]


def test_hand_worked_table() -> None:
    cell = cells(ANALYSIS.run(filled([[8, 2], [2, 8]])))[GU, YOUTH]
    assert cell["count"] == 2
    assert cell["expected"] == pytest.approx(5)  # 10 × 10 ÷ 20
    assert cell["ratio"] == pytest.approx(0.4)
    assert cell["residual"] == pytest.approx(-3 / 1.25**0.5)  # (2 − 5) ÷ √(5 × ½ × ½)
    assert cell["p"] == pytest.approx(2126 / 184756)  # see test_lower_tail
    assert cell["q"] == pytest.approx(2 * 2126 / 184756)  # four tests, two of them as small: 4p ÷ 2
    assert cell["residents"] == 20_000
    assert cell["per_10k"] == pytest.approx(1.0)
    assert cell["expected_by_residents"] == pytest.approx(10 / 3)  # 10 in the field, a third of the residents
    assert cell["finding"].en == "clearly below"
    assert cell["empty"] is False
    assert cell["unit"] == "actors"


def test_uneven_table_against_scipy() -> None:
    table = np.array([[30, 3], [12, 9]])
    found = cells(ANALYSIS.run(filled(table)))
    expected = contingency.expected_freq(table)
    keys = [[(place, field) for field in (HOUSING, YOUTH)] for place in (GU, OTHER)]
    values = {
        name: np.array([[found[key][name] for key in row] for row in keys])
        for name in ("count", "expected", "residual", "p", "q")
    }
    np.testing.assert_array_equal(values["count"], table)
    np.testing.assert_allclose(values["expected"], expected)
    np.testing.assert_allclose(values["q"].ravel(), false_discovery_control(values["p"].ravel()))
    # in a 2 × 2 table every squared adjusted residual is Pearson's χ² of the table
    chi2 = ((table - expected) ** 2 / expected).sum()
    np.testing.assert_allclose(values["residual"] ** 2, np.full((2, 2), chi2))


def test_explanation_tells_the_worst_cell_with_its_figures() -> None:
    result = ANALYSIS.run(filled([[40, 2], [40, 38]]), {"kind": "civil_society"})
    text = " ".join(part.en for part in result.explanation)
    # 42 × 40 ÷ 120 = 14
    assert f"The field {YOUTH} name in {GU} name has 2 civil-society organisations where 14 would be" in text
    korean = " ".join(part.ko for part in result.explanation)
    assert f"{GU} 이름 {YOUTH} 이름 분야에는 시민사회단체 2곳이 있으나 기대값은 14곳입니다" in korean
    assert any("null model" in part.en for part in result.explanation)


def test_planted_hole_is_found_with_those_who_could_fill_it() -> None:
    near = Actor("near", places=(OTHER,), fields=(YOUTH,))
    ties = [("near", f"a-00-{i:03d}") for i in range(3)] + [("a-11-000", "a-00-000"), ("a-00-005", "a-11-001")]
    result = ANALYSIS.run(filled([[30, 0], [20, 20]], actors=[near], ties=ties), {"show": "gaps"})
    gap = cells(result)[GU, YOUTH]
    assert gap["empty"]
    assert gap["finding"].en == "clearly below"
    found = nearest(result, GU, YOUTH)
    assert [row["rank"] for row in found] == [1, 2, 3]
    # near: 3 partners in the district; a-00-000: near and a-11-000, two of the field; then one partner each
    assert [row["actor"] for row in found] == ["near", "a-00-000", "a-00-001"]
    assert [row["partners"] for row in found] == [3, 2, 1]
    assert [row["steps"] for row in found] == [1, 1, 1]
    assert found[0]["why"].en == f"the field {YOUTH} name (now {OTHER} name); tied to 3 actors in {GU} name"


def test_a_candidate_two_steps_away_comes_after_one_and_before_none() -> None:
    ties = [("a-11-000", "a-10-000"), ("a-10-000", "a-00-000"), ("a-11-001", "a-00-001")]
    result = ANALYSIS.run(filled([[30, 0], [20, 3]], ties=ties), {"show": "gaps", "candidates": 10})
    found = [(row["actor"], row["steps"]) for row in nearest(result, GU, YOUTH)]
    assert found[:5] == [
        ("a-00-001", 1),
        ("a-11-001", 1),
        ("a-00-000", 2),
        ("a-11-000", 2),
        ("a-00-002", None),
    ]


def test_kind_cannot_be_gained_and_government_stays_in_its_district() -> None:
    actors = [Actor(f"c{i:02d}", places=(GU if i % 2 else OTHER,)) for i in range(40)]
    centres = [Actor(f"m{i}", "intermediary", places=(OTHER,)) for i in range(8)]
    offices = [Actor(f"g{i}", "government", places=(OTHER,)) for i in range(8)]
    snapshot = snapshot_of([*actors, *centres, *offices], places=PLACES)
    result = ANALYSIS.run(snapshot, {"cols": "kind", "show": "gaps", "candidates": 10})
    gaps = {(row["row_id"], row["col_id"]) for row in rows(result, "cells")}
    assert {(GU, "intermediary"), (GU, "government")} <= gaps
    assert {row["actor"] for row in nearest(result, GU, "intermediary")} == {actor.id for actor in centres}
    assert nearest(result, GU, "government") == []


def test_counts_an_actor_in_each_of_its_cells_and_says_so() -> None:
    both = Actor("both", places=(GU,), active=(OTHER,), fields=(HOUSING, f"{HOUSING}.rent", YOUTH))
    result = ANALYSIS.run(filled([[1, 1], [1, 1]], actors=[both]))
    assert {key: row["count"] for key, row in cells(result).items()} == dict.fromkeys(cells(result), 2)
    assert any("1 actor in several cells" in note.en for note in result.notes)


@pytest.mark.parametrize(("links", "count"), [("located_in", 0), ("active_in", 1), ("either", 1)])
def test_place_links_decide_where_an_actor_is(links, count) -> None:
    actor = Actor("x", active=("place:1144051000",), fields=(YOUTH,))  # a dong counts for its gu
    found = cells(ANALYSIS.run(filled([[1, 0], [0, 0]], actors=[actor]), {"place_links": links}))
    assert found[GU, YOUTH]["count"] == count


def test_funding_is_split_evenly_and_other_units_are_left_out() -> None:
    both = Actor("both", places=(GU,), fields=(HOUSING, YOUTH))
    actors = [both, Actor("funder", "government"), Actor("lost")]
    ties = [
        Tie("funder", "both", "funds", amount=100.0),
        Tie("funder", "a-10-000", "delegates", amount=300.0),
        Tie("funder", "a-10-000", "funds", amount=9.0, unit="GBP"),
        Tie("funder", "a-10-000", "funds"),
        Tie("funder", "lost", "funds", amount=7.0),
        Tie("a-10-000", "both", "cooperates", amount=1e9),
    ]
    result = ANALYSIS.run(filled([[1, 0], [1, 0]], actors=actors, ties=ties), {"count": "funding"})
    found = cells(result)
    assert found[GU, HOUSING]["count"] == found[GU, YOUTH]["count"] == pytest.approx(50)
    assert found[OTHER, HOUSING]["count"] == pytest.approx(300)
    assert found[OTHER, YOUTH]["expected"] == pytest.approx(300 * 50 / 400)
    assert all(row["p"] is row["q"] is row["residual"] is None for row in found.values())
    assert found[OTHER, HOUSING]["per_10k"] == pytest.approx(300 / 4)
    said = " ".join(note.en for note in result.notes)
    assert "other units (GBP), left out: 1." in said
    assert "without an amount, left out: 1." in said
    assert "KRW 7" in said


def test_where_programmes_are_missing_those_already_there_come_first() -> None:
    programmes = [Node(f"p{i}", "programme", f"사업 {i}", f"programme {i}") for i in range(30)]
    links = [("active_in", node.id, GU if i < 15 else OTHER) for i, node in enumerate(programmes)]
    links += [("works_in", node.id, HOUSING if i < 15 or i % 2 else YOUTH) for i, node in enumerate(programmes)]
    links += [("takes_part_in", "a-01-000", "p0")]
    snapshot = filled([[2, 1], [2, 2]], nodes=programmes, edges=links)
    result = ANALYSIS.run(snapshot, {"count": "programmes", "show": "gaps"})
    gap = cells(result)[GU, YOUTH]
    assert (gap["count"], gap["unit"]) == (0, "programmes")
    first = nearest(result, GU, YOUTH)[0]
    assert (first["actor"], first["steps"], first["partners"]) == ("a-01-000", 0, None)
    by_kind = cells(ANALYSIS.run(snapshot, {"count": "programmes", "rows": "kind", "cols": "field"}))
    assert by_kind["civil_society", HOUSING]["count"] == 1
    assert by_kind["civil_society", YOUTH]["count"] == 0
    restricted = cells(ANALYSIS.run(snapshot, {"count": "programmes", "kind": "government"}))
    assert sum(row["count"] for row in restricted.values()) == 0


def test_margins_add_up() -> None:
    found = rows(ANALYSIS.run(filled([[8, 2], [0, 10]])), "margins")
    by_id = {row["group_id"]: row for row in found}
    assert by_id[GU]["count"] == by_id[OTHER]["count"] == 10
    assert by_id[HOUSING]["count"] == 8
    assert by_id[YOUTH]["share"] == pytest.approx(0.6)
    assert by_id[OTHER]["empty_cells"] == by_id[OTHER]["gaps"] == 1
    assert by_id[GU]["per_10k"] == pytest.approx(5)


def test_limit_keeps_the_most_lacking_and_says_how_many_there_were() -> None:
    result = ANALYSIS.run(filled([[30, 3], [12, 9]]), {"limit": 1})
    (only,) = rows(result, "cells")
    assert (only["row_id"], only["col_id"]) == (GU, YOUTH)
    assert any("1 most lacking of 4" in note.en for note in result.notes)


def test_show_empty_lists_empty_cells_only() -> None:
    found = rows(ANALYSIS.run(filled([[3, 0], [2, 1]]), {"show": "empty"}), "cells")
    assert [(row["row_id"], row["col_id"]) for row in found] == [(GU, YOUTH)]


def test_alpha_decides_what_is_clear() -> None:
    snapshot = filled([[8, 2], [2, 8]])
    strict = cells(ANALYSIS.run(snapshot, {"alpha": 0.001}))
    assert strict[GU, YOUTH]["finding"].en == "below expectation"


def test_missing_place_or_field_is_counted_and_said() -> None:
    lost = [Actor("x", fields=(YOUTH,)), Actor("y", places=(GU,)), Actor("z")]
    result = ANALYSIS.run(filled([[2, 2], [2, 2]], actors=lost))
    assert any("3 actors in no cell: 2 without district, 2 without field" in note.en for note in result.notes)


@pytest.mark.parametrize(
    ("rows_", "cols"), [("field", "field"), ("district", "dong"), ("subfield", "field"), ("dong", "district")]
)
def test_equal_or_nested_groupings_are_refused(rows_, cols) -> None:
    with pytest.raises(InvalidParameter) as caught:
        ANALYSIS.run(snapshot_of(["a"]), {"rows": rows_, "cols": cols})
    assert caught.value.context["field"] == "cols"
    assert cols in caught.value.message.en


SMALL = {
    "empty": snapshot_of(),
    "one actor": snapshot_of(["a"]),
    "no places": snapshot_of([Actor("a", fields=(YOUTH,))], fields=[YOUTH]),
    "one field": snapshot_of([Actor("a", places=(GU,), fields=(YOUTH,))], places=PLACES, fields=[YOUTH]),
    "one district, one field": snapshot_of(
        [Actor("a", places=(GU,), fields=(YOUTH,))], places=[Place(GU, "gu")], fields=[YOUTH]
    ),
    "places without actors": snapshot_of(places=PLACES, fields=FIELDS),
    "residents unknown": snapshot_of(
        [Actor("a", places=(GU,), fields=(YOUTH,))], places=[Place(GU, "gu"), Place(OTHER, "gu")], fields=FIELDS
    ),
}


@pytest.mark.parametrize("count", ["actors", "programmes", "funding"])
@pytest.mark.parametrize(
    "groupings", [("district", "field"), ("kind", "level"), ("task", "dong"), ("subfield", "kind")]
)
@pytest.mark.parametrize("name", SMALL)
def test_little_data_gives_an_answer_without_nan(name, groupings, count) -> None:
    for show in ("gaps", "all"):
        result = ANALYSIS.run(SMALL[name], {"rows": groupings[0], "cols": groupings[1], "count": count, "show": show})
        assert_sound(result, ANALYSIS)


def test_a_single_group_is_said_to_leave_nothing_to_compare() -> None:
    result = ANALYSIS.run(SMALL["one district, one field"])
    assert any("One row or one column holds everything" in note.en for note in result.notes)
    assert rows(result, "cells")[0]["q"] is None


def test_no_places_is_given_as_the_reason() -> None:
    result = ANALYSIS.run(SMALL["no places"])
    assert result.explanation[0].en == "No districts are registered, so there are no cells."
    assert result.explanation[0].ko == "등록된 자치구가 없어 칸을 만들 수 없습니다."
