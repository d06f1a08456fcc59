"""linkage/position: blocks of actors in equivalent positions, and core and periphery."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.kernels.core_periphery import core_periphery
from ecomap.analysis.linkage import position_method as method
from ecomap.analysis.linkage import position_record as record
from ecomap.analysis.linkage.block_names import Portrait, Trait, portraits
from ecomap.analysis.linkage.blocks import Partition, density_fit, image, partition, shuffled
from ecomap.analysis.linkage.position_text import explain, notes
from ecomap.analysis.linkage.structure import Against, compare
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Snapshot, TieGraph
from graph_schema import Text

Row = tuple[Cell, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """Blocks, core and fits of one network."""

    blocks: Partition
    in_core: NDArray[np.bool_]
    figures: dict[str, float]


def position(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Divide the actors into blocks, and into core and periphery.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        ``equivalence``, ``blocks``, ``between``, ``limit``, ``nulls``, ``seed``.

    Returns
    -------
    Result
        Tables ``blocks``, ``image``, ``fit`` and ``members``.

    Notes
    -----
    Cost: see `ecomap.analysis.linkage.blocks.partition`; once more for each random network.
    """
    ties = snapshot.ties
    kind = snapshot.kind[ties.nodes]
    found = _find(ties, kind, parameters, parameters["blocks"])
    beside = _beside(ties, kind, parameters, found)
    portrayed = portraits(snapshot, found.blocks) if found.blocks.count else []
    degree = np.diff(ties.adjacency.indptr)
    tables = (
        Table(record.BLOCKS, tuple(_block(snapshot, found.blocks, i, p, degree) for i, p in enumerate(portrayed))),
        Table(record.IMAGE, _image(ties, found.blocks)),
        Table(record.FIT, _fit(found, beside)),
        Table(record.MEMBERS, tuple(_members(snapshot, found, degree, parameters["limit"]))),
    )
    return Result(tables, explain(snapshot, tables), notes(snapshot, tables, parameters))


