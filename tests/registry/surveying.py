"""A survey that is going on, for the tests of surveys."""

from __future__ import annotations

from datetime import timedelta

from ecomap.services import surveys
from ecomap.services.access import ROLES, Principal
from ecomap.services.survey_papers import today
from ecomap.services.workspace import Workspace

ADMIN = Principal("admin", ROLES["administrator"].scopes, account="u-admin")
RATED = {"reliability": 4, "mission_support": 3, "openness": 2, "power_influence": 1, "involvement": 2}
RATED |= {"resource_contribution": 3}


def said(**others: object) -> dict[str, object]:
    """Return what a survey is made of."""
    told: dict[str, object] = {"title_ko": "협력 조사", "title_en": "Cooperation survey", "consent_ko": "동의합니다."}
    told |= {"consent_en": "I agree.", "types": ["cooperates", "funds"]}
    told |= {"opens": (today() - timedelta(days=1)).isoformat(), "closes": (today() + timedelta(days=9)).isoformat()}
    return told | others


def invited(workspace: Workspace, *actors: str) -> tuple[str, dict[str, str]]:
    """Make a survey and invite; returns its id and the links' tokens by actor."""
    survey = surveys.create_survey(workspace, ADMIN, said())
    return survey, {one.actor: one.token for one in surveys.invite(workspace, ADMIN, survey, actors)}
