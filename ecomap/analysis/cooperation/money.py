"""cooperation/money: who depends on whom for money, how evenly it is spread, and what falls with a funder."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import PLACE_LINKS, actor_id, actor_name, optional
from ecomap.analysis.cooperation import money_record as record
from ecomap.analysis.cooperation.money_spread import spread
from ecomap.analysis.cooperation.money_text import explain, notes
from ecomap.analysis.funding import FUNDING_TYPES, Flows, flows
from ecomap.analysis.inequality import herfindahl
from ecomap.analysis.kernels.cascade import cascade, cascades
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Snapshot, grouping
from graph_schema import Text

Row = tuple[Cell, ...]


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Follow the money between actors. See `METHOD` in the record for the definitions.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``lorenz``, ``inequality``, ``recipients``, ``funders``, ``districts`` and ``losses``.

    Raises
    ------
    InvalidParameter
        If ``without`` is the id of no actor.

    Notes
    -----
    Cost: O(m log m) for m ties, for each funder the flows that fall with it, and actors × permutations.
    """
    types = FUNDING_TYPES if parameters["types"] == "both" else (str(parameters["types"]),)
    leaver = _actor(snapshot, parameters["without"])
    money = flows(snapshot, types, str(parameters["unit"]))
    districts = grouping(snapshot, "district", place_links=PLACE_LINKS[parameters["place_links"]])
    found = spread(snapshot, money, districts, int(parameters["permutations"]), int(parameters["seed"]))
    funders, ranked = _funder_rows(snapshot, money, float(parameters["threshold"]))
    if leaver is None and len(ranked):
        leaver = int(ranked[0])
    limit = int(parameters["limit"])
    tables = (
        Table(record.LORENZ, found.curve),
        Table(record.INEQUALITY, found.figures),
        Table(record.RECIPIENTS, _recipient_rows(snapshot, money, str(parameters["order"]))),
        Table(record.FUNDERS, funders),
        Table(record.DISTRICTS, found.districts),
        Table(record.LOSSES, _loss_rows(snapshot, money, float(parameters["threshold"]), leaver)),
    )
    shown = tuple(_shown(snapshot, table, limit) for table in tables)
    return Result(shown, explain(snapshot, money, tables, leaver, parameters), notes(snapshot, money, found, tables))


_ACTORS = {"recipients": (0, 6), "funders": (0,), "losses": (1,)}


def _shown(snapshot: Snapshot, table: Table, limit: int) -> Table:
    """Return the first rows of a table of actors with ids and names in place of their numbers.

    Names are looked up for what is shown only: of tens of thousands of actors that is most of the time.
    """
    if table.spec.name not in _ACTORS:
        return table
    rows = []
    for row in table.rows[:limit]:
        cells = list(row)
        for at in _ACTORS[table.spec.name]:
            actor = int(str(cells[at]))
            cells[at], cells[at + 1] = actor_id(snapshot, actor), actor_name(snapshot, actor)
        rows.append(tuple(cells))
    return Table(table.spec, tuple(rows))


def _actor(snapshot: Snapshot, wanted: str | None) -> int | None:
    if wanted is None:
        return None
    position = snapshot.position.get(wanted, -1)
    number = int(np.searchsorted(snapshot.ties.nodes, position))
    if position < 0 or number == snapshot.ties.n or snapshot.ties.nodes[number] != position:
        raise InvalidParameter(
            Text(
                f"매개변수 without의 값 '{wanted}': 그런 id의 주체가 없습니다.",
                f"Parameter without cannot be '{wanted}': no actor has this id.",
            ),
            Text("주체의 id를 쓰거나 비워 두십시오.", "Give the id of an actor, or leave it empty."),
            field="without",
            value=wanted,
        )
    return number


def is_government(snapshot: Snapshot) -> NDArray[np.bool_]:
    """Return which actors are government units, by their number among the ties' actors."""
    return np.isin(snapshot.ties.nodes, snapshot.of_kinds("government"))


