"""History from the change log, and the log of who has opened whom."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.history import HistoryEntry, RowChange
from kaa_desktop.storage.register import Register

_ENTRIES = (
    "SELECT o.number, o.name, o.details, o.actor, o.made_at,"
    " EXISTS (SELECT 1 FROM operation u WHERE u.undoes = o.number) AS undone,"
    " c.table_name, c.row_id, c.kind, c.old_values, c.new_values, c.erased_hash"
    " FROM change_log c JOIN operation o ON o.number = c.operation"
)


def person_history(connection: Connection, person_id: str) -> tuple[HistoryEntry, ...]:
    """All that happened to a person's rows, newest first."""
    rows = connection.exec_driver_sql(
        f"{_ENTRIES} WHERE c.person_id = ? ORDER BY o.number DESC, c.number", (person_id,)
    )
    return _entries(rows)


def recent_operations(connection: Connection, limit: int) -> tuple[HistoryEntry, ...]:
    """The newest operations of the register without their rows."""
    rows = connection.exec_driver_sql(
        "SELECT o.number, o.name, o.details, o.actor, o.made_at,"
        " EXISTS (SELECT 1 FROM operation u WHERE u.undoes = o.number) AS undone"
        " FROM operation o ORDER BY o.number DESC LIMIT ?",
        (limit,),
    )
    return tuple(_entry(row, ()) for row in rows)


def log_read(register: Register, person_id: str, *, what: str, reason: str = "") -> None:
    """Note that the user saw a person (who opened whom, when, and for protected people why)."""
    moment = register.now().astimezone(UTC).isoformat(timespec="seconds")
    with register.maintenance() as connection:
        connection.exec_driver_sql(
            "INSERT INTO read_log(person_id, actor, device, read_at, what, reason)"
            " SELECT ?, ?, value, ?, ?, ? FROM meta WHERE key = 'device'",
            (person_id, register.actor, moment, what, reason),
        )


def log_export(register: Register, protected_ids: Sequence[str], *, reason: str = "") -> None:
    """Note that the register left as a file: one row of nobody, and one of each protected person in clear."""
    moment = register.now().astimezone(UTC).isoformat(timespec="seconds")
    rows = [(person_id, register.actor, moment, reason) for person_id in ("", *protected_ids)]
    with register.maintenance() as connection:
        connection.exec_driver_sql(
            "INSERT INTO read_log(person_id, actor, device, read_at, what, reason)"
            " SELECT ?, ?, value, ?, 'export', ? FROM meta WHERE key = 'device'",
            rows,
        )


def _entries(rows: Any) -> tuple[HistoryEntry, ...]:
    grouped = (list(group) for _, group in groupby(rows, key=lambda row: row.number))
    return tuple(_entry(group[0], tuple(map(_change, group))) for group in grouped)


def _entry(row: Any, changes: tuple[RowChange, ...]) -> HistoryEntry:
    return HistoryEntry(
        number=row.number,
        name=row.name,
        details=json.loads(row.details),
        actor=row.actor,
        made_at=datetime.fromisoformat(row.made_at),
        changes=changes,
        undone=bool(row.undone),
    )


def _change(row: Any) -> RowChange:
    return RowChange(
        table=row.table_name,
        row_id=row.row_id,
        kind=row.kind,
        old=json.loads(row.old_values) if row.old_values and not row.erased_hash else {},
        new=json.loads(row.new_values) if row.new_values else {},
        erased=bool(row.erased_hash),
    )
