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
from kaa_desktop.files.plain_columns import understood


def _exam(values: tuple[int, str, str, date]) -> ExamRecord:
    row, number, kind, taken_on = values
    return ExamRecord(row, number, ExamKind(kind), taken_on)


SHAPE: Shape[ExamRecord] = Shape(
    {"row": pl.Int64, "number": pl.String, "kind": pl.String, "taken_on": pl.Date}, _exam
)


class UsualExams:
    """Rows whose day and kind can be read."""

    keys = ("kind", "taken_on")

    def __init__(self, rows: Exams) -> None:
        self._rows = rows

    def records(self, cells: pl.DataFrame) -> tuple[dict[str, pl.Expr], pl.Expr]:
        """What the rows say, and which of them are usual."""
        (kind, known), (taken_on, read) = understood(
            cells,
            {
                "kind": (lambda cell: self._rows.kind_in(cell).value, pl.String),
                "taken_on": (self._rows.days.required, pl.Date),
            },
        ).values()
        return {"kind": kind, "taken_on": taken_on}, known & read

    def again(self, several: pl.DataFrame) -> pl.Series:
        """The numbers of those of whom a row says what another says."""
        return said_twice(several)
