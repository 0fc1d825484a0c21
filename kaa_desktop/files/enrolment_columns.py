"""Enrolments as whole columns.

Imported when a file is read: start-up pays nothing for it.
"""

from __future__ import annotations

import polars as pl

from kaa_desktop.domain.sources import EnrolmentRecord
from kaa_desktop.files.column_files import Shape, said_twice
from kaa_desktop.files.enrolments import Enrolments
from kaa_desktop.files.plain_columns import tidied, understood

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

    keys = ("first", "last", *_TEXTS)

    def __init__(self, rows: Enrolments) -> None:
        self._rows = rows

    def records(self, cells: pl.DataFrame) -> tuple[dict[str, pl.Expr], pl.Expr]:
        """What the rows say, and which of them are usual."""
        days = {"first": self._rows.first_days.required, "last": self._rows.last_days.__getitem__}
        (first, begun), (last, ended) = understood(
            cells, {key: (read, pl.Date) for key, read in days.items()}
        ).values()
        said = {"first": first, "last": last, **tidied(cells, _TEXTS)}
        return said, begun & ended & (last >= first).fill_null(value=True)

    def again(self, several: pl.DataFrame) -> pl.Series:
        """The numbers of those of whom a row says what another says."""
        return said_twice(several)
