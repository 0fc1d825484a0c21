"""Takes the rows of sources in, fast enough for the files of a whole country; see migration step 2."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import repeat
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.register_history import PersonRecord, PopulationRecord
from kaa_desktop.domain.sources import EnrolmentRecord, ExamRecord
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.migrations.m0002_sources import RESIDENT_INDEX
from kaa_desktop.storage.person_keys import PersonKeys
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.young_people import row_values

_CHUNK = 5000
_MANY = 20_000
_DATE_LENGTH = 8
_TELLING = itemgetter(6, 8, 10)
_RESIDENT = "INSERT INTO staged_resident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ENROLMENT = "INSERT INTO staged_enrolment VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_EXAM = "INSERT INTO staged_exam VALUES (?, ?, ?, ?, ?)"


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
    if not records:
        return
    connection = scope.connection
    file = _begin_file(connection, batch_id, len(records))
    rows = _ResidentRows(file, keys, secret)
    if len(records) > _MANY:
        connection.exec_driver_sql("DROP INDEX staged_resident_person")
    for start in range(0, len(records), _CHUNK):
        progress.step(start, len(records))
        connection.exec_driver_sql(_RESIDENT, rows.of(records[start : start + _CHUNK]))
    if len(records) > _MANY:
        connection.exec_driver_sql(RESIDENT_INDEX)


def stage_enrolments(
    scope: OperationScope, batch_id: str, records: Sequence[EnrolmentRecord], secret: str, progress: Progress
) -> None:
    """Keep the pupils of a file, by key alone."""
    if not records:
        return
    file, keys, days = _begin_file(scope.connection, batch_id, len(records)), PersonKeys(secret), _Days()
    for start in range(0, len(records), _CHUNK):
        progress.step(start, len(records))
        rows, numbers, first, last, *said = zip(*records[start : start + _CHUNK], strict=True)
        columns = (keys.of(numbers), map(days.__getitem__, first), map(days.__getitem__, last), *said)
        scope.connection.exec_driver_sql(_ENROLMENT, list(zip(repeat(file), rows, *columns, strict=False)))


def stage_exams(
    scope: OperationScope, batch_id: str, records: Sequence[ExamRecord], secret: str, progress: Progress
) -> None:
    """Keep the results of a file, by key alone."""
    if not records:
        return
    file, keys, days = _begin_file(scope.connection, batch_id, len(records)), PersonKeys(secret), _Days()
    for start in range(0, len(records), _CHUNK):
        progress.step(start, len(records))
        rows, numbers, kinds, taken_on = zip(*records[start : start + _CHUNK], strict=True)
        columns = (keys.of(numbers), map(str, kinds), map(days.__getitem__, taken_on))
        scope.connection.exec_driver_sql(_EXAM, list(zip(repeat(file), rows, *columns, strict=False)))


def _begin_file(connection: Connection, batch_id: str, rows: int) -> int:
    statement = "INSERT INTO staged_file(batch_id, row_count) VALUES (?, ?) RETURNING number"
    return int(connection.exec_driver_sql(statement, (batch_id, rows)).scalar_one())


class _Days(dict[date | None, str | None]):
    """Days as they are stored; there are far fewer of them than rows."""

    def __missing__(self, day: date | None) -> str | None:
        text = self[day] = day.isoformat() if day else None
        return text


class _Births(dict[str, str | None]):
    """Birthdays by the first eight digits of a number."""

    def __missing__(self, digits: str) -> str | None:
        born = read_back(f"{digits}0000").birth_date
        text = self[digits] = born.isoformat() if born else None
        return text


class _Endings(dict[tuple[str, str, str], str]):
    """How the packed details end, kind of number and sex, by the digits that tell them."""

    def __missing__(self, telling: tuple[str, str, str]) -> str:
        day, birth, sex = telling
        number = read_back(f"200001{day}1{birth}0{sex}0")
        ending = self[telling] = f'"{number.kind}","{number.sex}"]'
        return ending


class _ResidentRows:
    """Rows to store; those of protected people one by one, the others by columns."""

    def __init__(self, file: int, keys: OpenedKeys, secret: str) -> None:
        self._file = file
        self._keys = keys
        self._secret = secret
        self._person_keys = PersonKeys(secret)
        self._births = _Births()
        self._days = _Days()
        self._endings = _Endings()

    def of(self, records: Sequence[PopulationRecord]) -> list[tuple[Any, ...]]:
        """The rows of some records."""
        plain = [record for record in records if not record.protection]
        rows = list(self._plain(plain)) if plain else []
        rows.extend(self._hidden(record) for record in records if record.protection)
        return rows

    def _plain(self, records: Sequence[PopulationRecord]) -> Iterable[tuple[Any, ...]]:
        rows, numbers, *texts, _none, homes, births, moved, _immigrated, doubts = zip(*records, strict=True)
        told = (self._births[number[:_DATE_LENGTH]] for number in numbers)
        return zip(
            repeat(self._file),
            rows,
            self._person_keys.of(numbers),
            numbers,
            (
                None if doubt else self._days[birth] if birth else from_number
                for birth, from_number, doubt in zip(births, told, doubts, strict=True)
            ),
            repeat(""),
            homes,
            map(self._days.__getitem__, moved),
            map(_packed, zip(*texts, strict=True), map(self._endings.__getitem__, map(_TELLING, numbers))),
            strict=False,
        )

    def _hidden(self, record: PopulationRecord) -> tuple[Any, ...]:
        values = row_values(_person(record), self._keys, self._secret)
        details = ("", "", "", "", "", values["number_kind"], values["sex"], values["case_number"])
        return (
            self._file,
            record.row,
            *self._person_keys.of([record.number]),
            "",
            None if record.contradicted else values["birth_date"],
            record.protection.value,
            record.home_municipality,
            self._days[record.moved_in_on],
            json.dumps([*details, values["sealed"]]),
        )


def _packed(texts: tuple[str, ...], ending: str) -> str:
    """A JSON list; nearly no text holds anything that has to be written otherwise."""
    joined = '","'.join(texts)
    if joined.count('"') > 2 * (len(texts) - 1) or "\\" in joined:
        return f"{json.dumps(texts, ensure_ascii=False)[:-1]},{ending}"
    return f'["{joined}",{ending}'


def _person(record: PopulationRecord) -> PersonRecord:
    return PersonRecord(
        details=record.details,
        protection=record.protection,
        birth_date=record.birth_date,
        home_municipality=record.home_municipality,
    )
