"""The command on the store itself: migrate."""

from __future__ import annotations

import click

from ecomap.cli.common import FORMATS, opened, print_rows, say
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
