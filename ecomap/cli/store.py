"""Commands on the store itself: migrate, key."""

from __future__ import annotations

import click

from ecomap.cli.common import FORMATS, opened, print_rows, say
from ecomap.services import keys
from ecomap.services.access import LOCAL, SCOPES
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


@click.group("key")
def key_command() -> None:
    """Make, list and revoke API keys.

    \b
    Example:
      ecomap key add "Mapo NPO centre" --scope write --days 365
    """


@key_command.command("add")
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


@key_command.command("list")
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


@key_command.command("revoke")
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
