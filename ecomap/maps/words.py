"""The words of the stand-alone map, in both languages."""

from __future__ import annotations

from graph_schema import Text

WORDS: dict[str, Text] = {
    "title": Text("관계망 지도", "Network map"),
    "find": Text("이름으로 찾기", "Find by name"),
    "legend": Text("범례", "Legend"),
    "kinds": Text("주체 유형", "Actor kinds"),
    "types": Text("관계 유형 (눌러서 켜고 끄기)", "Tie types (click to show or hide)"),
    "counts": Text("주체 {actors}, 관계 쌍 {pairs}", "{actors} actors, {pairs} pairs"),
    "all_ties": Text("주체 {actors}, 관계 {ties}", "{actors} actors, {ties} ties"),
    "more": Text("더 보기", "Show more"),
    "synthetic": Text("합성 시연 자료: 실제 단체나 관계가 아닙니다.", "Synthetic demo data: not real organisations."),
    "empty": Text("조건에 맞는 주체가 없습니다. 조건을 풀어 보십시오.", "No actor fits. Try fewer conditions."),
    "kind": Text("유형", "Kind"),
    "district": Text("자치구", "District"),
    "fields": Text("분야", "Fields"),
    "degree": Text("상대 수", "Alters"),
    "with": Text("함께 일하는 주체", "Works with"),
    "page": Text("이 주체의 쪽 열기", "Open this actor's page"),
    "close": Text("닫기", "Close"),
    "table": Text("표로 보기", "As a table"),
    "name": Text("이름", "Name"),
    "nothing": Text("찾은 것이 없습니다", "Nothing found"),
}


def words(lang: str) -> dict[str, str]:
    """Return the words in a language."""
    return {name: text.get(lang) for name, text in WORDS.items()}
