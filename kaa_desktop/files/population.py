"""Reads a population file: who lives in the municipality."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.personal_number import (
    REGISTRABLE_KINDS,
    PersonalNumber,
    PersonalNumberKind,
    read_back,
)
from kaa_desktop.domain.register_history import PopulationRecord
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.cells import Cell, date_of, postal_code_of, text_of
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.departures import Departures
from kaa_desktop.files.headers import find_header
from kaa_desktop.files.municipality_codes import code_of_municipality
from kaa_desktop.files.population_columns import COLUMNS
from kaa_desktop.files.problems import ProblemList
from kaa_desktop.files.protection_marks import denies, plain_yes_under, protection_of, stronger
from kaa_desktop.files.source_files import Identities, UnusableRowError
from kaa_desktop.files.tables import Table, read_table

if TYPE_CHECKING:
    from kaa_desktop.files.column_files import ColumnFile

_CODE_LENGTH = 4
_MARKS = frozenset({"protection", "registration"})
_MUNICIPALITY = re.compile(r"(\d{3,4}|\d\d[ -]\d\d)(?!\d)(?:[.,]0)?\b")
_TWO_DIGITS = re.compile(r"'?(\d\d?)(?:\.0)?")
_PARISH = re.compile(r"(\d{3,4})\d\d(?:\.0)?")
_MUNICIPALITY_LAST = re.compile(r"[^\d]+[ (](\d{4})\)?")


def read_population(
    path: Path,
    *,
    today: date,
    allowed_kinds: Collection[PersonalNumberKind] = REGISTRABLE_KINDS,
    reading: Reading = AS_FOUND,
    progress: Progress = UNWATCHED,
) -> ColumnFile[PopulationRecord]:
    """Read every resident.

    Raises:
        InvalidInputError: a code that begins with `file.`; what is wrong with a row becomes a `RowProblem`.
    """
    from kaa_desktop.files.column_files import column_file, read_closely
    from kaa_desktop.files.lanes import read_rows
    from kaa_desktop.files.population_frames import SHAPE, CarefulResidents, UsualResidents

    table = read_table(path, COLUMNS, reading, progress)
    problems = ProblemList(table)
    identities = Identities(table, problems, today=today, allowed=allowed_kinds)
    if "municipality" not in table.positions:
        problems.add(table.header_row_number, "", "population.no_municipality_column")
    departures = Departures(table, today)
    residents = CarefulResidents(Residents(table, problems, identities, departures))
    if "county" in table.positions or more_marks(table) or table.more_numbers or departures:
        frame = read_closely(table, residents, progress)
    else:
        frame = read_rows(table, UsualResidents(table), residents, today, progress)
    return column_file(table, SHAPE, frame, problems)


def more_marks(table: Table) -> tuple[tuple[str, int], ...]:
    """Columns that mark protection beside the one that each of the two kinds of mark has."""
    others = [place for place in range(len(table.headers)) if place not in table.positions.values()]
    named = ((place, find_header([[table.headers[place]]], COLUMNS).positions) for place in others)
    return tuple((key, place) for place, keys in named for key in keys if key in _MARKS)


class Residents:
    """Turns rows into records; positions are looked up once, since a country has half a million rows."""

    def __init__(
        self, table: Table, problems: ProblemList, identities: Identities, departures: Departures
    ) -> None:
        self._table = table
        self._departures = departures
        self._problems = problems
        self._identities = identities
        self.number_in = identities.number_in
        self._names = tuple(map(table.position, ("last_name", "first_name", "called_name", "name")))
        self._address = tuple(map(table.position, ("street", "postal_code", "city")))
        self._municipality = table.position("municipality")
        self._county = table.position("county")
        self._protection = table.position("protection")
        self._registration = table.position("registration")
        self._mark_columns = (
            ("protection", self._protection),
            ("registration", self._registration),
            *more_marks(table),
        )
        headers = (*table.headers, "")  # where a column is missing
        self._plain_yes = {place: plain_yes_under(headers[place]) for _, place in self._mark_columns}
        self._days = tuple((k, table.position(k)) for k in ("moved_in_on", "immigrated_on", "birth_date"))
        self._places = (*self._address, self._municipality)
        places = ("municipality", "street", "postal_code", "city")
        self._place = next((key for key in places if key in table.positions), "number")
        self.records: dict[str, PopulationRecord] = {}
        self.places: dict[str, int] = {}

    def one(self, row: Row) -> None:
        """Take a row."""
        number = self._identities.read(row)
        if number is None:
            return
        try:
            record = self._record(row, number)
        except UnusableRowError as error:
            self._problems.add(row.number, error.column, error.code, error.cell, fatal=True)
            return
        if not (record.protection or any(text_of(row.cells[place]) for place in self._places)):
            self._problems.add(row.number, self._place, "cell.missing", fatal=True)
            return
        self.places.setdefault(record.number, row.number)
        first = self.records.setdefault(record.number, record)
        if first is not record:
            self.records[record.number] = _merged(first, record, self._problems)

    def _record(self, row: Row, number: PersonalNumber) -> PopulationRecord:
        """The record of a row.

        Raises:
            UnusableRowError: the person is gone, or the cells stand under wrong headers.
        """
        cells = row.cells
        street, postal_code, city = self._address
        last_name, first_name = name_in(cells, self._names)
        protection = self._protection_in(row)
        moved, immigrated, birth_date = (self._day(row, key, position) for key, position in self._days)
        if gone := self._departures.of(cells, max(filter(None, (moved, immigrated)), default=None)):
            raise UnusableRowError("", "population.departed", gone[1])
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

    def _protection_in(self, row: Row) -> Protection:
        """What all columns say that mark somebody: some systems have one for each kind of mark.

        Raises:
            UnusableRowError: the cells stand under wrong headers.
        """
        protection = Protection.NONE
        denied = all(denies(row.cells[place]) for key, place in self._mark_columns if key == "registration")
        for key, place in self._mark_columns:
            cell = row.cells[place]
            plain_yes = Protection.CONFIDENTIALITY_MARK if denied else self._plain_yes[place]
            found, understood = protection_of(cell, plain_yes)
            if found and key == "registration":  # a column of its own, said yes or no
                found = Protection.PROTECTED_REGISTRATION
            elif not understood:
                if row.wide and place == self._protection:
                    raise UnusableRowError("protection", "row.too_wide", cell)
                self._problems.add(row.number, "protection", "protection.unknown", cell)
            protection = stronger(protection, found)
        if row.cut and any(row.cut <= place < len(self._table.headers) for place in self._plain_yes):
            self._problems.add(row.number, "protection", "protection.cut_short")
            protection = stronger(protection, Protection.CONFIDENTIALITY_MARK)
        return protection

    def _home(self, row: Row) -> str:
        cell = row.cells[self._municipality]
        try:
            return municipality_in(_with_county(row.cells[self._county], cell))
        except UnusableRowError as error:
            if row.wide:
                raise UnusableRowError(error.column, "row.too_wide", cell) from error
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


def name_in(cells: Sequence[Cell], places: Sequence[int]) -> tuple[str, str]:
    """Last and first name, out of those two, the name that is used, and the whole name."""
    last, first, called, whole = places
    last_name, first_name = text_of(cells[last]), text_of(cells[first]) or text_of(cells[called])
    if not (last_name or first_name):
        last_name, _, first_name = (part.strip() for part in text_of(cells[whole]).partition(","))
    return last_name, first_name


def _with_county(county: Cell, municipality: Cell) -> Cell:
    """The code of four digits where county and municipality stand in two columns with two digits each."""
    two = [_TWO_DIGITS.fullmatch(text_of(cell)) for cell in (county, municipality)]
    return "".join(found[1].zfill(2) for found in two if found) if all(two) else municipality


def municipality_in(cell: Cell) -> str:
    """The code of a municipality; empty for an empty cell.

    Raises:
        UnusableRowError: the cell tells no code.
    """
    if not cell:
        return ""
    text = text_of(cell)
    if len(text) == _CODE_LENGTH and text.isdecimal():
        return text
    text = text.removeprefix("=").strip("'\"")
    match = _MUNICIPALITY.match(text) or _MUNICIPALITY_LAST.fullmatch(text) or _PARISH.fullmatch(text)
    code = re.sub(r"\D", "", match[1]).zfill(_CODE_LENGTH) if match else code_of_municipality(text)
    if not code:
        raise UnusableRowError("municipality", "cell.municipality", cell)
    return code


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
