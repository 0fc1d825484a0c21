"""The first rows of a file, as they stand: enough to tell what it holds and to show how it would be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import dropwhile, islice
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.files.cells import Cell, text_of
from kaa_desktop.files.csv_tables import SEPARATORS, detect_separator, text_rows
from kaa_desktop.files.headers import HEADER_SEARCH_ROWS, Column, Header
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.opened_files import open_file
from kaa_desktop.files.tables import Source
from kaa_desktop.files.text_sources import open_text
from kaa_desktop.files.told_columns import header_of
from kaa_desktop.files.workbook_tables import WorkbookReader

_MORE_ROWS = 40

NumberedRow = tuple[int, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class TopOfSheet:
    """The first rows with any text, with their row numbers; `name` is empty for a text file."""

    name: str
    rows: tuple[NumberedRow, ...]

    def header(self, columns: Sequence[Column], reading: Reading = AS_FOUND) -> Header:
        """The header among them."""
        return header_of(self.rows, columns, reading)


@dataclass(frozen=True, slots=True)
class TopOfFile:
    """The first rows of each sheet that has some."""

    source: Source
    sheets: tuple[TopOfSheet, ...]

    def best(self, columns: Sequence[Column], reading: Reading) -> TopOfSheet:
        """The sheet that fits the columns best; an empty one where there is no text at all."""

        def fitness(sheet: TopOfSheet) -> tuple[bool, int]:
            header = sheet.header(columns, reading)
            return not header.missing, len(header.positions)

        return max(self.sheets, key=fitness, default=TopOfSheet("", ()))


def read_top(path: Path, columns: Sequence[Column], reading: Reading) -> TopOfFile:
    """Read the first rows.

    Args:
        path: a text file or workbook.
        columns: by which the separator is found out, unless it is stated.
        reading: encoding, separator and password are used.

    Raises:
        InvalidInputError: a code that begins with `file.`.
    """
    opened = open_file(path, reading.password)
    if opened.kind is TableKind.TEXT:
        return _top_of_text(path, columns, reading)
    with WorkbookReader(opened) as workbook:
        tops = [TopOfSheet(name, _first(workbook.rows(name))) for name in workbook.sheet_names]
    return TopOfFile(Source(opened.kind), tuple(top for top in tops if top.rows))


def _top_of_text(path: Path, columns: Sequence[Column], reading: Reading) -> TopOfFile:
    opened = open_text(path, reading.encoding)
    file, encoding = opened.source, opened.encoding
    separator = reading.separator or detect_separator(file, encoding=encoding, columns=columns)
    if separator not in SEPARATORS:
        raise InvalidInputError("file.separator", separator=separator)
    with closing(text_rows(file, encoding=encoding, separator=separator)) as rows:
        top = TopOfSheet("", _first(rows))
    return TopOfFile(Source(TableKind.TEXT, opened.told, separator), (top,) if top.rows else ())


def _first(rows: Iterable[NumberedRow]) -> tuple[NumberedRow, ...]:
    started = dropwhile(lambda row: not any(map(text_of, row[1])), rows)
    return tuple(islice(started, HEADER_SEARCH_ROWS + _MORE_ROWS))
