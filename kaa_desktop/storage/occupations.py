"""Occupations as they were verified."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.occupations import Occupation
from kaa_desktop.storage.days import day_of, text_of_day
from kaa_desktop.storage.engine import named_rows
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.tables import OccupationRow

_COLUMNS = "id, person_id, kind, from_date, verified_on, source, contact_attempt_id"


def occupation_values(occupation: Occupation) -> dict[str, Any]:
    """The columns of an occupation."""
    began = occupation.from_date
    return {
        "id": occupation.id,
        "person_id": occupation.person_id,
        "kind": occupation.kind,
        "from_date": text_of_day(began),
        "verified_on": occupation.verified_on.isoformat(),
        "source": occupation.source,
        "contact_attempt_id": occupation.contact_attempt_id,
    }


def save_occupation(scope: OperationScope, occupation: Occupation) -> None:
    """Insert or update."""
    scope.session.merge(OccupationRow(**occupation_values(occupation)))
    scope.session.flush()


def occupations_of(connection: Connection, person_id: str) -> tuple[Occupation, ...]:
    """All occupations of a person, oldest verification first."""
    rows = named_rows(
        connection,
        f"SELECT {_COLUMNS} FROM occupation WHERE person_id = ? ORDER BY verified_on, id",
        (person_id,),
    )
    return tuple(_occupation(row) for row in rows)


def forget_told_by(scope: OperationScope, contact_id: str) -> None:
    """Remove what an attempt told."""
    scope.connection.exec_driver_sql("DELETE FROM occupation WHERE contact_attempt_id = ?", (contact_id,))


def _occupation(row: Any) -> Occupation:
    return Occupation(
        id=row.id,
        person_id=row.person_id,
        kind=row.kind,
        from_date=day_of(row.from_date),
        verified_on=date.fromisoformat(row.verified_on),
        source=row.source,
        contact_attempt_id=row.contact_attempt_id,
    )
