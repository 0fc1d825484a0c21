"""Rows of separated text files, in bounded memory."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from typing import BinaryIO, NamedTuple, TextIO

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.headers import Column, find_header
from kaa_desktop.files.plain_texts import (
    COLUMN_LIMIT,
    LINE_LIMIT,
    ROW_LIMIT,
    PlainText,
    lines_are_bytes,
    plain_bytes,
    plain_text,
)
from kaa_desktop.files.text_sources import TextSource

SEPARATORS = ";,\t|^~:#"

_BLOCK = 64 * 1024
_LARGE_BLOCK = 2 * 1024 * 1024
_DECODED_BLOCK = 256 * 1024  # texts that the memory at hand is used for again and again
_PARTS_READ = 4
_SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of a table: its plain lines stay in the memory until all of them are read."""
_QUOTED_LINES_LIMIT = 100
_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 256 * 1024


class _UnclosedQuoteError(Exception):
    """A quotation mark opened a cell and nothing closed it."""


class _Lines:
    """Physical lines for the csv reader; remembers those of the record being read, to take them back.

    Args:
        stream: where the lines come from.
        file: how messages call the file.
        at_hand: lines that have been read from the stream already.
        row: the number of the first record.
    """

    def __init__(self, stream: TextIO, file: str, at_hand: Sequence[str] = (), row: int = 1) -> None:
        self._stream = stream
        self._file = file
        self._waiting = list(reversed(at_hand))
        self._taken: list[str] = []
        self.row = row

    @property
    def at_hand(self) -> bool:
        """Whether there are lines that need not be read from the stream."""
        return bool(self._waiting)

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


class Block(NamedTuple):
    """Rows that follow each other, and the row number of the first."""

    first: int
    rows: list[list[str]]


def text_rows(
    file: TextSource, *, encoding: str, separator: str
) -> Generator[tuple[int, list[str]], None, None]:
    """Row numbers and cells; a stray quotation mark spoils its own row only.

    Raises:
        InvalidInputError: `file.line_too_long`, `file.too_wide`, `file.too_many_rows`, `file.too_large`,
            `file.encoding` or `file.unreadable`.
    """
    for block in text_blocks(file, encoding=encoding, separator=separator, progress=UNWATCHED):
        yield from enumerate(block.rows, block.first)


def text_blocks(
    file: TextSource, *, encoding: str, separator: str, progress: Progress
) -> Generator[Block | PlainText, None, None]:
    """The rows in blocks that grow; lines without quotation marks, nearly all there are, stay together.

    Raises:
        InvalidInputError: as `text_rows`.
        CancelledError: as the progress asks for.
    """
    try:
        size = file.size
        with file.open() as raw:
            row = 1
            while lines_are_bytes(encoding) and (data := _whole_lines(raw, encoding)):
                progress.step(min(raw.tell(), size), size)
                plain = plain_bytes(data, encoding, separator, row)
                if plain is None:
                    raw.seek(-len(data), io.SEEK_CUR)
                    break
                row += plain.size
                yield plain
                _check_extent(file.name, row, raw.tell())
            yield from _decoded_blocks(_Rest(raw, file.name, size, row), encoding, separator, progress)
    except (UnicodeError, LookupError) as error:
        raise InvalidInputError("file.encoding", file=file.name, encoding=encoding) from error
    except OSError as error:
        raise InvalidInputError("file.unreadable", file=file.name) from error


