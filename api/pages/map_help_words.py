"""The words of the map's help, its keys and its tour, in Korean and English."""

from __future__ import annotations

from graph_schema import Text

HELP: dict[str, Text] = {
    "closer": Text("가까이", "Zoom in"),
    "farther": Text("멀리", "Zoom out"),
    "help": Text("도움말", "Help"),
    "help_text": Text(
        "점은 주체, 선은 관계입니다. 가까이 있는 점은 서로 함께 일하는 곳이 많습니다. 점을 누르면 카드가 열립니다.",
        "Dots are actors, lines are ties. Dots near each other share many partners. Press one to open its card.",
    ),
    "key_arrows": Text("← ↑ → ↓", "← ↑ → ↓"),
    "key_arrows_text": Text("지도 움직이기", "Move the map"),
    "key_enter": Text("Enter", "Enter"),
    "key_enter_text": Text("지도 가운데에서 가장 가까운 주체의 카드", "Card of the actor nearest to the middle"),
    "key_escape": Text("Esc", "Esc"),
    "key_escape_text": Text("카드나 창 닫기", "Close the card or window"),
    "key_find": Text("/", "/"),
    "key_find_text": Text("주체 찾기로 가기", "Go to the search"),
    "key_lasso": Text("Shift + 끌기", "Shift + drag"),
    "key_lasso_text": Text(
        "둘러싸서 고르기. 자판으로는 '고르기'에서 '화면에 보이는 주체'",
        "Select by drawing around; by keyboard: 'Select', 'What is in view'",
    ),
    "key_whole": Text("0", "0"),
    "key_whole_text": Text("전체 보기", "See all of it"),
    "key_zoom": Text("+ −", "+ −"),
    "key_zoom_text": Text("가까이, 멀리", "Closer, farther"),
    "keys": Text("자판", "Keys"),
    "tools": Text("지도 위 도구", "Tools on the map"),
    "tour_again": Text("1분 안내 다시 보기", "See the one-minute tour again"),
    "tour_back": Text("이전", "Back"),
    "tour_card": Text("점을 눌러 보십시오", "Press a dot"),
    "tour_card_text": Text(
        "카드에 그 주체의 유형, 분야, 이어진 주체가 나옵니다. 이웃과 다른 주체로 가는 길도 여기서 봅니다.",
        "Its card tells kind, fields and partners, and leads to its neighbours and to paths from it.",
    ),
    "tour_end": Text("시작하기", "Start"),
    "tour_explore": Text("빈 곳을 찾습니다", "Find what is missing"),
    "tour_explore_text": Text(
        "'살펴보기'에서 두 주체를 잇는 길, 협력 공동체, 있을 법한데 빠진 협력을 봅니다.",
        "'Explore' shows the way between two actors, communities, and ties that are missing.",
    ),
    "tour_filters": Text("볼 것만 남깁니다", "Keep what matters"),
    "tour_filters_text": Text(
        "유형, 자치구, 분야, 연도, 금액으로 거릅니다. 숫자는 고르면 남을 주체와 관계의 수입니다.",
        "Filter by kind, district, field, years and amount. The numbers say what each choice would leave.",
    ),
    "tour_look": Text("색과 크기를 바꿉니다", "Change colour and size"),
    "tour_look_text": Text(
        "자치구나 분야, 또는 중심성 같은 분석 지표로 칠합니다. 지표마다 설명이 붙습니다.",
        "Colour by district, field or a measure such as centrality; each comes with its explanation.",
    ),
    "tour_next": Text("다음", "Next"),
    "tour_search": Text("이름으로 시작합니다", "Begin with a name"),
    "tour_search_text": Text(
        "두 글자나 초성만 써도 찾습니다. 고르면 지도가 그 주체로 갑니다.",
        "Two letters are enough. Choose one, and the map goes there.",
    ),
    "tour_share": Text("골라서 가져갑니다", "Select and take along"),
    "tour_share_text": Text(
        "여러 주체를 골라 표로 보고, 그림과 파일로 내려받고, 지금 화면의 주소를 나눕니다.",
        "Select actors, see them as a table, download pictures and files, share the address of what you see.",
    ),
    "tour_skip": Text("건너뛰기", "Skip"),
    "tour_step": Text("1분 안내 {at}/{all}", "One-minute tour {at}/{all}"),
    "whole": Text("전체 보기", "Show all"),
    "zooming": Text("크기 바꾸기", "Zoom"),
}
