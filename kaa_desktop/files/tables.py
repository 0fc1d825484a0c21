"""Tables of other people's files: text or workbook, wherever the header stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, dropwhile, islice
from pathlib import Path
from typing import NamedTuple

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, DateOrder, Reading
from kaa_desktop.files.cells import Cell, text_of
from kaa_desktop.files.csv_tables import SEPARATORS, detect_separator, text_rows
from kaa_desktop.files.encodings import detect_encoding
from kaa_desktop.files.headers import HEADER_SEARCH_ROWS, Column, Header, read_header
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.opened_files import open_file
from kaa_desktop.files.workbook_tables import WorkbookReader

_TOTAL = re.compile(r"(?:del)?(?:summa|totalt?|sum|antal)\b", re.IGNORECASE)
_NUMBER_DIGITS = 6

_NumberedCells = tuple[int, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Source:
    """How a file was read; encoding and separator are empty for workbooks."""

    kind: TableKind
    encoding: str = ""
    separator: str = ""


class Row(NamedTuple):
    """A row of data.

    Attributes:
        number: row number as a spreadsheet shows it.
        cells: as many as there are headers, and one empty cell after them.
    """

    number: int
    cells: Sequence[Cell]


@dataclass(slots=True)
class SkippedRows:
    """Rows that hold no record, counted while the table is read."""

    empty: int = 0
    totals: int = 0
    headers: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are read once, as they come.

    Attributes:
        sheet: sheet name, empty for a text file.
        headers: the texts of the header row.
        positions: keys of the known columns and where they stand.
        skipped: complete when all rows have been read.
        dates: the order of days that could be read in several ways.
        empty: there is no row of data at all.
        unread_sheets: other sheets of the workbook that hold such a table with rows.
    """

    source: Source
    sheet: str
    header_row_number: int
    headers: tuple[str, ...]
    positions: Mapping[str, int]
    rows: Iterator[Row]
    skipped: SkippedRows = field(default_factory=SkippedRows)
    dates: DateOrder = DateOrder.UNSTATED
    empty: bool = False
    unread_sheets: tuple[str, ...] = ()

    def position(self, key: str) -> int:
        """Where the column stands; one that is missing reads the empty cell at the end."""
        return self.positions.get(key, len(self.headers))

    def title(self, key: str) -> str:
        """The header above the column as the file has it."""
        position = self.positions.get(key)
        return "" if position is None else self.headers[position]


def read_table(path: Path, columns: Sequence[Column], reading: Reading = AS_FOUND) -> Table:
    """The table in the file that fits the columns best; the first column tells records from totals.

    Args:
        path: a text file or workbook.
        columns: what the reader asks for.
        reading: what the user says about the file.

    Raises:
        InvalidInputError: a code that begins with `file.`; reading the rows may raise more of them.
    """
    opened = open_file(path, reading.password)
    if opened.kind is TableKind.TEXT:
        return _text_table(path, columns, reading)
    with WorkbookReader(opened) as workbook:
        tables = [
            _sheet_table(workbook, opened.kind, name, columns, reading) for name in workbook.sheet_names
        ]
    found = [table for table in tables if table]
    if not found:
        raise InvalidInputError("file.empty", file=path.name)
    best = max(found, key=_fitness)
    others = (table for table, header in found if table is not best[0] and not header.missing)
    unread = tuple(table.sheet for table in others if not table.empty)
    return replace(_complete(path, best), unread_sheets=unread)


def _fitness(found: tuple[Table, Header]) -> tuple[bool, bool, int]:
    table, header = found
    return not header.missing, not table.empty, len(header.positions)


def read_sheets(path: Path, sheets: Mapping[str, Sequence[Column]], password: str = "") -> dict[str, Table]:
    """The named sheets of a workbook that are there; case and spaces of the names do not matter.

    Raises:
        InvalidInputError: a code that begins with `file.`.
    """
    opened = open_file(path, password)
    if opened.kind is TableKind.TEXT:
        raise InvalidInputError("file.no_workbook", file=path.name)
    tables = {}
    with WorkbookReader(opened) as workbook:
        names = {name.strip().casefold(): name for name in workbook.sheet_names}
        for wanted, columns in sheets.items():
            name = names.get(wanted.casefold())
            found = _sheet_table(workbook, opened.kind, name, columns) if name else None
            if found:
                tables[wanted] = _complete(path, found)
    return tables


def _text_table(path: Path, columns: Sequence[Column], reading: Reading) -> Table:
    encoding = reading.encoding or detect_encoding(path)
    separator = reading.separator or detect_separator(path, encoding=encoding, columns=columns)
    if separator not in SEPARATORS:
        raise InvalidInputError("file.separator", separator=separator)
    rows = text_rows(path, encoding=encoding, separator=separator)
    found = _table(Source(TableKind.TEXT, encoding, separator), "", rows, columns, reading)
    if found is None:
        raise InvalidInputError("file.empty", file=path.name)
    return _complete(path, found)


def _sheet_table(
    workbook: WorkbookReader,
    kind: TableKind,
    name: str,
    columns: Sequence[Column],
    reading: Reading = AS_FOUND,
) -> tuple[Table, Header] | None:
    return _table(Source(kind), name, workbook.rows(name), columns, reading)


def _table(
    source: Source, sheet: str, rows: Iterator[_NumberedCells], columns: Sequence[Column], reading: Reading
) -> tuple[Table, Header] | None:
    rows = dropwhile(lambda row: not any(map(text_of, row[1])), rows)
    top = list(islice(rows, HEADER_SEARCH_ROWS))
    if not top:
        return None
    header = read_header(top, columns, reading)
    skipped = SkippedRows()
    key = header.positions.get(columns[0].key, len(header.titles))
    data = _data(chain(top[header.index + 1 :], rows), header.titles, key, skipped)
    first = list(islice(data, 1))
    number = top[max(header.index, 0)][0]
    table = Table(
        source,
        sheet,
        number,
        header.titles,
        header.positions,
        chain(first, data),
        skipped,
        reading.dates,
        empty=not first,
    )
    return table, header


def _complete(path: Path, found: tuple[Table, Header]) -> Table:
    table, header = found
    if header.missing:
        raise InvalidInputError(
            "file.header_missing", file=path.name, sheet=table.sheet, headers=", ".join(header.missing)
        )
    return table


def _data(
    rows: Iterable[_NumberedCells], titles: tuple[str, ...], key: int, skipped: SkippedRows
) -> Iterator[Row]:
    width = len(titles)
    for number, raw in rows:
        cells = list(raw[:width])
        cells.extend([""] * (width + 1 - len(cells)))
        start = str(cells[key])[:_NUMBER_DIGITS]
        if len(start) < _NUMBER_DIGITS or not start.isdigit():
            if not any(map(text_of, cells)):
                skipped.empty += 1
                continue
            if _is_total(cells):
                skipped.totals += 1
                continue
            if tuple(text_of(cell) for cell in cells[:width]) == titles:
                skipped.headers += 1
                continue
        yield Row(number, cells)


def _is_total(cells: Sequence[Cell]) -> bool:
    """A line whose first text says so; one that holds an identity number never gets here."""
    first = next((text for cell in cells if (text := text_of(cell))), "")
    return bool(_TOTAL.match(first))