def _whole_lines(raw: BinaryIO, encoding: str) -> bytes:
    """What comes next, up to the end of a line; the first block, by which days are told, counts letters."""
    size = min(max(_BLOCK, raw.tell() // _PARTS_READ), _LARGE_BLOCK)
    if raw.tell():
        return raw.read(size) + raw.readline(LINE_LIMIT + 1)
    data = raw.read(size)
    while lacking := size - len(data.decode(encoding, "ignore")):
        more = raw.read(lacking)
        if not more:
            break
        data += more
    return data + raw.readline(LINE_LIMIT + 1)


class _Rest(NamedTuple):
    """What is left of a file, and the number of its first row."""

    raw: BinaryIO
    name: str
    size: int
    row: int


def _decoded_blocks(
    rest: _Rest, encoding: str, separator: str, progress: Progress
) -> Iterator[Block | PlainText]:
    raw, name, size, row = rest
    codec = codecs.lookup(encoding).name
    begun = "utf-8" if raw.tell() and codec == "utf-8-sig" else encoding
    with io.TextIOWrapper(raw, begun, newline="") as stream:
        while text := stream.read(min(max(_BLOCK, raw.tell() // _PARTS_READ), _DECODED_BLOCK)):
            progress.step(min(raw.tell(), size), size)
            text += stream.readline(LINE_LIMIT + 1)
            if plain := _plain(text, separator, row):
                row += plain.size
                yield plain
            else:
                lines = _Lines(stream, name, io.StringIO(text, newline="").readlines(), row)
                yield from _read_closely(lines, separator, name)
                row = lines.row
            _check_extent(name, row, raw.tell())


def _check_extent(file: str, row: int, read: int) -> None:
    """Refuse what goes on as no table does, before the rest of it fills the memory."""
    if row > ROW_LIMIT:
        raise InvalidInputError("file.too_many_rows", file=file, limit=ROW_LIMIT)
    if read > _SIZE_LIMIT:
        raise InvalidInputError("file.too_large", file=file)


def _plain(text: str, separator: str, row: int) -> PlainText | None:
    return None if '"' in text else plain_text(text.encode(), separator, row)


def _read_closely(lines: _Lines, separator: str, file: str) -> Iterator[Block]:
    """The records that begin in the lines at hand; those before a line that is refused come all the same."""
    first = lines.row
    rows: list[list[str]] = []
    try:
        for cells in _records(lines, separator, file):
            rows.append(cells)
            if not lines.at_hand:
                break
    except InvalidInputError:
        yield Block(first, rows)
        raise
    yield Block(first, rows)


def _records(lines: _Lines, separator: str, file: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _UnclosedQuoteError:
            cells = [cell.strip(' "\r\n') for cell in lines.first_line_alone().split(separator)]
            reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
        except csv.Error as error:  # a cell beyond the csv module's own limit
            raise InvalidInputError("file.line_too_long", file=file, row=lines.row) from error
        if len(cells) > COLUMN_LIMIT:
            raise InvalidInputError("file.too_wide", file=file, row=lines.row, limit=COLUMN_LIMIT)
        lines.next_record()
        yield cells


def detect_separator(file: TextSource, *, encoding: str, columns: Sequence[Column]) -> str:
    """The separator under which most headers are known and most rows are equally wide.

    Raises:
        InvalidInputError: `file.line_too_long`, `file.encoding` or `file.unreadable`.
    """
    lines = _sample(file, encoding)
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) > len("sep"):
        return lines[0][4] if lines[0][4] in SEPARATORS else ";"
    absent = [separator for separator in SEPARATORS if not any(separator in line for line in lines)]
    asked = [separator for separator in SEPARATORS if separator not in absent[1:]]  # those all fit alike
    return max(asked, key=lambda separator: _fit(lines, separator, columns))


def _sample(file: TextSource, encoding: str) -> list[str]:
    lines: list[str] = []
    try:
        with file.open() as raw, io.TextIOWrapper(raw, encoding, newline="") as stream:
            source = _Lines(stream, file.name)
            characters = 0
            while len(lines) < _SAMPLE_LINES and characters < _SAMPLE_CHARACTERS:
                line = next(source, "")
                if not line:
                    break
                source.next_record()
                lines.append(line)
                characters += len(line)
    except (UnicodeError, LookupError) as error:
        raise InvalidInputError("file.encoding", file=file.name, encoding=encoding) from error
    except OSError as error:
        raise InvalidInputError("file.unreadable", file=file.name) from error
    return lines


def _fit(lines: Sequence[str], separator: str, columns: Sequence[Column]) -> tuple[int, float, int]:
    try:
        rows = [row for row in csv.reader(lines, delimiter=separator, skipinitialspace=True) if any(row)]
    except csv.Error:
        return (0, 0.0, 0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = widths.most_common(1)[0] if widths else (1, 0)
    return (len(find_header(rows, columns).positions), count / max(1, len(rows)), width)
