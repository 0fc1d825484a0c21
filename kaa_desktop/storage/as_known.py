"""The register as it stood at the end of a day: the change log taken back, in memory, for one reader.

Views in the connection's own memory stand before the tables of the file; what has not been touched since
is read from the file, what has been is put back as it was. Erased values are not in the log and stay away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

TABLES = (
    "young_person",
    "episode",
    "contact_attempt",
    "occupation",
    "measure",
    "case_worker",
    "setting",
    "reconciliation",
)
"""What figures are counted from."""

_NUMBER = "row_number"


def first_operation_after(connection: Connection, day: date) -> int | None:
    """The first operation after the end of the day where the user is; None where there is none."""
    midnight = datetime.combine(day + timedelta(days=1), time.min).astimezone()
    clock = f"{int(midnight.timestamp() * 1000):012x}"
    found = connection.exec_driver_sql(
        "SELECT min(number) FROM operation WHERE clock >= ?", (clock,)
    ).scalar()
    return None if found is None else int(found)


@contextmanager
def as_known(connection: Connection, day: date | None) -> Iterator[None]:
    """Every read of those tables within sees the end of that day; None is now."""
    first = first_operation_after(connection, day) if day else None
    touched = [] if first is None else [table for table in TABLES if _touched(connection, table, first)]
    try:
        for table in touched:
            _put_back(connection, table, first or 0)
        yield
    finally:
        for table in touched:
            connection.exec_driver_sql(f"DROP VIEW IF EXISTS temp.{table}")
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.known_{table}")
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.later_{table}")


def _touched(connection: Connection, table: str, first: int) -> bool:
    """Prepare the rows that have been touched since; returns whether there are any."""
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.later_{table}")
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE later_{table}(id TEXT PRIMARY KEY, kind TEXT) WITHOUT ROWID"
    )
    connection.exec_driver_sql(
        f"INSERT INTO temp.later_{table} SELECT row_id, kind FROM"
        " (SELECT row_id, kind, min(number) FROM main.change_log WHERE operation >= ? AND table_name = ?"
        "  GROUP BY row_id)",
        (first, table),
    )
    if connection.exec_driver_sql(f"SELECT 1 FROM temp.later_{table} LIMIT 1").first():
        return True
    connection.exec_driver_sql(f"DROP TABLE temp.later_{table}")
    return False


def _put_back(connection: Connection, table: str, first: int) -> None:
    info = connection.exec_driver_sql(f"PRAGMA main.table_info({table})").all()
    columns = [str(row[1]) for row in info]
    names = ", ".join(columns)
    connection.exec_driver_sql(f"CREATE TEMP TABLE known_{table} AS SELECT {names} FROM main.{table} WHERE 0")
    rows = [[row.get(column) for column in columns] for row in _former_rows(connection, table, first)]
    if rows:
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(
            f"INSERT INTO temp.known_{table}({names}) VALUES ({marks})", [tuple(row) for row in rows]
        )
    connection.exec_driver_sql(
        f"CREATE TEMP VIEW {table} AS"
        f" SELECT {names} FROM main.{table} WHERE id NOT IN (SELECT id FROM temp.later_{table})"
        f" UNION ALL SELECT {names} FROM temp.known_{table}"
    )


def _former_rows(connection: Connection, table: str, first: int) -> list[dict[str, Any]]:
    """The rows that were there and have been touched since, as they were."""
    there = f"SELECT id FROM temp.later_{table} WHERE kind <> 'insert'"
    now = connection.exec_driver_sql(f"SELECT * FROM main.{table} WHERE id IN ({there})").mappings()
    states: dict[str, dict[str, Any] | None] = {row["id"]: dict(row) for row in now}
    changes = connection.exec_driver_sql(
        "SELECT row_id, kind, old_values FROM main.change_log"
        f" WHERE operation >= ? AND table_name = ? AND row_id IN ({there}) ORDER BY number DESC",
        (first, table),
    )
    for row_id, kind, old in changes:
        states[row_id] = _before(states.get(row_id), kind, json.loads(old) if old else {})
    found = [state for state in states.values() if state is not None]
    return [_numbered(state, position) for position, state in enumerate(found, 1)]


def _before(state: dict[str, Any] | None, kind: str, old: dict[str, Any]) -> dict[str, Any] | None:
    """A row before a change; without logged values it stays as it is, or away."""
    if kind == "insert":
        return None
    if kind == "delete":
        return old or None
    return None if state is None else {**state, **old}


def _numbered(state: dict[str, Any], position: int) -> dict[str, Any]:
    """Rows that are no longer in the file get a number that none in the file has."""
    return state if _NUMBER in state else {**state, _NUMBER: -position}
