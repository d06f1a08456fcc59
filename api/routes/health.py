"""Whether the server lives and is ready; for supervisors and load balancers."""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import WorkspaceDep
from api.schemas import Health
from ecomap.services import health

router = APIRouter(tags=["health"])


@router.get("/health/live", summary="The process answers")
def live() -> Health:
    """Says nothing about the store."""
    return Health(status="ok")


@router.get("/health/ready", summary="The store answers and has this program's schema")
def ready(workspace: WorkspaceDep) -> Health:
    """503 with the reason otherwise."""
    info = health.ready(workspace)
    return Health(status="ok", backend=info.backend, revision=info.revision)
