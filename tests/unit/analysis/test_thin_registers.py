"""Every analysis of the catalogue answers in words where a register has next to nothing in it."""

import math

import pytest

from ecomap.analysis.catalogue import catalogue
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of

GU, FIELD = "place:1144000000", "field:welfare"
PLACES = [Place("place:1100000000", "city"), Place(GU, "gu", "place:1100000000", 9000)]


def one_field():
    actors = [
        Actor(name, kind, places=(GU,), fields=(FIELD,))
        for name, kind in (("a", "civil_society"), ("b", "intermediary"), ("c", "government"))
    ]
    ties = [Tie("a", "b"), Tie("c", "b", "funds", amount=1e6), Tie("b", "a", "supports", since="2022-01-01")]
    return snapshot_of(actors, ties, places=PLACES, fields=[FIELD])


REGISTERS = {
    "nothing": snapshot_of,
    "one actor": lambda: snapshot_of(["a"]),
    "one actor, tied to itself": lambda: snapshot_of(["a"], [("a", "a")]),
    "no ties": lambda: snapshot_of(
        [Actor(c, places=(GU,), fields=(FIELD,)) for c in "abcd"], places=PLACES, fields=[FIELD]
    ),
    "no places, no fields": lambda: snapshot_of("abcd", [("a", "b"), ("b", "c")]),
    "no dates": lambda: snapshot_of("abcdef", [("a", "b"), ("b", "c"), ("a", "b", "funds"), ("d", "e")]),
    "one field and one district": one_field,
    "places and fields alone": lambda: snapshot_of(places=PLACES, fields=[FIELD]),
}


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("name", catalogue())
def test_a_thin_register_is_answered(name, register) -> None:
    record = catalogue()[name]
    result = record.run(REGISTERS[register]())
    assert tuple(table.spec for table in result.tables) == record.outputs
    assert result.explanation
    assert all(text.ko and text.en for text in (*result.explanation, *result.notes))
    said = " ".join(text.en + text.ko for text in (*result.explanation, *result.notes)).split()
    assert not {"nan", "nan%", "inf", "None"} & {word.strip(".,;:()") for word in said}
    for table in result.tables:
        for row in table.rows:
            assert len(row) == len(table.spec.columns)
            assert not any(isinstance(cell, float) and not math.isfinite(cell) for cell in row)
