"""English text to a parsed document: tokens, sentences, parts of speech, dependencies, named entities.

The model is dragoman's own (see docs/model-card.md). Nothing heavy is imported until a text is parsed.
"""

from dragoman.nlp.pipeline import Pipeline, load

__all__ = ["Pipeline", "load"]
