"""About sixty invented governance bodies of the city, its gu and dong, and who sits on them when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from seed_data.demo.city import CITY_CODE, districts, top_fields
from seed_data.demo.crowd import Crowd
from seed_data.demo.links import LinkBook, Span, shared_span
from seed_data.demo.model import LAST_DAY, ORIGIN, Actor
from seed_data.demo.names import Namer
from seed_data.demo.network import government_actors
from seed_data.demo.rules import Rules
from seed_data.loader import places

CITY_COMMITTEES = 18
DONG_COUNCILS = 20
EVERYWHERE = (12, 16)
TERM_YEARS = 2
_TRIES = 12
# Seats that organisations hold; the rest of a body are citizens, whom no record names.
TAKEN = {"committee": (8, 14), "council": (7, 12), "residents_council": (4, 8)}


@dataclass(frozen=True, slots=True)
class Body:
    """A body while its seats are being given out; ``unit`` is the government unit that it belongs to."""

    id: str
    kind: str
    gu: str
    place: str
    tops: tuple[str, ...]
    unit: Actor
    start: date
    end: date | None


class Bodies:
    """Makes the bodies and their seats."""

    def __init__(self, rng: Random, rules: Rules, actors: list[Actor], book: LinkBook) -> None:
        self._rng = rng
        self._rules = rules
        self._actors = actors
        self._book = book
        self._crowd = Crowd(rng, actors)
        self._namer = Namer(rng)
        self._units = government_actors()
        self._places = {row.code: row for row in places()}
        self._held: Counter[str] = Counter()
        self.rows: list[dict[str, str]] = []

    def add(self) -> list[dict[str, str]]:
        """Add every seat to the book and return the rows of the bodies."""
        bodies = self._make()
        self._everywhere([body for body in bodies if body.kind != "residents_council"])
        for body in bodies:
            self._seat(body.unit, body, everywhere=False)
            wanted = self._rng.randint(*TAKEN[body.kind])
            for _ in range(wanted * _TRIES):
                actor = self._one(body)
                if actor and self._seat(actor, body, everywhere=False):
                    wanted -= 1
                if not wanted:
                    break
        return self.rows

    def _make(self) -> list[Body]:
        tops = self._rng.sample(top_fields(), CITY_COMMITTEES)
        found = [self._body("committee", CITY_CODE, (top,), self._department(top)) for top in tops]
        open_gu = [row for row in districts() if row.code not in self._rules.never_seated]
        offices = {unit.gu: unit for unit in self._units if unit.gu}
        for district in open_gu:
            themes = [top for top in offices[district.code].fields if self._rules.allows_cell(district.code, (top,))]
            found.append(self._body("council", district.code, tuple(themes[:2]), offices[district.code]))
        for district in self._rng.sample(open_gu, DONG_COUNCILS):
            dong = self._rng.choice(district.dong).code
            found.append(self._body("residents_council", dong, ("democracy", "community"), offices[district.code]))
        return found

    def _department(self, top: str) -> Actor:
        units = [unit for unit in self._units if not unit.gu]
        return next((unit for unit in units if top in unit.tops), units[0])

    def _body(self, kind: str, place: str, tops: tuple[str, ...], unit: Actor) -> Body:
        theme = tops[0] if kind == "committee" else ""
        name = self._namer.name(self._places[place], theme, kind)
        start = date(self._rng.choice((2016, 2016, 2016, 2017, 2018, 2019, 2021)), self._rng.randint(1, 12), 1)
        end = date(start.year + 4, 12, 31) if self._rng.random() < 0.12 else None
        body = Body(f"demo-b-{len(self.rows) + 1:03d}", kind, unit.gu, place, tops, unit, start, end)
        self.rows.append(
            {
                "id": body.id,
                "name_ko": name.ko,
                "name_en": name.en,
                "body_type": kind,
                "seats": str(TAKEN[kind][1] + self._rng.randint(6, 16)),
                "start": start.isoformat(),
                "end": end.isoformat() if end else "",
                "place": place,
                "fields": ";".join(tops),
                "part_of": unit.id,
                "synthetic": "true",
                "origin": ORIGIN,
            }
        )
        return body

    def _everywhere(self, bodies: list[Body]) -> None:
        """Seat the few of the gap ``seat_concentration``: the most attractive city-level organisations."""
        able = [
            actor
            for actor in self._actors
            if actor.kind == "civil_society"
            and actor.level == "city"
            and not actor.closed
            and actor.founded.year < 2016
        ]
        able.sort(key=lambda actor: (-actor.pull, actor.id))
        for actor in able[: self._rules.concentration.count]:
            for body in self._rng.sample(bodies, self._rng.randint(*EVERYWHERE)):
                self._seat(actor, body, everywhere=True)

    def _one(self, body: Body) -> Actor | None:
        roll = self._rng.random()
        if body.kind == "committee":
            return self._crowd.draw(top=body.tops[0] if roll < 0.75 else "")
        if body.kind == "residents_council" and roll < 0.3:
            return self._crowd.draw(body.gu, place=body.place)
        return self._crowd.draw("" if roll > 0.92 and body.kind == "council" else body.gu)

    def _seat(self, actor: Actor, body: Body, *, everywhere: bool) -> bool:
        if not self._rules.allows_seat(actor, self._held[actor.id], everywhere=everywhere):
            return False
        span = shared_span(actor, *self._terms(body, whole=actor is body.unit or everywhere))
        if not span or not self._book.add("sits_on", actor.id, body.id, span):
            return False
        self._held[actor.id] += 1
        return True

    def _terms(self, body: Body, *, whole: bool) -> Span:
        """Return the period of a seat: one to three terms of the body, or all of them."""
        if whole:
            return body.start, body.end
        last = min(body.end or LAST_DAY, LAST_DAY)
        first = body.start.replace(year=body.start.year + TERM_YEARS * self._rng.randint(0, 4))
        if first >= last:
            first = body.start
        over = first.replace(year=first.year + TERM_YEARS * self._rng.choice((1, 1, 2, 3))) - timedelta(days=1)
        return first, over if over <= last else body.end
