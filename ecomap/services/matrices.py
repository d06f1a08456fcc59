"""Two groupings crossed: what each cell counts, what could be expected, which actors and ties stand behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import PLACE_LINKS
from ecomap.analysis.record import Cell, Result, Table
from ecomap.errors import InvalidParameter
from ecomap.services.access import Principal
from ecomap.services.analyses import run_analysis
from ecomap.services.filters import unknown
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter, Grouping, Snapshot, grouping
from ecomap.snapshot.columns import Float
from graph_schema import Text

GROUPS = ("district", "field", "kind", "level")
COUNTS: dict[str, Text] = {
    "actors": Text("주체", "Actors"),
    "ties": Text("관계", "Ties"),
    "pairs": Text("협력 쌍", "Pairs that work together"),
}
FIGURES = ("observed", "expected", "ratio", "residual")
_CELLS = 30_000


@dataclass(frozen=True, slots=True)
class Crossing:
    """What is crossed and counted.

    Parameters
    ----------
    rows, cols : str
        Of `GROUPS`.
    count : str
        Of `COUNTS`. Actors are in a row and a column at once, so they need two different groupings; ties and pairs
        lead from a row to a column.
    """

    rows: str
    cols: str
    count: str

    @property
    def analysis(self) -> str:
        """Id of the analysis that it is a view of."""
        return "gaps/coverage" if self.count == "actors" else "cooperation/matrix"

    @property
    def place_links(self) -> str:
        """What puts an actor in a district, of `PLACE_LINKS`: as on the map for actors, its seat alone for ties."""
        return "either" if self.count == "actors" else "located_in"

    @property
    def parameters(self) -> dict[str, str]:
        """Parameters of that analysis, for all cells."""
        where = {"cols": self.cols, "place_links": self.place_links}
        if self.count == "actors":
            return {"rows": self.rows, **where, "candidates": "0", "limit": str(_CELLS)}
        return {"by": self.rows, **where, "measure": self.count, "order": "groups"}


@dataclass(frozen=True, eq=False)
class Matrix:
    """A crossing, counted.

    Parameters
    ----------
    crossing : Crossing
    rows, cols : Grouping
    figures : dict of ndarray of float64 (rows × columns)
        Every one of `FIGURES`; NaN where undefined. With one grouping twice, both cells of two groups have what lies
        between them, in either direction.
    result : Result
        Of the analysis, with its sentences and notes.
    """

    crossing: Crossing
    rows: Grouping
    cols: Grouping
    figures: dict[str, Float]
    result: Result


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie as the snapshot has it: node positions of its ends, type, days (0 unknown or open), amount, its field.

    ``amount`` is ``None`` and ``field`` -1 where there is none.
    """

    type: str
    source: int
    target: int
    since: int
    until: int
    amount: float | None
    unit: str
    field: int


@dataclass(frozen=True, eq=False)
class Behind:
    """Who and what stands behind one cell.

    Parameters
    ----------
    matrix : Matrix
    row, col : int
        The cell.
    snapshot : Snapshot
        What positions refer to.
    actors : tuple of int
        Node positions of the actors in both groups, by Korean name; empty where ties are counted.
    ties : tuple of Tie
        Ties between the two groups, or among the actors where those are counted, in the order of the snapshot.
    """

    matrix: Matrix
    row: int
    col: int
    snapshot: Snapshot
    actors: tuple[int, ...]
    ties: tuple[Tie, ...]

    def figure(self, name: str) -> float:
        """Return one of `FIGURES` of the cell, NaN where undefined."""
        return float(self.matrix.figures[name][self.row, self.col])


def crossing_of(raw: Mapping[str, str]) -> Crossing:
    """Return what a caller's words ``rows``, ``cols`` and ``count`` mean.

    Districts by fields, actors counted, where nothing is said; ties where both groupings are the same.

    Raises
    ------
    InvalidParameter
        For an unknown grouping or count, and for actors with one grouping twice.
    """
    rows, cols = raw.get("rows", "district"), raw.get("cols", "field")
    for name, value in (("rows", rows), ("cols", cols)):
        if value not in GROUPS:
            raise unknown(value, name, GROUPS)
    count = raw.get("count", "actors" if rows != cols else "ties")
    if count not in COUNTS:
        raise unknown(count, "count", COUNTS)
    if count == "actors" and rows == cols:
        raise InvalidParameter(
            Text("행과 열의 기준이 같으면 주체를 셀 수 없습니다.", "Actors cannot be counted by one grouping twice."),
            Text(
                "'세는 것'에서 관계나 협력 쌍을 고르거나, 행과 열에 다른 기준을 고르십시오.",
                "Count ties or pairs, or choose different groupings for rows and columns.",
            ),
            field="count",
            value=count,
        )
    return Crossing(rows, cols, count)


