"""dragoman reads what the press says about diplomacy and keeps the record, with its proof."""

from dragoman.types import Article, Record

__all__ = ["Article", "Record"]
__version__ = "0.1.0"
