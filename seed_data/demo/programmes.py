"""About eighty invented programmes of the city and its gu."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from seed_data.demo.city import CITY_CODE, districts, top_fields
from seed_data.demo.names import stem, words
from seed_data.demo.rules import Rules
from seed_data.loader import places, plan

PROGRAMMES = 80
ENDINGS = (
    ("공모사업", "Call for Projects"),
    ("지원사업", "Support Programme"),
    ("협력사업", "Joint Programme"),
)


def make_programmes(rng: Random, rules: Rules) -> list[dict[str, str]]:
    """Return the rows of the programmes.

    Parameters
    ----------
    rng : Random
        Source of chance; the same state gives the same rows.
    rules : Rules
        Deliberate gaps; no programme runs in a cell that a gap keeps empty.
    """
    homes = [CITY_CODE, *(district.code for district in districts())]
    names = {row.code: stem(row) for row in places()}
    tasks = [task.id for task in plan().tasks]
    rows: list[dict[str, str]] = []
    while len(rows) < PROGRAMMES:
        place, field = rng.choice(homes), rng.choice(top_fields())
        if not rules.allows_cell(place, (field,)):
            continue
        theme, (end_ko, end_en) = rng.choice(words()["themes"][field]), rng.choice(ENDINGS)
        start = date(2016, 1, 1) + timedelta(days=rng.randint(0, 9 * 365))
        number = len(rows) + 1
        rows.append(
            {
                "id": f"demo-p-{number:03d}",
                "name_ko": f"{names[place].ko} {theme['ko']} {end_ko} 제{number}호",
                "name_en": f"{names[place].en} {theme['en']} {end_en} no. {number}",
                "place": place,
                "fields": field,
                "task": rng.choice(tasks),
                "start": start.isoformat(),
                "end": (start + timedelta(days=rng.choice((364, 729, 1094)))).isoformat(),
                "budget": str(rng.randint(10, 900) * 1_000_000),
            }
        )
    return rows
