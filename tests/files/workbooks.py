"""Workbooks made by hand for the tests: sound, far-reaching and broken ones."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl

Cells = Sequence[str | float | date | datetime | None]

_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Cells]]) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    workbook.close()
    return path


def write_ods(path: Path, rows: str, *, manifest: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{_OPEN_DOCUMENT}:manifest:1.0">'
            f"{manifest}</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content xmlns:office="{_OPEN_DOCUMENT}:office:1.0"'
            f' xmlns:table="{_OPEN_DOCUMENT}:table:1.0" xmlns:text="{_OPEN_DOCUMENT}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="A">{rows}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
    return path


def ods_row(*texts: str, repeated: int = 1) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def with_sheet_xml(path: Path, sheet_data: str) -> Path:
    """A sound workbook whose first sheet holds the given rows of raw XML."""
    write_workbook(path, {"A": [["x"]]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{sheet_data}</sheetData></worksheet>"
    ).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
