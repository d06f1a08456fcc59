"""Words that organisations' names are put together from, where one in place of another means another organisation."""

from __future__ import annotations

import re

# Replacing one of these by another is no slip of the key: 남부·북부, 청년·청소년, 복지관·쉼터.
_TELLING = (
    "동부 서부 남부 북부 중부 남동 남서 북동 북서 중앙 동남 서남 서북 동북 "
    "아동 어린이 영유아 청소년 청년 노인 어르신 장년 중장년 시니어 여성 남성 장애인 장애아 발달장애 뇌병변 시각 청각 지체 한부모 가족 "
    "부모 이주민 이주노동자 이주여성 다문화 외국인 난민 북한이탈 탈북 성소수자 노숙인 주민 시민 학부모 교사 학생 노동자 비정규직 "
    "복지 돌봄 보육 교육 배움 학교 문화 예술 체육 환경 생태 기후 에너지 녹색 자원순환 건강 의료 보건 정신 인권 평화 통일 노동 주거 "
    "주택 도시 재생 마을 공동체 자치 봉사 자원봉사 나눔 상담 성폭력 가정폭력 성매매 폭력 법률 소비자 경제 금융 "
    "먹거리 급식 농업 도서관 책 독서 방송 미디어 영화 연극 음악 미술 디지털 데이터 안전 재난 교통 보행 자전거 동물 하천 숲 텃밭 역사 "
    "국제 세계 아시아 자립 자활 고용 일자리 창업 직업 입양 생명 종합 "
    "복지관 지역아동센터 작은도서관 도서관 지원센터 상담소 상담센터 쉼터 보호작업장 주간보호센터 자립생활센터 활동센터 연구소 연구원 "
    "어린이집 유치원 대안학교 야학 공부방 사랑방 협회 학회 협의회 연합회 연합 연대 연맹 총연맹 위원회 조합 재단 기금 봉사단 모임 "
    "네트워크 포럼 센터 교회 성당 사찰 선교회 부녀회 청년회 노인회 학부모회 입주자대표회의 주민자치회 시민행동 시민모임 주민모임 마을기업 "
    "민우회 여성의전화 여성회 향우회 동창회 후원회 장학회 상인회 경로당"
).split()
# What is left of a name when these are taken out tells it from its like; nothing left means a general name.
_GENERAL = set(_TELLING) | set("지역 종합 사회 활동 지원 보호 운동 사업 단체 회 관 원 구립 시립 국립 도립 공립 사립".split())
_GENERAL_LONG_FIRST = re.compile("|".join(sorted(map(re.escape, _GENERAL), key=len, reverse=True)))
_TELLING_LONG_FIRST = re.compile("|".join(sorted(map(re.escape, _TELLING), key=len, reverse=True)))
_NUMBER = re.compile(r"\d+")
_ROMAN = {"ⅰ": "1", "ⅱ": "2", "ⅲ": "3", "ⅳ": "4"}

# English words of an institution and the Korean words that they stand for in the same organisation's Korean name.
_ENGLISH = {
    "community child center": "지역아동센터",
    "senior welfare center": "노인복지관",
    "social welfare center": "종합사회복지관",
    "welfare center": "복지관",
    "welfare foundation": "복지재단",
    "support center": "지원센터",
    "counseling center": "상담소",
    "small library": "작은도서관",
    "social cooperative": "사회적협동조합",
    "research institute": "연구소",
    "women's hotline": "여성의전화",
    "womens hotline": "여성의전화",
    "women link": "여성민우회",
    "environmental movement": "환경운동",
    "village school": "마을학교",
    "foundation": "재단",
    "association": "협회",
    "council": "협의회",
    "federation": "연합회",
    "coalition": "연대",
    "solidarity": "연대",
    "network": "네트워크",
    "committee": "위원회",
    "institute": "연구소",
    "library": "도서관",
    "school": "학교",
    "shelter": "쉼터",
    "center": "센터",
    "volunteers": "봉사단",
}
_ENGLISH_LONG_FIRST = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _ENGLISH), key=len, reverse=True))})\b")


def telling_words(name: str) -> frozenset[str]:
    """Return the telling words of a name without spaces, the longest first where they overlap."""
    return frozenset(_TELLING_LONG_FIRST.findall(name))


def numbers(name: str) -> tuple[str, ...]:
    """Return the numbers in a name in order, without leading zeros."""
    for roman, digit in _ROMAN.items():
        name = name.replace(roman, digit)
    return tuple(number.lstrip("0") or "0" for number in _NUMBER.findall(name))


def is_general(name: str) -> bool:
    """Return whether a name is made of general words only, so that many organisations bear it.

    Examples
    --------
    >>> is_general("자원봉사센터"), is_general("햇살지역아동센터")
    (True, False)
    """
    return len(_GENERAL_LONG_FIRST.sub("", name)) == 0


def korean_institution(name: str) -> str:
    """Return an English name with the words for kinds of institution in Korean, to be compared by sound."""
    spelt = name.replace("centre", "center")
    return _ENGLISH_LONG_FIRST.sub(lambda match: _ENGLISH[match[0]], spelt)
