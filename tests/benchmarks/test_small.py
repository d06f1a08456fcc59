"""The benchmarks run from end to end at a size that says nothing about speed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from benchmarks import layouts
from benchmarks.networks import network
from ecomap.maps.layout import layout

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


def test_the_benchmark_of_layouts_measures_moves_and_neighbourhoods() -> None:
    whole = network(300, 900)
    points = layout(whole).astype(np.float64)
    turned = points @ np.array([[0.0, -2.0], [2.0, 0.0]]) + 5
    assert layouts.moved(points, turned, fit=True) < 1e-6 < layouts.moved(points, turned, fit=False)
    assert layouts.purity(points, np.zeros(300, dtype=np.int64)) == 1
    assert 0 < layouts.preservation(points, whole) < 1
    assert layouts.one_more(whole).ties.m == whole.ties.m + 3
    assert layouts.more_ties(whole, 0.1).ties.m == whole.ties.m + 15


def test_engines_are_compared_and_their_growth_is_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "growth.svg"
    command = [
        sys.executable,
        "-m",
        "benchmarks.engines",
        "--size",
        "60x200",
        "--size",
        "120x500",
        "--plot",
        str(picture),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert "growth of ecomap's CPU seconds" in done.stdout
    drawn = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    assert len([text for text in drawn.iter("{http://www.w3.org/2000/svg}text") if " s" in (text.text or "")]) >= 11


def test_every_analysis_is_measured_by_itself() -> None:
    command = [sys.executable, "-m", "benchmarks.catalogue", "--size", "200x800"]
    for analysis in ("linkage/overview", "cooperation/trust"):
        command += ["--only", analysis]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert "failed" not in done.stdout
    assert done.stdout.count("0.") >= 4
