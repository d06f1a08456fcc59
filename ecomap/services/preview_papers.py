"""Previews of uploaded files: the paper that says how far each is, and the folder that holds its rows.

The folder lies in the data folder, so every server process that shares it can show, decide and apply a preview that
another one made. It goes when the preview is applied or discarded, and after a day.
"""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ecomap.analysis.progress import report
from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import Conflict, EcomapError, NotFound
from ecomap.services.access import Principal
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import PaperQuery
from graph_schema import Text

PREVIEW = "preview"
STATES: dict[str, Text] = {
    "mapping": Text("열 맞추기", "Matching columns"),
    "checking": Text("살펴보는 중", "Being checked"),
    "ready": Text("확인할 차례", "Ready to review"),
    "applying": Text("반영하는 중", "Being applied"),
    "applied": Text("반영함", "Applied"),
    "undone": Text("되돌림", "Taken back"),
}
LASTS = timedelta(hours=24)
STALLED = 120
"""Seconds without progress after which the process that worked on a preview is taken for dead."""
ROWS, REFUSED = "rows.db", "refused"


@dataclass(frozen=True, slots=True)
class Preview:
    """One uploaded file and how far it has come.

    Parameters
    ----------
    paper : Paper
        Its data: ``file``, ``tables`` with what their columns mean, ``counts`` by state, ``warnings``, ``problem`` that
        ended the last step, and ``revision`` of the change that applied it or took it back.
    folder : Path
    done, total : int
        Rounds of the work under way.
    stalled : bool
        Whether the process that worked on it seems to have died.
    """

    paper: Paper
    folder: Path
    done: int = 0
    total: int = 0
    stalled: bool = False

    @property
    def id(self) -> str:
        """Id, which cannot be guessed."""
        return self.paper.id

    @property
    def state(self) -> str:
        """One of `STATES`."""
        return self.paper.state

    @property
    def data(self) -> Mapping[str, Any]:
        """What the paper says."""
        return self.paper.data

    @property
    def rows(self) -> Path:
        """The file of its rows."""
        return self.folder / ROWS

    def upload(self) -> Path:
        """Return the uploaded file."""
        return next((self.folder / "upload").iterdir())


def owner_of(who: Principal) -> str:
    """Return under what a caller's previews are filed."""
    return who.account or who.name


def new_preview(workspace: Workspace, who: Principal, file: str, data: Mapping[str, Any], preview: str = "") -> Preview:
    """Return a preview that is not filed yet, with an empty folder; raises `Conflict` while one of its id is made."""
    name = preview or secrets.token_urlsafe(18)
    folder = _root(workspace) / name
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise Conflict(
            Text("같은 파일을 지금 올리고 있습니다.", "The same file is being uploaded just now."),
            Text("잠시 뒤에 같은 Idempotency-Key로 다시 보내십시오.", "Send it again with this Idempotency-Key soon."),
            field="Idempotency-Key",
        ) from error
    return Preview(Paper(PREVIEW, name, {"file": file, **data}, owner_of(who), "mapping"), folder)


def find_preview(workspace: Workspace, who: Principal, preview: str) -> Preview:
    """Return one's own preview. Raises `NotFound` if there is none of this id, or it is somebody else's."""
    who.require("write")
    paper = workspace.store.get_papers(PREVIEW, [preview]).get(preview)
    if paper is None or paper.owner != owner_of(who):
        raise NotFound(
            Text("이 미리보기는 없거나 하루가 지나 지워졌습니다.", "There is no such preview, or its day is over."),
            Text("파일을 다시 올리십시오.", "Upload the file again."),
            id=preview,
        )
    folder = _root(workspace) / paper.id
    done, total, age = _progress(folder)
    return Preview(paper, folder, done, total, paper.state in ("checking", "applying") and age > STALLED)


def list_previews(workspace: Workspace, who: Principal, *, limit: int = 20) -> tuple[Preview, ...]:
    """Return one's own previews, newest first."""
    who.require("write")
    page = workspace.store.find_papers(PaperQuery(PREVIEW, (owner_of(who),), limit=limit))
    return tuple(Preview(paper, _root(workspace) / paper.id) for paper in page.items)


