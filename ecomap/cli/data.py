"""Commands that fill a register: seed, import."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ecomap.cli.common import FORMATS, REFUSED, opened, print_rows, progress_bar, say
from ecomap.errors import RefusedRows, UnreadableFile
from ecomap.services import imports, seeding
from ecomap.services.access import LOCAL
from ecomap.services.imports import ImportReport, RefusedRow
from graph_schema import Text


@click.command("seed")
@click.option("--demo", is_flag=True, help="Add the synthetic demo ecosystem as well.")
@click.pass_context
def seed_command(context: click.Context, demo: bool) -> None:
    """Store Seoul's places, the policy fields, the plan's tasks and the government units.

    \b
    Example:
      ecomap seed
    """
    with opened(context) as workspace:
        workspace.store.migrate()
        with progress_bar() as progress:
            report = seeding.seed(workspace, LOCAL, demo=demo, progress=progress)
    say(
        Text(
            f"새로 {report.created}건, 그대로 {report.unchanged}건",
            f"{report.created} new, {report.unchanged} unchanged",
        )
    )


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything, write nothing.")
@click.option("--keep-going", is_flag=True, help="Write the good rows and save the refused ones to a file.")
@click.option(
    "--refused",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where --keep-going saves refused rows.",
)
@click.option("--ignore-unknown-columns", is_flag=True, help="Leave out columns that ecomap does not know.")
@click.option(
    "--default", "defaults", multiple=True, help="Value for a column that the file lacks: kind=civil_society."
)
@click.option("--reason", default="", help="Why, for the audit history.")
@click.option("--format", "form", type=FORMATS, default="table", help="How to print refused rows.")
@click.pass_context
def import_command(
    context: click.Context,
    files: tuple[Path, ...],
    dry_run: bool,
    keep_going: bool,
    refused: Path | None,
    ignore_unknown_columns: bool,
    defaults: tuple[str, ...],
    reason: str,
    form: str,
) -> None:
    """Import organisations, ties and programmes from CSV or XLSX files.

    All accepted rows are one transaction; if any row is refused nothing is written, unless --keep-going.

    \b
    Example:
      ecomap import organisations.csv ties.xlsx --dry-run
    """
    if keep_going and refused is None:
        refused = files[0].with_suffix(".refused.csv")
    with opened(context) as workspace:
        try:
            with progress_bar() as progress:
                report = imports.import_files(
                    workspace,
                    LOCAL,
                    files,
                    dry_run=dry_run,
                    keep_going=keep_going,
                    ignore_unknown_columns=ignore_unknown_columns,
                    reason=reason,
                    refused_path=refused,
                    defaults=_pairs(defaults),
                    progress=progress,
                )
        except RefusedRows as error:
            _print_refused(error.context["report"], form)
            raise
        except UnreadableFile as error:
            _print_unreadable(error, form)
            raise
    _print_refused(report, form)
    _print_counts(report, dry_run=dry_run)
    if report.refused_count:
        if saved := ", ".join(map(str, report.refused_files)):
            say(Text(f"거절된 행을 저장한 파일: {saved}", f"Refused rows are in: {saved}"))
        sys.exit(REFUSED)


def _pairs(defaults: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for text in defaults:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.BadParameter(
                f"{text}: use COLUMN=VALUE, for example kind=civil_society", param_hint="--default"
            )
        pairs[name.strip()] = value.strip()
    return pairs


_REFUSED = ("file", "row", "column", "value", "reason_ko", "reason_en", "remedy_ko", "remedy_en")


def _print_refused(report: ImportReport, form: str) -> None:
    if not report.refused:
        return
    if form == "table":
        for row in report.refused:
            _print_block(row)
        return
    rows = [
        (r.file, r.row, r.column, r.value, r.reason.ko, r.reason.en, r.remedy.ko, r.remedy.en) for r in report.refused
    ]
    print_rows(_REFUSED, rows, form)


def _print_block(row: RefusedRow) -> None:
    column = f", {row.column}" if row.column else ""
    value = f": '{row.value}'" if row.value else ""
    click.echo(f"{row.file}, {row.row}행 (row {row.row}){column}{value}")
    click.echo(f"  {row.reason.ko}\n  {row.reason.en}\n  → {row.remedy.ko}\n  → {row.remedy.en}\n")


def _print_unreadable(error: UnreadableFile, form: str) -> None:
    """Print a refusal of a whole file in the form that was asked for; as text, the end of the command says it."""
    if form == "table":
        return
    where = [error.context.get(name, "") for name in ("file", "row", "column", "value")]
    remedy = error.remedy or Text("", "")
    print_rows(_REFUSED, [(*where, error.message.ko, error.message.en, remedy.ko, remedy.en)], form)


def _print_counts(report: ImportReport, *, dry_run: bool) -> None:
    for warning in report.warnings:
        say(warning.text)
    for sheet, counts in report.counts.items():
        ko = f"{sheet}: 새로 {counts.created}건, 고침 {counts.updated}건, 그대로 {counts.unchanged}건"
        en = f"{sheet}: {counts.created} new, {counts.updated} changed, {counts.unchanged} unchanged"
        say(Text(ko, en))
    if report.refused_count:
        say(Text(f"거절된 행: {report.refused_count}건", f"Rows refused: {report.refused_count}"))
    if dry_run:
        say(Text("시험 실행이라 아무것도 쓰지 않았습니다.", "Dry run: nothing was written."))
