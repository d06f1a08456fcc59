"""Whole registers of any size without a store: ties, money, programmes, bodies, resources, dates and a survey."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.networks import network
from ecomap.snapshot import EdgeColumns, NodeColumns, Snapshot, build
from ecomap.snapshot.told import Report, Reports
from graph_schema import load_ontology

_MONEY = ("funds", "delegates")
_EVENTS = (("programme", "takes_part_in", 25), ("body", "sits_on", 100), ("resource", "holds", 100))
"""Node kind, link to it, and how many actors there are for each."""
_RATINGS = 6


def register(actors: int, ties: int, random_seed: int = 1) -> Snapshot:
    """Return a snapshot that gives every analysis something to do.

    One tie in six gives money, from a government unit or an intermediary; every actor takes part in about one
    programme and every other one in a body and a resource, large ones drawing most.
    """
    base = network(actors, ties, random_seed)
    rng = np.random.default_rng(random_seed)
    types = list(load_ontology().edges)
    events = [actors // every + 1 for _, _, every in _EVENTS]
    first = base.n_nodes + np.concatenate([[0], np.cumsum(events)])
    links = [
        _links(rng, base, types.index(name), int(first[i]), events[i], actors // (1 + (i > 0)))
        for i, (_, name, _) in enumerate(_EVENTS)
    ]
    founded = np.where(np.isin(np.arange(base.n_nodes), base.actors), rng.integers(722_000, 738_000, base.n_nodes), 0)
    nodes = NodeColumns(
        id=[*base.node_id, *(f"{kind}-{i}" for (kind, _, _), n in zip(_EVENTS, events, strict=True) for i in range(n))],
        kind=[*(base.kinds[code] for code in base.kind.tolist()), *_kinds(events)],
        name_ko=[*base.name_ko, *(f"모임터 {i}" for i in range(sum(events)))],
        name_en=[*base.name_en, *[""] * sum(events)],
        level=[*(("", "national", "city", "gu", "dong")[code] for code in base.level.tolist()), *[""] * sum(events)],
        since=np.concatenate([founded, np.zeros(sum(events))]).astype(np.int32),
        until=np.zeros(base.n_nodes + sum(events), dtype=np.int32),
        population=np.concatenate([base.population, np.full(sum(events), np.nan)]),
        budget=np.full(base.n_nodes + sum(events), np.nan),
    )
    return build(nodes, _joined([_with_money(rng, base, types), *links]), revision=1, synthetic=True)


def _kinds(events: list[int]) -> list[str]:
    return [kind for (kind, _, _), n in zip(_EVENTS, events, strict=True) for _ in range(n)]


def _with_money(rng: np.random.Generator, base: Snapshot, types: list[str]) -> EdgeColumns:
    kind, source, amount = base.type.copy(), base.source.copy(), base.amount.copy()
    ties = base.ties.edges
    money = ties[rng.random(len(ties)) < 1 / 6]
    kind[money] = np.array([types.index(name) for name in _MONEY])[rng.integers(2, size=len(money))]
    givers = base.of_kinds("government", "intermediary")
    source[money] = givers[(rng.random(len(money)) ** 2 * len(givers)).astype(np.int64)]
    amount[money] = np.round(np.exp(rng.normal(16.0, 1.5, len(money))))
    kept = source != base.target
    columns = {name: getattr(base, name)[kept] for name in ("target", "since", "until", "weight", "field")}
    columns["unit"] = (~np.isnan(amount)).astype(np.int32)[kept]
    return EdgeColumns(type=kind[kept], source=source[kept], amount=amount[kept], units=("", "KRW"), **columns)


def _links(rng: np.random.Generator, base: Snapshot, kind: int, first: int, events: int, links: int) -> EdgeColumns:
    size = rng.pareto(1.5, events) + 0.2
    pairs = np.unique(
        rng.choice(base.actors, size=links) * (first + events + 1)
        + first
        + rng.choice(events, size=links, p=size / size.sum())
    )
    n = len(pairs)
    zeros = np.zeros(n, dtype=np.int32)
    return EdgeColumns(
        type=np.full(n, kind, dtype=np.int32),
        source=(pairs // (first + events + 1)).astype(np.int32),
        target=(pairs % (first + events + 1)).astype(np.int32),
        since=zeros,
        until=zeros,
        weight=np.full(n, np.nan),
        amount=np.full(n, np.nan),
        unit=zeros,
        field=np.full(n, -1, dtype=np.int32),
        units=("", "KRW"),
    )


def _joined(parts: list[EdgeColumns]) -> EdgeColumns:
    names = ("type", "source", "target", "since", "until", "weight", "amount", "unit", "field")
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    return EdgeColumns(units=parts[0].units, **columns)


def with_survey(snapshot: Snapshot, random_seed: int = 1) -> Snapshot:
    """Return the snapshot with a survey of every tenth actor, of whom four in five answered and rated their ties."""
    rng = np.random.default_rng(random_seed)
    ties = snapshot.ties
    asked = [str(snapshot.node_id[at]) for at in ties.nodes[::10].tolist()]
    answered = frozenset(asked[i] for i in range(len(asked)) if i % 5)
    reports = []
    for tie in np.flatnonzero((ties.source % 10 == 0) & (ties.source % 50 != 0)).tolist():
        ends = [str(snapshot.node_id[int(ties.nodes[end[tie]])]) for end in (ties.source, ties.target)]
        ratings = tuple(rng.integers(1, 5, _RATINGS).tolist())
        reports.append(Report(ends[0], ends[1], snapshot.types[int(ties.type[tie])], ends[0], ends[1], ratings))
    return replace(snapshot, survey=Reports(frozenset(asked), answered, tuple(reports)))
