"""Column headings speak one language."""

from __future__ import annotations

import re

import pytest

from ecomap.analysis.catalogue import catalogue
from ecomap.exchange.results import heading


@pytest.mark.parametrize("name", catalogue())
def test_units_in_korean_headings_are_korean(name: str) -> None:
    for table in catalogue()[name].outputs:
        for column in table.columns:
            unit = heading(column, "ko").removeprefix(column.label.ko)
            assert not re.search(r"[A-Za-z]{2,}", unit), (column.name, unit)
            english = heading(column, "en")
            said = column.unit.casefold() in column.label.en.casefold().split()
            assert english == (column.label.en if said or not column.unit else f"{column.label.en} ({column.unit})")
