"""Commands that move a whole register: copy, backup, restore."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from ecomap.bootstrap import open_store
from ecomap.cli.common import opened, progress_bar, say, settings_of
from ecomap.errors import SettingError
from ecomap.services import backups, copying
from ecomap.services.access import LOCAL
from ecomap.services.copying import CopyReport
from graph_schema import Text


@click.command("copy")
@click.option("--from", "source", default=None, help="Address of the store to read; ECOMAP_STORE by default.")
@click.option("--to", "target", required=True, help="Address of an empty store, which is migrated.")
@click.pass_context
def copy_command(context: click.Context, source: str | None, target: str) -> None:
    """Copy a register with its history and keys into an empty store, and compare both.

    \b
    Example:
      ecomap copy --from sqlite:///ecomap.db --to neo4j://neo4j:password@localhost:7687/neo4j
    """
    source = source or settings_of(context).store
    if source == target:
        raise SettingError(
            Text("--from과 --to가 같은 저장소입니다.", "--from and --to are the same store."),
            Text("다른 저장소의 주소를 --to에 적으십시오.", "Name another store with --to."),
            field="--to",
        )
    with closing(open_store(source)) as read, closing(open_store(target)) as written, progress_bar() as progress:
        report = copying.copy_register(LOCAL, read, written, progress=progress)
    _tell(report)


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def backup_command(context: click.Context, file: Path) -> None:
    """Write the register with its history and keys into one compressed file, while others go on working.

    \b
    Example:
      ecomap backup ecomap-2026-11-24.jsonl.gz
    """
    with opened(context) as workspace, progress_bar() as progress:
        _tell(backups.write_backup(LOCAL, workspace.store, file, progress=progress))


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def restore_command(context: click.Context, file: Path) -> None:
    """Fill the store of the settings, which has to be empty, from a backup, and compare the two.

    \b
    Example:
      ecomap restore ecomap-2026-11-24.jsonl.gz
    """
    with opened(context) as workspace, progress_bar() as progress:
        _tell(backups.restore_backup(LOCAL, file, workspace.store, progress=progress))


def _tell(report: CopyReport) -> None:
    counts = report.counts
    records = counts["nodes"] + counts["edges"]
    say(
        Text(
            f"개정 {report.revision}: 기록 {records:,}건, 변경 {counts['changes']:,}건, "
            f"이전 상태 {counts['past']:,}건. "
            f"내용 해시 {report.content_hash}, 전체 해시 {report.digest}",
            f"Revision {report.revision}: {records:,} records, {counts['changes']:,} changes, "
            f"{counts['past']:,} former states. Content hash {report.content_hash}, hash of all {report.digest}",
        )
    )
