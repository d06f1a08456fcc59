"""Who takes part in the programmes: many in a few, few in most, and consortia that always come together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from seed_data.demo.city import CITY_CODE, districts
from seed_data.demo.crowd import Crowd
from seed_data.demo.links import LinkBook, shared_span
from seed_data.demo.model import LAST_DAY, Actor
from seed_data.demo.rules import Rules

CONSORTIUM = 4
TOGETHER = 10
MOST = 24
_TRIES = 8


class Participants:
    """Ties actors to programmes."""

    def __init__(
        self, rng: Random, rules: Rules, actors: list[Actor], programmes: list[dict[str, str]], book: LinkBook
    ) -> None:
        self._rng = rng
        self._rules = rules
        self._actors = actors
        self._programmes = programmes
        self._book = book

    def add(self) -> list[list[Actor]]:
        """Add every participation and return the consortia."""
        consortia = list(self._consortia())
        for members in consortia:
            for programme in self._of_a_consortium(members):
                for actor in members:
                    self._join(actor, programme)
        bound = {actor.id for members in consortia for actor in members}
        # The others come one by one, so that what they share is a matter of place, field and pull alone.
        crowd = Crowd(self._rng, (actor for actor in self._actors if actor.id not in bound))
        for programme in self._programmes:
            wanted = min(int(4 * self._rng.paretovariate(1.2)), MOST)
            for _ in range(wanted * _TRIES):
                drawn = self._one(crowd, programme)
                if drawn and self._join(drawn, programme):
                    wanted -= 1
                if not wanted:
                    break
        return consortia

    def _consortia(self) -> Iterator[list[Actor]]:
        homes = [row.code for row in districts() if row.code not in self._rules.never_seated]
        self._rng.shuffle(homes)
        found = 0
        for gu in homes:
            members: list[Actor] = []
            able = [actor for actor in self._actors if self._steady(actor) and actor.gu == gu]
            for actor in self._rng.sample(able, len(able)):
                if all(self._rules.allows_tie(actor, member) for member in members):
                    members.append(actor)
                if len(members) == CONSORTIUM:
                    yield members
                    found += 1
                    break
            if found == self._rules.consortia.count:
                return

    def _steady(self, actor: Actor) -> bool:
        """Return whether the actor could take part in any programme of the demo."""
        always = actor.founded.year < 2016 and not actor.closed
        return always and actor.kind == "civil_society" and actor.level != "city" and not actor.role

    def _of_a_consortium(self, members: list[Actor]) -> list[dict[str, str]]:
        gu = members[0].gu
        tops = frozenset[str]().union(*(actor.tops for actor in members))
        begun = [row for row in self._programmes if _period(row)[0] < LAST_DAY]
        near = [row for row in begun if row["place"] in {gu, CITY_CODE} or row["fields"] in tops]
        chosen = self._rng.sample(near, min(TOGETHER, len(near)))
        others = [row for row in begun if row not in chosen]
        return chosen + self._rng.sample(others, TOGETHER - len(chosen))

    def _one(self, crowd: Crowd, programme: dict[str, str]) -> Actor | None:
        gu, top = programme["place"], programme["fields"]
        roll = self._rng.random()
        if gu == CITY_CODE:
            return crowd.draw(top=top if roll < 0.85 else "")
        if roll < 0.55:
            return crowd.draw(gu, top)
        if roll < 0.8:
            return crowd.draw(gu)
        return crowd.draw(top=top if roll < 0.95 else "")

    def _join(self, actor: Actor, programme: dict[str, str]) -> bool:
        span = shared_span(actor, *_period(programme))
        return bool(span) and self._book.add("takes_part_in", actor.id, programme["id"], span)


def _period(programme: dict[str, str]) -> tuple[date, date]:
    return date.fromisoformat(programme["start"]), date.fromisoformat(programme["end"])
