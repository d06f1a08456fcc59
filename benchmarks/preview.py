"""``python -m benchmarks.preview``: how long a preview of a large file takes, and how much memory.

Two files against one register: one that the register knows, with every tenth row changed (a yearly update), and one
that is new to it (a first upload), both with one possible duplicate in a hundred. Measured from the upload to the rows
being ready, then applying.
"""

from __future__ import annotations

import argparse
import csv
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.name_pairs import register
from ecomap.bootstrap import open_workspace
from ecomap.matching import Entry
from ecomap.services import previews
from ecomap.services.access import LOCAL
from ecomap.services.imports import import_files
from ecomap.services.preview_decisions import decide
from ecomap.services.seeding import seed
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings

HEADERS = ("단체명", "영문명", "자치구", "등록번호", "전화번호", "주소", "상근자수", "소개")
PATIENCE = 600.0


def write(path: Path, entries: list[Entry], staff: Callable[[int], str]) -> Path:
    """Write organisations as a file that a registrar would have."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for at, entry in enumerate(entries):
            given = (entry.name, entry.name_en, entry.place, entry.registration, entry.phone, entry.address)
            writer.writerow((*given, staff(at), "함께 만드는 모임"))
    return path


def preview(workspace: Workspace, path: Path) -> None:
    """Upload, check, leave duplicates out, apply, take back, and print how long each took."""
    start = time.perf_counter()
    with path.open("rb") as file:
        made = previews.upload(workspace, LOCAL, file, path.name)
    uploaded = time.perf_counter()
    spent = time.process_time()
    found = previews.check(workspace, LOCAL, made.id, patience=PATIENCE)
    checked, spent = time.perf_counter(), time.process_time() - spent
    assert found.state == "ready", found.data["problem"]
    counts = {name: count for name, count in found.data["counts"].items() if count}
    print(
        f"{path.name}: upload {uploaded - start:.1f} s, preview {checked - uploaded:.1f} s "
        f"({spent:.1f} s of one core), rows {counts}"
    )
    start = time.perf_counter()
    previews.read_rows(workspace, LOCAL, made.id, states=["changed", "new"], limit=50)
    print(f"  a page of rows {1000 * (time.perf_counter() - start):.0f} ms", end="")
    start = time.perf_counter()
    decide(workspace, LOCAL, made.id, "skip", states=["duplicate"])
    print(f", leaving all duplicates out {time.perf_counter() - start:.1f} s", end="")
    start = time.perf_counter()
    done = previews.apply(workspace, LOCAL, made.id, via="cli", patience=PATIENCE)
    assert done.state == "applied", done.data["problem"]
    print(f", applying {time.perf_counter() - start:.1f} s", end="")
    start = time.perf_counter()
    previews.undo(workspace, LOCAL, made.id, via="cli")
    print(f", taking back {time.perf_counter() - start:.1f} s")


def main() -> None:
    """Print the times of both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = f"sqlite:///{folder / 'ecomap.db'}"
        workspace = open_workspace(read_settings({}, store=store, data_dir=folder, job_seconds=int(PATIENCE)))
        workspace.store.migrate()
        seed(workspace, LOCAL)
        known = [replace(one, registration="") for one in register(rows, duplicates=0, seed=1)[0]]
        before = write(folder / "before.csv", known, lambda _: "1")
        report = import_files(workspace, LOCAL, [before], keep_going=True)
        print(f"register: {report.counts['organisations'].created:,} organisations")
        fresh = register(rows, duplicates=rows // 100, seed=2)[0][:rows]
        preview(workspace, write(folder / "update.csv", known, lambda at: "2" if at % 10 == 0 else "1"))
        preview(workspace, write(folder / "first.csv", fresh, lambda _: "1"))
        workspace.store.close()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


if __name__ == "__main__":
    main()
