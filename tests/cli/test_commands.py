"""Commands as a person runs them: what they print, what they write, how they exit."""

from __future__ import annotations

import csv
import io
import json
import socket
from pathlib import Path

import openpyxl

from tests.cli.conftest import Run, process
from tests.support import registers

ORGANISATIONS = (
    "id,kind,name_ko,located_in,fields\n"
    "t-1,civil_society,가람 모임,마포구,welfare\n"
    "t-2,civil_society,나래 모임,마포구,welfare\n"
)
TIES = "type,source,target,valid_from\ncooperates,t-1,t-2,2020-01-01\n"


def test_analyse_prints_the_same_rows_as_json_and_csv(demo: Run) -> None:
    words = ("analyse", "gaps/coverage", "--rows", "district", "--cols", "field")
    as_json = json.loads(demo(*words, "--format", "json").stdout)
    as_csv = list(csv.DictReader(io.StringIO(demo(*words, "--format", "csv").stdout)))
    rows = as_json["tables"][0]["rows"]
    assert len(rows) == len(as_csv) > 0
    assert [str(row["count"]) for row in rows] == [row["count"] for row in as_csv]
    assert as_json["synthetic"] is True


def test_analyse_writes_a_workbook_and_needs_a_file_for_it(demo: Run, tmp_path: Path) -> None:
    out = tmp_path / "coverage.xlsx"
    assert demo("analyse", "gaps/coverage", "--format", "xlsx").returncode == 2
    assert not out.exists()
    done = demo("--language", "en", "analyse", "gaps/coverage", "--format", "xlsx", "--out", str(out))
    assert (done.returncode, done.stdout) == (0, "")
    assert openpyxl.load_workbook(out).sheetnames[0] == "About"


def test_analyse_writes_csv_for_excel_to_a_file(demo: Run, tmp_path: Path) -> None:
    out = tmp_path / "coverage.csv"
    printed = demo("analyse", "gaps/coverage", "--format", "csv").stdout
    assert demo("analyse", "gaps/coverage", "--format", "csv", "--out", str(out)).returncode == 0
    assert out.read_text(encoding="utf-8-sig") == printed


def test_analyse_and_map_take_chosen_actors(demo: Run, tmp_path: Path) -> None:
    words = ("analyse", "linkage/centrality", "--format", "json", "--actor", "demo-0001,demo-0002")
    found = json.loads(demo(*words).stdout)
    assert {row["id"] for row in found["tables"][0]["rows"]} == {"demo-0001", "demo-0002"}
    own = json.loads(demo("analyse", "gaps/partners", "--actor", "demo-0001", "--format", "json").stdout)
    assert own["parameters"]["actor"] == "demo-0001"
    refused = demo("map", "--actor", "nobody", "--out", str(tmp_path / "map.html"))
    assert (refused.returncode, "nobody" in refused.stderr) == (2, True)


def test_analyse_explains_in_the_language_asked_for(demo: Run) -> None:
    korean = demo("analyse", "linkage/overview").stdout
    english = demo("--language", "en", "analyse", "linkage/overview").stdout
    assert "주체" in korean
    assert "actors" in english


def test_an_unknown_analysis_is_wrong_usage_and_names_the_nearest(demo: Run) -> None:
    done = demo("analyse", "gaps/coverag")
    assert done.returncode == 2
    assert "gaps/coverage" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_parameter_is_wrong_usage_and_names_the_known_ones(demo: Run) -> None:
    done = demo("analyse", "gaps/coverage", "--row", "district")
    assert done.returncode == 2
    assert "rows" in done.stderr


def test_a_filter_by_an_unknown_place_is_refused(demo: Run) -> None:
    done = demo("analyse", "linkage/overview", "--place", "해운대구")
    assert done.returncode == 2
    assert "해운대구" in done.stderr


def test_commands_on_an_unmigrated_store_say_to_migrate(empty: Run) -> None:
    done = empty("analyse", "linkage/overview")
    assert done.returncode == 1
    assert "ecomap migrate" in done.stderr