def previews_on_disk(workspace: Workspace) -> list[Preview]:
    """Return everybody's previews that have files."""
    root = _root(workspace)
    folders = {folder.name: folder for folder in (root.iterdir() if root.exists() else ())}
    found = []
    for name, paper in workspace.store.get_papers(PREVIEW, list(folders)).items():
        done, total, age = _progress(folders[name])
        stalled = paper.state in ("checking", "applying") and age > STALLED
        found.append(Preview(paper, folders[name], done, total, stalled))
    return found


def filed(workspace: Workspace, preview: Preview, state: str, **data: Any) -> Preview:
    """File a preview with another state and data and return it so. Raises `Conflict` if it was filed meanwhile."""
    paper = replace(preview.paper, state=state, data={**preview.data, **data})
    with workspace.store.write(Change(preview.paper.owner, "preview", "import")) as writing:
        writing.put_papers([paper])
        writing.commit()
    return replace(preview, paper=replace(paper, version=paper.version + 1))


def require_state(preview: Preview, *states: str) -> None:
    """Return if a preview is in one of some states, or was left there by a dead process; else raise `Conflict`."""
    if preview.state in states or (preview.stalled and "ready" in states):
        return
    label = STATES[preview.state]
    raise Conflict(
        Text(f"지금은 할 수 없습니다. 이 파일의 상태: {label.ko}", f"Not possible now. State of this file: {label.en}"),
        Text("쪽을 새로 읽으십시오.", "Load the page again."),
        id=preview.id,
        state=preview.state,
    )


def told_problem(error: EcomapError) -> dict[str, Any]:
    """Return an error as a paper keeps it."""
    remedy = error.remedy or Text("", "")
    return {
        "code": error.code,
        "message": [error.message.ko, error.message.en],
        "remedy": [remedy.ko, remedy.en],
    }


def progress_of(folder: Path) -> Callable[[int, int], None]:
    """Return what notes progress for all processes, twice a second at most; it raises where a job is to stop."""
    last = 0.0

    def note(done: int, total: int) -> None:
        nonlocal last
        report(done, total)
        if (now := time.monotonic()) - last >= 0.5:
            last = now
            work = folder / "progress.new"
            work.write_text(json.dumps([done, total]))
            work.replace(folder / "progress")

    return note


def drop_files(folder: Path, *, keep: str = "-") -> None:
    """Remove a preview's files, all but those whose names begin in some way."""
    for path in folder.iterdir() if folder.exists() else ():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif not path.name.startswith(keep):
            path.unlink(missing_ok=True)
    if folder.exists() and not any(folder.iterdir()):
        folder.rmdir()


def drop_old(workspace: Workspace) -> None:
    """Remove the files of previews that are older than a day, and the papers of those that were not applied."""
    limit = datetime.now(UTC) - LASTS
    root = _root(workspace)
    for folder in root.iterdir() if root.exists() else ():
        if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < limit:
            shutil.rmtree(folder, ignore_errors=True)
    open_states = ("mapping", "checking", "ready", "applying")
    page = workspace.store.find_papers(PaperQuery(PREVIEW, states=open_states, limit=1000))
    old = [paper.id for paper in page.items if paper.made < limit]
    if old:
        with workspace.store.write(Change("ecomap", "previews older than a day", "import")) as writing:
            writing.remove_papers(PREVIEW, old)
            writing.commit()


def _root(workspace: Workspace) -> Path:
    return workspace.settings.data_dir / "previews"


def _progress(folder: Path) -> tuple[int, int, float]:
    try:
        path = folder / "progress"
        done, total = json.loads(path.read_text())
        return done, total, time.time() - path.stat().st_mtime
    except (OSError, ValueError):
        try:
            return 0, 0, time.time() - folder.stat().st_mtime
        except OSError:
            return 0, 0, 0.0
