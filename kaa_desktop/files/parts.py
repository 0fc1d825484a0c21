"""Rows that are alike enough to be read by columns; the others are read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.plain_numbers import PlainNumbers
from kaa_desktop.files.csv_tables import Block
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.tables import Table

_STEP = 1000


class Part(NamedTuple):
    """Rows of plain cells that follow each other, each with a sound number.

    Attributes:
        first: row number of the first.
        numbers: of twelve characters each.
        width: how many columns have a header.
    """

    first: int
    rows: list[list[str]]
    numbers: list[str]
    width: int

    def column(self, position: int) -> list[str]:
        """The cells of a column; empty ones where the file lacks it."""
        if position >= min(self.width, len(self.rows[0])):
            return [""] * len(self.rows)
        return list(map(itemgetter(position), self.rows))

    @property
    def padded(self) -> Iterator[Row]:
        """The rows as they come one by one."""
        for number, cells in zip(self.row_numbers, self.rows, strict=True):
            known = cells[: self.width]
            yield Row(number, known + [""] * (self.width + 1 - len(known)))

    @property
    def row_numbers(self) -> range:
        """As a spreadsheet shows them."""
        return range(self.first, self.first + len(self.rows))


def read_rows(
    table: Table,
    numbers: PlainNumbers,
    many: Callable[[Part], bool],
    one: Callable[[Row], None],
    progress: Progress,
) -> None:
    """Read every row of a table.

    Args:
        table: whose rows have not been read yet.
        numbers: tells the rows that are like most.
        many: takes a part of the table, or refuses it: then its rows come one by one.
        one: takes a row.
        progress: asked whether to go on.
    """
    done = 0
    told = table.source.kind is TableKind.TEXT  # by the bytes that have been read
    while True:
        if block := table.rows.plain_block():
            for part in _parts(table, block, numbers):
                if not (part.numbers and many(part)):
                    _one_by_one(table, part, one)
            continue
        row = next(table.rows, None)
        if row is None:
            return
        if done % _STEP == 0 and not told:
            progress.step(0, 1)
        done += 1
        one(row)


def _parts(table: Table, block: Block, numbers: PlainNumbers) -> Iterator[Part]:
    """Those with sound numbers apart from those without, in the order of the file."""
    width = len(table.headers)
    whole = Part(block.first, block.rows, [], width)
    found = numbers.read(whole.column(table.position("number")))
    if "" not in found:
        yield whole._replace(numbers=found)
        return
    for sound, places in groupby(range(len(found)), key=lambda place: bool(found[place])):
        start, *rest = places
        end = rest[-1] + 1 if rest else start + 1
        read = found[start:end] if sound else []
        yield Part(block.first + start, block.rows[start:end], read, width)


def _one_by_one(table: Table, part: Part, one: Callable[[Row], None]) -> None:
    for number, cells in zip(part.row_numbers, part.rows, strict=True):
        if row := table.rows.row(number, cells):
            one(row)
