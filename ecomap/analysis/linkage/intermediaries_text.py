"""Sentences and notes of linkage/intermediaries, built from its tables."""

from __future__ import annotations

from typing import Any

import numpy as np

from ecomap.analysis.common import GROUPING_LABELS, figure, percent, ratio
from ecomap.analysis.linkage.listing import hidden_note
from ecomap.analysis.linkage.mandates import Mandates
from ecomap.analysis.record import Parameters, Table
from ecomap.analysis.words import left_out_notes, plural
from ecomap.snapshot import Snapshot
from graph_schema import Text

Named = dict[str, Any]


def _named(table: Table) -> list[Named]:
    names = [column.name for column in table.spec.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def explain(snapshot: Snapshot, tables: tuple[Table, ...], parameters: Parameters, opened: bool) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    snapshot : Snapshot
    tables : tuple of Table
        In the order of the record.
    parameters : mapping
    opened : bool
        Whether one intermediary was asked for.
    """
    profiles, _, _, bridges, overlaps, cells, system = (_named(table) for table in tables)
    whole = system[0]
    if not whole["intermediaries"]:
        return (Text("이 조건에 맞는 중간지원조직이 없습니다.", "No intermediary meets these conditions."),)
    if not snapshot.ties.m:
        return (
            Text(
                f"중간지원조직 {whole['intermediaries']:,}곳이 있지만 기록된 관계가 없습니다.",
                f"{plural(whole['intermediaries'], 'intermediary', 'intermediaries')}, but no recorded tie.",
            ),
        )
    name = GROUPING_LABELS[parameters["by"]]
    if opened:
        return (*_one(profiles[0], name), *_sole(bridges, name), *_twins(overlaps), *_one_change(profiles[0]))
    return (
        *_verdict(whole, name),
        *_leader(whole, profiles, name),
        _served(whole, profiles),
        *_sole(bridges, name),
        _cover(whole, cells),
        *_twins(overlaps),
        *_change(cells),
    )


def _verdict(whole: Named, name: Text) -> list[Text]:
    """Say whether the system bridges groups or repeats them, judged at two standard deviations."""
    index, chance, z = whole["e_i"], whole["expected_e_i"], whole["z"]
    if index is None:
        return [
            Text(
                f"{name.ko} 정보가 있는 이웃이 없어 칸막이를 넘는지 판단할 수 없습니다.",
                f"No contact has a recorded {name.en.lower()}, so it cannot be said whether silos are bridged.",
            )
        ]
    ko = "중간지원조직이 칸막이를 넘는 정도는 무작위와 다르지 않습니다"
    en = "Intermediaries reach out as chance would"
    if z is not None and z < -2:
        ko = f"중간지원조직의 관계는 무작위보다 자기 {name.ko}에 치우쳐 칸막이를 되풀이합니다"
        en = "Intermediaries repeat the silos: they keep to their own more than chance would"
    elif z is not None and z > 2:
        ko = f"중간지원조직의 관계는 무작위보다 자기 {name.ko} 밖으로 뻗어 칸막이를 넘습니다"
        en = "Intermediaries bridge the silos: they reach out more than chance would"
    outside = percent(ratio(whole["outside"], whole["inside"] + whole["outside"]))
    return [
        Text(
            f"{ko}. 이웃의 {outside}가 자기 {name.ko} 밖에 있고 E-I 지수는 {figure(index, 2)}입니다"
            f"(이웃을 아무나 골랐을 때 {figure(chance, 2)}, z {figure(z)}).",
            f"{en}. {outside} of their contacts are outside their own {name.en.lower()}; E-I index {figure(index, 2)} "
            f"({figure(chance, 2)} with contacts at random, z {figure(z)}).",
        )
    ]


def _served(whole: Named, profiles: list[Named]) -> Text:
    share = percent(ratio(whole["reached"], whole["clients"]))
    low = min(
        (row for row in profiles if row["reached"] is not None),
        key=lambda row: (row["reached"], -row["clients"]),
        default=None,
    )
    ko = en = ""
    if low is not None:
        part = percent(low["reached"])
        ko = f" 맡은 범위에서 닿는 비율이 가장 낮은 곳: {low['name'].ko}({low['clients']:,}곳 가운데 {part})."
        en = f" Lowest reach in its own mandate: {low['name'].en} ({part} of {low['clients']:,})."
    return Text(
        f"지원받을 주체 {whole['clients']:,}곳 가운데 {whole['reached']:,}곳({share})이 중간지원조직 "
        f"{whole['intermediaries']:,}곳 중 하나 이상과 이어져 있습니다.{ko}",
        f"{whole['reached']:,} of {plural(whole['clients'], 'client', 'clients')} ({share}) are tied to at "
        "least one of "
        f"{plural(whole['intermediaries'], 'intermediary', 'intermediaries')}.{en}",
    )


def _leader(whole: Named, profiles: list[Named], name: Text) -> list[Text]:
    if not whole["alone"]:
        return [
            Text(
                f"서로 다른 {name.ko}의 주체를 홀로 이어 주는 중간지원조직은 없습니다.",
                f"No intermediary is the only link between clients that differ in {name.en.lower()}.",
            )
        ]
    best = max(profiles, key=lambda row: row["alone"])
    share = percent(best["alone"] / whole["alone"])
    return [
        Text(
            f"그래도 서로 다른 {name.ko}의 주체 {whole['alone']:,}쌍은 중간지원조직 한 곳을 통해서만 두 걸음 "
            "안에 이어집니다. "
            f"가장 많은 곳: {best['name'].ko}({best['alone']:,}쌍, {share}). 이곳이 문을 닫으면 그만큼 끊깁니다.",
            f"Still, {plural(whole['alone'], 'pair', 'pairs')} of clients that differ in {name.en.lower()} "
            "are within two "
            f"steps through one intermediary only. Most of them: {best['name'].en} ({best['alone']:,}, "
            f"{share}); they are "
            "cut if it closes.",
        )
    ]


def _sole(bridges: list[Named], name: Text) -> list[Text]:
    if not bridges:
        return []
    first = bridges[0]
    return [
        Text(
            f"{name.ko} 쌍 {len(bridges):,}개는 한 주체에서만 만납니다(행정기관 제외). 예: {first['a'].ko} – "
            f"{first['b'].ko}, "
            f"잇는 곳: {first['name'].ko}.",
            f"{plural(len(bridges), 'pair', 'pairs')} of groups by {name.en.lower()} meet in one actor only "
            "(government "
            f"aside), such as {first['a'].en} – {first['b'].en} in {first['name'].en}.",
        )
    ]


def _cover(whole: Named, cells: list[Named]) -> Text:
    bare = [cell for cell in cells if not cell["intermediaries"] and cell["clients"]]
    ko = en = ""
    if bare:
        ko = (
            f" 맡은 곳이 없는데 주체가 가장 많은 칸: {bare[0]['district'].ko} {bare[0]['field'].ko}"
            f"({bare[0]['clients']:,}곳)."
        )
        en = (
            f" Most clients without anybody in charge: {bare[0]['field'].en} in {bare[0]['district'].en} "
            f"({bare[0]['clients']:,})."
        )
    return Text(
        f"분야 × 자치구 {whole['cells']:,}칸 가운데 {whole['cells_none']:,}칸은 맡은 중간지원조직이 없고 "
        f"{whole['cells_several']:,}칸은 둘 이상이 맡고 있습니다.{ko}",
        f"Of {whole['cells']:,} cells of field × district, {whole['cells_none']:,} have no intermediary in charge and "
        f"{whole['cells_several']:,} have two or more.{en}",
    )


def _twins(overlaps: list[Named]) -> list[Text]:
    if not overlaps or not overlaps[0]["clients"]:
        return []
    row = overlaps[0]
    clients, cells = percent(row["clients"]), percent(row["cells"])
    return [
        Text(
            f"이어진 주체가 가장 겹치는 두 곳: {row['a'].ko} – {row['b'].ko}(주체 {clients}, 맡은 칸 {cells} 겹침).",
            f"Largest overlap of clients: {row['a'].en} – {row['b'].en} (clients {clients}, mandates {cells}).",
        )
    ]


def _change(cells: list[Named]) -> list[Text]:
    thin = [cell for cell in cells if cell["clients"] and cell["intermediaries"]]
    if not thin:
        return []
    worst = max(thin, key=lambda cell: cell["clients"] - cell["reached"])
    gap = worst["clients"] - worst["reached"]
    if not gap:
        return []
    return [
        Text(
            f"맡은 곳이 있는데도 이어지지 않은 주체가 가장 많은 칸: {worst['district'].ko} {worst['field'].ko}"
            f"({worst['clients']:,}곳 가운데 {gap:,}곳). 이곳부터 관계를 맺거나, 이미 있는 지원을 등록하면 그림이 "
            "달라집니다.",
            f"Most clients untied although somebody is in charge: {worst['field'].en} in "
            f"{worst['district'].en} ({gap:,} of "
            f"{worst['clients']:,}). New ties there, or registering support that already happens, would "
            "change the picture.",
        )
    ]


def _one(row: Named, name: Text) -> list[Text]:
    kinds = row["contact_kinds"] or Text("없음", "none")
    found = [
        Text(
            f"{row['name'].ko}({row['mandate'].ko}): 이웃 {row['contacts']:,}곳({kinds.ko}), 분야 "
            f"{row['contact_fields']:,}개와 자치구 {row['contact_districts']:,}곳에 걸쳐 있습니다.",
            f"{row['name'].en} ({row['mandate'].en}): {plural(row['contacts'], 'contact', 'contacts')} ({kinds.en}) in "
            f"{plural(row['contact_fields'], 'field', 'fields')} and "
            f"{plural(row['contact_districts'], 'district', 'districts')}.",
        ),
        Text(
            f"서로 다른 {name.ko}의 주체 {row['linked']:,}쌍을 잇고, 그 가운데 {row['alone']:,}쌍은 이곳만 "
            "잇습니다. 주된 역할: "
            f"{row['main_role'].ko if row['main_role'] else '없음'}.",
            f"It links {plural(row['linked'], 'pair', 'pairs')} of clients that differ in {name.en.lower()}, "
            f"{row['alone']:,} of them alone. Main role: "
            f"{row['main_role'].en.lower() if row['main_role'] else 'none'}.",
        ),
    ]
    if row["e_i"] is not None:
        found.append(
            Text(
                f"E-I 지수는 {figure(row['e_i'], 2)}입니다(이웃을 아무나 골랐을 때 {figure(row['expected_e_i'], 2)}, "
                f"z {figure(row['z'])}).",
                f"Its E-I index is {figure(row['e_i'], 2)} ({figure(row['expected_e_i'], 2)} with contacts at "
                "random, z "
                f"{figure(row['z'])}).",
            )
        )
    return [*found, _own_clients(row)]


def _own_clients(row: Named) -> Text:
    share = percent(row["reached"])
    return Text(
        f"맡은 범위의 주체 {row['clients']:,}곳 가운데 {row['served']:,}곳({share})과 이어져 있고 "
        f"{row['missed']:,}곳을 놓칩니다. 범위 밖의 주체 {row['beyond']:,}곳과도 이어져 있습니다.",
        f"Of {plural(row['clients'], 'client', 'clients')} in its mandate it reaches {row['served']:,} ({share}) and "
        f"misses {row['missed']:,}; it is tied to {row['beyond']:,} beyond it.",
    )


def _one_change(row: Named) -> list[Text]:
    if not row["missed"]:
        return []
    return [
        Text(
            "놓친 주체 표의 위쪽, 어느 중간지원조직과도 이어지지 않은 곳부터 관계를 맺으면 닿는 비율이 오릅니다.",
            "Ties to those at the top of the table of missed clients, who have no intermediary at all, would raise its "
            "reach first.",
        )
    ]


def notes(snapshot: Snapshot, held: Mandates, client_kind: str, hidden: int) -> tuple[Text, ...]:
    """Return what is missing in mandates and clients."""
    found = left_out_notes(snapshot)
    without = (~held.in_fields.any(axis=1), ~held.in_districts.any(axis=1))
    for lacking, ko, en in zip(without, ("분야", "지역"), ("field", "place"), strict=True):
        count = int(lacking.sum())
        if count:
            found.append(
                Text(
                    f"중간지원조직 {count:,}곳은 {ko} 정보가 기록되지 않아 맡은 범위가 비어 있습니다.",
                    f"{plural(count, 'intermediary has', 'intermediaries have')} no recorded {en} and so no mandate.",
                )
            )
    placed = held.client_fields.any(axis=1) & held.client_districts.any(axis=1)
    unplaced = int((~placed).sum())
    if unplaced:
        label = snapshot.ontology.nodes[client_kind].label
        found.append(
            Text(
                f"{label.ko} {unplaced:,}곳은 분야나 자치구가 기록되지 않아 어느 맡은 범위에도 들지 않습니다.",
                f"{unplaced:,} of the clients ({label.en.lower()}) have no recorded field or district and are "
                "in nobody's "
                "mandate.",
            )
        )
    several = int((np.asarray(held.client_fields.sum(axis=1)) > 1).sum())
    if several:
        found.append(
            Text(
                f"여러 분야에 속한 주체 {several:,}곳은 분야마다 한 번씩 칸에 세었습니다.",
                f"{plural(several, 'client works', 'clients work')} in several fields and count in the cells of each.",
            )
        )
    return (*found, *hidden_note(hidden))
