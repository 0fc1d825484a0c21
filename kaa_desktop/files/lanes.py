"""Two lanes into one table: usual rows as whole columns, all others one by one; the outcome is the same."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from heapq import merge
from operator import attrgetter
from typing import NamedTuple, Protocol

import polars as pl

from kaa_desktop.domain.changes import Progress
from kaa_desktop.files.cells import Cell
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.plain_columns import SoundNumbers, plain_cells, said_again
from kaa_desktop.files.plain_texts import PlainText
from kaa_desktop.files.tables import Table
from kaa_desktop.files.waiting_rows import WaitingRows

_STEP = 1000
_TOGETHER = 4 * 1024 * 1024
_WORKERS = 2
_NUMBER = "number"


class UsualRows(Protocol):
    """Reads columns of cells that are nothing out of the ordinary."""

    @property
    @abstractmethod
    def keys(self) -> Iterable[str]:
        """The columns it asks for."""

    @abstractmethod
    def records(self, cells: pl.DataFrame) -> tuple[Mapping[str, pl.Expr], pl.Expr]:
        """What the rows say, and which of them are usual; of the others nothing is said.

        Args:
            cells: the columns asked for, and what `sound_numbers` tells.
        """

    @abstractmethod
    def again(self, several: pl.DataFrame) -> pl.Series:
        """The numbers of records that may not stand there twice, of those people who have several."""


class CarefulRows(Protocol):
    """Takes rows one by one and tells what is wrong with them."""

    @abstractmethod
    def one(self, row: Row) -> None:
        """Take a row."""

    @abstractmethod
    def number_in(self, cell: Cell) -> str:
        """The number that a row with this cell will be taken to mean; empty where it tells none."""

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
    parts = _Parts(table, usual, today)
    waiting = WaitingRows()
    key = table.position(_NUMBER)
    told = table.source.kind is TableKind.TEXT  # by the bytes that have been read
    done = 0
    with parts.reading():
        while True:
            if text := table.rows.plain_text():
                parts.add(text)
                continue
            row = next(table.rows, None)
            if row is None:
                break
            if done % _STEP == 0 and not told:
                progress.step(0, 1)
            done += 1
            if parts.any:
                waiting.append(row, careful.number_in(row.cells[key]))
            else:
                careful.one(row)
        if not parts.any:
            return careful.frame().drop("place")
        return _Lanes(table, usual, careful, progress).read(parts.read(), waiting)


class _Part(NamedTuple):
    """The usual rows of some lines, with the `value` of their numbers; of the others number and row."""

    texts: Sequence[PlainText]
    records: pl.DataFrame
    odd: pl.DataFrame


class _Parts:
    """Reads lines by columns, beside the one who brings them: polars asks nothing of the interpreter."""

    def __init__(self, table: Table, usual: UsualRows, today: date) -> None:
        self._width = len(table.headers)
        self._places = {key: table.position(key) for key in (_NUMBER, *usual.keys)}
        self._usual = usual
        self._sound = SoundNumbers(today)
        self._worker = ThreadPoolExecutor(_WORKERS)
        self._together: list[PlainText] = []
        self._begun: list[Future[_Part]] = []

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While it works; what has not begun when something goes wrong is left."""
        try:
            yield
        finally:
            self._worker.shutdown(cancel_futures=True)

    @property
    def any(self) -> bool:
        """Whether there are lines."""
        return bool(self._together or self._begun)

    def add(self, text: PlainText) -> None:
        """Take lines; those that follow each other are read together, as many as make it worth while."""
        if self._together:
            last = self._together[-1]
            size = sum(len(other.text) for other in self._together)
            if size >= _TOGETHER or last.first + last.size != text.first:
                self._begin()
        self._together.append(text)

    def read(self) -> Iterator[_Part]:
        """All parts, in order."""
        self._begin()
        for part in self._begun:
            yield part.result()

    def _begin(self) -> None:
        self._begun.append(self._worker.submit(self._part, self._together))
        self._together = []

    def _part(self, texts: Sequence[PlainText]) -> _Part:
        cells = plain_cells(texts, self._width, self._places)
        written = cells.select("row", _NUMBER)
        cells = cells.with_columns(self._sound.of(cells[_NUMBER]))
        said, usual = self._usual.records(cells)
        is_usual = cells.select(usual=usual & pl.col(_NUMBER).is_not_null())["usual"]
        records = cells.select("row", _NUMBER, "value", **said).filter(is_usual)
        # all in as many pieces, since columns in pieces of their own are copied at every step
        return _Part(texts, pl.DataFrame(records.get_columns()), written.filter(~is_usual))


class _Lanes:
    """Parts the rows of one table."""

    def __init__(self, table: Table, usual: UsualRows, careful: CarefulRows, progress: Progress) -> None:
        self._table = table
        self._usual = usual
        self._careful = careful
        self._number_in = careful.number_in
        self._progress = progress

    def read(self, begun: Iterable[_Part], waiting: WaitingRows) -> pl.DataFrame:
        parts: list[_Part] = []
        elsewhere = self._careful.numbers() | waiting.numbers
        for part in begun:
            self._step()
            parts.append(part)
            elsewhere.update(map(self._number_in, self._odd_cells(part)))
        found = pl.concat([part.records for part in parts])
        several = said_again(found["value"])
        if several is not None:
            elsewhere.update(self._usual.again(found.filter(several).drop("value")).to_list())
        apart = found[_NUMBER].is_in(elsewhere)
        rows = found["row"].filter(apart)
        found = found.filter(~apart).drop("value") if len(rows) else found.drop("value")
        self._take(merge(self._rows(parts, rows), waiting, key=attrgetter("number")))
        return _in_order(found, self._careful.frame().sort("place"))

    def _take(self, rows: Iterable[Row]) -> None:
        for done, row in enumerate(rows):
            if done % _STEP == 0:
                self._step()
            self._careful.one(row)

    def _odd_cells(self, part: _Part) -> Iterator[Cell]:
        """The cells of numbers in the rows that are not usual."""
        return (self._table.rows.key_cell(number, cell) for number, cell in part.odd.iter_rows())

    def _rows(self, parts: Iterable[_Part], apart: pl.Series) -> Iterator[Row]:
        """The rows to be read one by one, without totals and the like; none is kept."""
        for part in parts:
            first, last = part.texts[0].first, part.texts[-1].first + part.texts[-1].size
            begin, end = apart.search_sorted(pl.Series([first, last])).to_list()
            odd = part.odd["row"]
            wanted = odd.append(apart[begin:end]).sort().to_list() if end > begin else odd.to_list()
            for text in part.texts if wanted else ():
                found = (self._table.rows.row(number, cells) for number, cells in text.at(wanted))
                yield from (row for row in found if row)

    def _step(self) -> None:
        """Told by the bytes that have been read, of which there are no more: only asked whether to go on."""
        self._progress.step(1, 1)


def _in_order(found: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Usual rows and others in the order of the file; mostly the others stand near the header alone."""
    if found.is_empty() or others.is_empty() or others["place"][-1] < found["row"][0]:
        return pl.concat([others.select(found.columns), found])
    placed = found.with_columns(place=pl.col("row"))
    return others.select(placed.columns).merge_sorted(placed, "place").drop("place")
