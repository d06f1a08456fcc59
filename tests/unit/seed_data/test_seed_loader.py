from collections import Counter
from importlib.resources import files
from itertools import chain

import pytest

import seed_data
from seed_data.rows import FieldRow

TASKS = {"A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "C1", "C2", "C3", "D"}


def data_files() -> set[str]:
    root = files("seed_data")
    found, folders = set(), [("", root)]
    while folders:
        prefix, folder = folders.pop()
        for entry in folder.iterdir():
            if entry.is_dir() and entry.name != "__pycache__":
                folders.append((f"{prefix}{entry.name}/", entry))
            elif entry.is_file() and not entry.name.endswith((".py", ".pyc")):
                found.add(prefix + entry.name)
    return found - {"sources.yaml"}


def level(name: str) -> list[seed_data.PlaceRow]:
    return [row for row in seed_data.places() if row.level == name]


def test_there_is_one_city_with_25_gu_and_427_dong() -> None:
    assert [len(level(name)) for name in ("city", "gu", "dong")] == [1, 25, 427]


def test_place_codes_are_unique_and_of_ten_digits() -> None:
    codes = [row.code for row in seed_data.places()]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 10 and code.isdigit() for code in codes)


def test_a_dong_code_starts_with_the_five_digits_of_its_gu() -> None:
    assert {row.code for row in level("gu")} == {row.parent_code for row in level("dong")}
    assert all(row.code[:5] == row.parent_code[:5] for row in level("dong"))


def test_population_of_dong_adds_up_to_gu_and_city() -> None:
    (city,) = level("city")
    by_gu = Counter[str]()
    for row in level("dong"):
        by_gu[row.parent_code] += row.population or 0
    assert {row.code: row.population for row in level("gu")} == dict(by_gu)
    assert sum(by_gu.values()) == city.population
    assert 9_300_000 <= (city.population or 0) <= 10_000_000


def test_places_lie_in_seoul() -> None:
    for row in seed_data.places():
        assert 37.4 < (row.lat or 0) < 37.72, row
        assert 126.75 < (row.lon or 0) < 127.2, row


def test_gu_areas_add_up_to_the_city() -> None:
    (city,) = level("city")
    assert sum(row.area_km2 or 0 for row in level("gu")) == pytest.approx(city.area_km2, abs=0.2)
    assert 600 < (city.area_km2 or 0) < 610


def test_a_missing_area_goes_with_a_missing_2013_code() -> None:
    missing = {row.name_ko for row in level("dong") if row.area_km2 is None}
    assert missing == {row.name_ko for row in level("dong") if not row.kostat_code}
    assert len(missing) == 10


def test_known_places_have_their_official_codes() -> None:
    by_code = {row.code: row for row in seed_data.places()}
    assert by_code["1168000000"].name_en == "Gangnam-gu"
    assert by_code["1168051000"].name_ko == "신사동"
    assert by_code["1174061000"].name_en == "Cheonho 2-dong"


def test_names_are_unique_within_a_gu() -> None:
    assert max(Counter((row.parent_code, row.name_ko) for row in seed_data.places()).values()) == 1
    assert max(Counter((row.parent_code, row.name_en) for row in seed_data.places()).values()) == 1


def test_fields_have_two_levels_of_the_promised_size() -> None:
    tops = [row for row in seed_data.fields() if not row.parent]
    assert len(tops) >= 14
    for top in tops:
        children = [row for row in seed_data.fields() if row.parent == top.code]
        assert 2 <= len(children) <= 6
        assert all(row.code.startswith(f"{top.code}.") and row.code.isascii() for row in children)


@pytest.mark.parametrize("top", [True, False])
def test_a_keyword_names_one_field_of_its_level(top: bool) -> None:
    def keywords(row: FieldRow) -> list[str]:
        return [word.casefold().replace(" ", "") for word in row.keywords]

    counted = Counter(chain.from_iterable(keywords(row) for row in seed_data.fields() if (not row.parent) == top))
    assert [word for word, times in counted.items() if times > 1] == []


def test_the_plan_has_its_twelve_tasks_in_both_languages() -> None:
    plan = seed_data.plan()
    assert {task.id for task in plan.tasks} == TASKS
    assert {task.group for task in plan.tasks} == {group.id for group in plan.groups}
    texts = chain.from_iterable((task.label, task.question, task.holds, task.computes) for task in plan.tasks)
    assert all(text.ko and text.en for text in texts)


def test_every_gu_has_an_office_and_units_name_known_things() -> None:
    units = seed_data.government_units()
    ids = [unit.id for unit in units]
    codes = {row.code for row in seed_data.fields()}
    assert {unit.place for unit in units if unit.level == "gu"} == {row.code for row in level("gu")}
    assert len(set(ids)) == len(ids)
    for unit in units:
        assert set(unit.fields) <= codes
        assert set(unit.tasks) <= TASKS
        assert unit.part_of in {"", *ids}


def test_every_data_file_has_its_source_and_every_source_its_file() -> None:
    assert {row.path for row in seed_data.sources()} == data_files()
    assert all(row.origin and row.licence and row.date for row in seed_data.sources())


def test_rows_are_read_once() -> None:
    assert seed_data.places() is seed_data.places()
