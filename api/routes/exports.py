"""``/api/v1/exports``: the register or a part of it as a file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from threading import BoundedSemaphore
from typing import Any, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool

from api.deps import CallerDep, LanguageDep, WorkspaceDep, site_address
from api.routes.shapes import FILTER_PARAMETERS, query_parameter
from ecomap.errors import InvalidParameter, QueueFull
from ecomap.exchange.exports.registry import FORMATS
from ecomap.services.access import Principal
from ecomap.services.exports import Wanted, export_format, write_export
from ecomap.services.filters import FILTER_NAMES, parse_filter, unknown
from ecomap.services.workspace import Workspace
from graph_schema import Text

router = APIRouter(prefix="/api/v1/exports", tags=["exports"])

AT_ONCE = 3
"""Files that one server process writes at the same time."""
_PATIENCE = 10.0
_MOST_ACTORS = 100_000
_IN_MEMORY = 4 * 1024 * 1024
_PIECE = 1 << 16
_slots = BoundedSemaphore(AT_ONCE)

Said = dict[str, list[str]]

_OWN = ("table", "members", "lang", "csrf")
PARAMETERS = (
    *FILTER_PARAMETERS,
    query_parameter(
        "table",
        "For csv: actors or ties alone, not both in a zip file.",
        {"type": "string", "enum": ["actors", "ties"]},
    ),
    query_parameter("members", "true takes members-only properties along; needs `read-members`.", {"type": "boolean"}),
)
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {one.media_type: {"schema": {"type": "string", "format": "binary"}} for one in FORMATS.values()},
    }
}
_BODY = {
    "required": True,
    "content": {
        kind: {
            "schema": {
                "type": "object",
                "properties": {
                    **{parameter["name"]: parameter["schema"] for parameter in PARAMETERS},
                    "actor": {"type": "array", "items": {"type": "string"}},
                },
            },
            "example": {"actor": ["demo-0002", "demo-0003"]},
        }
        for kind in ("application/json", "application/x-www-form-urlencoded")
    },
}


@router.get(
    "/{format}",
    summary="The register or a filter of it as a file",
    response_class=StreamingResponse,
    responses=_FILES,
    openapi_extra={"parameters": list(PARAMETERS)},
)
def export(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    format: str,  # noqa: A002  the name in the address
) -> StreamingResponse:
    """Take xlsx, csv, gexf, graphml, jsonld or cypher. Public properties only, unless `members` asks for more."""
    said: Said = {}
    for name, value in request.query_params.multi_items():
        said.setdefault(name, []).append(value)
    return _file(request, workspace, who, _wanted(workspace, format, said), lang)


@router.post(
    "/{format}",
    summary="A selection of the register as a file",
    response_class=StreamingResponse,
    responses=_FILES,
    openapi_extra={"requestBody": _BODY},
)
async def export_selection(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    format: str,  # noqa: A002  the name in the address
) -> StreamingResponse:
    """Take what GET takes, for selections that are too long for an address. It only reads, so anybody may ask."""
    said = await _said(request)

    def answer() -> StreamingResponse:
        return _file(request, workspace, who, _wanted(workspace, format, said), lang)

    return await run_in_threadpool(answer)


async def _said(request: Request) -> Said:
    """Return what a form or a JSON object says, as texts by name."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        said: Said = {}
        for name, value in (await request.form(max_fields=_MOST_ACTORS, max_files=0)).multi_items():
            said.setdefault(name, []).append(str(value))
        return said
    try:
        body = json.loads(await request.body())
        items = {name: value if isinstance(value, list) else [value] for name, value in body.items()}
    except (ValueError, AttributeError, RecursionError) as error:
        raise InvalidParameter(
            Text("본문이 JSON 객체가 아닙니다.", "The body is no JSON object."),
            Text('{"actor": ["id", …]}처럼 보내십시오.', 'Send {"actor": ["id", …]}.'),
            field="body",
        ) from error
    return {name: [_text(name, one) for one in values if one is not None] for name, values in items.items()}


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    raise InvalidParameter(
        Text(f"{name}의 값은 글이나 글의 목록이어야 합니다.", f"{name} takes a text or a list of texts."),
        Text("따옴표로 묶은 값을 보내십시오.", "Send values in quotes."),
        field=name,
        value=str(value)[:80],
    )


def _wanted(workspace: Workspace, form: str, said: Said) -> Wanted:
    export_format(form)
    given = {name: texts for name, values in said.items() if (texts := [text for text in values if text])}
    for name in given:
        if name not in (*FILTER_NAMES, *_OWN):
            raise unknown(name, "parameter", (*FILTER_NAMES, *_OWN[:-1]))
    filters = {name: texts for name, texts in given.items() if name not in _OWN}
    return Wanted(
        form,
        parse_filter(workspace, filters, most_actors=_MOST_ACTORS),
        table=given.get("table", [""])[0],
        members=_flag(given.get("members", ["false"])[0]),
    )


def _flag(text: str) -> bool:
    if text in ("true", "1"):
        return True
    if text in ("false", "0"):
        return False
    raise unknown(text, "members", ("true", "false"))


def _file(request: Request, workspace: Workspace, who: Principal, wanted: Wanted, lang: str) -> StreamingResponse:
    """Write the file before the answer begins, so that what goes wrong is still an error and not half a file."""
    if not _slots.acquire(timeout=_PATIENCE):
        raise QueueFull(
            Text("지금 만들고 있는 파일이 많습니다.", "Many files are being made just now."),
            Text("잠시 뒤에 다시 받으십시오.", "Try again in a moment."),
        )
    out: Any = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed when the answer has gone out
    try:
        name = write_export(workspace, who, wanted, out, lang=lang, base=f"{site_address(request)}/")
    except BaseException:
        out.close()
        raise
    finally:
        _slots.release()
    size = out.seek(0, 2)
    out.seek(0)
    plain = "".join(char if char.isascii() else "_" for char in name)
    headers = {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Length": str(size),
    }
    media_type = FORMATS[wanted.form].media_type_of(wanted.table)
    return StreamingResponse(_pieces(out), media_type=media_type, headers=headers, background=BackgroundTask(out.close))


def _pieces(out: BinaryIO) -> Iterator[bytes]:
    while piece := out.read(_PIECE):
        yield piece
