"""Which files of sources stand in force: of population files the newest, of the others every one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from kaa_desktop.storage.at_hand import rows_at_hand
from kaa_desktop.storage.source_shelf import erase_shelf

NO_FILE = 0

_IN_FORCE = (
    "SELECT f.number, f.row_count FROM staged_file f JOIN import_batch b ON b.id = f.batch_id"
    " WHERE b.kind = ? ORDER BY f.number"
)
NEWEST_POPULATION = (
    "(SELECT f.number FROM staged_file f"
    " WHERE f.batch_id = (SELECT max(b.id) FROM import_batch b WHERE b.kind = 'population'))"
)


def files_in_force(connection: Connection, kind: str) -> list[int]:
    """Their numbers, the first that was taken in first."""
    return [number for number, _rows in connection.exec_driver_sql(_IN_FORCE, (kind,))]


def newest_population(connection: Connection) -> int:
    """The file whose residents count; `NO_FILE` where there is none."""
    return int(connection.exec_driver_sql(f"SELECT {NEWEST_POPULATION}").scalar() or NO_FILE)


def count_residents(connection: Connection) -> int:
    """How many the newest population file holds."""
    statement = f"SELECT row_count FROM staged_file WHERE number = {NEWEST_POPULATION}"
    return int(connection.exec_driver_sql(statement).scalar() or 0)


def has_rows(connection: Connection) -> bool:
    """Whether any source has been taken in that is not erased."""
    return bool(connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM staged_file)").scalar())


def erase_sources(connection: Connection) -> int:
    """Erase the rows of every source, those of undone imports too; returns how many were in force."""
    erased = int(
        connection.exec_driver_sql("SELECT coalesce(sum(row_count), 0) FROM staged_file").scalar_one()
    )
    for table in ("staged_part", "staged_hidden", "staged_file"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    erase_shelf(connection)
    rows_at_hand(connection).forget()
    return erased


def erase_file(connection: Connection, file: int) -> None:
    """Erase the rows of one source."""
    for table, column in (("staged_part", "file"), ("staged_hidden", "file"), ("staged_file", "number")):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = ?", (file,))
    rows_at_hand(connection).forget()


def day_of(text: str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(text) if text else None
