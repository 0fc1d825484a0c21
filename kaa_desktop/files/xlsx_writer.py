"""Writes workbooks straight into their archive.

Spreadsheet libraries lay the sheets in temporary files first, and those would hold personal data in clear.
Every text becomes a string cell, so that nothing a person wrote can ever run as a formula.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

MIME_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TIMESTAMP = (1980, 1, 1, 0, 0, 0)  # the same content makes the same file
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EPOCH = date(1899, 12, 30)
_FIRST_SAFE_DAY = date(1900, 3, 1)  # before it spreadsheets count a day that never was
_HIDDEN = ' state="hidden"'
_SELECTED = ' tabSelected="1"'
_LONGEST_CELL = 32_767
_VALIDATED_ROWS = 10_000


class Style(IntEnum):
    """Cell formats, by their place in the style sheet."""

    PLAIN = 0
    HEADER = 1
    DATE = 2
    TEXT = 3
    WRAPPED = 4


_FORMATS = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"'
    ' applyFill="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
)
_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_STYLES = (
    f'{_PROLOGUE}<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE4EBF1"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="5">{_FORMATS}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


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
    rows: Iterable[Sequence[str | date | None]] = field(default_factory=tuple)
    hidden: bool = False


def write_xlsx(target: BinaryIO, sheets: Sequence[Sheet], *, language: str = "sv") -> None:
    """Write a workbook; nothing is laid down anywhere else."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _frame(sheets, language).items():
            archive.writestr(_entry(name), text)
        for index, sheet in enumerate(sheets, 1):
            with archive.open(_entry(f"xl/worksheets/sheet{index}.xml"), "w") as out:
                for piece in _worksheet(sheet, first=index == 1):
                    out.write(piece.encode())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIMESTAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _frame(sheets: Sequence[Sheet], language: str) -> Mapping[str, str]:
    numbers = range(1, len(sheets) + 1)
    parts = [("/xl/workbook.xml", f"{_TYPES}.sheet.main+xml"), ("/xl/styles.xml", f"{_TYPES}.styles+xml")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", f"{_TYPES}.worksheet+xml") for n in numbers]
    parts += [("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")]
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts)
    links = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}"{_HIDDEN * sheet.hidden} r:id="rId{n}"/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    return {
        "[Content_Types].xml": f'{_PROLOGUE}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_PROLOGUE}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{_PROLOGUE}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>KAA Desktop</dc:creator>'
        f"<dc:language>{language}</dc:language></cp:coreProperties>",
        "xl/workbook.xml": f'{_PROLOGUE}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations([*links, ("rIdStyles", "styles", "styles.xml")]),
        "xl/styles.xml": _STYLES,
    }


def _relations(links: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{part}"/>' for name, kind, part in links
    )
    return f'{_PROLOGUE}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _worksheet(sheet: Sheet, *, first: bool) -> Iterator[str]:
    yield f'{_PROLOGUE}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"'
    yield f'{_SELECTED * first}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
    yield ' state="frozen"/></sheetView></sheetViews><cols>'
    for n, column in enumerate(sheet.columns, 1):
        yield f'<col min="{n}" max="{n}" width="{column.width}" style="{column.style:d}" customWidth="1"/>'
    yield "</cols><sheetData>"
    headers = [SheetColumn(column.title, style=Style.HEADER) for column in sheet.columns]
    yield _row(1, [column.title for column in headers], headers)
    for number, cells in enumerate(sheet.rows, 2):
        yield _row(number, cells, sheet.columns)
    yield f"</sheetData>{_validations(sheet.columns)}</worksheet>"


def _row(number: int, cells: Sequence[str | date | None], columns: Sequence[SheetColumn]) -> str:
    written = (
        _cell(f"{column_letters(n)}{number}", cell, column.style)
        for n, (cell, column) in enumerate(zip(cells, columns, strict=True))
        if cell
    )
    return f'<row r="{number}">{"".join(written)}</row>'


def _cell(place: str, cell: str | date | None, style: Style) -> str:
    if isinstance(cell, date) and cell >= _FIRST_SAFE_DAY:
        return f'<c r="{place}" s="{Style.DATE:d}"><v>{(cell - _EPOCH).days}</v></c>'
    text = _ESCAPE_LIKE.sub("_x005F_", _FORBIDDEN.sub("", str(cell))[:_LONGEST_CELL])
    style = Style.TEXT if style is Style.DATE else style
    text = escape(text, {"\r": "&#13;"})
    return f'<c r="{place}" s="{style:d}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _validations(columns: Sequence[SheetColumn]) -> str:
    lists = "".join(
        '<dataValidation type="list" allowBlank="1" showErrorMessage="1"'
        f' sqref="{column_letters(n)}2:{column_letters(n)}{_VALIDATED_ROWS}">'
        f"<formula1>{escape(column.choices)}</formula1></dataValidation>"
        for n, column in enumerate(columns)
        if column.choices
    )
    count = sum(bool(column.choices) for column in columns)
    return f'<dataValidations count="{count}">{lists}</dataValidations>' if count else ""


def column_letters(index: int) -> str:
    """A, B, … Z, AA for 0, 1, … 25, 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
