"""The words of the pages in Korean and English; everything else comes from the ontology and the catalogue."""

from __future__ import annotations

from api.pages.words_accounts import WORDS_ACCOUNTS
from api.pages.words_districts import WORDS_DISTRICTS
from api.pages.words_exports import WORDS_EXPORTS
from api.pages.words_forms import WORDS_FORMS
from api.pages.words_history import WORDS_HISTORY
from api.pages.words_map import WORDS_MAP
from api.pages.words_matrix import WORDS_MATRIX
from api.pages.words_merging import WORDS_MERGING
from api.pages.words_portrait import WORDS_PORTRAIT
from api.pages.words_preview import WORDS_PREVIEW
from api.pages.words_sharing import WORDS_SHARING
from api.pages.words_survey import WORDS_SURVEY
from graph_schema import Text

WORDS: dict[str, Text] = {
    "title": Text("ecomap · 시민사회 생태계 지도", "ecomap · civil-society ecosystem map"),
    "tagline": Text(
        "누가 누구와 함께 일하고, 어디에 협력이 비어 있는지 보여 줍니다.",
        "Who works with whom, and where cooperation is missing.",
    ),
    "desk": Text("등록 업무", "Desk"),
    "skip": Text("본문으로 건너뛰기", "Skip to content"),
    "home": Text("처음", "Home"),
    "map": Text("관계망 지도", "Network map"),
    "actors": Text("주체", "Actors"),
    "analyses": Text("분석", "Analyses"),
    "api": Text("API 설명서", "API manual"),
    "language": Text("English", "한국어"),
    "synthetic": Text(
        "합성 시연 자료입니다. 실제 단체나 실제 관계가 아닙니다.",
        "Synthetic demo data: these are not real organisations or real ties.",
    ),
    "notice": Text("알림", "Notice"),
    "find": Text("주체 찾기", "Find an actor"),
    "find_hint": Text("이름이나 등록번호, 두 글자부터", "Name or registration number, two letters are enough"),
    "search": Text("찾기", "Search"),
    "all": Text("전체", "All"),
    "kind": Text("주체 유형", "Kind"),
    "district": Text("자치구", "District"),
    "field": Text("분야", "Field"),
    "name": Text("이름", "Name"),
    "place": Text("소재지", "Seat"),
    "fields": Text("분야", "Fields"),
    "ties": Text("관계", "Ties"),
    "tie_type": Text("관계 유형", "Tie type"),
    "found": Text("건 찾음", "found"),
    "nothing": Text(
        "조건에 맞는 주체가 없습니다. 낱말을 줄이거나 조건을 풀어 보십시오.",
        "No actor fits. Try fewer words or fewer conditions.",
    ),
    "empty_register": Text(
        "아직 등록된 주체가 없습니다. 'ecomap import 파일.csv'로 가져오거나 'ecomap demo'로 시연 자료를 여십시오.",
        "No actor is registered yet. Bring your own: 'ecomap import file.csv'; or open the demo: 'ecomap demo'.",
    ),
    "next": Text("다음", "Next"),
    "first": Text("처음으로", "Back to the first"),
    "more": Text("더 보기", "More"),
    "run": Text("분석하기", "Run"),
    "yes": Text("예", "Yes"),
    "no": Text("아니요", "No"),
    "filters": Text("범위 좁히기", "Narrow down"),
    "parameters": Text("분석 조건", "Parameters"),
    "on": Text("기준일", "As of"),
    "report_rule": Text("설문으로 알린 관계", "Ties reported in surveys"),
    "known_on": Text("이날까지 알려진 자료로", "As the register was known on"),
    "csv": Text("CSV 내려받기", "Download CSV"),
    "xlsx": Text("엑셀(XLSX) 내려받기: 설명과 모든 표", "Download Excel (XLSX): explanation and all tables"),
    "json": Text("JSON", "JSON"),
    "computing": Text("계산하고 있습니다.", "Computing."),
    "in_line": Text("차례를 기다리고 있습니다.", "Waiting for its turn."),
    "looks_again": Text(
        "이 쪽은 2초마다 스스로 다시 열리고, 끝나면 결과를 보여 줍니다.",
        "This page looks again every 2 seconds and shows the result when it is there.",
    ),
    "progress": Text("진행", "Progress"),
    "computing_for": Text("계산한 시간: {seconds}초", "Computing for {seconds} s"),
    "cancel": Text("취소", "Cancel"),
    "look_now": Text("지금 다시 보기", "Look now"),
    "plan": Text("계획의 과제", "Tasks of the plan"),
    "as_of": Text("{day} 기준.", "As of {day}."),
    "no_records": Text("계산에 필요한 기록이 없습니다", "No records to compute it from"),
    "year_before": Text("한 해 전 {value}", "{value} the year before"),
    "more_is_better": Text("높을수록 좋습니다.", "More is better."),
    "less_is_better": Text("낮을수록 좋습니다.", "Less is better."),
    "neither_is_better": Text(
        "높고 낮음만으로 좋고 나쁨을 말할 수 없습니다.",
        "Neither high nor low is better by itself.",
    ),
    "completeness": Text("자료의 충실도", "Completeness of the records"),
    "to_register": Text("더 알려면 등록할 것", "What to register to know more"),
    "deeper": Text("더 들여다보기", "Looking deeper"),
    "how": Text("계산 방법과 한계", "Method and limits"),
    "method": Text("방법", "Method"),
    "limits": Text("한계", "Limits"),
    "cost": Text("계산량", "Cost"),
    "references": Text("참고문헌", "References"),
    "notes": Text("알아 둘 점", "Please note"),
    "rows_shown": Text("처음 {shown}행 (모두 {total}행은 CSV로)", "First {shown} rows (all {total} in the CSV)"),
    "type": Text("유형", "Type"),
    "alter": Text("상대 주체", "With"),
    "period": Text("기간", "Period"),
    "amount": Text("금액·규모", "Amount"),
    "no_ties": Text("기록된 관계가 없습니다.", "No tie is recorded."),
    "download_map": Text("지도 파일 받기 (인터넷 없이 열림)", "Download the map (opens without a network)"),
    "error": Text("문제가 생겼습니다", "Something went wrong"),
    "tasks": Text("정책 과제", "Policy tasks"),
    "active_in": Text("활동 지역", "Active in"),
    "alter_kind": Text("상대 유형", "Their kind"),
    "unknown": Text("모름", "unknown"),
    "revision": Text("자료 판", "Revision"),
    "open_analysis": Text("자세히 보기", "Open this analysis"),
    "only_chosen": Text("고른 주체 {count}곳만", "Only the {count} chosen actors"),
    "map_table": Text("표로 보기: 주체 목록", "As a table: the list of actors"),
}
PARTS = (
    WORDS_ACCOUNTS,
    WORDS_DISTRICTS,
    WORDS_SURVEY,
    WORDS_FORMS,
    WORDS_PREVIEW,
    WORDS_HISTORY,
    WORDS_MERGING,
    WORDS_MAP,
    WORDS_EXPORTS,
    WORDS_MATRIX,
    WORDS_PORTRAIT,
    WORDS_SHARING,
)
for _part in PARTS:
    if _twice := WORDS.keys() & _part.keys():
        raise RuntimeError(f"two parts of the pages use one name for different words: {sorted(_twice)}")
    WORDS |= _part


def words(lang: str) -> dict[str, str]:
    """Return the words of the pages in a language."""
    return {name: text.get(lang) for name, text in WORDS.items()}
