"""Leave of case workers."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.leaves import Leave
from kaa_desktop.storage.engine import named_rows
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.work_list_tables import LeaveRow


def save_leave(scope: OperationScope, leave: Leave) -> None:
    """Insert."""
    scope.session.add(
        LeaveRow(
            id=leave.id,
            case_worker_id=leave.case_worker_id,
            substitute_id=leave.substitute_id,
            first_day=leave.first_day.isoformat(),
            last_day=leave.last_day.isoformat(),
        )
    )
    scope.session.flush()


def remove_leave(scope: OperationScope, leave_id: str) -> None:
    """Take it out; it did not come about, or is over."""
    scope.connection.exec_driver_sql("DELETE FROM leave WHERE id = ?", (leave_id,))


def leaves_from(connection: Connection, day: date) -> tuple[Leave, ...]:
    """Those that have not ended before the day, the next first."""
    rows = named_rows(
        connection,
        "SELECT id, case_worker_id, substitute_id, first_day, last_day FROM leave WHERE last_day >= ?"
        " ORDER BY first_day, id",
        (day.isoformat(),),
    )
    return tuple(
        Leave(
            id=row.id,
            case_worker_id=row.case_worker_id,
            substitute_id=row.substitute_id,
            first_day=date.fromisoformat(row.first_day),
            last_day=date.fromisoformat(row.last_day),
        )
        for row in rows
    )


def workers_of(connection: Connection, name: str, today: date) -> frozenset[str]:
    """The ids of the user of that name and of everybody for whom the user stands in today."""
    rows = connection.exec_driver_sql(
        "WITH me(id) AS (SELECT id FROM case_worker WHERE name = :name)"
        " SELECT id FROM me UNION SELECT v.case_worker_id FROM leave v JOIN me ON v.substitute_id = me.id"
        " WHERE v.first_day <= :today AND v.last_day >= :today",
        {"name": name, "today": today.isoformat()},
    )
    return frozenset(str(row[0]) for row in rows)
