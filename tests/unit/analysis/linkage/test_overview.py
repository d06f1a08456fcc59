"""linkage/overview: groups by hand, small networks, notes and bad parameters."""

import pytest

from ecomap.analysis.linkage.overview import ANALYSIS
from ecomap.errors import InvalidParameter
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of
from tests.unit.analysis.linkage.reading import figures, rows

CITY, JONGNO, JUNG = "place:1100000000", "place:1111000000", "place:1114000000"
PLACES = [Place(CITY, "city"), Place(JONGNO, "gu", CITY), Place(JUNG, "gu", CITY)]


@pytest.fixture
def small():
    # a triangle a b c in Jongno, with d in Jung tied to a twice, e in Jung alone, f nowhere, tied to b
    actors = [Actor(name, places=(JONGNO,)) for name in "abc"]
    actors += [Actor("d", "government", (JUNG,)), Actor("e", places=(JUNG,)), Actor("f", "intermediary")]
    ties = [Tie("a", "b"), Tie("b", "c"), Tie("c", "a"), Tie("d", "a", "funds"), Tie("a", "d", "refers")]
    ties += [Tie("f", "b", "supports"), Tie("a", "a"), Tie("d", "a", "delegates", since="2020-01-01")]
    return snapshot_of(actors, ties, places=PLACES)


def test_whole_network_by_hand(small) -> None:
    found = figures(ANALYSIS.run(small))
    assert (found["actors"], found["ties"], found["pairs"]) == (6, 7, 5)
    assert found["density"] == pytest.approx(5 / 15)
    assert (found["components"], found["largest_component"], found["isolates"]) == (2, 5, 1)
    assert found["largest_share"] == pytest.approx(5 / 6)
    assert found["mean_degree"] == pytest.approx(10 / 6)
    # arcs d>a, a>d, f>b: two of three are mutual
    assert found["reciprocity"] == pytest.approx(2 / 3)
    # a and b have 3 neighbours and one triangle, c has 2 and one: (1/3 + 1/3 + 1) / 6; paths 3 + 3 + 1
    assert found["clustering"] == pytest.approx(5 / 18)
    assert found["transitivity"] == pytest.approx(3 / 7)


def test_groups_by_hand(small) -> None:
    result = ANALYSIS.run(small, {"by": "district"})
    found = rows(result, 3)
    jongno, jung = found[JONGNO], found[JUNG]
    assert (jongno["actors"], jongno["ties_inside"], jongno["ties_out"], jongno["isolates"]) == (3, 3, 4, 0)
    assert (jung["actors"], jung["ties_inside"], jung["ties_out"], jung["isolates"]) == (2, 0, 3, 1)
    assert (jongno["density_inside"], jung["density_inside"]) == (1.0, 0.0)
    assert jongno["mean_degree"] == pytest.approx(8 / 3)
    assert jongno["clustering"] == pytest.approx(5 / 9)
    assert any("1 actor has no recorded district" in note.en for note in result.notes)
    assert f"{JUNG} name (1 of 2)" in result.explanation[-1].en


def test_without_by_there_are_no_groups(small) -> None:
    assert ANALYSIS.run(small).tables[3].rows == ()


def test_types_and_kinds_by_hand(small) -> None:
    result = ANALYSIS.run(small)
    types, kinds = rows(result, 1), rows(result, 2)
    assert next(iter(types)) == "cooperates"
    cooperates = types["cooperates"]
    assert (cooperates["ties"], cooperates["pairs"], cooperates["actors"]) == (3, 3, 3)
    assert cooperates["share"] == pytest.approx(3 / 7)
    assert not cooperates["directed"]
    assert types["funds"]["directed"]
    assert {kind: row["actors"] for kind, row in kinds.items()} == {
        "civil_society": 4,
        "government": 1,
        "intermediary": 1,
        "partner": 0,
    }
    assert kinds["partner"]["mean_degree"] is None


def test_notes_name_what_is_missing(small) -> None:
    notes = [note.en for note in ANALYSIS.run(small).notes]
    assert any(note.startswith("1 tie of an actor with itself") for note in notes)
    assert any(note.startswith("6 ties have no recorded start") for note in notes)


def test_sentences_carry_the_figures(small) -> None:
    first, second, third, *_ = ANALYSIS.run(small).explanation
    assert first.ko.startswith("주체 6곳 가운데 5곳이 관계 7건으로 이어져 있습니다.")
    assert first.en.startswith("5 of 6 actors are linked by 7 ties.")
    assert "83.3%" in second.ko
    assert "83.3%" in second.en
    assert third.ko == (
        "주체 하나는 평균 1.7곳과 이어져 있습니다. 이웃끼리도 이어져 있는 비율은 평균 27.8%로, "
        "무작위로 이었을 때의 0.8배입니다."
    )
    assert third.en.startswith("An actor is tied to 1.7 others on average. 27.8% of the pairs")


@pytest.mark.parametrize("by", ["none", "district", "field", "kind", "level"])
@pytest.mark.parametrize(("actors", "ties"), [([], []), (["a"], []), (["a", "b"], [])], ids=str)
def test_networks_without_ties_are_answered(actors, ties, by) -> None:
    result = ANALYSIS.run(snapshot_of(actors, ties, places=PLACES), {"by": by})
    found = figures(result)
    assert (found["actors"], found["ties"], found["isolates"]) == (len(actors), 0, len(actors))
    assert found["reciprocity"] is None
    assert found["transitivity"] is None
    assert found["density"] == (0 if len(actors) > 1 else None)
    assert found["mean_degree"] == (0 if actors else None)
    assert ("no recorded tie" if actors else "No actor") in result.explanation[0].en


@pytest.mark.parametrize(("name", "value"), [("by", "colour"), ("rows", "district")])
def test_parameters_out_of_bounds_are_refused(name, value) -> None:
    with pytest.raises(InvalidParameter) as refusal:
        ANALYSIS.bind({name: value})
    assert name in str(refusal.value)
