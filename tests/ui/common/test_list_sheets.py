"""Lists as tables for other programs: every row, in order, with days and numbers as such."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import openpyxl
import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.errors import CancelledError
from kaa_desktop.files.spreadsheets import write_workbook
from kaa_desktop.ui.common.list_sheets import every_row, list_sheet
from kaa_desktop.ui.common.table_model import Column, Page

FIRST = date(2026, 1, 1)
COLUMNS = (
    Column[int](id="name", title="Name", text=lambda row: f"=Person {row}"),
    Column[int](id="age", title="Age", text=lambda row: f"{row} years", number=lambda row: row),
    Column[int](id="day", title="Day", text=str, day=lambda row: FIRST + timedelta(row) if row else None),
    Column[int](id="share", title="Share", text=str, share=lambda row: row / 10),
)


class Asked:
    """Cancelled at its third step."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []

    def step(self, done: int, total: int) -> None:
        self.steps.append((done, total))
        if len(self.steps) == 3:
            raise CancelledError


def fetch(offset: int, limit: int) -> Page[int]:
    return Page(range(offset, min(offset + limit, 2500)), 2500)


def test_all_rows_come_and_not_only_those_that_have_been_looked_at() -> None:
    assert list(every_row(fetch, NoProgress())) == list(range(2500))


def test_a_list_that_shrinks_meanwhile_comes_to_an_end() -> None:
    assert list(every_row(lambda _offset, _limit: Page([], 10), NoProgress())) == []


def test_it_can_be_stopped() -> None:
    progress = Asked()
    rows: list[int] = []
    with pytest.raises(CancelledError):
        rows.extend(every_row(fetch, progress))
    assert progress.steps == [(0, 2500), (1000, 2500), (2000, 2500)]


def test_days_numbers_and_shares_are_what_they_are() -> None:
    stream = io.BytesIO()
    write_workbook(stream, [list_sheet("People", COLUMNS, [0, 5])])
    sheet = openpyxl.load_workbook(stream).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["Name", "Age", "Day", "Share"],
        ["=Person 0", 0, None, 0],
        ["=Person 5", 5, datetime(2026, 1, 6), 0.5],  # noqa: DTZ001 - a spreadsheet knows no zones
    ]
    assert sheet["A2"].data_type == "s"  # never a formula
    assert sheet["D3"].number_format == "0.0%"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D3"
