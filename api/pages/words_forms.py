"""The words of the forms in Korean and English."""

from __future__ import annotations

from graph_schema import Text

WORDS_FORMS: dict[str, Text] = {
    "register": Text("단체 등록", "Register an organisation"),
    "edit": Text("고치기", "Edit"),
    "edit_title": Text("고치기: {name}", "Edit: {name}"),
    "add_tie": Text("관계 더하기", "Add a tie"),
    "add_tie_title": Text("관계 더하기: {name}", "Add a tie: {name}"),
    "edit_tie": Text("관계 고치기", "Edit the tie"),
    "save": Text("저장", "Save"),
    "save_draft": Text("초안으로 두기", "Keep as a draft"),
    "check": Text("이미 등록되었는지 보기", "Look whether it is registered"),
    "drafts": Text("내 초안", "My drafts"),
    "no_drafts": Text("남아 있는 초안이 없습니다.", "There are no drafts."),
    "continue": Text("이어 쓰기", "Continue"),
    "discard": Text("버리기", "Discard"),
    "draft_saved": Text("초안을 저장했습니다.", "The draft is saved."),
    "draft_of": Text("{saved}에 저장한 초안을 열었습니다.", "This is your draft of {saved}."),
    "typed_again": Text(
        "로그인이 끝나기 전에 적으신 내용을 되살렸습니다. 아직 저장되지 않았으니 살펴보고 저장하십시오.",
        "What you had typed when your login ended is back. It is not saved yet: look it over and save it.",
    ),
    "saved_at": Text("저장한 때", "Saved"),
    "draft_of_what": Text("무엇의 초안", "Draft of"),
    "draft_next": Text("할 일", "Next step"),
    "form_of_actor": Text("단체", "Organisation"),
    "form_of_tie": Text("관계", "Tie"),
    "nameless": Text("(이름 없음)", "(no name yet)"),
    "required": Text("꼭 필요", "required"),
    "private_badge": Text("비공개: 담당자만 봅니다", "private: only those in charge see it"),
    "members_badge": Text("회원에게만 보입니다", "members only"),
    "name_hint": Text(
        "등록증이나 규약에 적힌 이름. 적는 동안 이미 등록된 비슷한 단체를 찾아 드립니다.",
        "As in its statutes. While you type, similar organisations that are registered already are shown.",
    ),
    "kind_hint": Text("잘 모르면 시민사회단체로 두십시오.", "If unsure, leave it at civil-society organisation."),
    "place_hint": Text(
        "동이나 구의 이름, 또는 주소 전체. 예: 망원1동, 서울 마포구 성산로 128",
        "Name of a dong or gu, or the whole address, such as Mangwon 1-dong.",
    ),
    "active_hint": Text("소재지 밖에서도 활동하면 적으십시오.", "Where it is active besides its seat."),
    "field_hint": Text(
        "하는 일을 낱말로 적어도 됩니다. 예: 돌봄, 기후", "A word for what it does will do, such as care."
    ),
    "task_hint": Text("맡은 과제의 번호. 예: A1", "The task's number, such as A1."),
    "date_hint": Text("2020, 2020.3, 2020-03-15 모두 됩니다.", "2020, 2020-03 and 2020-03-15 will all do."),
    "end_hint": Text("아직 이어지면 비워 두십시오.", "Leave it empty while it goes on."),
    "list_hint": Text("여럿이면 ; 로 나누십시오.", "Separate several with ;."),
    "money_hint": Text("300만원처럼 적어도 됩니다.", "Digits, or 300만원."),
    "other_hint": Text("이름을 두 글자 이상 적고 고르십시오.", "Type two letters or more of its name and choose."),
    "pick": Text("혹시 이 단체입니까?", "Is it one of these?"),
    "group_contact": Text("등록번호와 연락처", "Registration and contact"),
    "group_more": Text("소개와 다른 이름", "Description and other names"),
    "group_numbers": Text("규모와 재정", "Size and finances"),
    "group_kind": Text("{kind}만의 칸", "For this kind only: {kind}"),
    "group_ties": Text("함께 일하는 단체", "Who it works with"),
    "tie_number": Text("관계 {number}", "Tie {number}"),
    "more_boxes": Text("칸 더하기: {label}", "One more box: {label}"),
    "more_ties": Text("관계 하나 더", "One more tie"),
    "reason": Text("고치는 까닭", "Reason"),
    "reason_hint": Text(
        "이력에 남습니다. 예: 총회에서 이름을 바꿈", "Kept in the history, such as: renamed by its assembly"
    ),
    "wrong": Text("저장하지 못했습니다. 적으신 것은 그대로 있습니다.", "Not saved yet. Nothing you typed is lost."),
    "alike": Text("이미 등록된 비슷한 단체", "Similar organisations that are registered"),
    "alike_help": Text("같은 단체인지 골라 주십시오.", "Please say for each what it is."),
    "alike_none": Text("비슷한 단체가 없습니다.", "No similar organisation is registered."),
    "alike_count": Text(
        "비슷한 단체가 {count}곳 있습니다. 아래에서 골라 주십시오.", "{count} similar found: please choose below."
    ),
    "alike_undecided": Text(
        "'{name}'와(과) 같은 단체인지 아직 고르지 않으셨습니다.", "Please say whether it is the same as '{name}'."
    ),
    "alike_remedy": Text("같음, 관련 있음, 다름 가운데 하나를 고르십시오.", "Choose the same, related or different."),
    "alike_score": Text("같을 가능성 {percent}%", "{percent}% likely the same"),
    "alike_same": Text("같은 단체: 그 기록을 열어 적은 것을 옮깁니다", "The same: open that record with what I typed"),
    "why_alike": Text("까닭", "Why"),
    "will_propose": Text(
        "맡은 지역이나 분야 밖의 단체입니다. 저장하면 바로 고쳐지지 않고 제안으로 올라가, 맡은 사람이 확인합니다.",
        "This is outside your districts or fields: saving it makes a proposal, which whoever is in charge decides.",
    ),
    "may_propose": Text(
        "맡은 지역이나 분야 밖의 단체는 제안으로 올라갑니다.",
        "What lies outside your districts or fields becomes a proposal.",
    ),
    "cannot_write": Text(
        "이 기록은 고칠 수 없습니다. 맡은 지역이나 분야 밖입니다.",
        "You cannot change this record: it is outside your districts or fields.",
    ),
    "proposed": Text("제안으로 올렸습니다", "Proposed"),
    "proposed_help": Text(
        "아직 명부에 들어가지 않았습니다. 맡은 사람이 승인하면 들어가고, 반려하면 까닭을 볼 수 있습니다.",
        "It is not in the register yet. Whoever is in charge approves it, or refuses it with a reason you can read.",
    ),
    "proposal_open": Text("올린 제안 보기", "See the proposal"),
    "register_next": Text("다른 단체 등록하기", "Register another"),
    "done_registered": Text("등록했습니다.", "Registered."),
    "done_changed": Text("저장했습니다.", "Saved."),
    "done_restored": Text("고른 때의 내용으로 되살렸습니다.", "The record is restored to the state you chose."),
    "done_tie": Text("관계를 저장했습니다.", "The tie is saved."),
    "done_removed": Text("관계를 지웠습니다. 이력에는 남아 있습니다.", "The tie is removed; its history stays."),
    "clash": Text(
        "그 사이 {who}이(가) 이 기록을 고쳤습니다. 두 사람이 다르게 적은 칸은 골라 주십시오.",
        "{who} changed this record meanwhile. Where you both wrote something, please choose.",
    ),
    "clash_taken": Text("그 사이 바뀌어 새 값으로 채운 칸: {labels}", "Filled with the new values: {labels}"),
    "clash_theirs": Text("그 사이 저장된 값", "Saved meanwhile"),
    "clash_take": Text("저장된 값을 쓰기", "Use the saved value"),
    "clash_empty": Text("(비움)", "(empty)"),
    "remove_title": Text("잘못 적은 관계라면", "If this tie never was"),
    "remove_confirm": Text("이 관계가 없었음을 확인했습니다", "I am sure that this tie never was"),
    "remove": Text("관계 지우기", "Remove the tie"),
    "remove_unsure": Text("지우려면 먼저 확인란에 표시하십시오.", "Tick the box first to remove it."),
    "end_help": Text(
        "관계가 끝났다면 지우지 말고 종료일을 적으십시오.",
        "If the tie has come to its end, do not remove it: write the day under To.",
    ),
    "timeline": Text("관계의 시간표", "Ties over time"),
    "timeline_help": Text(
        "막대 하나가 관계 하나이며, 아래 표와 같은 내용입니다.", "A bar is a tie of the table below."
    ),
    "timeline_unknown": Text(
        "시작을 모르는 관계 {count}건은 표에만 있습니다.", "Without a known start: {count}, in the table only."
    ),
    "bring_back_note": Text(
        "이 브라우저에 저장되지 않은 내용이 남아 있습니다.",
        "This browser still has something you typed and did not save.",
    ),
    "bring_back": Text("되살리기", "Bring it back"),
    "autosaved": Text("초안 자동 저장됨", "Draft saved automatically"),
    "not_autosaved": Text(
        "지금은 서버에 저장할 수 없어 이 브라우저에 보관합니다.", "The server cannot be reached: kept in this browser."
    ),
}
"""``{who}`` and the like are filled in by the pages."""
