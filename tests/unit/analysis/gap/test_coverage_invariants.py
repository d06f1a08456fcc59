"""What holds for every count, and candidates against shortest paths by networkx."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.analysis.gap.coverage import ANALYSIS
from ecomap.snapshot.to_networkx import to_networkx
from tests.unit.analysis.gap.reading import assert_sound, rows
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of

CITY = "place:1100000000"
GUS = tuple(f"place:11{i}0000000" for i in (10, 20, 30))
FIELDS = ("field:a", "field:b", "field:c", "field:d")
PLACES = [Place(CITY, "city"), *(Place(gu, "gu", CITY, 1000 * (i + 1)) for i, gu in enumerate(GUS))]
KINDS = ("civil_society", "intermediary", "government")


@st.composite
def worlds(draw):
    """Draw a snapshot, its actors and its ties."""
    size = draw(st.integers(0, 25))
    actors = [
        Actor(
            f"x{i:02d}",
            draw(st.sampled_from(KINDS)),
            places=tuple(draw(st.sets(st.sampled_from(GUS), max_size=2))),
            fields=tuple(draw(st.sets(st.sampled_from(FIELDS), max_size=2))),
        )
        for i in range(size)
    ]
    ids = st.sampled_from([actor.id for actor in actors]) if actors else st.nothing()
    pairs = draw(st.lists(st.tuples(ids, ids), max_size=30)) if actors else []
    ties = [Tie(a, b, "funds", amount=draw(st.sampled_from([None, 1.0, 250.0]))) for a, b in pairs]
    return snapshot_of(actors, ties, places=PLACES, fields=FIELDS), actors, ties


@settings(max_examples=60, deadline=None)
@given(worlds(), st.sampled_from(["actors", "funding"]))
def test_margins_sums_and_bounds(world, count) -> None:
    snapshot, actors, ties = world
    result = ANALYSIS.run(snapshot, {"count": count})
    assert_sound(result, ANALYSIS)
    found = rows(result, "cells")
    assert len(found) == len(GUS) * len(FIELDS)
    for axis in ("row_id", "col_id"):
        for group in {row[axis] for row in found}:
            part = [row for row in found if row[axis] == group]
            assert sum(row["expected"] for row in part) == pytest.approx(sum(row["count"] for row in part))
    if count == "actors":
        total = sum(len(actor.places) * len(actor.fields) for actor in actors)
    else:
        placed = {actor.id for actor in actors if actor.places and actor.fields}
        total = sum(tie.amount or 0 for tie in ties if tie.target in placed and tie.source != tie.target)
    assert sum(row["count"] for row in found) == pytest.approx(total)
    for row in found:
        assert row["empty"] == (row["count"] == 0)
        if row["p"] is not None:
            assert 0 <= row["p"] <= row["q"] + 1e-12
            assert row["q"] <= 1
    p = [row["p"] for row in found if row["p"] is not None]
    assert p == sorted(p)


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_gaps_are_the_flagged_cells_of_all(world) -> None:
    snapshot, *_ = world
    every = rows(ANALYSIS.run(snapshot, {"show": "all"}), "cells")
    gaps = rows(ANALYSIS.run(snapshot, {"show": "gaps"}), "cells")
    flagged = [row for row in every if row["finding"].en in {"clearly below", "empty, though expected"}]
    assert gaps == flagged


def drawn(seed):
    """Return a snapshot with a hole at the first district and field, and who is where."""
    rng = np.random.default_rng(seed)
    actors = []
    for i in range(80):
        gu, field = int(rng.integers(3)), int(rng.integers(4))
        if (gu, field) != (0, 0):
            actors.append(Actor(f"x{i:02d}", KINDS[i % 3], places=(GUS[gu],), fields=(FIELDS[field],)))
    ids = [actor.id for actor in actors]
    ties = [Tie(str(a), str(b)) for a, b in rng.choice(ids, (50, 2)) if a != b]
    return snapshot_of(actors, ties, places=PLACES, fields=FIELDS), {actor.id: actor for actor in actors}


@pytest.mark.parametrize("seed", range(5))
def test_candidates_are_those_nearest_by_shortest_paths(seed) -> None:
    snapshot, actors = drawn(seed)
    graph = nx.Graph(to_networkx(snapshot))
    result = ANALYSIS.run(snapshot, {"show": "gaps", "candidates": 10, "alpha": 0.5})
    found = [row for row in rows(result, "candidates") if (row["row_id"], row["col_id"]) == (GUS[0], FIELDS[0])]
    wanted = []
    for name, actor in actors.items():
        in_row, in_col = GUS[0] in actor.places, FIELDS[0] in actor.fields
        if in_row == in_col or (in_col and actor.kind == "government"):
            continue
        missing = {x for x, a in actors.items() if (FIELDS[0] in a.fields if in_row else GUS[0] in a.places)}
        lengths = nx.single_source_shortest_path_length(graph, name, cutoff=2)
        steps = min((length for other, length in lengths.items() if other in missing), default=3)
        partners = len(missing & set(graph[name]))
        wanted.append((steps, -partners, -graph.degree(name), name))
    names = [name for *_, name in sorted(wanted)[:10]]
    assert [row["actor"] for row in found] == names
    assert [row["steps"] or 3 for row in found] == [steps for steps, *_ in sorted(wanted)[:10]]
