"""Generate the demo ecosystem.

Run ``python -m seed_data.demo`` for a count of what it makes. The same seed gives the same rows.
"""

from __future__ import annotations

from random import Random

from seed_data.demo.actors import ActorMaker
from seed_data.demo.bodies import Bodies
from seed_data.demo.city import CITY_CODE
from seed_data.demo.gaps import gaps
from seed_data.demo.links import LinkBook
from seed_data.demo.model import ORIGIN, Actor, Demo
from seed_data.demo.names import Namer
from seed_data.demo.network import Network
from seed_data.demo.ordinances import Ordinances
from seed_data.demo.participants import Participants
from seed_data.demo.programmes import make_programmes
from seed_data.demo.recognitions import Recognitions
from seed_data.demo.resources import Resources
from seed_data.demo.rules import Rules
from seed_data.loader import fields, places
from seed_data.rows import PlaceRow

DEFAULT_SEED = 20250101
PRIVATE_CONTACTS = 30
INTERMEDIARY_TASKS = ("B1", "C1", "C2", "C3", "D")


def generate(seed: int = DEFAULT_SEED) -> Demo:
    """Return the demo ecosystem.

    Parameters
    ----------
    seed : int
        Seed of the random draws.

    Returns
    -------
    Demo
        About 1,500 organisations, 8,000 ties and 80 programmes as rows of import files, about 60 bodies, 120
        resources, 80 recognitions and 20 ordinances with the links between them, and every gap of ``gaps.yaml``.

    Examples
    --------
    >>> demo = generate()
    >>> demo.organisations[0]["id"]
    'demo-0001'
    """
    rules = Rules(gaps())
    actors = ActorMaker(_rng(seed, "actors"), rules).all()
    writer = _OrganisationWriter(_rng(seed, "names"))
    ties = Network(_rng(seed, "ties"), rules, actors).ties()
    programmes = make_programmes(_rng(seed, "programmes"), rules)
    book = LinkBook()
    Participants(_rng(seed, "participants"), rules, actors, programmes, book).add()
    return Demo(
        organisations=[writer.row(actor) for actor in actors],
        ties=ties,
        programmes=programmes,
        bodies=Bodies(_rng(seed, "bodies"), rules, actors, book).add(),
        resources=Resources(_rng(seed, "resources"), rules, actors, book).add(),
        recognitions=Recognitions(_rng(seed, "recognitions"), rules, actors, ties, book).add(),
        ordinances=Ordinances(_rng(seed, "ordinances"), rules, programmes, book).add(),
        links=book.rows,
    )


def _rng(seed: int, part: str) -> Random:
    # One stream a part, so that a change to one part leaves the others as they were.
    return Random(f"{seed}:{part}")  # noqa: S311 - demo data, nothing secret is drawn


class _OrganisationWriter:
    """Turns actors into rows; names are drawn here because only the rows need them."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._namer = Namer(rng)
        self._places: dict[str, PlaceRow] = {row.code: row for row in places()}
        self._labels = {row.code: row.label for row in fields()}
        self._contacts = 0

    def row(self, actor: Actor) -> dict[str, str]:
        """Return the row of one actor in the columns of an import file."""
        home = self._places[CITY_CODE if actor.level == "city" and actor.kind != "partner" else actor.place]
        theme = actor.fields[0].partition(".")[0] if actor.fields else ""
        name = self._namer.name(home, theme, actor.form or actor.kind)
        email, phone = self._contact(actor)
        return {
            "id": actor.id,
            "kind": actor.kind,
            "name_ko": name.ko,
            "name_en": name.en,
            "registration_number": self._registration(actor),
            "legal_form": actor.form,
            "level": actor.level,
            "located_in": actor.place,
            "active_in": ";".join(actor.active_in),
            "fields": ";".join(actor.fields),
            "tasks": ";".join(self._tasks(actor)),
            "founded": actor.founded.isoformat(),
            "closed": actor.closed.isoformat() if actor.closed else "",
            "description": self._description(actor, home),
            "email": email,
            "phone": phone,
            "synthetic": "true",
            "origin": ORIGIN,
        }

    def _registration(self, actor: Actor) -> str:
        registered = actor.form != "residents_group" and self._rng.random() < 0.7
        return f"DEMO-{actor.founded.year}-{actor.id[-4:]}" if registered else ""

    def _tasks(self, actor: Actor) -> list[str]:
        if actor.kind != "intermediary":
            return []
        return sorted(self._rng.sample(INTERMEDIARY_TASKS, 2))

    def _description(self, actor: Actor, home: PlaceRow) -> str:
        labels = [self._labels[code] for code in actor.fields]
        ko, en = "·".join(label.ko for label in labels), ", ".join(label.en for label in labels)
        if not labels:
            return "합성 데이터: 시연용 가상 협력 기관 / synthetic: an invented partner for the demo"
        text_ko = f"합성 데이터: {home.name_ko}의 {ko} 분야 가상 단체"
        return f"{text_ko} / synthetic: an invented body in {home.name_en}, {en}"

    def _contact(self, actor: Actor) -> tuple[str, str]:
        """Return a made-up private contact for some, so that privacy rules have something to hide."""
        if self._contacts >= PRIVATE_CONTACTS or actor.kind != "civil_society" or self._rng.random() > 0.05:
            return "", ""
        self._contacts += 1
        return f"{actor.id}@example.org", f"02-0000-{self._contacts:04d}"
