"""Every command has help with an example, and every example runs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ecomap.cli.main import cli
from tests.cli.conftest import Run, process
from tests.support import registers
from tests.support.people import PASSWORD

EXAMPLES = Path(__file__).parent.parent.parent / "docs" / "examples"
SERVERS = {"demo", "serve"}  # they run until stopped; tests/e2e starts them for real


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if isinstance(command, click.Group):
        for name in command.commands:
            child = command.get_command(click.Context(command), name)
            assert child is not None
            yield from leaves(child, (*path, name))
    else:
        yield path, command


COMMANDS = dict(leaves(cli))


def example(path: tuple[str, ...]) -> list[str]:
    lines = [line.strip() for line in (COMMANDS[path].help or "").splitlines()]
    return shlex.split(next(line for line in lines if line.startswith("ecomap ")))[1:]


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_help_has_an_example_of_the_command(path: tuple[str, ...]) -> None:
    assert tuple(example(path)[: len(path)]) == path


@pytest.mark.parametrize("path", [p for p in COMMANDS if p[0] not in SERVERS], ids=" ".join)
def test_the_example_runs(path: tuple[str, ...], empty: Run, backend: str, tmp_path: Path) -> None:
    url = registers.address(backend, tmp_path)
    for file in EXAMPLES.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    if path != ("migrate",):
        assert empty("seed").returncode == 0
    words = example(path)
    if path == ("key", "revoke"):
        empty("key", "add", "to revoke")
        words[-1] = empty("key", "list", "--format", "csv").stdout.splitlines()[1].partition(",")[0]
    if path[0] == "user" and path[1] in {"disable", "enable", "password"}:
        assert empty("user", "add", words[2], "--name", "김", "--role", "planner", "--no-password").returncode == 0
    if path in {("user", "add"), ("user", "password")}:  # here no keyboard can be asked
        words.append("--password-stdin")
    if path == ("copy",):  # from the store of this test to one that is empty
        words = ["copy", "--to", f"sqlite:///{tmp_path / 'there.db'}"]
    if path == ("restore",):
        empty("backup", words[-1])
        url = f"sqlite:///{tmp_path / 'restored.db'}"
    if path == ("erase",):
        assert empty("import", "organisations.csv").returncode == 0
        words[1] = "ex-1"
    done = process(tmp_path, url, typed=f"{PASSWORD}\n")(*words)
    assert done.returncode == 0, done.stderr
