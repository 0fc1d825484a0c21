"""School notices; those on protected people are sealed on the way in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert

from kaa_desktop.domain.notices import NoticePerson, NoticeStatus, SchoolNotice
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.personal_number import PersonalNumber, read_back
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.storage import changelog
from kaa_desktop.storage.days import day_of, text_of_day
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.notice_people import KnownPerson, NoticePeople, notice_person
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.sealing import new_case_number, seal, unseal
from kaa_desktop.storage.source_files import newest_population
from kaa_desktop.storage.tables import SchoolNoticeRow
from kaa_desktop.storage.young_people import ids_by_number, protected_ids

_COLUMNS = "id, person_key, number, sealed, case_number, kind, dated, school, status, follow_up_on"
_CHUNK = 2000
_TO_SEAL = """
WITH hidden AS MATERIALIZED (SELECT key AS number, value AS person_id FROM json_each(?))
SELECT id, number, max(person_id) AS person_id, case_number FROM (
    SELECT n.id, n.number, p.id AS person_id, p.case_number
    FROM young_person p CROSS JOIN school_notice n ON n.person_key = p.id WHERE p.sealed <> ''
    UNION ALL
    SELECT n.id, n.number, p.id, p.case_number FROM school_notice n CROSS JOIN hidden h ON h.number = n.number
    JOIN young_person p ON p.id = h.person_id
    UNION ALL
    SELECT n.id, n.number, '', r.case_number FROM school_notice n CROSS JOIN staged_hidden r
    ON r.file = ? AND r.person_key = n.person_key WHERE n.number <> ''
) WHERE number <> '' GROUP BY id
"""


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A notice with the number that rules need; None where it is sealed and the user lacks the right."""

    notice: SchoolNotice
    number: PersonalNumber | None


@dataclass(frozen=True, slots=True)
class SealedNotice:
    """Whom a notice is about that has just been sealed."""

    number: PersonalNumber
    case_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNotice:
    """A notice on its way in."""

    kind: NoticeKind
    dated: date
    school: str
    status: NoticeStatus
    follow_up_on: date | None = None


def add_notices(
    scope: OperationScope,
    batch_id: str | None,
    notices: Sequence[tuple[NewNotice, KnownPerson]],
    keys: OpenedKeys,
) -> list[str]:
    """Insert new notices; returns their ids."""
    rows = [_values(batch_id, notice, person, keys) for notice, person in notices]
    for start in range(0, len(rows), _CHUNK):
        scope.connection.execute(insert(SchoolNoticeRow), rows[start : start + _CHUNK])
    return [str(row["id"]) for row in rows]


def change_notice(
    scope: OperationScope,
    notice_id: str,
    *,
    status: NoticeStatus | None = None,
    follow_up_on: date | None = None,
    person_id: str = "",
) -> None:
    """Write what has become of a notice; `person_id` ties it to somebody of the register."""
    row = scope.session.get_one(SchoolNoticeRow, notice_id)
    if status:
        row.status = status.value
    if follow_up_on:
        row.follow_up_on = follow_up_on.isoformat()
    if person_id:
        row.person_key = person_id
    scope.session.add(row)
    scope.session.flush()


def contents(connection: Connection, keys: OpenedKeys) -> set[tuple[str, NoticeKind, date]]:
    """Number, kind and day of every notice, as far as the user may know."""
    rows = connection.exec_driver_sql("SELECT number, sealed, kind, dated FROM school_notice")
    found = ((number_in(number, sealed, keys), kind, dated) for number, sealed, kind, dated in rows)
    return {
        (number.value, NoticeKind(kind), date.fromisoformat(dated)) for number, kind, dated in found if number
    }


def page_of_notices(
    people: NoticePeople,
    *,
    statuses: Iterable[NoticeStatus],
    kinds: Iterable[NoticeKind],
    offset: int,
    limit: int,
    clear: bool = False,
) -> tuple[StoredNotice, ...]:
    """A page: what is to be followed up by its day, then the newest."""
    rows = people.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM school_notice WHERE status IN ({_listed(statuses)})"
        f" AND kind IN ({_listed(kinds)})"
        " ORDER BY follow_up_on IS NULL, follow_up_on, dated DESC, id LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return _stored(people, rows.all(), clear=clear)


def notices_by_id(
    people: NoticePeople, ids: Sequence[str], *, clear: bool = False
) -> tuple[StoredNotice, ...]:
    """Those notices in that order; unknown ids are left out."""
    rows = people.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM school_notice WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    found = {stored.notice.id: stored for stored in _stored(people, rows.all(), clear=clear)}
    return tuple(found[id_] for id_ in ids if id_ in found)


def count_notices(connection: Connection) -> dict[tuple[NoticeKind, NoticeStatus], int]:
    """How many there are by kind and status."""
    rows = connection.exec_driver_sql("SELECT kind, status, count(*) FROM school_notice GROUP BY 1, 2")
    return {(NoticeKind(kind), NoticeStatus(status)): number for kind, status, number in rows}


