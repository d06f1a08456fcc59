"""What the deliberate gaps forbid: the only place where the generator knows of them.

Every actor and every tie passes through these rules, so a gap holds by construction and not by chance.
"""

from __future__ import annotations

from collections.abc import Iterable

from seed_data.demo.gaps import GapRow
from seed_data.demo.model import Actor

MOST_SEATS = 5
"""Most bodies that an actor sits on, but for the few of the gap ``seat_concentration``."""


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
        self._keep_records(by_kind)

    def _keep_records(self, by_kind: dict[str, list[GapRow]]) -> None:
        """Keep the gaps in bodies, programmes, resources, recognitions and ordinances."""
        (self.concentration,) = by_kind["seat_concentration"]
        (self.consortia,) = by_kind["repeated_consortia"]
        (self.unrecognised,) = by_kind["unrecognised_brokers"]
        (self.overlapping,) = by_kind["overlapping_ordinances"]
        (self.orphan,) = by_kind["orphan_ordinance"]
        self.never_seated = {code for gap in by_kind["never_seated"] for code in gap.districts}
        self.without_space = {code for gap in by_kind["without_space"] for code in gap.districts}
        self.idle = {code for gap in by_kind["idle_resources"] for code in gap.districts}
        self.without_ordinance = {top for gap in by_kind["field_without_ordinance"] for top in gap.fields}

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

    def allows_seat(self, actor: Actor, held: int, *, everywhere: bool) -> bool:
        """Return whether an actor that has so many seats may take another; the few ``everywhere`` always may."""
        if actor.role == "isolated" or actor.gu in self.never_seated:
            return False
        return everywhere or held < MOST_SEATS

    def allows_resource(self, gu: str, kind: str) -> bool:
        """Return whether a resource of this type may be in the gu."""
        return kind != "space" or gu not in self.without_space

    def allows_ordinance(self, top: str, present: int) -> bool:
        """Return whether a field that has so many ordinances may get another."""
        if top in self.overlapping.fields:
            return True
        return top not in self.without_ordinance and present < self.overlapping.count - 1

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
