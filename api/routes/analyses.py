"""The catalogue and the three families, each route drawn from the analysis's record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.routes.shapes import FILTER_PARAMETERS, query_parameter, split_query
from ecomap.analysis.record import Analysis, Parameter, Result, Table
from ecomap.errors import InvalidParameter
from ecomap.exchange.result_workbook import MEDIA_TYPE
from ecomap.exchange.results import bilingual, csv_text, plain_parameter, plain_result
from ecomap.services import analyses
from ecomap.services.filters import parse_filter
from graph_schema import Text

router = APIRouter(prefix="/api/v1", tags=["analyses"])

FORMATS = ("json", "csv", "xlsx")


@router.get("/analyses", summary="The catalogue of analyses")
def catalogue() -> list[dict[str, Any]]:
    """Question, parameters with bounds, output columns with units, method, references and cost of each."""
    return [_described(record) for record in analyses.describe_all()]


def _described(record: Analysis) -> dict[str, Any]:
    texts = {name: bilingual(getattr(record, name)) for name in ("label", "question", "method", "cost", "limits")}
    return {
        "id": record.id,
        "family": record.family,
        **texts,
        "parameters": [plain_parameter(parameter) for parameter in record.parameters],
        "outputs": [
            {
                "name": table.name,
                "label": bilingual(table.label),
                "columns": [
                    {"name": c.name, "label": bilingual(c.label), "unit": c.unit, "type": c.type} for c in table.columns
                ],
            }
            for table in record.outputs
        ],
        "references": [{"text": r.text, "doi": r.doi} for r in record.references],
    }


def _answer(
    name: str, request: Request, workspace: WorkspaceDep, who: CallerDep, lang: str
) -> dict[str, Any] | Response:
    record = analyses.describe(name)
    filters, raw = split_query(request, "lang", "format", "table", parameters=[p.name for p in record.parameters])
    wanted = parse_filter(workspace, filters)
    form = request.query_params.get("format", "json")
    if form not in FORMATS:
        raise _refused("format", form, FORMATS)
    if form == "xlsx":
        _refuse_table(request)
        body = analyses.analysis_workbook(workspace, who, name, raw, wanted, lang=lang)
        return _file(body, MEDIA_TYPE, f"{name.replace('/', '-')}.xlsx")
    result = analyses.run_analysis(workspace, who, name, raw, wanted)
    chosen = request.query_params.get("table")
    if form == "csv":
        return _csv(record, _table(record, result, chosen or record.outputs[0].name), lang)
    if chosen is not None:
        result = replace(result, tables=(_table(record, result, chosen),))
    return plain_result(record, record.bind(raw), result) | {"synthetic": workspace.snapshot().synthetic}


def _csv(record: Analysis, table: Table, lang: str) -> Response:
    file = f"{record.id.replace('/', '-')}-{table.spec.name}.csv"
    return _file(csv_text(table, lang).encode(), "text/csv; charset=utf-8", file)


def _table(record: Analysis, result: Result, name: str) -> Table:
    for table in result.tables:
        if table.spec.name == name:
            return table
    raise _refused("table", name, [table.name for table in record.outputs])


def _refuse_table(request: Request) -> None:
    """Refuse a choice of table for a workbook, which holds all of them, rather than pass over it."""
    if (name := request.query_params.get("table")) is not None:
        raise InvalidParameter(
            Text(
                "XLSX에는 모든 표가 들어 있어 table을 쓸 수 없습니다.", "XLSX holds all tables; table cannot be used."
            ),
            Text("table을 빼거나 format을 json이나 csv로 하십시오.", "Leave table out, or ask for json or csv."),
            field="table",
            value=name,
        )


def _file(body: bytes, media_type: str, name: str) -> Response:
    return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _refused(name: str, value: str, allowed: Any) -> InvalidParameter:
    known = ", ".join(allowed)
    return InvalidParameter(
        Text(f"{name}의 값 '{value}'을(를) 쓸 수 없습니다.", f"{name} cannot be '{value}'."),
        Text(f"가능한 값: {known}", f"Allowed: {known}"),
        field=name,
        value=value,
    )


def _schema(parameter: Parameter) -> dict[str, Any]:
    types = {"choice": "string", "text": "string", "integer": "integer", "number": "number", "boolean": "boolean"}
    schema: dict[str, Any] = {"type": types[parameter.type]}
    if parameter.choices:
        schema["enum"] = [value for value, _ in parameter.choices]
    if parameter.default is not None:
        schema["default"] = parameter.default
    if parameter.minimum is not None:
        schema["minimum"] = parameter.minimum
    if parameter.maximum is not None:
        schema["maximum"] = parameter.maximum
    return schema


_TEXT = {"type": "string"}
_COMMON = (
    *FILTER_PARAMETERS,
    query_parameter(
        "format",
        "json, csv for one table, or xlsx for all of them with the explanation.",
        {"type": "string", "enum": list(FORMATS)},
    ),
    query_parameter("table", "Only this table; JSON holds all by default, CSV the first.", _TEXT),
    query_parameter("lang", "Language of the names in CSV and XLSX.", {"type": "string", "enum": ["ko", "en"]}),
)


def _add(record: Analysis) -> None:
    def answer(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Any:
        return _answer(record.id, request, workspace, who, lang)

    own = {p.name: query_parameter(p.name, f"{p.label.en}. {p.help.en}".strip(), _schema(p)) for p in record.parameters}
    common = [parameter for parameter in _COMMON if parameter["name"] not in own]
    router.add_api_route(
        f"/{record.id}",
        answer,
        summary=f"{record.label.en} / {record.label.ko}",
        description=f"{record.question.en} {record.question.ko}",
        response_model=None,
        name=record.id,
        operation_id=record.id.replace("/", "_"),
        openapi_extra={"parameters": [*own.values(), *common]},
    )


for _record in analyses.describe_all():
    _add(_record)
