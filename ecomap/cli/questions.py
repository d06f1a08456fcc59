"""Commands that ask: analyses, analyse, map."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ecomap.analysis.record import Result
from ecomap.cli.common import FORMATS, filter_options, filter_values, language, opened, print_rows, say
from ecomap.errors import saving
from ecomap.exchange.results import cell_text, csv_text, heading, plain_result
from ecomap.services import analyses, maps
from ecomap.services.access import LOCAL
from ecomap.services.filters import parse_filter
from graph_schema import Text

RESULT_FORMATS = click.Choice(["table", "json", "csv", "xlsx"])


@click.command("analyses")
@click.option("--format", "form", type=FORMATS, default="table")
@click.pass_context
def analyses_command(context: click.Context, form: str) -> None:
    """List the analyses with the question that each answers and its parameters.

    \b
    Example:
      ecomap analyses
    """
    lang = language(context)
    rows = [
        (
            record.id,
            record.label.get(lang),
            record.question.get(lang),
            " ".join(p.name for p in record.parameters),
        )
        for record in analyses.describe_all()
    ]
    print_rows(("id", "name", "question", "parameters"), rows, form)


@click.command("analyse", context_settings={"ignore_unknown_options": True})
@click.argument("analysis")
@filter_options
@click.option("--format", "form", type=RESULT_FORMATS, default="table", show_default=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="File to write a json, csv or xlsx result to; xlsx needs one.",
)
@click.option(
    "--table", "table_name", default=None, help="Print only this table of the result; CSV: the first by default."
)
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def analyse_command(
    context: click.Context,
    /,
    analysis: str,
    form: str,
    out: Path | None,
    table_name: str | None,
    parameters: tuple[str, ...],
    **filters: Any,
) -> None:
    """Run one analysis; its own parameters are options named by `ecomap analyses`.

    \b
    Example:
      ecomap analyse gaps/coverage --rows district --cols field --format csv
      ecomap analyse gaps/coverage --format xlsx --out coverage.xlsx
    """
    if form == "xlsx" and out is None:
        raise click.UsageError("--format xlsx needs --out FILE.xlsx")
    if form == "table" and out is not None:
        raise click.UsageError("--out needs --format json, csv or xlsx")
    lang = language(context)
    with opened(context) as workspace:
        record = analyses.describe(analysis)
        raw = _own_parameters(parameters)
        for name in {p.name for p in record.parameters} & filters.keys():  # its own parameter, not the filter
            given, filters[name] = filters[name], ()
            raw |= {name: ",".join(given)} if given else {}
        wanted = parse_filter(workspace, filter_values(filters))
        result = analyses.run_analysis(workspace, LOCAL, analysis, raw, wanted)
        synthetic = workspace.snapshot().synthetic
        if form == "xlsx" and out is not None:
            book = analyses.analysis_workbook(workspace, LOCAL, analysis, raw, wanted, lang=lang)
            with saving(out):
                out.write_bytes(book)
    if table_name:
        result = replace(result, tables=(_table(result, table_name),))
    if form == "json":
        plain = plain_result(record, record.bind(raw), result) | {"synthetic": synthetic}
        _hand_over(json.dumps(plain, ensure_ascii=False, indent=2) + "\n", out)
    elif form == "csv":
        _hand_over(csv_text(result.tables[0], lang), out)
    elif form == "table":
        _print_result(result, lang)
    if synthetic:
        say(Text("주의: 합성 시연 자료가 들어 있습니다.", "Note: this register holds synthetic demo data."))


def _hand_over(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text.removeprefix("\ufeff"), nl=False)  # the mark is for files that Excel opens
    else:
        with saving(out):
            out.write_bytes(text.encode("utf-8"))


def _own_parameters(words: tuple[str, ...]) -> dict[str, str]:
    raw: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--") or word == "--":
            raise click.UsageError(f"'{word}': analysis parameters are written --name value")
        name, equals, value = word.removeprefix("--").partition("=")
        if not equals:
            if not rest:
                raise click.UsageError(f"--{name} needs a value")
            value = rest.pop(0)
        raw[name.replace("-", "_")] = value
    return raw


def _table(result: Result, name: str) -> Any:
    for table in result.tables:
        if table.spec.name == name:
            return table
    known = ", ".join(table.spec.name for table in result.tables)
    raise click.BadParameter(f"{name}: this analysis has the tables {known}", param_hint="--table")


def _print_result(result: Result, lang: str) -> None:
    for text in result.explanation:
        click.echo(text.get(lang))
    for table in result.tables:
        click.echo(f"\n{table.spec.label.get(lang)}")
        columns = [heading(column, lang) for column in table.spec.columns]
        ids = [heading(column, lang) for column in table.spec.columns if column.name.endswith("id")]
        print_rows(columns, [[_short(cell, lang) for cell in row] for row in table.rows], "table", ids)
    for text in result.notes:
        click.echo(f"* {text.get(lang)}")


def _short(cell: Any, lang: str) -> str:
    return f"{cell:.4g}" if isinstance(cell, float) else cell_text(cell, lang)


@click.command("map")
@filter_options
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("map.html"), show_default=True)
@click.pass_context
def map_command(context: click.Context, /, out: Path, **filters: Any) -> None:
    """Write the network as one HTML file that opens with no network.

    \b
    Example:
      ecomap map --place 마포구 --out map.html
    """
    with opened(context) as workspace:
        wanted = parse_filter(workspace, filter_values(filters))
        html = maps.network_html(workspace, LOCAL, wanted, lang=language(context))
    with saving(out):
        out.write_text(html, encoding="utf-8")
    size = len(html.encode("utf-8")) / 1024
    say(Text(f"{out}: {size:,.0f} KiB", f"{out}: {size:,.0f} KiB"))
