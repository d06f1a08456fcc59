"""The command group and its entry point."""

from __future__ import annotations

import click

from ecomap import __version__
from ecomap.cli.common import fail
from ecomap.cli.data import import_command, key_group, migrate_command, seed_command
from ecomap.cli.erasing import erase_command
from ecomap.cli.moving import backup_command, copy_command, restore_command
from ecomap.cli.questions import analyse_command, analyses_command, map_command
from ecomap.cli.server import demo_command, serve_command
from ecomap.errors import EcomapError

_GROUP_HELP = """시민사회 생태계 지도 / Map a civil-society ecosystem.

Register partners and ties, see who works with whom, and find where cooperation is missing. Settings come from
ECOMAP_* environment variables; --store and --language override them.

\b
Example:
  ecomap demo
"""


@click.group(help=_GROUP_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--store", default=None, help="Address of the store, for example sqlite:///ecomap-data/ecomap.db.")
@click.option("--language", type=click.Choice(["ko", "en"]), default=None, help="Language of names and texts.")
@click.version_option(__version__, prog_name="ecomap")
@click.pass_context
def cli(context: click.Context, store: str | None, language: str | None) -> None:
    """Hold the options that every command takes."""
    context.obj = {"store": store, "language": language}


for _command in (
    demo_command,
    serve_command,
    migrate_command,
    seed_command,
    import_command,
    copy_command,
    backup_command,
    restore_command,
    analyses_command,
    analyse_command,
    map_command,
    key_group,
    erase_command,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command line: exit code 0 done, 1 refused, 2 wrong usage."""
    try:
        cli(prog_name="ecomap")
    except EcomapError as error:
        fail(error)
