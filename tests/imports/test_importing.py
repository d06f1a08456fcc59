"""What an import writes: identity, replacement, formats, keeping going, dry runs, order, history."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from ecomap.domain.records import Change, Edge, Node
from ecomap.errors import InvalidParameter, NotAuthenticated, RefusedRows
from ecomap.services.access import ANONYMOUS, LOCAL
from ecomap.services.imports import BATCH, import_files, import_rows
from ecomap.services.workspace import Workspace
from seed_data.demo import generate
from tests.imports.register import Register

ORGANISATIONS = [
    ["id", "단체명", "구분", "등록번호", "자치구", "활동지역", "활동분야", "설립일", "다른 이름", "소개"],
    [
        "o-1",
        "마포두레",
        "시민사회단체",
        "00-1",
        "마포구",
        "마포구; 서대문구",
        "복지;주거",
        "2010년 3월",
        "두레;Dure",
        "가",
    ],
    ["o-2", "마포센터", "중간지원조직", "", "서울 마포구 망원1동", "", "노인 돌봄을 돕는 일", "2015.1.2", "", "나"],
]
TIES = [
    ["관계", "보내는 단체", "받는 단체", "시작일", "종료일", "금액", "통화", "분야", "신뢰도", "비고"],
    ["재정지원", "마포센터", "00-1", "2020", "2020", "1,000,000", "", "복지", "0.9", "공모"],
    ["cooperates", "o-1", "o-2", "2021-03", "", "", "", "", "", ""],
]
PROGRAMMES = [
    ["사업명", "자치구", "분야", "정책 과제", "시작일", "종료일", "사업비"],
    ["마을 돌봄", "마포구", "복지", "A1", "2022", "2023", "500만원"],
]


def test_a_whole_import_writes_what_the_files_say(register: Register) -> None:
    ties, programmes = register.csv("t.csv", TIES), register.csv("p.csv", PROGRAMMES)
    report = register.load(ties, programmes, register.csv("o.csv", ORGANISATIONS), reason="등록부 2024")
    assert report.files == ("o.csv", "p.csv", "t.csv")
    assert {name: counts.created for name, counts in report.counts.items()} == {
        "organisations": 2,
        "links": 11,
        "programmes": 1,
        "ties": 2,
    }
    node = register.node("o-1")
    assert (node.kind, node.name_ko) == ("civil_society", "마포두레")
    assert node.properties == {
        "registration_number": "00-1",
        "founded": "2010-03-01",
        "aliases": ("두레", "Dure"),
        "description": "가",
    }
    assert register.links("o-1", "located_in") == {"place:1144000000"}
    assert register.links("o-1", "active_in") == {"place:1144000000", "place:1141000000"}
    assert register.links("o-1", "works_in") == {"field:welfare", "field:housing"}
    assert register.links("o-2", "located_in") == {"place:1144069000"}
    assert register.links("o-2", "works_in") == {"field:welfare.elderly", "field:welfare.children"}
    (grant,) = register.edges("o-1", "funds")
    assert (grant.source, grant.target) == ("o-2", "o-1")
    assert (grant.valid_from, grant.valid_to) == (date(2020, 1, 1), date(2020, 12, 31))
    assert (grant.amount, grant.unit, grant.field) == (1_000_000.0, "KRW", "field:welfare")
    assert grant.properties == {"confidence": 0.9, "note": "공모"}
    (programme,) = register.named("마을 돌봄")
    assert programme.properties["budget"] == 5_000_000.0
    assert register.links(programme.id, "responsible_for") == {"task:A1"}
    _, _, change = register.workspace.store.changes(limit=1).items[0]
    assert (change.who, change.reason, change.via) == ("local", "등록부 2024", "import")


def test_importing_the_same_files_twice_changes_nothing(register: Register) -> None:
    organisations = [line[1:] for line in ORGANISATIONS]
    ties = [TIES[0], TIES[1], ["cooperates", "마포두레", "마포센터", *[""] * 7]]
    files = (
        register.csv("o.csv", organisations),
        register.csv("t.csv", ties),
        register.csv("p.csv", PROGRAMMES),
    )
    first = register.load(*files)
    state = register.state()
    second = register.load(*reversed(files))
    assert register.state() == state
    assert second.revision == first.revision
    for name, counts in first.counts.items():
        again = second.counts[name]
        assert (again.created, again.updated, again.unchanged) == (0, 0, counts.created)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_all_formats_write_the_same(register: Register, encoding: str) -> None:
    typed = [ORGANISATIONS[0], *([*line[:7], date(2010, 3, 1), *line[8:]] for line in ORGANISATIONS[1:])]
    register.load(register.xlsx("a.xlsx", 단체=typed, 관계=TIES, 사업=PROGRAMMES))
    state = register.state()
    written = [ORGANISATIONS[0], *([*line[:7], "2010-03-01", *line[8:]] for line in ORGANISATIONS[1:])]
    report = register.load(
        register.csv("o.csv", written, encoding=encoding),
        register.csv("t.csv", TIES, encoding=encoding),
        register.csv("p.csv", PROGRAMMES, encoding=encoding),
    )
    assert register.state() == state
    assert report.counts["ties"].unchanged == 2


def test_english_and_korean_headers_mean_the_same(register: Register) -> None:
    register.load(
        register.csv("o.csv", [["ID", "Name (Korean)", "자치구", "Fields"], ["a", "가", "Mapo-gu", "welfare"]])
    )
    assert register.links("a", "located_in") == {"place:1144000000"}
    assert register.links("a", "works_in") == {"field:welfare"}


def test_a_column_that_is_there_replaces_and_one_that_is_not_keeps(register: Register) -> None:
    register.load(register.csv("o.csv", ORGANISATIONS), register.csv("t.csv", [["id", *TIES[0]], ["t1", *TIES[1]]]))
    report = register.load(
        register.csv("o2.csv", [["id", "이름", "분야", "소개"], ["o-1", "마포두레", "환경", ""]]),
        register.csv("t2.csv", [["id", "type", "source", "target", "금액"], ["t1", "funds", "o-2", "o-1", "7"]]),
    )
    assert (report.counts["organisations"].updated, report.counts["ties"].updated) == (1, 1)
    node = register.node("o-1")
    assert "description" not in node.properties
    assert node.properties["registration_number"] == "00-1"
    assert register.links("o-1", "works_in") == {"field:environment"}
    assert register.links("o-1", "active_in") == {"place:1144000000", "place:1141000000"}
    tie = register.edge("t1")
    assert (tie.amount, tie.valid_from, tie.field) == (7.0, date(2020, 1, 1), "field:welfare")
    assert tie.properties["note"] == "공모"


def test_a_column_of_tasks_leaves_responsibility_for_ordinances_alone(register: Register) -> None:
    rows = [["id", "사업명", "정책 과제"], ["p-1", "마을 돌봄", "A1"]]
    register.load(register.csv("programmes.csv", rows))
    with register.workspace.store.write(Change(who="test", reason="ordinance", via="test")) as writing:
        writing.put_nodes([Node("ord-1", "ordinance", "돌봄 조례")])
        writing.put_edges([Edge("resp-1", "responsible_for", "p-1", "ord-1")])
        writing.commit()
    register.load(register.csv("programmes.csv", [rows[0], ["p-1", "마을 돌봄", "A2"]]))
    assert register.links("p-1", "responsible_for") == {"task:A2", "ord-1"}


def test_an_organisation_without_id_is_told_by_number_then_by_name_kind_and_place(register: Register) -> None:
    headers = ["이름", "종류", "자치구", "등록번호"]
    register.load(
        register.csv(
            "a.csv",
            [
                headers,
                ["(사)한 마음", "시민사회단체", "마포구", "1"],
                ["한마음", "시민사회단체", "강남구", ""],
                ["한마음", "시민사회단체", "중구", "2"],
                ["한마음", "시민사회단체", "중구", "3"],
            ],
        )
    )
    before = register.state()
    report = register.load(
        register.csv(
            "b.csv",
            [
                headers,
                ["사단법인 한마음회", "시민사회단체", "마포구", "1"],
                ["한  마음", "시민사회단체", "강남구", "4"],
                ["한마음", "시민사회단체", "중구", "3"],
                ["한마음", "시민사회단체", "서초구", ""],
            ],
        )
    )
    counts = report.counts["organisations"]
    assert (counts.created, counts.updated, counts.unchanged) == (1, 2, 1)
    assert register.state()[1]["civil_society"] == before[1]["civil_society"] + 1


def test_a_row_without_id_finds_the_organisation_that_has_one(register: Register) -> None:
    register.load(register.csv("o.csv", ORGANISATIONS))
    report = register.load(register.csv("b.csv", [["이름", "자치구", "소개"], ["마포 두레", "마포구", "새 소개"]]))
    assert report.counts["organisations"].updated == 1
    assert register.node("o-1").properties["description"] == "새 소개"


def test_equal_rows_count_as_duplicates_and_others_ask_for_an_id(register: Register) -> None:
    organisations = register.csv("o.csv", [*ORGANISATIONS, ORGANISATIONS[1]])
    ties = register.csv("t.csv", [*TIES, TIES[1], [*TIES[1][:5], "2,000,000", *TIES[1][6:]]])
    with pytest.raises(RefusedRows) as caught:
        register.load(organisations, ties)
    report = caught.value.context["report"]
    assert report.counts["organisations"].duplicates == 1
    assert report.counts["ties"].duplicates == 1
    (row,) = report.refused
    assert (row.file, row.row) == ("t.csv", 5)
    assert "2행과 같은 관계" in row.reason.ko
    assert "식별자(id) 열을 더해" in row.remedy.ko


def test_undirected_ties_are_one_either_way(register: Register) -> None:
    headers = ["type", "source", "target"]
    register.load(register.csv("o.csv", ORGANISATIONS))
    register.load(register.csv("t.csv", [headers, ["cooperates", "o-1", "o-2"], ["supports", "o-1", "o-2"]]))
    both = register.csv("u.csv", [headers, ["cooperates", "o-2", "o-1"], ["cooperates", "o-1", "o-2"]])
    counts = register.load(both).counts["ties"]
    assert (counts.created, counts.updated, counts.unchanged, counts.duplicates) == (0, 0, 1, 1)
    assert [(tie.source, tie.target) for tie in register.edges("o-1", "cooperates")] == [("o-1", "o-2")]
    report = register.load(register.csv("v.csv", [headers, ["supports", "o-2", "o-1"]]))
    assert report.counts["ties"].created == 1


def test_keep_going_writes_the_good_rows_and_saves_the_others(register: Register, tmp_path: Path) -> None:
    bad = [*ORGANISATIONS, ["=1+1", "나쁜 행", "", "", "해운대구", "", "", "", "", ""]]
    saved = tmp_path / "out" / "refused.csv"
    files = register.csv("o.csv", bad, encoding="cp949"), register.csv("t.csv", TIES)
    report = register.load(*files, keep_going=True, refused_path=saved)
    assert (report.refused_count, report.refused_files) == (1, (saved,))
    assert report.counts["organisations"].created == 2
    assert report.counts["ties"].created == 2
    assert saved.read_bytes().startswith(b"\xef\xbb\xbf")
    with saved.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["단체명"] == "나쁜 행"
    assert row["id"] == "'=1+1"  # no spreadsheet program runs it
    assert (row["ecomap_file"], row["ecomap_row"], row["ecomap_column"]) == ("o.csv", "4", "자치구")
    assert row["ecomap_value"] == "해운대구"
    assert row["ecomap_reason_ko"]
    assert row["ecomap_remedy_en"]
    corrected = saved.with_name("corrected.csv")
    text = saved.read_text(encoding="utf-8-sig")
    corrected.write_text(text.replace("해운대구", "마포구"), encoding="utf-8")
    assert register.load(corrected).counts["organisations"].created == 1
    assert register.node("=1+1").name_ko == "나쁜 행"


@pytest.mark.parametrize("as_workbook", [False, True])
def test_a_corrected_file_of_refused_rows_changes_nothing_else(
    register: Register, tmp_path: Path, as_workbook: bool
) -> None:
    headers = ["관리번호", "단체명", "자치구", "전화번호", "소개", "설립일"]
    path = register.csv(
        "a.csv", [headers, ["s-3", "@안전단체", "마포구", "+82-2-123-4567", "- 돌봄 사업", "2021.13.40"]]
    )
    saved = tmp_path / "r.csv"
    register.load(path, keep_going=True, refused_path=saved)
    with saved.open(encoding="utf-8-sig", newline="") as file:
        lines = [[cell.replace("2021.13.40", "2021.12.31") for cell in line] for line in csv.reader(file)]
    corrected = register.xlsx("c.xlsx", 단체=lines) if as_workbook else register.csv("c.csv", lines)
    register.load(corrected)
    node = register.node("s-3")
    assert node.name_ko == "@안전단체"
    assert node.properties["phone"] == "+82-2-123-4567"
    assert node.properties["description"] == "- 돌봄 사업"


def test_the_gu_of_the_address_stands_in_for_a_column_of_places(register: Register) -> None:
    headers = ["id", "단체명", "소재지"]
    rows = [headers, ["a", "가람", "서울특별시 마포구 성산로 128"], ["b", "나래", "부산 강서구 1"], ["c", "다솜", ""]]
    path = register.csv("o.csv", rows)
    report = register.load(path)
    assert [register.links(n, "located_in") for n in "abc"] == [{"place:1144000000"}, set(), set()]
    texts = [warning.text.ko for warning in report.warnings if warning.column == "소재지"]
    assert [("읽었습니다" in text, "비워 두었습니다" in text) for text in texts] == [(True, False), (False, True)]
    assert not any("성산로" in text or "강서구" in text for text in texts)
    state = register.state()
    assert register.load(path).counts["links"].created == 0
    assert register.state() == state
    register.load(register.csv("p.csv", [["id", "단체명", "자치구"], ["b", "나래", "망원1동"]]))
    moved = [headers, ["b", "나래", "서울 서초구 1"]]
    register.load(register.csv("q.csv", moved))
    assert register.links("b", "located_in") == {"place:1144069000"}


def test_a_namesake_that_may_be_the_same_is_told(register: Register) -> None:
    register.load(register.csv("a.csv", [["단체명", "자치구"], ["한결모임", "마포구"]]))
    (known,) = register.named("한결모임")
    path = register.csv("b.csv", [["단체명", "소개"], ["한결 모임", "같은 단체일까"]])
    report = register.load(path)
    assert any(known.id in warning.text.ko and "새 단체로" in warning.text.ko for warning in report.warnings)
    assert len(register.named("한결모임")) == 2
    assert not any("새 단체로" in warning.text.ko for warning in register.load(path).warnings)
    other = register.load(register.csv("c.csv", [["단체명", "자치구", "등록번호"], ["새모임", "강남구", "1"]]))
    assert not any("새 단체로" in warning.text.ko for warning in other.warnings)


@pytest.mark.parametrize("places", [("마포구", ""), ("", "마포구")])
def test_namesakes_of_one_import_that_may_be_the_same_are_told(register: Register, places: tuple[str, str]) -> None:
    rows = [["한결모임", places[0]], ["한결 모임", places[1]], ["새모임", "마포구"], ["새모임", "강남구"]]
    path = register.csv("a.csv", [["단체명", "자치구"], *rows])
    report = register.load(path)
    (doubt,) = [warning for warning in report.warnings if "새 단체로" in warning.text.ko]
    assert (doubt.row, doubt.value) == (3, "한결 모임")
    assert "a.csv 2행의 " in doubt.text.ko
    assert "in a.csv 2" in doubt.text.en
    assert len(register.named("한결모임")) == 2
    assert not any("새 단체로" in warning.text.ko for warning in register.load(path).warnings)


def test_a_running_number_is_left_out_with_a_word(register: Register) -> None:
    report = register.load(register.csv("o.csv", [["연번", "단체명"], ["1", "가람"]]))
    assert report.counts["organisations"].created == 1
    assert any("연번" in w.text.ko and "순번" in w.text.ko for w in report.warnings)


@pytest.mark.parametrize("as_workbook", [True, False])
def test_the_header_is_found_below_a_title(register: Register, as_workbook: bool) -> None:
    rows = [
        ["2024년 마포구 단체 현황"],
        [],
        ["(기준일: 12.31.)"],
        ["단체명", "자치구"],
        ["가람", "마포구"],
        ["나래", "해운대구"],
    ]
    path = register.xlsx("a.xlsx", 현황=rows) if as_workbook else register.csv("a.csv", rows)
    report = register.load(path, keep_going=True)
    assert report.counts["organisations"].created == 1
    assert [row.row for row in report.refused] == [6]
    assert any("4행을 머리글로" in warning.text.ko for warning in report.warnings)


def test_keep_going_without_refused_rows_saves_nothing(register: Register, tmp_path: Path) -> None:
    saved = tmp_path / "refused.csv"
    report = register.load(register.csv("o.csv", ORGANISATIONS), keep_going=True, refused_path=saved)
    assert report.refused_files == ()
    assert not saved.exists()


def test_a_dry_run_checks_everything_and_writes_nothing(register: Register, tmp_path: Path) -> None:
    files = register.csv("o.csv", ORGANISATIONS), register.csv("t.csv", TIES)
    before = register.state()
    report = register.load(*files, dry_run=True)
    assert report.dry_run
    assert report.counts["ties"].created == 2
    assert register.state() == before
    with pytest.raises(RefusedRows):
        register.load(register.csv("t2.csv", [TIES[0], ["협력", "o-1", "none", *[""] * 7]]), dry_run=True)
    saved = tmp_path / "refused.csv"
    bad = register.csv("b.csv", [["이름", "자치구"], ["가", "해운대구"]])
    assert register.load(bad, dry_run=True, keep_going=True, refused_path=saved).refused_count == 1
    assert not saved.exists()
    assert register.state() == before


def test_texts_that_name_no_field_are_kept_in_the_warnings(register: Register) -> None:
    report = register.load(register.csv("o.csv", [["id", "이름", "분야"], ["a", "가", "복지; 양자역학"]]))
    assert register.links("a", "works_in") == {"field:welfare"}
    (warning,) = [w for w in report.warnings if w.column == "분야"]
    assert (warning.row, warning.value) == (2, "양자역학")
    assert "양자역학" in warning.text.en


def test_defaults_stand_in_for_missing_columns(register: Register) -> None:
    path = register.csv("o.csv", [["id", "name"], ["a", "가"]])
    register.load(path, defaults={"kind": "partner", "located_in": "마포구"})
    assert register.node("a").kind == "partner"
    assert register.links("a", "located_in") == {"place:1144000000"}
    with pytest.raises(InvalidParameter) as caught:
        register.load(path, defaults={"knid": "partner"})
    assert "knid" in caught.value.message.ko


def test_progress_is_reported_to_the_end(register: Register) -> None:
    seen: list[tuple[str, int, int | None]] = []
    rows = [["id", "이름"], *([f"o-{number}", f"단체 {number}"] for number in range(5_200))]
    register.load(register.csv("o.csv", rows), progress=lambda *step: seen.append(step))
    assert seen == [("o.csv", done, 5_200) for done in (BATCH, 5_200)]


def test_only_writers_import(register: Register) -> None:
    with pytest.raises(NotAuthenticated):
        import_files(register.workspace, ANONYMOUS, [register.csv("o.csv", ORGANISATIONS)])
    with pytest.raises(NotAuthenticated):
        import_rows(register.workspace, ANONYMOUS, {"organisations": [{"name_ko": "가"}]})


def test_rows_in_memory_follow_the_same_rules(workspace: Workspace) -> None:
    with pytest.raises(RefusedRows) as caught:
        import_rows(workspace, LOCAL, {"organisations": [{"name_ko": "가"}, {"name_ko": "나", "founded": "어제"}]})
    (row,) = caught.value.context["report"].refused
    assert (row.file, row.row, row.column, row.value) == ("organisations", 3, "founded", "어제")
    with pytest.raises(InvalidParameter):
        import_rows(workspace, LOCAL, {"people": []})
    assert import_rows(workspace, LOCAL, {"ties": []}).files == ()


def test_the_synthetic_demo_passes_all_checks(workspace: Workspace) -> None:
    demo = generate()
    sheets = {"ties": demo.ties, "organisations": demo.organisations, "programmes": demo.programmes}
    report = import_rows(workspace, LOCAL, sheets, via="seed")
    assert report.refused_count == 0
    assert report.warnings == ()
    assert report.counts["ties"].created == len(demo.ties)
    again = import_rows(workspace, LOCAL, sheets, via="seed")
    assert again.revision == report.revision
