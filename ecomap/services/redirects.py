"""Where the ids of merged records lead.

A record that was merged away leaves its id behind for ever: a paper says to which record it leads. Chains are
followed to their end.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ecomap.domain.papers import Paper
from ecomap.domain.texts import number_key
from ecomap.services.listing import papers_of
from ecomap.stores.contract import PaperQuery, Reading

REDIRECT = "redirect"
MERGE = "merge"
STANDING, UNDONE = "standing", "undone"
_PAGE = 1_000


def present_ids(reading: Reading, ids: Collection[str]) -> dict[str, str]:
    """Return where ids of merged records lead, by id; ids that nothing was merged from are left out.

    Cost: one reading for each link of the longest chain.
    """
    leads: dict[str, str] = {}
    asked = set(ids)
    while asked:
        found = reading.get_papers(REDIRECT, asked)
        leads |= {old: str(paper.data["to"]) for old, paper in found.items()}
        asked = {leads[old] for old in found} - leads.keys()
    return {old: _end(leads, old) for old in set(ids) & leads.keys()}


def present_id(reading: Reading, record: str) -> str:
    """Return where one id leads: the id itself unless its record was merged into another."""
    return present_ids(reading, [record]).get(record, record)


def _end(leads: dict[str, str], old: str) -> str:
    seen = {old}
    while (new := leads.get(old)) and new not in seen:
        seen.add(new)
        old = new
    return old


def holders_of(reading: Reading, numbers: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return actor ids by registration number, as `Reading.find_registered`, with numbers that came by a merge.

    A number of a record that was merged into one with another number is an alias of that one.
    """
    found = reading.find_registered(numbers) if numbers else {}
    rest = {number for number in numbers if number not in found and number_key(number)}
    return (reading.find_named(rest) if rest else {}) | found


def merge_papers(reading: Reading, actor: str) -> Sequence[Paper]:
    """Return the standing merges that brought records into one, those into the merged records included."""
    found: list[Paper] = []
    owners = [actor]
    while owners:
        more = list(papers_of(reading, PaperQuery(MERGE, owners, (STANDING,), _PAGE)))
        found += more
        owners = [str(paper.data["from"]) for paper in more]
    return sorted(found, key=lambda paper: paper.made, reverse=True)


def merged_ids(reading: Reading, actor: str) -> tuple[str, ...]:
    """Return the ids of all records that were merged into one."""
    return tuple(str(paper.data["from"]) for paper in merge_papers(reading, actor))
