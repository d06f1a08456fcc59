"""What surveys brought in, read from their papers and the ties that answers became."""

from __future__ import annotations

from ecomap.domain.records import Edge
from ecomap.services.listing import papers_of
from ecomap.services.survey_papers import INVITATION, RATINGS, SURVEY
from ecomap.snapshot.told import Report, Reports
from ecomap.stores.contract import PaperQuery, Store

_BATCH = 1_000


def survey_versions(store: Store) -> tuple[tuple[str, int], ...]:
    """Return what changes whenever a survey's figures or answers do; empty where there is no survey. One read."""
    papers = store.find_papers(PaperQuery(SURVEY, limit=_BATCH)).items
    return tuple((paper.id, paper.version) for paper in papers)


def read_reports(store: Store) -> Reports:
    """Return who was asked, who answered, and what was reported. Cost: reads all invitations and reported ties."""
    invited: set[str] = set()
    answered: set[str] = set()
    ties: dict[str, str] = {}
    for paper in papers_of(store, PaperQuery(INVITATION, limit=_BATCH)):
        if paper.state == "revoked":
            continue
        invited.add(paper.data["actor"])
        if paper.state == "answered":
            answered.add(paper.data["actor"])
            ties |= dict.fromkeys(paper.data.get("ties", {}).values(), paper.data["actor"])
    names = list(ties)
    edges: dict[str, Edge] = {}
    for start in range(0, len(names), _BATCH):
        edges |= store.get_edges(names[start : start + _BATCH])
    reports = tuple(_report(edge, ties[name]) for name, edge in sorted(edges.items()))
    return Reports(frozenset(invited), frozenset(answered), reports)


def _report(tie: Edge, reporter: str) -> Report:
    partner = tie.target if tie.source == reporter else tie.source
    ratings = tuple(_rating(tie, name) for name in RATINGS)
    return Report(reporter, partner, tie.type, tie.source, tie.target, ratings)


def _rating(tie: Edge, name: str) -> int | None:
    value = tie.properties.get(name)
    return int(value) if isinstance(value, int | float) else None
