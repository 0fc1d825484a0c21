from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.delivery_controls import Severity, WholeDelivery, check_person
from kaa_desktop.domain.delivery_profiles import Block, DeliveryProfile
from kaa_desktop.domain.delivery_records import DeliveryPerson, records_of
from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.measures import Measure
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind

PERIOD = parse_period("2026H1")
TODAY = date(2026, 9, 30)
REACHED = frozenset({"reached", "declined_contact"})
PROFILE = DeliveryProfile(from_period="2026H1")


def day(text: str) -> date:
    return date.fromisoformat(text)


EPISODE = Episode(id="e", person_id="p", registered_on=day("2026-02-01"), registration_reason="dropped_out")
CONTACT = ContactAttempt(
    id="c", person_id="p", made_on=day("2026-03-01"), channel="phone", outcome="reached", occupation="work"
)
MEASURE = Measure(
    id="m",
    person_id="p",
    kind="guidance",
    offered_on=day("2026-03-01"),
    response="accepted",
    started_on=day("2026-03-10"),
)
SOUND = DeliveryPerson(
    id="p",
    number=PersonalNumber("200807012398", PersonalNumberKind.PERSONAL),
    name="Örjan Åkesson",
    protected=False,
    birth_date=day("2008-07-01"),
    episodes=(EPISODE,),
    contacts=(CONTACT,),
    measures=(MEASURE,),
)


def codes(person: DeliveryPerson, profile: DeliveryProfile = PROFILE) -> list[str]:
    return [finding.code for finding in check_person(person, PERIOD, profile, REACHED, TODAY)]


def with_episode(**changes: Any) -> DeliveryPerson:
    return replace(SOUND, episodes=(replace(EPISODE, **changes),))


def with_contact(**changes: Any) -> DeliveryPerson:
    return replace(SOUND, contacts=(replace(CONTACT, **changes),))


def with_measure(**changes: Any) -> DeliveryPerson:
    return replace(SOUND, measures=(replace(MEASURE, **changes),))


def test_a_sound_person_gives_no_finding() -> None:
    assert codes(SOUND) == []


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (
            replace(SOUND, number=PersonalNumber("20080701T394", PersonalNumberKind.INTERIM)),
            "number_invalid",
        ),
        (replace(SOUND, birth_date=day("2006-01-31")), "registered_at_20"),
        (with_episode(deregistered_on=day("2026-05-01")), "deregistered_without_reason"),
        (with_episode(deregistration_reason="moved"), "reason_without_day"),
        (
            with_episode(deregistered_on=day("2026-01-31"), deregistration_reason="moved"),
            "ended_before_begun",
        ),
        (
            replace(
                with_episode(deregistered_on=day("2026-05-02"), deregistration_reason="turned_20"),
                birth_date=day("2006-05-01"),
            ),
            "not_the_birthday",
        ),
        (
            replace(SOUND, episodes=(EPISODE, replace(EPISODE, id="f", registered_on=day("2026-04-01")))),
            "overlapping",
        ),
        (with_contact(made_on=day("2026-01-15")), "contact_outside"),
        (replace(SOUND, contacts=(CONTACT, replace(CONTACT, id="d"))), "contact_twice"),
        (with_measure(started_on=None, ended_on=day("2026-04-01")), "measure_never_begun"),
        (with_measure(ended_on=day("2026-03-09")), "measure_ended_before_begun"),
        (with_measure(started_on=day("2026-01-20")), "measure_outside"),
    ],
)
def test_each_error_is_found(person: DeliveryPerson, code: str) -> None:
    found = check_person(person, PERIOD, PROFILE, REACHED, TODAY)
    assert code in [finding.code for finding in found if finding.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (replace(SOUND, contacts=()), "no_attempt"),
        (with_contact(outcome="no_answer"), "not_reached"),
        (with_contact(occupation=""), "contact_without_occupation"),
        (with_episode(registration_reason=""), "registration_reason_missing"),
        (
            with_episode(deregistered_on=day("2026-05-01"), deregistration_reason="moved"),
            "measure_open_on_closed",
        ),
        (with_measure(kind="introductory_programme"), "introductory_as_measure"),
        (replace(SOUND, birth_date=day("2006-06-01")), "turned_20_not_deregistered"),
    ],
)
def test_each_warning_is_found(person: DeliveryPerson, code: str) -> None:
    found = check_person(person, PERIOD, PROFILE, REACHED, TODAY)
    assert [f.severity for f in found if f.code == code] == [Severity.WARNING]


def test_a_measure_may_end_on_the_day_of_deregistration_but_not_begin() -> None:
    closed = with_episode(deregistered_on=day("2026-05-01"), deregistration_reason="moved")
    ended = replace(closed, measures=(replace(MEASURE, ended_on=day("2026-05-01")),))
    assert codes(ended) == []
    begun = replace(closed, measures=(replace(MEASURE, started_on=day("2026-05-01")),))
    assert "measure_outside" in codes(begun)


def test_somebody_who_turned_20_before_the_half_year_has_to_be_deregistered() -> None:
    person = replace(SOUND, birth_date=day("2005-12-31"), episodes=(EPISODE,))
    assert "turned_20_before" in codes(person)


def test_a_registration_in_error_overlaps_nothing() -> None:
    wrong = replace(
        EPISODE, id="w", deregistered_on=day("2026-03-01"), deregistration_reason="registered_in_error"
    )
    assert "overlapping" not in codes(replace(SOUND, episodes=(EPISODE, wrong)))


def test_more_contacts_than_the_file_has_room_for_are_an_error() -> None:
    contacts = tuple(replace(CONTACT, id=str(n), made_on=date(2026, 3, n)) for n in range(1, 4))
    narrow = replace(PROFILE, repeats={Block.CONTACT: 2})
    assert codes(replace(SOUND, contacts=contacts), narrow) == ["too_many_contact"]
    assert codes(replace(SOUND, contacts=contacts)) == []


def test_errors_come_before_warnings() -> None:
    person = replace(with_episode(registration_reason=""), contacts=(CONTACT, replace(CONTACT, id="d")))
    assert codes(person) == ["contact_twice", "registration_reason_missing"]


def test_nothing_is_said_of_somebody_outside_the_half_year() -> None:
    closed = with_episode(
        registered_on=day("2025-02-01"), deregistered_on=day("2025-12-31"), registration_reason=""
    )
    assert codes(closed) == []


@pytest.mark.parametrize(("others", "found"), [(12, ["mostly_other_measure"]), (8, [])])
def test_a_delivery_of_mostly_other_measures_looks_careless(others: int, found: list[str]) -> None:
    whole = WholeDelivery()
    for number in range(20):
        kind = "other_measure" if number < others else "guidance"
        person = with_measure(kind=kind)
        for record in records_of(person, PERIOD, PROFILE, REACHED):
            whole.add(record)
    assert [finding.code for finding in whole.findings()] == found
