"""Writes workbooks, wholly in memory: temporary files would hold personal data in clear.

Every text becomes a string cell, so that nothing a person wrote can ever run as a formula.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_FIRST_SAFE_DAY = dt.date(1900, 3, 1)  # before it spreadsheets count a day that never was
_LONGEST_CELL = 32_767
_VALIDATED_ROWS = 10_000
_SURROGATES = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # the same content makes the same file
_AS_TEXT = {"num_format": "@"}


class Style(Enum):
    """How the cells of a column are set."""

    DATE = "date"
    TEXT = "text"
    WRAPPED = "wrapped"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its header, width in characters, format, and the cells it may be chosen from.

    Attributes:
        choices: a range such as `Listor!$A$1:$A$5`, or empty.
    """

    title: str
    width: int = 16
    style: Style = Style.TEXT
    choices: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write; rows are taken one by one."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[str | dt.date | None]] = field(default_factory=tuple)
    hidden: bool = False


def write_xlsx(target: BinaryIO, sheets: Sequence[Sheet]) -> None:
    """Write a workbook; nothing is laid down anywhere else."""
    with Workbook(target, {"in_memory": True, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"author": "KAA Desktop", "created": _CREATED})
        header = workbook.add_format({**_AS_TEXT, "bold": True, "bg_color": "#E4EBF1"})
        styles = {
            Style.DATE: workbook.add_format({"num_format": "yyyy-mm-dd"}),
            Style.TEXT: workbook.add_format(_AS_TEXT),
            Style.WRAPPED: workbook.add_format({**_AS_TEXT, "text_wrap": True, "valign": "top"}),
        }
        for sheet in sheets:
            _write_sheet(workbook.add_worksheet(sheet.name), sheet, header, styles)


def _write_sheet(worksheet: Worksheet, sheet: Sheet, header: Format, styles: dict[Style, Format]) -> None:
    worksheet.freeze_panes(1, 0)
    for position, column in enumerate(sheet.columns):
        worksheet.set_column(position, position, column.width, styles[column.style])
        worksheet.write_string(0, position, column.title, header)
        if column.choices:
            rule = {"validate": "list", "source": f"={column.choices}"}
            worksheet.data_validation(1, position, _VALIDATED_ROWS, position, rule)
    for number, cells in enumerate(sheet.rows, 1):
        for position, (cell, column) in enumerate(zip(cells, sheet.columns, strict=True)):
            if cell:
                _write_cell(worksheet, number, position, cell, styles[column.style], styles[Style.TEXT])
    if sheet.hidden:
        worksheet.hide()


def _write_cell(
    worksheet: Worksheet, row: int, position: int, cell: str | dt.date, style: Format, text_style: Format
) -> None:
    if isinstance(cell, dt.date) and cell >= _FIRST_SAFE_DAY:
        worksheet.write_datetime(row, position, dt.datetime(cell.year, cell.month, cell.day), style)  # noqa: DTZ001 - a spreadsheet's day has no zone
        return
    text = _SURROGATES.sub("", str(cell))[:_LONGEST_CELL]
    worksheet.write_string(row, position, text, text_style if isinstance(cell, dt.date) else style)
