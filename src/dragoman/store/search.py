"""Full-text search over the reports, in two dialects: FTS5 of SQLite, to_tsvector of PostgreSQL."""

from __future__ import annotations

import re

import sqlalchemy as sa

from dragoman.store import tables

MOST_WORDS = 16  # of a query; more only slow it down


def matching(connection: sa.Connection, words: str, *, most: int) -> list[str]:
    """Ids of the articles that hold every word, best first, equal ones in order of id.

    A stretch in quotation marks must stand as it is. Nothing that a user types is an operator.
    """
    parts = [part.strip('"') for part in re.findall(r'"[^"]+"|\w+', words)][:MOST_WORDS]
    parts = [part for part in parts if re.search(r"\w", part)]
    if not parts:
        return []
    if connection.dialect.name == "sqlite":
        query = sa.text(
            "SELECT article.id FROM article_words JOIN article ON article.n = article_words.rowid "
            "WHERE article_words MATCH :words ORDER BY bm25(article_words, 4.0, 1.0), article.id LIMIT :most"
        )  # a word of the title weighs as four of the text
        needle = " ".join(f'"{part}"' for part in parts)
        return list(connection.execute(query, {"words": needle, "most": most}).scalars())
    vector = sa.func.to_tsvector("english", tables.article.c.title + " " + tables.article.c.text)
    asked = sa.func.websearch_to_tsquery("english", " ".join(f'"{part}"' for part in parts))
    postgres = (
        sa.select(tables.article.c.id)
        .where(vector.op("@@")(asked))
        .order_by(sa.func.ts_rank(vector, asked).desc(), tables.article.c.id)
        .limit(most)
    )
    return list(connection.execute(postgres).scalars())
