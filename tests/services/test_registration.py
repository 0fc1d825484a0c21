from __future__ import annotations

from datetime import date

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import PersonalNumberKind, parse_personal_number
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.searches import search
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import (
    Registration,
    open_person,
    possible_duplicates,
    read_number,
    register_person,
)
from tests.services.workspaces import TODAY, counts, details, number, operations, registered


def close_latest(workspace: Workspace, person_id: str, on: date, reason: str = "moved") -> None:
    episode = open_person(workspace, person_id).episode
    assert episode is not None
    close_episode(workspace, episode.id, deregistered_on=on, reason=reason)


def test_a_new_person_gets_an_episode(workspace: Workspace) -> None:
    registration = Registration(
        details=details("080701-2398", street="Storgatan 1", phone="070-174 06 05"),
        registered_on=date(2026, 9, 1),
        registration_reason="dropped_out",
        last_school_activity="study_certificate",
    )
    person_id, changes = register_person(workspace, registration)
    assert changes.kinds == {"young_person", "episode"}
    assert changes.person_ids == {person_id}
    assert changes.concerns(person_id)
    view = open_person(workspace, person_id)
    assert view.person.details == registration.details
    assert view.person.birth_date == date(2008, 7, 1)
    assert view.person.home_municipality == "0180"
    (episode,) = view.episodes
    assert episode.registered_on == date(2026, 9, 1)
    assert (episode.registration_reason, episode.last_school_activity) == ("dropped_out", "study_certificate")


def test_somebody_who_comes_back_gets_a_second_episode(workspace: Workspace) -> None:
    person_id = registered(workspace, on=date(2026, 1, 10))
    close_latest(workspace, person_id, date(2026, 3, 1))
    assert registered(workspace, on=date(2026, 3, 1)) == person_id
    view = open_person(workspace, person_id)
    assert [episode.registered_on for episode in view.episodes] == [date(2026, 1, 10), date(2026, 3, 1)]
    assert counts(workspace)["young_person"] == 1


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2026, 9, 1), "episode.already_open"),
        (date(2026, 10, 1), "episode.future"),
        (date(2028, 7, 1), "episode.future"),
    ],
)
def test_an_open_episode_or_a_day_to_come_is_refused(workspace: Workspace, on: date, code: str) -> None:
    registered(workspace, on=date(2026, 8, 1))
    before = counts(workspace)
    with pytest.raises(InvalidInputError) as refused:
        registered(workspace, on=on)
    assert refused.value.code == code
    assert counts(workspace) == before


def test_an_overlapping_episode_is_refused_unless_the_former_was_an_error(workspace: Workspace) -> None:
    person_id = registered(workspace, on=date(2026, 1, 10))
    close_latest(workspace, person_id, date(2026, 3, 1))
    with pytest.raises(InvalidInputError, match=r"episode\.overlap"):
        registered(workspace, on=date(2026, 2, 28))
    undo(workspace)
    close_latest(workspace, person_id, date(2026, 3, 1), "registered_in_error")
    registered(workspace, on=date(2026, 2, 28))
    assert len(open_person(workspace, person_id).episodes) == 2


@pytest.mark.parametrize(("birthday", "refused"), [("20060930", True), ("20061001", False)])
def test_the_20th_birthday_is_the_limit(workspace: Workspace, birthday: str, *, refused: bool) -> None:
    if refused:
        with pytest.raises(InvalidInputError, match=r"episode\.turned_20"):
            registered(workspace, number(birthday), on=TODAY)
        assert counts(workspace)["young_person"] == 0
    else:
        registered(workspace, number(birthday), on=TODAY)


@pytest.mark.parametrize(
    "registration",
    [
        Registration(details=details("20080701-2398"), registered_on=TODAY, registration_reason="invented"),
        Registration(details=details("20080701-2398"), registered_on=TODAY, last_school_activity="invented"),
    ],
)
def test_a_code_that_no_list_holds_is_refused(workspace: Workspace, registration: Registration) -> None:
    with pytest.raises(InvalidInputError, match=r"code\.unknown"):
        register_person(workspace, registration)


def test_interim_numbers_are_kept_only_where_the_settings_allow_it(workspace: Workspace) -> None:
    settings = RegisterSettings(municipality_code="0180", allow_interim=True)
    interim = number("20080701", "T23")
    with pytest.raises(InvalidInputError, match=r"personal_number\.interim"):
        read_number(workspace, interim)
    change_settings(workspace, settings)
    read = read_number(workspace, interim)
    assert read.kind is PersonalNumberKind.INTERIM
    person_id, _ = register_person(
        workspace, Registration(details=PersonDetails(number=read), registered_on=TODAY)
    )
    assert open_person(workspace, person_id).person.birth_date == date(2008, 7, 1)


