"""Small marks that stand in running text: a family's mark, a stance, a state of a sentence."""

from __future__ import annotations

from markupsafe import Markup

from dragoman.web.drawing.svg import mark, tag
from dragoman.web.wording import FAMILIES


def of_family(key: str) -> Markup:
    """The mark of a family, as in the timeline; its name is told to those who do not see it."""
    kind = FAMILIES.get(key)
    if kind is None:
        return Markup("")
    return _icon(mark(kind.mark, 7, 7, 4.6, css=f"f-{key}"), kind.name)


def small(shape: str, css: str, label: str = "") -> Markup:
    return _icon(mark(shape, 7, 7, 4.6, css=css), label)


def _icon(inner: Markup, label: str) -> Markup:
    told: dict[str, object] = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return tag("svg", inner, viewBox="0 0 14 14", width=14, height=14, class_="icon", **told)
