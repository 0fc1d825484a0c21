"""What the flow from last year's pupils to today asks of sources and register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

_RESIDENTS = (
    "SELECT person_key, birth_date, home_municipality, protection, moved_in_on,"
    " batch_id = (SELECT max(id) FROM import_batch WHERE kind = 'population') AS newest"
    " FROM source_resident WHERE batch_id IN (SELECT id FROM import_batch WHERE kind = 'population')"
)
_OCCUPATIONS = (
    "SELECT person_id, kind, max(verified_on || id) AS latest, verified_on FROM occupation"
    " WHERE verified_on <= ? GROUP BY person_id"
)


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """Somebody of a population file; `newest` tells whether of the newest."""

    key: str
    birth_date: date | None
    home_municipality: str
    protection: str
    moved_in_on: date | None
    newest: bool


def resident_rows(connection: Connection) -> tuple[ResidentRow, ...]:
    """The residents of every population file in force."""
    return tuple(
        ResidentRow(
            row.person_key,
            _day(row.birth_date),
            row.home_municipality,
            row.protection,
            _day(row.moved_in_on),
            bool(row.newest),
        )
        for row in connection.exec_driver_sql(_RESIDENTS)
    )


def latest_occupations(connection: Connection, day: date) -> Mapping[str, tuple[str, date]]:
    """Kind and day of verification of everybody's latest occupation by the day."""
    rows = connection.exec_driver_sql(_OCCUPATIONS, (day.isoformat(),))
    return {row.person_id: (row.kind, date.fromisoformat(row.verified_on)) for row in rows}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
