"""What several suites share."""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.support.registers import BACKENDS


class Sharing(LoadScopeScheduling):
    """Give each process of the tests whole files, except that one takes all that need a Neo4j server.

    A server costs a gibibyte and ten seconds, so no two processes start their own.
    """

    def _split_scope(self, nodeid: str) -> str:
        for server, word in (("neo4j", "neo4j"), ("browser", "tests/e2e/")):
            if word in nodeid:
                return server
        return nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Sharing:
    """Say how tests are shared out where there are several processes."""
    return Sharing(config, log)


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Name of the store that a test runs on; each such test runs on every store."""
    return str(request.param)
