"""Sentences and notes of cooperation/money, built from its figures."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.common import actor_name, figure, percent
from ecomap.analysis.cooperation.money_spread import Spread
from ecomap.analysis.funding import Flows
from ecomap.analysis.record import Cell, Parameters, Table
from ecomap.snapshot import Snapshot
from ecomap.snapshot.graph import LEVELS
from graph_schema import Text


def sum_of_money(value: float, unit: str) -> Text:
    """Return a sum for a sentence: won in 억 or 만 and in millions, other units as they are."""
    if unit != "KRW":
        return Text(f"{value:,.0f} {unit}", f"{unit} {value:,.0f}")
    if value >= 1e8:
        return Text(f"{value / 1e8:,.1f}억 원", f"KRW {value / 1e6:,.0f} million")
    if value >= 1e6:
        return Text(f"{value / 1e4:,.0f}만 원", f"KRW {value / 1e6:,.1f} million")
    return Text(f"{value:,.0f}원", f"KRW {value:,.0f}")


def explain(
    snapshot: Snapshot, money: Flows, tables: tuple[Table, ...], leaver: int | None, parameters: Parameters
) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    snapshot : Snapshot
    money : Flows
    tables : tuple of Table
        All six with all rows, actors by their number.
    leaver : int or None
        Actor that leaves.
    parameters : mapping
    """
    _, inequality, recipients, funders, districts, losses = tables
    if not money.total:
        return (
            Text(
                f"금액이 적힌 {money.unit} 지원이 하나도 없어 돈의 흐름을 볼 수 없습니다.",
                f"No funding tie has an amount in {money.unit}, so there is no money to follow.",
            ),
        )
    return (
        _whole(money, recipients, funders),
        *_dependency(snapshot, recipients),
        *_actors(inequality),
        *_districts(districts, money.unit),
        *_falls(snapshot, money, losses, leaver, parameters),
    )


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _name(cell: Cell) -> Text:
    return cell if isinstance(cell, Text) else Text(str(cell), str(cell))


def _whole(money: Flows, recipients: Table, funders: Table) -> Text:
    total = sum_of_money(money.total, money.unit)
    public = sum(_number(row[2]) * _number(row[8]) for row in recipients.rows) / money.total
    return Text(
        f"재원 {len(funders.rows):,}곳이 {len(recipients.rows):,}곳에 모두 {total.ko}을 주었고, 그 가운데 "
        f"{percent(public)}가 행정기관의 돈입니다.",
        f"{len(funders.rows):,} funders gave {total.en} to {len(recipients.rows):,} actors; {percent(public)} of it "
        "came from government units.",
    )


def _dependency(snapshot: Snapshot, recipients: Table) -> list[Text]:
    alone = [row for row in recipients.rows if row[3] == 1]
    half = sum(_number(row[5]) > 0.5 for row in recipients.rows)
    share = percent(len(alone) / len(recipients.rows))
    found = [
        Text(
            f"받는 곳의 {share}({len(alone):,}곳)는 재원이 한 곳뿐이고, {half:,}곳은 기록된 돈의 절반이 넘는 금액을 "
            "한 곳에서 받습니다.",
            f"{share} of the recipients ({len(alone):,}) have one funder only, and {half:,} get more than half of "
            "their "
            "recorded money from one.",
        )
    ]
    if alone:
        # the largest of them: where the dependency weighs most
        row = max(alone, key=lambda r: _number(r[2]))
        actor, funder = (actor_name(snapshot, int(_number(row[at]))) for at in (1, 7))
        found.append(
            Text(
                f"재원이 한 곳뿐인 곳 가운데 가장 큰 곳: {actor.ko} ← {funder.ko}.",
                f"The largest with one funder only: {actor.en} ← {funder.en}.",
            )
        )
    return found


def _actors(inequality: Table) -> list[Text]:
    row = inequality.rows[0]
    between, chance, p = row[7], row[8], row[9]
    sentence = Text(
        f"받은 주체 사이의 지니 계수는 {figure(_number(row[3]), 2)}이고, 상위 10%가 돈의 {percent(_number(row[10]))}를 "
        "받았습니다.",
        f"Among actors that received, the Gini coefficient is {figure(_number(row[3]), 2)}; the top tenth received "
        f"{percent(_number(row[10]))} of the money.",
    )
    if between is None or chance is None:
        return [sentence]
    clear = _number(p) <= 0.05
    verdict = (
        Text("우연으로 보기 어렵습니다", "more than chance explains")
        if clear
        else Text("우연과 뚜렷이 다르지 않습니다", "no more than chance would give")
    )
    return [
        sentence,
        Text(
            f"불평등의 {percent(_number(between))}가 자치구 사이의 차이입니다(무작위로 섞으면 "
            f"{percent(_number(chance))}, p = {_number(p):.3f}): {verdict.ko}.",
            f"{percent(_number(between))} of the inequality lies between districts ({percent(_number(chance))} if "
            f"receipts are shuffled, p = {_number(p):.3f}): {verdict.en}.",
        ),
    ]


def _districts(districts: Table, unit: str) -> list[Text]:
    ranked = [row for row in districts.rows if row[5] is not None]
    if len(ranked) < 2:
        return []
    most, least = ranked[0], ranked[-1]
    high, low = (sum_of_money(_number(row[5]), unit) for row in (most, least))
    return [
        Text(
            f"주민 한 사람당 가장 많은 곳은 {_name(most[1]).ko}({high.ko}, 평균의 {figure(_number(most[6]))}배), 가장 "
            f"적은 곳은 {_name(least[1]).ko}({low.ko}, {figure(_number(least[6]))}배)입니다.",
            f"Most per resident: {_name(most[1]).en} ({high.en}, {figure(_number(most[6]))} times the average); least: "
            f"{_name(least[1]).en} ({low.en}, {figure(_number(least[6]))} times).",
        )
    ]


