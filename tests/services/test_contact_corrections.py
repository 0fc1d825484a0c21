"""What was logged wrongly is corrected or taken out, and the timeline still tells how it stood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kaa_desktop.domain.contact_plan import StepReason
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.person_log import PersonLog, RemovalReason
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.contacts import (
    ContactEntry,
    correct_contact,
    log_contact,
    outside_responsibility,
    remove_contact,
)
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.siblings import same_address
from kaa_desktop.services.timelines import open_with_log
from kaa_desktop.services.undo import redo, undo
from kaa_desktop.services.work_list import work_of
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from tests.services.workspaces import TODAY, USER, number, registered

CALL = ContactEntry(made_on=TODAY, channel="phone", outcome="no_answer", note="Ringde")


def log_of(workspace: Workspace, person: str) -> PersonLog:
    return open_with_log(workspace, person).log


def logged(workspace: Workspace, entry: ContactEntry = CALL) -> tuple[str, str]:
    person = registered(workspace)
    log_contact(workspace, [person], entry)
    return person, open_person(workspace, person).contacts[0].id


def test_a_correction_keeps_how_it_stood(workspace: Workspace) -> None:
    person, contact = logged(workspace)
    correct_contact(workspace, contact, replace(CALL, outcome="reached", occupation="work", note=""))
    correct_contact(workspace, contact, replace(CALL, channel="sms", outcome="reached", occupation="work"))
    view = open_person(workspace, person)
    assert [(c.channel, c.outcome, c.note) for c in view.contacts] == [("sms", "reached", "Ringde")]
    assert [occupation.kind for occupation in view.occupations] == ["work"]
    first, second = log_of(workspace, person).revisions
    assert (first.former.channel, first.former.outcome, first.former.note) == ("phone", "no_answer", "Ringde")
    assert (second.former.channel, second.former.outcome, second.former.note) == ("phone", "reached", "")
    assert (first.changed_by, first.removed) == (USER, False)


def test_a_corrected_day_moves_the_occupation_too(workspace: Workspace) -> None:
    person, contact = logged(workspace, replace(CALL, outcome="reached", occupation="work"))
    earlier = TODAY - timedelta(days=5)
    moved = replace(CALL, made_on=earlier, outcome="reached", occupation="work")
    correct_contact(workspace, contact, moved)
    (occupation,) = open_person(workspace, person).occupations
    assert occupation.verified_on == earlier
    correct_contact(workspace, contact, replace(CALL, made_on=earlier))
    assert open_person(workspace, person).occupations == ()


def test_a_correction_that_is_taken_back_is_not_told(workspace: Workspace) -> None:
    person, contact = logged(workspace)
    correct_contact(workspace, contact, replace(CALL, outcome="reached"))
    undo(workspace)
    assert log_of(workspace, person).revisions == ()
    redo(workspace)
    (revision,) = log_of(workspace, person).revisions
    assert revision.former.outcome == "no_answer"


def test_what_is_removed_is_told_with_its_reason_and_can_come_back(workspace: Workspace) -> None:
    person, contact = logged(workspace, replace(CALL, outcome="reached", occupation="work"))
    remove_contact(workspace, contact, RemovalReason.WRONG_PERSON)
    view = open_person(workspace, person)
    assert (view.contacts, view.occupations) == ((), ())
    (revision,) = log_of(workspace, person).revisions
    assert (revision.removed, revision.reason) == (True, "wrong_person")
    assert (revision.former.id, revision.former.note) == (contact, "Ringde")
    undo(workspace)
    assert len(open_person(workspace, person).occupations) == 1
    assert log_of(workspace, person).revisions == ()


def test_what_is_gone_cannot_be_corrected(workspace: Workspace) -> None:
    _person, contact = logged(workspace)
    remove_contact(workspace, contact, RemovalReason.LOGGED_TWICE)
    with pytest.raises(InvalidInputError, match=r"contact\.unknown"):
        correct_contact(workspace, contact, CALL)
    with pytest.raises(InvalidInputError, match=r"contact\.unknown"):
        remove_contact(workspace, contact, RemovalReason.OTHER)


def test_a_correction_without_a_difference_leaves_no_trace(workspace: Workspace) -> None:
    person, contact = logged(workspace)
    changes = correct_contact(workspace, contact, CALL)
    assert changes.operation_id is None or not changes.kinds
    assert log_of(workspace, person).revisions == ()


def test_the_log_tells_what_was_done_and_when_it_was_noted(workspace: Workspace) -> None:
    person, contact = logged(workspace, replace(CALL, made_on=TODAY - timedelta(days=3)))
    log = log_of(workspace, person)
    assert [operation.name for operation in log.operations] == ["person.register", "contact.log"]
    assert log.noted_on == {contact: TODAY}


def test_a_contact_outside_the_responsibility_is_saved_and_said(workspace: Workspace) -> None:
    closed = registered(workspace, number("20080701"), on=date(2026, 1, 1))
    running = registered(workspace, number("20080702"), on=date(2026, 9, 1))
    episode = open_person(workspace, closed).open_episode
    assert episode is not None
    close_episode(workspace, episode.id, deregistered_on=date(2026, 2, 1), reason="moved")
    log_contact(workspace, [closed, running], CALL)
    assert outside_responsibility(workspace, [closed, running], TODAY) == (closed,)
    assert outside_responsibility(workspace, [closed, running], date(2026, 1, 31)) == (running,)


def test_those_at_the_same_address_are_suggested(workspace: Workspace) -> None:
    def lives(value: str, first: str, *, street: str = "Ekgatan 3 B", postal_code: str = "171 71") -> str:
        return registered(workspace, number(value), first=first, street=street, postal_code=postal_code)

    one = lives("20080701", "Ada")
    lives("20090702", "Bo", street="EKGATAN 3 B")
    lives("20090703", "Cia", street="Ekgatan 3 C")
    lives("20090704", "Dag", postal_code="111 11")
    mark = Protection.CONFIDENTIALITY_MARK
    hidden = registered(
        workspace, number("20090705"), protection=mark, street="Ekgatan 3 B", postal_code="171 71"
    )
    alone = registered(workspace, number("20090706"), first="Fia")
    assert [row.name for row in same_address(workspace, one)] == ["Bo Åkesson"]
    assert same_address(workspace, hidden) == ()
    assert same_address(workspace, alone) == ()


def test_the_next_step_is_set_with_the_contact_and_undone_with_it(workspace: Workspace) -> None:
    person = registered(workspace)
    log_contact(workspace, [person], replace(CALL, next_channel="sms", next_on=TODAY + timedelta(days=3)))
    work = work_of(workspace, person)
    assert work is not None
    assert (work.item.step.channel, work.item.step.reason) == ("sms", StepReason.BY_HAND)
    log_contact(workspace, [person], CALL)
    work = work_of(workspace, person)
    assert work is not None
    assert work.item.step.reason is not StepReason.BY_HAND
    undo(workspace)
    undo(workspace)
    work = work_of(workspace, person)
    assert work is not None
    assert work.item.step.reason is StepReason.FIRST


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (replace(CALL, next_channel="pigeon", next_on=TODAY), r"code\.unknown"),
        (replace(CALL, next_channel="sms"), r"next_step\.no_day"),
        (replace(CALL, next_channel="sms", next_on=TODAY - timedelta(days=1)), r"next_step\.past"),
    ],
)
def test_a_next_step_that_cannot_be_is_refused_with_the_contact(
    workspace: Workspace, entry: ContactEntry, code: str
) -> None:
    person = registered(workspace)
    with pytest.raises(InvalidInputError, match=code):
        log_contact(workspace, [person], entry)
    assert open_person(workspace, person).contacts == ()
