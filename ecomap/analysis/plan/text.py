"""A task's figures in sentences, and what they do not say."""

from __future__ import annotations

from ecomap.analysis.plan.evaluate import FEW, DistrictFigure, Measured, TaskFigures
from graph_schema import Text

NAMED = 3
"""Most districts that a sentence names; never more than half of them."""


def shown_value(value: float | None, unit: str, lang: str) -> str:
    """Return a value as people write it: shares as percentages, money with its currency."""
    if value is None:
        return "–"
    if unit == "share":
        return f"{100 * value:.1f}%"
    if unit == "KRW":
        return f"{value:,.0f}원" if lang == "ko" else f"KRW {value:,.0f}"
    return f"{value:.2f}"


def explain(figures: TaskFigures) -> tuple[Text, ...]:
    """Return a sentence or two on every indicator."""
    return tuple(explain_one(measured, figures.day.year) for measured in figures.measured)


def explain_one(measured: Measured, year: int) -> Text:
    """Return what one indicator says: its value, a year before, and the districts at the end that needs attention."""
    label, unit = measured.indicator.label, measured.indicator.unit
    if measured.value is None:
        return Text(
            f"{label.ko}: 이 자료에는 계산에 필요한 기록이 없습니다.",
            f"{label.en}: the register has no records to compute it from.",
        )
    texts = {lang: f"{label.get(lang)}: {shown_value(measured.value, unit, lang)}" for lang in ("ko", "en")}
    before = measured.before
    then = (
        Text("", "")
        if before is None
        else Text(
            f", 한 해 전 {shown_value(before, unit, 'ko')}", f", {shown_value(before, unit, 'en')} the year before"
        )
    )
    ends = _ends(measured)
    return Text(f"{texts['ko']} ({year}년 말{then.ko}).{ends.ko}", f"{texts['en']} (end of {year}{then.en}).{ends.en}")


def _ends(measured: Measured) -> Text:
    ranked = [item for item in measured.districts if item.cases >= FEW]
    if len(ranked) < 2:
        return Text("", "")
    better, unit = measured.indicator.better, measured.indicator.unit
    first = _named(ranked[: max(1, min(NAMED, len(ranked) // 2))], unit)
    ko, en = {
        "more": (" 가장 낮은 자치구", " Lowest districts"),
        "less": (" 가장 높은 자치구", " Highest districts"),
        "": (" 가장 높은 자치구", " Highest districts"),
    }[better]
    differ = sum(item.differs for item in ranked)
    if ranked[0].value == ranked[-1].value:
        return Text(" 자치구 사이에 차이가 없습니다.", " All districts have the same value.")
    told = Text("", "")
    if ranked[0].low is not None:
        told = Text(
            f" 우연으로 보기 어려울 만큼 전체와 다른 자치구: {len(ranked)}곳 가운데 {differ}곳.",
            f" {differ} of {len(ranked)} districts differ from the whole by more than chance would easily explain.",
        )
    return Text(f"{ko}: {first.ko}.{told.ko}", f"{en}: {first.en}.{told.en}")


def _named(items: list[DistrictFigure], unit: str) -> Text:
    return Text(
        *(
            ", ".join(f"{item.label.get(lang)} {shown_value(item.value, unit, lang)}" for item in items)
            for lang in ("ko", "en")
        )
    )


def notes(figures: TaskFigures) -> tuple[Text, ...]:
    """Return what to keep in mind with the figures of a task."""
    found = [
        Text(
            "해마다 12월 31일에 유효한 기록으로 계산합니다. 날짜가 없는 관계와 연결은 언제나 유효한 것으로 셉니다.",
            "Computed from what held on 31 December of each year; what has no dates counts as always holding.",
        ),
        Text(
            "기록을 모으기 시작한 무렵의 증가는 실제 변화가 아니라 기록의 증가일 수 있습니다.",
            "A rise in the first years may be a rise of what was recorded, not of what happened.",
        ),
    ]
    if any(item.cases < FEW for measured in figures.measured for item in measured.districts):
        found.append(
            Text(
                f"나누는 수가 {FEW}보다 작은 자치구는 순위를 매기지 않고 뒤에 보입니다.",
                f"Districts with fewer than {FEW} cases are not ranked and stand at the end.",
            )
        )
    if any(item.low is not None for measured in figures.measured for item in measured.districts):
        found.append(
            Text(
                "구간은 95% 윌슨 구간입니다. 자치구가 25곳이면 우연만으로도 한두 곳은 전체 값을 벗어납니다.",
                "Intervals are Wilson's at 95 %; of 25 districts one or two miss the whole's value by chance alone.",
            )
        )
    return tuple(found)


def to_register(figures: TaskFigures) -> tuple[Text, ...]:
    """Return what to register to know more, for the records that are missing or incomplete."""
    found = []
    for item in figures.complete:
        if item.total == 0:
            found.append(
                Text(
                    f"{item.need.label.ko}: 없음. {item.need.advice.ko}",
                    f"{item.need.label.en}: none. {item.need.advice.en}",
                )
            )
        elif item.have < item.total:
            gap = f"{item.have:,} / {item.total:,}"
            found.append(
                Text(
                    f"{item.need.label.ko}: {gap}. {item.need.advice.ko}",
                    f"{item.need.label.en}: {gap}. {item.need.advice.en}",
                )
            )
    return tuple(found)
