import pytest

from ecomap.errors import InvalidRecord
from ecomap.exchange.places import PlaceIndex

MAPO, MANGWON1 = "place:1144000000", "place:1144069000"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (MAPO, MAPO),
        ("1144000000", MAPO),
        ("11440", MAPO),
        ("11440690", MANGWON1),
        ("11", "place:1100000000"),
        ("서울특별시", "place:1100000000"),
        ("서울시", "place:1100000000"),
        ("Seoul", "place:1100000000"),
        ("마포구", MAPO),
        ("서울 마포구", MAPO),
        ("서울특별시  마포구", MAPO),
        ("Mapo-gu", MAPO),
        ("mapo gu", MAPO),
        ("Mapo-gu, Seoul", MAPO),
        ("망원1동", MANGWON1),
        ("망원제1동", MANGWON1),
        ("마포구 망원1동", MANGWON1),
        ("서울특별시 마포구 망원1동", MANGWON1),
        ("홍제1동", "place:1141062000"),
        ("종로1.2.3.4가동", "place:1111061500"),
        ("강남구 신사동", "place:1168051000"),
    ],
)
def test_a_place_is_found_by_code_id_and_name(places: PlaceIndex, text: str, place: str) -> None:
    assert places.find(text) == place


@pytest.mark.parametrize(
    ("text", "ko", "en"),
    [
        ("2635000000", "다른 도시(부산)", "another city (Busan)"),
        ("부산광역시 해운대구", "다른 도시(부산)", "another city (Busan)"),
        ("경기도 고양시", "다른 도시(경기)", "another city (Gyeonggi)"),
        ("1199999999", "코드 '1199999999'인 곳이 없습니다", "No place of Seoul has the code"),
        ("아틀란티스", "'아틀란티스'인 곳이 없습니다", "no place named '아틀란티스'"),
        ("강남구 망원1동", "인 곳이 없습니다", "no place named"),
        ("신사동", "여러 곳입니다", "names several places"),
    ],
)
def test_what_is_no_one_place_of_the_city_is_refused(places: PlaceIndex, text: str, ko: str, en: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        places.find(text)
    assert ko in caught.value.message.ko
    assert en in caught.value.message.en
    assert caught.value.context["value"] == text


def test_remedies_help(places: PlaceIndex) -> None:
    with pytest.raises(InvalidRecord) as ambiguous:
        places.find("신사동")
    assert "관악구 신사동" in ambiguous.value.message.ko
    assert "강남구 신사동" in ambiguous.value.message.ko
    assert "자치구" in ambiguous.value.remedy.ko
    with pytest.raises(InvalidRecord) as misspelt:
        places.find("마프구")
    assert "마포구" in misspelt.value.remedy.ko
    with pytest.raises(InvalidRecord) as kostat:
        places.find("11250")
    assert "1174000000" in kostat.value.remedy.ko


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("서울특별시 마포구 성산로 128", MAPO),
        ("(04027) 서울 마포구 성산동 200", MAPO),
        ("04027 서울시마포구 성산로 128, 3층(망원동)", MAPO),
        ("마포구 성산로 128", MAPO),
        ("128 Seongsan-ro, Mapo-gu, Seoul", MAPO),
        ("서울 중구 세종대로 110", "place:1114000000"),
        ("부산광역시 강서구 낙동북로 477", ""),
        ("(46702) 부산 중구 중앙대로", ""),
        ("마포구청 별관", ""),
        ("성산로 128", ""),
    ],
)
def test_the_gu_of_an_address(places: PlaceIndex, address: str, place: str) -> None:
    assert places.gu_in(address) == place


def test_a_register_without_places_says_to_seed_it() -> None:
    empty = PlaceIndex([])
    assert empty.gu_in("서울 마포구") == ""
    with pytest.raises(InvalidRecord) as caught:
        empty.find("마포구")
    assert "ecomap seed" in caught.value.remedy.ko
    assert "'-" not in caught.value.message.ko
