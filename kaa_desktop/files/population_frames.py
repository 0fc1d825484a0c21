"""Residents as whole columns.

Imported when a file is read: start-up pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.register_history import PopulationRecord
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.cells import date_of, postal_code_of
from kaa_desktop.files.column_files import Shape
from kaa_desktop.files.plain_columns import tidied, understood
from kaa_desktop.files.population import Residents, municipality_in, name_in
from kaa_desktop.files.protection_marks import protection_of
from kaa_desktop.files.tables import Table

_PROTECTION = PopulationRecord._fields.index("protection")
_NAMES = ("last_name", "first_name", "called_name", "name")
_DAYS = ("moved_in_on", "immigrated_on", "birth_date")
_DATES = dict.fromkeys(("birth_date", "moved_in_on", "immigrated_on"), pl.Date)
_KEYS = (*_NAMES, "street", "postal_code", "city", "municipality", "protection", "registration", *_DAYS)


def _resident(values: tuple[Any, ...]) -> PopulationRecord:
    *record_values, _born = values
    record = PopulationRecord._make(record_values)
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


def with_birthdays(residents: pl.DataFrame) -> pl.DataFrame:
    """Records with `born`: null where number and file contradict each other, or neither tells it."""
    known = (read_back(number).birth_date for number in residents["number"].to_list())
    told = pl.Series(list(known), dtype=pl.Date)
    born = pl.when(~pl.col("contradicted")).then(pl.coalesce("birth_date", told))
    return residents.with_columns(born=born)


class CarefulResidents:
    """Rows one by one; of several on one person the first tells their place."""

    def __init__(self, residents: Residents) -> None:
        self._residents = residents
        self.one = residents.one
        self.number_in = residents.number_in

    def numbers(self) -> set[str]:
        """The numbers of all records so far."""
        return set(self._residents.records)

    def frame(self) -> pl.DataFrame:
        """All records, with the row by which they are ordered as `place`."""
        places = pl.Series("place", list(self._residents.places.values()), dtype=pl.Int64)
        return with_birthdays(SHAPE.frame(self._residents.records.values())).with_columns(places)


class UsualResidents:
    """Rows of people without a mark of protection, of which everything can be read."""

    keys = _KEYS

    def __init__(self, table: Table) -> None:
        self._order = table.dates

    def records(self, cells: pl.DataFrame) -> tuple[dict[str, pl.Expr], pl.Expr]:
        """What the rows say, and which of them are usual."""
        meant = understood(
            cells,
            {
                "municipality": (municipality_in, pl.String),
                "postal_code": (postal_code_of, pl.String),
                "protection": (_mark, pl.Boolean),
                "registration": (lambda cell: bool(protection_of(cell)[0]), pl.Boolean),
                **dict.fromkeys(_DAYS, (self._day, pl.Date)),
            },
        )
        texts = tidied(cells, (*_NAMES, "street", "city"))
        last_name, first_name = _names(cells, texts)
        value = {key: meaning.value for key, meaning in meant.items()}
        place = (value["municipality"], texts["street"], value["postal_code"], texts["city"])
        usual = pl.all_horizontal(
            *(meant[key].read for key in ("municipality", "protection", *_DAYS)),
            ~(value["protection"] | value["registration"]),
            pl.any_horizontal(text != "" for text in place),
            value["birth_date"].is_null() | (value["birth_date"] == pl.col("born")).fill_null(value=False),
        )
        records = {
            "first_name": first_name,
            "last_name": last_name,
            "street": texts["street"],
            "postal_code": value["postal_code"],
            "city": texts["city"],
            "protection": pl.lit(""),
            "home_municipality": value["municipality"],
            "birth_date": pl.lit(None, dtype=pl.Date),
            **{key: value[key] for key in ("moved_in_on", "immigrated_on")},
            "contradicted": pl.lit(value=False),
            "born": pl.col("born"),
        }
        return records, usual.fill_null(value=False)

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


def _names(cells: pl.DataFrame, texts: Mapping[str, pl.Expr]) -> tuple[pl.Expr, pl.Expr]:
    """Last and first names; where one of the two is empty the other columns are looked at."""
    last, first = texts["last_name"], texts["first_name"]
    lacking = (last == "") | (first == "")
    if not cells.select(lacking.any()).item():
        return last, first
    columns = cells.select("row", lacking=lacking, **{key: texts[key] for key in _NAMES})
    places = columns["lacking"].arg_true()
    told = columns.select(_NAMES)[places].rows()
    names = [name_in(row, range(len(row))) for row in told]
    return (
        pl.lit(columns["last_name"].scatter(places, [name for name, _ in names])),
        pl.lit(columns["first_name"].scatter(places, [name for _, name in names])),
    )
