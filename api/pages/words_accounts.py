"""Words of the pages about accounts, keys and proposals."""

from __future__ import annotations

from graph_schema import Text

WORDS_ACCOUNTS: dict[str, Text] = {
    "log_in": Text("로그인", "Log in"),
    "by_institution": Text("기관 계정으로 로그인", "Log in with your institution"),
    "log_out": Text("로그아웃", "Log out"),
    "login_name": Text("로그인 이름", "Login"),
    "login_hint": Text("이메일 또는 짧은 이름", "E-mail address or short name"),
    "password": Text("비밀번호", "Password"),
    "typed_kept": Text(
        "입력하신 내용은 그대로 있습니다. 로그인하면 양식이 채워진 채로 다시 열립니다. 그때 저장을 다시 누르십시오.",
        "What you typed is kept. After the login the same form opens again, filled in; save it then.",
    ),
    "users": Text("계정", "Accounts"),
    "new_user": Text("새 계정", "New account"),
    "person_name": Text("이름 (이력에 보임)", "Name (shown in the history)"),
    "role": Text("역할", "Role"),
    "state": Text("상태", "State"),
    "bound_places": Text("맡은 지역", "Districts"),
    "bound_fields": Text("맡은 분야", "Fields in charge"),
    "bound_help": Text(
        "한 줄에 하나씩 이름을 적습니다. 비우면 전체입니다. 밖의 기록은 제안으로만 고칩니다.",
        "Names, one a line; empty for everywhere. Records outside can only be proposed to.",
    ),
    "own_actor": Text("참여 단체", "Partner organisation"),
    "own_actor_help": Text(
        "역할이 '참여 단체'일 때만. 등록된 이름이나 그 단체 화면 주소 끝의 식별자를 적으십시오.",
        "Only for the role 'Partner': its registered name, or the id at the end of its page's address.",
    ),
    "may_log_in": Text("로그인할 수 있음", "May log in"),
    "first_password": Text("첫 비밀번호", "First password"),
    "present_password": Text("지금 비밀번호", "Present password"),
    "new_password": Text("새 비밀번호", "New password"),
    "new_password_for": Text("비밀번호 새로 정하기", "Give a new password"),
    "repeat_password": Text("새 비밀번호 다시", "New password again"),
    "change_password": Text("비밀번호 바꾸기", "Change password"),
    "password_rules": Text(
        "12자 이상. 낱말 서너 개를 이어 쓰면 외우기 쉽습니다.",
        "12 characters or more; three or four words are easy to remember.",
    ),
    "password_changed": Text(
        "비밀번호를 바꾸었습니다. 다른 기기에서는 로그아웃되었습니다.",
        "The password is changed; you are logged out everywhere else.",
    ),
    "saved": Text("저장했습니다.", "Saved."),
    "keys": Text("API 키", "API keys"),
    "new_key": Text("새 키 만들기", "Make a key"),
    "key_name": Text("키의 이름", "Name of the key"),
    "key_name_help": Text("누가 어디에 쓰는지. 이력에 보입니다.", "Who uses it for what; shown in the history."),
    "key_days": Text("며칠 동안 쓸 수 있는지", "Days until it expires"),
    "key_once": Text(
        "이 키는 지금만 보입니다. 안전한 곳에 옮겨 두십시오.", "This key is shown only now; keep it in a safe place."
    ),
    "scopes": Text("권한", "Permissions"),
    "expires": Text("만료일", "Expires"),
    "revoke": Text("폐기", "Revoke"),
    "proposals": Text("변경 제안", "Proposals"),
    "my_proposals": Text("내 제안", "My proposals"),
    "no_proposals": Text("제안이 없습니다.", "There are no proposals."),
    "what": Text("내용", "What"),
    "when": Text("때", "When"),
    "why": Text("까닭", "Reason"),
    "proposed_by": Text("제안한 사람", "Proposed by"),
    "decided_by": Text("처리한 사람", "Decided by"),
    "what_changes": Text("바뀌는 내용", "What would change"),
    "column": Text("칸", "Field"),
    "stands": Text("지금", "Now"),
    "would_be": Text("제안", "Proposed"),
    "answer": Text("제안한 사람에게 남길 말", "A word to the proposer"),
    "answer_help": Text("반려할 때는 까닭을 꼭 적습니다.", "Needed for a refusal: the reason."),
    "approve": Text("승인하고 반영", "Approve and write"),
    "refuse": Text("반려", "Refuse"),
    "withdraw": Text("제안 거둬들이기", "Withdraw the proposal"),
    "my_account": Text("내 계정", "My account"),
}
