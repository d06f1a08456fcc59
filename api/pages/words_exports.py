"""The words of the page from which data are taken away."""

from __future__ import annotations

from graph_schema import Text

WORDS_EXPORTS: dict[str, Text] = {
    "exports": Text("자료 받기", "Take the data"),
    "exports_lead": Text(
        "범위를 정하고 쓸 프로그램에 맞는 형식을 고르십시오. 아무 조건도 정하지 않으면 등록된 자료 전체를 받습니다.",
        "Narrow it down and choose the format of your program. Without any condition you get the whole register.",
    ),
    "exports_formats": Text("형식 고르기", "Choose a format"),
    "exports_get": Text("{format} 받기", "Download {format}"),
    "exports_both": Text("주체와 관계 (ZIP)", "Actors and ties (ZIP)"),
    "exports_actors": Text("주체만", "Actors only"),
    "exports_ties": Text("관계만", "Ties only"),
    "exports_public": Text(
        "공개 항목만 들어 있습니다. 담당자, 전화번호, 이메일은 어느 파일에도 없습니다.",
        "Files hold public properties only: no contact person, phone number or email is in any of them.",
    ),
    "exports_members": Text("회원 공개 항목도 함께", "Members-only properties as well"),
    "exports_chosen": Text("고른 주체 {count}곳만", "Only the {count} chosen actors"),
    "exports_all": Text("고른 것을 풀고 전체 보기", "Drop the choice"),
    "exports_from": Text("기간 시작", "From"),
    "exports_to": Text("기간 끝", "To"),
}
