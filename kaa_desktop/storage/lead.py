"""What the lead's overview counts, from the derived rows of the work list and the episodes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from sqlalchemy import Connection

from kaa_desktop.domain.lead import FlowFigure, LeadFigure, LeadPart, MonthFlow, WorkerLoad
from kaa_desktop.domain.periods import Period

# Whoever is covered today, as in the figures: whoever has turned 20 is not.
_COVERED = "i.registered_on <= :today AND coalesce(i.turns_20_on, '9999') > :today"
_CONDITIONS: Mapping[LeadFigure, str] = MappingProxyType(
    {
        LeadFigure.CASELOAD: "1",
        LeadFigure.NOT_KNOWN: "coalesce(i.stale_on, '') <= :today",
        LeadFigure.NEVER_ATTEMPTED: "i.last_attempt_on IS NULL",
        LeadFigure.OVERDUE: "(i.due_on < :today AND i.muted_until <= :today)",
        LeadFigure.STALE: "(i.stale_on IS NOT NULL AND i.stale_on <= :today)",
        LeadFigure.IN_MEASURE: (
            "i.person_id IN (SELECT m.person_id FROM measure m WHERE m.started_on <= :today"
            " AND (m.ended_on IS NULL OR m.ended_on >= :today))"
        ),
    }
)
_SUMS = ", ".join(f"sum({condition})" for condition in _CONDITIONS.values())
_LOADS = f"""
SELECT i.case_worker_id, coalesce(w.name, ''), {_SUMS}
FROM work_item i LEFT JOIN case_worker w ON w.id = i.case_worker_id
WHERE {_COVERED} GROUP BY i.case_worker_id ORDER BY w.name IS NULL, w.name
"""
# A few are looked up; where there are many, the index of names is read from end to end, which is in order.
_MANY = 5000
_FEW_BY_NAME = """
SELECT p.row_number FROM json_each(?) j JOIN young_person p ON p.row_number = j.value
ORDER BY p.sort_name, p.id
"""
_MANY_BY_NAME = """
SELECT p.row_number FROM young_person p WHERE p.row_number + 0 IN (SELECT value FROM json_each(?))
ORDER BY p.sort_name, p.id
"""
_DATED: Mapping[FlowFigure, tuple[str, str]] = MappingProxyType(
    {
        FlowFigure.REGISTERED: ("registered_on", "deregistration_reason <> 'registered_in_error'"),
        FlowFigure.DEREGISTERED: ("deregistered_on", "1"),
    }
)


def worker_loads(connection: Connection, today: date) -> tuple[WorkerLoad, ...]:
    """How each case worker's people stand; the derived rows must be up to date."""
    rows = connection.exec_driver_sql(_LOADS, {"today": today.isoformat()})
    return tuple(
        WorkerLoad(
            worker_id=worker_id,
            name=name,
            counts=dict(zip(_CONDITIONS, map(int, counts), strict=True)),
        )
        for worker_id, name, *counts in rows
    )


def month_flows(connection: Connection, months: tuple[Period, ...], today: date) -> tuple[MonthFlow, ...]:
    """How many people came and went in each month; each once a month."""
    counted = {figure: _by_month(connection, figure, months[0].first, today) for figure in FlowFigure}
    return tuple(
        MonthFlow(
            month=month,
            counts={figure: counts.get(month.first.isoformat()[:7], 0) for figure, counts in counted.items()},
        )
        for month in months
    )


def rows_behind(connection: Connection, part: LeadPart, today: date) -> list[int]:
    """Row numbers of the people behind a number, in the order of the Swedish alphabet."""
    if isinstance(part.figure, FlowFigure):
        return _rows_of_month(connection, part.figure, part.month)
    conditions = [_COVERED, _CONDITIONS[part.figure]]
    values = {"today": today.isoformat()}
    if part.worker_id is not None:
        conditions.append("i.case_worker_id = :worker")
        values["worker"] = part.worker_id
    rows = connection.exec_driver_sql(
        f"SELECT i.row_number FROM work_item i WHERE {' AND '.join(conditions)}", values
    )
    return _by_name(connection, [int(row[0]) for row in rows])


def ids_of_rows(connection: Connection, row_numbers: Sequence[int]) -> list[str]:
    """The ids of people by their row numbers, in that order."""
    rows = connection.exec_driver_sql(
        "SELECT p.id FROM json_each(?) j JOIN young_person p ON p.row_number = j.value ORDER BY j.key",
        (json.dumps(list(row_numbers)),),
    )
    return [str(row[0]) for row in rows]


def _by_month(connection: Connection, figure: FlowFigure, first: date, today: date) -> Mapping[str, int]:
    column, condition = _DATED[figure]
    rows = connection.exec_driver_sql(
        f"SELECT substr({column}, 1, 7), count(DISTINCT person_id) FROM episode"
        f" WHERE {column} BETWEEN ? AND ? AND {condition} GROUP BY 1",
        (first.isoformat(), today.isoformat()),
    )
    return {str(month): int(number) for month, number in rows}


def _rows_of_month(connection: Connection, figure: FlowFigure, month: Period | None) -> list[int]:
    if month is None:
        return []
    column, condition = _DATED[figure]
    rows = connection.exec_driver_sql(
        "SELECT p.row_number FROM young_person p WHERE p.id IN"
        f" (SELECT person_id FROM episode WHERE {column} BETWEEN ? AND ? AND {condition})",
        (month.first.isoformat(), month.last.isoformat()),
    )
    return _by_name(connection, [int(row[0]) for row in rows])


def _by_name(connection: Connection, row_numbers: Sequence[int]) -> list[int]:
    """In the order of the Swedish alphabet."""
    statement = _MANY_BY_NAME if len(row_numbers) > _MANY else _FEW_BY_NAME
    rows = connection.exec_driver_sql(statement, (json.dumps(list(row_numbers)),))
    return [int(row[0]) for row in rows]
