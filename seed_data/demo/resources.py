"""About 120 invented resources with their place and capacity, who holds them and who uses them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from seed_data.demo.city import District, districts
from seed_data.demo.crowd import Crowd
from seed_data.demo.links import LinkBook, Span, shared_span
from seed_data.demo.model import FIRST_DAY, LAST_DAY, ORIGIN, Actor
from seed_data.demo.names import Namer
from seed_data.demo.network import government_actors
from seed_data.demo.rules import Rules
from seed_data.loader import places

RESOURCES = 120
TYPES = {"space": 40, "fund": 14, "training": 24, "equipment": 24, "data": 14}
# Space and equipment are measured in the hours of a month that they can be used.
CAPACITY = {
    "space": (120, 320, "hours"),
    "fund": (10_000_000, 400_000_000, "KRW"),
    "training": (15, 60, "persons"),
    "equipment": (40, 200, "hours"),
    "data": (0, 0, ""),
}
_TRIES = 8


class Resources:
    """Makes the resources, their holders and their users."""

    def __init__(self, rng: Random, rules: Rules, actors: list[Actor], book: LinkBook) -> None:
        self._rng = rng
        self._rules = rules
        self._book = book
        self._crowd = Crowd(rng, [actor for actor in actors if not actor.closed])
        self._namer = Namer(rng)
        self._offices = {unit.gu: unit for unit in government_actors() if unit.gu}
        self._places = {row.code: row for row in places()}
        self.rows: list[dict[str, str]] = []

    def add(self) -> list[dict[str, str]]:
        """Add holders and users to the book and return the rows of the resources."""
        for district in districts():
            # One space in every gu but those of the gap, so that no other gu lacks one by chance.
            self._one(district, next(kind for kind in TYPES if self._rules.allows_resource(district.code, kind)))
        while len(self.rows) < RESOURCES:
            district = self._rng.choice(districts())
            (kind,) = self._rng.choices(list(TYPES), weights=list(TYPES.values()))
            if self._rules.allows_resource(district.code, kind):
                self._one(district, kind)
        return self.rows

    def _one(self, district: District, kind: str) -> None:
        office = self._rng.random() < 0.3
        holder = self._offices[district.code] if office else self._crowd.draw(district.code)
        assert holder  # noqa: S101  every gu has actors
        row = self._row(holder, kind)
        for actor in [holder, *self._partners(holder)]:
            self._book.add("holds", actor.id, row["id"], self._since(actor))
        if district.code not in self._rules.idle:
            self._use(row, district)

    def _partners(self, holder: Actor) -> list[Actor]:
        wanted = self._rng.choice((0, 0, 0, 1, 1, 2, 3))
        drawn = [self._crowd.draw(holder.gu) for _ in range(wanted)]
        return [actor for actor in drawn if actor and self._rules.allows_tie(holder, actor)]

    def _row(self, holder: Actor, kind: str) -> dict[str, str]:
        top = min(holder.tops, default="")
        tops = (top,) if top and self._rules.allows_cell(holder.gu, (top,)) else ()
        name = self._namer.name(self._places[holder.gu], tops[0] if tops else "", kind)
        low, high, unit = CAPACITY[kind]
        step = max(low // 20, 1)
        self.rows.append(
            {
                "id": f"demo-r-{len(self.rows) + 1:03d}",
                "name_ko": name.ko,
                "name_en": name.en,
                "resource_type": kind,
                "capacity": str(self._rng.randrange(low, high + 1, step)) if unit else "",
                "capacity_unit": unit,
                "place": holder.place,
                "fields": ";".join(tops),
                "synthetic": "true",
                "origin": ORIGIN,
            }
        )
        return self.rows[-1]

    def _since(self, actor: Actor) -> Span | None:
        return shared_span(actor, FIRST_DAY + timedelta(days=self._rng.randint(0, 2000)), None)

    def _use(self, row: dict[str, str], district: District) -> None:
        """Tie users: most have a few, some so many that they want more than there is."""
        wanted = min(int(1.6 * self._rng.paretovariate(1.1)), 14)
        for _ in range(wanted * _TRIES):
            actor = self._user(row, district)
            if actor and not self._book.has("holds", actor.id, row["id"]) and self._uses(actor, row):
                wanted -= 1
            if not wanted:
                break

    def _user(self, row: dict[str, str], district: District) -> Actor | None:
        roll = self._rng.random()
        if roll < 0.7:
            return self._crowd.draw(district.code)
        if roll < 0.85:
            return self._crowd.draw(self._rng.choice(district.near))
        return self._crowd.draw(top=row["fields"])

    def _uses(self, actor: Actor, row: dict[str, str]) -> bool:
        first = FIRST_DAY + timedelta(days=self._rng.randint(365, (LAST_DAY - FIRST_DAY).days - 60))
        over = first + timedelta(days=self._rng.randint(180, 1200))
        # The first user of a resource stays, so that none is idle today but those of the gap.
        first_user = not any(link["type"] == "uses" and link["target"] == row["id"] for link in self._book.rows)
        last: date | None = over if over <= LAST_DAY and not first_user and self._rng.random() < 0.5 else None
        span = shared_span(actor, first, last)
        amount = int(int(row["capacity"] or 0) * self._rng.uniform(0.05, 0.4))
        return bool(span) and self._book.add("uses", actor.id, row["id"], span, amount, row["capacity_unit"])
