"""cooperation/matrix: ties between groups, against what independence lets us expect."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import PLACE_LINKS, optional
from ecomap.analysis.cooperation import matrix_record as record
from ecomap.analysis.cooperation.cell_pairs import pair_rows
from ecomap.analysis.cooperation.cells import Cells, compute_cells
from ecomap.analysis.cooperation.matrix_text import explain, notes
from ecomap.analysis.cooperation.mixing import Mixing, assortativity, external_internal, network_index
from ecomap.analysis.independence import expected_counts
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.columns import Float
from graph_schema import Text

Row = tuple[Cell, ...]


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Compare the ties between groups with what the margins let us expect.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``cells``, ``groups``, ``pairs`` and ``network``.

    Raises
    ------
    InvalidParameter
        If ``row`` or ``col`` is no group of its grouping.

    Notes
    -----
    Cost: O(ties × groups of an actor + groups²).
    """
    rows, columns = _groupings(snapshot, parameters)
    row = _chosen(rows, parameters["row"], "row")
    column = _chosen(columns, parameters["col"], "col")
    actors = snapshot.ties.nodes
    row_shares = rows.shares()[actors]
    mixing = Mixing(snapshot.ties, row_shares, row_shares if columns is rows else columns.shares()[actors])
    every = compute_cells(mixing, parameters["measure"])
    kept = every.take(_order(every, parameters["order"], parameters["minimum"]))
    own = mixing if mixing.symmetric else Mixing(snapshot.ties, row_shares, row_shares)
    table = own.observed(parameters["measure"])
    tables = (
        Table(record.CELLS, tuple(_cell_rows(kept, rows, columns))),
        Table(record.GROUPS, tuple(_group_rows(table, rows, actors))),
        Table(
            record.PAIRS,
            pair_rows(snapshot, mixing, (rows, columns), every, (row, column), parameters["limit"]),
        ),
        Table(record.NETWORK, (_network_row(table, snapshot.ties.m, every),)),
    )
    return Result(tables, explain(tables, every, rows, columns), notes(snapshot, mixing, every, rows, columns))


def _groupings(snapshot: Snapshot, parameters: Parameters) -> tuple[Grouping, Grouping]:
    links = PLACE_LINKS[parameters["place_links"]]
    rows = grouping(snapshot, parameters["by"], place_links=links)
    if parameters["cols"] in (None, parameters["by"]):
        return rows, rows
    return rows, grouping(snapshot, parameters["cols"], place_links=links)


def _chosen(groups: Grouping, wanted: str | None, parameter: str) -> int | None:
    if wanted is None:
        return None
    if wanted not in groups.ids:
        known = ", ".join(groups.ids[:30]) or "-"
        raise InvalidParameter(
            Text(
                f"매개변수 {parameter}의 값 '{wanted}': {groups.by} 기준의 집단에 없습니다.",
                f"Parameter {parameter} cannot be '{wanted}': no such group by {groups.by}.",
            ),
            Text(f"가능한 값: {known}", f"Allowed: {known}"),
            field=parameter,
            value=wanted,
        )
    return groups.ids.index(wanted)


def _order(cells: Cells, order: str, minimum: float) -> NDArray[np.int64]:
    keys = {
        "missing": cells.figures["residual"],
        "over": -cells.figures["residual"],
        "size": -cells.observed,
        "groups": np.zeros(len(cells.row)),
    }
    positions = np.argsort(keys[order], kind="stable")  # NaN, a cell without comparison, comes last
    large = (cells.observed >= minimum) | (cells.figures["expected"] >= minimum)
    return np.asarray(positions[large[positions]])


def _cell_rows(cells: Cells, rows: Grouping, columns: Grouping) -> list[Row]:
    names = ("ties", "strength", "pairs", "expected", "ratio", "residual", "p")
    figures = zip(*(map(optional, cells.figures[name].tolist()) for name in names), strict=True)
    return [
        (rows.ids[i], rows.labels[i], columns.ids[j], columns.labels[j], *values)
        for i, j, values in zip(cells.row.tolist(), cells.column.tolist(), figures, strict=True)
    ]


def _group_rows(table: Float, groups: Grouping, actors: NDArray[np.int64]) -> list[Row]:
    external, internal, index = external_internal(table)
    chance = external_internal(expected_counts(table))[2]
    count = np.asarray(groups.membership[actors].sum(axis=0)).ravel()
    order = np.argsort(index, kind="stable")
    return [
        (
            groups.ids[i],
            groups.labels[i],
            int(count[i]),
            float(internal[i]),
            float(external[i]),
            optional(index[i]),
            optional(chance[i]),
        )
        for i in order.tolist()
    ]


def _network_row(table: Float, n_ties: int, cells: Cells) -> Row:
    inside = float(np.trace(table))
    return (
        n_ties,
        round(float(cells.figures["ties"].sum())),
        inside,
        float(table.sum()) - inside,
        optional(network_index(table)),
        optional(network_index(expected_counts(table))),
        optional(assortativity(table)),
    )


ANALYSIS = Analysis(
    id="cooperation/matrix",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.CELLS, record.GROUPS, record.PAIRS, record.NETWORK),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("heatmap", x="col", y="row", value="residual"),
)
