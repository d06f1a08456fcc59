"""Whether records lie in somebody's districts and fields, for many records at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ecomap.domain.records import Edge, Node
from ecomap.errors import InvalidRecord
from ecomap.exchange.tables import Row
from ecomap.services.access import Principal
from ecomap.services.imports_inspect import Links, ToldNode, ToldTie, links_of
from ecomap.services.listing import edges_of
from ecomap.stores.contract import Reading, Writing
from graph_schema import Text

OUTSIDE = "outside-scope"
"""``context["code"]`` of the refusal of a row outside its writer's districts and fields."""


class Scope:
    """The places and fields to which a caller's right to write is bound, with all below them.

    Parameters
    ----------
    reading : Reading
        Where places and fields are looked up, once.
    who : Principal
    """

    def __init__(self, reading: Reading, who: Principal) -> None:
        self.bound = bool(who.places or who.fields)
        self._places = _below(reading, who.places)
        self._fields = _below(reading, who.fields)

    def holds(self, links: Links) -> bool:
        """Return whether a record with these links lies inside."""
        where = (*links.get("located_in", ()), *links.get("active_in", ()))
        return _meets(self._places, where) and _meets(self._fields, links.get("works_in", ()))

    def ends(self, reading: Reading, ties: Iterable[Edge]) -> dict[str, bool]:
        """Return whether each actor at an end of some ties lies inside."""
        ids = {end for tie in ties for end in (tie.source, tie.target)}
        links = links_of(reading, ids)
        return {node: self.holds(links.get(node, {})) for node in ids}


class ScopeGuard:
    """Refuses the rows of a file that are outside the districts and fields of whoever imports it."""

    def __init__(self, reading: Reading, who: Principal) -> None:
        self._scope = Scope(reading, who)

    def nodes(self, _: Writing, told: Sequence[ToldNode]) -> Mapping[int, InvalidRecord]:
        """Return the refusals of records that are outside as they are, or as they would be."""
        if not self._scope.bound:
            return {}
        return {
            at: outside(one.after)
            for at, one in enumerate(told)
            if not self._scope.holds(one.links_after) or (one.before and not self._scope.holds(one.links_before))
        }

    def ties(self, writing: Writing, told: Sequence[ToldTie]) -> Mapping[int, InvalidRecord]:
        """Return the refusals of ties with both ends outside."""
        if not self._scope.bound:
            return {}
        inside = self._scope.ends(writing, (one.after for one in told))
        return {
            at: outside(one.after)
            for at, one in enumerate(told)
            if not (inside[one.after.source] or inside[one.after.target])
        }

    def repeated(self, row: Row, subject: str) -> None:
        """Do nothing."""

    def refused(self, row: Row, error: InvalidRecord) -> None:
        """Do nothing."""


def outside(record: Node | Edge) -> InvalidRecord:
    """Return the refusal of a row about a record outside its writer's districts and fields."""
    name = record.name_ko if isinstance(record, Node) else record.id
    return InvalidRecord(
        Text(
            f"'{name}'은(는) 맡은 지역이나 분야 밖입니다.",
            f"'{name}' is outside your districts or fields.",
        ),
        Text("제안으로 올리면 맡은 사람이 확인합니다.", "Propose it; whoever is in charge decides."),
        value=name,
        code=OUTSIDE,
    )


def _below(reading: Reading, roots: frozenset[str]) -> frozenset[str]:
    found: set[str] = set(roots)
    fresh = set(roots)
    while fresh:
        fresh = {edge.source for edge in edges_of(reading, fresh, ("part_of",)) if edge.target in fresh} - found
        found |= fresh
    return frozenset(found)


def _meets(allowed: frozenset[str], ids: Iterable[str]) -> bool:
    return not allowed or not allowed.isdisjoint(ids)
