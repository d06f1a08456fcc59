"""The benchmarks run from end to end at a size that says nothing about speed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("module", ["benchmarks", "benchmarks.store", "benchmarks.production"])
def test_the_benchmark_runs(module: str) -> None:
    command = [sys.executable, "-m", module, "--actors", "300", "--ties", "900"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert "ratio" in done.stdout


def test_the_benchmark_of_matching_runs() -> None:
    command = [sys.executable, "-m", "benchmarks.matching", "--actors", "300"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert "rapidfuzz, raw names" in done.stdout


def test_the_benchmark_of_the_registry_runs() -> None:
    command = [sys.executable, "-m", "benchmarks.registry", "--actors", "300", "--checks", "20"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert "own write" in done.stdout


def test_registrars_who_save_at_once_lose_nothing() -> None:
    command = [sys.executable, "-m", "benchmarks.registrars", "--actors", "60", "--registrars", "4", "--seconds", "1.5"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert " 0 lost" in done.stdout
    assert " 0 failures of the server" in done.stdout
