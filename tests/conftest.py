"""What several suites share."""

from __future__ import annotations

import pytest

from tests.support.registers import BACKENDS


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Name of the store that a test runs on; each such test runs on every store."""
    return str(request.param)
