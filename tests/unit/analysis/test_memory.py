"""Remembering what many questions share."""

from __future__ import annotations

import pytest

from ecomap.analysis.gap import partner_model
from ecomap.analysis.memory import LastFew
from tests.support.builders import actor, snapshot_of, tie


def test_a_value_is_computed_once_and_the_one_not_asked_for_longest_is_forgotten() -> None:
    last: LastFew[str] = LastFew(2)
    computed: list[str] = []

    def ask(key: str) -> str:
        return last.get(key, lambda: computed.append(key) or key.upper())  # type: ignore[func-returns-value]

    assert [ask(key) for key in ("a", "b", "a", "c", "a", "b")] == ["A", "B", "A", "C", "A", "B"]
    assert computed == ["a", "b", "c", "b"]


def test_a_computation_that_fails_leaves_nothing_behind() -> None:
    last: LastFew[int] = LastFew(2)
    with pytest.raises(ZeroDivisionError):
        last.get("a", lambda: 1 // 0)
    assert last.get("a", lambda: 1) == 1


def test_recommendations_of_two_actors_share_one_model_and_another_graph_has_its_own() -> None:
    one, other = (snapshot_of(*map(actor, "abc"), tie("a", end)) for end in "bc")
    assert partner_model.train(one, None, 50, 5, 1) is partner_model.train(one, None, 50, 5, 1)
    assert partner_model.train(one, None, 50, 5, 1) is not partner_model.train(other, None, 50, 5, 1)
    assert partner_model.train(one, None, 50, 5, 1) is not partner_model.train(one, None, 50, 6, 1)
