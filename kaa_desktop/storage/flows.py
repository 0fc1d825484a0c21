"""What the flow from last year's pupils to today asks of sources and register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.storage.source_files import files_in_force, newest_population

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


def resident_rows(connection: Connection, secret: str) -> Iterator[tuple[int, ResidentRow]]:
    """The residents of every population file in force, with the keys under which other files hold them."""
    from kaa_desktop.storage.staged_residents import residents_of, with_person_keys

    newest = newest_population(connection)
    for file in files_in_force(connection, "population"):
        rows = residents_of(connection, file, secret)
        residents = with_person_keys(rows, secret)
        for staged, one in zip(rows["key"].to_list(), residents, strict=True):
            yield (
                staged,
                ResidentRow(
                    one.key,
                    one.birth_date,
                    one.home_municipality,
                    one.protection,
                    one.moved_in_on,
                    file == newest,
                ),
            )


def latest_occupations(connection: Connection, day: date) -> Mapping[str, tuple[str, date]]:
    """Kind and day of verification of everybody's latest occupation by the day."""
    rows = connection.exec_driver_sql(_OCCUPATIONS, (day.isoformat(),))
    return {row.person_id: (row.kind, date.fromisoformat(row.verified_on)) for row in rows}
