"""Who is one actor across reports, and who only sounds alike."""

from __future__ import annotations

import pytest
from hand_readings import Report, derived, laid_out

from dragoman.types import Actor, Record


def actor(record: Record, name: str) -> Actor:
    found = [a for a in record.actors if a.name == name]
    assert len(found) == 1, [a.name for a in record.actors]
    return found[0]


def test_whom_the_tables_know_is_one_actor_under_one_id() -> None:
    a, b = Report("Angela Merkel spoke.", published="2019-05-03"), Report("Merkel left.", published="2019-05-04")
    a.entity("person", "Angela Merkel", country="DEU", candidates=["person:Q567"])
    b.entity("person", "Merkel", country="DEU", candidates=["person:Q567"])
    merkel = actor(derived(a, b).record, "Angela Merkel")
    assert (merkel.id, merkel.wikidata, merkel.country, merkel.kind) == ("Q567", "Q567", "DEU", "person")
    assert merkel.aliases == ("Merkel",)
    assert [(m.article, m.text) for m in merkel.mentions] == [
        (a.article.id, "Angela Merkel"),
        (b.article.id, "Merkel"),
    ]
    assert any("hancellor" in o.title and o.table for o in merkel.offices)


def test_a_stranger_is_one_by_full_name_whatever_the_accents() -> None:
    a, b = Report("Zoë Brandl spoke."), Report("Zoe Brandl left.")
    a.entity("person", "Zoë Brandl")
    b.entity("person", "Zoe Brandl")
    record = derived(a, b).record
    assert len(record.actors) == 1 and len(record.actors[0].mentions) == 2
    assert record.actors[0].wikidata is None and record.actors[0].offices == ()


def test_strangers_of_two_countries_or_kinds_are_two() -> None:
    a, b, c = Report("Ana Costa spoke."), Report("Ana Costa left."), Report("Ana Costa grew.")
    a.entity("person", "Ana Costa", country="BRA")
    b.entity("person", "Ana Costa", country="PRT")
    c.entity("organisation", "Ana Costa", country="PRT")
    assert len(derived(a, b, c).record.actors) == 3


def test_the_id_of_a_stranger_is_that_of_the_first_mention_whoever_comes_later() -> None:
    first, second = (
        Report("Ana Costa spoke.", published="2019-05-04"),
        Report("Ana Costa left.", published="2019-05-05"),
    )
    older = Report("Ana Costa ran.", published="2019-05-03")
    for r in (first, second, older):
        r.entity("person", "Ana Costa")
    before, after = derived(first, second), derived(second, first, older)
    old_id = before.record.actors[0].id
    assert after.record.actors[0].id != old_id  # a smaller member has come
    assert after.members[old_id] == after.record.actors[0].id  # and the old id still leads there


def test_pronouns_are_evidence_of_nobody_s_name() -> None:
    a = Report("Ana Costa spoke. She left.")
    a.entity("person", "Ana Costa")
    a.entity("person", "She", mention="pronoun", country="PRT")
    mentions = [m.text for x in derived(a).record.actors if x.name == "Ana Costa" for m in x.mentions]
    assert mentions == ["Ana Costa"]


def king(text: str, published: str | None) -> Report:
    r = Report(text, published=published)
    r.entity("person", "Spanish king", country="ESP", roles=["king"], mention="description")
    return r


def test_an_office_is_whoever_held_it_when_the_report_was_published() -> None:
    now = derived(king("The Spanish king left.", "2019-05-03")).record.actors
    assert [a.name for a in now] == ["Felipe VI"]


def test_an_office_stays_nameless_where_the_day_is_not_known() -> None:
    found = derived(king("The Spanish king left.", None)).record.actors
    assert [(a.name, a.wikidata) for a in found] == [("Spanish king", None)]


def test_two_bearers_of_one_name_are_nobody_rather_than_the_wrong_one() -> None:
    a = Report("Kim spoke.", published="1850-05-03")
    a.entity("person", "Kim", candidates=["person:Q56226", "person:Q567"])
    found = derived(a).record.actors
    assert [(x.name, x.wikidata) for x in found] == [("Kim", None)]


