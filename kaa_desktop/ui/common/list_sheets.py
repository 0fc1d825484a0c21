"""The rows of a list as a table for other programs: what the screen says, with days and numbers as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kaa_desktop.domain.changes import Progress
from kaa_desktop.files.spreadsheets import Kind, TableColumn, TableSheet, Value
from kaa_desktop.ui.common.table_model import Column, Fetch

_AT_A_TIME = 1000
_PIXELS_A_LETTER = 7
_ROOM_FOR_ARROW = 4
"""Spreadsheets put the button of the filter beside the title."""
_WIDEST = 60


def list_sheet(name: str, columns: Sequence[Column[Any]], rows: Iterable[Any]) -> TableSheet:
    """A table of those rows.

    Args:
        name: of the sheet.
        columns: as on the screen.
        rows: taken one by one.
    """
    return TableSheet(name, [_column(column) for column in columns], (_cells(columns, row) for row in rows))


def every_row(fetch: Fetch[Any], progress: Progress) -> Iterator[Any]:
    """All rows of a list from the first to the last, by pages."""
    offset, total = 0, 1
    while offset < total:
        page = fetch(offset, _AT_A_TIME)
        total = page.total
        progress.step(min(offset, total), total)
        if not page.rows:
            return
        yield from page.rows
        offset += len(page.rows)


def _column(column: Column[Any]) -> TableColumn:
    typed = ((column.day, Kind.DATE), (column.number, Kind.NUMBER), (column.share, Kind.SHARE))
    kind = next((kind for value, kind in typed if value), Kind.TEXT)
    width = max(column.width // _PIXELS_A_LETTER, len(column.title) + _ROOM_FOR_ARROW)
    return TableColumn(column.title, kind, min(width, _WIDEST))


def _cells(columns: Sequence[Column[Any]], row: Any) -> list[Value]:
    return [_cell(column, row) for column in columns]


def _cell(column: Column[Any], row: Any) -> Value:
    value = column.day or column.number or column.share or column.text
    return value(row)
