"""About twenty invented ordinances with their fields, the units and programmes behind them, and one that has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from seed_data.demo.city import CITY_CODE, top_fields
from seed_data.demo.links import LinkBook
from seed_data.demo.model import ORIGIN, Actor
from seed_data.demo.names import Namer
from seed_data.demo.network import government_actors
from seed_data.demo.rules import Rules
from seed_data.loader import places, plan

ORDINANCES = 22
MOST_PROGRAMMES = 3


class Ordinances:
    """Makes the ordinances and ties units and programmes to them."""

    def __init__(self, rng: Random, rules: Rules, programmes: list[dict[str, str]], book: LinkBook) -> None:
        self._rng = rng
        self._rules = rules
        self._programmes = programmes
        self._book = book
        self._namer = Namer(rng)
        self._units = government_actors()
        self._places = {row.code: row for row in places()}
        self.rows: list[dict[str, str]] = []

    def add(self) -> list[dict[str, str]]:
        """Add responsibilities to the book and return the rows of the ordinances."""
        for top, units in self._plan():
            place = next((unit.gu for unit in units if unit.gu), CITY_CODE)
            row = self._row(top, place)
            if row["id"] in self._rules.orphan.actors:
                row["part_of"] = ""
                continue
            for unit in units:
                self._book.add("responsible_for", unit.id, row["id"])
            fitting = [programme["id"] for programme in self._programmes if programme["fields"] == top]
            wanted = min(self._rng.randint(0, MOST_PROGRAMMES), len(fitting))
            for programme in self._rng.sample(fitting, wanted):
                self._book.add("responsible_for", programme, row["id"])
        return self.rows

    def _plan(self) -> Iterator[tuple[str, list[Actor]]]:
        """Yield field and units of each ordinance: one a field, more where they overlap, the orphan last."""
        count: Counter[str] = Counter()
        covered = [top for top in top_fields() if self._rules.allows_ordinance(top, 0)]
        overlapping = list(self._rules.overlapping.fields)
        extra = overlapping * (self._rules.overlapping.count - 1)
        extra += [self._rng.choice(overlapping) for _ in range(ORDINANCES - 1 - len(covered) - len(extra))]
        for top in [*covered, *extra]:
            city = [unit for unit in self._units if top in unit.tops and not unit.gu]
            local = [unit for unit in self._units if top in unit.tops and unit.gu]
            # A second ordinance of a field is a gu's now and then, the others the city's.
            gu_wide = count[top] and local and self._rng.random() < 0.4
            count[top] += 1
            yield top, [self._rng.choice(local)] if gu_wide else self._rng.sample(city, min(len(city), 2))
        yield self._rng.choice([top for top in covered if self._rules.allows_ordinance(top, 1)]), []

    def _row(self, top: str, place: str) -> dict[str, str]:
        name = self._namer.name(self._places[place], top, "ordinance")
        number = len(self.rows) + 1
        adopted = date(2016, 1, 1) + timedelta(days=self._rng.randint(0, 8 * 365))
        self.rows.append(
            {
                "id": f"demo-o-{number:03d}",
                "name_ko": name.ko,
                "name_en": name.en,
                "number": f"DEMO-{adopted.year}-{number:02d}",
                "adopted": adopted.isoformat(),
                "start": (adopted + timedelta(days=30)).isoformat(),
                "fields": top,
                "part_of": f"plan:{plan().id}" if self._rng.random() < 0.75 else "",
                "synthetic": "true",
                "origin": ORIGIN,
            }
        )
        return self.rows[-1]
