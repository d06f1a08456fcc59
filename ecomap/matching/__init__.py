"""Which records of organisations are probably the same one, how sure that is, and why."""

from ecomap.matching.entries import Entry, Profile, prepare
from ecomap.matching.index import Index
from ecomap.matching.reasons import Reason
from ecomap.matching.scan import Pair, Scan, scan
from ecomap.matching.scoring import SAME, SHOW, Match, compare

__all__ = ["SAME", "SHOW", "Entry", "Index", "Match", "Pair", "Profile", "Reason", "Scan", "compare", "prepare", "scan"]
