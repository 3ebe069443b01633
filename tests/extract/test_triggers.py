"""Which words name an event: what the pattern language means over the real parser."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.extract import wordings
from tests.extract.test_lexicon import triggers

ENTRY = '[[entry]]\ntype = "OTHER"\nmode = "other"\nframe = "directed"\n'


def fired(text: str, tmp_path: Path, pattern: str, key: str = "verbs") -> bool:
    """Does this one pattern fire, in a lexicon that knows no other words?"""
    own = tmp_path / "own.toml"
    own.write_text(ENTRY + f'{key} = "{pattern}"\n')
    shipped = wordings.load((own,))
    lexicon = wordings.Lexicon(classes=shipped.classes)
    lexicon.add({"type": "OTHER", "mode": "other", "frame": "directed", key: pattern}, source="own.toml")
    lexicon.sort()
    return bool(triggers(text, lexicon))


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("sign pact", "Chad signed a pact with Sudan.", "Chad signed a cheque for Sudan."),
        ("come into:force", "The pact came into force.", "The pact came under fire."),
        ("side with:*", "Peru sided with Chile.", "Peru and Chile took a side each."),
        ("meet <@state", "Peru met Chile in Lima.", "The rivers met in the valley."),
        ("close <@barrier", "The border closed at noon.", "The baker closed at noon."),
        ("order @weapon", "India ordered tanks from France.", "India ordered rice from France."),
        ("call @person !~", "The king called Angela Merkel on Monday.", "The king called Angela Merkel a friend."),
        (
            "withdraw @force !from:school",
            "Chad withdrew its troops from the town.",
            "Chad withdrew its troops from school.",
        ),
        ("negotiate !!", "Chad and Sudan negotiated in Doha.", "The driver negotiated the bend."),
        ("not recognise", "Spain does not recognise Kosovo.", "Spain recognises Kosovo."),
        ("be closed <@barrier", "The border remained closed.", "The border was long."),
        ("be at:war", "Iran and Iraq were at war.", "Iran and Iraq spoke about the war."),
        ("say that:must", "Washington said that Beijing must yield.", "Washington said that Beijing will yield."),
        ("take +in @people", "Chad took in refugees.", "Chad took refugees to Cairo in May."),
    ],
)
def test_parts_of_a_verb_pattern(tmp_path: Path, pattern: str, yes: str, no: str) -> None:
    assert fired(yes, tmp_path, pattern)
    assert not fired(no, tmp_path, pattern)


@pytest.mark.parametrize(
    ("pattern", "key", "yes", "no"),
    [
        ("missile|rocket test", "nouns", "The rocket test failed.", "The school test failed."),
        ("cessation of hostilities", "nouns", "A cessation of hostilities began.", "A cessation of trade began."),
        ("talks between:*", "nouns", "The talks between them failed.", "The talks failed."),
        ("stand-off", "nouns", "The stand-off at the bridge went on.", "The stand at the fair went up."),
        ("visit", "weak", "The visit of Angela Merkel was brief.", "Guests like a visit, they say."),
    ],
)
def test_noun_patterns(tmp_path: Path, pattern: str, key: str, yes: str, no: str) -> None:
    assert fired(yes, tmp_path, pattern, key)
    assert not fired(no, tmp_path, pattern, key)


def labels(text: str) -> list[str]:
    return [t.entry.label for t in triggers(text)]


def test_one_clause_may_tell_several_events() -> None:
    assert {"AGREE/agreement", "CONCEDE/release"} <= set(labels("Guinea agreed to free the pilots."))


def test_what_is_only_asked_for_or_threatened_is_no_event_of_its_own() -> None:
    assert labels("The pope called for a ceasefire in Sudan.") == ["REQUEST/appeal"]
    assert labels("Turkey threatened to send troops into Syria.") == ["THREATEN/threat"]


def test_lifted_sanctions_are_eased_not_imposed() -> None:
    assert labels("The European Union lifted sanctions on Burundi.") == ["CONCEDE/easing"]


def test_a_verb_and_its_event_noun_are_one_trigger() -> None:
    assert labels("The two premiers held talks in Rome.") == ["CONSULT/meeting"]
    assert labels("The European Union imposed sanctions on Belarus.") == ["SANCTION/sanctions"]


def test_the_month_of_march_is_no_march() -> None:
    assert "PROTEST/protest" not in labels("On 4 March the ministers met in Rome.")


def test_triggers_are_the_same_on_every_run() -> None:
    text = "Chad accused Sudan of arming rebels and closed the border after the attack on Adre."
    once = [(t.start, t.end, t.words) for t in triggers(text)]
    assert once == [(t.start, t.end, t.words) for t in triggers(text)]
    assert len(once) >= 3
