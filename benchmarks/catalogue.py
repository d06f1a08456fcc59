"""``python -m benchmarks.catalogue``: every analysis with its defaults at one size: seconds, CPU seconds, peak memory.

Each runs in a process of its own, so that the memory is its own too: a snapshot that is memory-mapped, as in a server,
after a first run on a small one that compiles the kernels.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.registers import register, with_survey
from ecomap.analysis.catalogue import catalogue
from ecomap.errors import EcomapError
from ecomap.snapshot import Snapshot
from ecomap.snapshot.files import load, save

_SMALL = (300, 1_200)
_GIB = 2**30
ASKED: dict[str, dict[str, str]] = {}
"""What has to be given where the defaults alone ask nothing."""


def main() -> None:
    """Print a row for every analysis."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.catalogue", description=main.__doc__)
    parser.add_argument("--size", default="50000x300000", help="ACTORSxTIES")
    parser.add_argument("--only", action="append", help="id of an analysis; all by default")
    parser.add_argument("--seconds", type=float, default=1800, help="an analysis that takes longer is ended")
    parser.add_argument("--memory", type=float, default=8, help="GiB that an analysis may take")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        print(json.dumps(measured(Path(asked.run[0]), asked.run[1], asked.memory)))
        return
    actors, ties = map(int, asked.size.split("x"))
    with tempfile.TemporaryDirectory() as name:
        for folder, size in (("small", _SMALL), ("large", (actors, ties))):
            save(register(*size), Path(name) / folder)
        print(f"{actors:,} actors, {ties:,} ties")
        print(f"{'analysis':<28} {'wall s':>8} {'CPU s':>8} {'peak GiB':>9}")
        for analysis in asked.only or catalogue():
            print(f"{analysis:<28} {_row(name, analysis, asked)}", flush=True)


def _row(folder: str, analysis: str, asked: argparse.Namespace) -> str:
    command = [sys.executable, "-m", "benchmarks.catalogue", "--run", folder, analysis, "--memory", str(asked.memory)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=asked.seconds, check=False)
    except subprocess.TimeoutExpired:
        return f"not ended within {asked.seconds:g} s"
    if done.returncode:
        return f"failed: {(done.stderr.strip() or str(done.returncode)).splitlines()[-1]}"
    found = json.loads(done.stdout)
    return f"{found['wall']:>8.2f} {found['cpu']:>8.2f} {found['peak']:>9.2f}  {found['refusal']}"


def measured(folder: Path, analysis: str, memory: float) -> dict[str, Any]:
    """Run one analysis on the saved snapshots and return what the large one took.

    Parameters
    ----------
    folder : Path
        With the snapshots ``small`` and ``large``.
    analysis : str
    memory : float
        GiB of data that the process may hold.

    Returns
    -------
    dict
        ``wall`` and ``cpu`` in seconds, ``peak`` resident memory of the process in GiB, and ``refusal``: what the
        analysis said where it does not run at this size.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (int(memory * _GIB),) * 2)
    record, raw = catalogue()[analysis], ASKED.get(analysis, {})
    record.run(_read(folder / "small", analysis), raw)
    snapshot, refusal = _read(folder / "large", analysis), ""
    began, used = time.perf_counter(), time.process_time()
    try:
        record.run(snapshot, raw)
    except EcomapError as error:
        refusal = error.message.en
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _GIB
    return {"wall": wall, "cpu": cpu, "peak": peak, "refusal": refusal}


def _read(folder: Path, analysis: str) -> Snapshot:
    snapshot = load(folder)
    return with_survey(snapshot) if catalogue()[analysis].members else snapshot


if __name__ == "__main__":
    main()
