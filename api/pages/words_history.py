"""Words of the pages about what was changed."""

from __future__ import annotations

from graph_schema import Text

WORDS_HISTORY: dict[str, Text] = {
    "history": Text("이력", "History"),
    "history_of": Text("{name}의 이력", "History of {name}"),
    "created": Text("새로 등록", "Created"),
    "removed": Text("없앰", "Removed"),
    "field_before": Text("앞", "Before"),
    "field_after": Text("뒤", "After"),
    "local": Text("이 서버의 관리자", "Administrator of this server"),
    "keeper": Text("등록 담당", "A keeper of the register"),
    "who_changed": Text("{who} · {at} · {via}", "{who} · {at} · {via}"),
    "why_changed": Text("까닭: {reason}", "Why: {reason}"),
    "revision_number": Text("자료 판 {revision}", "Revision {revision}"),
    "restore_state": Text("이때로 되살리기", "Restore this state"),
    "restore_help": Text(
        "되살리면 칸과 지역·분야가 그때로 돌아가고, 관계는 그대로입니다.",
        "Restoring brings fields, places and topics back; ties stay as they are.",
    ),
    "changes": Text("변경 이력", "All changes"),
    "change_when": Text("언제", "When"),
    "change_who": Text("누가", "Who"),
    "change_why": Text("까닭", "Why"),
    "change_via": Text("경로", "Through"),
    "change_records": Text("기록 수", "Records"),
    "via_form": Text("화면", "form"),
    "via_api": Text("API", "API"),
    "via_import": Text("파일", "file"),
    "via_survey": Text("설문", "survey"),
    "via_seed": Text("기초 자료", "reference data"),
    "via_cli": Text("명령줄", "command line"),
    "of_record": Text("기록 {record}", "Record {record}"),
}
