"""Tables of other people's files: text or workbook, wherever the header stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, dropwhile, islice
from pathlib import Path

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, NO_HEADER, DateOrder, Reading
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.files.cells import Cell, order_of, text_of
from kaa_desktop.files.csv_tables import SEPARATORS, detect_separator, text_blocks
from kaa_desktop.files.data_rows import BlockRows, DataRows, NumberedCells
from kaa_desktop.files.headers import HEADER_SEARCH_ROWS, Column, Header, normalise
from kaa_desktop.files.joined_sheets import JoinedSheets, SheetRows
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.number_columns import holds_numbers, more_numbers, stands_twice
from kaa_desktop.files.opened_files import open_file
from kaa_desktop.files.text_sources import open_text
from kaa_desktop.files.told_columns import header_of
from kaa_desktop.files.workbook_tables import WorkbookReader

_SAMPLE_ROWS = 1000
_NUMBER_AND_MORE = re.compile(r"\b(?:\d\d)?\d{6}[-+ ]?\d{4}(?:[^\W\d]|\W+\w)")


@dataclass(frozen=True, slots=True)
class Source:
    """How a file was read; encoding and separator are empty for workbooks, sheets for text files.

    Attributes:
        header_row: row number of the headers, on the first of the sheets.
        columns: fields and the headers of their columns.
    """

    kind: TableKind
    encoding: str = ""
    separator: str = ""
    sheets: tuple[str, ...] = field(default=(), compare=False)
    header_row: int = field(default=0, compare=False)
    columns: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are read once, as they come.

    Attributes:
        sheet: sheet name, empty for a text file.
        headers: the texts of the header row.
        positions: keys of the known columns and where they stand.
        dates: the order of days that could be read in several ways.
        titles: what stands above the headers.
        more_numbers: where further columns stand that may hold the identity number.
        twice: two tables stand side by side.
        numbered: rows of a sheet whose headers are not known hold identity numbers.
        unread_sheets: other sheets of the workbook that hold such a table with rows.
        joined: where the rows come from several sheets, these.
        problems: what is to be looked at before any row is.
    """

    source: Source
    sheet: str
    header_row_number: int
    headers: tuple[str, ...]
    positions: Mapping[str, int]
    rows: DataRows
    dates: DateOrder = DateOrder.UNSTATED
    titles: tuple[str, ...] = ()
    more_numbers: tuple[int, ...] = ()
    twice: bool = False
    numbered: bool = False
    unread_sheets: tuple[str, ...] = ()
    joined: JoinedSheets | None = None
    problems: tuple[RowProblem, ...] = ()

    @property
    def sheet_in_hand(self) -> str:
        """The sheet that the last row came from."""
        return self.joined.sheet if self.joined else self.sheet

    def position(self, key: str) -> int:
        """Where the column stands; one that is missing reads the empty cell at the end."""
        return self.positions.get(key, len(self.headers))

    def title(self, key: str) -> str:
        """The header above the column as the file has it."""
        position = self.positions.get(key)
        return "" if position is None else self.headers[position]


def read_table(
    path: Path, columns: Sequence[Column], reading: Reading = AS_FOUND, progress: Progress = UNWATCHED
) -> Table:
    """The table in the file that fits the columns best; the first column tells records from totals.

    Args:
        path: a text file or workbook.
        columns: what the reader asks for.
        reading: what the user says about the file.
        progress: told how much of a text file has been read.

    Raises:
        InvalidInputError: a code that begins with `file.`; reading the rows may raise more of them.
    """
    opened = open_file(path, reading.password)
    if opened.kind is TableKind.TEXT:
        return _text_table(path, columns, reading, progress)
    with WorkbookReader(opened) as workbook:
        tables = [
            _sheet_table(workbook, opened.kind, name, columns, reading) for name in workbook.sheet_names
        ]
    found = [table for table in tables if table]
    if not found:
        raise InvalidInputError("file.empty", file=path.name)
    best = max(found, key=_fitness)
    alike = [
        table
        for table, header in found
        if table is not best[0] and not header.missing and not table.rows.empty
    ]
    table = replace(_complete(path, best), problems=_not_read(found, best))
    return _joined(table, alike, workbook.hidden_sheets)


def _not_read(found: Sequence[tuple[Table, Header]], best: tuple[Table, Header]) -> tuple[RowProblem, ...]:
    """The sheets that hold numbers under headers that are not known, or under none."""
    names = [t.sheet for t, header in found if t is not best[0] and header.missing and t.numbered]
    return tuple(
        RowProblem(sheet=name, row=1, code="sheet.no_headers", text=name, fatal=False) for name in names
    )


