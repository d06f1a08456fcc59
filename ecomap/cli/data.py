"""Commands that write: migrate, seed, import, key."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ecomap.cli.common import FORMATS, REFUSED, opened, print_rows, progress_bar, say
from ecomap.errors import RefusedRows, UnreadableFile
from ecomap.services import imports, keys, seeding
from ecomap.services.access import LOCAL, SCOPES
from ecomap.services.imports import ImportReport, RefusedRow
from graph_schema import Text


@click.command("migrate")
@click.option("--status", is_flag=True, help="List every migration and when it was applied; change nothing.")
@click.option("--dry-run", is_flag=True, help="List the migrations that would be applied; change nothing.")
@click.option("--format", "form", type=FORMATS, default="table", help="How to print the lists.")
@click.pass_context
def migrate_command(context: click.Context, status: bool, dry_run: bool, form: str) -> None:
    """Bring the store's schema up to date.

    \b
    Example:
      ecomap migrate
    """
    with opened(context) as workspace:
        if status or dry_run:
            listed = [row for row in workspace.store.migrations() if status or not row[1]]
            print_rows(("migration", "applied"), listed, form)
            return
        applied = workspace.store.migrate()
    names = ", ".join(applied) or "-"
    say(Text(f"적용한 변경: {names}", f"Migrations applied: {names}"))


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


@click.group("key")
def key_group() -> None:
    """Make, list and revoke API keys.

    \b
    Example:
      ecomap key add "Mapo NPO centre" --scope write --days 365
    """


@key_group.command("add")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(list(SCOPES)), default=["write"], show_default=True)
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="Days until it expires.")
@click.pass_context
def key_add(context: click.Context, name: str, scopes: tuple[str, ...], days: int) -> None:
    """Make a key and print it once; only its hash is stored.

    \b
    Example:
      ecomap key add "Mapo NPO centre"
    """
    with opened(context) as workspace:
        secret = keys.add_key(workspace, LOCAL, name=name, scopes=frozenset(scopes), expires_days=days)
    say(Text("이 키는 다시 볼 수 없습니다. 안전한 곳에 두십시오.", "This key is shown only now. Keep it safe."))
    click.echo(secret)


@key_group.command("list")
@click.option("--format", "form", type=FORMATS, default="table")
@click.pass_context
def key_list(context: click.Context, form: str) -> None:
    """List the keys, without their secrets.

    \b
    Example:
      ecomap key list
    """
    with opened(context) as workspace:
        found = keys.list_keys(workspace, LOCAL)
    columns = ("id", "name", "scopes", "created", "expires", "revoked")
    rows = [
        (
            key.id,
            key.name,
            " ".join(sorted(key.scopes)),
            *map(_moment, (key.created, key.expires, key.revoked)),
        )
        for key in found
    ]
    print_rows(columns, rows, form)


def _moment(value: object) -> str:
    return "" if value is None else str(value)


@key_group.command("revoke")
@click.argument("key_id")
@click.pass_context
def key_revoke(context: click.Context, key_id: str) -> None:
    """Revoke a key by its id, at once.

    \b
    Example:
      ecomap key revoke k-1f2e3d4c
    """
    with opened(context) as workspace:
        keys.revoke_key(workspace, LOCAL, key_id)
    say(Text(f"{key_id} 키를 폐기했습니다.", f"Key {key_id} is revoked."))
