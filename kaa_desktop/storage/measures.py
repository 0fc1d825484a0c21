"""Measures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.measures import Measure
from kaa_desktop.storage.days import day_of, text_of_day
from kaa_desktop.storage.engine import named_rows
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.tables import MeasureRow

_COLUMNS = (
    "id, person_id, kind, offered_on, response, started_on, ended_on, end_reason,"
    " occupation_after, case_worker_id"
)


def measure_values(measure: Measure) -> dict[str, Any]:
    """The columns of a measure."""
    return {
        "id": measure.id,
        "person_id": measure.person_id,
        "kind": measure.kind,
        "offered_on": text_of_day(measure.offered_on),
        "response": measure.response,
        "started_on": text_of_day(measure.started_on),
        "ended_on": text_of_day(measure.ended_on),
        "end_reason": measure.end_reason,
        "occupation_after": measure.occupation_after,
        "case_worker_id": measure.case_worker_id,
    }


def save_measure(scope: OperationScope, measure: Measure) -> None:
    """Insert or update."""
    scope.session.merge(MeasureRow(**measure_values(measure)))
    scope.session.flush()


def delete_measure(scope: OperationScope, measure_id: str) -> None:
    """Take the measure out."""
    scope.connection.exec_driver_sql("DELETE FROM measure WHERE id = ?", (measure_id,))


def get_measure(connection: Connection, measure_id: str) -> Measure | None:
    """One measure."""
    row = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM measure WHERE id = ?", (measure_id,)).first()
    return measure_of_row(row) if row else None


def measures_of(connection: Connection, person_id: str) -> tuple[Measure, ...]:
    """All measures of a person, oldest first."""
    rows = named_rows(
        connection,
        f"SELECT {_COLUMNS} FROM measure WHERE person_id = ?"
        " ORDER BY coalesce(offered_on, started_on, ended_on), id",
        (person_id,),
    )
    return tuple(measure_of_row(row) for row in rows)


def measure_of_row(row: Any) -> Measure:
    """From a row with all columns of its table."""
    return Measure(
        id=row.id,
        person_id=row.person_id,
        kind=row.kind,
        offered_on=day_of(row.offered_on),
        response=row.response,
        started_on=day_of(row.started_on),
        ended_on=day_of(row.ended_on),
        end_reason=row.end_reason,
        occupation_after=row.occupation_after,
        case_worker_id=row.case_worker_id,
    )
