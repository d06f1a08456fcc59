"""Words of the survey's pages: the partner's own and those of who asks."""

from __future__ import annotations

from graph_schema import Text

WORDS_SURVEY: dict[str, Text] = {
    "surveys": Text("설문", "Surveys"),
    "survey_until": Text("응답 기간: {first}부터 {last}까지", "Open from {first} to {last}"),
    "survey_for": Text("{name}의 응답 화면입니다.", "Answers of {name}."),
    "survey_consent": Text("개인정보와 응답의 이용에 대한 동의", "Consent to the use of your answers"),
    "survey_agree": Text("동의하고 시작하기", "I agree, begin"),
    "survey_refuse": Text("동의하지 않음", "I do not agree"),
    "survey_refused": Text(
        "동의하지 않으셨으므로 아무것도 묻지 않습니다. 마음이 바뀌면 같은 링크로 다시 열어 동의할 수 있습니다.",
        "You did not agree, so nothing is asked. If you change your mind, open the same link and agree.",
    ),
    "survey_record": Text("1. 우리 단체의 기록", "1. Our record"),
    "survey_record_hint": Text(
        "틀린 곳을 고치고 저장하십시오. 맞으면 그대로 두면 됩니다. 전화번호와 이메일은 공개되지 않습니다.",
        "Correct what is wrong and save. Leave it if it is right. Telephone and mail address are not public.",
    ),
    "survey_save_record": Text("기록 저장", "Save the record"),
    "survey_saved": Text("저장했습니다.", "Saved."),
    "survey_ties": Text("2. 함께 일하는 단체", "2. Whom we work with"),
    "survey_no_ties": Text("아직 적은 단체가 없습니다.", "No organisation yet."),
    "survey_find": Text("단체 찾기", "Find an organisation"),
    "survey_pick": Text("고르기: {name}", "Choose {name}"),
    "survey_none": Text("찾는 이름의 단체가 없습니다. 이름을 줄여 다시 찾으십시오.", "None found; try a shorter name."),
    "survey_tie_with": Text("{name}와(과)의 관계", "Our tie with {name}"),
    "survey_type": Text("어떤 관계입니까?", "What kind of tie?"),
    "survey_out": Text("{label} (우리 → 상대)", "{label} (we → they)"),
    "survey_in": Text("{label} (상대 → 우리)", "{label} (they → we)"),
    "survey_scale": Text(
        "상대를 1(전혀 아니다)에서 4(매우 그렇다)까지로 평가해 주십시오. 모르면 비워 둡니다. 평가는 공개되지 않습니다.",
        "Rate the other from 1 (not at all) to 4 (a great deal). Leave what you do not know. Ratings are not public.",
    ),
    "survey_save_tie": Text("이 관계 저장", "Save this tie"),
    "survey_change": Text("고치기: {name}", "Change {name}"),
    "survey_drop": Text("빼기: {name}", "Remove {name}"),
    "survey_send": Text("3. 응답 보내기", "3. Send the answers"),
    "survey_send_hint": Text(
        "지금까지 적은 것은 저장되어 있습니다. 보낸 뒤에도 기간 안에는 같은 링크로 고쳐 다시 보낼 수 있습니다.",
        "What you wrote so far is kept. After sending you can change it and send it again with the same link.",
    ),
    "survey_send_now": Text("응답 보내기", "Send the answers"),
    "survey_sent": Text("응답을 보냈습니다. 고맙습니다.", "The answers were sent. Thank you."),
    "survey_withdraw": Text("동의 철회", "Withdraw the consent"),
    "survey_withdraw_hint": Text(
        "응답과, 이 응답으로만 알려진 관계, 여기서 적은 담당자 정보를 모두 지웁니다. 되돌릴 수 없고 링크도 닫힙니다.",
        "Answers, ties known from them alone and contact data given here are erased. It cannot be undone and closes "
        "the link.",
    ),
    "survey_withdraw_now": Text("동의를 철회하고 모두 지우기", "Withdraw and erase all"),
    "survey_withdrawn": Text(
        "동의를 철회했습니다. 응답과 그 응답으로만 알려진 관계를 지웠습니다.",
        "The consent is withdrawn; the answers and the ties known from them alone are erased.",
    ),
    "survey_new": Text("새 설문", "New survey"),
    "survey_make": Text("설문 만들기", "Make the survey"),
    "survey_opens": Text("첫날", "First day"),
    "survey_closes": Text("마지막 날", "Last day"),
    "survey_types": Text("물을 관계", "Ties to ask for"),
    "survey_invited": Text("초대", "Invited"),
    "survey_answered": Text("응답", "Answered"),
    "survey_rate": Text("응답률", "Response rate"),
    "survey_close": Text("설문 마치기", "Close the survey"),
    "survey_closed": Text("마친 설문입니다.", "This survey is closed."),
    "survey_invite": Text("단체 초대", "Invite organisations"),
    "survey_invite_hint": Text(
        "조건에 맞는 단체마다 개인 링크를 만들어 CSV로 내려받습니다. 링크는 이때 한 번만 볼 수 "
        "있습니다. 메일은 보내지 않습니다.",
        "Makes a personal link for each organisation that fits, as a CSV file. Links are shown this once. No mail is "
        "sent.",
    ),
    "survey_everyone": Text("조건 없이 모든 단체를 초대", "Invite all organisations, without a condition"),
    "survey_told_choose": Text(
        "초대할 단체를 좁히는 조건을 고르거나, 모두 초대하려면 확인란에 표시하십시오.",
        "Choose whom to invite, or tick the box to invite everybody.",
    ),
    "survey_told_nobody": Text(
        "새로 초대할 단체가 없습니다. 조건에 맞는 단체가 없거나 이미 모두 초대했습니다. "
        "잃은 링크는 폐기하고 다시 초대하십시오.",
        "There is nobody left to invite: none fits, or all were invited. To replace a lost link, revoke it and invite "
        "again.",
    ),
    "survey_day_hint": Text("2026-03-04처럼 쓰십시오.", "Write it as 2026-03-04."),
    "survey_invite_now": Text("초대하고 링크 내려받기(CSV)", "Invite and download the links (CSV)"),
    "survey_state": Text("상태", "State"),
    "survey_revoke": Text("링크 폐기: {name}", "Revoke the link of {name}"),
    "survey_none_yet": Text("아직 설문이 없습니다.", "There is no survey yet."),
    "survey_expires": Text("링크 기한", "Link until"),
    "survey_act": Text("할 일", "Action"),
    "erase_contact": Text("담당자 정보 삭제", "Erase contact data"),
    "erase_contact_hint": Text(
        "담당자 이름, 이메일, 전화번호를 이 기록과 모든 이력, 임시 저장과 제안에서 지웁니다. 되돌릴 수 없습니다.",
        "Erases contact person, mail address and telephone number from this record, all its history, drafts and "
        "proposals. It cannot be undone.",
    ),
    "erase_contact_now": Text("되돌릴 수 없게 지우기", "Erase for good"),
    "erase_contact_not": Text("지우지 않고 돌아가기", "Go back without erasing"),
}
