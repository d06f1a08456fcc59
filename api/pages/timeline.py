"""An actor's ties over the years, as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from api.pages.charts.svg import WIDTH, fit, line, opened, shown_of, text, tick_labels, ticks
from api.pages.home import name_of
from api.pages.words import words
from ecomap.domain.records import Edge, Node
from ecomap.services.workspace import Workspace

MOST = 40
_LEFT, _TOP, _ROW = 260.0, 26.0, 20.0
_YEAR = 365.2425


def timeline_svg(
    workspace: Workspace, actor: str, ties: Sequence[Edge], ends: Mapping[str, Node], lang: str, today: date
) -> str:
    """Return the ties with a known start as bars, the earliest first, the latest forty; empty if there are none.

    A tie without an end reaches to today. The table of ties on the same page says the same in words.
    """
    w = words(lang)
    dated = sorted((tie for tie in ties if tie.valid_from), key=lambda tie: (str(tie.valid_from), tie.id))
    drawn = dated[-MOST:]
    if not drawn:
        return ""
    spans = [(_at(tie.valid_from or today), _at(tie.valid_to or max(today, tie.valid_from or today))) for tie in drawn]
    years = ticks(min(a for a, _ in spans), max(b for _, b in spans), most=8, whole=True)
    scale = (WIDTH - _LEFT - 10) / (years[-1] - years[0])
    height = _TOP + _ROW * len(drawn) + 8
    parts = [opened(WIDTH, height, w["timeline"], w["timeline_help"])]
    for year, label in zip(years, tick_labels(years), strict=True):
        x = _LEFT + (year - years[0]) * scale
        parts.append(line(x, _TOP - 6, x, height - 4, "grid"))
        parts.append(text(x, _TOP - 10, label.replace(",", ""), kind="quiet", anchor="middle"))
    for row, (tie, (since, until)) in enumerate(zip(drawn, spans, strict=True)):
        parts.append(
            _bar(workspace, actor, tie, ends, lang, row, _LEFT + (since - years[0]) * scale, (until - since) * scale)
        )
    remarks = [shown_of(len(drawn), len(dated), lang)] if len(dated) > len(drawn) else []
    if missing := len(ties) - len(dated):
        remarks.append(w["timeline_unknown"].format(count=missing))
    return "".join((*parts, "</svg>", *(f'<p class="quiet">{remark}</p>' for remark in remarks)))


def _bar(
    workspace: Workspace, actor: str, tie: Edge, ends: Mapping[str, Node], lang: str, row: int, x: float, width: float
) -> str:
    kind, outward = workspace.ontology.edges[tie.type], tie.source == actor
    label = kind.label if outward or not kind.directed else kind.reverse
    alter = name_of(ends[tie.target if outward else tie.source], lang)
    y = _TOP + _ROW * row
    shape = "tie" if not kind.directed else "tie out" if outward else "tie in"
    place = f'x="{x:.1f}" y="{y + 3:.1f}" width="{max(width, 3):.1f}" height="{_ROW - 7:.0f}"'
    bar = f'<rect class="{shape}" {place} rx="3"/>'
    return text(_LEFT - 8, y + 14, fit(f"{alter} · {label.get(lang)}", _LEFT - 16), anchor="end") + bar


def _at(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _YEAR
