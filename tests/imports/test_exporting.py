"""What is exported as CSV or XLSX is read back by an import as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecomap.bootstrap import open_workspace
from ecomap.services.access import LOCAL
from ecomap.services.exports import Wanted, write_export
from ecomap.services.imports import import_files
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings
from ecomap.snapshot import Filter
from tests.support import registers

HALF = Filter(places=("place:1144000000",))


@pytest.fixture(scope="module")
def demo(backend: str) -> Iterator[Workspace]:
    url, folder = registers.demo(backend)
    workspace = open_workspace(read_settings({}, store=url, data_dir=folder))
    yield workspace
    workspace.store.close()


def taken(workspace: Workspace, form: str, lang: str = "ko", wanted: Filter | None = None) -> bytes:
    out = io.BytesIO()
    write_export(workspace, LOCAL, Wanted(form, wanted or Filter()), out, lang=lang)
    return out.getvalue()


def tables(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return {name: book.read(name) for name in ("actors.csv", "ties.csv")}


@pytest.mark.parametrize(("form", "lang"), [("csv", "ko"), ("csv", "en"), ("xlsx", "ko"), ("xlsx", "en")])
def test_an_export_is_imported_as_it_was(
    form: str, lang: str, demo: Workspace, workspace: Workspace, tmp_path: Path
) -> None:
    body = taken(demo, form, lang, HALF)
    files = {f"ecomap.{form}": body} if form == "xlsx" else tables(body)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    report = import_files(workspace, LOCAL, [tmp_path / name for name in files])
    assert report.refused_count == 0
    before, after = tables(taken(demo, "csv", "ko", HALF)), tables(taken(workspace, "csv", "ko", HALF))
    assert before["ties.csv"] == after["ties.csv"]
    assert before["actors.csv"] == after["actors.csv"]
    assert before["ties.csv"].count(b"\r\n") > 50