def test_the_bearer_who_was_in_office_then_is_meant() -> None:
    a = Report("Macron spoke.", published="2019-05-03")
    a.entity("person", "Macron", country="FRA", candidates=["person:Q3052772", "person:Q567"])
    assert [x.name for x in derived(a).record.actors] == ["Emmanuel Macron"]


def test_states_are_actors_and_places() -> None:
    a = Report("Kenya waited.")
    a.who("Kenya")
    record = derived(a).record
    assert [(x.name, x.kind, x.country) for x in record.actors] == [("Kenya", "state", "KEN")]
    assert [(p.name, p.country, p.lat is not None) for p in record.places] == [("Kenya", "KEN", True)]


def test_an_adjective_alone_makes_an_actor_but_no_place() -> None:
    a = Report("Kenyan ships sailed.")
    a.entity("state", "Kenyan", name="Kenya", country="KEN", candidates=["state:KEN"], mention="adjective")
    record = derived(a).record
    assert [x.name for x in record.actors] == ["Kenya"] and record.places == ()


def test_a_seat_of_power_is_an_actor_of_its_state() -> None:
    a = Report("The Kremlin waited.")
    a.entity("organisation", "The Kremlin", country="RUS", candidates=["seat:seat:kremlin:the kremlin"])
    found = derived(a).record.actors
    assert [(x.kind, x.country) for x in found] == [("organisation", "RUS")]


def town(country: str | None = "KEN") -> Report:
    r = Report("They met in Nairobi.", published="2019-05-03")
    r.entity("place", "Nairobi", country=country, candidates=["place:KEN/nairobi"])
    return r


def test_a_town_is_one_place_in_all_reports() -> None:
    other = Report("In Nairobi it rained.", published="2019-05-04")
    other.entity("place", "Nairobi", country="KEN", candidates=["place:KEN/nairobi"])
    places = derived(town(), other).record.places
    assert [(p.name, p.country, len(p.mentions)) for p in places] == [("Nairobi", "KEN", 2)]


def test_a_town_of_the_gazetteer_has_its_id_and_coordinates() -> None:
    place = derived(town()).record.places[0]
    assert place.id == "place:KEN/nairobi"
    assert place.lat == pytest.approx(-1.28, abs=0.1) and place.lon == pytest.approx(36.82, abs=0.1)


def test_a_place_that_no_table_knows_has_no_coordinates() -> None:
    a = Report("They met in Osterdorf.")
    a.entity("place", "Osterdorf")
    place = derived(a).record.places[0]
    assert (place.name, place.lat, place.lon) == ("Osterdorf", None, None)


def test_of_two_towns_of_one_name_the_one_of_a_country_in_the_report_is_meant() -> None:
    a = Report("Syria: fighting in Idlib province.")
    a.entity("state", "Syria", country="SYR", candidates=["state:SYR"])
    a.entity("place", "Idlib province", candidates=["place:SYR/idlib-province"])
    assert any(p.id == "place:SYR/idlib-province" and p.country == "SYR" for p in derived(a).record.places)


def test_a_person_counts_for_the_state_and_a_stranger_for_nobody_else() -> None:
    a = Report("Merkel met Ana Costa.")
    a.who("Merkel")
    a.entity("person", "Ana Costa")
    a.event("CONSULT.meeting", "met", who=["Merkel"])
    links = laid_out(a).links
    codes = {links.actors[i].name: links.code(i) for i in links.actors}
    assert codes["Angela Merkel"] == "DEU"
    assert codes["Ana Costa"] not in ("DEU", "")


def test_actors_and_places_do_not_depend_on_the_order_of_reports() -> None:
    reports = [Report("Ana Costa spoke.", published="2019-05-04"), Report("Ana Costa left."), Report("Kenya waited.")]
    for r in reports[:2]:
        r.entity("person", "Ana Costa")
    reports[2].who("Kenya")
    one, other = derived(*reports).record, derived(*reversed(reports)).record
    assert (one.actors, one.places) == (other.actors, other.places)
