"""``POST /api/v1/imports``: the same files as the command line takes, over HTTP."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile

from api.deps import CallerDep, WorkspaceDep
from api.errors import refused_rows
from api.schemas import Bilingual, ImportOut
from api.uploads import file_name
from ecomap.errors import InvalidParameter
from ecomap.services.imports import ImportReport, import_files
from graph_schema import Text

router = APIRouter(prefix="/api/v1/imports", tags=["imports"])


@router.post("", summary="Import files of organisations, programmes and ties")
def import_uploads(
    workspace: WorkspaceDep,
    who: CallerDep,
    files: Annotated[list[UploadFile], File(description="CSV or XLSX files in any order.")],
    dry_run: Annotated[bool, Form(description="Check everything, write nothing.")] = False,
    keep_going: Annotated[bool, Form(description="Write the good rows although others are refused.")] = False,
    ignore_unknown_columns: Annotated[bool, Form(description="Leave out unknown columns.")] = False,
    default: Annotated[
        list[str], Form(description="Value for a column that the files lack, as column=value; may be repeated.")
    ] = [],  # noqa: B006  FastAPI copies it
    reason: Annotated[str, Form(description="Why, for the audit history.")] = "",
) -> ImportOut:
    """Needs an API key with the scope `write`. All good rows of all files are one transaction, or nothing is."""
    who.require("write")
    with tempfile.TemporaryDirectory(prefix="ecomap-upload-") as name:
        paths = [_saved(upload, Path(name) / str(number)) for number, upload in enumerate(files)]
        report = import_files(
            workspace,
            who,
            paths,
            dry_run=dry_run,
            keep_going=keep_going,
            ignore_unknown_columns=ignore_unknown_columns,
            reason=reason,
            defaults=_pairs(default),
        )
    return _wire(report)


def _pairs(texts: list[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise InvalidParameter(
                Text(f"default의 값 '{text}'을(를) 쓸 수 없습니다.", f"default cannot be '{text}'."),
                Text("kind=civil_society처럼 열=값으로 쓰십시오.", "Write column=value such as kind=civil_society."),
                field="default",
                value=text,
            )
        pairs[name.strip()] = value.strip()
    return pairs


def _saved(upload: UploadFile, folder: Path) -> Path:
    """Keep the upload under its own file name, of which only the last part is believed."""
    folder.mkdir()
    path = folder / file_name(upload.filename or "")
    with path.open("wb") as target:
        shutil.copyfileobj(upload.file, target)
    return path


def _wire(report: ImportReport) -> ImportOut:
    return ImportOut(
        dry_run=report.dry_run,
        revision=report.revision,
        counts={
            sheet: {
                "created": c.created,
                "updated": c.updated,
                "unchanged": c.unchanged,
                "duplicates": c.duplicates,
            }
            for sheet, c in report.counts.items()
        },
        refused_count=report.refused_count,
        refused=refused_rows(report),
        warnings=[Bilingual.of(warning.text) for warning in report.warnings],
    )
