"""Units of columns in the reader's language; results for programs keep the English words."""

from __future__ import annotations

from graph_schema import Text

UNITS: dict[str, Text] = {
    name: Text(ko, name)
    for name, ko in {
        "KRW": "원",
        "actors": "곳",
        "alters": "상대",
        "bits": "비트",
        "bodies": "개 기구",
        "bridges": "개 다리",
        "cells": "칸",
        "components": "덩어리",
        "days": "일",
        "districts": "개 자치구",
        "fields": "개 분야",
        "groups": "개 집단",
        "hours": "시간",
        "km": "킬로미터",
        "kinds": "종류",
        "money": "금액",
        "months": "개월",
        "nats": "내트",
        "p": "p값",
        "pairs": "쌍",
        "percent": "%",
        "persons": "명",
        "pieces": "조각",
        "programmes": "개 사업",
        "ratio": "비",
        "relationships": "관계",
        "residents": "명",
        "rounds": "번",
        "share": "비율",
        "standard deviations": "표준편차",
        "steps": "걸음",
        "strength": "세기",
        "tasks": "개 과제",
        "ties": "건",
        "triangles": "개 삼각형",
        "two-paths": "두 걸음 길",
        "types": "가지",
        "ways": "가지 경로",
        "weight": "가중치",
        "year": "연도",
        "years": "년",
    }.items()
}


def unit_word(unit: str, lang: str) -> str:
    """Return a unit in a language; what has no letters, such as ``0 … 1``, and unknown words stay as they are."""
    return UNITS[unit].get(lang) if unit in UNITS else unit
