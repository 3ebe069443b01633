"""Statements, figures and positions over many reports: the same words, number or stand are one fact."""

from __future__ import annotations

import pytest
from hand_readings import Report, derived

QUOTE = "we shall not give up a single well to anybody"


def told(text: str, words: str, speaker: str | None, *, published: str | None = "2019-05-03") -> Report:
    r = Report(text, published=published)
    if speaker is not None:
        r.who(speaker)
    return r.says(words, speaker)


def test_one_quotation_in_two_reports_is_one_statement_with_two_sightings() -> None:
    a = told(f'"{QUOTE}", Merkel said.', QUOTE, "Merkel")
    b = told(f'Merkel told the press: "{QUOTE}".', QUOTE, "Merkel", published="2019-05-04")
    out = derived(a, b)
    (statement,) = out.record.statements
    assert [s.article for s in statement.evidence] == [a.article.id, b.article.id]
    assert statement.content == a.span(QUOTE)
    assert len([k for k, v in out.members.items() if v == statement.id]) == 2


@pytest.mark.parametrize(
    "variant",
    [
        "we shall not give up a single well",  # cut short
        "we will not give up a single well to anybody",  # a word changed in translation
        "We shall NOT give up a single well, to anybody",  # marks and capitals
    ],
)
def test_variants_of_a_translation_are_one_statement(variant: str) -> None:
    a = told(f'"{QUOTE}", Merkel said.', QUOTE, "Merkel")
    b = told(f'Merkel: "{variant}".', variant, "Merkel", published="2019-05-04")
    assert [len(s.evidence) for s in derived(a, b).record.statements] == [2]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        (QUOTE, "Macron"),  # another speaker
        ("the wells belong to those who dig them", "Merkel"),  # other words
        ("not a single", "Merkel"),  # too few words to tell
    ],
)
def test_other_words_or_speakers_are_other_statements(words: str, speaker: str) -> None:
    a = told(f'"{QUOTE}", Merkel said.', QUOTE, "Merkel")
    b = told(f'{speaker}: "{words}".', words, speaker, published="2019-05-04")
    assert len(derived(a, b).record.statements) == 2


def test_short_words_of_one_speaker_are_one_only_if_they_are_the_same() -> None:
    a = told('"Not now", Merkel said.', "Not now", "Merkel")
    same = told('Merkel said "not now".', "not now", "Merkel", published="2019-05-04")
    other = told('Macron said "not now" too.', "not now", "Macron", published="2019-05-05")
    assert sorted(len(s.evidence) for s in derived(a, same, other).record.statements) == [1, 2]


def test_a_report_that_names_the_speaker_lends_the_name() -> None:
    a = told(f'"{QUOTE}", it was said.', QUOTE, None)
    b = told(f'Merkel: "{QUOTE}".', QUOTE, "Merkel", published="2019-05-04")
    (statement,) = derived(a, b).record.statements
    assert statement.speaker == "Q567"


def test_words_repeated_in_one_report_stay_two_sightings() -> None:
    r = Report(f'Merkel: "{QUOTE}". Later: "{QUOTE}".', published="2019-05-03")
    r.says(QUOTE, "Merkel")
    at = r.at(QUOTE, nth=1)
    r.statements.append(type(r.statements[0])(form="direct", content=at, speaker=0, evidence=r.sentence(at)))
    assert len(derived(r).record.statements) == 2


def test_indirect_speech_is_never_joined() -> None:
    a = Report("Merkel said the wells were safe.", published="2019-05-03").says(
        "the wells were safe", "Merkel", form="indirect"
    )
    b = Report("Merkel said the wells were safe again.", published="2019-05-04").says(
        "the wells were safe", "Merkel", form="indirect"
    )
    assert len(derived(a, b).record.statements) == 2


# --- figures


def refugees(
    text: str, words: str, low: float, *, subject: str = "refugees chad", published: str = "2019-05-03"
) -> Report:
    return Report(text, published=published).counts(words, subject, low)


def test_the_same_number_of_the_same_subject_is_one_figure() -> None:
    a = refugees("Chad hosts 400,000 refugees.", "400,000 refugees", 400_000)
    b = refugees("Some 400,000 people live in camps.", "400,000 people", 400_000, published="2019-05-04")
    (figure,) = derived(a, b).record.figures
    assert [s.text for s in figure.evidence] == ["400,000 refugees", "400,000 people"]


@pytest.mark.parametrize(("low", "subject"), [(410_000, "refugees chad"), (400_000, "refugees kenya")])
def test_another_number_or_subject_is_another_figure(low: float, subject: str) -> None:
    a = refugees("Chad hosts 400,000 refugees.", "400,000 refugees", 400_000)
    b = refugees("It hosts 400,001 people.", "400,001 people", low, subject=subject, published="2019-05-04")
    assert len(derived(a, b).record.figures) == 2


def test_about_so_many_is_not_exactly_so_many() -> None:
    a = refugees("Chad hosts 400,000 refugees.", "400,000 refugees", 400_000)
    b = Report("About 400,000 came.", published="2019-05-04").counts(
        "About 400,000", "refugees chad", 400_000, qualifier="about"
    )
    assert len(derived(a, b).record.figures) == 2


def test_lengths_and_bare_counts_are_not_joined_across_reports() -> None:
    a = Report("It took two hours.", published="2019-05-03").counts(
        "two hours", "talks", 2, kind="duration", unit="hours"
    )
    b = Report("It took two hours, too.", published="2019-05-04").counts(
        "two hours", "talks", 2, kind="duration", unit="hours"
    )
    assert len(derived(a, b).record.figures) == 2


def test_a_figure_keeps_whoever_gave_it() -> None:
    a = refugees("Chad hosts 400,000 refugees.", "400,000 refugees", 400_000)
    b = Report("Norway counts 400,000 refugees in Chad.", published="2019-05-04")
    b.counts("400,000 refugees", "refugees chad", 400_000, by="Norway")
    out = derived(a, b)
    (figure,) = out.record.figures
    assert next(x.name for x in out.record.actors if x.id == figure.attributed_to) == "Norway"


# --- positions


def test_a_stand_that_many_sentences_show_is_one_position() -> None:
    a = Report("Iran backs Iraq.", published="2019-05-03").stands("Iran", "supports", "Iraq", "backs")
    b = Report("Iraq is helped by Iran.", published="2019-05-04").stands("Iran", "supports", "Iraq", "helped")
    (position,) = derived(a, b).record.positions
    assert len(position.evidence) == 2


def test_for_and_against_are_two_stands_and_neither_is_lost() -> None:
    a = Report("Iran backs Iraq.", published="2019-05-03").stands("Iran", "supports", "Iraq", "backs")
    b = Report("Iran opposes Iraq.", published="2019-05-04").stands("Iran", "opposes", "Iraq", "opposes")
    assert sorted(p.stance for p in derived(a, b).record.positions) == ["opposes", "supports"]


def test_facts_do_not_depend_on_the_order_of_reports() -> None:
    a = told(f'"{QUOTE}", Merkel said.', QUOTE, "Merkel")
    b = told(f'Merkel: "{QUOTE}".', QUOTE, "Merkel", published=None)
    c = refugees("Chad hosts 400,000 refugees.", "400,000 refugees", 400_000)
    d = refugees("Some 400,000 live in camps.", "400,000", 400_000)
    d.stands("Iran", "supports", "Iraq", "live")
    one, other = derived(a, b, c, d).record, derived(d, c, b, a).record
    assert (one.statements, one.figures, one.positions) == (other.statements, other.figures, other.positions)
