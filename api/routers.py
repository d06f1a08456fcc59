"""Which routes the application has, and which of their answers change though no record does."""

from __future__ import annotations

from api.routes import (
    accounts,
    actor_forms,
    actors,
    analyses,
    analysis_pages,
    draft_pages,
    duplicates,
    erasure,
    health,
    history,
    history_pages,
    imports,
    jobs,
    maps,
    merge_pages,
    merges,
    pages,
    plan,
    plan_pages,
    preview_pages,
    previews,
    records,
    reference,
    review,
    suggestions,
    tie_forms,
    ties,
)

PROGRAMS = (
    health,
    erasure,
    records,
    merges,
    history,
    review,
    actors,
    ties,
    duplicates,
    suggestions,
    reference,
    analyses,
    plan,
    jobs,
    maps,
    imports,
    previews,
)
"""Routes for programs, in the order in which addresses are tried."""

PAGES = (
    history_pages,
    pages,
    analysis_pages,
    plan_pages,
    accounts,
    actor_forms,
    tie_forms,
    draft_pages,
    preview_pages,
    merge_pages,
)

CHANGING = (
    "/health",
    "/api/v1/jobs",
    "/api/v1/duplicates",
    "/api/v1/review",
    "/api/v1/merges",
    "/api/v1/previews",
    "/edit",
    "/review",
    "/merges",
    "/previews",
    "/login",
)
"""Beginnings of the addresses whose answers have no ETag of the store's state."""
