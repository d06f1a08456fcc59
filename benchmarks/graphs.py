"""Import files of a large register: heavy-tailed degrees, clustered by district and field, from a fixed seed."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

import seed_data
from ecomap.services.access import LOCAL
from ecomap.services.seeding import seed
from ecomap.services.workspace import Workspace

TYPES = ("cooperates", "supports", "shares_resource", "refers", "trains")


def write_files(folder: Path, actors: int, ties: int, random_seed: int = 1) -> tuple[Path, Path]:
    """Write ``organisations.csv`` and ``ties.csv`` and return their paths."""
    rng = np.random.default_rng(random_seed)
    districts = [row.code for row in seed_data.places() if row.level == "gu"]
    fields = [row.code for row in seed_data.fields() if not row.parent]
    district, field = rng.integers(len(districts), size=actors), rng.integers(len(fields), size=actors)
    organisations, tie_file = folder / "organisations.csv", folder / "ties.csv"
    with organisations.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "kind", "name_ko", "name_en", "level", "located_in", "fields", "founded"])
        for i in range(actors):
            kind = "intermediary" if i % 50 == 0 else "government" if i % 97 == 0 else "civil_society"
            name = f"{i}번째 {('마을', '돌봄', '환경', '청년', '문화')[i % 5]} 모임"
            place, code = districts[district[i]], fields[field[i]]
            writer.writerow([f"b-{i}", kind, name, f"Group {i}", "gu", place, code, f"{2000 + i % 24}-01-01"])
    source, target = draw_ends(rng, district, field, ties)
    with tie_file.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "type", "source", "target", "valid_from", "valid_to", "weight"])
        for i, (a, b) in enumerate(zip(source.tolist(), target.tolist(), strict=True)):
            year = 2016 + i % 9
            writer.writerow(
                [f"bt-{i}", TYPES[i % 5], f"b-{a}", f"b-{b}", f"{year}-03-01", f"{year + 1}-02-28", 1 + i % 5]
            )
    return organisations, tie_file


def draw_ends(
    rng: np.random.Generator, district: np.ndarray, field: np.ndarray, ties: int
) -> tuple[np.ndarray, np.ndarray]:
    """Draw ends: the source by a Pareto propensity, the target mostly inside its district or field."""
    actors = len(district)
    propensity = rng.pareto(2.5, actors) + 0.2
    source = rng.choice(actors, size=ties, p=propensity / propensity.sum())
    target = rng.choice(actors, size=ties, p=propensity / propensity.sum())
    for groups, share in ((district, 0.5), (field, 0.3)):
        order = np.argsort(groups, kind="stable")
        start = np.searchsorted(groups[order], np.arange(groups.max() + 2))
        inside = rng.random(ties) < share
        group = groups[source]
        size = start[group + 1] - start[group]
        pick = order[start[group] + (rng.random(ties) ** 2 * size).astype(np.int64)]
        target = np.where(inside, pick, target)
    target = np.where(target == source, (target + 1) % actors, target)
    return source, target


def seeded(workspace: Workspace) -> Workspace:
    """Return the workspace with Seoul's reference data in it."""
    workspace.store.migrate()
    seed(workspace, LOCAL)
    return workspace
