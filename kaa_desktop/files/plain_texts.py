"""Lines in which nothing but line ends and separators has a meaning, as the bytes of UTF-8 that they come to.

A country has sixty million characters; nothing here makes a text of them that nobody asks for.
"""

from __future__ import annotations

import codecs
import csv
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

COLUMN_LIMIT = 1000
LINE_LIMIT = 1024 * 1024
ROW_LIMIT = 1_250_000
"""More than a sheet can have and any municipality has residents; a whole country's young people are fewer."""

_LONG_LINE = 1000
_PIECE = 2048
_ALL = bytes(range(256))
_UTF_8 = frozenset({"utf-8", "utf-8-sig"})
_ONE_BYTE = frozenset({"ascii", "cp1252", "iso8859-1", "iso8859-15", "cp437", "cp850", "cp865", "mac-roman"})
_AS_LATIN_1 = frozenset({"cp1252", "iso8859-1"})
_CONTROLS = b"\xc2"
"""Begins what is no letter of Latin-1 in UTF-8: the signs that the Windows encoding has in other places."""


class PlainText(NamedTuple):
    """Lines that follow each other.

    Attributes:
        first: row number of the first line.
        size: how many lines there are.
        text: the lines, with a line feed between them, in UTF-8.
        width: how many cells each line has; nought where some have more than others, or nobody has looked.
    """

    first: int
    size: int
    text: bytes
    separator: str
    width: int = 0

    @property
    def rows(self) -> list[list[str]]:
        """The cells of each line."""
        return list(map(self._cells, self.text.decode().split("\n")))

    def at(self, numbers: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
        """The rows of those ascending numbers that are here; few are found without splitting all."""
        here, start = self.first, 0
        begin = bisect_left(numbers, self.first)
        for number in numbers[begin : bisect_left(numbers, self.first + self.size, begin)]:
            while here + (lines := self.text.count(b"\n", start, start + _PIECE)) < number:
                here, start = here + lines, start + _PIECE
            while here < number:
                here, start = here + 1, self.text.index(b"\n", start) + 1
            yield number, self._cells(self.text[start : self._end(start)].decode())

    def after(self, lines: int) -> PlainText:
        """All but the first lines."""
        text = self.text.split(b"\n", lines)[-1]
        return PlainText(self.first + lines, self.size - lines, text, self.separator, self.width)

    def _end(self, start: int) -> int:
        end = self.text.find(b"\n", start)
        return len(self.text) if end < 0 else end

    def _cells(self, line: str) -> list[str]:
        return line.split(self.separator) if line else []


def lines_are_bytes(encoding: str) -> bool:
    """Whether line ends, quotation marks and separators are bytes of their own, whatever stands before them.

    Raises:
        LookupError: there is no such encoding.
    """
    return codecs.lookup(encoding).name in _UTF_8 | _ONE_BYTE


def plain_bytes(data: bytes, encoding: str, separator: str, row: int) -> PlainText | None:
    """The lines of a file that is read as bytes, if they are plain and can be read; else None."""
    try:
        return plain_text(_as_utf_8(data, codecs.lookup(encoding).name), separator, row)
    except UnicodeError:
        return None


def plain_text(text: bytes, separator: str, row: int) -> PlainText | None:
    """The lines of a text that is plain; None for others."""
    if b'"' in text:
        return None
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")
        if b"\r" in text:
            return None
    text = text.removesuffix(b"\n")
    size, width = _extent(text, separator.encode())
    longest = csv.field_size_limit() if 0 < width <= COLUMN_LIMIT else _LONG_LINE
    if not (_short_lines(text, longest) or _bounded(text.decode().split("\n"), separator)):
        return None
    return PlainText(row, size, text, separator, width)


def _extent(text: bytes, separator: bytes) -> tuple[int, int]:
    """How many lines there are, and the width of all; only line ends and separators are looked at."""
    marks = text.translate(None, _ALL.translate(None, separator + b"\n"))
    first = marks.split(b"\n", 1)[0]
    size = marks.count(b"\n") + 1
    return size, len(first) + 1 if marks == b"\n".join([first] * size) else 0


def _as_utf_8(data: bytes, encoding: str) -> bytes:
    if encoding in _UTF_8:
        data = data.removeprefix(codecs.BOM_UTF8) if encoding == "utf-8-sig" else data
        if not data.isascii():
            data.decode()
        return data
    if data.isascii():
        return data
    if encoding in _AS_LATIN_1:  # a tenth of the time
        text = data.decode("latin-1").encode()
        if _CONTROLS not in text:
            return text
    return data.decode(encoding).encode()


def _short_lines(text: bytes, longest: int) -> bool:
    """Whether no line is longer than that; looks at few of them."""
    start = 0
    while start + longest < len(text):
        start = text.rfind(b"\n", start, start + longest) + 1
        if start == 0:
            return False
    return True


def _bounded(lines: Sequence[str], separator: str) -> bool:
    """Whether neither lines nor cells are too many or too long."""
    widest = max(line.count(separator) for line in lines)
    return widest < COLUMN_LIMIT and max(map(len, lines)) <= csv.field_size_limit()
