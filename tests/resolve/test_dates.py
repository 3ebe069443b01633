"""The dates of facts: what may be told, how firm it is, and that no event is dated after its own report."""

from __future__ import annotations

from hand_readings import Report, derived

from dragoman.reading import Via
from dragoman.types import Event, Status


def event(report: Report) -> Event:
    (found,) = derived(report).record.events
    return found


def met(when: str, *, published: str | None, via: Via = "clause", status: Status = "occurred") -> Event:
    return event(
        Report(f"{when}: Merkel met Macron in Bergen.", published=published).event(
            "CONSULT.meeting",
            "met",
            who=("Merkel", "Macron"),
            status=status,
            tense="future" if status == "planned" else "past",
            when=[(when, via)],
        )
    )


def test_what_has_happened_is_not_dated_after_its_report() -> None:
    """A day that a sentence before lent it, or its own, would lie ahead: then nobody has told its day."""
    for via in ("clause", "carry"):
        assert met("On 9 May 2019", published="2019-05-01", via=via).date is None  # type: ignore[arg-type]


def test_the_day_after_its_report_and_days_of_plans_are_kept() -> None:
    night = met("On 2 May 2019", published="2019-05-01").date
    assert night is not None and night.earliest == "2019-05-02"
    plan = met("On 9 May 2019", published="2019-05-01", status="planned").date
    assert plan is not None and plan.earliest == "2019-05-09"


def test_a_day_taken_over_from_another_sentence_is_inferred() -> None:
    own, lent = (met("On Tuesday", published="2019-05-01", via=via).date for via in ("clause", "carry"))
    assert own is not None and own.basis == "resolved"
    assert lent is not None and (lent.earliest, lent.basis) == (own.earliest, "inferred")
    assert lent.why.startswith("told without a day of its own")


def test_a_day_of_a_report_that_may_be_of_any_year_is_not_told() -> None:
    """ "Tuesday" in a report of nobody knows when is no date of seventy years."""
    report = Report("On Tuesday Merkel met Macron in Bergen, as in May 2016.").event(
        "CONSULT.meeting", "met", who=("Merkel", "Macron"), when=[("On Tuesday", "clause")]
    )
    assert event(report).date is None
