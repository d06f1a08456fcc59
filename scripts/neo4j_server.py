"""A real Neo4j on this machine without Docker: fetched from Maven Central, started, stopped.

``python scripts/neo4j_server.py install|start|stop|status``; `make neo4j` and `make neo4j-stop` call it, and the
tests start servers of their own through `Server`. Only the standard library is used.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POM = ROOT / "scripts" / "neo4j" / "pom.xml"
RUN = ROOT / ".run" / "neo4j"
JAVA = 17
START_LIMIT = 120.0
STOP_LIMIT = 60.0
_OPEN = ("java.nio", "sun.nio.ch", "java.io", "java.util.concurrent")


class Missing(Exception):
    """Something that the server needs is not on this machine."""


def tools() -> None:
    """Make sure that Java and Maven are installed, with apt where that is possible.

    Raises
    ------
    Missing
        Where they are not there and cannot be installed; says what to install.
    """
    if _java_version() >= JAVA and shutil.which("mvn"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", f"openjdk-{JAVA}-jre-headless", "maven"]):
            subprocess.run(["apt-get", *words], check=True, env=environ, stdout=subprocess.DEVNULL)
        return
    raise Missing(
        f"Neo4j에는 Java {JAVA} 이상과 Maven이 필요합니다: sudo apt-get install openjdk-{JAVA}-jre-headless maven\n"
        f"Neo4j needs Java {JAVA} or later and Maven: sudo apt-get install openjdk-{JAVA}-jre-headless maven"
    )


def install(*, gds: bool = False) -> Path:
    """Fetch the server's jars unless they are there, and return their folder.

    Parameters
    ----------
    gds : bool
        Whether to fetch Graph Data Science as well, for the benchmarks.
    """
    folder = RUN / f"lib-{_version('neo4j')}{'-gds-' + _version('gds') if gds else ''}"
    if folder.is_dir():
        return folder
    tools()
    fetching = folder.with_name(f"{folder.name}.{os.getpid()}")
    command = ["mvn", "-B", "-q", "-f", str(POM), "dependency:copy-dependencies", "-DincludeScope=runtime"]
    subprocess.run(
        [*command, f"-DoutputDirectory={fetching}", *(["-Pgds"] if gds else [])],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
    )
    if folder.is_dir():  # another process was faster
        shutil.rmtree(fetching)
    else:
        fetching.rename(folder)
    return folder


@dataclass
class Server:
    """One server with its own home; listens on the loopback interface only.

    Parameters
    ----------
    home : Path
        Folder of its data, logs and configuration; made where it is missing.
    port : int
        Port of the Bolt protocol, 0 for a free one.
    heap : str
        Memory of the Java heap, such as ``1g``.
    settings : mapping
        Further lines of ``neo4j.conf``.
    gds : bool
        Whether Graph Data Science is loaded.
    java : sequence of str
        Further options of the Java machine.
    """

    home: Path
    port: int = 0
    heap: str = "1g"
    settings: Mapping[str, str] = field(default_factory=dict)
    gds: bool = False
    java: Sequence[str] = ("-XX:+UseParallelGC",)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Address with user and password, as ``ECOMAP_STORE`` takes it."""
        return f"bolt://neo4j:{self.password}@127.0.0.1:{self.port}/neo4j"

    @property
    def password(self) -> str:
        """Password of the user ``neo4j``, made at the first start."""
        return (self.home / "password").read_text(encoding="utf-8")

    def start(self) -> Server:
        """Start it and return when it answers; raises ``RuntimeError`` with its log if it does not."""
        jars = install(gds=self.gds)
        self.port = self.port or free_port()
        self._configure(jars)
        command = [
            "java",
            f"-Xmx{self.heap}",
            *self.java,
            *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPEN),
            "-cp",
            f"{jars}/*",
            "org.neo4j.server.CommunityEntryPoint",
            f"--home-dir={self.home}",
            f"--config-dir={self.home / 'conf'}",
        ]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        (self.home / "pid").write_text(f"{self.process.pid} {self.port}", encoding="utf-8")
        self._wait()
        return self

    def stop(self, *, kill: bool = False) -> None:
        """Stop it and wait for its end; ``kill`` takes its power away instead of asking."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
            try:
                self.process.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        (self.home / "pid").unlink(missing_ok=True)

    @property
    def log(self) -> Path:
        """What the server said."""
        return self.home / "server.log"

    def _configure(self, jars: Path) -> None:
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        lines = {
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.http.enabled": "false",
            "server.memory.pagecache.size": "256m",
            "dbms.usage_report.enabled": "false",
            "db.tx_log.rotation.retention_policy": "keep_none",
            **({"dbms.security.procedures.unrestricted": "gds.*"} if self.gds else {}),
            **self.settings,
        }
        text = "".join(f"{name}={value}\n" for name, value in lines.items())
        (conf / "neo4j.conf").write_text(text, encoding="utf-8")
        if self.gds:
            plugins = self.home / "plugins"
            plugins.mkdir(exist_ok=True)
            for jar in jars.glob(f"*-{_version('gds')}.jar"):
                shutil.copy(jar, plugins)
        if not (self.home / "password").exists():
            self._set_password(jars, conf)

    def _set_password(self, jars: Path, conf: Path) -> None:
        password = secrets.token_urlsafe(12).replace("-", "x")
        subprocess.run(
            ["java", "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password],
            check=True,
            env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(conf)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        path = self.home / "password"
        path.touch(mode=0o600)
        path.write_text(password, encoding="utf-8")

    def _wait(self) -> None:
        end = time.monotonic() + START_LIMIT
        while not answers(self.port):
            if self.process is None or self.process.poll() is not None or time.monotonic() > end:
                self.stop(kill=True)
                said = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
                raise RuntimeError(f"Neo4j did not start; its log ends with:\n{said}")
            time.sleep(0.1)


def answers(port: int) -> bool:
    """Whether a server speaks Bolt on a port of this machine."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(bytes.fromhex("6060b017" + "00000005" + "00000004" + "00000000" * 2))
            return len(connection.recv(4)) == 4
    except OSError:
        return False


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def running() -> tuple[int, int] | None:
    """Return the process and port of the server that ``start`` left running, if it still runs."""
    try:
        pid, port = map(int, (RUN / "home" / "pid").read_text(encoding="utf-8").split())
        os.kill(pid, 0)
    except (OSError, ValueError):
        return None
    return pid, port


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=("install", "start", "stop", "status"))
    parser.add_argument("--port", type=int, default=7687, help="Bolt port (7687)")
    parser.add_argument("--heap", default="1g", help="memory of the Java heap (1g)")
    asked = parser.parse_args()
    home = RUN / "home"
    try:
        if asked.verb == "install":
            print(install())
        elif asked.verb == "start":
            _start(home, asked.port, asked.heap)
        elif asked.verb == "stop":
            _stop()
        else:
            print(_told(home, running()))
    except (Missing, RuntimeError, subprocess.CalledProcessError) as error:
        sys.exit(str(error))


def _start(home: Path, port: int, heap: str) -> None:
    if found := running():
        print(_told(home, found))
        return
    if answers(port):
        raise RuntimeError(
            f"포트 {port}을(를) 다른 프로그램이 씁니다. --port로 다른 포트를 고르십시오.\n"
            f"Port {port} is in use by another program. Choose another with --port."
        )
    server = Server(home, port=port, heap=heap).start()
    print(_told(home, (server.process.pid if server.process else 0, port)))


def _stop() -> None:
    if found := running():
        os.kill(found[0], signal.SIGTERM)
        end = time.monotonic() + STOP_LIMIT
        while running() and time.monotonic() < end:
            time.sleep(0.1)
    print("stopped")


def _told(home: Path, found: tuple[int, int] | None) -> str:
    if not found:
        return "not running"
    password = (home / "password").read_text(encoding="utf-8")
    return f"ECOMAP_STORE=bolt://neo4j:{password}@127.0.0.1:{found[1]}/neo4j"


def _version(name: str) -> str:
    found = re.search(rf"<{name}\.version>(.+?)<", POM.read_text(encoding="utf-8"))
    assert found
    return found[1]


def _java_version() -> int:
    if not shutil.which("java"):
        return 0
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
