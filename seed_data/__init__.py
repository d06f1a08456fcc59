"""What ecomap starts with: places, fields, a plan, government units and a demo ecosystem.

Data and a loader of it, no rules. ``sources.yaml`` says where each file comes from and under which licence.
"""

from seed_data.loader import fields, government_units, outlines, places, plan, sources, tiles
from seed_data.rows import (
    FieldRow,
    GovernmentUnitRow,
    PlaceRow,
    PlanGroupRow,
    PlanRow,
    PlanTaskRow,
    SourceRow,
    Text,
)

__all__ = [
    "FieldRow",
    "GovernmentUnitRow",
    "PlaceRow",
    "PlanGroupRow",
    "PlanRow",
    "PlanTaskRow",
    "SourceRow",
    "Text",
    "fields",
    "government_units",
    "outlines",
    "places",
    "plan",
    "sources",
    "tiles",
]
