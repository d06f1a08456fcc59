"""Build the scripts of the pages with Node from ``api/web``; with --check fail where a build differs from what is kept.

The built files are kept in the repository, so that nobody needs Node to install or run ecomap.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
WEB = ROOT / "api" / "web"
BUILT = WEB / "static" / "app"
ELSEWHERE = {"standalone.js": ROOT / "ecomap" / "maps" / "templates" / "standalone.js"}
"""Scripts that files which ecomap writes carry inside them."""
NODE = 20


def main() -> int:
    """Build, or with ``--check`` compare; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a build would")
    arguments = parser.parse_args()
    if problem := _missing():
        print(problem, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        stale = _stale(Path(name))
        if not arguments.check:
            _put(stale)
            return 0
    for kept, _ in stale:
        print(f"{kept.relative_to(ROOT)} is not what api/web/src gives: run `make web` and commit it", file=sys.stderr)
    return 1 if stale else 0


def _stale(folder: Path) -> list[tuple[Path, Path]]:
    """Build, and return what is not kept as it was built, each beside its build; a left-over has none."""
    here, away = folder / "here", folder / "away"
    _build(here)
    away.mkdir()
    for one in ELSEWHERE:
        (here / one).rename(away / one)
    stale = [(BUILT / one, here / one) for one in differing(BUILT, here)]
    return stale + [(kept, away / one) for one, kept in ELSEWHERE.items() if _bytes(kept) != _bytes(away / one)]


def _put(stale: list[tuple[Path, Path]]) -> None:
    for kept, built in stale:
        if built.is_file():
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(built, kept)
        else:
            kept.unlink()


def differing(kept: Path, built: Path) -> list[str]:
    """Return the names of files that are in one folder only or differ between the two.

    Parameters
    ----------
    kept, built : Path
        Folders of files, not looked into below.

    Returns
    -------
    list of str
    """
    names = {path.name for folder in (kept, built) if folder.is_dir() for path in folder.iterdir()}
    return sorted(name for name in names if _bytes(kept / name) != _bytes(built / name))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _missing() -> str:
    if not shutil.which("npm") or not shutil.which("node"):
        return f"no Node: building api/web needs Node {NODE} or newer with npm (apt-get install nodejs npm)"
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.removeprefix("v").split(".")[0]) < NODE:
        return f"Node {version} is too old: building api/web needs Node {NODE} or newer"
    return ""


def _build(folder: Path) -> None:
    lock, installed = WEB / "package-lock.json", WEB / "node_modules" / ".package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        _npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    _npm("run", "--silent", "check")
    _npm("run", "--silent", "build", "--", str(folder))


def _npm(*words: str) -> None:
    if subprocess.run(["npm", *words], cwd=WEB, check=False).returncode:
        sys.exit(f"npm {' '.join(words)} failed in api/web: see above")


if __name__ == "__main__":
    sys.exit(main())
