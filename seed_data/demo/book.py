"""The book of ties: accepts a tie if the rules and both lifetimes allow it, and gives it a period."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from seed_data.demo.model import FIRST_DAY, LAST_DAY, ORIGIN, Actor
from seed_data.demo.rules import Rules

UNDIRECTED = frozenset({"cooperates", "shares_resource"})
PAID = frozenset({"funds", "delegates"})
# Median amount in KRW; delegation contracts run whole centres, grants run small projects.
MEDIAN_AMOUNT = {"funds": 12_000_000, "delegates": 420_000_000}
YEAR_END = (12, 31)


class TieBook:
    """Collects tie rows; keeps at most one tie of a type between two actors, and one a year for money."""

    def __init__(self, rng: Random, rules: Rules) -> None:
        self._rng = rng
        self._rules = rules
        self._seen: set[tuple[str, str, str, int]] = set()
        self.rows: list[dict[str, str]] = []
        self.tied: set[str] = set()

    def add(self, kind: str, source: Actor, target: Actor) -> bool:
        """Add a tie and return whether it was accepted."""
        if not self._rules.allows_tie(source, target):
            return False
        first = max(FIRST_DAY, source.founded, target.founded)
        last = min(LAST_DAY, source.closed or LAST_DAY, target.closed or LAST_DAY)
        if first >= last:
            return False
        start = first + timedelta(days=self._rng.randint(0, (last - first).days - 1))
        key = self._key(kind, source, target, start)
        if key in self._seen:
            return False
        self._seen.add(key)
        self.tied.update((source.id, target.id))
        ends = source.closed or target.closed
        self.rows.append(self._row(kind, (source, target), start, self._end(kind, start, last, ends is not None)))
        return True

    def _key(self, kind: str, source: Actor, target: Actor, start: date) -> tuple[str, str, str, int]:
        one, two = sorted((source.id, target.id)) if kind in UNDIRECTED else (source.id, target.id)
        return kind, one, two, start.year if kind in PAID else 0

    def _end(self, kind: str, start: date, last: date, must_end: bool) -> date | None:
        if kind == "funds":
            return min(date(start.year, *YEAR_END), last) if must_end else date(start.year, *YEAR_END)
        if kind == "delegates":
            return min(start + timedelta(days=3 * 365), last if must_end else date(LAST_DAY.year, *YEAR_END))
        if self._rng.random() < 0.45:
            return last if must_end else None
        end = start + timedelta(days=self._rng.randint(180, 1500))
        if end > last:
            return last if must_end else None
        return end

    def _row(self, kind: str, ends: tuple[Actor, Actor], start: date, end: date | None) -> dict[str, str]:
        source, target = ends
        paid = kind in PAID
        return {
            "id": f"demo-t-{len(self.rows) + 1:05d}",
            "type": kind,
            "source": source.id,
            "target": target.id,
            "valid_from": start.isoformat(),
            "valid_to": end.isoformat() if end else "",
            "amount": str(self._amount(kind)) if paid else "",
            "unit": "KRW" if paid else "",
            "weight": str(self._rng.choice((1, 1, 1, 2, 2, 3, 4, 5))) if kind in UNDIRECTED else "1",
            "field": self._field(source, target),
            "origin": ORIGIN,
            "confidence": "1.0" if paid else self._rng.choice(("0.6", "0.7", "0.8", "0.8", "0.9", "0.9", "1.0")),
        }

    def _amount(self, kind: str) -> int:
        drawn = MEDIAN_AMOUNT[kind] * self._rng.lognormvariate(0, 0.9)
        return max(int(drawn // 100_000) * 100_000, 1_000_000)

    def _field(self, source: Actor, target: Actor) -> str:
        common = [code for code in target.fields if code.partition(".")[0] in source.tops]
        if common:
            return common[0]
        return target.fields[0] if source.kind == "government" and target.fields else ""