def _joined(best: Table, alike: Sequence[Table], hidden: Collection[str]) -> Table:
    """With the rows of the other sheets that name the same columns; hidden and other ones stay unread."""
    same = [t for t in alike if t.sheet not in hidden and t.positions.keys() == best.positions.keys()]
    unread = tuple(table.sheet for table in alike if table not in same)
    if not same:
        return replace(best, unread_sheets=unread)
    joined = JoinedSheets([SheetRows(table.sheet, table.positions, table.rows) for table in (best, *same)])
    rows = joined.rows(best.headers, best.position("number"))
    source = replace(best.source, sheets=tuple(table.sheet for table in (best, *same)))
    titles = tuple(chain(best.titles, *(table.titles for table in same)))
    return replace(best, source=source, rows=rows, joined=joined, titles=titles, unread_sheets=unread)


def _fitness(found: tuple[Table, Header]) -> tuple[bool, bool, int]:
    table, header = found
    return not header.missing, not table.rows.empty, len(header.positions)


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
        names = {normalise(name): name for name in reversed(workbook.sheet_names)}
        for wanted, columns in sheets.items():
            name = names.get(normalise(wanted))
            found = _sheet_table(workbook, opened.kind, name, columns) if name else None
            if found:
                tables[wanted] = _complete(path, found)
    return tables


def _text_table(path: Path, columns: Sequence[Column], reading: Reading, progress: Progress) -> Table:
    opened = open_text(path, reading.encoding)
    file, encoding = opened.source, opened.encoding
    separator = reading.separator or detect_separator(file, encoding=encoding, columns=columns)
    if separator not in SEPARATORS:
        raise InvalidInputError("file.separator", separator=separator)
    rows = BlockRows(text_blocks(file, encoding=encoding, separator=separator, progress=progress))
    found = _table(Source(TableKind.TEXT, opened.told, separator), "", rows, columns, reading)
    if found is None:
        raise InvalidInputError("file.empty", file=path.name)
    if found[1].missing and _unseparated(rows.at_hand):
        raise InvalidInputError("file.unseparated", file=path.name)
    return replace(_complete(path, found), problems=opened.problems)


def _unseparated(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether most rows begin with a long cell that holds an identity number and more."""
    texts = [str(cells[0]) for cells in rows if cells]
    return 2 * sum(bool(_NUMBER_AND_MORE.search(text)) for text in texts) > len(rows)


def _sheet_table(
    workbook: WorkbookReader,
    kind: TableKind,
    name: str,
    columns: Sequence[Column],
    reading: Reading = AS_FOUND,
) -> tuple[Table, Header] | None:
    return _table(Source(kind), name, workbook.rows(name), columns, reading)


def _table(
    source: Source, sheet: str, rows: Iterator[NumberedCells], columns: Sequence[Column], reading: Reading
) -> tuple[Table, Header] | None:
    started = dropwhile(lambda row: not any(map(text_of, row[1])), rows)
    top = list(islice(started, HEADER_SEARCH_ROWS if isinstance(rows, BlockRows) else _SAMPLE_ROWS))
    if not top:
        return None
    more_rows = rows.at_hand[HEADER_SEARCH_ROWS:_SAMPLE_ROWS] if isinstance(rows, BlockRows) else ()
    header = header_of(top, columns, reading, more_rows)
    key = header.positions.get(columns[0].key, len(header.titles))
    below = top[header.index + 1 :]
    more = more_numbers(header, columns[0])
    twice = not reading.columns and stands_twice(header, columns[0], more, (cells for _, cells in below))
    guarding = [header.positions.get(column.key, 0) for column in columns if column.guards]
    data = DataRows(below, rows, header.titles, key, max(guarding, default=0))
    number = top[max(header.index, 0)][0]
    found = replace(
        source,
        sheets=(sheet,) if sheet else (),
        header_row=NO_HEADER if header.index < 0 else number,
        columns={key: header.titles[place] for key, place in header.positions.items()},
    )
    dates = reading.dates or _order_in(top, rows)
    numbered = bool(sheet and header.missing) and holds_numbers(cells for _, cells in top)
    about = (number, header.titles, header.positions, data, dates, titles_above(top, header.index), more)
    return Table(found, sheet, *about, twice=twice, numbered=numbered), header


def titles_above(rows: Sequence[NumberedCells], header: int) -> tuple[str, ...]:
    """The texts above the headers."""
    cells = chain.from_iterable(cells for _, cells in rows[: max(header, 0)])
    return tuple(text for cell in cells if (text := text_of(cell)))


def _order_in(top: Sequence[NumberedCells], rows: Iterator[NumberedCells]) -> DateOrder:
    """How the first rows write their days."""
    more = rows.at_hand if isinstance(rows, BlockRows) else []
    return order_of(chain(chain.from_iterable(cells for _, cells in top), chain.from_iterable(more)))


def _complete(path: Path, found: tuple[Table, Header]) -> Table:
    table, header = found
    if header.missing:
        raise InvalidInputError(
            "file.header_missing", file=path.name, sheet=table.sheet, headers=", ".join(header.missing)
        )
    if table.twice:
        raise InvalidInputError("file.two_tables", file=path.name, header=table.title("number"))
    return table
