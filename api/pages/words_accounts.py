"""Words of the pages about accounts, keys and proposals."""

from __future__ import annotations

from graph_schema import Text

WORDS_ACCOUNTS: dict[str, Text] = {
    "log_in": Text("로그인", "Log in"),
    "log_out": Text("로그아웃", "Log out"),
    "login_name": Text("로그인 이름", "Login"),
    "login_hint": Text("이메일 또는 짧은 이름", "E-mail address or short name"),
    "password": Text("비밀번호", "Password"),
    "typed_kept": Text(
        "입력하신 내용은 그대로 있습니다. 로그인하면 양식이 채워진 채로 다시 열립니다. 그때 저장을 다시 누르십시오.",
        "What you typed is kept. After the login the same form opens again, filled in; save it then.",
    ),
    "my_account": Text("내 계정", "My account"),
}
