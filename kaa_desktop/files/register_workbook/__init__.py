"""The workbook of a register: three sheets with people and episodes, contacts, and measures."""

from __future__ import annotations

from kaa_desktop.files.register_workbook.reader import RegisterWorkbook, read_register_workbook
from kaa_desktop.files.register_workbook.rows import SheetCounts
from kaa_desktop.files.register_workbook.writer import write_register_template, write_register_workbook

__all__ = [
    "RegisterWorkbook",
    "SheetCounts",
    "read_register_workbook",
    "write_register_template",
    "write_register_workbook",
]
