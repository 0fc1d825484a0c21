"""Takes the rows of sources in, packed by columns; see migration step 10.

Imported where a file is taken in: start-up pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
from sqlalchemy import Connection

from kaa_desktop.domain.changes import Progress, Share
from kaa_desktop.domain.register_history import PersonRecord, PopulationRecord
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.person_keys import PersonKeys
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.source_files import NO_FILE
from kaa_desktop.storage.staged_hidden import HiddenResident, add_hidden
from kaa_desktop.storage.staged_keys import StagedKeys
from kaa_desktop.storage.staged_parts import DETAILS, ENROLMENTS, EXAMS, RESIDENTS, Packed, write_parts
from kaa_desktop.storage.staged_protection import Hidden, seal_staged
from kaa_desktop.storage.young_people import row_values


def stage_residents(
    connection: Connection,
    batch_id: str,
    residents: pl.DataFrame,
    hidden: Iterable[PopulationRecord],
    *,
    keys: OpenedKeys,
    secret: str,
    progress: Progress,
) -> int:
    """Keep the residents of a file for the reconciliation; the hidden, who are protected, are sealed.

    What other files hold in clear of the hidden is sealed as well. Returns the number of the file, which is
    none of a file without rows.

    Args:
        connection: of the import.
        batch_id: its file.
        residents: all records by columns, the hidden too; `born` is their birthday.
        hidden: the records of those who are protected.
        keys: to seal them.
        secret: for the keys of people.
        progress: told how far it has come.
    """
    if residents.is_empty():
        return NO_FILE
    file = _begin_file(connection, batch_id, residents.height)
    marked = residents["protection"] != ""
    plain = residents.filter(~marked) if marked.any() else residents
    plain = plain.with_columns(birth_date="born")
    found = list(hidden)
    rows = zip(found, StagedKeys(secret).of_some([record.number for record in found]), strict=True)
    sealed = [_hidden(file, record, key, keys, secret) for record, key in rows]
    called = zip(found, sealed, strict=True)
    seal_staged(
        connection,
        [Hidden(record.details.number, record.protection, row.case_number) for record, row in called],
        keys,
    )
    write_parts(connection, file, RESIDENTS, plain, Share(progress, 0, 40))
    write_parts(connection, file, DETAILS, plain, Share(progress, 40, 100))
    add_hidden(connection, sealed)
    return file


def stage_enrolments(
    scope: OperationScope, batch_id: str, enrolments: pl.DataFrame, secret: str, progress: Progress
) -> None:
    """Keep the pupils of a file, by key alone."""
    _stage(scope, batch_id, ENROLMENTS, enrolments, secret, progress)


def stage_exams(
    scope: OperationScope, batch_id: str, exams: pl.DataFrame, secret: str, progress: Progress
) -> None:
    """Keep the results of a file, by key alone."""
    _stage(scope, batch_id, EXAMS, exams, secret, progress)


def _stage(
    scope: OperationScope, batch_id: str, packed: Packed, rows: pl.DataFrame, secret: str, progress: Progress
) -> None:
    if rows.is_empty():
        return
    file = _begin_file(scope.connection, batch_id, rows.height)
    keyed = rows.with_columns(StagedKeys(secret).of(rows["number"]).alias("key"))
    write_parts(scope.connection, file, packed, keyed, progress)


def _begin_file(connection: Connection, batch_id: str, rows: int) -> int:
    """Its number is nobody else's, also not that of a file which redo may bring back."""
    statement = (
        "INSERT INTO staged_file(number, batch_id, row_count) SELECT 1 + coalesce(max(number), 0), ?, ? FROM"
        " (SELECT number FROM staged_file UNION ALL SELECT number FROM shelved_file) RETURNING number"
    )
    return int(connection.exec_driver_sql(statement, (batch_id, rows)).scalar_one())


def _hidden(
    file: int, record: PopulationRecord, staged_key: int, keys: OpenedKeys, secret: str
) -> HiddenResident:
    values: dict[str, Any] = row_values(_person(record), keys, secret)
    moved = record.moved_in_on
    (person_key,) = PersonKeys(secret).of([record.number])
    return HiddenResident(
        file=file,
        file_row=record.row,
        staged_key=staged_key,
        person_key=person_key,
        birth_date=None if record.contradicted else values["birth_date"],
        protection=record.protection.value,
        home_municipality=record.home_municipality,
        moved_in_on=moved.isoformat() if moved else None,
        sex=values["sex"],
        case_number=values["case_number"],
        sealed=values["sealed"],
    )


def _person(record: PopulationRecord) -> PersonRecord:
    return PersonRecord(
        details=record.details,
        protection=record.protection,
        birth_date=record.birth_date,
        home_municipality=record.home_municipality,
    )
