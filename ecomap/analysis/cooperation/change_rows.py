"""The rows of cooperation/change: what was there at a moment, and what differs between two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import actor_id, actor_name, optional, ratio, type_label, types_of_pairs
from ecomap.analysis.cooperation.periods import Period, Relations, existed
from ecomap.analysis.independence import benjamini_hochberg
from ecomap.analysis.record import Cell
from ecomap.snapshot import Grouping
from graph_schema import Text

Bool = NDArray[np.bool_]
Row = tuple[Cell, ...]
WHOLE = Text("전체", "Everything")
NEW, ENDED = Text("새로 생김", "New"), Text("끝남", "Ended")


@dataclass(frozen=True, eq=False)
class Moment:
    """The network in a period.

    Parameters
    ----------
    period : Period
    held : ndarray of bool
        Which relationships held.
    ties, pairs, actors, tied : int
        Ties, pairs with a tie, actors that existed, actors with a tie.
    density, mean_degree, e_i : float or None
    """

    period: Period
    held: Bool
    ties: int
    pairs: int
    actors: int
    tied: int
    density: float | None
    mean_degree: float | None
    e_i: float | None


def moment(relations: Relations, period: Period, cross: tuple[Bool, Bool]) -> Moment:
    """Describe the network in a period.

    Parameters
    ----------
    relations : Relations
    period : Period
    cross : (ndarray of bool, ndarray of bool)
        Which pairs join different fields, and which have both ends in a field.

    Notes
    -----
    Cost: a few passes over ties and pairs.
    """
    held = relations.held(period)
    low, high, _ = relations.snapshot.ties.pairs
    pair = np.zeros(len(low), dtype=np.bool_)
    pair[relations.pair[held]] = True
    takes_part = np.zeros(relations.snapshot.ties.n, dtype=np.bool_)
    takes_part[low[pair]] = True
    takes_part[high[pair]] = True
    # an actor with a tie was there, whatever its recorded founding day says
    actors = int((existed(relations.snapshot, period) | takes_part).sum())
    count, external, known = int(pair.sum()), int((cross[0] & pair).sum()), int((cross[1] & pair).sum())
    return Moment(
        period=period,
        held=held,
        ties=int(relations.ties_held(period).sum()),
        pairs=count,
        actors=actors,
        tied=int(takes_part.sum()),
        density=ratio(count, actors * (actors - 1) / 2),
        mean_degree=ratio(2 * count, actors),
        e_i=ratio(2 * external - known, known),
    )


def year_rows(every: list[Moment], first_year: int) -> tuple[Row, ...]:
    """Return a row a year from the first on; ``every`` may begin a year earlier.

    Where nothing held in the year before, the register begins, and nothing can be called new.
    """
    rows: list[Row] = []
    for index, now in enumerate(every):
        year = int(now.period.label)
        if year < first_year:
            continue
        turnover: Row = (None, None, None, None)
        if index and every[index - 1].held.any():
            before = every[index - 1].held
            new, kept, ended = (int(x.sum()) for x in (now.held & ~before, now.held & before, before & ~now.held))
            turnover = (new, kept, ended, ratio(kept, new + kept + ended))
        network = (now.ties, now.actors, now.density, now.mean_degree, now.tied, now.e_i)
        rows.append((year, int(now.held.sum()), *turnover, *network))
    return tuple(rows)


def comparison_rows(first: Moment, second: Moment) -> tuple[Row, ...]:
    """Return the figures of two moments side by side."""
    figures = (
        (Text("있는 주체", "Actors"), first.actors, second.actors, "actors"),
        (Text("관계가 있는 주체", "Actors with a tie"), first.tied, second.tied, "actors"),
        (Text("관계 기록", "Ties"), first.ties, second.ties, "ties"),
        (Text("이어진 쌍", "Pairs with a tie"), first.pairs, second.pairs, "pairs"),
        (Text("밀도", "Density"), first.density, second.density, "share"),
        (Text("평균 상대 수", "Mean degree"), first.mean_degree, second.mean_degree, "actors"),
        (Text("분야 E-I 지수", "E-I index by field"), first.e_i, second.e_i, ""),
    )
    return tuple(
        (label, before, after, None if before is None or after is None else after - before, unit)
        for label, before, after, unit in figures
    )


def turnover_rows(relations: Relations, moments: tuple[Moment, Moment], groups: Grouping | None) -> tuple[Row, ...]:
    """Return new, kept and ended relationships of everything and of each group, or of each tie type without groups.

    Notes
    -----
    Cost: one pass over the relationships for each group they are in.
    """
    before, after = moments[0].held, moments[1].held
    states = np.column_stack([before, after, before & after, after & ~before, before & ~after]).astype(np.float64)
    whole = states.sum(axis=0)
    if groups is None:
        types = np.flatnonzero(np.bincount(relations.type, minlength=len(relations.snapshot.types)))
        ids: tuple[str, ...] = tuple(relations.snapshot.types[code] for code in types)
        labels = tuple(type_label(relations.snapshot, int(code)) for code in types)
        counts = np.array([states[relations.type == code].sum(axis=0) for code in types]).reshape(-1, 5)
    else:
        ids, labels = groups.ids, groups.labels
        member = groups.membership[relations.snapshot.ties.nodes]
        low, high, _ = relations.snapshot.ties.pairs
        touched = member[low[relations.pair]] + member[high[relations.pair]]
        touched.data[:] = 1.0  # both ends in one group: the relationship is there once
        counts = np.asarray(touched.T @ states)
    union = counts[:, 2:].sum(axis=1)
    p = _differing(counts[:, 2], union, whole[2] / whole[2:].sum() if whole[2:].sum() else 0.0)
    rows: list[Row] = [("", WHOLE, *_turnover(whole), None)]
    rows += [
        (ids[k], labels[k], *_turnover(counts[k]), optional(float(p[k])))
        for k in np.lexsort((np.arange(len(ids)), -union)).tolist()
    ]
    return tuple(rows)


def _differing(kept: NDArray[np.float64], union: NDArray[np.float64], chance: float) -> NDArray[np.float64]:
    """Return corrected p-values of each group keeping as many as a binomial of the whole's stability does."""
    from scipy.stats import binomtest  # noqa: PLC0415  importing it takes longer than most analyses

    tested = [
        binomtest(int(k), int(n), chance).pvalue if n and 0 < chance < 1 else np.nan
        for k, n in zip(kept, union, strict=True)
    ]
    return benjamini_hochberg(np.array(tested))


