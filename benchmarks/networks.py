"""Snapshots of any size without a store: heavy-tailed, clustered by district and field, from a fixed seed."""

from __future__ import annotations

import numpy as np

import seed_data
from benchmarks.graphs import TYPES, draw_ends
from ecomap.snapshot import EdgeColumns, NodeColumns, Snapshot, build
from graph_schema import load_ontology


def network(actors: int, ties: int, random_seed: int = 1) -> Snapshot:
    """Return a snapshot with so many actors and ties, Seoul's gu and the upper fields."""
    rng = np.random.default_rng(random_seed)
    places = [row for row in seed_data.places() if row.level == "gu"]
    fields = [row for row in seed_data.fields() if not row.parent]
    district, field = rng.integers(len(places), size=actors), rng.integers(len(fields), size=actors)
    source, target = draw_ends(rng, district, field, ties)
    every = np.arange(actors)
    first_place, first_field = actors, actors + len(places)
    types = list(load_ontology().edges)
    kinds = np.array([types.index(name) for name in TYPES], dtype=np.int32)
    year = 2016 + np.arange(ties) % 9
    start = (year * 365.2425).astype(np.int32)
    links = np.zeros(2 * actors, dtype=np.int32)
    edges = EdgeColumns(
        type=np.concatenate(
            [
                kinds[np.arange(ties) % len(TYPES)],
                np.full(actors, types.index("located_in"), dtype=np.int32),
                np.full(actors, types.index("works_in"), dtype=np.int32),
            ]
        ),
        source=np.concatenate([source, every, every]).astype(np.int32),
        target=np.concatenate([target, first_place + district, first_field + field]).astype(np.int32),
        since=np.concatenate([start, links]),
        until=np.concatenate([start + 365, links]),
        weight=np.concatenate([1.0 + np.arange(ties) % 5, np.full(2 * actors, np.nan)]),
        amount=np.full(ties + 2 * actors, np.nan),
        unit=np.zeros(ties + 2 * actors, dtype=np.int32),
        field=np.full(ties + 2 * actors, -1, dtype=np.int32),
        units=("",),
    )
    return build(_nodes(actors, places, fields), edges, revision=1, synthetic=True)


def _nodes(actors: int, places: list[seed_data.PlaceRow], fields: list[seed_data.FieldRow]) -> NodeColumns:
    kind = ["intermediary" if i % 50 == 0 else "government" if i % 97 == 0 else "civil_society" for i in range(actors)]
    count = actors + len(places) + len(fields)
    population = np.full(count, np.nan)
    population[actors : actors + len(places)] = [place.population or np.nan for place in places]
    names = [f"모임 {i}" for i in range(actors)]
    return NodeColumns(
        id=[
            *(f"b-{i}" for i in range(actors)),
            *(f"place:{p.code}" for p in places),
            *(f"field:{f.code}" for f in fields),
        ],
        kind=[*kind, *["place"] * len(places), *["field"] * len(fields)],
        name_ko=[*names, *(p.name_ko for p in places), *(f.label.ko for f in fields)],
        name_en=[""] * count,
        level=[*["gu"] * (actors + len(places)), *[""] * len(fields)],
        since=np.zeros(count, dtype=np.int32),
        until=np.zeros(count, dtype=np.int32),
        population=population,
        budget=np.full(count, np.nan),
    )