def test_migrations_are_listed_before_and_after(empty: Run) -> None:
    before = json.loads(empty("migrate", "--dry-run", "--format", "json").stdout)
    assert before
    assert {row["applied"] for row in before} == {""}
    assert empty("migrate").returncode == 0
    after = json.loads(empty("migrate", "--status", "--format", "json").stdout)
    assert [row["migration"] for row in after] == [row["migration"] for row in before]
    assert all(row["applied"] for row in after)
    assert json.loads(empty("migrate", "--dry-run", "--format", "json").stdout) == []


def test_a_refused_import_lists_the_row_and_writes_nothing(empty: Run, tmp_path: Path) -> None:
    empty("seed")
    (tmp_path / "o.csv").write_text(ORGANISATIONS.replace("마포구", "해운대구", 1), encoding="utf-8")
    done = empty("import", "o.csv", "--format", "csv")
    assert done.returncode == 1
    refused = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["row"], row["value"]) for row in refused] == [("2", "해운대구")]
    (tmp_path / "o.csv").write_text(ORGANISATIONS, encoding="utf-8")
    assert "2 new" in empty("import", "o.csv").stderr


def test_refused_rows_are_read_whole(empty: Run, tmp_path: Path) -> None:
    empty("seed")
    (tmp_path / "o.csv").write_text(ORGANISATIONS.replace("마포구", "해운대구", 1), encoding="utf-8")
    said = empty("import", "o.csv").stdout
    assert "o.csv, 2행 (row 2), located_in: '해운대구'" in said
    assert "…" not in said
    listed = json.loads(empty("import", "o.csv", "--format", "json").stdout)
    for text in ("reason_ko", "reason_en", "remedy_ko", "remedy_en"):
        assert listed[0][text] in said


def test_a_file_that_cannot_be_read_is_told_to_programs_too(empty: Run, tmp_path: Path) -> None:
    empty("seed")
    (tmp_path / "o.csv").write_text("name,fonded\n가,2020\n", encoding="utf-8")
    done = empty("import", "o.csv", "--format", "json")
    assert done.returncode == 1
    (row,) = json.loads(done.stdout)
    assert (row["file"], row["row"], row["column"], row["value"]) == ("o.csv", 1, "fonded", "fonded")
    assert "founded" in row["reason_ko"]
    assert "--ignore-unknown-columns" in row["remedy_en"]


def test_one_table_of_a_result_is_printed_in_any_form(demo: Run) -> None:
    name = json.loads(demo("analyse", "linkage/overview", "--format", "json").stdout)["tables"][-1]["name"]
    words = ("analyse", "linkage/overview", "--table", name)
    assert [table["name"] for table in json.loads(demo(*words, "--format", "json").stdout)["tables"]] == [name]
    assert demo(*words).stdout.count("┏") == 1
    assert demo(*words[:-1], "nothing").returncode == 2


def test_a_dry_run_writes_nothing(empty: Run, tmp_path: Path) -> None:
    empty("seed")
    (tmp_path / "o.csv").write_text(ORGANISATIONS, encoding="utf-8")
    assert empty("import", "o.csv", "--dry-run").returncode == 0
    assert "2 new" in empty("import", "o.csv").stderr


def test_ties_and_organisations_may_come_in_any_order_and_twice(empty: Run, tmp_path: Path) -> None:
    empty("seed")
    (tmp_path / "o.csv").write_text(ORGANISATIONS, encoding="utf-8")
    (tmp_path / "t.csv").write_text(TIES, encoding="utf-8")
    first, second = empty("import", "t.csv", "o.csv"), empty("import", "t.csv", "o.csv")
    assert first.returncode == second.returncode == 0
    assert "1 new" in first.stderr
    assert "0 new, 0 changed, 2 unchanged" in second.stderr


def test_keep_going_writes_the_good_rows_and_saves_the_others(empty: Run, tmp_path: Path) -> None:
    empty("seed")
    (tmp_path / "o.csv").write_text(ORGANISATIONS + "t-3,civil_society,다솜,부산진구,welfare\n", encoding="utf-8")
    done = empty("import", "o.csv", "--keep-going")
    assert done.returncode == 1
    assert "2 new" in done.stderr
    assert "다솜" in (tmp_path / "o.refused.csv").read_text(encoding="utf-8-sig")


