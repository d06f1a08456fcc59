"""The command that takes the register away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ecomap.cli.common import filter_options, filter_values, language, opened, say
from ecomap.errors import saving
from ecomap.exchange.exports.csv_files import TABLES
from ecomap.exchange.exports.registry import FORMATS
from ecomap.services.access import LOCAL
from ecomap.services.filters import parse_filter
from graph_schema import Text

_UNBOUNDED = 2**62


@click.command("export")
@filter_options
@click.option("--known-on", default=None, help="The register as it was known on this day: 2024-12-31.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="By default what the file's ending says.")
@click.option("--table", type=click.Choice(TABLES), default=None, help="For csv: this table alone, not both in a zip.")
@click.option("--members", is_flag=True, help="Take members-only properties along; private ones never.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
@click.pass_context
def export_command(
    context: click.Context,
    /,
    out: Path,
    form: str | None,
    table: str | None,
    members: bool,
    known_on: str | None,
    **filters: Any,
) -> None:
    """Write the register or a part of it for other programs: xlsx, csv, gexf, graphml, jsonld or cypher.

    \b
    Example:
      ecomap export --out seoul.xlsx
      ecomap export --place 마포구 --format gexf --out mapo.gexf
    """
    from ecomap.services.exports import Wanted, write_export  # noqa: PLC0415  it brings numba, which no help needs

    raw = filter_values(filters) | ({"known_on": known_on} if known_on else {})
    with opened(context) as workspace:
        wanted = Wanted(form or _format_of(out), parse_filter(workspace, raw), table=table or "", members=members)
        part = out.with_name(f"{out.name}.part")
        with saving(out):
            try:
                with part.open("wb") as file:
                    write_export(workspace, LOCAL, wanted, file, lang=language(context), most=_UNBOUNDED)
                part.replace(out)
            finally:
                part.unlink(missing_ok=True)
        synthetic = workspace.snapshot().synthetic
    size = f"{out}: {out.stat().st_size / 1024:,.0f} KiB"
    say(Text(size, size))
    if synthetic:
        say(Text("주의: 합성 시연 자료가 들어 있습니다.", "Note: this register holds synthetic demo data."))


def _format_of(out: Path) -> str:
    ending = out.suffix.removeprefix(".").casefold()
    endings = {one.ending: one.name for one in FORMATS.values()} | {"csv": "csv"}
    if ending not in endings:
        raise click.UsageError(f"{out.name}: say --format {'|'.join(FORMATS)}")
    return endings[ending]
