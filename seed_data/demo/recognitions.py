"""About eighty invented awards, registrations and designations, and the brokers whom they pass over."""

from __future__ import annotations

from random import Random

from seed_data.demo.crowd import Crowd
from seed_data.demo.links import LinkBook
from seed_data.demo.model import ORIGIN, Actor
from seed_data.demo.names import Namer, stem
from seed_data.demo.rules import Rules
from seed_data.loader import places

RECOGNITIONS = 80
TYPES = {"award": 45, "designation": 20, "registration": 15}
SEEN = 20
"""How many brokers after the unrecognised ones are sure to be recognised."""
_TRIES = 20


def brokers(actors: list[Actor], ties: list[dict[str, str]]) -> list[Actor]:
    """Return the open civil-society organisations, those first whose partners span most districts and fields.

    The span is the number of districts times the number of top-level fields among the other actors that an
    organisation is tied to; government is left aside.
    """
    by_id = {actor.id: actor for actor in actors}
    partners: dict[str, set[str]] = {actor.id: set() for actor in actors}
    for row in ties:
        if row["source"] in by_id and row["target"] in by_id:
            partners[row["source"]].add(row["target"])
            partners[row["target"]].add(row["source"])

    def span(actor: Actor) -> int:
        met = [by_id[name] for name in partners[actor.id]]
        return len({other.gu for other in met}) * len(frozenset[str]().union(*(other.tops for other in met)))

    able = [actor for actor in actors if actor.kind == "civil_society" and not actor.closed]
    return sorted(able, key=lambda actor: (-span(actor), actor.id))


class Recognitions:
    """Makes the recognitions and gives them to actors."""

    def __init__(
        self, rng: Random, rules: Rules, actors: list[Actor], ties: list[dict[str, str]], book: LinkBook
    ) -> None:
        self._rng = rng
        self._rules = rules
        self._book = book
        self._namer = Namer(rng)
        self._places = {row.code: row for row in places()}
        named = rules.unrecognised.actors
        ranked = brokers(actors, ties)
        unseen = rules.unrecognised.count - len(named)
        self.passed_over = {*named, *(actor.id for actor in ranked[:unseen])}
        self._sure = ranked[unseen : unseen + SEEN]
        self._crowd = Crowd(rng, [actor for actor in actors if actor.id not in self.passed_over and not actor.closed])
        self.rows: list[dict[str, str]] = []

    def add(self) -> list[dict[str, str]]:
        """Add the recipients to the book and return the rows of the recognitions."""
        for number in range(RECOGNITIONS):
            first = self._sure[number] if number < len(self._sure) else self._recipient()
            (kind,) = self._rng.choices(list(TYPES), weights=list(TYPES.values()))
            year = self._rng.randint(max(2016, first.founded.year + 1), 2025)
            row = self._row(first, kind, year)
            self._book.add("received", first.id, row["id"])
            for _ in range(self._rng.choice((0, 0, 1, 2)) if kind == "award" else 0):
                other = self._recipient()
                if other.founded.year < year:
                    self._book.add("received", other.id, row["id"])
        return self.rows

    def _recipient(self) -> Actor:
        for _ in range(_TRIES):
            actor = self._crowd.draw()
            if actor and actor.kind in {"civil_society", "intermediary"} and actor.founded.year < 2025:
                return actor
        return self._sure[0]

    def _row(self, first: Actor, kind: str, year: int) -> dict[str, str]:
        home = self._places[first.gu]
        name = self._namer.name(home, min(first.tops, default=""), kind)
        at = stem(home)
        self.rows.append(
            {
                "id": f"demo-g-{len(self.rows) + 1:03d}",
                "name_ko": f"{year} {name.ko}",
                "name_en": f"{name.en} {year}",
                "recognition_type": kind,
                "year": str(year),
                "awarded_by": f"{at.ko} 시연 심사위원회 / {at.en} demo jury",
                "synthetic": "true",
                "origin": ORIGIN,
            }
        )
        return self.rows[-1]
