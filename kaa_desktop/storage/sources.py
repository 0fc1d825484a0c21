"""What the staged sources say, until the reconciliation is closed; see migration step 2."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, CursorResult

from kaa_desktop.domain.alike import DayFacts, ResidentFacts
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind, Sex
from kaa_desktop.domain.reconciliation import Difference
from kaa_desktop.domain.source_facts import Pupil, Registered, Resident, Sources
from kaa_desktop.domain.target_group import Enrolment, Exam, ExamKind
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.storage.episodes import open_episodes
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.names import sort_name
from kaa_desktop.storage.sealing import unseal
from kaa_desktop.storage.young_people import ids_by_number, person_id_for

_MANY = 5000
_FILES = (
    "(SELECT f.number FROM staged_file f JOIN import_batch b ON b.id = f.batch_id WHERE b.kind = '{kind}')"
)
_NEWEST = (
    "(SELECT f.number FROM staged_file f"
    " WHERE f.batch_id = (SELECT max(b.id) FROM import_batch b WHERE b.kind = 'population'))"
)


def count_residents(connection: Connection) -> int:
    """How many the newest population file holds."""
    rows = connection.exec_driver_sql(f"SELECT row_count FROM staged_file WHERE number = {_NEWEST}")
    return int(rows.scalar() or 0)


def resident_facts(connection: Connection) -> Iterator[Sequence[ResidentFacts]]:
    """What the rules ask of everybody in the newest population file, past the rows of SQLAlchemy."""
    found = connection.exec_driver_sql(
        "SELECT person_key, birth_date, home_municipality, protection, moved_in_on FROM staged_resident"
        f" WHERE file = {_NEWEST}"
    )
    return _many(found)


def facts_on(connection: Connection, day: date) -> DayFacts:
    """What the enrolment and exam files in force say of a day."""
    pupils = f"SELECT person_key FROM staged_enrolment WHERE file IN {_FILES.format(kind='enrolment')}"
    on = day.isoformat()
    enrolled = connection.exec_driver_sql(
        f"{pupils} AND first_day <= ? AND (last_day IS NULL OR last_day >= ?)", (on, on)
    )
    left = connection.exec_driver_sql(f"{pupils} AND last_day < ?", (on,))
    exams = connection.exec_driver_sql(
        f"SELECT person_key, kind FROM staged_exam WHERE file IN {_FILES.format(kind='exams')}"
        " AND taken_on <= ? AND kind <> ? GROUP BY person_key, kind",
        (on, ExamKind.STUDY_CERTIFICATE.value),
    )
    results: dict[str, tuple[str, ...]] = {}
    for key, kind in chain.from_iterable(_many(exams)):
        results[key] = (*results.get(key, ()), kind)
    return DayFacts(_keys(enrolled), _keys(left), results)


def load_sources(
    connection: Connection, among: Collection[str], *, details_of: Collection[str] = ()
) -> Sources:
    """What stands in force: the newest population file, every enrolment file and every exam file.

    Args:
        connection: a view of the register.
        among: the people asked about.
        details_of: keys of the residents whose names and addresses are wanted; never protected ones'.
    """
    residents = {resident.key: resident for resident in _residents(connection, among)}
    for key, (details, _case_number) in resident_details(connection, details_of).items():
        residents[key] = replace(residents[key], details=details)
    return Sources(residents=residents, pupils=_pupils(connection, among), exams=_exams(connection, among))


def resident_details(
    connection: Connection, person_keys: Iterable[str], *, clear_with: OpenedKeys | None = None
) -> dict[str, tuple[PersonDetails | None, str]]:
    """Details and case number by key; protected people's details only with keys that hold the right."""
    rows = connection.exec_driver_sql(
        f"SELECT * FROM source_resident WHERE file = {_NEWEST}"
        " AND person_key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(person_keys)),),
    )
    return {row.person_key: (_details(row, clear_with), row.case_number) for row in rows}


def name_order(connection: Connection, differences: Iterable[Difference]) -> dict[str, str]:
    """A text to sort by for each person key: the name, or the case number of protected people."""
    asked = {difference.key: difference.person_id for difference in differences}
    residents = connection.exec_driver_sql(
        f"SELECT person_key, last_name, first_name, case_number FROM source_resident"
        f" WHERE file = {_NEWEST} AND person_key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(asked)),),
    )
    order = {key: sort_name(last or case, first) for key, last, first, case in residents}
    by_id = {person_id: key for key, person_id in asked.items() if key not in order}
    people = connection.exec_driver_sql(
        "SELECT id, sort_name FROM young_person WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(by_id)),),
    )
    return order | {by_id[person_id]: name for person_id, name in people}