def _falls(snapshot: Snapshot, money: Flows, losses: Table, leaver: int | None, parameters: Parameters) -> list[Text]:
    if leaver is None:
        return []
    name = actor_name(snapshot, leaver)
    if not losses.rows:
        return [
            Text(
                f"{name.ko}: 주는 돈이 기록되어 있지 않아, 떠나도 끊기는 돈이 없습니다.",
                f"{name.en} gives no recorded money, so nothing falls if it leaves.",
            )
        ]
    lost = sum_of_money(sum(_number(row[3]) for row in losses.rows), money.unit)
    fallen = sum(row[5] is True for row in losses.rows)
    empty = sum(_number(row[4]) >= 1 - 1e-9 for row in losses.rows)
    rounds = max(int(_number(row[0])) for row in losses.rows)
    limit = figure(100 * float(parameters["threshold"]))
    which = Text("", "") if parameters["without"] else Text("가장 많은 돈이 걸린 재원 ", "the one with most at stake, ")
    return [
        Text(
            f"{which.ko}‘{name.ko}’이(가) 떠나면 {len(losses.rows):,}곳이 합쳐서 {lost.ko}을 잃습니다. {fallen:,}곳은 "
            f"기록된 수입의 {limit}%보다 많이, {empty:,}곳은 전부를 잃으며, 영향은 {rounds}회차까지 이어집니다.",
            f"If {which.en}{name.en}{',' if which.en else ''} leaves, {len(losses.rows):,} actors together lose "
            f"{lost.en}; {fallen:,} lose more "
            f"than {limit}% of their recorded income and {empty:,} all of it, in {rounds} "
            f"{'round' if rounds == 1 else 'rounds'}.",
        ),
        Text(
            "관계로 기록되지 않은 수입(회비·후원·매출)을 등록하면 이 수는 줄어들 수 있습니다.",
            "Registering income that is no tie (fees, donations, sales) may lower these figures.",
        ),
    ]


def _wide_actors(snapshot: Snapshot, money: Flows) -> list[Text]:
    """Say how much of the districts' money is received by actors that work for more than their district."""
    wide = np.isin(snapshot.level[snapshot.ties.nodes], [LEVELS.index("national"), LEVELS.index("city")])
    received = float(money.received[wide].sum())
    if not received:
        return []
    total = sum_of_money(received, money.unit)
    return [
        Text(
            f"시·전국 단위 주체가 받은 {total.ko}도 소재지 자치구에 셉니다. 사무소가 모인 자치구의 한 사람당 금액이 "
            "실제 "
            "혜택보다 커 보일 수 있습니다.",
            f"{total.en} received by city-wide and national actors count in the district of their seat, so districts "
            "with many offices may look better served than they are.",
        )
    ]


def notes(snapshot: Snapshot, money: Flows, found: Spread, tables: tuple[Table, ...]) -> tuple[Text, ...]:
    """Return what the figures leave out."""
    texts = [*_uncounted(money), *_unplaced(money, found, tables[4]), *_wide_actors(snapshot, money)]
    if not tables[4].rows:
        texts.append(Text("등록된 자치구가 없습니다.", "No districts are registered."))
    if not snapshot.ties.m:
        texts.append(Text("관계가 하나도 없습니다.", "There are no ties."))
    return tuple(texts)


def _uncounted(money: Flows) -> list[Text]:
    texts = []
    if unknown := int(money.unknown.sum()):
        texts.append(
            Text(
                f"지원 {unknown:,}건은 금액이 기록되지 않아 셈에 없습니다. 받는 곳 "
                f"{int((money.unknown > 0).sum()):,}곳의 "
                "비율이 달라질 수 있습니다.",
                f"{unknown:,} funding ties have no amount and are in no sum; the shares of "
                f"{int((money.unknown > 0).sum()):,} recipients may change.",
            )
        )
    if money.other_units:
        names = ", ".join(money.names_of_other_units)
        texts.append(
            Text(
                f"다른 통화({names})로 적힌 지원 {money.other_units:,}건은 환산하지 않고 뺐습니다.",
                f"{money.other_units:,} funding ties in other currencies ({names}) are left out, not converted.",
            )
        )
    return texts


def _unplaced(money: Flows, found: Spread, districts: Table) -> list[Text]:
    texts = []
    if found.outside and districts.rows:
        total = sum_of_money(found.money_outside, money.unit)
        texts.append(
            Text(
                f"자치구를 모르거나 시 전체에 속한 {found.outside:,}곳의 {total.ko}은 자치구 표에 없고, 타일 "
                "지수에서는 한 "
                "집단으로 보았습니다.",
                f"{found.outside:,} recipients in no district ({total.en}) are not in the table of districts; the "
                "Theil "
                "index takes them as one group.",
            )
        )
    if found.without_residents:
        texts.append(
            Text(
                f"자치구 {found.without_residents:,}곳은 주민 수를 몰라 한 사람당 금액이 없습니다.",
                f"{found.without_residents:,} districts have no known residents, so no figure per resident.",
            )
        )
    return texts
