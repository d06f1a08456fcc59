"""linkage/cohesion: how firmly the network holds together, and what falls apart when somebody goes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csgraph

from ecomap.analysis.kernels.cores import core_numbers
from ecomap.analysis.linkage import cohesion_method as method
from ecomap.analysis.linkage import cohesion_record as record
from ecomap.analysis.linkage.breaks import Break, Breaks, find_breaks
from ecomap.analysis.linkage.cohesion_text import explain, notes
from ecomap.analysis.linkage.structure import Against, Pairs, against_rewired, shape_figures
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Snapshot, grouping
from graph_schema import Text

Row = tuple[Cell, ...]

_THRESHOLDS = 20


def cohesion(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Describe components, weak spots, cores, clustering, rich club and assortativity.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        ``limit``, ``nulls``, ``samples``, ``seed``.

    Returns
    -------
    Result
        Tables ``summary``, ``articulation_points``, ``bridges``, ``assortativity``, ``cores`` and
        ``rich_club``.

    Notes
    -----
    Cost: O(n + pairs) for the weak spots; see `ecomap.analysis.linkage.structure.against_rewired` for the rest.
    """
    ties = snapshot.ties
    low, high, _ = ties.pairs
    pairs = Pairs(ties.n, low, high)
    groupings = {name: grouping(snapshot, name) for name in record.ATTRIBUTES if name != "degree"}
    shares = {name: groups.shares()[ties.nodes] for name, groups in groupings.items()}
    thresholds = _thresholds(pairs.degree())
    beside = against_rewired(
        pairs,
        lambda drawn: shape_figures(drawn, shares, thresholds, parameters["samples"]),
        parameters["nulls"],
        parameters["seed"],
    )
    breaks = find_breaks(ties, (groupings["field"], groupings["district"]), parameters["limit"])
    covered = {name: int((np.diff(table.indptr) > 0).sum()) for name, table in shares.items()} | {"degree": ties.n}
    tables = (
        Table(record.SUMMARY, _summary(snapshot, breaks, beside)),
        Table(record.POINTS, tuple(_point(snapshot, i, spot) for i, spot in enumerate(breaks.actors, 1))),
        Table(record.BRIDGES, tuple(_bridge(snapshot, i, spot) for i, spot in enumerate(breaks.pairs, 1))),
        Table(record.ASSORTATIVITY, tuple(_assortativity(beside, covered))),
        Table(record.CORES, tuple(_cores(ties.adjacency))),
        Table(record.RICH_CLUB, tuple(_rich(pairs.degree(), thresholds, beside))),
    )
    return Result(tables, explain(snapshot, tables, breaks), notes(snapshot, tables, parameters))


