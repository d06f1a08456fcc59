"""Sentences of gaps/what_if, built from its figures."""

from __future__ import annotations

from typing import Any

from ecomap.analysis.common import figure, percent
from ecomap.analysis.gap.what_if_panel import GAINED, LOST, MEASURES, Panel
from ecomap.analysis.gap.words import listed
from ecomap.analysis.record import Analysis, Table
from ecomap.snapshot import Snapshot
from ecomap.snapshot.edit import Edit
from graph_schema import Text

_MOST = 3


def explain(
    snapshot: Snapshot, edit: Edit, panels: tuple[Panel, Panel], tables: tuple[Table, ...], chosen: Analysis | None
) -> tuple[Text, ...]:
    """Return what was changed, what follows for the whole, for districts and fields, and for the chosen analysis."""
    if not edit.key():
        return (
            Text(
                "아무것도 바꾸지 않았습니다. 없앨 주체(remove), 없앨 관계(remove_ties), 새 주체(add_actor), 새 "
                "관계(add_tie)를 "
                "정하면 앞뒤를 견줍니다.",
                "Nothing was changed. Give actors that go (remove), ties that go (remove_ties), actors that come "
                "(add_actor) "
                "or ties that come (add_tie) to compare before and after.",
            ),
        )
    return (
        _changed(snapshot, edit),
        _whole(*panels),
        *_links(tables[1]),
        *_analysis(tables[2], chosen),
    )


def _changed(snapshot: Snapshot, edit: Edit) -> Text:
    parts: list[Text] = []
    if edit.remove_actors:
        names = [_name(snapshot, name) for name in edit.remove_actors]
        shown = listed(names)
        parts.append(Text(f"{shown.ko}: 없어짐", f"{shown.en} gone"))
    if edit.remove_ties:
        parts.append(
            Text(f"관계를 끊은 쌍 {len(edit.remove_ties):,}개", f"ties of {len(edit.remove_ties):,} pairs cut")
        )
    if edit.add_actors:
        shown = listed([Text(actor.name_ko, actor.name_en) for actor in edit.add_actors])
        parts.append(Text(f"{shown.ko}: 새로 생김", f"{shown.en} added"))
    if edit.add_ties:
        parts.append(Text(f"새 관계 {len(edit.add_ties):,}건", f"{len(edit.add_ties):,} ties added"))
    return Text(
        "가정: " + "; ".join(part.ko for part in parts) + ".",
        "Assumed: " + "; ".join(part.en for part in parts) + ".",
    )


def _name(snapshot: Snapshot, node_id: str) -> Text:
    position = snapshot.position[node_id]
    return Text(snapshot.name(position), snapshot.name(position, "en"))


def _whole(before: Panel, after: Panel) -> Text:
    parts = []
    for name in ("ties", "components", "largest", "isolates", "across"):
        label, unit = MEASURES[name]
        old, new = before.values[name], after.values[name]
        show = percent if unit == "share" else figure
        if show(old) == show(new):
            continue
        parts.append((label, f"{show(old)} → {show(new)}"))
    if not parts:
        return Text("전체 연결의 항목은 달라지지 않습니다.", "No figure of the whole network changes.")
    ko = ", ".join(f"{label.ko} {values}" for label, values in parts)
    en = ", ".join(f"{label.en[:1].lower() + label.en[1:]} {values}" for label, values in parts)
    return Text(f"그러면 {ko}.", f"Then: {en}.")


def _links(table: Table) -> list[Text]:
    rows: list[Any] = list(table.rows)
    found = []
    for effect, ko, en in (
        (LOST, "연결을 모두 잃는 곳", "Losing every tie"),
        (GAINED, "처음으로 이어지는 곳", "Linked for the first time"),
    ):
        names = [
            Text(f"{row[2].ko}({row[3].ko})", f"{row[2].en} (to: {row[3].en})") for row in rows if row[6] == effect
        ]
        if names:
            shown = listed(names)
            found.append(Text(f"{ko}: {shown.ko}.", f"{en}: {shown.en}."))
    if rows and not found:
        shown = listed([_number_of_ties(row) for row in rows], _MOST)
        found.append(
            Text(
                "행정이나 중간지원조직과의 연결을 모두 잃거나 처음 얻는 자치구·분야는 없고, 관계 수만 달라집니다: "
                f"{shown.ko}.",
                "No district or field loses its last tie to government or to intermediaries, or gains a first one; "
                "only their "
                f"number changes: {shown.en}.",
            )
        )
    return found


def _number_of_ties(row: Any) -> Text:
    change = f"{row[4]:,} → {row[5]:,}"
    return Text(f"{row[2].ko}–{row[3].ko} {change}", f"{row[2].en} to {row[3].en[:1].lower()}{row[3].en[1:]} {change}")


def _analysis(table: Table, chosen: Analysis | None) -> list[Text]:
    if chosen is None:
        return []
    rows: list[Any] = [row for row in table.rows if row[6] is not None]
    if not rows:
        return [
            Text(
                f"‘{chosen.label.ko}’ 분석에서 달라진 값이 없습니다.",
                f"No figure of the analysis “{chosen.label.en}” changes.",
            )
        ]
    ko = "; ".join(f"{r[1].ko} {r[2].ko} {figure(r[4], 3)} → {figure(r[5], 3)}" for r in rows[:_MOST])
    en = "; ".join(f"{r[1].en}, {r[2].en} {figure(r[4], 3)} → {figure(r[5], 3)}" for r in rows[:_MOST])
    return [
        Text(
            f"‘{chosen.label.ko}’ 분석에서 가장 크게 달라지는 값: {ko}.",
            f"Largest changes in the analysis “{chosen.label.en}”: {en}.",
        )
    ]


def notes(edit: Edit, chosen: Analysis | None, found: int, shown: int, equal: int) -> tuple[Text, ...]:
    """Say what was not shown, and what new ties lack."""
    lines = []
    if chosen is not None and (found or equal):
        lines.append(
            Text(
                f"고른 분석에서 견준 값 {found + equal:,}개 가운데 {equal:,}개는 그대로입니다.",
                f"Figures of the chosen analysis compared: {found + equal:,}; the same: {equal:,}.",
            )
        )
    if found > shown:
        lines.append(
            Text(f"달라진 값 {found - shown:,}개는 싣지 않았습니다.", f"Differences not listed: {found - shown:,}.")
        )
    if edit.add_ties:
        lines.append(
            Text(
                "새 관계에는 시작일, 강도, 금액이 없습니다. 금액이나 기간을 보는 분석에는 나타나지 않을 수 있습니다.",
                "Ties put in have no start, strength or amount, and may not show in analyses of money or time.",
            )
        )
    return tuple(lines)
