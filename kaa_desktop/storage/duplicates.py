"""People who may be the same: what is compared, who was found to be different, and merging the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.duplicates import Likeness, merged_details
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.young_people import PersonDetails, Protection, YoungPerson
from kaa_desktop.storage import drafts
from kaa_desktop.storage.home_visits import settle_shared_rounds
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.tables import DifferentPeopleRow
from kaa_desktop.storage.young_people import change_person, get_person, person_id_for

MOVED = ("episode", "contact_attempt", "measure", "occupation", "home_visit", "next_step", "mute")
"""Every table whose rows belong to a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedPerson:
    """What a merge makes of the kept person."""

    details: PersonDetails
    birth_date: date | None
    home_municipality: str


def people_to_compare(connection: Connection) -> list[Likeness]:
    """Everybody but protected people, whose details nobody may compare."""
    rows = connection.exec_driver_sql(
        "SELECT row_number, id, number_kind, birth_date, sort_name, phone FROM young_person WHERE sealed = ''"
    )
    kinds = {kind.value: kind for kind in PersonalNumberKind}
    people = []
    for row_number, id_, kind, birth_date, ordered, phone in rows:
        last_name, _, first_name = ordered.partition(" , ")
        people.append(
            Likeness(
                row=row_number,
                id=id_,
                number_kind=kinds[kind],
                birth_date=birth_date or "",
                first_name=first_name,
                last_name=last_name,
                phone=phone,
            )
        )
    return people


def different_pairs(connection: Connection) -> set[frozenset[str]]:
    """The pairs of whom somebody has said that they are not the same."""
    rows = connection.exec_driver_sql("SELECT first_id, second_id FROM different_people")
    return {frozenset((first, second)) for first, second in rows}


def note_different(scope: OperationScope, one_id: str, other_id: str) -> None:
    """Remember that the two are not the same; said twice, nothing changes."""
    if frozenset((one_id, other_id)) not in different_pairs(scope.connection):
        first, second = sorted((one_id, other_id))
        scope.session.add(DifferentPeopleRow(id=new_id(), first_id=first, second_id=second))
        scope.session.flush()


def two_people(connection: Connection, one_id: str, other_id: str) -> tuple[YoungPerson, YoungPerson]:
    """Both, neither protected.

    Raises:
        InvalidInputError: `merge.same_person` or `person.unknown`.
        NotAllowedError: `merge.protected`.
    """
    if one_id == other_id:
        raise InvalidInputError("merge.same_person")
    one, other = get_person(connection, one_id), get_person(connection, other_id)
    if one is None or other is None:
        raise InvalidInputError("person.unknown")
    if one.details is None or other.details is None:
        raise NotAllowedError("merge.protected")
    return one, other


def rows_of(connection: Connection, person_id: str) -> Mapping[str, int]:
    """How many rows a merge would move, by table."""
    return {
        table: int(
            connection.exec_driver_sql(
                f"SELECT count(*) FROM {table} WHERE person_id = ?", (person_id,)
            ).scalar_one()
        )
        for table in MOVED
    }


def merged_person(kept: YoungPerson, other: YoungPerson) -> MergedPerson:
    """The kept person filled up from the other; neither is protected."""
    if kept.details is None or other.details is None:
        raise ValueError("a protected person")
    details = merged_details(kept.details, other.details)
    told = details.number.birth_date if details.number != kept.details.number else None
    return MergedPerson(
        details=details,
        birth_date=told or kept.birth_date or other.birth_date,
        home_municipality=kept.home_municipality or other.home_municipality,
    )


def merge_rows(
    scope: OperationScope, kept: YoungPerson, other: YoungPerson, *, keys: OpenedKeys, secret: str
) -> None:
    """Move everything to the kept person, fill their details up, and remove the other."""
    connection = scope.connection
    settle_shared_rounds(scope, kept.id, other.id)
    for table in MOVED:
        connection.exec_driver_sql(
            f"UPDATE {table} SET person_id = ? WHERE person_id = ?", (kept.id, other.id)
        )
    drafts.move(connection, keys, other.id, kept.id)
    connection.exec_driver_sql("DELETE FROM young_person WHERE id = ?", (other.id,))  # frees the number
    merged = merged_person(kept, other)
    change_person(
        scope,
        kept.id,
        details=merged.details,
        birth_date=merged.birth_date,
        protection=Protection.NONE,
        home_municipality=merged.home_municipality,
        keys=keys,
    )
    _move_notices(connection, (kept, other), merged.details.number, secret)
    _move_differences(connection, kept.id, other.id)


def _move_notices(
    connection: Connection, people: tuple[YoungPerson, ...], number: PersonalNumber, secret: str
) -> None:
    """Schools' notices hang on the number, so they follow it."""
    key = person_id_for(number, secret)
    for person in people:
        if person.details and person.details.number != number:
            former = person.details.number
            connection.exec_driver_sql(
                "UPDATE school_notice SET person_key = ?, number = iif(number = ?, ?, number)"
                " WHERE person_key = ?",
                (key, former.value, number.value, person_id_for(former, secret)),
            )


def _move_differences(connection: Connection, kept_id: str, other_id: str) -> None:
    """Whoever is different from the one is different from the other as well."""
    known = different_pairs(connection)
    rows = connection.exec_driver_sql(
        "SELECT id, first_id, second_id FROM different_people WHERE ? IN (first_id, second_id)", (other_id,)
    ).all()
    for row_id, *pair in rows:
        first, second = sorted(kept_id if id_ == other_id else id_ for id_ in pair)
        if first == second or frozenset((first, second)) in known:
            connection.exec_driver_sql("DELETE FROM different_people WHERE id = ?", (row_id,))
        else:
            connection.exec_driver_sql(
                "UPDATE different_people SET first_id = ?, second_id = ? WHERE id = ?",
                (first, second, row_id),
            )