def letter(number: int) -> str:
    """Return the name of a block: A, B, … Z, then A2, B2 and so on."""
    turn, place = divmod(number, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")


def _find(ties: TieGraph, kind: NDArray[Any], parameters: Parameters, count: int) -> Found:
    blocks = partition(
        ties, kind, regular=parameters["equivalence"] == "regular", blocks=count, seed=parameters["seed"]
    )
    arcs, possible = image(ties, blocks)
    adjacency = ties.adjacency
    in_core, fit = core_periphery(adjacency.indptr, adjacency.indices, tied=parameters["between"] == "tied")
    figures = {"density_r2": density_fit(arcs, possible), "profile_r2": blocks.profile_fit}
    figures |= {"core_fit": fit if ties.m else float("nan")} | _core_densities(ties, in_core)
    return Found(blocks, in_core, figures)


def _core_densities(ties: TieGraph, in_core: NDArray[np.bool_]) -> dict[str, float]:
    low, high, _ = ties.pairs
    core, rest = float(in_core.sum()), float((~in_core).sum())
    ends = in_core[low].astype(np.int64) + in_core[high]
    possible = {"core_density": core * (core - 1) / 2, "between_density": core * rest}
    possible["periphery_density"] = rest * (rest - 1) / 2
    found = zip(possible.items(), (2, 1, 0), strict=True)
    return {name: int((ends == both).sum()) / cells if cells else float("nan") for (name, cells), both in found}


def _beside(ties: TieGraph, kind: NDArray[Any], parameters: Parameters, found: Found) -> dict[str, Against]:
    seeds = np.random.default_rng(parameters["seed"]).integers(2**32, size=parameters["nulls"] if ties.m else 0)
    drawn = [_find(shuffled(ties, int(seed)), kind, parameters, found.blocks.count).figures for seed in seeds]
    return {name: compare(value, [figures[name] for figures in drawn]) for name, value in found.figures.items()}


def _name(snapshot: Snapshot, actor: int) -> Text:
    place = int(snapshot.ties.nodes[actor])
    return Text(snapshot.name(place), snapshot.name(place, "en"))


def _block(snapshot: Snapshot, blocks: Partition, number: int, portrait: Portrait, degree: NDArray[Any]) -> Row:
    members = np.flatnonzero(blocks.block == number)
    names = [_name(snapshot, int(actor)) for actor in members[np.argsort(-degree[members], kind="stable")][:3]]
    examples = Text(", ".join(name.ko for name in names), ", ".join(name.en for name in names))
    share = len(members) / int((blocks.block >= 0).sum())
    traits = (portrait.kind, portrait.field, portrait.district, portrait.tie)
    marks = [cell for trait in traits for cell in _mark(trait)]
    mean = float(degree[members].mean())
    return (letter(number), portrait.name, len(members), share, mean, *marks, examples)


def _mark(trait: Trait | None) -> tuple[Cell, Cell]:
    return (Text("–", "–"), None) if trait is None else (trait.label, trait.share)


def _image(ties: TieGraph, blocks: Partition) -> tuple[Row, ...]:
    arcs, possible = image(ties, blocks)
    overall = float(arcs.sum() / possible.sum()) if possible.sum() else 0.0
    rows: list[Row] = []
    for i in range(blocks.count):
        for j in range(blocks.count):
            density = float(arcs[i, j] / possible[i, j]) if possible[i, j] else None
            ratio = density / overall if density is not None and overall else None
            tied = None if density is None else density >= overall
            rows.append((letter(i), letter(j), density, ratio, tied, int(arcs[i, j])))
    return tuple(rows)


_LABELS = {
    "profile_r2": (Text("프로필 R²", "Profile R²"), "share"),
    "density_r2": (Text("밀도 R²", "Density R²"), "share"),
    "core_fit": (Text("중심–주변 상관계수", "Core–periphery correlation"), "−1 … 1"),
    "core_density": (Text("중심 안의 밀도", "Density inside the core"), "share"),
    "between_density": (Text("중심과 주변 사이의 밀도", "Density between core and periphery"), "share"),
    "periphery_density": (Text("주변 안의 밀도", "Density inside the periphery"), "share"),
}


def _fit(found: Found, beside: dict[str, Against]) -> tuple[Row, ...]:
    blank = (None, None, None)
    rows: list[Row] = [
        ("blocks", Text("블록", "Blocks"), found.blocks.count, "blocks", *blank),
        ("core", Text("중심의 주체", "Actors in the core"), int(found.in_core.sum()), "actors", *blank),
    ]
    for name, (label, unit) in _LABELS.items():
        figure = beside[name]
        rows.append((name, label, figure.observed, unit, figure.mean, figure.z, figure.p))
    return tuple(rows)


def _members(snapshot: Snapshot, found: Found, degree: NDArray[Any], limit: int) -> list[Row]:
    rows: list[Row] = []
    for number in range(found.blocks.count):
        members = np.flatnonzero(found.blocks.block == number)
        members = members[np.argsort(-degree[members], kind="stable")][: limit or None]
        for actor in members.tolist():
            place = int(snapshot.ties.nodes[actor])
            kind = snapshot.ontology.nodes[snapshot.kinds[int(snapshot.kind[place])]].label
            identity = (str(snapshot.node_id[place]), _name(snapshot, actor), kind)
            rows.append((*identity, letter(number), int(degree[actor]), bool(found.in_core[actor])))
    return rows


ANALYSIS = Analysis(
    id="linkage/position",
    label=method.LABEL,
    question=method.QUESTION,
    method=method.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.BLOCKS, record.IMAGE, record.FIT, record.MEMBERS),
    references=method.REFERENCES,
    cost=method.COST,
    limits=method.LIMITS,
    function=position,
    chart=Chart("bar", x="name", value="actors"),
)
