"""Reads a population file: who lives in the municipality."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import repeat
from pathlib import Path

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.personal_number import (
    REGISTRABLE_KINDS,
    PersonalNumber,
    PersonalNumberKind,
    read_back,
)
from kaa_desktop.domain.plain_numbers import PlainNumbers
from kaa_desktop.domain.register_history import PopulationRecord
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.cells import Cell, date_of, postal_code_of, text_of
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.municipality_codes import code_of_municipality
from kaa_desktop.files.parts import Part, read_rows
from kaa_desktop.files.population_columns import COLUMNS
from kaa_desktop.files.problems import ProblemList
from kaa_desktop.files.protection_marks import protection_of, stronger
from kaa_desktop.files.source_files import (
    Days,
    Identities,
    SourceFile,
    Texts,
    Understood,
    UnusableRowError,
    source_file,
)
from kaa_desktop.files.tables import Table, read_table

_CODE_LENGTH = 4
_DATE_LENGTH = 8
_MUNICIPALITY = re.compile(r"(\d{3,4}|\d\d[ -]\d\d)(?!\d)(?:[.,]0)?\b")
_MUNICIPALITY_LAST = re.compile(r"[^\d]+[ (](\d{4})\)?")


PopulationFile = SourceFile[PopulationRecord]
"""One record for each identity number."""


def read_population(
    path: Path,
    *,
    today: date,
    allowed_kinds: Collection[PersonalNumberKind] = REGISTRABLE_KINDS,
    reading: Reading = AS_FOUND,
    progress: Progress = UNWATCHED,
) -> PopulationFile:
    """Read every resident.

    Raises:
        InvalidInputError: a code that begins with `file.`; what is wrong with a row becomes a `RowProblem`.
    """
    table = read_table(path, COLUMNS, reading, progress)
    problems = ProblemList(table)
    identities = Identities(table, problems, today=today, allowed=allowed_kinds)
    residents = _Residents(table, problems, identities)
    read_rows(table, PlainNumbers(today), residents.many, residents.one, progress)
    return source_file(table, list(residents.records.values()), problems)


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
        self._registration = table.position("registration")
        self._days = tuple((k, table.position(k)) for k in ("moved_in_on", "immigrated_on", "birth_date"))
        self._columns = _Columns(table)
        self._places = (*self._address, self._municipality)
        places = ("municipality", "street", "postal_code", "city")
        self._place = next((key for key in places if key in table.positions), "number")
        self.records: dict[str, PopulationRecord] = {}

    def many(self, part: Part) -> bool:
        """Take a part by columns, if nothing in it asks for a closer look."""
        try:
            records = self._columns.records(part)
        except UnusableRowError:
            return False
        if any(map(_says_nothing, records)):
            return False
        found = dict(zip(part.numbers, records, strict=True))
        if len(found) < len(records) or not self.records.keys().isdisjoint(found):
            return False
        self.records |= found
        return True

    def one(self, row: Row) -> None:
        """Take a row."""
        number = self._identities.read(row)
        if number is None:
            return
        record = self._record(row, number)
        if not (record.protection or any(text_of(row.cells[place]) for place in self._places)):
            self._problems.add(row.number, self._place, "cell.missing", fatal=True)
            return
        first = self.records.setdefault(record.number, record)
        if first is not record:
            self.records[record.number] = _merged(first, record, self._problems)

    def _record(self, row: Row, number: PersonalNumber) -> PopulationRecord:
        cells = row.cells
        street, postal_code, city = self._address
        last_name, first_name = _name(cells, self._names)
        protection, understood = protection_of(cells[self._protection])
        if not understood:
            self._problems.add(row.number, "protection", "protection.unknown", cells[self._protection])
        if protection_of(cells[self._registration])[0]:  # a column of its own, said yes or no
            protection = stronger(protection, Protection.PROTECTED_REGISTRATION)
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

    def _home(self, row: Row) -> str:
        cell = row.cells[self._municipality]
        try:
            return _municipality(cell)
        except UnusableRowError as error:
            self._problems.add(row.number, error.column, error.code, cell)
            return ""

    def _day(self, row: Row, key: str, position: int) -> date | None:
        cell = row.cells[position]
        if not cell:
            return None
        try:
            return date_of(cell, self._table.dates)
        except InvalidInputError as error:
            self._problems.add(row.number, key, error.code, cell)
            return None


class _Columns:
    """Makes records of many rows of which nothing has to be told."""

    def __init__(self, table: Table) -> None:
        names = ("last_name", "first_name", "called_name", "name")
        self._names = tuple(map(table.position, names))
        self._street = table.position("street")
        self._city = table.position("city")
        self._texts = Texts()
        self._read: tuple[tuple[int, Mapping[Cell, object]], ...] = (
            (table.position("protection"), Understood(_protection)),
            (table.position("municipality"), Understood(_municipality)),
            (table.position("birth_date"), Days("birth_date", table.dates)),
            (table.position("moved_in_on"), Days("moved_in_on", table.dates)),
            (table.position("immigrated_on"), Days("immigrated_on", table.dates)),
        )
        self._registration = table.position("registration")
        self._registered = Understood(lambda cell: protection_of(cell)[0])
        self._postal = (table.position("postal_code"), Understood(postal_code_of))

    def records(self, part: Part) -> list[PopulationRecord]:
        """The same as of each row.

        Raises:
            UnusableRowError: something cannot be read.
        """
        text = self._texts.__getitem__
        lasts, firsts = self._names_of(part)
        protections, homes, births, moved, immigrated = (
            list(map(known.__getitem__, part.column(place))) for place, known in self._read
        )
        for told, birth in set(zip((number[:_DATE_LENGTH] for number in part.numbers), births, strict=True)):
            if birth and birth != read_back(f"{told}0000").birth_date:
                raise UnusableRowError("birth_date", "birth_date.contradicts", "")
        if any(map(self._registered.__getitem__, set(part.column(self._registration)))):
            raise UnusableRowError("registration", "protection.unknown", "")
        place, postal_codes = self._postal
        rows = zip(
            part.row_numbers,
            part.numbers,
            map(text, firsts),
            map(text, lasts),
            part.column(self._street),
            map(postal_codes.__getitem__, part.column(place)),
            map(text, part.column(self._city)),
            protections,
            homes,
            repeat(None),
            moved,
            immigrated,
            repeat(False),
            strict=False,
        )
        return list(map(PopulationRecord._make, rows))

    def _names_of(self, part: Part) -> tuple[Sequence[str], Sequence[str]]:
        columns = [part.column(place) for place in self._names]
        lasts, firsts = columns[:2]
        if "" not in lasts and "" not in firsts:
            return lasts, firsts
        names = [_name(cells, range(len(cells))) for cells in zip(*columns, strict=True)]
        return [last for last, _ in names], [first for _, first in names]


def _name(cells: Sequence[Cell], places: Sequence[int]) -> tuple[str, str]:
    """Last and first name, out of those two, the name that is used, and the whole name."""
    last, first, called, whole = places
    last_name, first_name = text_of(cells[last]), text_of(cells[first]) or text_of(cells[called])
    if not (last_name or first_name):
        last_name, _, first_name = (part.strip() for part in text_of(cells[whole]).partition(","))
    return last_name, first_name


def _municipality(cell: Cell) -> str:
    if not cell:
        return ""
    text = text_of(cell)
    if len(text) == _CODE_LENGTH and text.isdecimal():
        return text
    match = _MUNICIPALITY.match(text.lstrip("'")) or _MUNICIPALITY_LAST.fullmatch(text)
    code = re.sub(r"\D", "", match[1]).zfill(_CODE_LENGTH) if match else code_of_municipality(text)
    if not code:
        raise UnusableRowError("municipality", "cell.municipality", cell)
    return code


def _protection(cell: Cell) -> Protection:
    protection, understood = protection_of(cell)
    if not understood:
        raise UnusableRowError("protection", "protection.unknown", cell)
    return protection


def _merged(first: PopulationRecord, later: PopulationRecord, problems: ProblemList) -> PopulationRecord:
    """The row with the later day of moving in stays, else the first; protection is never lost.

    Where nothing tells which of two municipalities somebody lives in, none is noted, so that the other one
    throws nobody out.
    """
    same = later[1:] == first[1:]
    problems.add(
        later.row,
        "number",
        "row.duplicate" if same else "row.duplicate_differs",
        read_back(later.number).formatted,
        fatal=True,
    )
    stays = later if _moved(later) > _moved(first) else first
    homes = {first.home_municipality, later.home_municipality} - {""}
    unclear = len(homes) > 1 and _moved(later) == _moved(first)
    return stays._replace(
        protection=stronger(first.protection, later.protection),
        home_municipality="" if unclear else stays.home_municipality,
    )


def _moved(record: PopulationRecord) -> date:
    return max(record.moved_in_on or date.min, record.immigrated_on or date.min)


def _says_nothing(record: PopulationRecord) -> bool:
    """Whether a row does not tell where somebody lives: cut short. Those who are protected may lack it."""
    return not (
        record.home_municipality or record.postal_code or record.street or record.city or record.protection
    )
