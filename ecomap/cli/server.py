"""Commands that serve: demo, serve."""

from __future__ import annotations

import errno
import os
import socket
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

import click
import platformdirs
import uvicorn

from ecomap.bootstrap import open_workspace
from ecomap.cli.common import opened, progress_bar, say, settings_of
from ecomap.errors import SettingError, StoreUnavailable, saving
from ecomap.services import seeding
from ecomap.services.access import LOCAL
from ecomap.settings import read_settings
from graph_schema import Text

APP_FACTORY = "api.app:app_from_environment"
LOOPBACK = "127.0.0.1"
LONGEST_REQUEST = 128 * 1024
"""Bytes of an address with its headers: a filter may name 2,000 actors."""


@click.command("serve")
@click.option("--host", default=LOOPBACK, show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Worker processes.")
@click.pass_context
def serve_command(context: click.Context, host: str, port: int, workers: int) -> None:
    """Serve the API and the pages from the store of the settings.

    A store with another schema is refused. One that does not answer yet is waited for: /health/ready says when.

    \b
    Example:
      ecomap serve --port 8000
    """
    settings = settings_of(context)
    _require_free(host, port)
    with opened(context) as workspace:
        try:
            workspace.store.check()
        except StoreUnavailable as error:
            say(error.message)
    _run(settings.store, settings.data_dir, settings.language, host, port, workers)


@click.command("demo")
@click.option(
    "--data-dir", type=click.Path(file_okay=False, path_type=Path), default=None, help="Where the demo lives."
)
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Default: 8000, or a free one.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.pass_context
def demo_command(context: click.Context, data_dir: Path | None, port: int | None, no_browser: bool) -> None:
    """Open a synthetic ecosystem of Seoul in the browser; it touches no other data.

    \b
    Example:
      ecomap demo --no-browser --port 8123
    """
    folder = (data_dir or Path(platformdirs.user_data_dir("ecomap", appauthor=False)) / "demo").resolve()
    _require_free(LOOPBACK, port)
    with saving(folder):
        folder.mkdir(parents=True, exist_ok=True)
    overrides = context.find_root().obj | {"store": f"sqlite:///{folder / 'demo.db'}", "data_dir": folder}
    settings = read_settings(os.environ, **overrides)
    workspace = open_workspace(settings)
    with progress_bar() as progress:
        workspace.store.migrate()
        seeding.seed(workspace, LOCAL, demo=True, progress=progress)
    workspace.store.close()
    port = port or _free_port(8000)
    address = f"http://{LOOPBACK}:{port}/"
    threading.Thread(target=_announce, args=(address,), kwargs={"browser": not no_browser}, daemon=True).start()
    _run(settings.store, folder, settings.language, LOOPBACK, port, 1)


def _free_port(wanted: int) -> int:
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return wanted


def _require_free(host: str, port: int | None) -> None:
    """Refuse an address that cannot be served, before anything else is done."""
    if port is None:
        return
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        ko = "다른 프로그램이 쓰고 있습니다" if taken else str(error.strerror or error)
        raise SettingError(
            Text(
                f"{host}:{port}에서 열 수 없습니다: {ko}", f"{host}:{port} cannot be served: {error.strerror or error}"
            ),
            Text("--port에 다른 번호를 적으십시오.", "Name another number with --port.")
            if taken
            else Text("--host와 --port를 확인하십시오.", "Check --host and --port."),
            field="--port",
        ) from error


def _announce(address: str, *, browser: bool) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{address}health/live", timeout=1):  # noqa: S310  our own loopback address
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    say(Text(f"열렸습니다: {address}  (멈추기: Ctrl+C)", f"Ready: {address}  (stop with Ctrl+C)"))
    if browser:
        webbrowser.open(address)


def _run(store: str, data_dir: Path, language: str, host: str, port: int, workers: int) -> None:
    # Worker processes build the app themselves, so the settings reach them through the environment.
    os.environ |= {"ECOMAP_STORE": store, "ECOMAP_DATA_DIR": str(data_dir), "ECOMAP_LANGUAGE": language}
    uvicorn.run(
        APP_FACTORY,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        h11_max_incomplete_event_size=LONGEST_REQUEST,
    )
