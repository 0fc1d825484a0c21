"""Residents as whole columns.

Imported when a file is read: start-up pays nothing for it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.register_history import PopulationRecord
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.cells import date_of, postal_code_of
from kaa_desktop.files.column_files import Shape
from kaa_desktop.files.plain_columns import PlainCells, tidy, understood
from kaa_desktop.files.population import Residents, municipality_in, name_in
from kaa_desktop.files.protection_marks import protection_of
from kaa_desktop.files.tables import Table

_DATE_LENGTH = 8
_PROTECTION = PopulationRecord._fields.index("protection")
_NAMES = ("last_name", "first_name", "called_name", "name")
_DAYS = ("moved_in_on", "immigrated_on", "birth_date")
_DATES = dict.fromkeys(("birth_date", "moved_in_on", "immigrated_on"), pl.Date)
_KEYS = (*_NAMES, "street", "postal_code", "city", "municipality", "protection", "registration", *_DAYS)


def _resident(values: tuple[Any, ...]) -> PopulationRecord:
    record = PopulationRecord._make(values)
    return record._replace(protection=Protection(record.protection))


SHAPE: Shape[PopulationRecord] = Shape(
    {
        "row": pl.Int64,
        **dict.fromkeys(PopulationRecord._fields[1 : _PROTECTION + 2], pl.String),
        **_DATES,
        "contradicted": pl.Boolean,
    },
    _resident,
)


class CarefulResidents:
    """Rows one by one; of several on one person the first tells their place."""

    def __init__(self, residents: Residents) -> None:
        self._residents = residents
        self.one = residents.one

    def numbers(self) -> set[str]:
        """The numbers of all records so far."""
        return set(self._residents.records)

    def frame(self) -> pl.DataFrame:
        """All records, with the row by which they are ordered as `place`."""
        places = pl.Series("place", list(self._residents.places.values()), dtype=pl.Int64)
        return SHAPE.frame(self._residents.records.values()).with_columns(places)


class UsualResidents:
    """Rows of people without a mark of protection, of which everything can be read."""

    def __init__(self, table: Table) -> None:
        self._places = {key: table.position(key) for key in _KEYS}
        self._order = table.dates
        self.positions = tuple(self._places.values())

    def records(self, cells: PlainCells, numbers: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
        """What the rows say, and which of them are usual."""
        of = {key: cells.column(place) for key, place in self._places.items()}
        last_name, first_name = _names(*(of[key] for key in _NAMES))
        home, known_home = understood(of["municipality"], municipality_in, pl.String)
        marked, known_mark = understood(of["protection"], _mark, pl.Boolean)
        hidden, _ = understood(of["registration"], lambda cell: bool(protection_of(cell)[0]), pl.Boolean)
        days = {key: understood(of[key], self._day, pl.Date) for key in _DAYS}
        street, city = tidy(of["street"]), tidy(of["city"])
        postal_code, _ = understood(of["postal_code"], postal_code_of, pl.String)
        usual = known_home & known_mark & ~(marked | hidden)
        usual &= ((home != "") | (street != "") | (postal_code != "") | (city != "")).fill_null(value=False)
        for _day, read in days.values():
            usual &= read
        usual &= _fits(numbers, days["birth_date"][0])
        records = {
            "row": cells.rows,
            "number": numbers,
            "first_name": first_name,
            "last_name": last_name,
            "street": street,
            "postal_code": postal_code,
            "city": city,
            "protection": pl.repeat("", len(numbers), dtype=pl.String, eager=True),
            "home_municipality": home,
            "birth_date": pl.repeat(None, len(numbers), dtype=pl.Date, eager=True),
            **{key: days[key][0] for key in ("moved_in_on", "immigrated_on")},
            "contradicted": pl.repeat(value=False, n=len(numbers), dtype=pl.Boolean, eager=True),
        }
        return pl.DataFrame(records), usual

    def again(self, several: pl.DataFrame) -> pl.Series:
        """The numbers of those who stand there twice."""
        return several["number"]

    def _day(self, cell: str) -> date | None:
        return date_of(cell, self._order) if cell else None


def _mark(cell: str) -> bool:
    """Whether a cell marks somebody as protected.

    Raises:
        InvalidInputError: nobody knows what it says.
    """
    protection, read = protection_of(cell)
    if not read:
        raise InvalidInputError("protection.unknown")
    return bool(protection)


def _names(*columns: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Last and first names; where one of the two is empty the other columns are looked at."""
    last, first, called, whole = map(tidy, columns)
    lacking = ((last == "") | (first == "")).arg_true()
    if lacking.is_empty():
        return last, first
    told = [column.gather(lacking) for column in (last, first, called, whole)]
    names = [name_in(cells, range(len(cells))) for cells in zip(*told, strict=True)]
    return (
        last.clone().scatter(lacking, [name for name, _ in names]),
        first.clone().scatter(lacking, [name for _, name in names]),
    )


def _fits(numbers: pl.Series, births: pl.Series) -> pl.Series:
    """Whether a birthday that the file tells is the number's."""
    if births.null_count() == births.len():
        return pl.repeat(value=True, n=births.len(), dtype=pl.Boolean, eager=True)
    told = numbers.str.head(_DATE_LENGTH).fill_null("")
    begun = told.unique().to_list()
    known = [read_back(f"{digits}0000").birth_date if digits else None for digits in begun]
    return births.is_null() | births.eq(told.replace_strict(begun, known, return_dtype=pl.Date)).fill_null(
        value=False
    )
