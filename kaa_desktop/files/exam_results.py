"""Results told by yes or no, by a cross or by a day, in a column for each, or together with their day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import Reading
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import ExamRecord
from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.files.cells import Cell, text_of
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.exam_headers import COLUMNS, RESULT_COLUMNS
from kaa_desktop.files.exam_kinds import NOTHING_REACHED, YES, exam_kind_of
from kaa_desktop.files.headers import normalise
from kaa_desktop.files.source_files import Days, NothingToldError, UnusableRowError
from kaa_desktop.files.tables import Table, read_table

_ASKED = re.compile(r"^(?:har|uppnatt|uppnadd|tagit|erhallit|fatt)|(?:janej|jn)$")
_DAY_IN_TEXT = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d|(?:19|20)\d{6}|\d\d?/\d\d? ?-? ?\d{4}|\d\d?\.\d\d?\.\d{4})\b"
)
_FIRST = (
    *(ExamKind.DIPLOMA, ExamKind.ADAPTED_CERTIFICATE, ExamKind.EQUIVALENT),
    ExamKind.STUDY_CERTIFICATE,
)
"""Of several results of a row the one counts that ends the responsibility."""


class ResultColumn(NamedTuple):
    """A column that is headed by a result."""

    place: int
    kind: ExamKind


def kind_headed(title: str) -> ExamKind | None:
    """The result that a header asks for; None for another header."""
    try:
        return exam_kind_of(_ASKED.sub("", normalise(title)))
    except UnusableRowError:
        return None


def result_columns(headers: Sequence[str], positions: Mapping[str, int]) -> tuple[ResultColumn, ...]:
    """The columns that are headed by results, the weightiest first; none where a column names the result."""
    known = positions.get("kind")
    if known is not None and kind_headed(headers[known]) is None:
        return ()
    found = [ResultColumn(place, kind) for place, title in enumerate(headers) if (kind := kind_headed(title))]
    return tuple(sorted(found, key=lambda column: _FIRST.index(column.kind)))


def read_results(path: Path, reading: Reading, progress: Progress) -> Table:
    """The table of an exam file, also where results head columns of their own, or hold their day.

    Raises:
        InvalidInputError: a code that begins with `file.`.
    """
    try:
        return read_table(path, COLUMNS, reading, progress)
    except InvalidInputError as error:
        if error.code != "file.header_missing" or COLUMNS[0].title in str(error.data["headers"]):
            raise
        table = read_table(path, RESULT_COLUMNS, reading, progress)
        if tells_results(table.headers, table.positions):
            return table
        raise


def tells_results(headers: Sequence[str], positions: Mapping[str, int]) -> bool:
    """Whether results head columns, or a column holds them that may hold their day as well."""
    return bool(result_columns(headers, positions)) or ("kind" in positions and "taken_on" not in positions)


class ResultRows:
    """Makes exams of rows whose results stand in columns of their own, or with their day in one cell.

    Attributes:
        silent: how many rows say that nothing was reached.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._taken_on = table.position("taken_on")
        self._kind = table.position("kind")
        self._days = Days("taken_on", table.dates)
        self._columns = result_columns(table.headers, table.positions)
        self.silent = 0

    def __call__(self, row: Row, number: PersonalNumber) -> ExamRecord:
        """The exam of a row.

        Raises:
            NothingToldError: the row says that nothing was reached.
            UnusableRowError: the result or its day is missing or cannot be read.
        """
        kind, taken_on = self._by_column(row) if self._columns else self._in_one_cell(row)
        return ExamRecord(
            row.number, number.value, kind, taken_on or self._days.required(row.cells[self._taken_on])
        )

    def _by_column(self, row: Row) -> tuple[ExamKind, date | None]:
        for place, kind in self._columns:
            cell = row.cells[place]
            word = normalise(text_of(cell))
            if word in YES:
                return kind, None
            if word not in NOTHING_REACHED:
                return self._said(cell, kind)
        self.silent += 1
        raise NothingToldError

    def _said(self, cell: Cell, kind: ExamKind) -> tuple[ExamKind, date | None]:
        """A day, or the result again in words."""
        try:
            return kind, self._days.required(cell)
        except UnusableRowError:
            return _split(cell, self._days)

    def _in_one_cell(self, row: Row) -> tuple[ExamKind, date | None]:
        return _split(row.cells[self._kind], self._days)


def _split(cell: Cell, days: Days) -> tuple[ExamKind, date | None]:
    text = text_of(cell)
    found = _DAY_IN_TEXT.findall(text)
    if len(found) != 1:
        return exam_kind_of(text), None
    return exam_kind_of(text.replace(found[0], " ").strip(" ,;:()-/")), days.required(found[0])


def more_results(table: Table) -> bool:
    """Whether results stand in other columns than the one for the kind."""
    columns = result_columns(table.headers, table.positions)
    return any(column.place != table.positions.get("kind") for column in columns)


def nothing_reached(table: Table, rows: int) -> list[RowProblem]:
    """How many rows say that nothing was reached, so that they were not needed."""
    if not rows:
        return []
    row, code = table.header_row_number, "exam.nothing_reached"
    return [RowProblem(sheet=table.sheet, row=row, code=code, fatal=False, data={"rows": rows})]