def read_matrix(workspace: Workspace, who: Principal, crossing: Crossing, wanted: Filter | None = None) -> Matrix:
    """Return a crossing, counted: see `run_analysis` for who may ask and what is raised.

    Parameters
    ----------
    workspace, who
    crossing : Crossing
    wanted : Filter, optional

    Returns
    -------
    Matrix
        Rows and columns in the order of their ids.

    Notes
    -----
    Cost: that of the analysis the first time, then of its cells.
    """
    result = run_analysis(workspace, who, crossing.analysis, crossing.parameters, wanted)
    snapshot = workspace.snapshot(wanted)
    links = PLACE_LINKS[crossing.place_links]
    rows, cols = (grouping(snapshot, by, place_links=links) for by in (crossing.rows, crossing.cols))
    return Matrix(crossing, rows, cols, _figures(crossing, result.tables[0], rows, cols), result)


def read_cell(
    workspace: Workspace, who: Principal, crossing: Crossing, cell: tuple[str, str], wanted: Filter | None = None
) -> Behind:
    """Return who and what stands behind one cell; as `read_matrix` otherwise.

    Parameters
    ----------
    workspace, who, crossing
    cell : (str, str)
        Ids of the row's and the column's group.
    wanted : Filter, optional

    Raises
    ------
    InvalidParameter
        If there is no such group.

    Notes
    -----
    Cost: one pass over the ties.
    """
    matrix = read_matrix(workspace, who, crossing, wanted)
    row, col = _group(matrix.rows, cell[0], "row"), _group(matrix.cols, cell[1], "col")
    snapshot = workspace.snapshot(wanted)
    in_row, in_col = _members(snapshot, matrix.rows, row), _members(snapshot, matrix.cols, col)
    ties = snapshot.ties
    source, target = ties.nodes[ties.source], ties.nodes[ties.target]
    if crossing.count == "actors":
        both = in_row & in_col
        found, kept = np.flatnonzero(both), both[source] & both[target]
    else:
        found = np.zeros(0, dtype=np.int64)
        kept = (in_row[source] & in_col[target]) | (in_row[target] & in_col[source])
    actors = sorted(found.tolist(), key=lambda node: (snapshot.name(node), node))
    return Behind(matrix, row, col, snapshot, tuple(actors), tuple(_ties(snapshot, ties.edges[kept])))


def _figures(crossing: Crossing, table: Table, rows: Grouping, cols: Grouping) -> dict[str, Float]:
    names = [column.name for column in table.spec.columns]
    observed = "count" if crossing.count == "actors" else crossing.count
    at = [names.index(observed if name == "observed" else name) for name in FIGURES]
    row_at, col_at = ({name: i for i, name in enumerate(group.ids)} for group in (rows, cols))
    values = np.full((len(FIGURES), len(rows), len(cols)), np.nan)
    mirrored = crossing.rows == crossing.cols
    for line in table.rows:
        i, j = row_at[str(line[names.index("row_id")])], col_at[str(line[names.index("col_id")])]
        values[:, i, j] = [_number(line[column]) for column in at]
        if mirrored:
            values[:, j, i] = values[:, i, j]
    return dict(zip(FIGURES, values, strict=True))


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else float("nan")


def _group(groups: Grouping, wanted: str, name: str) -> int:
    if wanted not in groups.ids:
        raise unknown(wanted, name, groups.ids)
    return groups.ids.index(wanted)


def _members(snapshot: Snapshot, groups: Grouping, group: int) -> NDArray[np.bool_]:
    inside = np.zeros(snapshot.n_nodes, dtype=np.bool_)
    inside[snapshot.actors] = groups.membership[snapshot.actors][:, [group]].toarray().ravel() > 0
    return inside


def _ties(snapshot: Snapshot, edges: NDArray[np.int64]) -> list[Tie]:
    return [
        Tie(
            type=snapshot.types[int(snapshot.type[edge])],
            source=int(snapshot.source[edge]),
            target=int(snapshot.target[edge]),
            since=int(snapshot.since[edge]),
            until=int(snapshot.until[edge]),
            amount=None if np.isnan(snapshot.amount[edge]) else float(snapshot.amount[edge]),
            unit=snapshot.units[int(snapshot.unit[edge])],
            field=int(snapshot.field[edge]),
        )
        for edge in edges.tolist()
    ]
