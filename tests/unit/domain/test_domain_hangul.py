from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seed_data
from ecomap.domain.hangul import romanise, strokes
from ecomap.domain.sounds import skeleton, sound

# Examples of the notice itself: Ministry of Culture and Tourism, Notice 2000-8 (7 July 2000), chapters 2 and 3.
NOTICE = (
    "구미 Gumi 영동 Yeongdong 백암 Baegam 옥천 Okcheon 합덕 Hapdeok 호법 Hobeop 월곶 Wolgot 벚꽃 beotkkot 한밭 Hanbat "
    "구리 Guri 설악 Seorak 칠곡 Chilgok 임실 Imsil 울릉 Ulleung 대관령 Daegwallyeong 백마 Baengma 종로 Jongno "
    "왕십리 Wangsimni 별내 Byeollae 신라 Silla 해돋이 haedoji 같이 gachi 좋고 joko 놓다 nota 낳지 nachi 묵호 Mukho "
    "집현전 Jiphyeonjeon 압구정 Apgujeong 낙동강 Nakdonggang 죽변 Jukbyeon 낙성대 Nakseongdae "
    "합정 Hapjeong 팔당 Paldang "
    "샛별 saetbyeol 울산 Ulsan 독도 Dokdo 속리산 Songnisan 독립문 Dongnimmun 불국사 Bulguksa 촉석루 Chokseongnu "
    "종묘 Jongmyo "
    "극락전 Geungnakjeon 안압지 Anapji 남한산성 Namhansanseong 오죽헌 Ojukheon 다보탑 Dabotap"
)  # fmt: skip


def notice() -> list[tuple[str, str]]:
    words = NOTICE.split()
    return list(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize(("hangul", "latin"), notice())
def test_romanisation_follows_the_notice(hangul: str, latin: str) -> None:
    assert romanise(hangul) == latin.lower()


def test_the_districts_are_romanised_as_they_write_themselves() -> None:
    for row in seed_data.places():
        if row.level == "gu":
            stem = row.name_en.lower().removesuffix("-gu")
            assert romanise(row.name_ko.removesuffix("구")) == stem, row.name_ko


def test_one_slip_of_the_key_is_one_stroke() -> None:
    assert strokes("과학값") == "ㄱㅗㅏㅎㅏㄱㄱㅏㅂㅅ"
    assert strokes("a 마1") == "a ㅁㅏ1"


@pytest.mark.parametrize(
    "spellings",
    [
        ("한국", "Hanguk", "Han'guk", "HANKOOK", "han-guk"),
        ("정릉", "Jeongneung", "Chŏngnŭng"),
        ("우리", "uri", "Woori", "Oori"),
        ("아름다운", "Areumdaun", "Arŭmdaun", "Areumdawoon"),
        ("이천", "Icheon", "Ich'ŏn", "Eecheon"),
    ],
)
def test_spellings_of_one_sound_fall_together(spellings: tuple[str, ...]) -> None:
    assert len({sound(text) for text in spellings}) == 1


def test_other_sounds_stay_apart() -> None:
    assert len({sound(text) for text in ("마포", "김포", "군포", "노원", "은평")}) == 5
    assert skeleton(sound("글로벌호프")) == skeleton(sound("Global Hope"))


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_any_text_has_strokes_and_a_sound_in_plain_letters(text: str) -> None:
    assert len(strokes(text)) >= len(text)
    assert sound(text).isascii()
    assert sound(text) == sound(text)
