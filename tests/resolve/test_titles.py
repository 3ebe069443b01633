"""One line for people to read, from the fields of an event alone."""

from __future__ import annotations

import pytest
from hand_readings import Report, laid_out

from dragoman.extract import wordings
from dragoman.reading import Via
from dragoman.resolve.titles import VERBS, title
from dragoman.types import Role, Status


def line(
    kind: str, who: list[str], roles: list[Role] | None = None, *, where: str | None = None, status: Status = "occurred"
) -> str:
    via: Via = "clause"
    r = Report(f"{' and '.join(who) or 'They'} acted in {where or 'Bergen'}.")
    r.event(kind, "acted", who=who, roles=roles or (), where=[(where, via)] if where else [], status=status)
    desk = laid_out(r)
    return title(desk.fused(r), desk.links)


@pytest.mark.parametrize(
    ("kind", "who", "roles", "where", "expected"),
    [
        ("CONSULT.meeting", ["Macron", "Merkel"], [], None, "Emmanuel Macron and Angela Merkel meet"),
        ("CONSULT.meeting", ["Macron", "Merkel"], [], "Bergen", "Emmanuel Macron and Angela Merkel meet in Bergen"),
        (
            "CONSULT.meeting",
            ["Ruto", "Macron", "Merkel"],
            [],
            None,
            "William Ruto, Emmanuel Macron and Angela Merkel meet",
        ),
        ("CONSULT.call", ["Macron", "Merkel"], [], None, "Emmanuel Macron and Angela Merkel speak by phone"),
        ("ACCUSE.accusation", ["Peru", "Chile"], ["actor", "recipient"], None, "Peru accuses Chile"),
        ("SANCTION.sanctions", ["Norway", "Chad"], ["actor", "recipient"], None, "Norway sanctions Chad"),
        ("HUMANITARIAN.displacement", ["Chad"], ["recipient"], None, "Chad: displacement"),
        ("CONSULT.meeting", [], [], None, "Meet"),
    ],
)
def test_titles_read_like_headlines(
    kind: str, who: list[str], roles: list[Role], where: str | None, expected: str
) -> None:
    assert line(kind, who, roles, where=where) == expected


@pytest.mark.parametrize(
    ("status", "opening"),
    [
        ("planned", "Planned: "),
        ("cancelled", "Called off: "),
        ("denied", "Did not happen: "),
        ("proposed", "Proposed: "),
        ("hypothetical", "Possible: "),
        ("claimed", "Claimed: "),
        ("occurred", "Emmanuel"),
        ("ongoing", "Emmanuel"),
    ],
)
def test_what_did_not_happen_says_so_first(status: Status, opening: str) -> None:
    assert line("CONSULT.meeting", ["Macron", "Merkel"], status=status).startswith(opening)


def test_a_crowd_is_cut_after_four_names() -> None:
    made = line("CONSULT.meeting", ["Chad", "Chile", "Kenya", "Norway", "Peru", "Rwanda"])
    assert made.endswith(" meet") and made.count(",") == 2 and made.count(" and ") == 1


def test_whoever_is_named_first_stands_first() -> None:
    assert line("CONSULT.meeting", ["Merkel", "Macron"]) == "Angela Merkel and Emmanuel Macron meet"


def test_a_title_has_no_full_stop_and_no_second_line() -> None:
    for mode in VERBS:
        made = line(f"OTHER.{mode}", ["Peru", "Chile"], ["actor", "recipient"])
        assert made.strip() == made and "\n" not in made and not made.endswith(".")


def test_every_mode_that_the_lexicon_tells_has_words() -> None:
    lexicon = wordings.load(())
    entries = [p.entry for group in lexicon.verbs.values() for p in group]
    entries += [p.entry for group in lexicon.nouns.values() for p in group]
    assert {e.mode for e in entries if e.type != wordings.NONE} <= set(VERBS)
