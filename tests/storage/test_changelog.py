"""The chain shows tampering; undo and redo go as far as the facts allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from kaa_desktop.domain.errors import NotAllowedError
from kaa_desktop.services import contacts, episodes, measures, undo
from kaa_desktop.services.backups import verify
from kaa_desktop.services.histories import person_history
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.storage import changelog
from kaa_desktop.storage.register import Register
from kaa_desktop.storage.registers import renew_device
from kaa_desktop.storage.verification import LOGGED_TABLES, table_rows
from tests.registers import SetClock, new_workspace, person, registered

ENTRY = contacts.ContactEntry(made_on=date(2026, 2, 3), channel="phone", outcome="reached", occupation="work")


@pytest.fixture
def person_id(workspace: Workspace, clock: SetClock) -> str:
    """Somebody with some history."""
    person_id = registered(workspace, person(238))
    clock.forward(minutes=1)
    contacts.log_contact(workspace, [person_id], ENTRY)
    clock.forward(minutes=1)
    measure, _ = measures.offer_measure(workspace, person_id, kind="guidance", offered_on=date(2026, 2, 3))
    measures.begin_measure(workspace, measure, started_on=date(2026, 2, 4))
    return person_id


@pytest.fixture
def colleague(workspace: Workspace) -> Iterator[Workspace]:
    """The same register, used by somebody else."""
    keys = replace(workspace.register.keys, user="Per Öberg")
    register = Register(workspace.register.path, keys, clock=workspace.register.now)
    yield Workspace(register, workspace.code_lists)
    register.close()


def rows(workspace: Workspace) -> dict[str, dict[str, dict[str, object]]]:
    with workspace.register.read() as connection:
        return {table: table_rows(connection, table) for table in LOGGED_TABLES}


def findings(workspace: Workspace) -> set[str]:
    return {finding.code for finding in verify(workspace).findings}


TAMPERINGS = (
    (
        "UPDATE change_log SET new_values = json_set(new_values, '$.first_name', 'X')"
        " WHERE table_name = 'young_person'"
    ),
    "UPDATE change_log SET old_values = '{\"response\":\"declined\"}' WHERE kind = 'update'",
    "UPDATE change_log SET person_id = 'somebody else' WHERE table_name = 'contact_attempt'",
    "UPDATE change_log SET row_id = 'another' WHERE table_name = 'contact_attempt'",
    "UPDATE change_log SET table_name = 'measure' WHERE table_name = 'contact_attempt'",
    "UPDATE change_log SET kind = 'delete' WHERE kind = 'update'",
    "UPDATE change_log SET salt = hex(randomblob(16))",
    "UPDATE change_log SET erased_hash = salt WHERE table_name = 'young_person'",
    "UPDATE change_log SET operation = operation + 1 WHERE table_name = 'occupation'",
    "UPDATE change_log SET number = number + 1000 WHERE table_name = 'contact_attempt'",
    "DELETE FROM change_log WHERE table_name = 'occupation'",
    (
        "INSERT INTO change_log(operation, table_name, row_id, kind, new_values)"
        " SELECT operation, table_name, row_id, 'update', '{}' FROM change_log WHERE kind = 'update'"
    ),
    *(
        f"UPDATE operation SET {column} = '{value}' WHERE name = 'contact.log'"
        for column, value in (
            ("name", "x"),
            ("details", "{}"),
            ("actor", "Mallory"),
            ("device", "other"),
            ("clock", "0"),
            ("made_at", "2020-01-01T00:00:00+00:00"),
            ("undoes", 1),
            ("id", "x"),
            ("digest", "x"),
        )
    ),
)


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_tampering_with_the_log_shows(workspace: Workspace, person_id: str, tampering: str) -> None:
    assert person_id
    assert findings(workspace) == set()
    with workspace.register.maintenance() as connection:
        assert connection.exec_driver_sql(tampering).rowcount > 0
    assert "verify.chain" in findings(workspace)


@pytest.mark.parametrize("name", ["person.register", "contact.log", "measure.begin"])
def test_taking_a_whole_operation_away_shows(workspace: Workspace, person_id: str, name: str) -> None:
    assert person_id
    where = f"(SELECT number FROM operation WHERE name = '{name}')"
    with workspace.register.maintenance() as connection:
        connection.exec_driver_sql(f"DELETE FROM change_log WHERE operation IN {where}")
        connection.exec_driver_sql(f"DELETE FROM operation WHERE number IN {where}")
    assert findings(workspace) & {"verify.chain", "verify.table"}


def _silently(connection: Connection, trigger: str, statement: str) -> None:
    sql = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (trigger,)).scalar_one()
    connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    connection.exec_driver_sql(statement)
    connection.exec_driver_sql(sql)


@pytest.mark.parametrize(
    ("trigger", "statement"),
    [
        ("log_update_young_person", "UPDATE young_person SET first_name = 'X'"),
        ("log_delete_contact_attempt", "DELETE FROM contact_attempt"),
        ("log_insert_setting", "INSERT INTO setting(id, value) VALUES ('freshness_days', '9999')"),
    ],
)
def test_changing_a_table_past_the_log_shows(
    workspace: Workspace, person_id: str, trigger: str, statement: str
) -> None:
    assert person_id
    with workspace.register.maintenance() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("UPDATE occupation SET contact_attempt_id = contact_attempt_id")
        if trigger == "log_delete_contact_attempt":
            connection.exec_driver_sql("DROP TRIGGER log_update_occupation")
            connection.exec_driver_sql("UPDATE occupation SET contact_attempt_id = NULL")
        _silently(connection, trigger, statement)
    assert "verify.table" in findings(workspace)


def test_erasing_keeps_the_chain_and_takes_the_values(workspace: Workspace, person_id: str) -> None:
    with workspace.register.maintenance() as connection:
        assert changelog.erase_values(connection, person_id) == 1
        assert changelog.erase_values(connection, person_id) == 0
        left = connection.exec_driver_sql(
            "SELECT old_values, new_values, salt FROM change_log WHERE row_id = ?", (person_id,)
        ).all()
    assert [tuple(row) for row in left] == [(None, None, "")]
    assert findings(workspace) == set()
    with workspace.register.maintenance() as connection:
        connection.exec_driver_sql("UPDATE change_log SET erased_hash = 'x' WHERE erased_hash IS NOT NULL")
    assert findings(workspace) == {"verify.chain"}


def test_each_device_has_a_chain_of_its_own(workspace: Workspace, person_id: str, clock: SetClock) -> None:
    register = workspace.register
    first = register.meta("device")
    renew_device(register)
    copy = Register(register.path, register.keys, clock=clock)
    other = Workspace(copy, workspace.code_lists)
    contacts.log_contact(other, [person_id], ENTRY)
    contacts.log_contact(other, [person_id], ENTRY)
    with register.maintenance() as connection:
        devices = set(connection.exec_driver_sql("SELECT DISTINCT device FROM operation").scalars())
        assert devices == {first, copy.meta("device")}
        assert changelog.broken_operations(connection) == []
        connection.exec_driver_sql(
            "UPDATE operation SET actor = 'x' WHERE number = (SELECT max(number) FROM operation)"
        )
        newest = connection.exec_driver_sql("SELECT max(number) FROM operation").scalar_one()
        assert changelog.broken_operations(connection) == [newest]
    copy.close()


WORKS: tuple[Callable[[Workspace, str], object], ...] = (
    lambda w, p: contacts.log_contact(w, [p], ENTRY),
    lambda w, _p: registered(w, person(241)),
    lambda w, p: measures.offer_measure(w, p, kind="studies", offered_on=date(2026, 2, 5)),
    lambda w, p: measures.end_measure(
        w,
        open_person(w, p).measures[0].id,
        ended_on=date(2026, 3, 1),
        reason="completed",
        occupation_after="",
    ),
    lambda w, p: episodes.close_episode(
        w, open_person(w, p).episodes[0].id, deregistered_on=date(2026, 3, 1), reason="moved"
    ),
    lambda w, p: episodes.assign_episode(w, open_person(w, p).episodes[0].id, None),
)


@settings(max_examples=10)
@given(st.permutations(range(len(WORKS))))
def test_everything_is_undone_and_redone_step_by_step(order: list[int]) -> None:
    with TemporaryDirectory() as folder:
        workspace = new_workspace(Path(folder))
        person_id = registered(workspace, person(238))
        measure, _ = measures.offer_measure(
            workspace, person_id, kind="guidance", offered_on=date(2026, 2, 3)
        )
        measures.begin_measure(workspace, measure, started_on=date(2026, 2, 4))
        states = [rows(workspace)]
        for index in order:
            WORKS[index](workspace, person_id)
            if rows(workspace) != states[-1]:
                states.append(rows(workspace))
        for state in reversed(states[:-1]):
            undo.undo(workspace)
            assert rows(workspace) == state
        for state in states[1:]:
            undo.redo(workspace)
            assert rows(workspace) == state
        assert undo.next_redo(workspace) is None
        assert findings(workspace) == set()
        workspace.register.close()


def test_undo_is_named_after_what_it_takes_back(workspace: Workspace, person_id: str) -> None:
    assert person_id
    operation, changes = undo.undo(workspace)
    assert operation.name == "measure.begin"
    assert changes.concerns(person_id)
    back, _ = undo.redo(workspace)
    assert back.name == "measure.begin"
    again, _ = undo.undo(workspace)
    assert again.name == "measure.begin"


def test_a_new_change_ends_redo(workspace: Workspace, person_id: str) -> None:
    undo.undo(workspace)
    contacts.log_contact(workspace, [person_id], ENTRY)
    with pytest.raises(NotAllowedError) as caught:
        undo.redo(workspace)
    assert caught.value.code == "redo.nothing"


def test_undo_stops_where_somebody_else_has_gone_on(
    workspace: Workspace, colleague: Workspace, person_id: str
) -> None:
    measure = open_person(workspace, person_id).measures[0].id
    measures.end_measure(
        colleague, measure, ended_on=date(2026, 3, 1), reason="completed", occupation_after=""
    )
    before = rows(workspace)
    for _ in range(2):  # the same answer again and again, and nothing changes
        with pytest.raises(NotAllowedError) as caught:
            undo.undo(workspace)
        assert caught.value.code == "undo.changed_since"
    assert rows(workspace) == before
    undo.undo(colleague)
    undo.undo(workspace)
    assert not open_person(workspace, person_id).measures[0].running
    assert findings(workspace) == set()


def test_what_somebody_else_did_and_took_back_is_no_hindrance(
    workspace: Workspace, colleague: Workspace, person_id: str
) -> None:
    measure = open_person(workspace, person_id).measures[0].id
    measures.end_measure(
        colleague, measure, ended_on=date(2026, 3, 1), reason="completed", occupation_after=""
    )
    undo.undo(colleague)
    undo.redo(colleague)
    with pytest.raises(NotAllowedError):
        undo.undo(workspace)
    undo.undo(colleague)
    undo.undo(workspace)
    assert findings(workspace) == set()


def test_a_row_of_its_own_is_undone_whatever_others_do(
    workspace: Workspace, colleague: Workspace, person_id: str
) -> None:
    contacts.log_contact(workspace, [person_id], ENTRY)
    contacts.log_contact(colleague, [person_id], ENTRY)
    undo.undo(workspace)
    assert len(open_person(workspace, person_id).contacts) == 2


def test_undo_of_a_registration_stops_where_somebody_else_refers_to_it(
    workspace: Workspace, colleague: Workspace
) -> None:
    person_id = registered(workspace, person(238))
    contacts.log_contact(colleague, [person_id], ENTRY)
    before = rows(workspace)
    with pytest.raises(NotAllowedError) as caught:
        undo.undo(workspace)
    assert caught.value.code == "undo.changed_since"
    assert rows(workspace) == before
    assert findings(workspace) == set()


def test_nobody_undoes_what_somebody_else_has_done(workspace: Workspace, colleague: Workspace) -> None:
    registered(workspace, person(238))
    assert undo.next_undo(colleague) is None
    with pytest.raises(NotAllowedError) as caught:
        undo.undo(colleague)
    assert caught.value.code == "undo.nothing"


def test_the_history_tells_who_did_what_newest_first(
    workspace: Workspace, colleague: Workspace, person_id: str
) -> None:
    undo.undo(workspace)
    contacts.log_contact(colleague, [person_id], ENTRY)
    entries = person_history(workspace, person_id)
    assert [(entry.name, entry.actor, entry.undone) for entry in entries] == [
        ("contact.log", "Per Öberg", False),
        ("undo", "Lo Wikström", False),
        ("measure.begin", "Lo Wikström", True),
        ("measure.offer", "Lo Wikström", False),
        ("contact.log", "Lo Wikström", False),
        ("person.register", "Lo Wikström", False),
    ]
    (change,) = entries[2].changes
    assert (change.old, change.new) == (
        {"response": "no_response_yet", "started_on": None},
        {"response": "accepted", "started_on": "2026-02-04"},
    )
    with workspace.register.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM read_log").scalar() == 1
