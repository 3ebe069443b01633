"""The tables of a record file: what is kept, and what is derived from it.

Kept tables are inputs: an article's text, where it was seen, what one reading of it yielded, people's judgements,
failures, withdrawals, runs. Derived tables are a pure function of the kept ones and may be emptied at any time.
Every shape of the contract is stored as its JSON (`blob`), beside the columns that questions are asked of.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text

SCHEMA = 1  # raised when a table changes; an older program refuses a newer file
APPLICATION_ID = 0x44524147  # "DRAG", in the header of an SQLite file

metadata = MetaData()


def _id() -> Column[str]:
    return Column("id", String(64), primary_key=True)


meta = Table(
    "meta",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
lease = Table(
    "lease",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("token", String(64), nullable=False),
    Column("host", String(255), nullable=False),
    Column("pid", Integer, nullable=False),
    Column("expires", Float, nullable=False),
)

# kept ----------------------------------------------------------------------------------------------------------------

article = Table(
    "article",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("language", String(16), nullable=False, index=True),
    Column("words", Integer, nullable=False),
    Column("title", Text, nullable=False, default=""),
    Column("text", Text, nullable=False),
)
# One row for each way a text was met: `blob` is the Article as cleaned there, without its text. Which of them speaks
# for the article is decided on reading, from the set, so that the order of arrival does not matter.
sighting = Table(
    "sighting",
    metadata,
    _id(),
    Column("article", String(64), nullable=False, index=True),
    Column("source", Text, nullable=False, index=True),
    Column("publisher", Text),
    Column("published", String(32)),
    Column("blob", Text, nullable=False),
)
reading = Table(
    "reading",
    metadata,
    Column("article", String(64), primary_key=True),
    Column("version", String(128), nullable=False),
    Column("input", String(64), nullable=False),
    Column("blob", Text, nullable=False),
)
judgement = Table("judgement", metadata, _id(), Column("blob", Text, nullable=False))
failure = Table(
    "failure",
    metadata,
    _id(),
    Column("source", Text, nullable=False, index=True),
    Column("blob", Text, nullable=False),
)
withdrawn = Table("withdrawn", metadata, _id(), Column("source", Text, nullable=False))
run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", String(32), nullable=False),
    Column("seconds", Float, nullable=False),
    Column("version", String(128), nullable=False),
    Column("added", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("words", Integer, nullable=False),
)

# derived -------------------------------------------------------------------------------------------------------------


def _facts(name: str, *columns: Column[str]) -> Table:
    """A derived table: `place_in_record` keeps the order of the record's list."""
    return Table(
        name,
        metadata,
        _id(),
        Column("place_in_record", Integer, nullable=False),
        *columns,
        Column("blob", Text, nullable=False),
    )


def _word(name: str, *, index: bool = False) -> Column[str]:
    return Column(name, Text, index=index)


report = _facts("report", _word("earliest"), _word("latest"), _word("publisher"))
actor = _facts("actor", _word("name", index=True), _word("kind"), _word("country"), _word("wikidata"))
place = _facts("place", _word("name", index=True), _word("country"))
event = _facts(
    "event",
    _word("type"),
    _word("mode"),
    _word("status"),
    _word("earliest", index=True),
    _word("latest"),
    _word("place"),
    _word("arrangement"),
)
statement = _facts("statement", _word("speaker", index=True), _word("form"), _word("earliest"), _word("latest"))
figure = _facts("figure", _word("kind"), _word("subject", index=True), _word("earliest"), _word("latest"))
position = _facts("position", _word("holder", index=True), _word("stance"), _word("earliest"), _word("latest"))
arrangement = _facts("arrangement", _word("kind"), _word("name"))
conflict = _facts("conflict", _word("kind"))
copy = _facts("copy", _word("a", index=True), _word("b", index=True))

# any member's key -> the fact that the mention is now part of
member = Table(
    "member", metadata, Column("key", String(64), primary_key=True), Column("fact", String(64), nullable=False)
)
reason = Table(
    "reason",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
)
# who a fact is about: `role` is a participant's, or "speaker", "holder", "target", "party", "source"…; "near" is an
# actor who is only named in the evidence
involved = Table(
    "involved",
    metadata,
    Column("fact", String(64), primary_key=True),
    Column("actor", String(64), primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("state", String(3)),
    Index("involved_actor", "actor"),
    Index("involved_state", "state"),
)
# who an article speaks of, and the state that he counts for
spoken_of = Table(
    "spoken_of",
    metadata,
    Column("article", String(64), primary_key=True),
    Column("actor", String(64), primary_key=True),
    Column("state", String(3), index=True),
)
# where in which article a fact rests: `part` is "evidence", "trigger", "content", "cue", "mention"
resting = Table(
    "resting",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("article", String(64), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("part", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("fact", String(64), nullable=False),
    Index("resting_article", "article", "start"),
    Index("resting_fact", "fact"),
)

KEPT: tuple[Table, ...] = (article, sighting, reading, judgement, failure, withdrawn)
FACTS: dict[str, Table] = {
    "articles": report,
    "actors": actor,
    "places": place,
    "events": event,
    "statements": statement,
    "figures": figure,
    "positions": position,
    "arrangements": arrangement,
    "copies": copy,
    "conflicts": conflict,
}
DERIVED: tuple[Table, ...] = (*FACTS.values(), member, reason, involved, spoken_of, resting)

# Full-text search: FTS5 has no form in SQLAlchemy; PostgreSQL searches the plain columns with to_tsvector instead.
FTS = (
    "CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='article', content_rowid='n', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER article_words_in AFTER INSERT ON article BEGIN "
    "INSERT INTO article_words(rowid, title, text) VALUES (new.n, new.title, new.text); END",
    "CREATE TRIGGER article_words_out AFTER DELETE ON article BEGIN "
    "INSERT INTO article_words(article_words, rowid, title, text) VALUES ('delete', old.n, old.title, old.text); END",
)
