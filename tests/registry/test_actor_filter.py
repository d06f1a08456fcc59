"""A filter by actor ids: a selection on a map, taken to maps, analyses and files."""

from __future__ import annotations

import pytest

from ecomap.domain.papers import Paper
from ecomap.errors import InvalidParameter
from ecomap.services.filters import MOST_ACTORS, described_filter, parse_filter
from ecomap.services.redirects import REDIRECT
from ecomap.services.workspace import Workspace
from tests.support.builders import actor, change, put, tie


@pytest.fixture
def chosen(workspace: Workspace) -> Workspace:
    put(workspace.store, actor("a"), actor("b", name_en="Bee"), actor("c"), tie("a", "b"), tie("b", "c"))
    return workspace


def test_ids_are_separated_by_commas_or_repeated(chosen: Workspace) -> None:
    for given in ("a,b", ["a", "b"], "b, a ,b"):
        snapshot = chosen.snapshot(parse_filter(chosen, {"actor": given}))
        assert sorted(snapshot.node_id[snapshot.actors]) == ["a", "b"]
        assert snapshot.ties.m == 1


def test_unknown_ids_are_named_with_what_to_do(chosen: Workspace) -> None:
    with pytest.raises(InvalidParameter) as refused:
        parse_filter(chosen, {"actor": "a,nobody,field:welfare"})
    assert refused.value.context["field"] == "actor"
    assert "nobody, field:welfare" in refused.value.message.en
    assert "a," not in refused.value.message.en


def test_too_many_are_refused_with_the_bound(chosen: Workspace) -> None:
    with pytest.raises(InvalidParameter, match="2,000"):
        parse_filter(chosen, {"actor": ["a"] * (MOST_ACTORS + 1)})


def test_an_id_that_was_merged_away_means_the_record_it_leads_to(chosen: Workspace) -> None:
    with chosen.store.write(change()) as writing:
        writing.put_papers([Paper(REDIRECT, "old", {"to": "c"}, owner="c")])
        writing.commit()
    assert parse_filter(chosen, {"actor": "old,b,c"}).actors == ("c", "b")


def test_it_is_described_by_names(chosen: Workspace) -> None:
    described = dict(described_filter(chosen, parse_filter(chosen, {"actor": "b"})))
    assert [(label.en, value.ko, value.en) for label, value in described.items()] == [("Actors", "b", "Bee")]
