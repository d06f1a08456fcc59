"""The invented actors: a funder and a bridge that gaps need, intermediaries, partners, civil society."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from seed_data.demo.city import CENTRAL_GU, CITY_CODE, District, districts, sub_fields, top_fields
from seed_data.demo.model import LAST_DAY, Actor
from seed_data.demo.rules import Rules

CIVIL_SOCIETY = 1390
CITY_LEVEL = 110
PARTNERS = 46
CITY_INTERMEDIARIES = 14
FORMS = {
    "association": 28,
    "residents_group": 20,
    "cooperative": 13,
    "volunteer_group": 12,
    "social_enterprise": 8,
    "advocacy": 8,
    "village_enterprise": 6,
    "foundation": 5,
}
# Local centres serve a few fields each; the first set is common, the others rarer.
LOCAL_SERVICE = (
    ("community", "democracy"),
    ("social_economy", "labour"),
    ("volunteering", "welfare"),
    ("environment", "regeneration"),
    ("youth", "education"),
)


class ActorMaker:
    """Draws actors one after another; ids follow the order of drawing."""

    def __init__(self, rng: Random, rules: Rules) -> None:
        self._rng = rng
        self._rules = rules
        self._districts = districts()
        self._subs = sub_fields()
        self._count = 0

    def all(self) -> list[Actor]:
        """Return every invented actor, reserved ids first."""
        actors = [self._funder(), self._bridge(), *self._intermediaries(), *self._partners()]
        actors.extend(self._isolated())
        actors.extend(self._one_a_cell())
        civil = sum(actor.kind == "civil_society" for actor in actors)
        actors.extend(self._rest(CIVIL_SOCIETY - CITY_LEVEL - civil))
        actors.extend(self._city_level())
        return self._with_dependents(actors)

    def _id(self) -> str:
        self._count += 1
        return f"demo-{self._count:04d}"

    def _funder(self) -> Actor:
        return replace(self._city_actor("partner", ()), role="funder", founded=date(2009, 3, 2), closed=None)

    def _bridge(self) -> Actor:
        fields = self._rules.bridge.fields
        return replace(self._city_actor("intermediary", fields), role="bridge", founded=date(2014, 5, 7))

    def _intermediaries(self) -> Iterator[Actor]:
        taken = {*self._rules.unserved, *self._rules.bridge.fields}
        tops = [top for top in top_fields() if top not in taken]
        for index in range(CITY_INTERMEDIARIES):
            yield self._city_actor("intermediary", tuple(dict.fromkeys((tops[index], tops[-1 - index]))))
        for district in self._districts:
            if district.code in self._rules.without_intermediary:
                continue
            for service in LOCAL_SERVICE[: self._rng.choice((1, 2, 2, 3))]:
                allowed = tuple(top for top in service if self._rules.allows_cell(district.code, (top,)))
                yield self._local("intermediary", district, allowed)

    def _partners(self) -> Iterator[Actor]:
        for _ in range(PARTNERS - 1):
            yield self._city_actor("partner", ())

    def _isolated(self) -> Iterator[Actor]:
        gap = self._rules.isolation
        homes = [district for district in self._districts if district.code in gap.districts]
        for index in range(gap.count):
            district = homes[index % len(homes)]
            actor = self._local("civil_society", district, self._draw_fields(district))
            dong = self._rng.choice(district.dong).code
            yield replace(
                actor,
                role="isolated",
                form="residents_group",
                level="dong",
                place=dong,
                active_in=(dong,),
                closed=None,
            )

    def _one_a_cell(self) -> Iterator[Actor]:
        """Yield an actor for every gu and field but the cells that a gap keeps empty."""
        for district in self._districts:
            for top in top_fields():
                if self._rules.allows_cell(district.code, (top,)):
                    yield self._local("civil_society", district, self._fields_of(top, district))

    def _rest(self, count: int) -> Iterator[Actor]:
        sizes = [(row.place.population or 0) ** 0.6 * self._rng.uniform(0.6, 1.6) for row in self._districts]
        for district in self._rng.choices(self._districts, weights=sizes, k=count):
            yield self._local("civil_society", district, self._draw_fields(district))

    def _city_level(self) -> Iterator[Actor]:
        for index in range(CITY_LEVEL):
            top = top_fields()[index % len(top_fields())]
            yield self._city_actor("civil_society", self._fields_of(top, None))

    def _with_dependents(self, actors: list[Actor]) -> list[Actor]:
        funder = actors[0]
        able = [
            index
            for index, actor in enumerate(actors)
            if actor.kind == "civil_society"
            and actor.level != "city"
            and not actor.closed
            and actor.founded.year < 2021
            and self._rules.allows_tie(funder, actor)
        ]
        for index in self._rng.sample(able, self._rules.dependence.count):
            actors[index] = replace(actors[index], role="dependent")
        return actors

    def _draw_fields(self, district: District) -> tuple[str, ...]:
        tops = top_fields()
        # Each gu favours three fields of its own, which makes communities by district and field.
        start = sum(map(int, district.code)) % len(tops)
        favoured = {tops[(start + step * 5) % len(tops)] for step in range(3)}
        weights = [(3.0 if top in favoured else 1.0) / (1 + index / 6) for index, top in enumerate(tops)]
        while True:
            (top,) = self._rng.choices(tops, weights=weights)
            if self._rules.allows_cell(district.code, (top,)):
                return self._fields_of(top, district)

    def _fields_of(self, top: str, district: District | None) -> tuple[str, ...]:
        main = self._rng.choice(self._subs[top]) if self._rng.random() < 0.7 else top
        if self._rng.random() < 0.3:
            other = self._rng.choice(top_fields())
            open_cell = district is None or self._rules.allows_cell(district.code, (other,))
            if other != top and open_cell and self._rules.allows_fields((top, other)):
                return (main, other)
        return (main,)

    def _local(self, kind: str, district: District, fields: tuple[str, ...]) -> Actor:
        in_dong = kind == "civil_society" and self._rng.random() < 0.5
        place = self._rng.choice(district.dong).code if in_dong else district.code
        active = [place]
        near = self._rng.choice(district.near)
        tops = {code.partition(".")[0] for code in fields}
        if not in_dong and kind == "civil_society" and self._rng.random() < 0.2 and self._rules.allows_cell(near, tops):
            active.append(near)
        return self._actor(kind, "dong" if in_dong else "gu", (district.code, place, tuple(active)), fields)

    def _city_actor(self, kind: str, fields: tuple[str, ...]) -> Actor:
        seat = self._rng.choice(CENTRAL_GU)
        return self._actor(kind, "city", (seat, seat, (CITY_CODE,)), fields)

    def _actor(self, kind: str, level: str, where: tuple[str, str, tuple[str, ...]], fields: tuple[str, ...]) -> Actor:
        founded = self._founded(2012 if kind == "intermediary" else 1988)
        may_close = kind == "civil_society" and founded.year < 2022 and self._rng.random() < 0.06
        closing = date(max(2018, founded.year + 2), 1, 1)
        form = self._rng.choices(list(FORMS), weights=list(FORMS.values()))[0] if kind == "civil_society" else ""
        return Actor(
            id=self._id(),
            kind=kind,
            form="association" if form == "residents_group" and level == "city" else form,
            level=level,
            gu=where[0],
            place=where[1],
            active_in=where[2],
            fields=fields,
            founded=founded,
            closed=self._day_between(closing, LAST_DAY) if may_close else None,
            # A Pareto draw gives the few very attractive partners that real networks have;
            # the cap keeps one of them from taking all.
            pull=min(self._rng.paretovariate(1.25), 60.0),
        )

    def _founded(self, first_year: int) -> date:
        last = 2019 if first_year > 2000 else 2024
        year = int(self._rng.triangular(first_year, last + 1, 2015))
        return self._day_between(date(min(year, last), 1, 1), date(min(year, last), 12, 31))

    def _day_between(self, first: date, last: date) -> date:
        return first + timedelta(days=self._rng.randint(0, (last - first).days))
