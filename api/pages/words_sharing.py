"""Words of saved views, stories and embedded pages."""

from __future__ import annotations

from graph_schema import Text

WORDS_SHARING: dict[str, Text] = {
    "sv_views": Text("저장한 화면", "Saved views"),
    "sv_stories": Text("이야기", "Stories"),
    "sv_views_intro": Text(
        "지도·행렬·분석을 보던 그대로 이름을 붙여 두고, 주소로 나누거나 다른 쪽에 넣을 수 있습니다.",
        "Maps, matrices and analyses as somebody looked at them, kept under a title to share or to embed.",
    ),
    "sv_stories_intro": Text(
        "여러 화면을 글과 함께 차례로 엮은 이야기입니다.", "Several views in order, with text between them."
    ),
    "sv_new_view": Text("화면 저장하기", "Save a view"),
    "sv_new_story": Text("이야기 만들기", "Write a story"),
    "sv_edit": Text("고치기", "Edit"),
    "sv_edit_title": Text("고치기: {title}", "Edit: {title}"),
    "sv_mine": Text("내가 만든 것", "Mine"),
    "sv_everyone": Text("볼 수 있는 모두", "All that I may see"),
    "sv_find": Text("제목과 글에서 찾기", "Search titles and texts"),
    "sv_none": Text(
        "아직 없습니다. 지도나 분석을 열고 주소를 복사해 저장해 보십시오.",
        "Nothing yet. Open a map or an analysis and save its address.",
    ),
    "sv_none_found": Text("찾는 것이 없습니다. 낱말을 바꾸어 보십시오.", "Nothing found. Try another word."),
    "sv_title_ko": Text("제목(한국어)", "Title (Korean)"),
    "sv_title_en": Text("제목(영어, 없어도 됨)", "Title (English, optional)"),
    "sv_notes": Text("설명", "Notes"),
    "sv_notes_help": Text("빈 줄로 문단을 나눕니다.", "An empty line parts two paragraphs."),
    "sv_address": Text("화면 주소", "Address of the page"),
    "sv_address_help": Text(
        "이 사이트의 지도, 자치구, 행렬, 주체, 분석 화면에서 주소창의 주소를 붙여 넣으십시오.",
        "Paste what the address bar shows on a map, district, matrix, actor or analysis page of this site.",
    ),
    "sv_visibility": Text("공개 범위", "Who may see it"),
    "sv_step": Text("단계 {number}", "Step {number}"),
    "sv_step_title": Text("소제목", "Heading"),
    "sv_step_text": Text("글", "Text"),
    "sv_more": Text("단계 하나 더", "One more step"),
    "sv_up": Text("위로", "Move up"),
    "sv_down": Text("아래로", "Move down"),
    "sv_drop": Text("이 단계 빼기", "Take this step out"),
    "sv_open": Text("이 화면 크게 열기", "Open this view"),
    "sv_share": Text("나누기", "Share"),
    "sv_link": Text("주소", "Address"),
    "sv_code": Text("다른 쪽에 넣는 코드", "Code for another site"),
    "sv_code_help": Text(
        "넣을 수 있는 사이트는 관리자가 정합니다(ECOMAP_EMBED_ANCESTORS).",
        "The administrator decides which sites may show it (ECOMAP_EMBED_ANCESTORS).",
    ),
    "sv_by": Text("{author} · {day}", "{author} · {day}"),
    "sv_changed_on": Text("{day} 고침", "changed on {day}"),
    "sv_remove": Text("지우기", "Remove"),
    "sv_remove_title": Text("지우려면", "To remove it"),
    "sv_remove_sure": Text("되돌릴 수 없음을 알고 있습니다", "I know that this cannot be undone"),
    "sv_saved": Text("저장했습니다.", "Saved."),
    "sv_removed": Text("지웠습니다.", "Removed."),
    "sv_log_in": Text("저장하려면 로그인하십시오.", "Log in to save one."),
    "sv_previous": Text("앞 단계", "Previous"),
    "sv_next": Text("다음 단계", "Next"),
    "sv_steps": Text("차례", "Contents"),
    "open_whole": Text("전체 화면으로 열기", "Open the whole page"),
}
