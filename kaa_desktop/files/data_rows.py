"""The rows beneath a header: one at a time, or many lines of plain ones as a whole."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.cells import Cell, text_of
from kaa_desktop.files.csv_tables import Block
from kaa_desktop.files.headers import bare
from kaa_desktop.files.plain_texts import PlainText

_TOTAL = re.compile(
    r"(?:(?:del|total|slut)?summa|totalt?|sum|antal|grand total|s:a)\b|∑|sid(?:a|an)? \d+\b"
    r"|\w+ totalt\b|\d+ (?:st|elever|personer|rader|poster|ungdomar|anmälningar)\b",
    re.IGNORECASE,
)
_NUMBER_DIGITS = 6

NumberedCells = tuple[int, Sequence[Cell]]


class Row(NamedTuple):
    """A row of data.

    Attributes:
        number: row number as a spreadsheet shows it.
        cells: as many as there are headers, and one empty cell after them.
        beyond: what a line of text holds behind the last header: cells of it stand under wrong headers.
        cut: how many cells a line of text has that ends before a column that it has to reach; else nought.
        wide: a line of text goes on behind the last header though with nothing, so its cells may be shifted.
    """

    number: int
    cells: Sequence[Cell]
    beyond: str = ""
    cut: int = 0
    wide: bool = False


@dataclass(slots=True)
class SkippedRows:
    """Rows that hold no record, counted while the table is read."""

    empty: int = 0
    totals: int = 0
    headers: int = 0


class BlockRows:
    """The rows of blocks, of which the rest of a plain text can be taken as a whole."""

    def __init__(self, blocks: Iterator[Block | PlainText]) -> None:
        self._blocks = blocks
        self._block: Block | PlainText = Block(1, [])
        self._rows: list[list[str]] = []
        self._next = 0

    def __iter__(self) -> Iterator[NumberedCells]:
        return self

    def __next__(self) -> NumberedCells:
        while self._next >= len(self._rows):
            self._block, self._next = next(self._blocks), 0
            self._rows = self._block.rows
        self._next += 1
        return self._block.first + self._next - 1, self._rows[self._next - 1]

    @property
    def at_hand(self) -> Sequence[Sequence[Cell]]:
        """The rows that have been split already."""
        return self._rows

    def plain_text(self) -> PlainText | None:
        """What is left of a plain text; None where the next row has to be read by itself, or is none."""
        if self._next >= len(self._rows):
            block = next(self._blocks, None)
            if isinstance(block, PlainText):
                return block
            self._block, self._next = block or Block(1, []), 0
            self._rows = self._block.rows
            return None
        if not isinstance(self._block, PlainText):
            return None
        rest = self._block.after(self._next)
        self._next = len(self._rows)
        return rest


class DataRows:
    """Rows of data, without empty ones, totals and headers that come again.

    Args:
        above: the rows that were read while the header was looked for.
        rows: those beneath them.
        titles: the header.
        key: where the column stands that tells records from totals.
        least: where the last column stands before which a line may not end.
    """

    def __init__(
        self,
        above: Iterable[NumberedCells],
        rows: Iterator[NumberedCells],
        titles: tuple[str, ...],
        key: int,
        least: int = 0,
    ) -> None:
        self._above = deque(above)
        self._rows = rows
        self._titles = titles
        self._bare_titles = list(map(bare, titles))
        self._key = key
        self._named = max((place for place, title in enumerate(titles, 1) if title), default=0)
        self._wide: dict[int, tuple[str, str]] = {}
        beyond = sum(1 for _, cells in self._above if self._beyond(cells))
        self._watching = isinstance(rows, BlockRows) and 2 * beyond < max(1, len(self._above))
        self._least = least if isinstance(rows, BlockRows) and _rarely_cut(self._above, least) else 0
        self.skipped = SkippedRows()
        self._first: deque[Row] = deque()
        self._first.extend(islice(self, 1))
        self.empty = not self._first

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        if self._first:
            return self._first.popleft()
        while True:
            number, raw = self._above.popleft() if self._above else next(self._rows)
            if row := self.row(number, raw):
                return row

    def plain_text(self) -> PlainText | None:
        """Lines to read as a whole; None where the next row has to be read by itself, or is none."""
        if self._first or self._above or not isinstance(self._rows, BlockRows):
            return None
        text = self._rows.plain_text()
        return self._without_odd(text) if text and (self._watching or self._least) else text

    def _without_odd(self, text: PlainText) -> PlainText:
        """Lines that end too early or go on behind the last header become empty and wait to be read alone."""
        width = len(self._titles)
        if text.width == width:  # as is usual
            return text
        lines = text.text.decode().split("\n")
        for place, line in enumerate(lines):
            separators = line.count(text.separator)
            if separators >= width or 0 < separators < self._least:
                cells = line.split(text.separator)
                if separators < self._least or (self._watching and self._beyond(cells)):
                    self._wide[text.first + place] = line, text.separator
                    lines[place] = ""
        return text._replace(text="\n".join(lines).encode(), width=0)

    def _as_written(self, number: int, raw: Sequence[Cell]) -> Sequence[Cell]:
        if not self._wide or number not in self._wide:
            return raw
        line, separator = self._wide[number]
        return line.split(separator)

    def _beyond(self, cells: Sequence[Cell]) -> str:
        """What stands behind the last header."""
        return next((text for cell in cells[self._named :] if (text := text_of(cell))), "")

    def key_cell(self, number: int, cell: Cell) -> Cell:
        """What a row has in the column that tells records from totals, as far as it has been read."""
        raw = self._as_written(number, ())
        return raw[self._key] if self._key < len(raw) else cell

    def row(self, number: int, raw: Sequence[Cell]) -> Row | None:
        """The row, if it is one of data; else it is counted."""
        raw = self._as_written(number, raw)
        width = len(self._titles)
        cells = list(raw[:width])
        cells.extend([""] * (width + 1 - len(cells)))
        start = str(cells[self._key])[:_NUMBER_DIGITS]
        if len(start) < _NUMBER_DIGITS or not start.isdigit():
            if not any(map(text_of, cells)):
                self.skipped.empty += 1
                return None
            if _is_total(cells):
                self.skipped.totals += 1
                return None
            if self._is_header(number, cells[:width]):
                self.skipped.headers += 1
                return None
        beyond = self._beyond(raw) if self._watching and len(raw) > self._named else ""
        wide = self._watching and len(raw) > width
        return Row(number, cells, beyond, len(raw) if len(raw) <= self._least else 0, wide)

    def _is_header(self, number: int, cells: Sequence[Cell]) -> bool:
        """Whether the header comes again.

        Raises:
            InvalidInputError: `file.columns_change`; from there on cells stand under the wrong headers.
        """
        texts = [bare(text_of(cell)) for cell in cells]
        if texts == self._bare_titles:
            return True
        key = self._bare_titles[self._key] if self._key < len(self._bare_titles) else ""
        if not key or key not in texts:
            return False
        moved = [t for t, title in zip(texts, self._bare_titles, strict=False) if t and t != title]
        if any(text in self._bare_titles for text in moved):
            raise InvalidInputError("file.columns_change", row=number)
        return not moved


def _rarely_cut(rows: Collection[NumberedCells], least: int) -> bool:
    """Whether lines end before that column by mistake only; some systems leave off empty cells at the end."""
    lengths = [len(cells) for _, cells in rows if len(cells) > 1]
    cut = sum(length <= least for length in lengths)
    return bool(lengths) and 10 * cut <= len(lengths)


def _is_total(cells: Sequence[Cell]) -> bool:
    """A line whose first text says so; one that holds an identity number never gets here."""
    first = next((text for cell in cells if (text := text_of(cell))), "")
    return bool(_TOTAL.match(first))