def days_to_first_attempt(connection: Connection, keys: OpenedKeys, counted: Period) -> list[int]:
    """Days from the first notice of leaving in the period to the first contact attempt by its end.

    One number for each person with such an attempt, in order.
    """
    numbers = ids_by_number(connection, keys)
    first: dict[str, date] = {}
    rows = connection.exec_driver_sql(
        "SELECT person_key, number, sealed, dated FROM school_notice WHERE kind = ? AND status <> ?"
        " AND dated BETWEEN ? AND ? ORDER BY dated",
        (
            NoticeKind.LEAVES.value,
            NoticeStatus.DISMISSED.value,
            counted.first.isoformat(),
            counted.last.isoformat(),
        ),
    )
    for person_key, number, sealed, dated in rows.all():
        told = number_in(number, sealed, keys)
        person_id = numbers.get(told.value, person_key) if told else person_key
        first.setdefault(person_id, date.fromisoformat(dated))
    days = []
    for person_id, dated in first.items():
        made_on = connection.exec_driver_sql(
            "SELECT min(made_on) FROM contact_attempt WHERE person_id = ? AND made_on BETWEEN ? AND ?",
            (person_id, dated.isoformat(), counted.last.isoformat()),
        ).scalar()
        if made_on:
            days.append((date.fromisoformat(made_on) - dated).days)
    return sorted(days)


def seal_protected(
    scope: OperationScope, keys: OpenedKeys, population: int | None = None
) -> dict[str, SealedNotice]:
    """Seal the notices on people who have become protected, and erase what the log knew.

    Returns them by id; the numbers are for the work at hand alone.

    Args:
        scope: the operation.
        keys: to seal with, and to know the protected people of the register.
        population: the file that tells who else is protected; the newest in force where it is not said.
    """
    scope.session.flush()
    hidden = json.dumps(protected_ids(scope.connection, keys))
    file = newest_population(scope.connection) if population is None else population
    sealed = {}
    for row in scope.connection.exec_driver_sql(_TO_SEAL, (hidden, file)).all():
        stored = scope.session.get_one(SchoolNoticeRow, row.id)
        sealed[stored.id] = SealedNotice(read_back(row.number), row.case_number or new_case_number())
        stored.sealed = seal(PersonDetails(number=sealed[stored.id].number), keys.protected_public)
        stored.number = ""
        stored.case_number = sealed[stored.id].case_number
        stored.person_key = row.person_id or new_id()
        scope.session.add(stored)
        scope.session.flush()
        changelog.erase_values(scope.connection, row.id)
    return sealed


def _values(
    batch_id: str | None, notice: NewNotice, person: KnownPerson, keys: OpenedKeys
) -> Mapping[str, Any]:
    protected = person.protection is not Protection.NONE
    key = person.person_id or (new_id() if protected else person.key)
    return {
        "id": new_id(),
        "batch_id": batch_id,
        "person_key": key,
        "number": "" if protected else person.number.value,
        "sealed": seal(PersonDetails(number=person.number), keys.protected_public) if protected else "",
        "case_number": (person.case_number or new_case_number()) if protected else "",
        "kind": notice.kind.value,
        "dated": notice.dated.isoformat(),
        "school": notice.school,
        "status": notice.status.value,
        "follow_up_on": text_of_day(notice.follow_up_on),
    }


def _stored(people: NoticePeople, rows: Sequence[Any], *, clear: bool) -> tuple[StoredNotice, ...]:
    numbers = {row.id: number_in(row.number, row.sealed, people.keys) for row in rows}
    known = people.known([number for number in numbers.values() if number])
    found = []
    for row in rows:
        number = numbers[row.id]
        who = _who(row, known[number.value] if number else None, people, clear=clear)
        follow_up = day_of(row.follow_up_on)
        notice = SchoolNotice(
            id=row.id,
            kind=NoticeKind(row.kind),
            dated=date.fromisoformat(row.dated),
            school=row.school,
            status=NoticeStatus(row.status),
            person=who,
            follow_up_on=follow_up,
        )
        found.append(StoredNotice(notice, number))
    return tuple(found)


def _who(row: Any, known: KnownPerson | None, people: NoticePeople, *, clear: bool) -> NoticePerson:
    """Somebody protected is a case number, also where the notice has not been sealed yet."""
    if known is None:
        return NoticePerson(key=row.person_key, details=None, case_number=row.case_number)
    hidden = bool(row.sealed) or known.protection is not Protection.NONE
    details = people.clear_details(known) if clear or not hidden else None
    person = notice_person(known, details=details)
    if not hidden:
        return person
    return NoticePerson(
        key=person.key if person.registered else row.person_key,
        details=details,
        case_number=known.case_number or row.case_number,
        protection=known.protection or Protection.CONFIDENTIALITY_MARK,
        registered=person.registered,
    )


def number_in(number: str, sealed: str, keys: OpenedKeys) -> PersonalNumber | None:
    """The number of a notice; None where it is sealed and the user lacks the right."""
    if number:
        return read_back(number)
    return unseal(sealed, keys.protected_key).number if keys.protected_key else None


def _listed(values: Iterable[NoticeStatus] | Iterable[NoticeKind]) -> str:
    return ", ".join(f"'{value.value}'" for value in values)
