"""Places and fields of the packaged seed data as the nodes that readers look names up in."""

from __future__ import annotations

import pytest

import seed_data
from ecomap.domain.records import Node
from ecomap.exchange.fields import FieldIndex
from ecomap.exchange.places import PlaceIndex


@pytest.fixture(scope="session")
def places() -> PlaceIndex:
    return PlaceIndex(
        Node(
            f"place:{row.code}",
            "place",
            row.name_ko,
            row.name_en,
            {"code": row.code, "level": row.level, "kostat_code": row.kostat_code},
        )
        for row in seed_data.places()
    )


@pytest.fixture(scope="session")
def fields() -> FieldIndex:
    return FieldIndex(
        Node(f"field:{row.code}", "field", row.label.ko, row.label.en, {"keywords": row.keywords})
        for row in seed_data.fields()
    )