def test_a_dry_run_that_keeps_going_names_no_file(empty: Run, tmp_path: Path) -> None:
    empty("seed")
    (tmp_path / "o.csv").write_text(ORGANISATIONS.replace("마포구", "해운대구", 1), encoding="utf-8")
    done = empty("import", "o.csv", "--keep-going", "--dry-run")
    assert done.returncode == 1
    assert "저장한 파일" not in done.stderr
    assert "Rows refused: 1" in done.stderr
    assert not list(tmp_path.glob("*refused*"))


def test_a_file_that_cannot_be_written_is_wrong_usage(empty: Run, tmp_path: Path) -> None:
    empty("seed")
    (tmp_path / "o.csv").write_text(ORGANISATIONS.replace("마포구", "해운대구", 1), encoding="utf-8")
    nowhere = tmp_path / "o.csv" / "x"
    for words in (
        ("map", "--out", str(nowhere / "m.html")),
        ("backup", str(nowhere / "b.gz")),
        ("import", "o.csv", "--keep-going", "--refused", str(nowhere / "r.csv")),
        ("demo", "--no-browser", "--data-dir", str(nowhere)),
    ):
        done = empty(*words)
        assert done.returncode == 2, words
        assert "Traceback" not in done.stderr
        assert "쓸 수 없습니다: 경로의 일부가 폴더가 아닙니다" in done.stderr, words
        assert "cannot be written" in done.stderr
    assert "1 new" in empty("import", "o.csv", "--keep-going").stderr  # nothing had been written before


def test_a_data_folder_that_cannot_be_written_stops_no_answer(demo: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = demo("analyse", "linkage/overview", ECOMAP_DATA_DIR=str(tmp_path / "file" / "x"))
    assert done.returncode == 0, done.stderr


def test_a_port_that_is_taken_is_wrong_usage(demo: Run, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        for words in (("serve", "--port", port), ("demo", "--no-browser", "--port", port, "--data-dir", str(tmp_path))):
            done = demo(*words)
            assert done.returncode == 2, words
            assert "다른 프로그램이 쓰고 있습니다" in done.stderr
            assert "--port" in done.stderr
            assert "Ready" not in done.stderr
    assert not (tmp_path / "demo.db").exists()


def test_the_map_is_one_file_without_outside_addresses(demo: Run, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    assert demo("map", "--place", "마포구", "--out", str(out)).returncode == 0
    html = out.read_text(encoding="utf-8")
    assert "<html" in html
    assert 'src="http' not in html


def test_a_key_is_shown_once_and_can_be_revoked(empty: Run) -> None:
    empty("migrate")
    secret = empty("key", "add", "Mapo").stdout.strip()
    listed = json.loads(empty("key", "list", "--format", "json").stdout)
    assert secret.startswith("eco_")
    assert secret not in json.dumps(listed)
    assert empty("key", "revoke", listed[0]["id"]).returncode == 0
    assert json.loads(empty("key", "list", "--format", "json").stdout)[0]["revoked"]


def test_a_bad_setting_is_wrong_usage(empty: Run) -> None:
    done = empty("--store", "mysql://x", "migrate")
    assert done.returncode == 2
    assert "mysql" in done.stderr


def test_a_password_comes_from_standard_input_and_a_common_one_is_refused(tmp_path: Path, backend: str) -> None:
    url = registers.address(backend, tmp_path)
    words = ("user", "add", "kim@example.org", "--name", "김가람", "--role", "administrator", "--password-stdin")
    assert process(tmp_path, url)("migrate").returncode == 0
    common = process(tmp_path, url, typed="password1234\n")(*words)
    assert (common.returncode, "흔하거나" in common.stderr) == (1, True)
    made = process(tmp_path, url, typed="garam-naru-bada-7\n")(*words)
    assert (made.returncode, "garam" in made.stdout + made.stderr) == (0, False)
    listed = json.loads(process(tmp_path, url)("user", "list", "--format", "json").stdout)
    assert [(row["login"], row["state"]) for row in listed] == [("kim@example.org", "active")]
    last = process(tmp_path, url)("user", "disable", "kim@example.org")
    assert (last.returncode, "마지막 관리자" in last.stderr) == (1, True)
