"""Snapshots on disk, memory-mapped by every process that reads them."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from ecomap.snapshot.columns import Strings
from ecomap.snapshot.graph import Snapshot
from graph_schema import load_ontology

_META = "snapshot.json"


def save(snapshot: Snapshot, folder: Path) -> None:
    """Write a snapshot to a new folder, whole or not at all.

    Parameters
    ----------
    snapshot : Snapshot
    folder : Path
        Made by this call; if another process made it meanwhile, its copy stays unless it is damaged.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder.parent))
    try:
        meta: dict[str, Any] = {}
        for item in fields(snapshot):
            value = getattr(snapshot, item.name)
            if isinstance(value, np.ndarray):
                np.save(work / f"{item.name}.npy", value)
            elif isinstance(value, Strings):
                np.save(work / f"{item.name}.data.npy", value.data)
                np.save(work / f"{item.name}.offsets.npy", value.offsets)
            elif item.name not in ("ontology", "survey"):  # a survey is attached where it is asked for
                meta[item.name] = value
        (work / _META).write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
        _place(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _place(work: Path, folder: Path) -> None:
    try:
        os.rename(work, folder)  # noqa: PTH104  atomic, and fails where the folder has content
    except OSError:
        try:
            load(folder)
        except FileNotFoundError:
            shutil.rmtree(folder, ignore_errors=True)
            os.rename(work, folder)  # noqa: PTH104


def load(folder: Path) -> Snapshot:
    """Open a saved snapshot without reading its columns into memory.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    Snapshot

    Raises
    ------
    FileNotFoundError
        If the folder holds no snapshot, a damaged one, as a power cut may leave, or one of another ontology.
    """
    try:
        return _read(folder)
    except (ValueError, EOFError, KeyError, TypeError) as error:
        raise FileNotFoundError(folder) from error


def _read(folder: Path) -> Snapshot:
    meta = json.loads((folder / _META).read_text(encoding="utf-8"))
    ontology = load_ontology()
    if meta["ontology_version"] != ontology.version:
        raise FileNotFoundError(folder)
    values: dict[str, Any] = {**meta, "units": tuple(meta["units"]), "ontology": ontology}
    for item in fields(Snapshot):
        if (path := folder / f"{item.name}.npy").exists():
            values[item.name] = np.load(path, mmap_mode="r")
        elif (path := folder / f"{item.name}.data.npy").exists():
            offsets = np.load(folder / f"{item.name}.offsets.npy", mmap_mode="r")
            values[item.name] = Strings(np.load(path, mmap_mode="r"), offsets)
    return Snapshot(**values)
