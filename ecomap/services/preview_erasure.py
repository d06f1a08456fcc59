"""Removing uploaded files that name an organisation whose contact data is erased."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import BadZipFile, ZipFile

from ecomap.domain.records import Change
from ecomap.services.preview_papers import PREVIEW, REFUSED, Preview, drop_files, drop_old, previews_on_disk
from ecomap.services.workspace import Workspace

_ENCODINGS = ("utf-8", "cp949", "utf-16-le")


def drop_previews_naming(workspace: Workspace, texts: Collection[str]) -> int:
    """Remove the files of all previews that hold one of some texts, and return how many went.

    Single rows cannot be taken out of a sheet that somebody uploaded, so it goes as a whole, with what was decided
    about it; what was applied stays. A preview that is being checked or applied is left to its end.

    Notes
    -----
    Cost: reads every file that was uploaded in the last day.
    """
    drop_old(workspace)
    wanted = frozenset(text for text in texts if text.strip())
    found = [one for one in previews_on_disk(workspace) if not _at_work(one) and _holds(one.folder, wanted)]
    unfinished = [one.id for one in found if one.state in ("mapping", "ready")]
    if unfinished:
        with workspace.store.write(Change("ecomap", "contact data erased", "import")) as writing:
            writing.remove_papers(PREVIEW, unfinished)
            writing.commit()
    for one in found:
        drop_files(one.folder)
    return len(found)


def _at_work(preview: Preview) -> bool:
    return preview.state in ("checking", "applying") and not preview.stalled


def _holds(folder: Path, texts: Collection[str]) -> bool:
    files = [path for path in (*folder.glob("upload/*"), *folder.glob(f"{REFUSED}.*")) if path.is_file()]
    needles = frozenset(needle for text in texts for needle in _written(text))
    return any(needle in part for path in files for part in _parts(path) for needle in needles)


def _written(text: str) -> Iterator[bytes]:
    """Yield a text as files of the encodings that are read hold it, and as the XML of a workbook does."""
    for encoding in _ENCODINGS:
        try:
            yield text.encode(encoding)
        except UnicodeEncodeError:
            continue
    yield escape(text).encode()


def _parts(path: Path) -> Iterator[bytes]:
    try:
        with ZipFile(path) as book:  # looked through for bombs when it was uploaded
            yield from (book.read(name) for name in book.namelist())
    except BadZipFile:
        yield path.read_bytes()