def _thresholds(degree: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return degrees with at least two actors above them, at most twenty, evenly spaced over the actors."""
    distinct = np.unique(degree)
    above = len(degree) - np.searchsorted(np.sort(degree), distinct, side="right")
    usable = distinct[above >= 2]
    if len(usable) <= _THRESHOLDS:
        return usable
    return np.asarray(usable[np.unique(np.linspace(0, len(usable) - 1, _THRESHOLDS).astype(np.int64))])


def _beside(figure: Against) -> tuple[float | None, float | None, float | None]:
    return figure.mean, figure.z, figure.p


def _summary(snapshot: Snapshot, breaks: Breaks, beside: dict[str, Against]) -> tuple[Row, ...]:
    ties = snapshot.ties
    count, component = csgraph.connected_components(ties.adjacency, directed=False)
    largest = int(np.bincount(component).max()) if ties.n else 0
    blank = (None, None, None)
    rows: list[Row] = [
        ("actors", Text("주체", "Actors"), ties.n, "actors", *blank),
        ("pairs", Text("이어진 쌍", "Tied pairs"), len(ties.pairs[0]), "pairs", *blank),
        ("components", Text("연결된 덩어리", "Components"), int(count) if ties.n else 0, "components", *blank),
        ("largest", Text("가장 큰 덩어리의 주체", "Actors in the largest component"), largest, "actors", *blank),
        (
            "articulation_points",
            Text("빠지면 연결망을 끊는 주체", "Articulation points"),
            breaks.articulation_points,
            "actors",
            *blank,
        ),
        ("bridges", Text("끊기면 연결망이 나뉘는 쌍", "Bridges"), breaks.bridges, "pairs", *blank),
        ("hanging", Text("한 주체에 매달린 주체", "Actors hanging on one other"), breaks.hanging, "actors", *blank),
    ]
    labels = {
        "clustering": (Text("평균 뭉침 계수", "Average clustering"), "share"),
        "transitivity": (Text("이행성", "Transitivity"), "share"),
        "mean_path": (Text("평균 거리", "Mean distance"), "steps"),
    }
    rows += [
        (name, label, beside[name].observed, unit, *_beside(beside[name])) for name, (label, unit) in labels.items()
    ]
    rows.append(("sigma", Text("작은 세상 지수 σ", "Small-world quotient σ"), _sigma(beside), "ratio", *blank))
    return tuple(rows)


def _sigma(beside: dict[str, Against]) -> float | None:
    clustering, path = beside["clustering"], beside["mean_path"]
    if not (clustering.mean and path.mean and path.observed) or clustering.observed is None:
        return None
    return (clustering.observed / clustering.mean) / (path.observed / path.mean)


def _name(snapshot: Snapshot, actor: int) -> tuple[str, Text]:
    position = int(snapshot.ties.nodes[actor])
    return str(snapshot.node_id[position]), Text(snapshot.name(position), snapshot.name(position, "en"))


def _cut_off(snapshot: Snapshot, spot: Break) -> Row:
    names = [_name(snapshot, actor)[1] for actor in spot.cut_off[:3].tolist()]
    more = len(spot.cut_off) - len(names)
    who = Text(
        ", ".join(name.ko for name in names) + (f" 외 {more:,}곳" if more else ""),
        ", ".join(name.en for name in names) + (f" and {more:,} more" if more else ""),
    )
    return (len(spot.cut_off), who, _listed(spot.groups["field"]), _listed(spot.groups["district"]))


def _listed(labels: tuple[Text, ...]) -> Text:
    return Text(", ".join(label.ko for label in labels) or "–", ", ".join(label.en for label in labels) or "–")


def _point(snapshot: Snapshot, rank: int, spot: Break) -> Row:
    position = int(snapshot.ties.nodes[spot.kept])
    kind = snapshot.ontology.nodes[snapshot.kinds[int(snapshot.kind[position])]].label
    indptr = snapshot.ties.adjacency.indptr
    degree = int(indptr[spot.kept + 1] - indptr[spot.kept])
    return (rank, *_name(snapshot, spot.kept), kind, degree, spot.pieces, *_cut_off(snapshot, spot))


def _bridge(snapshot: Snapshot, rank: int, spot: Break) -> Row:
    number = round(float(snapshot.ties.adjacency[spot.kept, spot.lost]))
    ends = (*_name(snapshot, spot.kept), *_name(snapshot, spot.lost))
    return (rank, *ends, number, *_cut_off(snapshot, spot))


def _assortativity(beside: dict[str, Against], covered: dict[str, int]) -> list[Row]:
    return [
        (name, label, beside[f"r:{name}"].observed, *_beside(beside[f"r:{name}"]), covered[name])
        for name, label in record.ATTRIBUTES.items()
    ]


def _cores(adjacency: Any) -> list[Row]:
    core = core_numbers(adjacency.indptr, adjacency.indices)
    shell = np.bincount(core)
    inside = np.cumsum(shell[::-1])[::-1]
    rows = zip(shell.tolist(), inside.tolist(), strict=True)
    return [(k, own, all_, all_ / len(core)) for k, (own, all_) in enumerate(rows) if own]


def _rich(degree: NDArray[np.int64], thresholds: NDArray[np.int64], beside: dict[str, Against]) -> list[Row]:
    rows: list[Row] = []
    for k in thresholds.tolist():
        figure = beside[f"rich:{k}"]
        ratio = figure.observed / figure.mean if figure.mean and figure.observed is not None else None
        rows.append((k, int((degree > k).sum()), figure.observed, *_beside(figure), ratio))
    return rows


ANALYSIS = Analysis(
    id="linkage/cohesion",
    label=method.LABEL,
    question=method.QUESTION,
    method=method.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.SUMMARY, record.POINTS, record.BRIDGES, record.ASSORTATIVITY, record.CORES, record.RICH_CLUB),
    references=method.REFERENCES,
    cost=method.COST,
    limits=method.LIMITS,
    function=cohesion,
    chart=Chart("none"),
)
