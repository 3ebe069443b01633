"""Capture to Article: the whole text, what of it is furniture, and what the report says of itself."""

from __future__ import annotations

from dragoman import spans
from dragoman.clean import agencies as agencies_room
from dragoman.clean import furniture, languages, pages, publication, reports
from dragoman.errors import EmptyInput, InputError
from dragoman.sources import Capture, failure
from dragoman.sources.decoding import decode, without_nul
from dragoman.types import Article, Failure, Sighting

__all__ = ["article"]


def article(capture: Capture) -> Article | Failure:
    """The Article of a Capture, or why there is none. `times` stays empty: they are read later.

    Plain text and rows keep their text untouched; a page's text is all that is visible. A text that is not English is
    kept with its language and without furniture.
    """
    try:
        body = capture.body
        markup = capture.media_type == "text/html"
        if isinstance(body, bytes):
            body = decode(body, source=capture.source, charset=capture.charset, markup=markup)
        body = without_nul(body)
        if not body.strip():
            raise EmptyInput(capture.source, "There is nothing in it.", remedy="Check that it was saved whole.")
        return _of_page(capture, body) if markup else _of_text(capture, body)
    except InputError as fault:
        return failure(fault)


def _of_text(capture: Capture, text: str) -> Article:
    language = languages.language(text)
    layout = furniture.layout(text, title=capture.title, language=language)
    return _built(capture, text, layout, language, title=capture.title)


def _of_page(capture: Capture, markup: str) -> Article:
    page = pages.read(markup, source=capture.source, title=capture.title)
    inside = "\n".join(
        line.text for line, kind in zip(page.layout.lines, page.layout.kinds, strict=True) if kind is None
    )
    language = languages.language(inside or page.text)
    if language == languages.UNKNOWN and page.metadata.language:
        language = page.metadata.language.split("-")[0].lower()[:3]
    meta = page.metadata
    hints = Capture(
        source=capture.source,
        media_type=capture.media_type,
        body="",
        publisher=capture.publisher or meta.publisher,
        published=capture.published or meta.published,
        updated=capture.updated or meta.updated,
        authors=capture.authors or meta.authors,
    )
    return _built(hints, page.text, page.layout, language, title=page.title)


def _built(capture: Capture, text: str, layout: furniture.Layout, language: str, *, title: str | None) -> Article:
    said = reports.facts(layout, text)
    where = "The page" if capture.media_type == "text/html" else "The source"
    told = publication.from_source(capture.published, where=where)
    published = publication.better(said.published, told)
    updated = publication.better(said.updated, publication.from_source(capture.updated, where=where))
    publisher = capture.publisher or said.publisher
    authors = tuple(name for name in capture.authors if not agencies_room.is_only_agencies(name)) or said.authors
    credited = [
        name
        for author in capture.authors
        if agencies_room.is_only_agencies(author)
        for name in agencies_room.credited(author)
    ]
    return Article(
        id=spans.article_id(text),
        source=capture.source,
        sightings=(Sighting(source=capture.source, publisher=publisher, published=published),),
        title=title or said.title,
        publisher=publisher,
        language=language,
        published=published,
        updated=updated,
        dateline=said.dateline,
        agencies=tuple(dict.fromkeys([*said.agencies, *credited])),
        authors=authors,
        text=text,
        furniture=furniture.spans(layout),
    )
