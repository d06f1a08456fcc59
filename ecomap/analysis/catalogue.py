"""The list of all analyses, which the API, the command line, the pages and the docs are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ecomap.analysis.record import Analysis


@cache
def catalogue() -> Mapping[str, Analysis]:
    """Return every analysis by its id, family by family: linkage, cooperation, gaps.

    Imports all of them at the first call, which takes about a second.
    """
    from ecomap.analysis.cooperation import (
        change,
        communities,
        layers,
        matrix,
        money,
        pairs,
        silos,
        survival,
        trends,
        trust,
        two_mode,
    )
    from ecomap.analysis.gap import cooperation, coverage, holes, isolates, partners, robustness, what_if
    from ecomap.analysis.linkage import (
        brokerage_roles,
        centrality,
        cohesion,
        intermediaries,
        overview,
        position,
        structural_holes,
    )

    modules = (
        overview,
        centrality,
        cohesion,
        structural_holes,
        brokerage_roles,
        intermediaries,
        position,
        matrix,
        pairs,
        silos,
        communities,
        two_mode,
        layers,
        money,
        change,
        trends,
        survival,
        trust,
        coverage,
        isolates,
        cooperation,
        holes,
        partners,
        robustness,
    )
    records = {module.ANALYSIS.id: module.ANALYSIS for module in modules}
    told_to_all = {name: found for name, found in records.items() if not found.members}
    compared = what_if.analysis(MappingProxyType(told_to_all))  # it runs any of these
    return MappingProxyType({**records, compared.id: compared})
