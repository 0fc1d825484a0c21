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
    if first is None:
        yield
        return
    try:
        change = _first_change(connection, first)
        for table in _touched(connection, change):
            _put_back(connection, table, change)
        yield
    finally:
        for table in TABLES:
            connection.exec_driver_sql(f"DROP VIEW IF EXISTS temp.{table}")
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.known_{table}")
        connection.exec_driver_sql("DROP TABLE IF EXISTS temp.touched_later")


def _first_change(connection: Connection, operation: int) -> int:
    """Rows of the log lie in the order of their operations, so that one number parts then from later."""
    return int(
        connection.exec_driver_sql(
            "SELECT coalesce(min(number), 0) FROM main.change_log WHERE operation >= ?", (operation,)
        ).scalar_one()
    )


def _touched(connection: Connection, change: int) -> list[str]:
    """Note which rows have been touched since, and how first; returns their tables."""
    connection.exec_driver_sql(
        "CREATE TEMP TABLE touched_later("
        "table_name TEXT, id TEXT, kind TEXT, PRIMARY KEY (table_name, id)) WITHOUT ROWID"
    )
    names = ", ".join(f"'{table}'" for table in TABLES)
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO temp.touched_later SELECT table_name, row_id, kind FROM main.change_log"
        f" WHERE number >= ? AND table_name IN ({names}) ORDER BY number",
        (change,),
    )
    rows = connection.exec_driver_sql("SELECT DISTINCT table_name FROM temp.touched_later")
    return [str(row[0]) for row in rows]


def _put_back(connection: Connection, table: str, change: int) -> None:
    info = connection.exec_driver_sql(f"PRAGMA main.table_info({table})").all()
    columns = [str(row[1]) for row in info]
    names = ", ".join(columns)
    connection.exec_driver_sql(f"CREATE TEMP TABLE known_{table} AS SELECT {names} FROM main.{table} WHERE 0")
    rows = [[row.get(column) for column in columns] for row in _former_rows(connection, table, change)]
    if rows:
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(
            f"INSERT INTO temp.known_{table}({names}) VALUES ({marks})", [tuple(row) for row in rows]
        )
    connection.exec_driver_sql(
        f"CREATE TEMP VIEW {table} AS SELECT {names} FROM main.{table} AS now WHERE NOT EXISTS"
        f" (SELECT 1 FROM temp.touched_later t WHERE t.table_name = '{table}' AND t.id = now.id)"
        f" UNION ALL SELECT {names} FROM temp.known_{table}"
    )


def _former_rows(connection: Connection, table: str, change: int) -> list[dict[str, Any]]:
    """The rows that were there and have been touched since, as they were."""
    there = f"SELECT id FROM temp.touched_later WHERE table_name = '{table}' AND kind <> 'insert'"
    if not connection.exec_driver_sql(f"{there} LIMIT 1").first():
        return []
    now = connection.exec_driver_sql(f"SELECT * FROM main.{table} WHERE id IN ({there})").mappings()
    states: dict[str, dict[str, Any] | None] = {row["id"]: dict(row) for row in now}
    changes = connection.exec_driver_sql(
        "SELECT row_id, kind, old_values FROM main.change_log"
        f" WHERE number >= ? AND table_name = ? AND row_id IN ({there}) ORDER BY number DESC",
        (change, table),
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
