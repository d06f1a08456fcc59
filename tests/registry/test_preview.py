"""Bringing a spreadsheet: what a preview shows is what is applied, and what is applied can be taken back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from ecomap.errors import Conflict, InvalidParameter, NotAuthenticated, NotFound, OutsideScope, UnreadableFile
from ecomap.exchange.row_file import FiledRow
from ecomap.services import previews
from ecomap.services.access import ANONYMOUS, Principal
from ecomap.services.desk import held
from ecomap.services.imports import import_files
from ecomap.services.preview_decisions import decide
from ecomap.services.preview_papers import Preview, find_preview
from ecomap.services.proposals import list_proposals
from ecomap.services.undo import undo_change
from ecomap.services.workspace import Workspace
from tests.registry.conftest import EDITOR, MAPO, REGISTRAR, SEOCHO, Desk


class Sheet:
    """Uploads, checks, decides and applies in one line each."""

    def __init__(self, workspace: Workspace, who: Principal = EDITOR) -> None:
        self.workspace, self.who, self.id = workspace, who, ""

    def upload(self, text: str, name: str = "단체.csv", encoding: str = "utf-8") -> Preview:
        found = previews.upload(self.workspace, self.who, io.BytesIO(text.encode(encoding)), name)
        self.id = found.id
        return found

    def check(self, text: str = "", tables: Any = None) -> Preview:
        if text:
            self.upload(text)
        found = previews.check(self.workspace, self.who, self.id, tables, patience=60)
        assert found.state == "ready", found.data["problem"]
        return found

    def rows(self, *states: str, text: str = "") -> dict[str, FiledRow]:
        page = previews.read_rows(self.workspace, self.who, self.id, states=states, text=text, limit=200)
        return {f"{row.number}": row for row in page.rows}

    def states(self) -> dict[str, str]:
        return {number: row.state for number, row in self.rows().items()}

    def decide(self, decision: str, *numbers: str, **options: Any) -> int:
        keys = [row.key for number, row in self.rows().items() if number in numbers]
        return decide(self.workspace, self.who, self.id, decision, keys=keys, **options)

    def apply(self) -> Preview:
        return previews.apply(self.workspace, self.who, self.id, via="form", patience=60)


@pytest.fixture
def sheet(workspace: Workspace) -> Sheet:
    return Sheet(workspace)


HEADER = "연번,단체명,자치구,활동분야,전화번호,등록번호,상근자수\n"


def changes(row: FiledRow) -> dict[str, tuple[Any, Any]]:
    return {name: (before, after) for name, before, after, *_ in row.detail["changes"]}


def test_a_file_is_shown_row_by_row_and_applied_as_shown(sheet: Sheet, desk: Desk, workspace: Workspace) -> None:
    old = desk.register("망원돌봄모임", phone="02-332-4455", works_in=["welfare"]).subject
    same = desk.register("성산마을회").subject
    state = desk.state()
    found = sheet.check(
        HEADER
        + "1,망원돌봄모임,서초구,복지,02-332-4455,,3\n"  # another place: a new record that may be the same
        + "2,망원돌봄모임,마포구,환경,02-332-9999,,3\n"
        + "3,성산마을회,마포구,,,,\n"
        + "4,새로운 햇살두레,마포구,환경,,,\n"
        + "5,이름만 있는 곳,없는구,,,,\n"
        + "6,새로운 햇살두레,마포구,환경,,,\n"
    )
    assert sheet.states() == {"2": "duplicate", "3": "changed", "4": "same", "5": "new", "6": "refused", "7": "same"}
    assert desk.state() == state  # looking writes nothing
    assert {name: found.data["counts"][name] for name in ("new", "changed", "refused", "undecided")} == {
        "new": 1, "changed": 1, "refused": 1, "undecided": 1,
    }  # fmt: skip
    rows = sheet.rows()
    assert changes(rows["3"]) == {
        "phone": ("02-332-4455", "02-332-9999"),
        "staff": (None, 3),
        "works_in": (["field:welfare"], ["field:environment"]),
    }
    match = rows["2"].detail["matches"][0]
    assert (match["id"], match["name"]) == (old, "망원돌봄모임")
    assert {"same_name", "same_phone"} <= set(match["reasons"])
    refused = rows["6"].detail
    assert (refused["column"], refused["value"]) == ("자치구", "없는구")
    assert all((*refused["reason"], *refused["remedy"]))
    with pytest.raises(Conflict):
        sheet.apply()
    assert sheet.decide("skip", "2") == 1
    done = sheet.apply()
    assert done.state == "applied", done.data["problem"]
    assert sheet.apply().data["revision"] == done.data["revision"] == workspace.store.revision()
    now = held(workspace.store, old)
    assert now is not None
    assert (now.node.properties["staff"], now.targets("works_in")) == (3, ("field:environment",))
    assert not (done.folder / "upload").exists()
    # Taken back as a whole, and done anew.
    after = dict(workspace.store.counts())
    previews.undo(workspace, EDITOR, sheet.id, via="form")
    was = held(workspace.store, old)
    assert was is not None
    assert (was.node.properties, was.targets("works_in")) == ({"phone": "02-332-4455"}, ("field:welfare",))
    assert dict(workspace.store.counts()) == state[1]
    assert workspace.store.get_nodes([rows["5"].subject]) == {}
    previews.undo(workspace, EDITOR, sheet.id, via="form")
    assert held(workspace.store, old) == now
    assert dict(workspace.store.counts()) == after
    assert held(workspace.store, same) is not None
    assert [e.change.via for e in workspace.store.history(rows["5"].subject).items] == ["form"] * 3


def test_duplicates_are_the_same_or_different(sheet: Sheet, desk: Desk, workspace: Workspace) -> None:
    old = desk.register("사단법인 너른들판", phone="02-777-4455", registration_number="123-82-06789").subject
    sheet.check(
        HEADER + "1,(사)너른들판,,복지,02-777-4455,,7\n2,노을공방 두레,마포구,,02-777-1212,,\n"
        "3,노을공방두레 (사),마포구,,02-777-1212,,\n"
    )
    assert sheet.states() == {"2": "duplicate", "3": "new", "4": "duplicate"}
    assert sheet.rows()["4"].detail["matches"][0]["row"] == 3
    assert sheet.decide("same", "2", "4") == 2
    rows = sheet.rows()
    assert (rows["2"].state, rows["2"].subject) == ("changed", old)
    assert changes(rows["2"])["name_ko"] == ("사단법인 너른들판", "(사)너른들판")
    assert sheet.decide("", "2") == 1
    assert sheet.states()["2"] == "duplicate"
    assert decide(workspace, EDITOR, sheet.id, "new", states=["duplicate"]) == 2
    assert sheet.states() == {"2": "new", "3": "new", "4": "new"}
    sheet.decide("same", "2")
    assert sheet.apply().state == "applied"
    node = workspace.store.get_nodes([old])[old]
    # A column that is there speaks for empty cells as well, and the preview said so.
    assert changes(rows["2"])["registration_number"] == ("123-82-06789", None)
    assert (node.name_ko, node.properties) == ("(사)너른들판", {"staff": 7, "phone": "02-777-4455"})
    pair = "|".join(sorted((rows["3"].subject, rows["4"].subject)))
    assert workspace.store.get_papers("decision", [pair])[pair].state == "different"


def test_a_recognised_row_may_be_another_organisation(sheet: Sheet, desk: Desk, workspace: Workspace) -> None:
    old = desk.register("한마음봉사단").subject
    sheet.check(HEADER + "1,한마음봉사단,마포구,,,,9\n")
    assert sheet.states() == {"2": "changed"}
    sheet.decide("new", "2")
    assert sheet.states() == {"2": "new"}
    assert sheet.apply().state == "applied"
    assert "staff" not in workspace.store.get_nodes([old])[old].properties
    assert len(workspace.store.find_named(["한마음봉사단"])["한마음봉사단"]) == 2


def test_what_changed_meanwhile_is_shown_again(sheet: Sheet, desk: Desk, workspace: Workspace) -> None:
    made = desk.register("가온누리", staff=1)
    sheet.check(HEADER + "1,가온누리,마포구,,,,5\n2,햇살나루터,마포구,,,,\n")
    desk.do("change-actor", made.subject, staff=2, tag=made.tag)
    before = desk.state()
    again = sheet.apply()
    assert (again.state, again.data["problem"]["code"]) == ("ready", "outdated")
    assert desk.state() == before
    assert changes(sheet.rows()["2"])["staff"] == (2, 5)
    done = sheet.apply()
    assert done.state == "applied"
    # Somebody edits one record and ties another: nothing of it can be taken back then, and all reasons are told.
    desk.do("change-actor", made.subject, staff=6, tag="*")
    other = workspace.store.find_named(["햇살나루터"])["햇살나루터"][0]
    desk.do("record-tie", type="cooperates", source=made.subject, target=other)
    before = desk.state()
    with pytest.raises(Conflict) as caught:
        previews.undo(workspace, EDITOR, sheet.id, via="form")
    assert {(one.id, bool(one.reason.ko)) for one in caught.value.context["changed"]} == {
        (made.subject, True),
        (other, True),
    }
    assert desk.state() == before


def test_columns_are_guessed_corrected_and_remembered(sheet: Sheet, workspace: Workspace) -> None:
    text = "단체 명칭들,어느 구,비고\n물빛모임,마포구,x\n"
    found = sheet.upload(text, encoding="cp949")
    (table,) = found.data["tables"]
    assert table["samples"] == [["물빛모임"], ["마포구"], ["x"]]
    assert table["columns"]["단체 명칭들"] == "name_ko"
    assert table["near"] == ["단체 명칭들"]
    for columns in (
        {"단체 명칭들": ""},
        {"단체 명칭들": "name_ko", "비고": "name_ko"},
        {"단체 명칭들": "zzz"},
        {"없는 열": "x"},
    ):
        with pytest.raises(InvalidParameter) as caught:
            previews.check(workspace, EDITOR, sheet.id, [{"columns": columns}])
        assert caught.value.remedy is not None
    mine = {"sheet": "organisations", "columns": {"단체 명칭들": "name_ko", "어느 구": "located_in", "비고": ""}}
    sheet.check(tables=[mine])
    assert changes(sheet.rows()["2"])["located_in"] == (None, [MAPO])
    (table,) = sheet.upload("비고,어느구,단체명칭들\n,서초구,달빛모임\n").data["tables"]
    assert (table["from"], table["columns"]) == (
        "memory", {"비고": "", "어느구": "located_in", "단체명칭들": "name_ko"},
    )  # fmt: skip


def test_ties_and_organisations_of_one_workbook(sheet: Sheet, workspace: Workspace, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "단체"
    for row in (
        ("단체명", "자치구", "소개"),
        ("가람회", "마포구", "=1+1"),
        ("나람회", "마포구", "'=cmd()"),
        ("@다람회", "없는구", ""),
    ):
        book.active.append(row)
    ties = book.create_sheet("관계")
    for row in (
        ("관계유형", "보내는 단체", "받는 단체", "금액"),
        ("funds", "나람회", "마포구청", "300만원"),
        ("funds", "없는 곳", "나람회", ""),
    ):
        ties.append(row)
    book.save(tmp_path / "a.xlsx")
    with (tmp_path / "a.xlsx").open("rb") as file:
        sheet.id = previews.upload(workspace, EDITOR, file, "a.xlsx").id
    found = sheet.check()
    rows = list(previews.read_rows(workspace, EDITOR, sheet.id, limit=50).rows)
    told = [(row.sheet, row.number, row.state) for row in rows]
    assert ("organisations", 3, "new") in told
    assert [one for one in told if one[2] == "refused" and one[0] == "organisations"] == [
        ("organisations", 2, "refused"), ("organisations", 4, "refused"),
    ]  # fmt: skip
    assert ("ties", 3, "refused") in told
    refused = previews.refused_file(workspace, EDITOR, sheet.id, "xlsx")
    back = load_workbook(refused)
    cells = [[cell.value for cell in row] for row in back["단체"].iter_rows()]
    assert cells[0][:3] == ["단체명", "자치구", "소개"]
    assert cells[0][-1] == "ecomap_remedy_en"
    assert cells[2][0] == "'@다람회"
    assert found.data["counts"]["refused"] >= 3
    # The file of refused rows, corrected, is a file like any other.
    text = previews.refused_file(workspace, EDITOR, sheet.id, "csv").read_text("utf-8-sig").replace("없는구", "서초구")
    fixed = Sheet(workspace)
    fixed.check(text)
    assert fixed.rows()["3"].state == "new"
    assert fixed.rows()["3"].name == "@다람회"


def test_a_registrar_brings_only_what_is_hers_and_proposes_the_rest(
    desk: Desk, workspace: Workspace, tmp_path: Path
) -> None:
    away = desk.register("서초지기", SEOCHO, staff=1)
    sheet = Sheet(workspace, REGISTRAR)
    text = HEADER + "1,마포지기,마포구,,,,\n2,서초지기,서초구,,,,4\n3,서초새모임,서초구,,,,\n"
    sheet.check(text)
    assert sheet.states() == {"2": "new", "3": "outside", "4": "outside"}
    assert decide(workspace, REGISTRAR, sheet.id, "propose", states=["outside"]) == 2
    assert sheet.apply().state == "applied"
    assert workspace.store.get_nodes([away.subject])[away.subject].properties == {"staff": 1}
    waiting = {p.intent.verb: p.intent for p in list_proposals(workspace, EDITOR).items}
    assert waiting["change-actor"].said == {"staff": 4}
    assert (waiting["change-actor"].tag, waiting["register-actor"].said["name_ko"]) == (away.tag, "서초새모임")
    # The same holds for a file that is imported without a preview, and for taking back what others did.
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    report = import_files(workspace, REGISTRAR, [path], keep_going=True)
    assert (report.refused_count, report.counts["organisations"].unchanged) == (2, 1)
    with pytest.raises(OutsideScope):
        undo_change(workspace, REGISTRAR, _revision_of(workspace, away.subject), via="form")


def _revision_of(workspace: Workspace, subject: str) -> int:
    return workspace.store.history(subject).items[0].revision


def test_previews_are_ones_own_and_bad_files_are_refused(sheet: Sheet, workspace: Workspace) -> None:
    sheet.upload(HEADER + "1,가,마포구,,,,\n")
    with pytest.raises(NotFound):
        find_preview(workspace, REGISTRAR, sheet.id)
    with pytest.raises(NotAuthenticated):
        previews.upload(workspace, ANONYMOUS, io.BytesIO(b""), "a.csv")
    with pytest.raises(Conflict):
        sheet.rows()
    for name, data in (
        ("a.xlsx", b"PK\3\4 no workbook"), ("a.csv", b""), ("a.hwp", b"x"), ("a.csv", b"\xff\xfea\0"),
        ("a.csv", "이름\n가나다라마바사\n".encode() + "아자차카타파하\n".encode("cp949")),
    ):  # fmt: skip
        with pytest.raises(UnreadableFile):
            previews.upload(workspace, EDITOR, io.BytesIO(data), name)
    folder = find_preview(workspace, EDITOR, sheet.id).folder
    assert [path.name for path in folder.parent.iterdir()] == [sheet.id]
    previews.discard(workspace, EDITOR, sheet.id)
    assert not folder.exists()
    with pytest.raises(NotFound):
        sheet.rows()
