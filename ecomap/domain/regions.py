"""Place names inside names and addresses: provinces, cities, counties and districts of Korea by their stems."""

from __future__ import annotations

import re
from functools import cache

from ecomap.domain.hangul import romanise

PROVINCES = (
    "서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 "
    "충청북 충청남 전라북 전라남 경상북 경상남"
).split()
_SEOUL = (
    "종로 용산 성동 광진 동대문 중랑 성북 강북 도봉 노원 은평 서대문 마포 양천 강서 구로 금천 영등포 동작 관악 서초 강남 "
    "송파 강동"
).split()
_METROPOLITAN = (
    "영도 부산진 동래 해운대 사하 금정 연제 수영 사상 기장 수성 달서 달성 군위 미추홀 연수 남동 부평 계양 강화 옹진 "
    "광산 유성 대덕 울주"
).split()
_CITIES = (
    "수원 고양 용인 성남 부천 화성 안산 남양주 안양 평택 시흥 파주 의정부 김포 광명 군포 하남 오산 양주 이천 구리 안성 포천 "
    "의왕 여주 동두천 과천 가평 양평 연천 춘천 원주 강릉 동해 태백 속초 삼척 홍천 횡성 영월 평창 정선 철원 화천 양구 인제 "
    "고성 양양 청주 충주 제천 보은 옥천 영동 증평 진천 괴산 음성 단양 천안 공주 보령 아산 서산 논산 계룡 당진 금산 부여 "
    "서천 청양 홍성 예산 태안 전주 군산 익산 정읍 남원 김제 완주 진안 무주 장수 임실 순창 고창 부안 목포 여수 순천 나주 "
    "광양 담양 곡성 구례 고흥 보성 화순 장흥 강진 해남 영암 무안 함평 영광 장성 완도 진도 신안 포항 경주 김천 안동 구미 "
    "영주 영천 상주 문경 경산 의성 청송 영양 영덕 청도 고령 성주 칠곡 예천 봉화 울진 울릉 창원 진주 통영 사천 김해 밀양 "
    "거제 양산 의령 함안 창녕 남해 하동 산청 함양 거창 합천 서귀포"
).split()
# A stem of one syllable is a place only with its ending.
_WITH_ENDING = "중구 동구 서구 남구 북구".split()
# The whole country: who puts it before a name says as much as who names a city.
_NATION = "대한민국 한국 전국".split()

STEMS = frozenset([*PROVINCES, *_SEOUL, *_METROPOLITAN, *_CITIES, *_WITH_ENDING, *_NATION])
# These also are, or begin, ordinary words; as places they must carry their ending.
_ORDINARY = frozenset("장수 고성 인제 구리 보은 음성 공주 예산 성주 영광 부여 장성 보성 이천 고령 영양 동해 상주 구례 사상".split())
_ENDING = r"(?:특별자치시|특별자치도|특별시|광역시|자치구|시|도|군|구)"
_LONG_FIRST = "|".join(sorted(STEMS - _ORDINARY, key=len, reverse=True))
_ORDINARY_CHOICE = "|".join(sorted(_ORDINARY))
_PREFIX = re.compile(rf"(?:(?P<stem>{_LONG_FIRST}){_ENDING}?|(?P<marked>{_ORDINARY_CHOICE})(?:시|군|구))")
_LATIN_ENDING = re.compile(r"-?(?:gu|si|gun|do)$")
_SHORT_PROVINCE = {
    "충청북": "충북", "충청남": "충남", "전라북": "전북", "전라남": "전남", "경상북": "경북", "경상남": "경남",
    "대한민국": "한국", "전국": "한국",
}  # fmt: skip
_NUMBERED_DONG = re.compile(r"[가-힣]{1,4}?\d{1,2}동")


@cache
def _latin() -> dict[str, str]:
    return {"korea": "한국", "korean": "한국", **{romanise(stem): stem for stem in STEMS if stem not in _WITH_ENDING}}


def place_prefix(text: str) -> tuple[str, str]:
    """Return the stem of the place that a word begins with, and the rest; the stem is empty if it begins with none.

    Examples
    --------
    >>> place_prefix("마포구청년모임"), place_prefix("서울특별시")
    (('마포', '청년모임'), ('서울', ''))
    """
    if text.isascii():
        stem = _latin().get(text) or _latin().get(_LATIN_ENDING.sub("", text))
        return (stem, "") if stem else ("", text)
    if match := _NUMBERED_DONG.match(text):
        return match[0], text[match.end() :]
    match = _PREFIX.match(text)
    if match is None:
        return "", text
    stem = match["stem"] or match["marked"]
    rest = text[match.end() :]
    if len(rest) == 1 and match.end() == len(stem):
        # 서울숲, 한국인: one more syllable makes another word of it.
        return "", text
    return _SHORT_PROVINCE.get(stem, stem), rest


def district_word(text: str) -> str:
    """Return the stem of the city, county or district that an address or a place name tells; empty if none.

    The first part below the province counts: 서울특별시 마포구 … gives 마포.
    """
    for word in re.split(r"[\s,()]+", text.lower()):
        match = re.fullmatch(r"([가-힣]{2,4})[시군구]|([중동서남북]구)", word)
        found = (match[1] or match[2]) if match else place_prefix(word)[0] if word.isascii() else ""
        if found and found not in PROVINCES and found in STEMS:
            return found
    return ""
