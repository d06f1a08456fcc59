"""gaps/coverage: cells of any two groupings with fewer actors, programmes or funding than expected."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.funding import CURRENCY
from ecomap.analysis.gap import coverage_method as method
from ecomap.analysis.gap import coverage_record as record
from ecomap.analysis.gap import coverage_text as text
from ecomap.analysis.gap.candidates import Finder
from ecomap.analysis.gap.cost import Costs
from ecomap.analysis.gap.counting import Counting, count_cells
from ecomap.analysis.gap.coverage_notes import notes
from ecomap.analysis.gap.figures import Figures, compute_figures
from ecomap.analysis.gap.words import GROUPS, place_links
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Grouping, Snapshot
from graph_schema import Text

_NESTED = ({"district", "dong"}, {"field", "subfield"})
Cells = list[tuple[int, int]]
Near = dict[tuple[int, int], tuple[float, list[tuple[Cell, ...]]]]


def coverage(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Find the cells with too few; see ``ANALYSIS`` for parameters, tables and method.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As ``ANALYSIS.bind`` returns.

    Returns
    -------
    Result
        Tables ``cells``, ``candidates``, ``margins``.

    Raises
    ------
    InvalidParameter
        If rows and columns are the same grouping, or one lies inside the other.
    """
    by = (parameters["rows"], parameters["cols"])
    _check(by)
    counting = count_cells(
        snapshot, by, parameters["count"], parameters["kind"], place_links(parameters["place_links"])
    )
    figures = compute_figures(snapshot, counting, parameters["alpha"], parameters["model"], parameters["covariate"])
    wanted = _wanted(figures, parameters["show"])
    by_cost = parameters["order"] == "cost"
    shown = wanted if by_cost else wanted[: parameters["limit"]]
    lacking = figures.gap if parameters["show"] == "all" else _chosen(figures, parameters["show"])
    near = _nearest(snapshot, counting, parameters, [cell for cell in shown if lacking[cell]])
    if by_cost:
        shown = sorted(shown, key=lambda cell: near[cell][0] if cell in near else math.inf)[: parameters["limit"]]
    tables = (
        Table(record.CELLS, tuple(_cell_row(counting, figures, cell, near) for cell in shown)),
        Table(record.CANDIDATES, tuple(row for cell in shown if cell in near for row in near[cell][1])),
        Table(record.MARGINS, (*_margins(counting, figures, 0), *_margins(counting, figures, 1))),
    )
    explanation = text.explain(parameters, counting, figures, tables)
    return Result(tables, explanation, notes(parameters, counting, figures, (len(shown), len(wanted))))


def _check(by: tuple[str, str]) -> None:
    if by[0] == by[1]:
        message = Text(
            f"행과 열이 모두 '{by[0]}'입니다. 서로 다른 기준이어야 합니다.",
            f"Rows and columns are both '{by[0]}'; they must differ.",
        )
    elif set(by) in _NESTED:
        message = Text(
            f"행 '{by[0]}', 열 '{by[1]}'에서는 한쪽이 다른 쪽 안에 있어 기대값에 뜻이 없습니다.",
            f"With rows '{by[0]}' and columns '{by[1]}', one lies inside the other, so an expectation has no meaning.",
        )
    else:
        return
    remedy = Text(
        "cols에 다른 기준을 고르십시오. 예: 자치구와 분야",
        "Choose another grouping for cols, such as district by field.",
    )
    raise InvalidParameter(message, remedy, field="cols", value=by[1])


def _chosen(figures: Figures, show: str) -> NDArray[np.bool_]:
    if show == "below":
        return figures.empty | (figures.observed < figures.expected)
    return {"gaps": figures.gap, "empty": figures.empty, "all": np.ones_like(figures.gap)}[show]


