"""How the first rows of a source would be read, field by field, with what cannot be read and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import NO_HEADER, DateOrder, Reading
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.personal_number import PersonalNumberKind, parse_personal_number
from kaa_desktop.domain.school_terms import term_of
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files.cells import Cell, date_of, identity_text, order_of, text_of
from kaa_desktop.files.enrolment_lists import FIRST_DAY, listed_days
from kaa_desktop.files.exam_kinds import exam_kind_of
from kaa_desktop.files.exam_results import tells_results
from kaa_desktop.files.headers import Column, Header
from kaa_desktop.files.notices import notice_kind_of
from kaa_desktop.files.protection_marks import protection_of
from kaa_desktop.files.source_columns import COLUMNS
from kaa_desktop.files.source_files import UnusableRowError
from kaa_desktop.files.tables import Source, titles_above
from kaa_desktop.files.tops import NumberedRow, TopOfFile

PREVIEW_ROWS = 20

_DAYS = frozenset({"first", "last", "moved_in_on", "immigrated_on", "birth_date", "taken_on", "dated"})
_KINDS: Mapping[FileKind, Callable[[Cell], object]] = MappingProxyType(
    {FileKind.EXAMS: exam_kind_of, FileKind.NOTICES: notice_kind_of}
)
_NEEDED = frozenset({"number", "first", "taken_on", "dated", "kind"})


@dataclass(frozen=True, slots=True)
class FieldCell:
    """A cell as it stands, or the day it is read as; `code` says why it cannot be read."""

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the file by its fields."""

    number: int
    cells: Mapping[str, FieldCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePreview:
    """How a file would be read.

    Attributes:
        header_row: row number of the headers, or `NO_HEADER`.
        titles: the headers, or the letters of the columns.
        samples: the texts of the first row of data.
        positions: fields and the places of their columns.
        missing: required fields without a column; of each group one is enough.
        asks_day: the file lists pupils without first days, so that a day can be stated for all of them.
        listed: the days for which such a list is believed, where they are the same for all rows.
    """

    source: Source
    sheet: str
    header_row: int
    titles: tuple[str, ...]
    samples: tuple[str, ...]
    positions: Mapping[str, int]
    missing: tuple[tuple[str, ...], ...]
    rows: tuple[PreviewRow, ...]
    asks_day: bool = False
    listed: Period | None = None


def preview(top: TopOfFile, kind: FileKind, reading: Reading, today: date) -> FilePreview:
    """Read the first rows of the sheet that fits best."""
    columns = COLUMNS[kind]
    sheet = top.best(columns, reading)
    header = sheet.header(columns, reading)
    if header.index < 0 and reading.header_row is None and sheet.rows:
        header = _first_row(sheet.rows[0], header)
    order = reading.dates or order_of(cell for _, row in sheet.rows for cell in row)
    asks_day = kind is FileKind.ENROLMENT and "first" not in header.positions
    titles = titles_above(sheet.rows, header.index)
    days = listed_days(reading.listed_on, header.positions, header.titles, titles) if asks_day else None
    told = days is not None and header.missing == (FIRST_DAY,)
    if kind is FileKind.EXAMS and "number" in header.positions:
        told = tells_results(header.titles, header.positions)
    cells = _Cells(kind, order, today, by_term=days is not None and days.fixed is None)
    rows = [row for row in sheet.rows[header.index + 1 :] if any(map(text_of, row[1]))]
    return FilePreview(
        source=top.source,
        sheet=sheet.name,
        header_row=sheet.rows[header.index][0] if header.index >= 0 and sheet.rows else NO_HEADER,
        titles=header.titles,
        samples=tuple(map(text_of, rows[0][1])) if rows else (),
        positions=header.positions,
        missing=() if told else _missing(columns, header),
        asks_day=asks_day,
        listed=days.fixed if days else None,
        rows=tuple(_row(row, header, columns, cells) for row in rows[:PREVIEW_ROWS]),
    )


def _missing(columns: Sequence[Column], header: Header) -> tuple[tuple[str, ...], ...]:
    lacking = [column.group for column in columns if column.group and column.title in header.missing]
    return tuple(tuple(column.key for column in columns if column.group == group) for group in lacking)


def _first_row(row: NumberedRow, found: Header) -> Header:
    """Where no column is known, the first row is the likeliest to hold the headers."""
    return Header(0, tuple(map(text_of, row[1])), found.positions, found.missing)


def _row(row: NumberedRow, header: Header, columns: Sequence[Column], cells: _Cells) -> PreviewRow:
    number, raw = row
    read = {}
    for column in columns:
        place = header.positions.get(column.key)
        if place is not None:
            read[column.key] = cells.read(column.key, raw[place] if place < len(raw) else "")
    return PreviewRow(number, read)


class _Cells:
    """Reads single cells as the readers of the files do."""

    def __init__(self, kind: FileKind, order: DateOrder, today: date, *, by_term: bool) -> None:
        self._needed = _NEEDED | {"term"} if by_term else _NEEDED
        self._kind = kind
        self._order = order
        self._today = today

    def read(self, key: str, cell: Cell) -> FieldCell:
        """The cell, with what is wrong with it."""
        text = text_of(cell)
        if not text:
            return FieldCell("", "cell.missing" if key in self._needed else "")
        try:
            return FieldCell(self._understood(key, cell, text))
        except InvalidInputError as error:
            return FieldCell(text, error.code)
        except UnusableRowError as error:
            return FieldCell(text, error.code)

    def _understood(self, key: str, cell: Cell, text: str) -> str:
        if key == "number":
            kinds = frozenset(PersonalNumberKind)
            return parse_personal_number(identity_text(cell), today=self._today, allowed=kinds).formatted
        if key in _DAYS:
            day = date_of(cell, self._order)
            return day.isoformat() if day else ""
        if key == "kind" and self._kind in _KINDS:
            _KINDS[self._kind](cell)
        if key == "term" and key in self._needed and term_of(text) is None:
            raise InvalidInputError("enrolment.term")
        if key == "protection" and not protection_of(cell)[1]:
            raise InvalidInputError("protection.unknown")
        return text
