"""Who stands for or against whom, read from the acts that show it: backing, opposing, condemning, refusing."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.mentions import Mentions
from dragoman.reading import EventMention, PositionMention
from dragoman.types import Article, Stance

STANCES: dict[tuple[str, str], Stance] = {
    ("SUPPORT", "support"): "supports",
    ("SUPPORT", "recognition"): "supports",
    ("REJECT", "opposition"): "opposes",
    ("REJECT", "refusal"): "opposes",
    ("ACCUSE", "criticism"): "opposes",
    ("ACCUSE", "accusation"): "opposes",
    ("ACCUSE", "concern"): "opposes",
}
HOLDERS = ("actor", "party")
TARGETS = ("recipient", "item")


def positions(events: Sequence[EventMention], article: Article, mentions: Mentions) -> tuple[PositionMention, ...]:
    """One position per holder and target; a denied or hypothetical act shows none."""
    found: dict[tuple[int, Stance, int | None, str], PositionMention] = {}
    for event in events:
        stance = STANCES.get((event.type, event.mode))
        if stance is None or event.status in ("denied", "hypothetical", "cancelled"):
            continue
        holders = [a.entity for a in event.participants if a.role in HOLDERS]
        targets: list[int | None] = [
            a.entity for a in event.participants if a.role in TARGETS and a.entity not in holders
        ]
        words = event.item or ""
        if not targets and not words:
            continue
        for holder in holders:
            for target in targets or [None]:
                said = mentions.entities[target].name if target is not None else words
                key = (holder, stance, target, "" if target is not None else said.casefold())
                found.setdefault(
                    key,
                    PositionMention(
                        holder=holder, stance=stance, target=target, words=words or said, evidence=event.evidence,
                        when=event.when,
                    ),
                )
    return tuple(found.values())
