"""The command group and its entry point."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

from ecomap import __version__
from ecomap.errors import EcomapError

_GROUP_HELP = """시민사회 생태계 지도 / Map a civil-society ecosystem.

Register partners and ties, see who works with whom, and find where cooperation is missing. Settings come from
ECOMAP_* environment variables; --store and --language override them.

\b
Example:
  ecomap demo
"""

_MODULE_OF: Mapping[str, str] = {
    "demo": "server",
    "serve": "server",
    "migrate": "store",
    "seed": "data",
    "import": "data",
    "copy": "moving",
    "backup": "moving",
    "restore": "moving",
    "analyses": "questions",
    "analyse": "questions",
    "map": "questions",
    "user": "people",
    "key": "people",
    "tidy": "people",
    "erase": "erasing",
    "export": "exporting",
}


class Commands(click.Group):
    """A group of the commands above, each imported when it is asked for: none waits for what another needs.

    Until then an empty command of the same name stands in `commands`, so that the group knows all names.
    """

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command of that name, or ``None``; imports its module."""
        if cmd_name in _MODULE_OF:
            module = import_module(f"ecomap.cli.{_MODULE_OF[cmd_name]}")
            self.commands[cmd_name] = getattr(module, f"{cmd_name}_command")
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=Commands,
    commands={name: click.Command(name) for name in _MODULE_OF},
    help=_GROUP_HELP,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--store", default=None, help="Address of the store, for example sqlite:///ecomap-data/ecomap.db.")
@click.option("--language", type=click.Choice(["ko", "en"]), default=None, help="Language of names and texts.")
@click.version_option(__version__, prog_name="ecomap")
@click.pass_context
def cli(context: click.Context, store: str | None, language: str | None) -> None:
    """Hold the options that every command takes."""
    context.obj = {"store": store, "language": language}


def main() -> None:
    """Run the command line: exit code 0 done, 1 refused, 2 wrong usage."""
    try:
        cli(prog_name="ecomap")
    except EcomapError as error:
        from ecomap.cli.common import fail  # noqa: PLC0415  --version and --help have no use for it

        fail(error)
