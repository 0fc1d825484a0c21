"""What the texts of an OpenDocument table come to once its repeated cells and rows are laid out."""

from __future__ import annotations

import re

ROWS_REPEATED = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d{1,18})["']""")
COLUMNS_REPEATED = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d{1,18})["']""")


class RepeatedTexts:
    """Counts the bytes of repeated texts; texts that stand there once are not counted.

    Attributes:
        size: the bytes of them all, with their marks.
    """

    def __init__(self, overlap: int) -> None:
        """Begin; each chunk but the first begins with so many bytes of the one before."""
        self.size = 0
        self._overlap = overlap
        self._rows = 1
        self._columns = 1

    def take(self, chunk: bytes) -> None:
        """Count a chunk."""
        first, *rows = chunk.replace(b"</table:table-", b"<table:table-/").split(b"<table:table-row")
        self._row(first, goes_on=True)
        for row in rows:
            self._rows = self._columns = 1
            if b"repeated" in row:
                self._rows = _most(ROWS_REPEATED, row)
                self._row(row, goes_on=False)

    def _row(self, row: bytes, *, goes_on: bool) -> None:
        first, *parts = row.split(b"<table:table-")
        if goes_on:
            self._count(max(0, len(first) - self._overlap))
        for part in parts if self._rows > 1 else [part for part in parts if b"repeated" in part]:
            if part.startswith(b"/row"):
                self._rows = 1
            self._columns = 1
            if b"repeated" in part and part.startswith(b"cell"):
                self._columns = _most(COLUMNS_REPEATED, part)
            if self._rows * self._columns > 1 and (b":p" in part or b"value" in part):
                self._count(len(part))
        if parts and b"repeated" not in parts[-1]:
            self._columns = 1

    def _count(self, size: int) -> None:
        repeated = self._rows * self._columns
        self.size += size * repeated if repeated > 1 else 0


def _most(count: re.Pattern[bytes], part: bytes) -> int:
    return max(map(int, count.findall(part)), default=1)
