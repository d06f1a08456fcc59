"""Ties between the actors, drawn layer by layer until each layer has its number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import accumulate
from random import Random

from seed_data.demo.book import TieBook
from seed_data.demo.city import districts
from seed_data.demo.model import Actor
from seed_data.demo.rules import Rules
from seed_data.loader import government_units

LAYERS = {
    "public_funds": 1650,
    "partner_funds": 320,
    "intermediary_funds": 240,
    "public_delegates": 120,
    "public_oversees": 150,
    "supports": 1450,
    "trains": 820,
    "cooperates": 2000,
    "shares_resource": 480,
    "refers": 430,
    "member_of": 340,
}
BRIDGE_TIES = 9
_TRIES = 40


def government_actors() -> list[Actor]:
    """Return the government units of the seed as ends of ties."""
    return [
        Actor(
            id=unit.id,
            kind="government",
            form="",
            level=unit.level,
            gu=unit.place if unit.level == "gu" else "",
            place=unit.place,
            active_in=(unit.place,),
            fields=unit.fields,
            founded=date(1995, 7, 1),
            closed=None,
            pull=1.0,
        )
        for unit in government_units()
    ]


class Pool:
    """Actors to draw from, each with the chance its pull gives it."""

    def __init__(self, rng: Random, actors: Iterable[Actor]) -> None:
        self._rng = rng
        self._actors = list(actors)
        self._weights = list(accumulate(actor.pull for actor in self._actors))

    def draw(self) -> Actor | None:
        """Return one actor, or None from an empty pool."""
        if not self._actors:
            return None
        return self._rng.choices(self._actors, cum_weights=self._weights)[0]


class Network:
    """Draws all ties of one demo."""

    def __init__(self, rng: Random, rules: Rules, actors: list[Actor]) -> None:
        self._rng = rng
        self._rules = rules
        self._actors = actors
        self._government = government_actors()
        self._civil = [actor for actor in actors if actor.kind == "civil_society" and actor.role != "isolated"]
        self._helpers = [actor for actor in actors if actor.kind == "intermediary"]
        self._near = {district.code: district.near for district in districts()}
        self._pools: dict[tuple[str, str], Pool] = {}
        self._book = TieBook(rng, rules)

    def ties(self) -> list[dict[str, str]]:
        """Return the rows of all ties."""
        self._contracts()
        self._gap_ties()
        self._layer("public_funds", "funds", self._public_money)
        self._layer("partner_funds", "funds", lambda: self._to_free(self._draw("partners", "")))
        self._layer("intermediary_funds", "funds", lambda: self._to_free(self._draw("helpers", "")))
        self._layer("public_delegates", "delegates", self._public_money)
        self._layer("public_oversees", "oversees", self._public_money)
        self._layer("supports", "supports", self._help)
        self._layer("trains", "trains", self._help)
        for kind in ("cooperates", "shares_resource", "refers"):
            self._layer(kind, kind, self._peers)
        self._layer("member_of", "member_of", lambda: (self._draw("civil", ""), self._draw("city", "")))
        self._tie_the_rest()
        return self._book.rows

    def _layer(self, name: str, kind: str, draw: Callable[[], tuple[Actor | None, Actor | None]]) -> None:
        wanted = LAYERS[name]
        for _ in range(wanted * _TRIES):
            if not wanted:
                return
            source, target = draw()
            if source and target and self._book.add(kind, source, target):
                wanted -= 1

    def _contracts(self) -> None:
        """Tie each intermediary to the unit that commissions and oversees it."""
        for helper in self._helpers:
            unit = self._unit_for(helper)
            for _ in range(3):
                self._book.add("delegates", unit, helper)
            self._book.add("oversees", unit, helper)

    def _gap_ties(self) -> None:
        funder = next(actor for actor in self._actors if actor.role == "funder")
        for actor in self._civil:
            if actor.role == "dependent":
                for _ in range(self._rng.choice((1, 2, 3))):
                    self._book.add("funds", funder, actor)
        bridge = next(actor for actor in self._actors if actor.role == "bridge")
        for field in self._rules.bridge.fields:
            served = [actor for actor in self._civil if field in actor.tops]
            for actor in self._rng.sample(served, BRIDGE_TIES):
                self._book.add(self._rng.choice(("supports", "trains")), bridge, actor)

    def _public_money(self) -> tuple[Actor | None, Actor | None]:
        target = self._draw("free", "")
        return (self._unit_for(target) if target else None), target

    def _to_free(self, source: Actor | None) -> tuple[Actor | None, Actor | None]:
        return (None if source and source.role == "funder" else source), self._draw("free", "")

    def _unit_for(self, actor: Actor) -> Actor:
        """Return the unit that answers for an actor: its gu office, or a bureau of its field."""
        if actor.level != "city" and self._rng.random() < 0.65:
            return next(unit for unit in self._government if unit.gu == actor.gu)
        bureaus = [unit for unit in self._government if unit.level == "city" and unit.tops & actor.tops]
        return self._rng.choice(bureaus) if bureaus else self._government[0]

    def _help(self) -> tuple[Actor | None, Actor | None]:
        # Help goes to anyone, not to the attractive: an even draw.
        target = self._rng.choice(self._civil)
        roll = self._rng.random()
        if roll < 0.6:
            return self._draw("helpers_gu", target.gu), target
        return self._draw("helpers_field", target.fields[0].partition(".")[0]), target

    def _peers(self) -> tuple[Actor | None, Actor | None]:
        source = self._draw("civil", "")
        if source is None:
            return None, None
        roll = self._rng.random()
        if roll < 0.55:
            return source, self._draw("gu", source.gu)
        if roll < 0.8:
            return source, self._draw("field", self._rng.choice(source.fields).partition(".")[0])
        if roll < 0.9:
            return source, self._draw("gu", self._rng.choice(self._near[source.gu]))
        return source, self._draw("any", "")

    def _draw(self, name: str, key: str) -> Actor | None:
        if (name, key) not in self._pools:
            self._pools[name, key] = Pool(self._rng, self._members(name, key))
        return self._pools[name, key].draw()

    def _members(self, name: str, key: str) -> list[Actor]:
        tests: dict[str, Callable[[Actor], bool]] = {
            "civil": lambda actor: actor.kind == "civil_society",
            "free": lambda actor: actor.kind == "civil_society" and actor.role != "dependent",
            "city": lambda actor: actor.kind == "civil_society" and actor.level == "city",
            "partners": lambda actor: actor.kind == "partner",
            "helpers": lambda actor: actor.kind == "intermediary",
            "helpers_gu": lambda actor: actor.kind == "intermediary" and key == actor.gu,
            "helpers_field": lambda actor: actor.kind == "intermediary" and key in actor.tops,
            "gu": lambda actor: actor.gu == key and actor.kind != "intermediary",
            "field": lambda actor: key in actor.tops and actor.kind != "intermediary",
            "any": lambda actor: not key or key == actor.kind,
        }
        return [actor for actor in self._actors if actor.role != "isolated" and tests[name](actor)]

    def _tie_the_rest(self) -> None:
        """Give one tie to each actor that has none and is not meant to be isolated."""
        for actor in self._actors:
            if actor.role == "isolated" or actor.id in self._book.tied:
                continue
            for _ in range(_TRIES * 10):
                other = self._draw("gu", actor.gu)
                if other and self._book.add("cooperates", actor, other):
                    break
