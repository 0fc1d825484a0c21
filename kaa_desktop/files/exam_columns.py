"""Exams as whole columns.

Imported when a file is read: start-up pays nothing for it.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from kaa_desktop.domain.sources import ExamRecord
from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.files.column_files import Shape, said_twice
from kaa_desktop.files.exams import Exams
from kaa_desktop.files.plain_columns import PlainCells, understood
from kaa_desktop.files.tables import Table


def _exam(values: tuple[int, str, str, date]) -> ExamRecord:
    row, number, kind, taken_on = values
    return ExamRecord(row, number, ExamKind(kind), taken_on)


SHAPE: Shape[ExamRecord] = Shape(
    {"row": pl.Int64, "number": pl.String, "kind": pl.String, "taken_on": pl.Date}, _exam
)


class UsualExams:
    """Rows whose day and kind can be read."""

    def __init__(self, table: Table, rows: Exams) -> None:
        self.positions = self._kind, self._taken_on = table.position("kind"), table.position("taken_on")
        self._rows = rows

    def records(self, cells: PlainCells, numbers: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
        """What the rows say, and which of them are usual."""
        kind, known = understood(
            cells.column(self._kind), lambda cell: self._rows.kind_in(cell).value, pl.String
        )
        taken_on, read = understood(cells.column(self._taken_on), self._rows.days.required, pl.Date)
        records = {"row": cells.rows, "number": numbers, "kind": kind, "taken_on": taken_on}
        return pl.DataFrame(records), known & read

    def again(self, several: pl.DataFrame) -> pl.Series:
        """The numbers of those of whom a row says what another says."""
        return said_twice(several)
