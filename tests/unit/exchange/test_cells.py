import pytest

from ecomap.domain.records import Value
from ecomap.errors import InvalidRecord
from ecomap.exchange.cells import number_reader, property_reader
from graph_schema import Text, load_ontology

ONTOLOGY = load_ontology()


def read(kind: str, name: str, text: str) -> Value:
    return property_reader(ONTOLOGY.nodes[kind].property(name))(text)


@pytest.mark.parametrize(
    ("kind", "name", "text", "value"),
    [
        ("civil_society", "legal_form", "association", "association"),
        ("civil_society", "legal_form", "사단·협회", "association"),
        ("civil_society", "legal_form", "Residents' group", "residents_group"),
        ("civil_society", "founded", "2021년 3월 4일", "2021-03-04"),
        ("civil_society", "founded", "2021", "2021-01-01"),
        ("civil_society", "closed", "2021", "2021-12-31"),
        ("civil_society", "staff", "1,234명", 1234),
        ("civil_society", "budget", "₩12,500,000", 12_500_000.0),
        ("civil_society", "budget", "300원", 300.0),
        ("civil_society", "budget", "3백만원", 3_000_000.0),
        ("civil_society", "aliases", "가; 나 | 다;;가", ("가", "나", "다")),
        ("civil_society", "homepage", "www.example.org/a?b=c", "http://www.example.org/a?b=c"),
        ("civil_society", "homepage", "https://example.org", "https://example.org"),
        ("civil_society", "email", "a@example.org", "a@example.org"),
        ("civil_society", "phone", "02-123-4567", "02-123-4567"),
        ("civil_society", "synthetic", "예", True),
        ("civil_society", "synthetic", "false", False),
        ("civil_society", "registration_number", "00123", "00123"),
        ("place", "population_year", "2025년", 2025),
        ("place", "lat", "37.5", 37.5),
    ],
)
def test_texts_are_read_by_the_type_of_the_property(kind: str, name: str, text: str, value: Value) -> None:
    result = read(kind, name, text)
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ("kind", "name", "text", "remedy"),
    [
        ("civil_society", "legal_form", "정당", "사단·협회"),
        ("civil_society", "founded", "2021.13.40", "2021-03-04"),
        ("civil_society", "founded", "2021-02-30", "2021-03-04"),
        ("civil_society", "founded", "어제", "2021-03-04"),
        ("civil_society", "staff", "-1", "0 이상"),
        ("civil_society", "staff", "1.5", "정수"),
        ("civil_society", "budget", "-1", "0 이상"),
        ("civil_society", "budget", "1,23", "숫자"),
        ("civil_society", "budget", "nan", "숫자"),
        ("civil_society", "budget", "inf", "숫자"),
        ("civil_society", "budget", "1_000", "숫자"),
        ("civil_society", "homepage", "javascript:alert(1)", "https://"),
        ("civil_society", "email", "a at example", "name@example.org"),
        ("civil_society", "phone", "없음", "02-123-4567"),
        ("civil_society", "synthetic", "아마", "true"),
        ("place", "lat", "91", "-90부터 90까지"),
    ],
)
def test_values_that_cannot_be_are_refused_with_field_value_and_remedy(
    kind: str, name: str, text: str, remedy: str
) -> None:
    with pytest.raises(InvalidRecord) as caught:
        read(kind, name, text)
    label = ONTOLOGY.nodes[kind].property(name).label
    assert label.ko in caught.value.message.ko
    assert text in caught.value.message.ko
    assert label.en in caught.value.message.en
    assert remedy in caught.value.remedy.ko
    assert caught.value.context["value"] == text


def test_numbers_have_both_bounds_included() -> None:
    share = number_reader(Text("신뢰도", "Confidence"), minimum=0, maximum=1)
    assert (share("0"), share("1")) == (0.0, 1.0)
    for text in ("-0.01", "1.01"):
        with pytest.raises(InvalidRecord):
            share(text)


def test_money_that_cannot_be_read_shows_how_to_write_it() -> None:
    with pytest.raises(InvalidRecord) as caught:
        read("civil_society", "budget", "약 3백만원")
    assert "300만원" in caught.value.remedy.ko
    with pytest.raises(InvalidRecord):
        read("civil_society", "staff", "3백명")
