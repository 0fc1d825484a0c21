"""Gathers what could not be read, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from kaa_desktop.domain.code_lists import CodeList
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.files.cells import Cell, code_of, date_of, note_of, text_of
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.tables import Table

NO_DATA: Mapping[str, object] = MappingProxyType({})

_TEXT_LIMIT = 200
_MOST = 500_000
"""More than a file of the whole country has rows; what goes on so is no such table, and fills the memory."""
_Value = TypeVar("_Value")


class ProblemList:
    """The problems of one table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.items: list[RowProblem] = [
            *table.problems,
            *(
                RowProblem(sheet=name, row=1, code="sheet.unread", text=name, fatal=False)
                for name in table.unread_sheets
            ),
        ]

    def add(
        self,
        row: int,
        column: str,
        code: str,
        cell: Cell = "",
        *,
        fatal: bool = False,
        data: Mapping[str, object] = NO_DATA,
    ) -> None:
        """Note a problem; `column` is a key, or empty for the whole row.

        Raises:
            InvalidInputError: `file.too_many_problems`.
        """
        if len(self.items) >= _MOST:
            raise InvalidInputError("file.too_many_problems", count=_MOST)
        self.items.append(
            RowProblem(
                sheet=self._table.sheet_in_hand,
                row=row,
                column=self._table.title(column) if column else "",
                code=code,
                text=text_of(cell)[:_TEXT_LIMIT],
                fatal=fatal,
                data=data,
            )
        )


class CellReader:
    """Reads the cells of rows by column key; what cannot be read is noted and left empty."""

    def __init__(self, table: Table, problems: ProblemList) -> None:
        self._positions = table.positions
        self._problems = problems

    def cell(self, row: Row, column: str) -> Cell:
        """The cell as it stands; empty where the file lacks the column."""
        return row.cells[self._positions.get(column, -1)]

    def text(self, row: Row, column: str) -> str:
        """A text on one line."""
        return text_of(self.cell(row, column))

    def note(self, row: Row, column: str) -> str:
        """A text of several lines."""
        return note_of(self.cell(row, column))

    def day(self, row: Row, column: str, *, required: bool = False) -> date | None:
        """A date; None where it is empty or noted as a problem."""
        return self._read(row, column, date_of, None, required=required)

    def code(self, row: Row, column: str, codes: CodeList, *, required: bool = False) -> str:
        """A code; empty where the cell is or where it is noted as a problem."""
        return self._read(row, column, lambda cell: code_of(cell, codes), "", required=required)

    def _read(
        self, row: Row, column: str, read: Callable[[Cell], _Value], empty: _Value, *, required: bool
    ) -> _Value:
        cell = self.cell(row, column)
        try:
            value = read(cell)
        except InvalidInputError as error:
            self._problems.add(row.number, column, error.code, cell, fatal=required)
            return empty
        if required and not value:
            self._problems.add(row.number, column, "cell.missing", cell, fatal=True)
        return value
