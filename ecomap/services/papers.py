"""Reading papers page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ecomap.domain.papers import Paper
from ecomap.stores.contract import PaperQuery, Reading


def all_papers(reading: Reading, query: PaperQuery) -> Iterator[Paper]:
    """Yield all papers that match, newest first."""
    cursor = ""
    while True:
        page = reading.find_papers(replace(query, cursor=cursor))
        yield from page.items
        if not (cursor := page.next_cursor):
            return
