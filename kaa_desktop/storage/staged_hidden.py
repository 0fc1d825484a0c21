"""Protected residents of population files: a row each, sealed; see migration step 10."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection


class HiddenResident(NamedTuple):
    """A row as it is stored; days are texts.

    Attributes:
        staged_key: under which the other sources hold the person.
        person_key: the keyed hash of the number.
    """

    file: int
    file_row: int
    staged_key: int
    person_key: str
    birth_date: str | None
    protection: str
    home_municipality: str
    moved_in_on: str | None
    sex: str
    case_number: str
    sealed: str


def add_hidden(
    connection: Connection, residents: Iterable[HiddenResident], table: str = "staged_hidden"
) -> None:
    """Keep residents, or what has become of one; in `shelved_hidden` while their import is undone."""
    rows = [tuple(resident) for resident in residents]
    if rows:
        places = ", ".join("?" * len(HiddenResident._fields))
        connection.exec_driver_sql(f"INSERT OR REPLACE INTO {table} VALUES ({places})", rows)


def hidden_of(connection: Connection, file: int) -> list[HiddenResident]:
    """Those of a file, in its order; a few in a thousand."""
    statement = "SELECT * FROM staged_hidden WHERE file = ? ORDER BY file_row"
    return [HiddenResident._make(row) for row in connection.exec_driver_sql(statement, (file,))]
