"""What partners say of their ties in surveys, as a snapshot carries it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One partner's report of one tie.

    Parameters
    ----------
    reporter, partner : str
        Ids of who says it and of whom.
    type, source, target : str
        The tie, as it stands in the register.
    ratings : tuple of int or None
        Items of the PARTNER tool, from 1 to 4, in the order of the ontology: power and influence, involvement,
        resource contribution; reliability, support of the mission, openness.
    """

    reporter: str
    partner: str
    type: str
    source: str
    target: str
    ratings: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """All that surveys brought in, for members only but for the figures.

    Parameters
    ----------
    invited, answered : frozenset of str
        Ids of the actors that were asked, and of those that answered and did not withdraw.
    reports : tuple of Report
        In any order.
    """

    invited: frozenset[str]
    answered: frozenset[str]
    reports: tuple[Report, ...]

    def key(self) -> str:
        """Return a text that is equal for equal reports."""
        told = [sorted(self.invited), sorted(self.answered), sorted(json.dumps(astuple(r)) for r in self.reports)]
        return hashlib.blake2b(json.dumps(told).encode(), digest_size=12).hexdigest()
