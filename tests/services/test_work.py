"""Contacts, measures, episodes, undo and redo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.contacts import NOTE_LENGTH
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.operations import operation_label
from kaa_desktop.services.case_workers import list_case_workers
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.episodes import assign_episode, close_episode
from kaa_desktop.services.histories import find_person_id, person_history, recent_operations
from kaa_desktop.services.measures import answer_offer, begin_measure, end_measure, offer_measure
from kaa_desktop.services.undo import next_redo, next_undo, redo, undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.system.assets import translations_folder
from tests.services.workspaces import (
    CODE_LISTS,
    TODAY,
    USER,
    counts,
    number,
    operations,
    reads,
    registered,
)

ENGLISH = load_translator("en", translations_folder())
CALL = ContactEntry(made_on=TODAY, channel="phone", outcome="no_answer")


def latest_episode(workspace: Workspace, person_id: str) -> str:
    episode = open_person(workspace, person_id).episode
    assert episode is not None
    return episode.id


def test_one_contact_for_several_people_is_one_operation(workspace: Workspace) -> None:
    people = [registered(workspace, number(f"200807{day:02d}")) for day in range(1, 5)]
    letter = ContactEntry(made_on=TODAY, channel="letter", outcome="sent", note="  Utskick  ")
    changes = log_contact(workspace, people, letter)
    assert changes.person_ids == set(people)
    assert changes.kinds == {"contact_attempt"}
    for person in people:
        (contact,) = open_person(workspace, person).contacts
        assert (contact.channel, contact.outcome, contact.note) == ("letter", "sent", "Utskick")
    assert [worker.name for worker in list_case_workers(workspace)] == [USER]
    undo(workspace)
    assert counts(workspace)["contact_attempt"] == 0


def test_what_a_contact_tells_becomes_the_occupation(workspace: Workspace) -> None:
    person = registered(workspace)
    entry = replace(CALL, outcome="reached", occupation="folk_high_school")
    changes = log_contact(workspace, [person], entry)
    assert "occupation" in changes.kinds
    view = open_person(workspace, person)
    (occupation,) = view.occupations
    assert (occupation.kind, occupation.verified_on, occupation.source) == (
        "folk_high_school",
        TODAY,
        "contact",
    )
    assert occupation.contact_attempt_id == view.contacts[0].id


def test_a_contact_can_be_logged_on_a_closed_episode(workspace: Workspace) -> None:
    person = registered(workspace, on=date(2026, 1, 1))
    close_episode(
        workspace, latest_episode(workspace, person), deregistered_on=date(2026, 2, 1), reason="moved"
    )
    log_contact(workspace, [person], CALL)
    assert len(open_person(workspace, person).contacts) == 1


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (replace(CALL, channel=""), "code.missing"),
        (replace(CALL, channel="pigeon"), "code.unknown"),
        (replace(CALL, outcome=""), "code.missing"),
        (replace(CALL, occupation="pirate"), "code.unknown"),
        (replace(CALL, made_on=TODAY + timedelta(days=1)), "contact.future"),
        (replace(CALL, note="x" * (NOTE_LENGTH + 1)), "contact.note_too_long"),
    ],
)
def test_a_contact_that_cannot_be_is_refused(workspace: Workspace, entry: ContactEntry, code: str) -> None:
    person = registered(workspace)
    before = counts(workspace)
    with pytest.raises(InvalidInputError) as refused:
        log_contact(workspace, [person], entry)
    assert refused.value.code == code
    assert counts(workspace) == before


def test_a_contact_with_nobody_in_the_register_is_refused(workspace: Workspace) -> None:
    person = registered(workspace)
    before = counts(workspace)
    with pytest.raises(NotAllowedError, match=r"facts\.changed_since"):
        log_contact(workspace, [person, "nobody"], CALL)
    with pytest.raises(NotAllowedError, match=r"facts\.changed_since"):
        offer_measure(workspace, "nobody", kind="guidance", offered_on=TODAY)
    assert counts(workspace) == before


def test_a_measure_is_offered_accepted_begun_and_ended(workspace: Workspace) -> None:
    person = registered(workspace, on=date(2026, 9, 1))
    measure, changes = offer_measure(workspace, person, kind="work_placement", offered_on=date(2026, 9, 2))
    assert "measure" in changes.kinds
    answer_offer(workspace, measure, response="accepted")
    begin_measure(workspace, measure, started_on=date(2026, 9, 7))
    end_measure(workspace, measure, ended_on=date(2026, 9, 25), reason="began_work", occupation_after="work")
    (found,) = open_person(workspace, person).measures
    assert (found.kind, found.response) == ("work_placement", "accepted")
    assert (found.offered_on, found.started_on) == (date(2026, 9, 2), date(2026, 9, 7))
    assert (found.ended_on, found.end_reason, found.occupation_after) == (
        date(2026, 9, 25),
        "began_work",
        "work",
    )
    assert open_person(workspace, person).occupation is None  # what comes after verifies nothing


def test_who_begins_has_accepted(workspace: Workspace) -> None:
    person = registered(workspace, on=date(2026, 9, 1))
    measure, _ = offer_measure(workspace, person, kind="guidance", offered_on=date(2026, 9, 2))
    begin_measure(workspace, measure, started_on=date(2026, 9, 2))
    assert open_person(workspace, person).measures[0].response == "accepted"


def test_measures_that_contradict_themselves_are_refused(workspace: Workspace) -> None:
    person = registered(workspace, on=date(2026, 9, 1))
    for kind, code in (("", r"code\.missing"), ("skydiving", r"code\.unknown")):
        with pytest.raises(InvalidInputError, match=code):
            offer_measure(workspace, person, kind=kind, offered_on=TODAY)
    with pytest.raises(InvalidInputError, match=r"measure\.future"):
        offer_measure(workspace, person, kind="guidance", offered_on=TODAY + timedelta(days=1))
    measure, _ = offer_measure(workspace, person, kind="guidance", offered_on=date(2026, 9, 10))
    ended = {"reason": "completed", "occupation_after": ""}
    with pytest.raises(InvalidInputError, match=r"measure\.not_begun"):
        end_measure(workspace, measure, ended_on=TODAY, **ended)
    with pytest.raises(InvalidInputError, match=r"measure\.begin_before_offer"):
        begin_measure(workspace, measure, started_on=date(2026, 9, 9))
    begin_measure(workspace, measure, started_on=date(2026, 9, 15))
    with pytest.raises(InvalidInputError, match=r"measure\.declined"):
        answer_offer(workspace, measure, response="declined")
    with pytest.raises(InvalidInputError, match=r"measure\.end_before_start"):
        end_measure(workspace, measure, ended_on=date(2026, 9, 14), **ended)
    with pytest.raises(InvalidInputError, match=r"code\.missing"):
        end_measure(workspace, measure, ended_on=TODAY, reason="", occupation_after="")
    with pytest.raises(InvalidInputError, match=r"measure\.unknown"):
        begin_measure(workspace, "nothing", started_on=TODAY)
    assert open_person(workspace, person).measures[0].ended_on is None


def test_an_episode_is_closed_with_a_reason(workspace: Workspace) -> None:
    person = registered(workspace, on=date(2026, 9, 1))
    episode = latest_episode(workspace, person)
    for day, reason, code in (
        (date(2026, 8, 31), "moved", "episode.end_before_start"),
        (TODAY + timedelta(days=1), "moved", "episode.future"),
        (TODAY, "", "code.missing"),
        (TODAY, "bored", "code.unknown"),
        (TODAY, "turned_20", "episode.not_birthday"),
    ):
        with pytest.raises(InvalidInputError) as refused:
            close_episode(workspace, episode, deregistered_on=day, reason=reason)
        assert refused.value.code == code
    close_episode(workspace, episode, deregistered_on=TODAY, reason="exam")
    with pytest.raises(InvalidInputError, match=r"episode\.closed"):
        close_episode(workspace, episode, deregistered_on=TODAY, reason="exam")
    with pytest.raises(InvalidInputError, match=r"episode\.unknown"):
        close_episode(workspace, "nothing", deregistered_on=TODAY, reason="exam")


def test_turning_20_closes_on_the_birthday(workspace: Workspace) -> None:
    person = registered(workspace, number("20060929"), on=date(2026, 9, 1))
    episode = latest_episode(workspace, person)
    close_episode(workspace, episode, deregistered_on=date(2026, 9, 29), reason="turned_20")
    (closed,) = open_person(workspace, person).episodes
    assert (closed.deregistered_on, closed.deregistration_reason) == (date(2026, 9, 29), "turned_20")


def test_an_episode_is_assigned_and_freed(workspace: Workspace) -> None:
    person = registered(workspace)
    log_contact(workspace, [person], CALL)
    (worker,) = list_case_workers(workspace)
    episode = latest_episode(workspace, person)
    assert assign_episode(workspace, episode, worker.id).person_ids == {person}
    assert assign_episode(workspace, episode, worker.id).operation_id is None
    view = open_person(workspace, person)
    assert view.episode is not None
    assert view.case_worker_names[str(view.episode.case_worker_id)] == USER
    assign_episode(workspace, episode, None)
    assert open_person(workspace, person).episodes[0].case_worker_id is None
    with pytest.raises(NotAllowedError, match=r"facts\.changed_since"):
        assign_episode(workspace, episode, "nobody")


def test_undo_and_redo_tell_what_they_take_back(workspace: Workspace) -> None:
    person = registered(workspace)
    log_contact(workspace, [person], CALL)
    offer_measure(workspace, person, kind="guidance", offered_on=TODAY)
    labels = []
    while (operation := next_undo(workspace)) and operation.name != "register.create":
        labels.append(operation_label(operation.name, operation.details, CODE_LISTS, ENGLISH))
        undo(workspace)
    assert labels == [
        "Offer measure: Study and career guidance",
        "Log contact: Phone, No answer",
        "Register a person",
    ]
    assert counts(workspace)["young_person"] == 0
    brought_back = []
    while operation := next_redo(workspace):
        brought_back.append(operation.name)
        redo(workspace)
    assert brought_back == ["person.register", "contact.log", "measure.offer"]
    view = open_person(workspace, person)
    assert (len(view.contacts), len(view.measures)) == (1, 1)
    with pytest.raises(NotAllowedError, match=r"redo\.nothing"):
        redo(workspace)


def test_what_is_done_after_an_undo_ends_redo(workspace: Workspace) -> None:
    person = registered(workspace)
    log_contact(workspace, [person], CALL)
    undo(workspace)
    assert next_redo(workspace) is not None
    log_contact(workspace, [person], replace(CALL, channel="sms"))
    assert next_redo(workspace) is None


def test_making_the_register_is_not_taken_back(workspace: Workspace) -> None:
    assert next_undo(workspace) is None
    with pytest.raises(NotAllowedError, match=r"undo\.nothing"):
        undo(workspace)


def test_history_tells_who_did_what_newest_first(workspace: Workspace) -> None:
    person = registered(workspace)
    log_contact(workspace, [person], CALL)
    undo(workspace)
    entries = person_history(workspace, person)
    assert [(entry.name, entry.actor, entry.undone) for entry in entries] == [
        ("undo", USER, False),
        ("contact.log", USER, True),
        ("person.register", USER, False),
    ]
    assert {change.table for change in entries[2].changes} == {"young_person", "episode"}
    assert reads(workspace) == [(person, "history", "")]
    assert [entry.name for entry in recent_operations(workspace, 2)] == ["undo", "contact.log"]


def test_a_person_is_found_by_number_or_case_number(workspace: Workspace) -> None:
    person = registered(workspace)
    assert find_person_id(workspace, " 080701-2398 ") == person
    with pytest.raises(InvalidInputError, match=r"person\.unknown"):
        find_person_id(workspace, number("20080702"))
    with pytest.raises(InvalidInputError, match=r"personal_number\.check_digit"):
        find_person_id(workspace, "20080701-2399")


def test_every_operation_has_words(workspace: Workspace) -> None:
    person = registered(workspace)
    measure, _ = offer_measure(workspace, person, kind="guidance", offered_on=TODAY)
    begin_measure(workspace, measure, started_on=TODAY)
    end_measure(workspace, measure, ended_on=TODAY, reason="completed", occupation_after="unknown")
    close_episode(
        workspace, latest_episode(workspace, person), deregistered_on=TODAY, reason="registered_in_error"
    )
    undo(workspace)
    redo(workspace)
    for entry in recent_operations(workspace):
        label = operation_label(entry.name, entry.details, CODE_LISTS, ENGLISH)
        assert label != entry.name
        assert "{" not in label
    assert operations(workspace)[-1] == "redo"
    assert CodeKind.MEASURE in CODE_LISTS.lists
