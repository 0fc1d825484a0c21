"""Two lanes into one table: usual rows as whole columns, all others one by one; the outcome is the same."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Protocol

import polars as pl

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import parse_personal_number
from kaa_desktop.files.cells import identity_text
from kaa_desktop.files.csv_tables import PlainText
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.plain_columns import PlainCells, sound_numbers
from kaa_desktop.files.tables import Table

_STEP = 1000


class UsualRows(Protocol):
    """Reads columns of cells that are nothing out of the ordinary."""

    @property
    @abstractmethod
    def positions(self) -> Iterable[int]:
        """The columns it asks for."""

    @abstractmethod
    def records(self, cells: PlainCells, numbers: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
        """What the rows say, and which of them are usual; of the others nothing is said."""

    @abstractmethod
    def again(self, several: pl.DataFrame) -> pl.Series:
        """The numbers of records that may not stand there twice, of those people who have several."""


class CarefulRows(Protocol):
    """Takes rows one by one and tells what is wrong with them."""

    @abstractmethod
    def one(self, row: Row) -> None:
        """Take a row."""

    @abstractmethod
    def numbers(self) -> set[str]:
        """The numbers of all records so far."""

    @abstractmethod
    def frame(self) -> pl.DataFrame:
        """All records, with the row by which they are ordered as `place`."""


def read_rows(
    table: Table, usual: UsualRows, careful: CarefulRows, today: date, progress: Progress
) -> pl.DataFrame:
    """Read every row of a table; the rows of one person are read in the same lane.

    Args:
        table: whose rows have not been read yet.
        usual: reads the lines of a plain text.
        careful: takes all other rows, in the order of the file.
        today: numbers of a day to come are none.
        progress: asked whether to go on.
    """
    texts: list[PlainText] = []
    waiting: list[Row] = []
    told = table.source.kind is TableKind.TEXT  # by the bytes that have been read
    done = 0
    while True:
        if text := table.rows.plain_text():
            texts.append(text)
            continue
        row = next(table.rows, None)
        if row is None:
            break
        if done % _STEP == 0 and not told:
            progress.step(0, 1)
        done += 1
        if texts:
            waiting.append(row)
        else:
            careful.one(row)
    if not texts:
        return careful.frame().drop("place")
    return _Lanes(table, usual, careful, today, progress).read(texts, waiting)


class _Lanes:
    """Parts the rows of one table."""

    def __init__(
        self, table: Table, usual: UsualRows, careful: CarefulRows, today: date, progress: Progress
    ) -> None:
        self._table = table
        self._usual = usual
        self._careful = careful
        self._today = today
        self._progress = progress
        self._key = table.position("number")

    def read(self, texts: list[PlainText], waiting: list[Row]) -> pl.DataFrame:
        cells = PlainCells(texts, len(self._table.headers), {self._key, *self._usual.positions})
        self._step()
        numbers, several = sound_numbers(cells.column(self._key), self._today)
        self._step()
        records, is_usual = self._usual.records(cells, numbers)
        self._step()
        is_usual &= numbers.is_not_null()
        odd = list(self._rows(texts, cells.rows.filter(~is_usual)))
        elsewhere = self._careful.numbers() | self._numbers(odd) | self._numbers(waiting)
        if several.any():
            elsewhere.update(self._usual.again(records.filter(is_usual & several)).to_list())
        if elsewhere:
            apart = is_usual & numbers.is_in(elsewhere)
            odd += self._rows(texts, cells.rows.filter(apart))
            is_usual &= ~apart
        self._take(sorted(odd + waiting, key=lambda row: row.number))
        found = records.filter(is_usual)
        return _in_order(found, self._careful.frame().sort("place"))

    def _take(self, rows: list[Row]) -> None:
        for done, row in enumerate(rows):
            if done % _STEP == 0:
                self._step()
            self._careful.one(row)

    def _rows(self, texts: list[PlainText], wanted: pl.Series) -> Iterator[Row]:
        """The rows of those numbers as they come one by one, without totals and the like."""
        numbers = wanted.to_list()
        for text in texts if numbers else ():
            found = (self._table.rows.row(number, cells) for number, cells in text.at(numbers))
            yield from (row for row in found if row)

    def _numbers(self, rows: list[Row]) -> set[str]:
        found = set()
        for row in rows:
            with suppress(InvalidInputError):
                text = identity_text(row.cells[self._key])
                found.add(parse_personal_number(text, today=self._today).value)
        return found

    def _step(self) -> None:
        """Told by the bytes that have been read, of which there are no more: only asked whether to go on."""
        self._progress.step(1, 1)


def _in_order(found: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Usual rows and others in the order of the file; mostly the others stand near the header alone."""
    if found.is_empty() or others.is_empty() or others["place"][-1] < found["row"][0]:
        return pl.concat([others.select(found.columns), found])
    placed = found.with_columns(place=pl.col("row"))
    return others.select(placed.columns).merge_sorted(placed, "place").drop("place")
