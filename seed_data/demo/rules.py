"""What the deliberate gaps forbid: the only place where the generator knows of them.

Every actor and every tie passes through these rules, so a gap holds by construction and not by chance.
"""

from __future__ import annotations

from collections.abc import Iterable

from seed_data.demo.gaps import GapRow
from seed_data.demo.model import Actor


class Rules:
    """The gaps of one demo as questions that the generator asks."""

    def __init__(self, gaps: Iterable[GapRow]) -> None:
        by_kind: dict[str, list[GapRow]] = {}
        for gap in gaps:
            by_kind.setdefault(gap.kind, []).append(gap)
        self._empty = {(gap.districts[0], gap.fields[0]) for gap in by_kind["empty_cell"]}
        self._divided = {frozenset(gap.districts) for gap in by_kind["divided_neighbours"]}
        self.unserved = {gap.fields[0] for gap in by_kind["field_without_intermediary"]}
        self.without_intermediary = {code for gap in by_kind["no_own_intermediary"] for code in gap.districts}
        (self.isolation,) = by_kind["isolated_actors"]
        (self.dependence,) = by_kind["single_funder"]
        (self.bridge,) = by_kind["sole_bridge"]

    def allows_cell(self, gu: str, tops: Iterable[str]) -> bool:
        """Return whether an actor of these top-level fields may be seated or active in the gu."""
        return all((gu, top) not in self._empty for top in tops)

    def allows_fields(self, tops: Iterable[str]) -> bool:
        """Return whether one civil-society organisation may work in all these top-level fields."""
        mixed = set(tops)
        # A field without intermediary keeps to itself, so that no second field brings one in.
        alone = not (mixed & self.unserved and len(mixed) > 1)
        return alone and not set(self.bridge.fields) <= mixed

    def allows_tie(self, one: Actor, two: Actor) -> bool:
        """Return whether the two actors may be tied in any way."""
        return (
            one.id != two.id
            and "isolated" not in (one.role, two.role)
            and frozenset((one.gu, two.gu)) not in self._divided
            and not self._leaves_gu_locally(one, two)
            and not self._serves_unserved(one, two)
            and not self._bridges(one, two)
        )

    def _leaves_gu_locally(self, one: Actor, two: Actor) -> bool:
        inside = [actor.gu in self.without_intermediary for actor in (one, two)]
        if inside[0] == inside[1]:
            return False
        outsider = two if inside[0] else one
        return outsider.level != "city"

    def _serves_unserved(self, one: Actor, two: Actor) -> bool:
        return any(
            helper.kind == "intermediary" and bool(other.tops & self.unserved)
            for helper, other in ((one, two), (two, one))
        )

    def _bridges(self, one: Actor, two: Actor) -> bool:
        if "bridge" in (one.role, two.role) or "government" in (one.kind, two.kind):
            return False
        return any(
            other.tops.isdisjoint({self._side(actor)}) and not other.tops.isdisjoint(self.bridge.fields)
            for actor, other in ((one, two), (two, one))
        )

    def _side(self, actor: Actor) -> str:
        """Return the one of the two bridged fields that the actor may have ties into."""
        left, right = self.bridge.fields
        if actor.tops & {left, right}:
            return left if left in actor.tops else right
        return (left, right)[int(actor.id.rpartition("-")[2]) % 2]
