"""The command that erases personal data."""

from __future__ import annotations

import click

from ecomap.cli.common import opened, say
from ecomap.services.access import LOCAL
from ecomap.services.erasure import erase_contact
from graph_schema import Text


@click.command("erase")
@click.argument("actor")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_context
def erase_command(context: click.Context, actor: str, yes: bool) -> None:
    """Erase an organisation's contact person, mail address and telephone number from the record and all its history.

    It cannot be taken back. Backups made before keep what they hold.

    \b
    Example:
      ecomap erase gov:1144000000 --yes
    """
    if not yes:
        click.confirm(f"{actor}: 담당자 정보를 되돌릴 수 없게 지울까요? / Erase its contact data for good?", abort=True)
    with opened(context) as workspace:
        found = erase_contact(workspace, LOCAL, actor, via="cli")
    record = Text("지웠습니다", "erased") if found.record else Text("지울 것이 없습니다", "nothing to erase")
    say(
        Text(
            f"기록과 이력: {record.ko}. 담당자 정보가 적힌 문서 {found.papers}건에서 지웠습니다.",
            f"Record and history: {record.en}. Erased from {found.papers} papers that carried it.",
        )
    )
