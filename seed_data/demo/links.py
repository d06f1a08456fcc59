"""The book of links: who takes part, sits, holds, uses and was recognised, within both lifetimes."""

from __future__ import annotations

from datetime import date

from seed_data.demo.model import LAST_DAY, ORIGIN, Actor

Span = tuple[date, date | None]


def shared_span(actor: Actor, first: date, last: date | None) -> Span | None:
    """Return the part of a period in which the actor existed, None if there is none before the last day of the demo."""
    start = max(first, actor.founded)
    ends = [day for day in (last, actor.closed) if day]
    end = min(ends) if ends else None
    return None if start >= (end or LAST_DAY) or start > LAST_DAY else (start, end)


class LinkBook:
    """Collects link rows, at most one of a type between two records."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str, str]] = set()
        self.rows: list[dict[str, str]] = []

    def has(self, kind: str, source: str, target: str) -> bool:
        """Return whether the link is there."""
        return (kind, source, target) in self._seen

    def add(
        self, kind: str, source: str, target: str, span: Span | None = None, amount: int = 0, unit: str = ""
    ) -> bool:
        """Add a link and return whether it is new."""
        if self.has(kind, source, target):
            return False
        self._seen.add((kind, source, target))
        since, until = span or (None, None)
        self.rows.append(
            {
                "type": kind,
                "source": source,
                "target": target,
                "valid_from": since.isoformat() if since else "",
                "valid_to": until.isoformat() if until else "",
                "amount": str(amount) if amount else "",
                "unit": unit if amount else "",
                "origin": ORIGIN,
            }
        )
        return True
