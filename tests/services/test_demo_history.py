from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.code_lists import CodeKind, CodeLists, parse_code_lists
from kaa_desktop.domain.contacts import check_contact
from kaa_desktop.domain.episodes import TURNED_20, Episode, check_deregistration, check_registration
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.measures import Measure, check_measure
from kaa_desktop.domain.personal_number import (
    DEMO_LETTERS,
    PersonalNumberKind,
    age_on,
    parse_personal_number,
    turns_20_on,
)
from kaa_desktop.domain.register_history import EpisodeRecord, RegisterHistory
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.demo_history import MOST_PEOPLE, make_demo_history
from kaa_desktop.services.demo_names import load_demo_source
from kaa_desktop.system.assets import code_list_documents

TODAY = date(2026, 11, 22)
SOURCE = load_demo_source()
REACHED = {"reached", "declined_contact"}


def history(people: int, seed: int = 1, today: date = TODAY, numbers: int | None = None) -> RegisterHistory:
    return make_demo_history(
        people=people,
        seed=seed,
        today=today,
        test_numbers=SOURCE.test_numbers[:numbers],
        names=SOURCE.names,
        home_municipality="0180",
    )


@pytest.fixture(scope="module")
def large() -> RegisterHistory:
    return history(3000)


@pytest.fixture(scope="module")
def codes() -> CodeLists:
    return parse_code_lists(code_list_documents())


def birthdays(register: RegisterHistory) -> dict[str, date | None]:
    return {
        person.details.number.value: person.details.number.birth_date or person.birth_date
        for person in register.people
    }


def episodes_by_person(register: RegisterHistory) -> dict[str, list[EpisodeRecord]]:
    found = defaultdict(list)
    for record in register.episodes:
        found[record.number].append(record)
    return found


def as_episode(record: EpisodeRecord, *, closed: bool) -> Episode:
    return Episode(
        id="e",
        person_id="p",
        registered_on=record.registered_on,
        deregistered_on=record.deregistered_on if closed else None,
        deregistration_reason=record.deregistration_reason if closed else "",
    )


def check_episodes(register: RegisterHistory, today: date) -> None:
    born = birthdays(register)
    for number, records in episodes_by_person(register).items():
        earlier: list[Episode] = []
        for record in records:
            birth_date = born[number]
            check_registration(
                registered_on=record.registered_on, birth_date=birth_date, others=earlier, today=today
            )
            if record.deregistered_on:
                check_deregistration(
                    as_episode(record, closed=False),
                    deregistered_on=record.deregistered_on,
                    reason=record.deregistration_reason,
                    birth_date=birth_date,
                    today=today,
                )
                assert birth_date is None or record.deregistered_on <= turns_20_on(birth_date)
            elif birth_date:
                assert 16 <= age_on(birth_date, today) <= 19
            earlier.append(as_episode(record, closed=True))


def check_contacts(register: RegisterHistory, today: date) -> None:
    episodes = episodes_by_person(register)
    for contact in register.contacts:
        check_contact(made_on=contact.made_on, note=contact.note, today=today)
        assert contact.outcome in REACHED or not contact.occupation
        assert any(
            record.registered_on <= contact.made_on < (record.deregistered_on or date.max)
            for record in episodes[contact.number]
        )
    made = Counter((contact.number, contact.made_on) for contact in register.contacts)
    assert not made or max(made.values()) == 1


def check_measures(register: RegisterHistory, today: date) -> None:
    episodes = episodes_by_person(register)
    for record in register.measures:
        measure = Measure(
            id="m",
            person_id="p",
            kind=record.kind,
            offered_on=record.offered_on,
            response=record.response,
            started_on=record.started_on,
            ended_on=record.ended_on,
            end_reason=record.end_reason,
        )
        check_measure(measure, today=today)
        assert bool(record.ended_on) == bool(record.end_reason) == bool(record.occupation_after)
        offered = record.offered_on
        assert offered is not None
        [episode] = [
            one
            for one in episodes[record.number]
            if one.registered_on <= offered < (one.deregistered_on or date.max)
        ]
        end = episode.deregistered_on
        assert not (end and record.started_on) or (record.ended_on and record.ended_on <= end)


@settings(deadline=None, max_examples=40)
@given(
    people=st.integers(0, 150),
    seed=st.integers(0, 2**32),
    today=st.dates(date(2022, 1, 1), date(2045, 12, 31)),
    numbers=st.sampled_from([None, 0, 400]),
)
def test_every_register_is_consistent(people: int, seed: int, today: date, numbers: int | None) -> None:
    register = history(people, seed, today, numbers)
    values = [person.details.number.value for person in register.people]
    assert len(values) == len(set(values)) == people
    for person in register.people:
        number = person.details.number
        assert (
            parse_personal_number(number.value, today=today, allowed=frozenset(PersonalNumberKind)) == number
        )
    assert {record.number for record in register.episodes} == set(values)
    check_episodes(register, today)
    check_contacts(register, today)
    check_measures(register, today)


def test_the_same_seed_gives_the_same_register() -> None:
    assert history(120, seed=7) == history(120, seed=7)
    assert history(120, seed=7) != history(120, seed=8)