def _wanted(figures: Figures, show: str) -> Cells:
    """Return the cells to show, the most lacking first: by p, else by the size of the shortfall."""
    rows, cols = np.nonzero(_chosen(figures, show))
    p = np.nan_to_num(figures.p[rows, cols], nan=2.0)
    base = np.where(figures.expected > 0, figures.expected, np.nan_to_num(figures.by_residents))
    shortfall = (base - figures.observed)[rows, cols]
    order = np.lexsort((-shortfall, p))
    return list(zip(rows[order].tolist(), cols[order].tolist(), strict=True))


def _cell_row(counting: Counting, figures: Figures, cell: tuple[int, int], near: Near) -> tuple[Cell, ...]:
    return (
        *_names(counting, cell),
        text.FINDINGS[int(figures.finding[cell])],
        _count(counting, float(figures.observed[cell])),
        *(_optional(values[cell]) for values in (figures.expected, figures.ratio, figures.residual)),
        _optional(figures.p[cell]),
        _optional(figures.q[cell]),
        _whole(figures.residents[cell]),
        _optional(figures.per_10k[cell]),
        _optional(figures.by_residents[cell]),
        bool(figures.empty[cell]),
        near[cell][0] if cell in near else None,
        _unit(counting),
    )


def _nearest(snapshot: Snapshot, counting: Counting, parameters: Parameters, cells: Cells) -> Near:
    """Return the cost of closing each cell, which is that of its cheapest candidate, and the rows of candidates."""
    most = parameters["candidates"]
    if not most or not cells:
        return {}
    inside = counting.count != "actors"
    finder = Finder(snapshot, counting.rows, counting.cols, parameters["kind"], inside=inside)
    costs = Costs(snapshot, counting.rows, counting.cols)
    near: Near = {}
    for cell in cells:
        rows: list[tuple[Cell, ...]] = []
        cost = math.inf
        for rank, found in enumerate(finder.near(*cell, most), start=1):
            name = Text(snapshot.name(found.node), snapshot.name(found.node, "en"))
            who = (rank, str(snapshot.node_id[found.node]), name)
            own = costs.of(found, cell)
            cost = min(cost, own)
            reach = (found.steps, found.partners, found.degree, own, finder.why(found, cell))
            rows.append((*_names(counting, cell), *who, *reach))
        if rows:
            near[cell] = (cost, rows)
    return near


def _margins(counting: Counting, figures: Figures, axis: int) -> list[tuple[Cell, ...]]:
    group: Grouping = (counting.rows, counting.cols)[axis]
    total = figures.observed.sum(axis=1 - axis)
    residents = figures.places[axis]
    empty, gaps = figures.empty.sum(axis=1 - axis), figures.gap.sum(axis=1 - axis)
    everything = float(total.sum())
    return [
        (
            GROUPS[group.by],
            group.ids[i],
            group.labels[i],
            _count(counting, float(total[i])),
            float(total[i]) / everything if everything else None,
            _whole(residents[i]),
            _optional(1e4 * total[i] / residents[i]),
            figures.empty.shape[1 - axis],
            int(empty[i]),
            int(gaps[i]),
            _unit(counting),
        )
        for i in range(len(group))
    ]


def _names(counting: Counting, cell: tuple[int, int]) -> tuple[Cell, ...]:
    row, col = cell
    return (counting.rows.ids[row], counting.rows.labels[row], counting.cols.ids[col], counting.cols.labels[col])


def _unit(counting: Counting) -> str:
    return {"funding": CURRENCY, "reach": "residents"}.get(counting.count, counting.count)


def _count(counting: Counting, value: float) -> int | float:
    return value if counting.count == "funding" else round(value)


def _optional(value: Any) -> float | None:
    return float(value) if math.isfinite(value) else None


def _whole(value: NDArray[Any] | float) -> int | None:
    return int(value) if math.isfinite(value) else None


ANALYSIS = Analysis(
    id="gaps/coverage",
    label=method.LABEL,
    question=method.QUESTION,
    method=method.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.CELLS, record.CANDIDATES, record.MARGINS),
    references=method.REFERENCES,
    cost=method.COST,
    limits=method.LIMITS,
    function=coverage,
    chart=Chart("heatmap", x="col", y="row", value="residual"),
)