def _turnover(counts: NDArray[np.float64]) -> Row:
    whole = [round(value) for value in counts.tolist()]
    return (*whole, ratio(whole[2], sum(whole[2:])))


def change_rows(relations: Relations, moments: tuple[Moment, Moment], limit: int) -> tuple[Row, ...]:
    """Return the relationships that are new and those that ended, those of most ties first."""
    before, after = moments[0].held, moments[1].held
    rows: list[Row] = []
    for label, chosen, period in (
        (NEW, after & ~before, moments[1].period),
        (ENDED, before & ~after, moments[0].period),
    ):
        held = relations.of_tie[relations.ties_held(period)]
        count = np.bincount(held, minlength=len(relations.pair))
        found = np.flatnonzero(chosen)
        found = found[np.argsort(-count[found], kind="stable")][:limit]
        of_pair = types_of_pairs(relations.snapshot, relations.pair[found])
        rows += [
            (label, *_ends(relations, int(relations.pair[k])), _types(relations, int(k), of_pair), int(count[k]))
            for k in found.tolist()
        ]
    return tuple(rows)


def _types(relations: Relations, relation: int, of_pair: dict[int, Text]) -> Text:
    if relations.typed:
        return type_label(relations.snapshot, int(relations.type[relation]))
    return of_pair[int(relations.pair[relation])]


def _ends(relations: Relations, pair: int) -> Row:
    low, high, _ = relations.snapshot.ties.pairs
    return tuple(
        cell
        for end in (int(low[pair]), int(high[pair]))
        for cell in (actor_id(relations.snapshot, end), actor_name(relations.snapshot, end))
    )
