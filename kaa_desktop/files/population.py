"""Reads a population file: who lives in the municipality."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.personal_number import (
    REGISTRABLE_KINDS,
    PersonalNumber,
    PersonalNumberKind,
    read_back,
)
from kaa_desktop.domain.register_history import PopulationRecord
from kaa_desktop.files.cells import Cell, date_of, postal_code_of, text_of
from kaa_desktop.files.headers import Column
from kaa_desktop.files.problems import ProblemList
from kaa_desktop.files.protection_marks import protection_of, stronger
from kaa_desktop.files.source_files import NUMBER_COLUMN, Identities, SourceFile, source_file
from kaa_desktop.files.tables import Row, Table, read_table

COLUMNS = (
    NUMBER_COLUMN,
    Column("last_name", "Efternamn", ("Last name", "Surname"), group="name"),
    Column("first_name", "Förnamn", ("Förnamnen", "First name", "Given name")),
    Column("called_name", "Tilltalsnamn"),
    Column("name", "Namn", ("Fullständigt namn", "Hela namnet", "Name"), group="name"),
    Column(
        "street",
        "Adress",
        ("Gatuadress", "Utdelningsadress", "Folkbokföringsadress", "Utdelningsadress 2", "Address"),
        group="place",
    ),
    Column("postal_code", "Postnr", ("Postnummer", "Postal code"), group="place"),
    Column("city", "Postort", ("Ort", "City"), group="place"),
    Column(
        "municipality",
        "Kommunkod",
        ("Kommun", "Folkbokföringskommun", "Hemkommun", "Kommunnr", "Kommunnummer", "Municipality"),
        group="place",
    ),
    Column(
        "protection",
        "Skydd",
        (
            *("Sekretess", "Sekretessmarkering", "Skyddad", "Skyddade personuppgifter", "Skyddskod"),
            *("Skyddad identitet", "Skyddsmarkering", "Sekretesskod", "Protection"),
        ),
    ),
    Column("moved_in_on", "Inflyttningsdatum", ("Inflyttad", "Inflyttningsdag", "Inflyttat", "Moved in")),
    Column("immigrated_on", "Invandringsdatum", ("Invandrad", "Invandringsdag", "Immigrated")),
    Column("birth_date", "Födelsedatum", ("Född", "Födelsedag", "Födelsetid", "Date of birth", "Birth date")),
)

_CODE_LENGTH = 4
_MUNICIPALITY = re.compile(r"(\d{3,4})(?!\d)(?:\.0)?\b")


PopulationFile = SourceFile[PopulationRecord]
"""One record for each identity number."""


def read_population(
    path: Path,
    *,
    today: date,
    allowed_kinds: Collection[PersonalNumberKind] = REGISTRABLE_KINDS,
    reading: Reading = AS_FOUND,
) -> PopulationFile:
    """Read every resident.

    Raises:
        InvalidInputError: a code that begins with `file.`; what is wrong with a row becomes a `RowProblem`.
    """
    table = read_table(path, COLUMNS, reading)
    problems = ProblemList(table)
    records: dict[str, PopulationRecord] = {}
    identities = Identities(table, problems, today=today, allowed=allowed_kinds)
    for record in _Residents(table, problems, identities).read():
        first = records.setdefault(record.number, record)
        if first is not record:
            records[record.number] = _merged(first, record, problems)
    return source_file(table, list(records.values()), problems)


class _Residents:
    """Turns rows into records; positions are looked up once, since a country has half a million rows."""

    def __init__(self, table: Table, problems: ProblemList, identities: Identities) -> None:
        self._table = table
        self._problems = problems
        self._identities = identities
        self._names = tuple(map(table.position, ("last_name", "first_name", "called_name", "name")))
        self._address = tuple(map(table.position, ("street", "postal_code", "city")))
        self._municipality = table.position("municipality")
        self._protection = table.position("protection")
        self._days = tuple((k, table.position(k)) for k in ("moved_in_on", "immigrated_on", "birth_date"))

    def read(self) -> Iterator[PopulationRecord]:
        for row in self._table.rows:
            number = self._identities.read(row)
            if number is not None:
                yield self._record(row, number)

    def _record(self, row: Row, number: PersonalNumber) -> PopulationRecord:
        cells = row.cells
        street, postal_code, city = self._address
        last_name, first_name = self._name(cells)
        protection, understood = protection_of(cells[self._protection])
        if not understood:
            self._problems.add(row.number, "protection", "protection.unknown", cells[self._protection])
        moved, immigrated, birth_date = (self._day(row, key, position) for key, position in self._days)
        contradicted = None not in (birth_date, number.birth_date) and birth_date != number.birth_date
        if contradicted:
            cell = cells[self._table.position("birth_date")]
            self._problems.add(row.number, "birth_date", "birth_date.contradicts", cell)
        return PopulationRecord(
            row=row.number,
            number=number.value,
            first_name=first_name,
            last_name=last_name,
            street=text_of(cells[street]),
            postal_code=postal_code_of(cells[postal_code]),
            city=text_of(cells[city]),
            protection=protection,
            home_municipality=self._home(row),
            birth_date=birth_date if birth_date and number.birth_date is None else None,
            moved_in_on=moved,
            immigrated_on=immigrated,
            contradicted=contradicted,
        )

    def _name(self, cells: Sequence[Cell]) -> tuple[str, str]:
        last, first, called, whole = self._names
        last_name, first_name = text_of(cells[last]), text_of(cells[first]) or text_of(cells[called])
        if not (last_name or first_name):
            last_name, _, first_name = (part.strip() for part in text_of(cells[whole]).partition(","))
        return last_name, first_name

    def _home(self, row: Row) -> str:
        cell = row.cells[self._municipality]
        if not cell:
            return ""
        text = text_of(cell)
        if len(text) == _CODE_LENGTH and text.isdecimal():
            return text
        match = _MUNICIPALITY.match(text)
        if match is None:
            self._problems.add(row.number, "municipality", "cell.municipality", cell)
            return ""
        return match[1].zfill(_CODE_LENGTH)

    def _day(self, row: Row, key: str, position: int) -> date | None:
        cell = row.cells[position]
        if not cell:
            return None
        try:
            return date_of(cell, self._table.dates)
        except InvalidInputError as error:
            self._problems.add(row.number, key, error.code, cell)
            return None


def _merged(first: PopulationRecord, later: PopulationRecord, problems: ProblemList) -> PopulationRecord:
    """The first row stays; a repeated one may only add protection."""
    same = later[1:] == first[1:]
    problems.add(
        later.row,
        "number",
        "row.duplicate" if same else "row.duplicate_differs",
        read_back(later.number).formatted,
        fatal=True,
    )
    return first._replace(protection=stronger(first.protection, later.protection))
