from __future__ import annotations

from datetime import date

import pytest

from kaa_desktop.domain.duplicates import (
    DuplicateReason,
    Likeness,
    duplicate_reason,
    likely_duplicates,
    merged_details,
    overlapping_episodes,
    phone_key,
)
from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.young_people import PersonDetails

BORN = date(2008, 3, 14)


def who(row: int = 1, **facts: str) -> Likeness:
    kind = PersonalNumberKind(facts.pop("kind", "personal"))
    known = {"birth_date": "2008-03-14", "first_name": "anna", "last_name": "berg", "phone": "", **facts}
    return Likeness(row=row, id=f"p{row}", number_kind=kind, **known)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({}, {}, "same_name_and_birthday"),
        ({"last_name": "berg-larsson"}, {"last_name": "berg larsson"}, "same_name_and_birthday"),
        ({}, {"birth_date": "2008-03-15"}, None),
        ({"birth_date": ""}, {"birth_date": ""}, None),
        ({"first_name": "", "last_name": ""}, {"first_name": "", "last_name": ""}, None),
        ({}, {"kind": "coordination"}, "new_number"),
        ({"kind": "interim"}, {"kind": "coordination", "first_name": "anna maria"}, "new_number"),
        ({"first_name": "mohammed"}, {"kind": "coordination", "first_name": "mohamed"}, "new_number"),
        ({"first_name": "ali", "last_name": "reza"}, {"kind": "coordination", "first_name": "reza",
                                                      "last_name": "ali"}, "new_number"),
        ({}, {"kind": "coordination", "first_name": "bo"}, None),
        ({}, {"kind": "coordination", "birth_date": ""}, None),
        ({"phone": "070-1 23 45 67"}, {"phone": "+46 70 123 45 67", "birth_date": "", "last_name": "ek"},
         "same_phone"),
        ({"phone": "0701234567"}, {"phone": "0701234567", "first_name": "bo"}, None),
        ({"phone": "123"}, {"phone": "123", "birth_date": ""}, None),
    ],
)  # fmt: skip
def test_who_is_likely_the_same(one: dict[str, str], other: dict[str, str], reason: str | None) -> None:
    expected = DuplicateReason(reason) if reason else None
    assert duplicate_reason(who(1, **one), who(2, **other)) is expected
    assert duplicate_reason(who(2, **other), who(1, **one)) is expected
    found = likely_duplicates([who(1, **one), who(2, **other)], set())
    assert [pair.reason for pair in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("phone", "key"),
    [
        ("070-123 45 67", "0701234567"),
        ("+46 (0)70 123 45 67", "0701234567"),
        ("0046701234567", "0701234567"),
        ("+47 701 23 456", "+4770123456"),
        ("okänt", ""),
        ("0701", ""),
    ],
)
def test_phones_are_compared_as_dialled(phone: str, key: str) -> None:
    assert phone_key(phone) == key


def test_the_surer_number_is_offered_to_be_kept() -> None:
    (pair,) = likely_duplicates([who(1, kind="coordination"), who(2)], set())
    assert (pair.first.row, pair.second.row) == (2, 1)
    (pair,) = likely_duplicates([who(2), who(1)], set())
    assert (pair.first.row, pair.second.row) == (1, 2)


def test_those_found_to_be_different_are_not_suggested() -> None:
    people = [who(1), who(2), who(3)]
    assert len(likely_duplicates(people, set())) == 3
    found = likely_duplicates(people, {frozenset(("p1", "p3"))})
    assert [(pair.first.id, pair.second.id) for pair in found] == [("p1", "p2"), ("p2", "p3")]


def test_a_phone_of_many_says_nothing() -> None:
    people = [who(row, phone="08-123 456 78", birth_date="") for row in range(6)]
    assert likely_duplicates(people, set()) == []
    assert len(likely_duplicates(people[:5], set())) == 10


def test_details_are_filled_up_and_the_personal_number_counts() -> None:
    coordination = PersonalNumber("200803742387", PersonalNumberKind.COORDINATION)
    personal = PersonalNumber("200803142382", PersonalNumberKind.PERSONAL)
    kept = PersonDetails(number=coordination, first_name="Anna", city="Falun")
    other = PersonDetails(number=personal, first_name="Ann", last_name="Berg", email="a@example.org")
    assert merged_details(kept, other) == PersonDetails(
        number=personal, first_name="Anna", last_name="Berg", city="Falun", email="a@example.org"
    )
    assert merged_details(other, kept).number == personal


def episode(begun: date, ended: date | None = None, reason: str = "moved") -> Episode:
    return Episode(
        id=str(begun),
        person_id="",
        registered_on=begun,
        deregistered_on=ended,
        deregistration_reason=reason if ended else "",
    )


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (episode(date(2026, 1, 1)), episode(date(2026, 3, 1)), True),
        (episode(date(2026, 1, 1), date(2026, 3, 1)), episode(date(2026, 3, 1)), False),
        (episode(date(2026, 1, 1), date(2026, 3, 2)), episode(date(2026, 3, 1)), True),
        (
            episode(date(2026, 1, 1), date(2026, 6, 1), "registered_in_error"),
            episode(date(2026, 3, 1)),
            False,
        ),
        (episode(date(2026, 1, 1)), episode(date(2028, 3, 14)), True),
        (episode(date(2026, 1, 1), date(2026, 1, 1)), episode(date(2026, 1, 1)), False),
    ],
)
def test_registrations_may_not_overlap(one: Episode, other: Episode, overlap: bool) -> None:  # noqa: FBT001 - a case
    assert bool(overlapping_episodes([one], [other], BORN)) is overlap
    assert bool(overlapping_episodes([other], [one], BORN)) is overlap