def test_an_unknown_birthday_is_set_by_hand(workspace: Workspace) -> None:
    coordination = parse_personal_number(number("20080760", "238"), today=TODAY)
    assert coordination.birth_date is None
    registration = Registration(
        details=PersonDetails(number=coordination, first_name="Ada"),
        registered_on=date(2026, 1, 1),
        birth_date=date(2008, 7, 15),
    )
    person_id, _ = register_person(workspace, registration)
    assert open_person(workspace, person_id).person.birth_date == date(2008, 7, 15)


def test_a_birthday_set_by_hand_still_limits_when_the_person_comes_back(workspace: Workspace) -> None:
    coordination = PersonDetails(
        number=parse_personal_number(number("20060660", "238"), today=TODAY), first_name="Ada"
    )
    first = Registration(details=coordination, registered_on=date(2026, 1, 1), birth_date=date(2006, 6, 15))
    person_id, _ = register_person(workspace, first)
    close_latest(workspace, person_id, date(2026, 2, 1))
    with pytest.raises(InvalidInputError, match=r"episode\.turned_20"):
        register_person(workspace, Registration(details=coordination, registered_on=date(2026, 7, 1)))


def test_who_comes_back_brings_new_ways_to_be_reached(workspace: Workspace) -> None:
    person_id = registered(workspace, street="Storgatan 1", phone="070-174 06 05")
    close_latest(workspace, person_id, date(2026, 9, 1))
    registered(workspace, on=date(2026, 9, 2), street="Lillgatan 2")
    found = open_person(workspace, person_id).person.details
    assert found is not None
    assert (found.street, found.phone) == ("Lillgatan 2", "070-174 06 05")


def test_who_comes_back_protected_is_sealed(workspace: Workspace) -> None:
    person_id = registered(workspace)
    close_latest(workspace, person_id, date(2026, 9, 1))
    registered(workspace, on=date(2026, 9, 2), protection=Protection.CONFIDENTIALITY_MARK)
    person = open_person(workspace, person_id).person
    assert person.details is None
    assert person.protection is Protection.CONFIDENTIALITY_MARK
    assert search(workspace, "Åkesson") == ()


def test_a_protected_person_is_found_again_by_number(workspace: Workspace) -> None:
    person_id = registered(workspace, protection=Protection.PROTECTED_REGISTRATION)
    with pytest.raises(InvalidInputError, match=r"episode\.already_open"):
        registered(workspace, on=date(2026, 9, 2))
    close_latest(workspace, person_id, date(2026, 9, 1))
    assert registered(workspace, on=date(2026, 9, 2)) == person_id
    person = open_person(workspace, person_id).person
    assert person.protection is Protection.PROTECTED_REGISTRATION
    assert person.details is None


def test_a_person_has_the_same_id_in_every_copy_and_a_protected_one_a_random(workspace: Workspace) -> None:
    person_id = registered(workspace)
    undo(workspace)
    assert registered(workspace) == person_id
    undo(workspace)
    protected = registered(workspace, protection=Protection.CONFIDENTIALITY_MARK)
    undo(workspace)
    assert registered(workspace, protection=Protection.CONFIDENTIALITY_MARK) != protected != person_id


def test_duplicates_are_the_same_number_or_name_and_birthday(workspace: Workspace) -> None:
    person_id = registered(workspace, "20080701-2398")
    same_day = number("20080701", "240")
    assert [row.id for row in possible_duplicates(workspace, details("20080701-2398", "X", "Y"))] == [
        person_id
    ]
    assert [row.id for row in possible_duplicates(workspace, details(same_day, "ÖRJAN", "åkesson"))] == [
        person_id
    ]
    assert possible_duplicates(workspace, details(same_day, "Örjan", "Åkerman")) == ()
    assert possible_duplicates(workspace, details(number("20080702"))) == ()
    unknown = PersonDetails(
        number=parse_personal_number(number("20080760"), today=TODAY),
        first_name="Örjan",
        last_name="Åkesson",
    )
    assert possible_duplicates(workspace, unknown) == ()
    assert [row.id for row in possible_duplicates(workspace, unknown, date(2008, 7, 1))] == [person_id]


def test_registering_leaves_one_operation_that_can_be_taken_back(workspace: Workspace) -> None:
    before = counts(workspace)
    registered(workspace)
    assert operations(workspace) == ["register.create", "person.register"]
    undone, changes = undo(workspace)
    assert undone.name == "person.register"
    assert changes.kinds == {"young_person", "episode"}
    after = counts(workspace)
    assert (after["young_person"], after["episode"]) == (before["young_person"], before["episode"])
