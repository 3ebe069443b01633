"""What a page says of itself outside its visible text: JSON-LD, OpenGraph and other meta tags, <time>, <title>."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

_ARTICLES = frozenset(
    "newsarticle article reportagenewsarticle analysisnewsarticle backgroundnewsarticle opinionnewsarticle "
    "reviewnewsarticle "
    "askpublicnewsarticle blogposting liveblogposting report socialmediaposting".split()
)
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "article_date_original",
    "originalpublicationdate",
    "date",
)
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "revised",
    "article.updated",
)
_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
    "parsely-title",
    "sailthru.title",
    "title",
)
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "twitter:site")
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "og:article:author",
)
_MOST = 2_000_000  # characters of JSON-LD that are read


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """The page's own words, unread: dates are strings as found."""

    headline: str | None
    titles: tuple[str, ...]
    publisher: str | None
    published: str | None
    updated: str | None
    authors: tuple[str, ...]
    language: str | None


def read(tree: Any) -> Metadata:
    """The metadata of a parsed page; JSON-LD first, then meta tags, then what else there is."""
    article = next(_articles(tree), {})
    meta = _meta(tree)
    titles = [t for t in (_first(meta, _TITLES), _text(tree.findtext(".//title"))) if t]
    authors = _names(article.get("author")) or tuple(n for n in (_clean_author(meta.get(k)) for k in _AUTHORS) if n)[:1]
    return Metadata(
        headline=_text(article.get("headline")),
        titles=tuple(titles),
        publisher=next(iter(_names(article.get("publisher"))), None) or _site(meta),
        published=_text(article.get("datePublished")) or _first(meta, _PUBLISHED) or _time(tree),
        updated=_text(article.get("dateModified")) or _first(meta, _UPDATED),
        authors=authors,
        language=_text(tree.get("lang")) or _text(tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
    )


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that are articles, in order; broken JSON is passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            found = json.loads(script.text[:_MOST].strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [found]
        seen = 0
        while waiting and seen < 10_000:
            seen += 1
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting[:0] = item
            elif isinstance(item, dict):
                kinds = item.get("@type")
                names = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(name, str) and name.lower() in _ARTICLES for name in names):
                    yield item
                waiting.extend(
                    value for key, value in item.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")
                )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        value = _text(tag.get("content"))
        if name and value:
            found.setdefault(name.strip().lower(), value)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _site(meta: dict[str, str]) -> str | None:
    site = _first(meta, _SITES)
    return None if site is None or site.startswith(("@", "http")) else site


def _time(tree: Any) -> str | None:
    """The first <time datetime> that is marked as publication, else the first one of the article or main part."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    for element in times:
        said = f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('pubdate') or ''}".lower()
        if "publish" in said or element.get("pubdate") is not None:
            return _text(element.get("datetime"))
    for element in times:
        if any(above.tag in ("article", "main") for above in element.iterancestors()):
            return _text(element.get("datetime"))
    return None


def _names(value: Any) -> tuple[str, ...]:
    """Names of a JSON-LD person or organisation, however it is nested."""
    if isinstance(value, str):
        name = _clean_author(value)
        return (name,) if name else ()
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return tuple(dict.fromkeys(name for item in value[:50] for name in _names(item)))
    return ()


def _clean_author(value: str | None) -> str | None:
    name = _text(value)
    if name is None or name.startswith(("http:", "https:", "@")) or len(name) > 120:
        return None
    return name.removeprefix("By ").removeprefix("by ").strip() or None


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
