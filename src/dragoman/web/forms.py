"""What a page's form sent: bounded, with this desk's word, and where to go back to."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.web.desk import desk_of
from dragoman.web.guard import same

LONGEST_FORM = 20_000  # bytes of a form without files
LONGEST_UPLOAD = 300_000_000  # bytes of one with files: what a folder of a year's reports may weigh
MOST_FILES = 2_000


async def form_of(request: Request) -> dict[str, str]:
    """The answers. Errors: HTTPException 403 without this desk's word, 413 when it is too long."""
    _bounded(request, LONGEST_FORM)
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    _from_here(request, form.get("word", ""))
    return form


async def upload_of(request: Request) -> tuple[dict[str, str], list[UploadFile]]:
    """The answers and files; as above. The files are closed with the request."""
    _bounded(request, LONGEST_UPLOAD)
    form: FormData = await request.form(max_files=MOST_FILES, max_part_size=5_000_000)
    answers = {name: value for name, value in form.items() if isinstance(value, str)}
    _from_here(request, answers.get("word", ""))
    return answers, [value for _, value in form.multi_items() if isinstance(value, UploadFile)]


def _bounded(request: Request, most: int) -> None:
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > most:
        raise HTTPException(413, "This form is too long.")


def _from_here(request: Request, word: str) -> None:
    if not same(word, desk_of(request).form_word):
        raise HTTPException(403, "This form lacks the desk's word. Load the page again and send it from there.")


def back(form: dict[str, str], otherwise: str = "/review") -> str:
    """Where the form stood: a page of this desk."""
    given = form.get("back", "")
    return given if given.startswith("/") and not given.startswith(("//", "/\\")) else otherwise
