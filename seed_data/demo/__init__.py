"""The demo ecosystem: invented organisations and ties in real districts, with gaps built in on purpose.

Nothing here describes a real organisation. ``gaps.yaml`` says what the analyses should find.
"""

from seed_data.demo.gaps import GapRow, gaps
from seed_data.demo.generator import DEFAULT_SEED, generate
from seed_data.demo.model import (
    BODY_COLUMNS,
    LINK_COLUMNS,
    ORDINANCE_COLUMNS,
    ORGANISATION_COLUMNS,
    PROGRAMME_COLUMNS,
    RECOGNITION_COLUMNS,
    RESOURCE_COLUMNS,
    TIE_COLUMNS,
    Demo,
)

__all__ = [
    "BODY_COLUMNS",
    "DEFAULT_SEED",
    "LINK_COLUMNS",
    "ORDINANCE_COLUMNS",
    "ORGANISATION_COLUMNS",
    "PROGRAMME_COLUMNS",
    "RECOGNITION_COLUMNS",
    "RESOURCE_COLUMNS",
    "TIE_COLUMNS",
    "Demo",
    "GapRow",
    "gaps",
    "generate",
]
