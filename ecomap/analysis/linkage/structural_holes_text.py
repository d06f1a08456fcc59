"""Sentences and notes of linkage/structural_holes, built from its figures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import actor_name
from ecomap.analysis.linkage.listing import hidden_note
from ecomap.analysis.record import Parameters
from ecomap.analysis.words import left_out_notes, number, percent, plural, unweighted_notes
from ecomap.snapshot import Snapshot
from ecomap.snapshot.columns import Float
from graph_schema import Text

_CHANGE = Text(
    "지금의 이웃과 이어지지 않은 주체와 새 관계를 맺으면 제약이 낮아지고, 이웃끼리 관계를 더 맺으면 높아집니다.",
    "A new tie to somebody apart from the present contacts lowers constraint; more ties among the contacts raise it.",
)


def explain(snapshot: Snapshot, values: dict[str, Float], listed: NDArray[np.int64], by: str) -> tuple[Text, ...]:
    """Return what a planner should take from the figures.

    Parameters
    ----------
    snapshot : Snapshot
    values : dict of str to ndarray
        As `measures` returns, for all actors.
    listed : ndarray of int
        Actors that meet the conditions.
    by : str
        What they are ranked by.
    """
    if not snapshot.ties.n:
        return (Text("이 조건에 맞는 주체가 없습니다.", "No actor meets these conditions."),)
    if not snapshot.ties.m:
        return (
            Text(
                f"주체 {snapshot.ties.n:,}곳이 있지만 기록된 관계가 없어 구조적 공백을 볼 수 없습니다.",
                f"There {'is' if snapshot.ties.n == 1 else 'are'} {plural(snapshot.ties.n, 'actor', 'actors')}, but no "
                "recorded tie, so there are no structural holes to look at.",
            ),
        )
    if not len(listed):
        return (
            Text(
                "이웃이 정한 수만큼 있는 주체가 없습니다. 최소 이웃 수를 낮추면 볼 수 있습니다.",
                "No actor has that many contacts; lower the least number of contacts to see some.",
            ),
        )
    sentences = [_freest(snapshot, values, listed), *_held(snapshot, values, listed)]
    if by in ("effective_size", "efficiency", "hierarchy"):
        sentences.append(_leader(snapshot, values, listed, by))
    return (*sentences, _closure(values, listed), _CHANGE)


def _freest(snapshot: Snapshot, values: dict[str, Float], listed: NDArray[np.int64]) -> Text:
    actor = int(listed[np.argmin(values["constraint"][listed])])
    name = actor_name(snapshot, actor)
    contacts, size = number(values["contacts"][actor]), number(values["effective_size"][actor])
    constraint = f"{values['constraint'][actor]:.3f}"
    return Text(
        f"서로 떨어진 이웃을 가장 널리 잇는 자리: {name.ko} — 이웃 {contacts}곳 가운데 겹치지 않는 이웃이 {size}곳에 "
        f"해당하며 제약은 {constraint}입니다.",
        f"Best placed between others who are apart: {name.en} — of its {contacts} contacts, {size} are not redundant; "
        f"constraint {constraint}.",
    )


def _held(snapshot: Snapshot, values: dict[str, Float], listed: NDArray[np.int64]) -> list[Text]:
    """Name the most constrained actor, and the one furthest above actors with as many contacts."""
    above = values["constraint"][listed] - values["typical"][listed]
    most, furthest = int(listed[np.argmax(values["constraint"][listed])]), int(listed[np.argmax(above)])
    found = [_one_held(snapshot, values, most, "한 묶음의 이웃에 가장 매인 주체", "Most dependent on one circle")]
    if furthest != most and above.max() > 1e-9:
        ko, en = "이웃 수에 견주어 가장 매인 주체", "Held furthest above actors with as many contacts"
        found.append(_one_held(snapshot, values, furthest, ko, en))
    return found


def _one_held(snapshot: Snapshot, values: dict[str, Float], actor: int, ko: str, en: str) -> Text:
    name = actor_name(snapshot, actor)
    constraint, typical = f"{values['constraint'][actor]:.3f}", f"{values['typical'][actor]:.3f}"
    contacts = int(values["contacts"][actor])
    return Text(
        f"{ko}: {name.ko} — 이웃 {contacts:,}곳, 제약 {constraint}(이웃 수가 같은 주체의 중앙값 {typical}).",
        f"{en}: {name.en} — {plural(contacts, 'contact', 'contacts')}, constraint {constraint} "
        f"(median of actors with as many contacts {typical}).",
    )


def _leader(snapshot: Snapshot, values: dict[str, Float], listed: NDArray[np.int64], by: str) -> Text:
    actor = int(listed[np.argmax(np.nan_to_num(values[by][listed], nan=-1.0))])
    name = actor_name(snapshot, actor)
    label = {
        "effective_size": Text("유효 규모", "effective size"),
        "efficiency": Text("효율", "efficiency"),
        "hierarchy": Text("위계", "hierarchy"),
    }[by]
    shown = number(float(np.nan_to_num(values[by][actor])), 3)
    return Text(f"{label.ko} 1위: {name.ko}({shown}).", f"Highest {label.en}: {name.en} ({shown}).")


def _closure(values: dict[str, Float], listed: NDArray[np.int64]) -> Text:
    total, closure = values["constraint"][listed].sum(), values["closure"][listed].sum()
    share, rest = percent(closure / total), percent(1 - closure / total)
    return Text(
        f"조건에 맞는 주체 {len(listed):,}곳의 제약 가운데 {rest}는 이웃이 적거나 한 이웃에 쏠린 데서, "
        f"{share}는 이웃끼리 이미 이어져 있는 데서 나옵니다.",
        f"Of the constraint on {plural(len(listed), 'actor', 'actors')} listed, {rest} comes from having "
        f"few contacts or leaning on one, {share} from contacts that are tied to each other.",
    )


def notes(snapshot: Snapshot, values: dict[str, Float], parameters: Parameters, hidden: int) -> tuple[Text, ...]:
    """Return what is missing, left out or counted in a certain way."""
    found = left_out_notes(snapshot)
    if parameters["weight"] == "strength":
        found += unweighted_notes(snapshot)
        undefined = int(((values["contacts"] > 0) & np.isnan(values["constraint"])).sum())
        if undefined:
            found.append(
                Text(
                    f"주체 {undefined:,}곳은 모든 관계의 강도가 0으로 기록되어 값을 구할 수 없습니다.",
                    f"{plural(undefined, 'actor has', 'actors have')} only ties of strength 0: no figures.",
                )
            )
    few = int((values["contacts"] < parameters["min_contacts"]).sum())
    if few and snapshot.ties.m:
        found.append(
            Text(
                f"이웃이 {parameters['min_contacts']:,}곳보다 적은 주체 {few:,}곳은 싣지 않았습니다.",
                f"{plural(few, 'actor', 'actors')} with fewer than {parameters['min_contacts']:,} contacts not listed.",
            )
        )
    return (*found, *hidden_note(hidden))
