"""The crowd that takes part: tied actors, drawn by place and field, each with the chance its pull gives it."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from seed_data.demo.model import Actor
from seed_data.demo.network import Pool


class Crowd:
    """Draws actors for programmes, bodies, resources and recognitions; the isolated are never drawn.

    Parameters
    ----------
    rng : Random
        Source of chance.
    actors : iterable of Actor
        Of any kind.
    """

    def __init__(self, rng: Random, actors: Iterable[Actor]) -> None:
        self._rng = rng
        self._actors = [actor for actor in actors if actor.role != "isolated"]
        self._pools: dict[tuple[str, str, str], Pool] = {}

    def draw(self, gu: str = "", top: str = "", place: str = "") -> Actor | None:
        """Return an actor of a gu, a top-level field and a place, each left open if empty; None if there is none."""
        key = (gu, top, place)
        if key not in self._pools:
            self._pools[key] = Pool(self._rng, (actor for actor in self._actors if _fits(actor, *key)))
        return self._pools[key].draw()


def _fits(actor: Actor, gu: str, top: str, place: str) -> bool:
    return actor.gu == (gu or actor.gu) and (not top or top in actor.tops) and actor.place == (place or actor.place)
