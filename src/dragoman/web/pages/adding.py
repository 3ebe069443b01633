"""Reports dropped into the desk, or pasted: read beside the pages, with their progress and what they changed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman import pipeline
from dragoman.errors import DragomanError, RecordBusy
from dragoman.query import Archive
from dragoman.types import Event
from dragoman.web.desk import Desk, desk_of
from dragoman.web.forms import upload_of
from dragoman.web.wording import tame

SHOWN = 60  # changed events that the page lists
CHUNK = 1 << 20


@dataclass
class Job:
    """One run of reading: its progress, and once done what it changed. `before` holds the events as they were."""

    before: dict[str, Event]
    report: pipeline.RunReport = field(default_factory=pipeline.RunReport)
    running: bool = True
    mistake: str = ""
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


class Jobs:
    """The run of a desk: one at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.latest: Job | None = None

    def begin(self, desk: Desk, folder: tempfile.TemporaryDirectory[str], names: list[str]) -> None:
        """Read the files of a folder into the desk's record. Errors: RecordBusy while another run goes on."""
        with self._lock:
            if self.latest is not None and self.latest.running:
                raise RecordBusy("Reports are being read already.", remedy="Wait until that is done.")
            job = self.latest = Job({e.id: e for e in desk.archive().timeline()})
        Thread(target=self._run, args=(desk, folder, names, job), daemon=True).start()

    @staticmethod
    def _run(desk: Desk, folder: tempfile.TemporaryDirectory[str], names: list[str], job: Job) -> None:
        house = desk.rooms_of or pipeline.rooms()

        def named(paths: Iterable[Any], **options: Any) -> Iterator[Any]:
            """Reports are named as they were given, not by the folder that they lie in for a moment."""
            for item in house.open_paths(paths, **options):
                if item.source.startswith(folder.name):
                    item = _renamed(item, item.source[len(folder.name) :].lstrip("/\\"))
                yield item

        def told(report: pipeline.RunReport) -> None:
            job.report = replace(report, failures=list(report.failures))

        try:
            paths = [os.path.join(folder.name, name) for name in names]
            job.report = pipeline.read(paths, desk.record, progress=told, rooms_of=replace(house, open_paths=named))
            with Archive.open(desk.record) as archive:
                after = {e.id: e for e in archive.timeline()}
            job.new = [id for id in after if id not in job.before]
            job.gone = [id for id in job.before if id not in after]
            job.changed = [id for id, event in after.items() if id in job.before and event != job.before[id]]
        except DragomanError as error:
            job.mistake = str(error)
        finally:
            folder.cleanup()
            job.running = False


def _renamed(item: Any, source: str) -> Any:
    return (
        msgspec.structs.replace(item, source=source)
        if isinstance(item, msgspec.Struct)
        else replace(item, source=source)
    )


def show(request: Request) -> Response:
    """The form, the run under way, or what the last one changed."""
    desk = desk_of(request)
    job = jobs_of(request).latest
    lists = []
    if job is not None and not job.running:
        archive = desk.archive()
        found = {e.id: e for e in archive.timeline()}
        for name, ids in (("New", job.new), ("Told further, or mended", job.changed)):
            events = [found[id] for id in ids if id in found]
            lists.append((name, len(events), desk.lines(events[:SHOWN])))
    return desk.page(
        request,
        "add.html",
        job=job,
        lists=lists,
        failures=[(tame(f.source), tame(f.fault), tame(f.remedy)) for f in job.report.failures[:20]] if job else [],
    )


async def add(request: Request) -> Response:
    """Take files and pasted text, and begin to read them."""
    answers, files = await upload_of(request)
    folder = tempfile.TemporaryDirectory(prefix="dragoman-")
    try:
        names = [await run_in_threadpool(_keep, folder.name, file) for file in files if file.filename]
        pasted = answers.get("text", "").replace("\r\n", "\n").strip()
        if pasted:
            name = _safe((answers.get("name", "").strip() or "pasted") + ".txt")
            Path(folder.name, name).write_text(pasted + "\n", encoding="utf-8")
            names.append(name)
        if not names:
            raise DragomanError("No report was given.", remedy="Choose files, or paste the text of one.")
        jobs_of(request).begin(desk_of(request), folder, names)
    except BaseException:
        folder.cleanup()
        raise
    finally:
        for file in files:
            await file.close()
    return RedirectResponse("/add", 303)


def _keep(folder: str, file: UploadFile) -> str:
    """One uploaded file under its own name, which two files may share."""
    name = _safe(file.filename or "report.txt")
    stem, dot, rest = name.partition(".")
    target, n = Path(folder, name), 1
    while target.exists():
        n += 1
        target = Path(folder, f"{stem}-{n}{dot}{rest}")
    with target.open("wb") as out:
        while chunk := file.file.read(CHUNK):
            out.write(chunk)
    return target.name


def _safe(name: str) -> str:
    """The last part of a name, with nothing in it that a file system reads as more than letters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c if c.isalnum() or c in "._- " else "-" for c in last).strip(". ")
    return kept[-120:] or "report.txt"


def jobs_of(request: Request) -> Jobs:
    found = request.app.state.jobs
    assert isinstance(found, Jobs)
    return found
