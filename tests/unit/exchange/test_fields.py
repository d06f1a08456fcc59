import pytest

from ecomap.exchange.fields import FieldIndex


@pytest.mark.parametrize(
    ("text", "found", "unknown"),
    [
        ("welfare", ("field:welfare",), ()),
        ("field:welfare.elderly", ("field:welfare.elderly",), ()),
        ("아동·돌봄", ("field:welfare.children",), ()),
        ("Children and care", ("field:welfare.children",), ()),
        ("welfare;housing", ("field:welfare", "field:housing"), ()),
        ("복지, 주거", ("field:welfare", "field:housing"), ()),
        ("저소득 주민을 위한 주거 복지 사업", ("field:welfare.poverty", "field:housing.welfare"), ()),
        ("노인복지", ("field:welfare.elderly",), ()),
        ("양자역학", (), ("양자역학",)),
        ("복지; 양자역학", ("field:welfare",), ("양자역학",)),
        ("party for the elderly", ("field:welfare.elderly",), ()),
    ],
)
def test_fields_are_found_by_code_label_and_keyword(
    fields: FieldIndex, text: str, found: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert fields.find(text) == (found, unknown)


def test_a_register_without_fields_finds_none() -> None:
    assert FieldIndex([]).find("복지") == ((), ("복지",))
