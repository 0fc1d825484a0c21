from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlmodel import SQLModel

from kaa_desktop.domain.errors import RegisterError
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services import searches
from kaa_desktop.services.backups import restore, verify
from kaa_desktop.services.figures import figures
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.storage import import_mappings, tables, work_list_tables
from kaa_desktop.storage.migrations import runner
from kaa_desktop.storage.register import Register
from kaa_desktop.storage.registers import open_register
from kaa_desktop.storage.verification import LOGGED_TABLES
from tests.registers import PASSPHRASE, USER, SetClock, opener, person, registered, unlocked

RELEASES = Path(__file__).parent.parent / "fixtures" / "registers"
RELEASED = sorted(path.name for path in RELEASES.iterdir() if path.is_dir() and path.name[0].isdigit())


@pytest.fixture(params=RELEASED)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the register that a release has made."""
    shutil.copytree(RELEASES / request.param, tmp_path / "old")
    return tmp_path / "old" / "register.kaa"


def schema(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql(
        "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    )
    return {name: " ".join(sql.split()) for name, sql in rows}


def is_older(path: Path) -> bool:
    """Whether opening would migrate; it is stopped before it does."""
    asked: list[Register] = []

    def stop(register: Register) -> None:
        asked.append(register)
        raise RegisterError("stopped")

    with suppress(RegisterError):
        open_register(path, user=None, passphrase=PASSPHRASE, clock=SetClock(), before_migration=stop).close()
    return bool(asked)


def test_every_release_opens_backed_up_whole_and_with_the_newest_schema(
    released: Path, workspace: Workspace
) -> None:
    old = is_older(released)
    with unlocked(released) as opened:
        assert verify(opened).findings == ()
        with opened.register.read() as migrated, workspace.register.read() as fresh:
            assert runner.schema_version(migrated) == runner.NEWEST
            assert schema(migrated) == schema(fresh)
    backups = list(released.parent.glob("*.kaabackup"))
    assert len(backups) == old
    with unlocked(released):
        assert len(list(released.parent.glob("*.kaabackup"))) == old  # only once


def test_a_release_is_read_and_written_as_before(released: Path) -> None:
    with unlocked(released) as opened:
        assert figures(opened, parse_period("2026H1")).count("in_period").total > 50
        (found,) = searches.search(opened, "Åsa Öberg")
        assert len(open_person(opened, found.id).measures) == 1
        assert found.id in {row.id for row in searches.search(opened, "Åhsa Öbärgh") if row.sounds_alike}
        (hidden,) = searches.search_protected(opened, "hemlig", reason="Prov")
        assert hidden.protection is Protection.CONFIDENTIALITY_MARK
        registered(opened, person(300))
        assert verify(opened).findings == ()


def test_nothing_of_the_candidates_of_a_release_stays(released: Path) -> None:
    with unlocked(released) as opened:
        assert verify(opened).findings == ()
        with opened.register.read() as connection:
            kept = connection.exec_driver_sql(
                "SELECT count(*) FROM change_log WHERE table_name = 'candidate'"
                " AND (old_values IS NOT NULL OR new_values IS NOT NULL)"
            ).scalar_one()
            assert "table candidate" not in schema(connection)
    assert kept == 0


def test_the_backup_from_before_a_migration_is_restored_and_migrated_again(
    released: Path, tmp_path: Path
) -> None:
    if not is_older(released):
        pytest.skip("the release has the newest schema")
    with unlocked(released) as opened:
        registered(opened, person(300))
    (backup,) = released.parent.glob("*.kaabackup")
    target = tmp_path / "restored.kaa"
    restore(opener(SetClock()), backup, target, user=USER, passphrase=PASSPHRASE)
    with unlocked(target) as again:
        assert searches.search(again, person(300).number.formatted) == ()
        assert verify(again).findings == ()


def test_where_the_backup_fails_nothing_is_migrated(released: Path) -> None:
    before = released.read_bytes()
    if not is_older(released):
        pytest.skip("the release has the newest schema")
    assert is_older(released)
    assert released.read_bytes() == before


def test_steps_are_numbered_without_gaps() -> None:
    assert sorted(runner.STEPS) == list(range(1, runner.NEWEST + 1))


def test_statements_are_split_where_they_end() -> None:
    for scripts in runner.STEPS.values():
        for script in scripts:
            statements = list(runner.split_statements(script))
            assert "".join("".join(statements).split()) == "".join(script.split())
            for statement in statements:
                assert len(re.findall(r"^CREATE ", statement, re.MULTILINE)) <= 1


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_that_never_was_is_damage(version: int) -> None:
    with pytest.raises(RegisterError) as caught:
        runner.check_version(version)
    assert caught.value.code == "register.damaged"


def test_the_classes_agree_with_the_schema(workspace: Workspace) -> None:
    models = [
        value
        for value in (
            *vars(tables).values(),
            *vars(work_list_tables).values(),
            import_mappings.ImportMappingRow,
        )
        if isinstance(value, type) and issubclass(value, SQLModel) and value is not SQLModel
    ]
    with workspace.register.read() as connection:
        for model in models:
            columns = SQLModel.metadata.tables[str(model.__tablename__)].columns
            expected = {column.name: (bool(column.nullable), bool(column.primary_key)) for column in columns}
            info = connection.exec_driver_sql(
                'SELECT name, NOT "notnull" AND pk = 0, pk > 0 FROM pragma_table_info(?)',
                (str(model.__tablename__),),
            )
            found = {name: (bool(nullable), bool(key)) for name, nullable, key in info}
            assert found == expected, model.__name__
    assert set(LOGGED_TABLES) <= {str(model.__tablename__) for model in models}


def test_every_column_of_a_logged_table_is_logged(workspace: Workspace) -> None:
    """But for the local row number."""
    with workspace.register.read() as connection:
        for table in LOGGED_TABLES:
            columns = set(
                connection.exec_driver_sql("SELECT name FROM pragma_table_info(?)", (table,)).scalars()
            )
            for kind in ("insert", "update", "delete"):
                sql = connection.exec_driver_sql(
                    "SELECT sql FROM sqlite_master WHERE name = ?", (f"log_{kind}_{table}",)
                ).scalar_one()
                named = set(re.findall(r"'(\w+)'(?: AS k)?, (?:old|new)\.\1", sql))
                assert named == columns - {"row_number"}, (table, kind)
