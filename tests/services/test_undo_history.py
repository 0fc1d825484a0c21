from __future__ import annotations

from dataclasses import replace
from datetime import date

from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.measures import begin_measure, offer_measure
from kaa_desktop.services.undo import history, redo_steps, undo, undo_steps
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.storage.register import Register
from tests.services.workspaces import MovableClock, number, registered

ENTRY = ContactEntry(made_on=date(2026, 9, 1), channel="phone", outcome="no_answer")


def names(workspace: Workspace) -> tuple[list[str], list[str]]:
    steps = history(workspace)
    return [step.name for step in steps.undo], [step.name for step in steps.redo]


def test_the_history_tells_each_way_in_the_order_of_doing(workspace: Workspace) -> None:
    person = registered(workspace)
    log_contact(workspace, [person], ENTRY)
    offer_measure(workspace, person, kind="guidance", offered_on=date(2026, 9, 2))
    assert names(workspace) == (["measure.offer", "contact.log", "person.register"], [])
    undo(workspace)
    undo(workspace)
    assert names(workspace) == (["person.register"], ["contact.log", "measure.offer"])
    steps = history(workspace)
    assert steps.redo[0].undone
    assert not steps.undo[0].undone
    assert steps.undo[0].made_at < steps.redo[0].made_at
    assert steps.redo[0].details["channel"] == "phone"


def test_it_tells_whom_a_step_concerns_and_protected_people_by_number(workspace: Workspace) -> None:
    people = [
        registered(workspace, first="Kim", last="Berg"),
        registered(workspace, number("20080314"), protection=Protection.CONFIDENTIALITY_MARK),
        registered(workspace, number("20080601"), first="Noor", last="Haddad"),
    ]
    log_contact(workspace, people[:1], ENTRY)
    log_contact(workspace, people[1:2], ENTRY)
    log_contact(workspace, people, ENTRY)
    newest, protected, one = history(workspace).undo[:3]
    assert one.people == ("Kim Berg",)
    assert protected.people[0].startswith("S-")
    assert (len(newest.people), newest.others) == (2, 1)


def test_several_steps_are_undone_in_order_and_brought_back(workspace: Workspace) -> None:
    person = registered(workspace)
    log_contact(workspace, [person], ENTRY)
    measure, _changes = offer_measure(workspace, person, kind="guidance", offered_on=date(2026, 9, 2))
    begin_measure(workspace, measure, started_on=date(2026, 9, 3))
    done = undo_steps(workspace, 3)
    assert (done.done, done.stopped_by) == (3, None)
    assert done.changes.concerns(person)
    assert {"contact_attempt", "measure"} <= done.changes.kinds
    view = open_person(workspace, person)
    assert (view.contacts, view.measures) == ((), ())
    assert redo_steps(workspace, 2).done == 2
    assert len(open_person(workspace, person).contacts) == 1
    assert names(workspace)[1] == ["measure.begin"]


def test_steps_stop_where_somebody_else_has_worked_on(workspace: Workspace, clock: MovableClock) -> None:
    person = registered(workspace)
    measure, _changes = offer_measure(workspace, person, kind="guidance", offered_on=date(2026, 9, 2))
    log_contact(workspace, [person], ENTRY)
    keys = workspace.register.keys
    other = Workspace(
        Register(workspace.register.path, replace(keys, user="Bo"), clock=clock),
        workspace.code_lists,
    )
    begin_measure(other, measure, started_on=date(2026, 9, 3))
    other.register.close()
    done = undo_steps(workspace, 3)
    assert done.done == 1
    assert done.stopped_by is not None
    assert done.stopped_by.code == "undo.changed_since"
    assert open_person(workspace, person).contacts == ()


def test_no_more_is_undone_than_there_is(workspace: Workspace) -> None:
    registered(workspace)
    done = undo_steps(workspace, 5)
    assert done.done == 1
    assert done.stopped_by is not None
    assert done.stopped_by.code == "undo.nothing"
    assert history(workspace).undo == ()
