"""When: find the time expressions of a text and resolve them against a reference day."""

from dragoman.times.finding import find
from dragoman.times.resolving import Part, resolve, turned
from dragoman.times.tense import tense_around

__all__ = ["Part", "find", "resolve", "tense_around", "turned"]
