"""Who stands behind a figure, as lists show people: protected ones by their case number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.figure_people import PersonBehind
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.young_people import protected_people

_PEOPLE = (
    "SELECT row_number, id, number, number_kind, first_name, last_name, city, protection, case_number"
    " FROM young_person WHERE row_number IN (SELECT value FROM json_each(?))"
)


def people_behind(
    connection: Connection, counts: Mapping[int, int], *, clear_with: OpenedKeys | None = None
) -> tuple[PersonBehind, ...]:
    """The people of those row numbers, in the order of their numbers.

    Args:
        connection: a view of the register.
        counts: for how much each counts.
        clear_with: keys of a user with the right who has given a reason.
    """
    people = list(people_by_row(connection, counts).values())
    if clear_with is not None:
        clear = _in_clear(connection, clear_with)
        people = [_revealed(person, clear) for person in people]
    return tuple(sorted(people, key=lambda person: (person.sorting, person.id)))


def people_by_row(connection: Connection, counts: Mapping[int, int]) -> Mapping[int, PersonBehind]:
    """The people under their row numbers."""
    rows = connection.exec_driver_sql(_PEOPLE, (json.dumps(list(counts)),))
    return {row[0]: _person(row, counts[row[0]]) for row in rows}


def _person(row: Any, count: int) -> PersonBehind:
    _, id_, value, kind, first_name, last_name, city, protection, case_number = row
    number = PersonalNumber(value, PersonalNumberKind(kind)).formatted if value else case_number
    return PersonBehind(
        id=id_,
        name=case_number or f"{first_name} {last_name}".strip() or number,
        number=number,
        city=city,
        protected=bool(protection),
        count=count,
    )


def _in_clear(connection: Connection, keys: OpenedKeys) -> Mapping[str, tuple[str, str, str]]:
    """Name, number and city of each protected person."""
    return {
        person.id: (person.display_name, person.details.number.formatted, person.details.city)
        for person in protected_people(connection, keys)
        if person.details
    }


def _revealed(person: PersonBehind, clear: Mapping[str, tuple[str, str, str]]) -> PersonBehind:
    if person.id not in clear:
        return person
    name, number, city = clear[person.id]
    return PersonBehind(id=person.id, name=name, number=number, city=city, protected=True, count=person.count)
