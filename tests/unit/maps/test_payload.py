"""What a map shows, and what it leaves out and says so."""

from __future__ import annotations

import json
import re

from ecomap.maps.layout import layout
from ecomap.maps.palette import KIND_STYLE, TIE_COLOUR
from ecomap.maps.payload import NetworkPayload, network_payload
from ecomap.maps.pyvis_page import network_page
from ecomap.snapshot import Snapshot
from graph_schema import load_ontology
from tests.support.builders import actor, link, place, snapshot_of, tie


def star() -> Snapshot:
    leaves = [actor(f"b{i}", "government" if i == 0 else "civil_society", name_en=f"Leaf {i}") for i in range(5)]
    ties = [tie("a", f"b{i}", "funds") for i in range(5)]
    again = [tie("a", "b0", "funds", edge_id="again"), tie("b0", "a", "cooperates")]
    return snapshot_of(
        actor("a", name="가운데"), *leaves, place("place:1"), link("located_in", "a", "place:1"), *ties, *again
    )


def drawn(lang: str = "ko") -> NetworkPayload:
    snapshot = star()
    return network_payload(snapshot, layout(snapshot), lang)


def test_parallel_ties_of_a_type_are_one_line_with_a_count() -> None:
    pairs = {(p.source, p.target, p.type): p.count for p in drawn().pairs}
    assert pairs["a", "b0", "funds"] == 2
    assert pairs["a", "b0", "cooperates"] == 1
    assert len(pairs) == 6


def test_size_grows_with_degree_and_the_legend_counts_what_is_drawn() -> None:
    payload = drawn()
    sizes = {a.id: (a.degree, a.size) for a in payload.actors}
    assert sizes["a"][0] == 5
    assert sizes["a"][1] > sizes["b1"][1]
    assert {e.name: e.count for e in payload.kinds} == {"civil_society": 5, "government": 1}
    assert {e.name: e.count for e in payload.types} == {"cooperates": 1, "funds": 5}


def test_names_are_of_the_language_asked_for() -> None:
    assert {a.name for a in drawn(lang="en").actors} >= {"Leaf 1", "가운데"}


def test_every_kind_and_tie_type_has_a_look_of_its_own() -> None:
    ontology = load_ontology()
    assert set(KIND_STYLE) == set(ontology.actor_kinds)
    assert set(TIE_COLOUR) == set(ontology.tie_types)
    assert len(set(TIE_COLOUR.values())) == len(TIE_COLOUR)
    assert len({shape for _, shape in KIND_STYLE.values()}) == len(KIND_STYLE)


def test_the_page_names_no_outside_address_and_its_data_cannot_end_the_script() -> None:
    snapshot = snapshot_of(actor("a", name="</script><b>&"), actor("b"), tie("a", "b"))
    page = network_page(network_payload(snapshot, layout(snapshot), "ko"), lang="ko")
    assert not re.search(r"<(link|script|img|iframe)[^>]*(src|href)=", page)
    data = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert data
    assert json.loads(data[1])["page"]["actors"][0]["name"] == "</script><b>&"


def test_an_empty_map_is_a_friendly_page() -> None:
    snapshot = snapshot_of()
    page = network_page(network_payload(snapshot, layout(snapshot), "en"), lang="en")
    assert "No actor fits" in page
