"""Enrolments as whole columns.

Imported when a file is read: start-up pays nothing for it.
"""

from __future__ import annotations

import polars as pl

from kaa_desktop.domain.sources import EnrolmentRecord
from kaa_desktop.files.column_files import Shape, said_twice
from kaa_desktop.files.enrolments import Enrolments
from kaa_desktop.files.plain_columns import PlainCells, tidy, understood
from kaa_desktop.files.tables import Table

_TEXTS = ("programme", "school", "organiser")

SHAPE: Shape[EnrolmentRecord] = Shape(
    {
        "row": pl.Int64,
        "number": pl.String,
        "first": pl.Date,
        "last": pl.Date,
        **dict.fromkeys(_TEXTS, pl.String),
    },
    EnrolmentRecord._make,
)


class UsualEnrolments:
    """Rows whose days can be read."""

    def __init__(self, table: Table, rows: Enrolments) -> None:
        self._first, self._last, *self._said = map(table.position, ("first", "last", *_TEXTS))
        self._rows = rows
        self.positions = (self._first, self._last, *self._said)

    def records(self, cells: PlainCells, numbers: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
        """What the rows say, and which of them are usual."""
        first, begun = understood(cells.column(self._first), self._rows.first_days.required, pl.Date)
        last, read = understood(cells.column(self._last), self._rows.last_days.__getitem__, pl.Date)
        said = {name: tidy(cells.column(at)) for name, at in zip(_TEXTS, self._said, strict=True)}
        records = {"row": cells.rows, "number": numbers, "first": first, "last": last, **said}
        return pl.DataFrame(records), begun & read & (last >= first).fill_null(value=True)

    def again(self, several: pl.DataFrame) -> pl.Series:
        """The numbers of those of whom a row says what another says."""
        return said_twice(several)
