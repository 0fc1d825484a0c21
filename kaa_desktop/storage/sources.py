"""Rows of the sources until the reconciliation is closed; see migration step 2."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind, Sex
from kaa_desktop.domain.reconciliation import Difference
from kaa_desktop.domain.register_history import PersonRecord, PopulationRecord
from kaa_desktop.domain.source_facts import Pupil, Registered, Resident, Sources
from kaa_desktop.domain.sources import EnrolmentRecord, ExamRecord
from kaa_desktop.domain.target_group import Enrolment, Exam, ExamKind
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.storage.episodes import open_episodes
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.names import sort_name
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.sealing import unseal
from kaa_desktop.storage.young_people import ids_by_number, person_id_for, row_values

_CHUNK = 5000
_RESIDENT_COLUMNS = (
    "number",
    "number_kind",
    "birth_date",
    "sex",
    "first_name",
    "last_name",
    "street",
    "postal_code",
    "city",
    "protection",
    "case_number",
    "sealed",
    "home_municipality",
)
_IN_FORCE = "(SELECT b.id FROM import_batch b WHERE b.kind = '{kind}')"
_NEWEST = "(SELECT max(b.id) FROM import_batch b WHERE b.kind = 'population')"


def stage_residents(
    scope: OperationScope,
    batch_id: str,
    records: Sequence[PopulationRecord],
    *,
    keys: OpenedKeys,
    secret: str,
    progress: Progress,
) -> None:
    """Keep the residents of a file for the reconciliation; protected ones are sealed."""
    marks = ", ".join("?" * (len(_RESIDENT_COLUMNS) + 4))
    statement = (
        f"INSERT INTO source_resident(batch_id, file_row, person_key, moved_in_on,"
        f" {', '.join(_RESIDENT_COLUMNS)}) VALUES ({marks})"
    )
    _stage(
        scope, statement, (_resident_row(batch_id, r, keys, secret) for r in records), len(records), progress
    )


def stage_enrolments(
    scope: OperationScope, batch_id: str, records: Sequence[EnrolmentRecord], secret: str, progress: Progress
) -> None:
    """Keep the pupils of a file, by key alone."""
    rows = (
        (
            batch_id,
            record.row,
            person_id_for(record.number, secret),
            record.first.isoformat(),
            record.last.isoformat() if record.last else None,
            record.programme,
            record.school,
            record.organiser,
        )
        for record in records
    )
    _stage(
        scope, "INSERT INTO source_enrolment VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows, len(records), progress
    )


def stage_exams(
    scope: OperationScope, batch_id: str, records: Sequence[ExamRecord], secret: str, progress: Progress
) -> None:
    """Keep the results of a file, by key alone."""
    rows = (
        (
            batch_id,
            record.row,
            person_id_for(record.number, secret),
            record.kind.value,
            record.taken_on.isoformat(),
        )
        for record in records
    )
    _stage(scope, "INSERT INTO source_exam VALUES (?, ?, ?, ?, ?)", rows, len(records), progress)


def load_sources(
    connection: Connection, *, details_of: Collection[str] = (), among: Collection[str] | None = None
) -> Sources:
    """What stands in force: the newest population file, every enrolment file and every exam file.

    Args:
        connection: a view of the register.
        details_of: keys of the residents whose names and addresses are wanted; never protected ones'.
        among: the people asked about; None for everybody.
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
        f"SELECT * FROM source_resident WHERE batch_id = {_NEWEST}"
        " AND person_key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(person_keys)),),
    )
    return {row.person_key: (_details(row, clear_with), row.case_number) for row in rows}


def name_order(connection: Connection, differences: Iterable[Difference]) -> dict[str, str]:
    """A text to sort by for each person key: the name, or the case number of protected people."""
    asked = {difference.key: difference.person_id for difference in differences}
    residents = connection.exec_driver_sql(
        f"SELECT person_key, last_name, first_name, case_number FROM source_resident"
        f" WHERE batch_id = {_NEWEST} AND person_key IN (SELECT value FROM json_each(?))",
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
        f"SELECT count(*) FROM source_resident WHERE batch_id = {_NEWEST} AND sex = ?"
        " AND person_key IN (SELECT value FROM json_each(?))",
        (Sex.WOMAN.value, json.dumps(list(person_keys))),
    )
    return int(row.scalar_one())


def erase_sources(connection: Connection) -> int:
    """Erase the rows of every source; returns how many."""
    tables = ("source_resident", "source_enrolment", "source_exam")
    return sum(connection.exec_driver_sql(f"DELETE FROM {table}").rowcount for table in tables)


def _stage(
    scope: OperationScope, statement: str, rows: Iterable[tuple[Any, ...]], total: int, progress: Progress
) -> None:
    chunk: list[tuple[Any, ...]] = []
    for done, row in enumerate(rows):
        chunk.append(row)
        if len(chunk) == _CHUNK:
            progress.step(done, total)
            scope.connection.exec_driver_sql(statement, chunk)
            chunk = []
    if chunk:
        scope.connection.exec_driver_sql(statement, chunk)


def _resident_row(
    batch_id: str, record: PopulationRecord, keys: OpenedKeys, secret: str
) -> tuple[str | int | None, ...]:
    person = PersonRecord(
        details=record.details,
        protection=record.protection,
        birth_date=record.birth_date,
        home_municipality=record.home_municipality,
    )
    values = row_values(person, keys, secret)
    moved = record.moved_in_on.isoformat() if record.moved_in_on else None
    key = person_id_for(record.details.number, secret)
    return (batch_id, record.row, key, moved, *(values[name] for name in _RESIDENT_COLUMNS))


def _rows(connection: Connection, statement: str, among: Collection[str] | None) -> Iterable[Any]:
    if among is None:
        return connection.exec_driver_sql(statement)
    some = f"{statement} AND person_key IN (SELECT value FROM json_each(?))"
    return connection.exec_driver_sql(some, (json.dumps(list(among)),))


def _residents(connection: Connection, among: Collection[str] | None) -> Iterable[Resident]:
    rows = _rows(
        connection,
        "SELECT person_key, file_row, birth_date, home_municipality, protection, moved_in_on"
        f" FROM source_resident WHERE batch_id = {_NEWEST}",
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


def _pupils(connection: Connection, among: Collection[str] | None) -> dict[str, list[Pupil]]:
    found: dict[str, list[Pupil]] = defaultdict(list)
    rows = _rows(
        connection,
        "SELECT person_key, file_row, first_day, last_day, programme, school FROM source_enrolment"
        f" WHERE batch_id IN {_IN_FORCE.format(kind='enrolment')}",
        among,
    )
    for key, file_row, first, last, programme, school in rows:
        enrolment = Enrolment(date.fromisoformat(first), day_of(last) or date.max)
        found[key].append(Pupil(file_row=file_row, enrolment=enrolment, programme=programme, school=school))
    return found


def _exams(connection: Connection, among: Collection[str] | None) -> dict[str, list[Exam]]:
    found: dict[str, list[Exam]] = defaultdict(list)
    rows = _rows(
        connection,
        "SELECT person_key, file_row, kind, taken_on FROM source_exam"
        f" WHERE batch_id IN {_IN_FORCE.format(kind='exams')}",
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
