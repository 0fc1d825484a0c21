from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlcipher3 import dbapi2

from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError, RegisterError
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.case_workers import ids_by_name
from kaa_desktop.storage.errors import explained
from kaa_desktop.storage.migrations import runner
from kaa_desktop.storage.verification import LOGGED_TABLES
from tests.registers import TODAY, person, registered


class StopError(Exception):
    """What a test raises in the middle of an operation."""


def pragma(workspace: Workspace, name: str) -> object:
    with workspace.register.read() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("cipher_use_hmac", "1"),
        ("kdf_iter", "256000"),
        ("cipher_page_size", "4096"),
    ],
)
def test_how_the_file_is_opened(workspace: Workspace, name: str, value: object) -> None:
    assert pragma(workspace, name) == value


def test_every_connection_is_opened_alike(workspace: Workspace) -> None:
    with workspace.register.read() as first, workspace.register.read() as second:
        assert first.connection.dbapi_connection is not second.connection.dbapi_connection
        for connection in (first, second):
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2


def test_each_thread_keeps_its_connection_and_all_are_closed(workspace: Workspace) -> None:
    def used() -> Any:
        with workspace.register.read() as connection:
            return connection.connection.driver_connection

    with ThreadPoolExecutor(1) as beside:
        own, other = used(), beside.submit(used).result()
        assert own is not other
        assert used() is own
        assert beside.submit(used).result() is other
    workspace.register.close()
    for connection in (own, other):
        with pytest.raises(dbapi2.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_all_tables_are_strict(workspace: Workspace) -> None:
    with workspace.register.read() as connection:
        tables = connection.exec_driver_sql("SELECT name, type, strict FROM pragma_table_list").all()
    loose = {name for name, kind, strict in tables if kind == "table" and not strict}
    assert {name for name in loose if not name.startswith(("sqlite_", "person_"))} == set()
    assert set(LOGGED_TABLES) <= {name for name, _, _ in tables}


def test_ddl_and_the_version_roll_back_together(workspace: Workspace) -> None:
    version = pragma(workspace, "user_version")
    with suppress(StopError), workspace.register.maintenance() as connection:
        connection.exec_driver_sql("CREATE TABLE half (id TEXT) STRICT")
        connection.exec_driver_sql("PRAGMA user_version = 77")
        raise StopError
    assert pragma(workspace, "user_version") == version
    assert pragma(workspace, "table_info(half)") is None


def test_a_migration_step_that_fails_leaves_nothing(workspace: Workspace) -> None:
    version = pragma(workspace, "user_version")
    with pytest.raises(OperationalError), workspace.register.maintenance() as connection:
        runner.apply_step(connection, 1)  # the tables are there already
    assert pragma(workspace, "user_version") == version


def test_references_hold(workspace: Workspace) -> None:
    entry = ContactEntry(made_on=TODAY, channel="phone", outcome="no_answer")
    with pytest.raises(NotAllowedError) as caught:
        log_contact(workspace, ["nobody"], entry)
    assert caught.value.code == "facts.changed_since"
    with workspace.register.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contact_attempt").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_a_column_refuses_another_type(workspace: Workspace) -> None:
    with pytest.raises(IntegrityError), workspace.register.operation("test") as scope:
        scope.connection.exec_driver_sql("INSERT INTO case_worker(id, name, active) VALUES ('a', 'b', 'x')")


def test_two_readers_see_one_moment_each(workspace: Workspace) -> None:
    count = "SELECT count(*) FROM young_person"
    with workspace.register.read() as before:
        assert before.exec_driver_sql(count).scalar() == 0
        registered(workspace, person(238))
        assert before.exec_driver_sql(count).scalar() == 0
        with workspace.register.read() as after:
            assert after.exec_driver_sql(count).scalar() == 1


def test_an_operation_that_raises_leaves_nothing(workspace: Workspace) -> None:
    def operations() -> object:
        with workspace.register.read() as connection:
            return connection.exec_driver_sql(
                "SELECT (SELECT count(*) FROM operation), (SELECT count(*) FROM change_log)"
            ).all()

    before = operations()
    with suppress(StopError), workspace.register.operation("test") as scope:
        ids_by_name(scope, ["Per Öberg"])
        raise StopError
    with workspace.register.operation("trial", keep=False) as scope:
        ids_by_name(scope, ["Per Öberg"])
    with suppress(InvalidInputError):
        registered(workspace, person(238), on=TODAY.replace(year=2027))
    assert operations() == before
    registered(workspace, person(238))  # and the next one works


def test_what_changes_nothing_leaves_no_operation(workspace: Workspace) -> None:
    with workspace.register.operation("test") as scope:
        number = scope.number
    with workspace.register.read() as connection:
        last = connection.exec_driver_sql("SELECT max(number) FROM operation").scalar_one()
    assert last < number


def test_a_change_outside_an_operation_fails(workspace: Workspace) -> None:
    with pytest.raises(OperationalError), workspace.register.maintenance() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = '\"1480\"'")
    with pytest.raises(OperationalError), workspace.register.read() as connection:
        connection.exec_driver_sql("DELETE FROM setting")


def test_our_own_mistakes_are_not_explained_away() -> None:
    with pytest.raises(ZeroDivisionError), explained():
        _ = 1 / 0


def test_a_full_disk_has_its_own_code(workspace: Workspace) -> None:
    """A page limit stands in for the disk where no small disk can be mounted."""
    with workspace.register.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(RegisterError) as caught:
        _register_many(workspace)
    assert caught.value.code == "register.disk_full"


def _register_many(workspace: Workspace) -> None:
    for serial in range(100, 200):
        registered(workspace, person(serial))
