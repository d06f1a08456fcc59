"""Commands about who may do what: user, key; and tidy, which clears away what they leave behind."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

import click

from ecomap.cli.common import FORMATS, opened, print_rows, say
from ecomap.errors import NotFound
from ecomap.services import accounts, keys, upkeep
from ecomap.services.access import LOCAL, ROLES, SCOPES
from ecomap.services.workspace import Workspace
from graph_schema import Text

_STDIN = click.option("--password-stdin", is_flag=True, help="Read the password from standard input, not the keyboard.")


@click.group("user")
def user_command() -> None:
    """Make, list and disable accounts of people, and give new passwords.

    \b
    Example:
      ecomap user add kim@example.org --name "김가람" --role administrator
    """


@user_command.command("add")
@click.argument("login")
@click.option("--name", required=True, help="As the history shows it.")
@click.option("--role", type=click.Choice(list(ROLES)), required=True)
@click.option("--place", "places", multiple=True, help="Write only in this place and below it, by name or id.")
@click.option("--field", "fields", multiple=True, help="Write only in this field and below it, by name or id.")
@click.option("--actor", default="", help="For a partner: id of its organisation.")
@click.option("--no-password", is_flag=True, help="For somebody who logs in through an institution.")
@_STDIN
@click.pass_context
def user_add(context: click.Context, /, *, no_password: bool, password_stdin: bool, **said: Any) -> None:
    """Make an account; the password is asked for.

    \b
    Example:
      ecomap user add kim@example.org --name "김가람" --role registrar --place 마포구
    """
    password = "" if no_password else _password(stdin=password_stdin)
    with opened(context) as workspace:
        made = accounts.add_account(workspace, LOCAL, password=password, **said)
    say(Text(f"{made.login} 계정을 만들었습니다.", f"The account {made.login} is made."))


@user_command.command("list")
@click.option("--format", "form", type=FORMATS, default="table")
@click.pass_context
def user_list(context: click.Context, form: str) -> None:
    """List the accounts.

    \b
    Example:
      ecomap user list
    """
    with opened(context) as workspace:
        found = accounts.list_accounts(workspace, LOCAL)
    columns = ("login", "name", "role", "places", "fields", "state", "id")
    rows = [
        (a.login, a.name, a.role, " ".join(a.places), " ".join(a.fields), "active" if a.active else "disabled", a.id)
        for a in found
    ]
    print_rows(columns, rows, form, last=("id",))


@user_command.command("disable")
@click.argument("login")
@click.pass_context
def user_disable(context: click.Context, login: str) -> None:
    """Disable an account at once and end its sessions; `ecomap user enable` takes it back.

    \b
    Example:
      ecomap user disable kim@example.org
    """
    with opened(context) as workspace:
        accounts.change_account(workspace, LOCAL, _id(workspace, login), active=False)
    say(Text(f"{login} 계정을 막았습니다.", f"The account {login} is disabled."))


@user_command.command("enable")
@click.argument("login")
@click.pass_context
def user_enable(context: click.Context, login: str) -> None:
    """Let a disabled account log in again.

    \b
    Example:
      ecomap user enable kim@example.org
    """
    with opened(context) as workspace:
        accounts.change_account(workspace, LOCAL, _id(workspace, login), active=True)
    say(Text(f"{login} 계정을 다시 열었습니다.", f"The account {login} is enabled."))


@user_command.command("password")
@click.argument("login")
@_STDIN
@click.pass_context
def user_password(context: click.Context, login: str, *, password_stdin: bool) -> None:
    """Give an account a new password and end its sessions.

    \b
    Example:
      ecomap user password kim@example.org
    """
    password = _password(stdin=password_stdin)
    with opened(context) as workspace:
        accounts.reset_password(workspace, LOCAL, _id(workspace, login), password)
    say(Text(f"{login}의 비밀번호를 바꾸었습니다.", f"The password of {login} is changed."))


@click.command("tidy")
@click.pass_context
def tidy_command(context: click.Context) -> None:
    """Clear away ended sessions and receipts older than a week; every login does a bounded part of it.

    \b
    Example:
      ecomap tidy
    """
    with opened(context) as workspace:
        gone = upkeep.tidy(workspace, LOCAL, now=datetime.now(UTC))
    say(Text(f"{gone}건을 치웠습니다.", f"{gone} cleared away."))


def _password(*, stdin: bool) -> str:
    # Never an argument: those can be read by everybody on the machine and stay in the shell's history.
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    told: str = click.prompt("비밀번호 / Password", hide_input=True, confirmation_prompt=True, err=True)
    return told


def _id(workspace: Workspace, login: str) -> str:
    paper = accounts.account_by(workspace.store, accounts.login_key(login))
    if paper is None:
        raise NotFound(
            Text(f"'{login}' 계정이 없습니다.", f"There is no account '{login}'."),
            Text("'ecomap user list'로 확인하십시오.", "See 'ecomap user list'."),
            value=login,
        )
    return paper.id


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
@click.option("--place", "places", multiple=True, help="Write only in this place and below it, by name or id.")
@click.option("--field", "fields", multiple=True, help="Write only in this field and below it, by name or id.")
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="Days until it expires.")
@click.pass_context
def key_add(
    context: click.Context,
    name: str,
    scopes: tuple[str, ...],
    places: tuple[str, ...],
    fields: tuple[str, ...],
    days: int,
) -> None:
    """Make a key and print it once; only its hash is stored.

    \b
    Example:
      ecomap key add "Mapo NPO centre"
    """
    with opened(context) as workspace:
        bounds = {"places": places, "fields": fields}
        secret = keys.add_key(workspace, LOCAL, name=name, scopes=frozenset(scopes), expires_days=days, **bounds)
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
    columns = ("id", "name", "scopes", "places", "fields", "created", "expires", "revoked")
    rows = [
        (
            key.id,
            key.name,
            *(" ".join(sorted(ids)) for ids in (key.scopes, key.places, key.fields)),
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
