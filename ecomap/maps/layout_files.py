"""Layouts on disk, so that a map looks the same after a restart and from every process."""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path

import numpy as np

from ecomap.maps.kept_layout import Layout
from ecomap.snapshot import Strings

KEPT = 3
"""Newest files of a register that stay: another process may still go on from the one before the newest."""


def newest(folder: Path, uid: str) -> tuple[Layout, str] | None:
    """Return a register's newest layout and the hash of the content that it was made for, ``None`` if there is none.

    A damaged file, as a power cut may leave, is passed over.
    """
    for path in sorted(folder.glob(f"{uid}-*.npz"), reverse=True):
        try:
            return _read(path), path.stem.rpartition("-")[2]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            continue
    return None


def save(layout: Layout, folder: Path, uid: str, revision: int, content: str) -> None:
    """Keep the layout of one state, whole or not at all, and drop those before the newest.

    Parameters
    ----------
    layout : Layout
    folder : Path
    uid : str
        Of the register.
    revision : int
        By which files are ordered.
    content : str
        Hash of the snapshot.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uid}-{revision:012}-{content}.npz"
    handle, work = tempfile.mkstemp(prefix=".writing-", dir=folder)
    try:
        ids = Strings.pack(layout.ids)
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                id_data=ids.data,
                id_offsets=ids.offsets,
                points=layout.points,
                community=layout.community.astype(np.int32),
                signature=layout.signature,
            )
        os.replace(work, path)  # noqa: PTH105  what another process wrote meanwhile is the same
    finally:
        Path(work).unlink(missing_ok=True)
    for old in sorted(folder.glob(f"{uid}-*.npz"), reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)


def _read(path: Path) -> Layout:
    with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
        ids = Strings(found["id_data"], found["id_offsets"])
        layout = Layout(tuple(ids), found["points"], found["community"].astype(np.int64), found["signature"])
    if not len(layout.ids) == len(layout.points) == len(layout.community) == len(layout.signature):
        raise ValueError(path)
    return layout