def registered_people(connection: Connection, keys: OpenedKeys, secret: str) -> dict[str, Registered]:
    """Everybody in the register by the key of their number; protected people only with the right."""
    episodes = open_episodes(connection)
    rows = {row.id: row for row in connection.exec_driver_sql("SELECT * FROM young_person")}
    people = {}
    for number, person_id in ids_by_number(connection, keys).items():
        row = rows[person_id]
        key = person_id_for(PersonalNumber(number, PersonalNumberKind.PERSONAL), secret)
        people[key] = Registered(
            key=key,
            person_id=person_id,
            birth_date=day_of(row.birth_date),
            open_episode=episodes.get(person_id),
            home_municipality=row.home_municipality if row.protection else "",
            protection=Protection(row.protection),
            details=_details(row, None),
        )
    return people


def count_women(connection: Connection, person_keys: Iterable[str]) -> int:
    """How many of those residents are women."""
    row = connection.exec_driver_sql(
        f"SELECT count(*) FROM source_resident WHERE file = {_NEWEST} AND sex = ?"
        " AND person_key IN (SELECT value FROM json_each(?))",
        (Sex.WOMAN.value, json.dumps(list(person_keys))),
    )
    return int(row.scalar_one())


def erase_sources(connection: Connection) -> int:
    """Erase the rows of every source; returns how many."""
    tables = ("staged_resident", "staged_enrolment", "staged_exam")
    erased = sum(connection.exec_driver_sql(f"DELETE FROM {table}").rowcount for table in tables)
    connection.exec_driver_sql("DELETE FROM staged_file")
    return erased


def _many(found: CursorResult[Any]) -> Iterator[Any]:
    """The rows as the driver gives them, many at a time: a country is read in half the time."""
    cursor = found.cursor
    return iter(partial(cursor.fetchmany, _MANY), []) if cursor else iter(())


def _keys(found: CursorResult[Any]) -> frozenset[str]:
    return frozenset(map(itemgetter(0), chain.from_iterable(_many(found))))


def _rows(connection: Connection, statement: str, among: Collection[str]) -> Iterable[Any]:
    some = f"{statement} AND person_key IN (SELECT value FROM json_each(?))"
    return connection.exec_driver_sql(some, (json.dumps(list(among)),))


def _residents(connection: Connection, among: Collection[str]) -> Iterable[Resident]:
    rows = _rows(
        connection,
        "SELECT person_key, file_row, birth_date, home_municipality, protection, moved_in_on"
        f" FROM staged_resident WHERE file = {_NEWEST}",
        among,
    )
    for key, file_row, born, home, protection, moved in rows:
        yield Resident(
            key=key,
            file_row=file_row,
            birth_date=day_of(born),
            home_municipality=home,
            protection=Protection(protection),
            moved_in_on=day_of(moved),
        )


def _pupils(connection: Connection, among: Collection[str]) -> dict[str, list[Pupil]]:
    found: dict[str, list[Pupil]] = defaultdict(list)
    rows = _rows(
        connection,
        "SELECT person_key, file_row, first_day, last_day, programme, school FROM staged_enrolment"
        f" WHERE file IN {_FILES.format(kind='enrolment')}",
        among,
    )
    for key, file_row, first, last, programme, school in rows:
        enrolment = Enrolment(date.fromisoformat(first), day_of(last) or date.max)
        found[key].append(Pupil(file_row=file_row, enrolment=enrolment, programme=programme, school=school))
    return found


def _exams(connection: Connection, among: Collection[str]) -> dict[str, list[Exam]]:
    found: dict[str, list[Exam]] = defaultdict(list)
    rows = _rows(
        connection,
        "SELECT person_key, file_row, kind, taken_on FROM staged_exam"
        f" WHERE file IN {_FILES.format(kind='exams')}",
        among,
    )
    for key, file_row, kind, taken_on in rows:
        found[key].append(Exam(ExamKind(kind), date.fromisoformat(taken_on), file_row))
    return found


def _details(row: Any, clear_with: OpenedKeys | None) -> PersonDetails | None:
    if not row.sealed:
        return PersonDetails(
            number=PersonalNumber(row.number, PersonalNumberKind(row.number_kind)),
            first_name=row.first_name,
            last_name=row.last_name,
            street=row.street,
            postal_code=row.postal_code,
            city=row.city,
        )
    if clear_with and clear_with.protected_key:
        return unseal(row.sealed, clear_with.protected_key)
    return None


def day_of(text: str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(text) if text else None
