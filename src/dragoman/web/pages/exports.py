"""The record as files: whole, as the exporters write it, or one list of it for a spreadsheet."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from dragoman import export, review
from dragoman.export import as_csv
from dragoman.web.desk import desk_of

WHOLE = {"record.json": "json", "record.jsonl": "jsonl", "record.zip": "csv"}
TYPES = {".json": "application/json", ".jsonl": "application/x-ndjson", ".zip": "application/zip"}
AS_TABLE = {"arrangements": "stages"}  # a row of their table is a stage
LISTS = frozenset({"articles", "actors", "places", "events", "statements", "figures", "positions", "arrangements",
                   "conflicts"})  # fmt: skip


def whole(request: Request) -> Response:
    """`record.json`, `record.jsonl`, `record.zip` (CSV tables), `<list>.json`, `<list>.csv`. Quoted words only."""
    name = request.path_params["name"]
    archive = desk_of(request).archive()
    if name == "judgements.jsonl":
        return _file(review.written(archive.store.kept.judgements()), TYPES[".jsonl"], name)
    record = archive.record()
    if name in WHOLE:
        with tempfile.NamedTemporaryFile(suffix=Path(name).suffix, delete=False) as file:
            target = Path(file.name)
        export.write(record, target, kind=WHOLE[name], texts="quotes")
        remove = BackgroundTask(target.unlink, missing_ok=True)
        return FileResponse(target, media_type=TYPES[target.suffix], filename=name, background=remove)
    section, _, form = name.partition(".")
    if section in LISTS and form == "csv":
        rows = dict(as_csv.tables(record, "quotes"))[AS_TABLE.get(section, section)]
        return _file(as_csv.table(rows).encode(), "text/csv; charset=utf-8", name)
    if section in LISTS and form == "json" and section != "articles":
        return _file(msgspec.json.encode(getattr(record, section)), "application/json", name)
    raise HTTPException(404)


def _file(content: bytes, media_type: str, name: str) -> Response:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=disposition)
