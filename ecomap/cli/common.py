"""What all commands share: the workspace they open, bilingual messages, exit codes, progress and tables."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from ecomap.bootstrap import open_workspace
from ecomap.cli.text_tables import print_text
from ecomap.errors import EcomapError, InvalidParameter, NotFound, SettingError, UnwritableFile
from ecomap.exchange.guarding import safe_cell
from ecomap.services.workspace import Workspace
from ecomap.settings import Settings, read_settings
from ecomap.snapshot.reports import RULES
from graph_schema import Text

REFUSED, WRONG_USAGE = 1, 2
FORMATS = click.Choice(["table", "json", "csv"])

Command = TypeVar("Command", bound=Callable[..., Any])


def settings_of(context: click.Context) -> Settings:
    """Return the settings of this call: the environment, then the options before the command."""
    return read_settings(os.environ, **(context.find_root().obj or {}))


@contextmanager
def opened(context: click.Context) -> Iterator[Workspace]:
    """Open the workspace for one command and close it afterwards."""
    workspace = open_workspace(settings_of(context))
    try:
        yield workspace
    finally:
        workspace.store.close()


def language(context: click.Context) -> str:
    """Return the language of this call."""
    return settings_of(context).language


def fail(error: EcomapError) -> None:
    """Say what is wrong and what to do, in both languages, and leave with the exit code of the error."""
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    console.print(f"[bold red]{escape(error.message.ko)}[/]\n{escape(error.message.en)}")
    if error.remedy:
        console.print(f"→ {escape(error.remedy.ko)}\n→ {escape(error.remedy.en)}")
    usage = isinstance(error, SettingError | InvalidParameter | NotFound | UnwritableFile)
    sys.exit(WRONG_USAGE if usage else REFUSED)


def say(text: Text) -> None:
    """Tell the person at the terminal, beside the data on standard output."""
    click.echo(f"{text.ko}\n{text.en}", err=True)


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str, last: Collection[str] = ()) -> None:
    """Print rows as text for people, as a JSON list of objects, or as CSV.

    Parameters
    ----------
    columns : sequence of str
    rows : sequence of sequence
    form : str
        One of `FORMATS`.
    last : collection of str
        Columns that a person needs least, such as ids; as text they stand behind the others.
    """
    if form == "json":
        click.echo(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[safe_cell("" if cell is None else str(cell)) for cell in row] for row in rows])
    else:
        order = sorted(range(len(columns)), key=lambda index: columns[index] in last)
        texts = [["" if row[index] is None else str(row[index]) for index in order] for row in rows]
        print_text([columns[index] for index in order], texts)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int | None], None]]:
    """Show progress on standard error; the callable takes the step's name, rows done and rows in all."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=False) as bars:
        tasks: dict[str, TaskID] = {}

        def update(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(escape(step), total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield update


def filter_options(command: Command) -> Command:
    """Give a command the filters that every analysis and map takes."""
    options = [
        click.option("--actor-kind", multiple=True, help="Actor kinds, for example intermediary."),
        click.option("--tie-type", multiple=True, help="Tie types, for example cooperates."),
        click.option("--place", multiple=True, help="Place by name or code, with all inside it: 마포구."),
        click.option("--field", "policy_field", multiple=True, help="Policy field by name or code: welfare."),
        click.option("--actor", multiple=True, help="Actor by id, several by commas: demo-0001,demo-0002."),
        click.option("--on", default=None, help="As of this day: 2024-12-31."),
        click.option("--from", "from_", default=None, help="First day of a period."),
        click.option("--to", default=None, help="Last day of a period."),
        click.option("--reports", type=click.Choice(list(RULES)), help="Whose word counts for ties told in surveys."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


_SINGLE = (("on", "on"), ("from_", "from"), ("to", "to"), ("reports", "reports"))


def filter_values(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the filter options of a call under the names that `ecomap.services.filters` reads."""
    names = {
        "actor_kind": "actor_kind",
        "tie_type": "tie_type",
        "place": "place",
        "policy_field": "field",
        "actor": "actor",
    }
    raw: dict[str, Any] = {name: list(options[option]) for option, name in names.items() if options[option]}
    raw |= {name: options[option] for option, name in _SINGLE if options[option]}
    return raw
