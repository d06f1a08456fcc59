"""The frozen records that the loader returns, one class a data file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Korean and English."""

    ko: str
    en: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row of ``places/seoul.csv``; ``None`` means that the source gave no figure."""

    code: str
    kostat_code: str
    level: str
    parent_code: str
    name_ko: str
    name_en: str
    population: int | None
    population_year: int | None
    area_km2: float | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One policy field; ``parent`` is empty at the top level."""

    code: str
    parent: str
    label: Text
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanTaskRow:
    """One task of the plan, and what the graph answers for it."""

    id: str
    group: str
    label: Text
    question: Text
    holds: Text
    computes: Text


@dataclass(frozen=True, slots=True)
class PlanGroupRow:
    """One group of tasks, such as the five that innovate the system."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The plan with its groups and tasks in their order."""

    id: str
    title: Text
    source: str
    groups: tuple[PlanGroupRow, ...]
    tasks: tuple[PlanTaskRow, ...]


@dataclass(frozen=True, slots=True)
class GovernmentUnitRow:
    """One government unit; ``part_of`` is the id of the unit above it, or empty."""

    id: str
    level: str
    part_of: str
    place: str
    name: Text
    fields: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where one data file comes from; ``path`` is relative to ``seed_data``."""

    path: str
    what: str
    origin: str
    licence: str
    date: str
    notes: str
