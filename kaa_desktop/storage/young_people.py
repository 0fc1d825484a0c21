"""The young people of the register; protected ones are sealed on the way in."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection
from sqlmodel import select

from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind, Sex, turns_20_on
from kaa_desktop.domain.register_history import PersonRecord
from kaa_desktop.domain.young_people import PersonDetails, Protection, YoungPerson
from kaa_desktop.storage import changelog, drafts
from kaa_desktop.storage.days import day_of, text_of_day
from kaa_desktop.storage.engine import named_rows
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.names import sort_name
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.sealing import new_case_number, seal, unseal
from kaa_desktop.storage.staged_protection import Hidden, seal_staged
from kaa_desktop.storage.tables import YoungPersonRow

_COLUMNS = (
    "id, number, number_kind, birth_date, sex, first_name, last_name, street, postal_code, city, phone,"
    " email, protection, case_number, sealed, home_municipality"
)


def person_id_for(number: PersonalNumber, secret: str) -> str:
    """The same id on every laptop of the register, and a test of no number without its secret."""
    digest = hmac.new(bytes.fromhex(secret), number.value.encode(), hashlib.sha256).digest()
    return str(uuid.UUID(bytes=digest[:16]))


def row_values(record: PersonRecord, keys: OpenedKeys, secret: str) -> dict[str, Any]:
    """The columns for a new person."""
    birth_date = record.birth_date or record.details.number.birth_date
    protected = record.protection is not Protection.NONE
    return {
        "id": new_id() if protected else person_id_for(record.details.number, secret),
        "birth_date": text_of_day(birth_date),
        "turns_20_on": turns_20_on(birth_date).isoformat() if birth_date else None,
        "sex": record.details.number.sex.value,
        "protection": record.protection.value,
        "home_municipality": record.home_municipality,
        "number_kind": record.details.number.kind.value,
        **_identity(record.details, keys, new_case_number() if protected else ""),
    }


def add_person(scope: OperationScope, record: PersonRecord, keys: OpenedKeys, secret: str) -> str:
    """Insert a person; returns the id."""
    values = row_values(record, keys, secret)
    scope.session.add(YoungPersonRow(**values))
    scope.session.flush()
    if record.protection is not Protection.NONE:
        hidden = Hidden(record.details.number, record.protection, str(values["case_number"]))
        seal_staged(scope.connection, [hidden], keys)
    return str(values["id"])


def change_person(
    scope: OperationScope,
    person_id: str,
    *,
    details: PersonDetails,
    birth_date: date | None,
    protection: Protection,
    home_municipality: str,
    keys: OpenedKeys,
) -> None:
    """Write new details; a person who becomes protected is sealed and what the log knew is erased."""
    row = person_row(scope, person_id)
    protected = protection is not Protection.NONE
    case_number = (row.case_number or new_case_number()) if protected else ""
    becomes_protected = protected and not row.sealed
    born = birth_date or details.number.birth_date
    values = {
        "birth_date": text_of_day(born),
        "turns_20_on": turns_20_on(born).isoformat() if born else None,
        "sex": details.number.sex.value,
        "number_kind": details.number.kind.value,
        "protection": protection.value,
        "home_municipality": home_municipality,
        **_identity(details, keys, case_number),
    }
    for name, value in values.items():
        if name == "sealed" and value and row.sealed and _same_sealed(row.sealed, details, keys):
            continue
        setattr(row, name, value)
    scope.session.add(row)
    scope.session.flush()
    if becomes_protected:
        forget_clear(scope, person_id, Hidden(details.number, protection, case_number), keys)


def forget_clear(scope: OperationScope, person_id: str, hidden: Hidden, keys: OpenedKeys) -> None:
    """Erase from the log, and seal in sources and drafts, what they tell of somebody sealed by now."""
    changelog.erase_values(scope.connection, person_id)
    seal_staged(scope.connection, [hidden], keys)
    drafts.seal_all_of(scope.connection, person_id, keys)


def person_row(scope: OperationScope, person_id: str) -> YoungPersonRow:
    """The row to change."""
    return scope.session.exec(select(YoungPersonRow).where(YoungPersonRow.id == person_id)).one()


def get_person(
    connection: Connection, person_id: str, *, clear_with: OpenedKeys | None = None
) -> YoungPerson | None:
    """The person, or None; a protected one in clear only with keys that hold the right."""
    rows = named_rows(connection, f"SELECT {_COLUMNS} FROM young_person WHERE id = ?", (person_id,))
    return person_of_row(rows[0], clear_with) if rows else None


def find_person(connection: Connection, number: PersonalNumber, keys: OpenedKeys) -> str | None:
    """The id of the person with that number; protected people are found only with the right."""
    row = connection.exec_driver_sql("SELECT id FROM young_person WHERE number = ?", (number.value,)).first()
    if row:
        return str(row[0])
    return protected_ids(connection, keys).get(number.value)


def ids_by_number(connection: Connection, keys: OpenedKeys) -> dict[str, str]:
    """All numbers that the user may know, with their ids."""
    rows = connection.exec_driver_sql("SELECT number, id FROM young_person WHERE number <> ''")
    return {number: id_ for number, id_ in rows} | protected_ids(connection, keys)  # noqa: C416 - rows, not pairs


def protected_ids(connection: Connection, keys: OpenedKeys) -> dict[str, str]:
    """Numbers of protected people with their ids, for a user with the right; else nothing."""
    if keys.protected_key is None:
        return {}
    rows = connection.exec_driver_sql("SELECT sealed, id FROM young_person WHERE sealed <> ''")
    return {unseal(sealed, keys.protected_key).number.value: id_ for sealed, id_ in rows}


def details_of_row(row: Any) -> PersonDetails:
    """Of somebody without protection, from a row with those columns."""
    return PersonDetails(
        number=PersonalNumber(row.number, PersonalNumberKind(row.number_kind)),
        first_name=row.first_name,
        last_name=row.last_name,
        street=row.street,
        postal_code=row.postal_code,
        city=row.city,
        phone=row.phone,
        email=row.email,
    )


def person_of_row(row: Any, clear_with: OpenedKeys | None) -> YoungPerson:
    """From a row with all columns; a protected one in clear only with keys that hold the right."""
    details: PersonDetails | None = None
    if not row.sealed:
        details = details_of_row(row)
    elif clear_with and clear_with.protected_key:
        details = unseal(row.sealed, clear_with.protected_key)
    return YoungPerson(
        id=row.id,
        details=details,
        case_number=row.case_number,
        birth_date=day_of(row.birth_date),
        sex=Sex(row.sex),
        protection=Protection(row.protection),
        home_municipality=row.home_municipality,
    )


def _identity(details: PersonDetails, keys: OpenedKeys, case_number: str) -> dict[str, str]:
    """Columns that tell who it is: in clear, or sealed under a case number."""
    plain = {
        "number": details.number.value,
        "first_name": details.first_name,
        "last_name": details.last_name,
        "street": details.street,
        "postal_code": details.postal_code,
        "city": details.city,
        "phone": details.phone,
        "email": details.email,
    }
    if case_number:
        hidden = dict.fromkeys(plain, "")
        return {
            **hidden,
            "case_number": case_number,
            "sort_name": sort_name(case_number, ""),
            "sealed": seal(details, keys.protected_public),
        }
    ordered = sort_name(details.last_name, details.first_name)
    return {**plain, "case_number": "", "sort_name": ordered, "sealed": ""}


def _same_sealed(sealed: str, details: PersonDetails, keys: OpenedKeys) -> bool:
    """Sealing is never the same twice; without this every saving would look like a change."""
    return keys.protected_key is not None and unseal(sealed, keys.protected_key) == details


def similar_people(connection: Connection, details: PersonDetails, born: date | None) -> list[int]:
    """Row numbers of people with the same number, or the same name and birthday."""
    rows = connection.exec_driver_sql(
        "SELECT row_number FROM young_person WHERE number = ?"
        " UNION SELECT row_number FROM young_person WHERE sort_name = ? AND birth_date = ? AND sealed = ''",
        (
            details.number.value,
            sort_name(details.last_name, details.first_name),
            born.isoformat() if born else "",
        ),
    )
    return [int(row[0]) for row in rows]


def find_by_case_number(connection: Connection, case_number: str) -> str | None:
    """The id of the protected person with that case number."""
    row = connection.exec_driver_sql(
        "SELECT id FROM young_person WHERE case_number = ? AND case_number <> ''", (case_number,)
    ).first()
    return str(row[0]) if row else None


def protected_people(connection: Connection, keys: OpenedKeys) -> tuple[YoungPerson, ...]:
    """All protected people in clear, for a user with the right."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM young_person WHERE sealed <> ''")
    return tuple(person_of_row(row, keys) for row in rows)


def row_numbers(connection: Connection, person_ids: Sequence[str]) -> list[int]:
    """The local row numbers of people, in order."""
    found = []
    for person_id in person_ids:
        row = connection.exec_driver_sql(
            "SELECT row_number FROM young_person WHERE id = ?", (person_id,)
        ).one()
        found.append(int(row[0]))
    return found
