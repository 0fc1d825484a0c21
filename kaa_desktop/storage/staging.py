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
from kaa_desktop.storage.at_hand import rows_at_hand, state_of
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.person_keys import PersonKeys
from kaa_desktop.storage.source_files import NO_FILE
from kaa_desktop.storage.staged_hidden import HiddenResident, add_hidden
from kaa_desktop.storage.staged_keys import StagedKeys
from kaa_desktop.storage.staged_parts import (
    DETAILS,
    ENROLMENTS,
    EXAMS,
    RESIDENTS,
    Packed,
    PackedRows,
    columns_of,
    pack,
    write_parts,
)
from kaa_desktop.storage.staged_protection import Hidden, seal_staged
from kaa_desktop.storage.young_people import row_values


def packed_residents(residents: pl.DataFrame, progress: Progress) -> PackedRows:
    """All residents of a file, those who are protected left out; needs no register.

    Args:
        residents: all records by columns; `born` is their birthday.
        progress: told how far it has come.
    """
    marked = residents["protection"] != ""
    plain = residents.filter(~marked) if marked.any() else residents
    plain = plain.with_columns(birth_date="born")
    rows = {packed.name: columns_of(packed, plain) for packed in (RESIDENTS, DETAILS)}
    parts = {
        RESIDENTS.name: pack(rows[RESIDENTS.name], Share(progress, 0, 60)),
        DETAILS.name: pack(rows[DETAILS.name], Share(progress, 60, 100)),
    }
    return PackedRows(residents.height, parts, rows)


def packed_enrolments(enrolments: pl.DataFrame, secret: str, progress: Progress) -> PackedRows:
    """The pupils of a file, by key alone."""
    return _packed(ENROLMENTS, enrolments, secret, progress)


def packed_exams(exams: pl.DataFrame, secret: str, progress: Progress) -> PackedRows:
    """The results of a file, by key alone."""
    return _packed(EXAMS, exams, secret, progress)


def _packed(packed: Packed, rows: pl.DataFrame, secret: str, progress: Progress) -> PackedRows:
    keyed = rows.with_columns(StagedKeys(secret).of(rows["number"]).alias("key"))
    told = columns_of(packed, keyed)
    return PackedRows(rows.height, {packed.name: pack(told, progress)}, {packed.name: told})


def stage_residents(
    connection: Connection,
    batch_id: str,
    rows: PackedRows,
    hidden: Iterable[PopulationRecord],
    *,
    keys: OpenedKeys,
    secret: str,
) -> int:
    """Keep the residents of a file for the reconciliation; the hidden, who are protected, are sealed.

    What other files hold in clear of the hidden is sealed as well. Returns the number of the file, which is
    none of a file without rows.

    Args:
        connection: of the import.
        batch_id: its file.
        rows: as `packed_residents` tells.
        hidden: the records of those who are protected.
        keys: to seal them.
        secret: for the keys of people.
    """
    if not rows.size:
        return NO_FILE
    file = _begin_file(connection, batch_id, rows.size)
    found = list(hidden)
    staged = zip(found, StagedKeys(secret).of_some([record.number for record in found]), strict=True)
    sealed = [_hidden(file, record, key, keys, secret) for record, key in staged]
    called = zip(found, sealed, strict=True)
    seal_staged(
        connection,
        [Hidden(record.details.number, record.protection, row.case_number) for record, row in called],
        keys,
    )
    write_parts(connection, file, rows)
    add_hidden(connection, sealed)
    rows_at_hand(connection).keep(state_of(connection, file), rows.rows)
    return file


def stage_rows(connection: Connection, batch_id: str, rows: PackedRows) -> None:
    """Keep the rows of another source."""
    if rows.size:
        file = _begin_file(connection, batch_id, rows.size)
        write_parts(connection, file, rows)
        rows_at_hand(connection).keep(state_of(connection, file), rows.rows)


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
