"""Tables for other programs: .xlsx and .csv, written row by row straight into the target.

Nothing is kept but the row at hand, and nothing is laid down anywhere else, so that a hundred thousand rows
take no more memory than ten and leave no trace in clear. Every text becomes a string cell and never runs as a
formula.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import BinaryIO
from xml.sax.saxutils import escape

Value = str | int | float | dt.date | None

_FIRST_SAFE_DAY = dt.date(1900, 3, 1)  # before it spreadsheets count a day that never was
_DAY_NOUGHT = dt.date(1899, 12, 30)
_LONGEST_CELL = 32_767
_LONGEST_NAME = 31
_MADE = (2000, 1, 1, 0, 0, 0)  # the same content makes the same file
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Kind(Enum):
    """What a column holds; the value is its style in the workbook."""

    TEXT = 2
    NUMBER = 3
    DECIMAL = 4
    DATE = 5
    SHARE = 6


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its title, what it holds, and its width in characters."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A table; rows are taken one by one. A row may hold a text where its column holds numbers."""

    name: str
    columns: Sequence[TableColumn]
    rows: Iterable[Sequence[Value]] = field(default_factory=tuple)


def write_workbook(target: BinaryIO, sheets: Sequence[TableSheet]) -> None:
    """An .xlsx with frozen headers, filters and real types."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, content in _fixed_parts([_sheet_name(sheet.name) for sheet in sheets]):
            _add(archive, name, [content])
        for number, sheet in enumerate(sheets, 1):
            _add(archive, f"xl/worksheets/sheet{number}.xml", _sheet_parts(sheet))


def write_csv(target: BinaryIO, sheet: TableSheet) -> None:
    """A .csv as spreadsheets in Swedish read it: semicolons, decimal commas, UTF-8 with a mark."""
    text = io.TextIOWrapper(target, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in sheet.columns])
    writer.writerows([_csv_cell(value) for value in row] for row in sheet.rows)
    text.detach()


def tab_separated(sheet: TableSheet) -> str:
    """The table as other programs take it from the clipboard."""
    rows = [[column.title for column in sheet.columns]]
    rows += [[re.sub(r"[\t\r\n]+", " ", _csv_cell(value)) for value in row] for row in sheet.rows]
    return "\n".join("\t".join(row) for row in rows)


def _csv_cell(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    if isinstance(value, str) and value.startswith(_LIKE_A_FORMULA):
        return f"'{value}"
    return "" if value is None else str(value)


def _add(archive: zipfile.ZipFile, name: str, parts: Iterable[str]) -> None:
    info = zipfile.ZipInfo(name, _MADE)
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w") as member:
        for part in parts:
            member.write(part.encode("utf-8"))


def _sheet_parts(sheet: TableSheet) -> Iterator[str]:
    last = _letters(len(sheet.columns) - 1)
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1"'
        ' topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
    )
    for number, column in enumerate(sheet.columns, 1):
        yield (
            f'<col min="{number}" max="{number}" width="{column.width}" style="{column.kind.value}"'
            ' customWidth="1"/>'
        )
    yield "</cols><sheetData>"
    yield _row(1, [(column.title, 1) for column in sheet.columns])
    number = 1
    for number, row in enumerate(sheet.rows, 2):
        cells = zip(row, sheet.columns, strict=True)
        yield _row(number, [(value, column.kind.value) for value, column in cells])
    yield f'</sheetData><autoFilter ref="A1:{last}{number}"/></worksheet>'


def _row(number: int, cells: Sequence[tuple[Value, int]]) -> str:
    written = (
        _cell(f"{_letters(position)}{number}", value, style) for position, (value, style) in enumerate(cells)
    )
    return f'<row r="{number}">{"".join(written)}</row>'


def _cell(place: str, value: Value, style: int) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, dt.date) and value >= _FIRST_SAFE_DAY:
        return f'<c r="{place}" s="{style}"><v>{(value - _DAY_NOUGHT).days}</v></c>'
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'
    text = escape(_NOT_IN_XML.sub("", str(value))[:_LONGEST_CELL])
    style = style if style == 1 else Kind.TEXT.value
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _letters(position: int) -> str:
    """The name of a column, counted from nought: A, B … Z, AA."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _sheet_name(name: str) -> str:
    return _NOT_IN_NAMES.sub(" ", name)[:_LONGEST_NAME]


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NUMBER_FORMATS = {Kind.TEXT: 49, Kind.NUMBER: 3, Kind.DECIMAL: 164, Kind.DATE: 165, Kind.SHARE: 166}


def _fixed_parts(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    types = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{sheets}</Types>'
    )
    yield "[Content_Types].xml", types
    link = f'<Relationship Id="{{id}}" Type="{_OFFICE}/{{kind}}" Target="{{target}}"/>'
    document = link.format(id="rId1", kind="officeDocument", target="xl/workbook.xml")
    yield "_rels/.rels", f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{document}</Relationships>'
    links = "".join(
        link.format(id=f"rId{n}", kind="worksheet", target=f"worksheets/sheet{n}.xml") for n in numbers
    )
    links += link.format(id=f"rId{len(names) + 1}", kind="styles", target="styles.xml")
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    )
    listed = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    yield "xl/styles.xml", _styles()


def _styles() -> str:
    formats = "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for number in _NUMBER_FORMATS.values()
    )
    return (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0.0"/>'
        '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/>'
        '<numFmt numFmtId="166" formatCode="0.0%"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FFE4EBF1"/></patternFill></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
        f'{formats}</cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
