"""Sentences of gaps/partners, built from its figures."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import percent
from ecomap.analysis.gap.partner_model import POPULARITY, Model, Quality
from ecomap.analysis.gap.partner_query import Asked
from ecomap.analysis.gap.partner_traits import Attributes
from ecomap.analysis.gap.partners_tables import METHOD_LABELS
from ecomap.analysis.gap.words import sentence
from ecomap.analysis.kernels.link_scores import Traits
from ecomap.analysis.record import Parameters, Table
from ecomap.snapshot import Snapshot
from graph_schema import Text


def explain(
    parameters: Parameters,
    asked: Asked,
    tables: tuple[Table, Table],
    model: Model,
    graph: Traits,
    shown: NDArray[np.int64],
) -> tuple[Text, ...]:
    """Return what was found, what the first tie would do, and how far to trust it."""
    if not tables[0].rows:
        return (_nobody(asked),)
    rows: list[Any] = list(tables[0].rows)
    change: Any = tables[1].rows[0]
    return (
        *_situation(asked),
        _first(asked, rows),
        _effect(change),
        *_others(rows[1:3]),
        _popular(parameters, graph, shown),
        _trust(parameters, model),
    )


def _nobody(asked: Asked) -> Text:
    if asked.mode == "actor":
        return Text(
            f"{asked.about.ko}: 추천할 주체가 없습니다. 조건에 맞는 모든 주체와 이미 이어져 있거나 다른 주체가 "
            "없습니다.",
            f"{sentence(asked.about.en)}: nobody to recommend; it is tied to all that meet the conditions, or there is "
            "no other actor.",
        )
    return Text(
        f"{asked.about.ko}: 새로 이을 쌍을 찾지 못했습니다. 후보가 될 주체가 없거나, 기록된 관계가 적어 공통 상대가 "
        "없습니다.",
        f"{sentence(asked.about.en)}: no new pair was found; there is no possible candidate, or too few recorded "
        "ties for "
        "anybody to have a partner in common.",
    )


def _situation(asked: Asked) -> list[Text]:
    if asked.mode == "cell":
        return [
            Text(
                f"{asked.about.ko}에 있는 주체는 지금 {asked.members:,}곳입니다.",
                f"Actors now in {asked.about.en}: {asked.members:,}.",
            )
        ]
    if asked.mode == "programme" and asked.members:
        return [
            Text(
                f"{asked.about.ko}의 참여자는 지금 {asked.members:,}곳입니다.",
                f"Actors now in {asked.about.en}: {asked.members:,}.",
            )
        ]
    return []


def _first(asked: Asked, rows: list[Any]) -> Text:
    _, _, name, _, partner, why, chance = rows[0][:7]
    ko, en = "", ""
    if chance is not None:
        ko, en = f" 새 관계의 추정 가능성 {percent(chance)}.", f" Estimated chance of a tie: {percent(chance)}."
    if asked.mode == "actor":
        return Text(
            f"{asked.about.ko}에 가장 먼저 추천하는 상대: {name.ko}. 이유: {why.ko}.{ko}",
            f"First to recommend to {asked.about.en}: {name.en}. Why: {why.en}.{en}",
        )
    return Text(
        f"{asked.about.ko}에서 가장 먼저 추천하는 곳: {name.ko}. 함께할 곳: {partner.ko}. 이유: {why.ko}.{ko}",
        f"First to recommend for {asked.about.en}: {name.en}, together with {partner.en}. Why: {why.en}.{en}",
    )


def _effect(row: Any) -> Text:
    _, name, partner, pairs, fields, districts, *constraints = row
    parts = [_constraint(one, *pair) for one, pair in ((partner, constraints[2:]), (name, constraints[:2]))]
    return Text(
        f"이 관계가 생기면 주체 {pairs:,}쌍이 새로 두 단계 안에 들며, 그중 {fields:,}쌍은 분야가, {districts:,}쌍은 "
        "자치구가 "
        f"다릅니다. 버트의 제약: {parts[0].ko}; {parts[1].ko}.",
        f"With this tie {pairs:,} pairs of actors come within two steps, {fields:,} of them across fields and "
        f"{districts:,} across districts. Burt's constraint: {parts[0].en}; {parts[1].en}.",
    )


def _constraint(name: Text, before: float | None, after: float) -> Text:
    if before is None:
        return Text(f"{name.ko}에는 첫 관계", f"the first tie of {name.en}")
    return Text(f"{name.ko} {before:.3g} → {after:.3g}", f"{name.en} {before:.3g} → {after:.3g}")


def _others(rows: list[Any]) -> list[Text]:
    if not rows:
        return []
    ko = "; ".join(f"{row[2].ko} – {row[5].ko}" for row in rows)
    en = "; ".join(f"{row[2].en} – {row[5].en}" for row in rows)
    return [Text(f"다음 후보: {ko}.", f"Next: {en}.")]


def _popular(parameters: Parameters, graph: Traits, shown: NDArray[np.int64]) -> Text:
    degree = np.diff(graph.indptr)
    listed, everyone = float(np.median(degree[shown])), float(np.median(degree))
    diversity = parameters["diversity"]
    return Text(
        f"추천한 후보의 상대 수는 중앙값 {listed:g}곳(전체 {everyone:g}곳)입니다. 다양성 {diversity:g}; 높이면 "
        "연결이 적은 "
        "곳과 서로 다른 곳이 앞으로 옵니다.",
        f"The candidates have {listed:g} partners at the median (all actors {everyone:g}). Diversity is {diversity:g}; "
        "a higher value brings less linked and more different ones forward.",
    )


def _trust(parameters: Parameters, model: Model) -> Text:
    by_name = {one.method: one for one in model.quality}
    used, popular = by_name.get(parameters["method"]), by_name.get(POPULARITY)
    if used is None or popular is None:
        return Text(
            "기록된 관계가 적어 추천을 검증하지 못했습니다. 참고로만 쓰십시오.",
            "Too few ties to check the recommendations by; take them as hints only.",
        )
    split = model.split
    span = f"{split.cut_year}–{split.last_year}"
    since = Text(f"{span}년에 새로 생긴 관계", f"the new ties of {span}")
    if not split.by_year:
        since = Text("무작위로 숨긴 관계", "ties hidden at random")
    label = METHOD_LABELS[used.method]
    precise, base = _precision(used), _precision(popular)
    verdict = _verdict(used, popular)
    return Text(
        f"검증: {since.ko}로 보면 {label.ko}의 AUC는 {used.auc:.2f}({used.low:.2f}–{used.high:.2f}), 인기만 본 기준은 "
        f"{popular.auc:.2f}입니다. 주체마다 {parameters['k']}곳을 추천하면 {precise:.1%}가 실제로 이어졌고(인기 "
        f"기준 {base:.1%}, "
        f"무작위 {model.by_chance:.2%}), {verdict.ko}",
        f"Check: on {since.en}, the method “{label.en}” has an AUC of {used.auc:.2f} ({used.low:.2f}–{used.high:.2f}), "
        "popularity alone "
        f"{popular.auc:.2f}. Of {parameters['k']} recommended to each actor {precise:.1%} became ties (popularity "
        f"{base:.1%}, at random {model.by_chance:.2%}); {verdict.en}",
    )


def _precision(one: Quality) -> float:
    return one.hits / one.listed if one.listed else 0.0


def _verdict(used: Quality, popular: Quality) -> Text:
    if used.method == POPULARITY:
        return Text("이것은 비교 기준 그 자체입니다.", "this is the baseline itself.")
    better = used.low > popular.auc and _precision(used) > _precision(popular)
    if better:
        return Text("인기만 본 것보다 낫습니다.", "better than popularity alone.")
    return Text(
        "인기만 본 것보다 뚜렷이 낫지 않으니 참고로만 쓰십시오.",
        "not clearly better than popularity alone, so take it as a hint only.",
    )


def notes(
    snapshot: Snapshot, parameters: Parameters, asked: Asked, model: Model, known: Attributes
) -> tuple[Text, ...]:
    """Say what is missing, left out or approximate."""
    found = [*_split_notes(model), *_judged_notes(model)]
    if not model.trained and parameters["method"] == "combined":
        found.append(
            Text(
                "학습할 새 관계가 20쌍보다 적어 조합을 학습하지 못했습니다. 정해 둔 가중치(애더믹–어다르 1, 같은 "
                "분야·자치구·사업 "
                "각 0.5)로 순위를 매겼습니다.",
                "Fewer than 20 new pairs to learn from: ranked by fixed weights (Adamic–Adar 1; same field, district, "
                "programme 0.5 each).",
            )
        )
    if asked.nearby_only and asked.mode != "all":
        found.append(
            Text(
                "짝이 너무 많아 공통 상대나 사업이 있는 쌍만 견주었습니다.",
                "Too many pairs: only those with a partner or a programme in common were compared.",
            )
        )
    if asked.tied:
        found.append(
            Text(
                f"이미 관계가 있는 {asked.tied:,}쌍은 추천에서 뺐습니다.",
                f"Pairs that have a tie already and are left out: {asked.tied:,}.",
            )
        )
    if not known.programmes.nnz:
        found.append(
            Text(
                "사업 참여가 기록되지 않아 같은 사업을 볼 수 없습니다.",
                "No participation in programmes on record, so shared programmes could not count.",
            )
        )
    for members, label in (
        (known.in_field, Text("분야", "field")),
        (known.in_district, Text("자치구", "district")),
    ):
        missing = int((np.diff(members.indptr) == 0).sum())
        if missing and snapshot.ties.n:
            found.append(
                Text(
                    f"{label.ko}를 모르는 주체 {missing:,}곳은 {label.ko}로는 누구와도 같다고 보지 않았습니다.",
                    f"Actors without a known {label.en}, taken to share it with nobody: {missing:,}.",
                )
            )
    return tuple(found)


def _split_notes(model: Model) -> list[Text]:
    split = model.split
    if not split.by_year:
        return [
            Text(
                "관계의 시작일이 없거나 너무 적어 연도로 나누지 못하고, 관계의 10%씩을 무작위로 숨겨 학습하고 "
                "검증했습니다. "
                "앞일을 맞히는 것보다 쉬운 검증입니다.",
                "Ties have no start dates, or too few, to split by year: weights were fitted to and judged by 10% "
                "of the pairs "
                "each, hidden at random, which is easier than foretelling.",
            )
        ]
    found = [
        Text(
            f"{split.learn_year}년 전의 관계에서 {split.learn_year}–{split.cut_year - 1}년의 새 쌍을 맞히도록 "
            "학습하고, "
            f"{split.cut_year}–{split.last_year}년의 새 쌍으로 검증했습니다. 끝난 관계도 있었던 관계로 봅니다.",
            f"Fitted to the new pairs of {split.learn_year}–{split.cut_year - 1} in the graph before, judged by "
            "those of "
            f"{split.cut_year}–{split.last_year}. Ties that ended count as known.",
        )
    ]
    if split.undated:
        found.append(
            Text(
                f"시작일을 모르는 관계가 있는 {split.undated:,}쌍은 처음부터 있던 것으로 보았습니다.",
                f"Pairs with a tie of unknown start, taken as known from the beginning: {split.undated:,}.",
            )
        )
    return found


def _judged_notes(model: Model) -> list[Text]:
    late = model.judged
    if late is None:
        return []
    other = int((~late.new).sum())
    found = [
        Text(
            f"AUC: 새 쌍 {int(late.new.sum()):,}개를, 그 전에 관계가 있던 주체들 사이에서 고르게 뽑은 이어지지 않은 "
            f"쌍 {other:,}개와 "
            f"견주었습니다. 적중률: 새 상대가 생긴 주체 {model.actors:,}곳.",
            f"AUC: {int(late.new.sum()):,} new pairs against {other:,} pairs without a tie, drawn uniformly among "
            "actors with "
            f"a tie before. Precision: {model.actors:,} actors that found a new partner.",
        )
    ]
    if late.unpredictable:
        found.append(
            Text(
                f"새 쌍 {late.unpredictable:,}개는 그 전에 관계가 없던 주체가 끼어 있어 맞힐 수 없으므로 뺐습니다.",
                f"New pairs left out because one of the two had no tie before: {late.unpredictable:,}.",
            )
        )
    return found