def _recipient_rows(snapshot: Snapshot, money: Flows, order: str) -> tuple[Row, ...]:
    count = np.bincount(money.recipient, minlength=money.n)
    concentration = herfindahl(money.amount, money.recipient, money.n)
    public = is_government(snapshot)[money.funder]
    from_public = np.bincount(money.recipient[public], weights=money.amount[public], minlength=money.n)
    largest = _largest_funder(money)
    who = np.flatnonzero(count)
    of_largest = np.zeros(money.n)
    of_largest[who] = money.amount[largest[who]] / money.received[who]
    keys = (who, -money.received[who]) + ((-of_largest[who],) if order == "dependency" else ())
    return tuple(
        (
            actor,
            actor,
            float(money.received[actor]),
            int(count[actor]),
            float(concentration[actor]),
            float(of_largest[actor]),
            int(money.funder[largest[actor]]),
            int(money.funder[largest[actor]]),
            float(from_public[actor] / money.received[actor]),
            int(money.unknown[actor]),
        )
        for actor in who[np.lexsort(keys)].tolist()
    )


def _largest_funder(money: Flows) -> NDArray[np.int64]:
    """Return the position of the largest flow into each actor, -1 where there is none."""
    largest = np.full(money.n, -1, dtype=np.int64)
    order = np.lexsort((-money.funder, money.amount))  # what is written last stays: the largest, then the first funder
    largest[money.recipient[order]] = order
    return largest


def _funder_rows(snapshot: Snapshot, money: Flows, threshold: float) -> tuple[tuple[Row, ...], NDArray[np.int64]]:
    graph = money.by_funder
    limit = _bearable(snapshot, money, threshold)
    direct, total, touched, fallen, emptied, rounds = cascades(
        graph.indptr, graph.indices, graph.data, money.received, limit, threshold
    )
    reach = np.diff(graph.indptr)
    sources = np.bincount(money.recipient, minlength=money.n)
    only = np.bincount(money.funder[sources[money.recipient] == 1], minlength=money.n)
    who = np.flatnonzero(reach)
    ranked = who[np.lexsort((who, -fallen[who], -total[who]))]
    rows = tuple(
        (
            actor,
            actor,
            float(money.given[actor]),
            float(money.given[actor] / money.total),
            int(reach[actor]),
            int(only[actor]),
            float(total[actor]),
            float(total[actor] - direct[actor]),
            int(touched[actor]),
            int(fallen[actor]),
            int(emptied[actor]),
            int(rounds[actor]),
        )
        for actor in ranked.tolist()
    )
    return rows, ranked


def _bearable(snapshot: Snapshot, money: Flows, threshold: float) -> NDArray[np.float64]:
    """Return the loss up to which each actor keeps giving: government units have taxes and never stop."""
    limit = threshold * money.received * (1.0 + 1e-9)  # sums in another order must not fall over the limit
    return np.where(is_government(snapshot), np.inf, limit)


def _loss_rows(snapshot: Snapshot, money: Flows, threshold: float, leaver: int | None) -> tuple[Row, ...]:
    if leaver is None:
        return ()
    graph = money.by_funder
    limit = _bearable(snapshot, money, threshold)
    lost, first = cascade(graph.indptr, graph.indices, graph.data, limit, leaver)
    who = np.flatnonzero(first)
    share = lost[who] / money.received[who]
    order = np.lexsort((who, -lost[who], -share, first[who]))
    return tuple(
        (
            int(first[who[k]]),
            int(who[k]),
            int(who[k]),
            float(lost[who[k]]),
            min(float(share[k]), 1.0),
            bool(share[k] > threshold * (1 + 1e-9)),
            optional(float(money.given[who[k]])),
        )
        for k in order.tolist()
    )


ANALYSIS = Analysis(
    id="cooperation/money",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=record.OUTPUTS,
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("line", x="population", y="series", value="money"),
)
