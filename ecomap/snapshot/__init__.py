"""The immutable columnar graph at one moment, which every analysis and map is a pure function of."""

from ecomap.snapshot.columns import EdgeColumns, NodeColumns, Strings
from ecomap.snapshot.filters import Filter, filtered
from ecomap.snapshot.graph import Snapshot, build
from ecomap.snapshot.groups import Grouping, grouping
from ecomap.snapshot.ties import TieGraph

__all__ = [
    "EdgeColumns",
    "Filter",
    "Grouping",
    "NodeColumns",
    "Snapshot",
    "Strings",
    "TieGraph",
    "build",
    "filtered",
    "grouping",
]
