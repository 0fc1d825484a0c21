"""Rows of separated text files, in bounded memory."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.headers import Column, find_header

SEPARATORS = ";,\t|"
LINE_LIMIT = 1024 * 1024
COLUMN_LIMIT = 1000

_QUOTED_LINES_LIMIT = 100
_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 256 * 1024


class _UnclosedQuoteError(Exception):
    """A quotation mark opened a cell and nothing closed it."""


class _Lines:
    """Physical lines for the csv reader; remembers those of the record being read, to take them back."""

    def __init__(self, stream: TextIO, file: str) -> None:
        self._stream = stream
        self._file = file
        self._waiting: list[str] = []
        self._taken: list[str] = []
        self.row = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._taken) >= _QUOTED_LINES_LIMIT:
            raise _UnclosedQuoteError
        line = self._waiting.pop() if self._waiting else self._stream.readline(LINE_LIMIT + 1)
        if not line:
            if self._taken:
                raise _UnclosedQuoteError
            raise StopIteration
        if len(line) > LINE_LIMIT:
            raise InvalidInputError("file.line_too_long", file=self._file, row=self.row)
        self._taken.append(line)
        return line

    def next_record(self) -> None:
        """The record was complete."""
        self._taken.clear()
        self.row += 1

    def first_line_alone(self) -> str:
        """Take back every line of the record but its first."""
        self._waiting.extend(reversed(self._taken[1:]))
        return self._taken[0]


def text_rows(path: Path, *, encoding: str, separator: str) -> Generator[tuple[int, list[str]], None, None]:
    """Row numbers and cells; a stray quotation mark spoils its own row only.

    Raises:
        InvalidInputError: `file.line_too_long`, `file.too_wide`, `file.encoding` or `file.unreadable`.
    """
    try:
        with path.open(encoding=encoding, newline="") as stream:
            yield from _records(_Lines(stream, path.name), separator, path.name)
    except (UnicodeError, LookupError) as error:
        raise InvalidInputError("file.encoding", file=path.name, encoding=encoding) from error
    except OSError as error:
        raise InvalidInputError("file.unreadable", file=path.name) from error


def _records(lines: _Lines, separator: str, file: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=separator)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _UnclosedQuoteError:
            cells = [cell.strip(' "\r\n') for cell in lines.first_line_alone().split(separator)]
            reader = csv.reader(lines, delimiter=separator)
        except csv.Error as error:  # a cell beyond the csv module's own limit
            raise InvalidInputError("file.line_too_long", file=file, row=lines.row) from error
        if len(cells) > COLUMN_LIMIT:
            raise InvalidInputError("file.too_wide", file=file, row=lines.row, limit=COLUMN_LIMIT)
        yield lines.row, cells
        lines.next_record()


def detect_separator(path: Path, *, encoding: str, columns: Sequence[Column]) -> str:
    """The separator under which most headers are known and most rows are equally wide.

    Raises:
        InvalidInputError: `file.line_too_long`, `file.encoding` or `file.unreadable`.
    """
    lines = _sample(path, encoding)
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) > len("sep"):
        return lines[0][4] if lines[0][4] in SEPARATORS else ";"
    return max(SEPARATORS, key=lambda separator: _fit(lines, separator, columns))


def _sample(path: Path, encoding: str) -> list[str]:
    lines: list[str] = []
    try:
        with path.open(encoding=encoding, newline="") as stream:
            source = _Lines(stream, path.name)
            characters = 0
            while len(lines) < _SAMPLE_LINES and characters < _SAMPLE_CHARACTERS:
                line = next(source, "")
                if not line:
                    break
                source.next_record()
                lines.append(line)
                characters += len(line)
    except (UnicodeError, LookupError) as error:
        raise InvalidInputError("file.encoding", file=path.name, encoding=encoding) from error
    except OSError as error:
        raise InvalidInputError("file.unreadable", file=path.name) from error
    return lines


def _fit(lines: Sequence[str], separator: str, columns: Sequence[Column]) -> tuple[int, float, int]:
    try:
        rows = [row for row in csv.reader(lines, delimiter=separator) if any(row)]
    except csv.Error:
        return (0, 0.0, 0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = widths.most_common(1)[0] if widths else (1, 0)
    return (len(find_header(rows, columns).positions), count / max(1, len(rows)), width)
