"""Any sequence of changes leaves a store as it leaves two plain dictionaries."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecomap.domain.records import Edge, Node
from ecomap.errors import Conflict, InvalidRecord
from ecomap.stores.contract import EdgeQuery, NodeQuery, Store
from tests.contract.conftest import STORES
from tests.support.builders import change, put, snapshot_of

IDS = ("a", "b", "c", "é' OR 1=1", "마을")
TEXTS = st.text(alphabet="가나 마을ab'\"%_*", max_size=4)
NUMBERS = st.none() | st.sampled_from([0.0, 1.5, 1e12])
PROPERTIES = st.dictionaries(
    st.sampled_from(["origin", "staff", "synthetic", "registration_number"]),
    TEXTS | st.integers(-3, 3) | st.booleans(),
    max_size=2,
)
NODES = st.builds(Node, st.sampled_from(IDS), st.just("civil_society"), TEXTS, TEXTS, PROPERTIES)
DAYS = st.none() | st.dates()
EDGES = st.builds(
    Edge,
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["cooperates", "funds"]),
    st.sampled_from(IDS),
    st.sampled_from(IDS),
    DAYS,
    DAYS,
    NUMBERS,
    NUMBERS,
    st.sampled_from(["", "KRW"]),
    st.sampled_from(["", *IDS]),
    PROPERTIES,
)
VERBS = st.one_of(
    st.tuples(st.just("put_nodes"), st.lists(NODES, max_size=4)),
    st.tuples(st.just("put_edges"), st.lists(EDGES, max_size=4)),
    st.tuples(st.just("remove_nodes"), st.lists(st.sampled_from(IDS), max_size=2, unique=True)),
    st.tuples(st.just("remove_edges"), st.lists(st.sampled_from(["1", "2", "9"]), max_size=2, unique=True)),
)
CHANGES = st.lists(st.tuples(st.lists(VERBS, max_size=3), st.booleans()), max_size=6)

State = tuple[dict[str, Node], dict[str, Edge]]


class Refused(Exception):
    """The model refuses a verb."""


def apply(verb: str, values: list[Any], nodes: dict[str, Node], edges: dict[str, Edge]) -> None:
    """Do to dictionaries what a verb does to a store."""
    if verb == "put_nodes":
        nodes |= {node.id: node for node in values}
    elif verb == "put_edges":
        ends = {end for edge in values for end in (edge.source, edge.target, edge.field)} - {""}
        if ends - nodes.keys():
            raise Refused
        edges |= {edge.id: edge for edge in values}
    elif verb == "remove_nodes":
        if any({edge.source, edge.target, edge.field} & set(values) for edge in edges.values()):
            raise Refused
        for node_id in values:
            nodes.pop(node_id, None)
    else:
        for edge_id in values:
            edges.pop(edge_id, None)


def run(store: Store, changes: list[Any]) -> list[State]:
    """Make changes in a store and in a model; return the model's state at each revision."""
    states: list[State] = [({}, {})]
    for verbs, commits in changes:
        nodes, edges = dict(states[-1][0]), dict(states[-1][1])
        with suppress(Refused), store.write(change()) as writing:
            for verb, values in verbs:
                try:
                    apply(verb, values, nodes, edges)
                except Refused:
                    try:
                        getattr(writing, verb)(values)
                    except (InvalidRecord, Conflict):
                        raise Refused from None
                    raise AssertionError(f"{verb} {values} was not refused") from None
                getattr(writing, verb)(values)
            if commits:
                before = len(states) - 1
                revision = writing.commit()
                assert revision in (before, before + 1)
                if revision == before:
                    assert (nodes, edges) == states[-1]
                else:
                    states.append((nodes, edges))
    return states


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_a_store_is_two_dictionaries_with_a_memory(backend: str, changes: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        store = STORES[backend](Path(folder))
        store.migrate()
        states = run(store, changes)
        nodes, edges = states[-1]
        assert store.get_nodes(IDS) == nodes
        assert store.get_edges(["1", "2", "3"]) == edges
        assert {node.id: node for node in store.find_nodes(NodeQuery()).items} == nodes
        assert [edge.id for edge in store.find_edges(EdgeQuery()).items] == sorted(edges)
        assert store.revision() == len(states) - 1
        replays(store, states)
        records = [*nodes.values(), *edges.values()]
        assert store.snapshot().content_hash == snapshot_of(*records).content_hash
        store.close()


def replays(store: Store, states: list[State]) -> None:
    """Assert that the history of every record leads through the states of the model."""
    for family, ids in enumerate((IDS, ("1", "2", "3"))):
        for subject in ids:
            present = None
            entries = {entry.revision: entry for entry in store.history(subject).items}
            for revision, state in enumerate(states):
                if entry := entries.get(revision):
                    assert entry.before == present
                    present = entry.after
                assert present == state[family].get(subject)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    nodes=st.lists(NODES, max_size=5, unique_by=lambda node: node.id),
    edges=st.lists(EDGES, max_size=6, unique_by=lambda edge: edge.id),
    seed=st.integers(0, 2**32),
)
def test_a_snapshot_does_not_tell_in_which_order_records_came(
    backend: str, nodes: list[Node], edges: list[Edge], seed: int
) -> None:
    known = {node.id for node in nodes} | {""}
    edges = [edge for edge in edges if {edge.source, edge.target, edge.field} <= known]
    shuffled_nodes, shuffled_edges = list(nodes), list(edges)
    random.Random(seed).shuffle(shuffled_nodes)
    random.Random(seed + 1).shuffle(shuffled_edges)
    with TemporaryDirectory() as folder:
        hashes = set()
        for name, records in (("one", [*nodes, *edges]), ("two", [*shuffled_nodes, *shuffled_edges])):
            (Path(folder) / name).mkdir()
            store = STORES[backend](Path(folder) / name)
            store.migrate()
            put(store, *records)
            hashes.add(store.snapshot().content_hash)
            store.close()
        assert len(hashes) == 1
