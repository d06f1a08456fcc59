"""cooperation/trends: whether a district changed after a date, compared with other districts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import PLACE_LINKS, optional
from ecomap.analysis.cooperation import trends_record as record
from ecomap.analysis.cooperation.panel import Contrast, contrast, panel, slopes
from ecomap.analysis.cooperation.periods import FIRST_YEAR, LAST_YEAR, Relations, parse_period, year_span
from ecomap.analysis.cooperation.trends_text import explain, notes
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.columns import Float
from graph_schema import Text

Row = tuple[Cell, ...]
COMPARISON = Text("다른 자치구 평균", "Mean of the others")
OTHERWISE = Text("다른 자치구처럼 바뀌었다면", "Had it changed like the others")


@dataclass(frozen=True, eq=False)
class Study:
    """The districts that can be compared, year by year, and which of them are chosen."""

    ids: tuple[str, ...]
    labels: tuple[Text, ...]
    years: list[int]
    after: NDArray[np.bool_]
    values: Float
    chosen: NDArray[np.bool_]
    left_out: int
    day: date

    @property
    def before_mean(self) -> Float:
        """Mean of each district before the date."""
        return np.asarray(self.values[:, ~self.after].mean(axis=1))

    @property
    def after_mean(self) -> Float:
        """Mean of each district after the date."""
        return np.asarray(self.values[:, self.after].mean(axis=1))

    @property
    def change(self) -> Float:
        """After − before of each district."""
        return self.after_mean - self.before_mean


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Compare districts before and after a date. See `METHOD` in the record.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``series``, ``effect`` and ``districts``.

    Raises
    ------
    InvalidParameter
        For a date that is none or a district that is not registered.

    Notes
    -----
    Cost: a few passes over the ties for each year, and districts × permutations.
    """
    relations = Relations(snapshot)
    districts = grouping(snapshot, "district", place_links=PLACE_LINKS[parameters["place_links"]])
    wanted = _wanted(districts, parameters["district"])
    study = _study(snapshot, districts, wanted, parameters)
    found, before = _tests(study, parameters) if study else (None, None)
    tables = (
        Table(record.SERIES, _series_rows(study) if study and found else ()),
        Table(record.EFFECT, (_effect_row(study, found, before),) if study and found else ()),
        Table(record.DISTRICTS, _district_rows(study) if study else ()),
    )
    outcome = dict(record.OUTCOMES)[str(parameters["outcome"])]
    texts = explain(tables, study.day if study else None, outcome, chosen_by_us=not wanted)
    return Result(tables, texts, notes(relations, study.left_out if study else 0, len(districts)))


def _wanted(districts: Grouping, text: str | None) -> list[int]:
    found = []
    for name in [part.strip() for part in (text or "").split(",") if part.strip()]:
        if name not in districts.ids:
            near = ", ".join(districts.ids[:30]) or "-"
            raise InvalidParameter(
                Text(f"자치구 '{name}'은(는) 없습니다.", f"There is no district '{name}'."),
                Text(f"가능한 값: {near}", f"Allowed: {near}"),
                field="district",
                value=name,
            )
        found.append(districts.ids.index(name))
    return found


def _day(snapshot: Snapshot, text: str | None) -> date:
    if text:
        return date.fromordinal(parse_period("date", text).first)
    first, last = year_span(snapshot, None, None, default=LAST_YEAR)
    return date((first + last + 1) // 2, 1, 1)


def _study(snapshot: Snapshot, districts: Grouping, wanted: list[int], parameters: Parameters) -> Study | None:
    if not len(Relations(snapshot).dated) or not len(districts):
        return None
    day = _day(snapshot, parameters["date"])
    begins = day.year if (day.month, day.day) == (1, 1) else day.year + 1
    first, last = year_span(snapshot, None, None, default=LAST_YEAR)
    years = [year for year in range(day.year - int(parameters["years_before"]), day.year) if year >= first]
    years += [year for year in range(begins, begins + int(parameters["years_after"])) if year <= last]
    years = [year for year in years if FIRST_YEAR <= year <= LAST_YEAR]
    after = np.array([year >= begins for year in years], dtype=np.bool_)
    if after.all() or not after.any():
        return None
    values = panel(snapshot, districts, str(parameters["outcome"]), years)
    known = np.flatnonzero(~np.isnan(values).any(axis=1))
    chosen = np.isin(known, wanted)
    study = Study(
        ids=tuple(districts.ids[k] for k in known),
        labels=tuple(districts.labels[k] for k in known),
        years=years,
        after=after,
        values=values[known],
        chosen=chosen,
        left_out=len(districts) - len(known),
        day=day,
    )
    if not wanted and len(known):
        chosen[int(np.argmax(np.abs(study.change - study.change.mean())))] = True
    return study


def _tests(study: Study, parameters: Parameters) -> tuple[Contrast | None, Contrast | None]:
    permutations, seed = int(parameters["permutations"]), int(parameters["seed"])
    found = contrast(study.change, study.chosen, permutations, seed)
    before = slopes(study.values[:, ~study.after])
    return found, None if np.isnan(before).any() else contrast(before, study.chosen, permutations, seed)


def _series_rows(study: Study) -> tuple[Row, ...]:
    own, others = study.values[study.chosen].mean(axis=0), study.values[~study.chosen].mean(axis=0)
    base = own[~study.after].mean() - others[~study.after].mean()
    lines = ((_names(study), own), (COMPARISON, others), (OTHERWISE, others + base))
    return tuple(
        (year, label, float(value), bool(after))
        for label, line in lines
        for year, value, after in zip(study.years, line.tolist(), study.after.tolist(), strict=True)
    )


def _names(study: Study) -> Text:
    labels = [label for label, chosen in zip(study.labels, study.chosen, strict=True) if chosen]
    return Text(", ".join(label.ko for label in labels), ", ".join(label.en for label in labels))


def _effect_row(study: Study, found: Contrast, before: Contrast | None) -> Row:
    low, high = np.quantile(found.drawn, (0.025, 0.975))
    chosen = study.chosen
    return (
        _names(study),
        float(study.before_mean[chosen].mean()),
        float(study.after_mean[chosen].mean()),
        float(study.change[chosen].mean()),
        float(study.change[~chosen].mean()),
        found.effect,
        float(low),
        float(high),
        found.p,
        len(found.drawn),
        optional(before.effect) if before else None,
        optional(before.p) if before else None,
    )


def _district_rows(study: Study) -> tuple[Row, ...]:
    n, change = len(study.ids), study.change
    others = (change.sum() - change) / max(n - 1, 1)
    against = change - others if n > 1 else np.full(n, np.nan)
    return tuple(
        (
            study.ids[k],
            study.labels[k],
            float(study.before_mean[k]),
            float(study.after_mean[k]),
            float(change[k]),
            optional(float(against[k])),
            bool(study.chosen[k]),
        )
        for k in np.argsort(-change, kind="stable").tolist()
    )


ANALYSIS = Analysis(
    id="cooperation/trends",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=record.OUTPUTS,
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("line", x="year", y="series", value="value"),
)