def test_official_numbers_are_used_before_the_made_up_series(large: RegisterHistory) -> None:
    official = set(SOURCE.test_numbers)
    assert {person.details.number.value for person in large.people} <= official
    more = [person.details.number for person in history(7000).people]
    made_up = [number for number in more if number.kind is PersonalNumberKind.INTERIM]
    assert 700 < len(made_up) < 1800
    assert {number.value[8] for number in made_up} <= set(DEMO_LETTERS)
    assert {number.value for number in more} - {number.value for number in made_up} <= official


def test_records_come_in_order_and_episodes_never_overlap(large: RegisterHistory) -> None:
    several = [records for records in episodes_by_person(large).values() if len(records) > 1]
    assert 100 < len(several) < 600
    assert max(map(len, several)) == 3
    for records in several:
        for one, other in pairwise(records):
            assert one.deregistered_on is not None
            assert one.deregistered_on < other.registered_on


def test_every_code_is_in_its_list(large: RegisterHistory, codes: CodeLists) -> None:
    used = {
        CodeKind.CHANNEL: {contact.channel for contact in large.contacts},
        CodeKind.OUTCOME: {contact.outcome for contact in large.contacts},
        CodeKind.OCCUPATION: {contact.occupation for contact in large.contacts}
        | {measure.occupation_after for measure in large.measures},
        CodeKind.MEASURE: {measure.kind for measure in large.measures},
        CodeKind.RESPONSE: {measure.response for measure in large.measures},
        CodeKind.MEASURE_END_REASON: {measure.end_reason for measure in large.measures},
        CodeKind.REGISTRATION_REASON: {episode.registration_reason for episode in large.episodes}
        | {episode.last_school_activity for episode in large.episodes},
        CodeKind.DEREGISTRATION_REASON: {episode.deregistration_reason for episode in large.episodes},
    }
    for kind, values in used.items():
        assert all(value in codes[kind] for value in values - {""}), kind
        assert len(values - {""}) > 2, kind
    assert all(codes[CodeKind.MEASURE][measure.kind].valid_on(TODAY) for measure in large.measures)


def test_people_look_like_those_of_a_municipality(large: RegisterHistory) -> None:
    numbers = [person.details.number for person in large.people]
    assert 0.42 < sum(number.value[10] in "02468" for number in numbers) / 3000 < 0.48
    protections = Counter(person.protection for person in large.people)
    assert protections.total() - protections[Protection.NONE] == 21
    assert len(protections) == 4
    for person in large.people:
        details = person.details
        assert details.first_name
        assert details.last_name
        assert details.phone == "" or "070-174 06 05" <= details.phone <= "070-174 06 99"
        assert details.email == "" or details.email.endswith("@example.com")
        assert details.email.isascii()
        assert person.home_municipality == "0180"
        assert (details.street == "") == (person.protection is Protection.PROTECTED_REGISTRATION)


def test_episodes_look_like_those_of_a_municipality(large: RegisterHistory) -> None:
    months = Counter(record.registered_on.month for record in large.episodes)
    autumn, spring = (sum(months[month] for month in span) for span in (range(8, 12), range(2, 6)))
    assert autumn > 2 * spring
    still_open = [record for record in large.episodes if record.deregistered_on is None]
    assert 0.25 < len(still_open) / 3000 < 0.4
    born = birthdays(large)
    ages = Counter(age_on(day, TODAY) for record in still_open if (day := born[record.number]))
    assert ages[18] + ages[19] > len(still_open) / 2
    closed = Counter(record.deregistration_reason for record in large.episodes if record.deregistered_on)
    assert 0.3 < closed[TURNED_20] / closed.total() < 0.5
    missing = sum(record.registration_reason == "" for record in large.episodes) / len(large.episodes)
    assert 0.03 < missing < 0.1
    workers = {record.case_worker for record in large.episodes} - {""}
    assert 60 < len(still_open) / len(workers) < 100
    unassigned = sum(record.case_worker == "" for record in large.episodes) / len(large.episodes)
    assert 0.03 < unassigned < 0.07


def test_the_work_looks_like_that_of_a_municipality(large: RegisterHistory) -> None:
    assert 5.5 < len(large.contacts) / 3000 < 8
    assert 0.15 < len({measure.number for measure in large.measures}) / 3000 < 0.27
    first, last = date(2026, 1, 1), date(2026, 6, 30)
    there = {
        record.number
        for record in large.episodes
        if record.registered_on <= last and (record.deregistered_on or date.max) > first
    }
    reached = {c.number for c in large.contacts if first <= c.made_on <= last and c.outcome in REACHED}
    assert 0.4 < len(there & reached) / len(there) < 0.6
    assert any(measure.started_on and not measure.ended_on for measure in large.measures)
    notes = sum(contact.note != "" for contact in large.contacts)
    assert 0 < notes < len(large.contacts) / 20
    earliest = min(record.registered_on for record in large.episodes)
    assert timedelta(days=3 * 365) < TODAY - earliest <= timedelta(days=4 * 366)


@pytest.mark.parametrize("people", [-1, MOST_PEOPLE + 1])
def test_more_people_than_there_are_numbers_are_refused(people: int) -> None:
    with pytest.raises(InvalidInputError, match=r"demo\.people"):
        history(people)
