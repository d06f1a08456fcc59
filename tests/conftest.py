"""What several suites share."""

from __future__ import annotations

import pytest

from tests.support.registers import BACKENDS


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what shares a server in one of the two processes of `make test`: tests on Neo4j, tests in the browser."""
    for item in items:
        for group, words in (("neo4j", "neo4j"), ("browser", "tests/e2e/")):
            if words in item.nodeid:
                item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Name of the store that a test runs on; each such test runs on every store."""
    return str(request.param)
