"""The page of one district."""

from __future__ import annotations

from typing import Any

from ecomap.services.district_profile import Profile
from ecomap.services.workspace import Workspace


def profile_values(workspace: Workspace, profile: Profile, lang: str) -> dict[str, Any]:
    """Return what the page of a district shows."""
    return {"district": profile.place.name.get(lang)}
