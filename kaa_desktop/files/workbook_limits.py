"""Looks through a workbook's XML before it is loaded, so that a small file cannot fill the memory.

The reader lays a sheet out as a full rectangle: two far cells would be enough for billions.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import accumulate, chain
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.kinds import UNZIPPED_LIMIT, ZIP_ERRORS, TableKind
from kaa_desktop.files.repeated_texts import COLUMNS_REPEATED, ROWS_REPEATED, RepeatedTexts
from kaa_desktop.files.shared_texts import SharedTexts
from kaa_desktop.files.sheet_members import part_names, sheet_members

CELL_LIMIT = 12_500_000
"""Cells that hold something; each takes seventy bytes, and a country's young people have seven million."""
AREA_LIMIT = 30_000_000
COLUMN_LIMIT = 1000

_STRINGS_LIMIT = 384 * 1024 * 1024
_SHOWN_LIMIT = UNZIPPED_LIMIT
"""Bytes of shared or repeated texts in all cells that show them: no more than if each stood in its cell."""
_FORMAT_LIMIT = 250_000
"""Spreadsheets themselves end at some sixty thousand of each kind."""
_TEXT_LIMIT = 16 * 1024 * 1024
"""Bytes without any mark of XML; a cell holds far fewer."""

_REPEATED_ROWS_LIMIT = 100_000
_CHUNK = 1024 * 1024
_OVERLAP = 4096
_NO_SHEET = re.compile(r"(?:docprops/|xl/(?:theme|drawings|charts|media)/|xl/styles\.xml$).*")
"""What can be told from its name, unless the workbook says otherwise."""
_WIDE = re.compile(rb"""r=["']([A-Z]{2,9})\d""")  # a space before the r would cost seven times as much
_FAR = re.compile(rb"""r=["'][A-Z]{0,9}(\d{5,18})["']""")
_VERY_FAR = re.compile(rb"""r=["'][A-Z]{0,9}(\d{7,18})["']""")
_ODD_REFERENCE = re.compile(rb"""r(?:\s+=\s*|=\s+)["'][A-Z]{0,9}\d|r=["'][A-Z0-9]{0,18}&""")
"""A reference that no program writes so, past which the limits would look."""
_WIDE_LETTERS = re.compile(
    rb"^(?:\xff\xfe|\xfe\xff|.{0,60}encoding=.utf-?(?:16|32))", re.IGNORECASE | re.DOTALL
)
_ONE_LETTER = 26
_REPEATED_ROWS = re.compile(
    rb"""number-rows-repeated\s*=\s*["'](\d{4,18})["'][^>]*>"""
    rb"""(?:(?!</[\w.-]*:?table-row).){0,2000}?(?:\w:value|<[\w.-]*:?p[ >/])""",
    re.DOTALL,
)
_REPEATED_CELLS = re.compile(
    rb'number-columns-repeated\s*=\s*["\'](\d{4,18})["\']'
    rb"(?:(?:[^>]*[^/>])?>|[^>]*/>\s*<[\w.-]*:?table-cell(?:[^>]*[^/>])?>)"
)
_ODD_REPETITION = re.compile(rb"""-repeated\s*=\s*["']\d*[^\d"']""")
_REPEATED_SPACES = re.compile(rb""":c\s*=\s*["'](\d{3,18})["']""")
_SPACES_LIMIT = 10_000_000
_LETTER_A = ord("A") - 1


def check_size(path: Path, kind: TableKind, content: bytes | None = None) -> None:
    """Refuse a workbook that would unfold beyond the limits; `content` where it is not that of the path.

    Raises:
        InvalidInputError: `file.too_many_columns`, `file.too_large` or `file.damaged`.
    """
    if kind is TableKind.XLS:
        return  # the format ends at 65,536 rows and 256 columns
    try:
        with zipfile.ZipFile(path if content is None else io.BytesIO(content)) as archive:
            if kind is TableKind.XLSX:
                _check_parts(path, archive)
            elif "content.xml" in archive.NameToInfo:
                _check_content(path, archive, "content.xml")
    except OSError as error:
        raise InvalidInputError("file.unreadable", file=path.name) from error
    except ZIP_ERRORS as error:
        raise InvalidInputError("file.damaged", file=path.name) from error


def _check_parts(path: Path, archive: zipfile.ZipFile) -> None:
    names = part_names(path, archive)
    sheets = sheet_members(path, archive, names)
    texts, cells, counted = SharedTexts(), 0, []
    for compared, name in names.items():
        if compared == "xl/sharedstrings.xml":
            texts = _check_strings(path, archive, name)
        elif compared == "xl/styles.xml":
            _check_styles(path, archive, name)
        elif compared in sheets or (compared.endswith(".xml") and not _NO_SHEET.match(compared)):
            cells = _check_sheet(path, archive, name, cells)
            counted.append(name)
    if cells * texts.longest > _SHOWN_LIMIT:
        strings = _chunks(path, archive, names["xl/sharedstrings.xml"], overlap=0)
        shown = texts.shown(strings, chain.from_iterable(_chunks(path, archive, name) for name in counted))
        if any(size > _SHOWN_LIMIT for size in accumulate(shown)):
            raise InvalidInputError("file.too_large", file=path.name)


def _check_strings(path: Path, archive: zipfile.ZipFile, name: str) -> SharedTexts:
    """Texts that cells share are all laid into the memory, whether a cell shows them or not."""
    texts = SharedTexts()
    for chunk in _chunks(path, archive, name):
        if b"<sheetData" in chunk or b":sheetData" in chunk:
            raise InvalidInputError("file.damaged", file=path.name)
        texts.take(chunk)
        if texts.count > CELL_LIMIT or texts.size > _STRINGS_LIMIT:
            raise InvalidInputError("file.too_large", file=path.name)
    return texts


def _check_styles(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    formats = 0
    for chunk in _chunks(path, archive, name):
        formats += sum(map(chunk.count, (b"<xf", b":xf", b"<numFmt", b":numFmt")))
        if formats > _FORMAT_LIMIT:
            raise InvalidInputError("file.damaged", file=path.name)


def _check_sheet(path: Path, archive: zipfile.ZipFile, name: str, cells: int) -> int:
    """Look through a sheet; give the number of cells with those of this sheet added."""
    columns = _ONE_LETTER
    for chunk in _chunks(path, archive, name):
        cells += sum(map(chunk.count, (b"</c>", b":c>", b"</si>", b":si>")))
        if cells > CELL_LIMIT:
            raise InvalidInputError("file.too_large", file=path.name)
        if _ODD_REFERENCE.search(chunk):
            raise InvalidInputError("file.damaged", file=path.name)
        letters = max(_WIDE.findall(chunk), key=lambda found: (len(found), found), default=b"Z")
        columns = max(columns, _column_number(letters))
        if columns > COLUMN_LIMIT:
            raise InvalidInputError("file.too_many_columns", file=path.name, limit=COLUMN_LIMIT)
        _check_rows(path, _VERY_FAR.findall(chunk), columns)
    if columns > _ONE_LETTER:  # only then can fewer than a million rows be too many
        for chunk in _chunks(path, archive, name):
            _check_rows(path, _FAR.findall(chunk), columns)
    return cells


def _check_rows(path: Path, rows: list[bytes], columns: int) -> None:
    if columns * max(map(int, rows), default=0) > AREA_LIMIT:
        raise InvalidInputError("file.too_large", file=path.name)


def _check_content(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    """Repeated cells with a value, and repeated rows that hold some, are what unfolds."""
    spaces = cells = 0
    texts = RepeatedTexts(_OVERLAP)
    for chunk in _chunks(path, archive, name):
        if _ODD_REPETITION.search(chunk):
            raise InvalidInputError("file.damaged", file=path.name)
        texts.take(chunk)
        spaces += sum(map(int, _REPEATED_SPACES.findall(chunk)))
        cells += sum(map(_cells_in, chunk.split(b"table-row")))
        if spaces > _SPACES_LIMIT or cells > CELL_LIMIT or texts.size > _SHOWN_LIMIT:
            raise InvalidInputError("file.too_large", file=path.name)
        if any(int(count) > _REPEATED_ROWS_LIMIT for count in _REPEATED_ROWS.findall(chunk)):
            raise InvalidInputError("file.too_large", file=path.name)
        if any(int(count) > COLUMN_LIMIT for count in _REPEATED_CELLS.findall(chunk)):
            raise InvalidInputError("file.too_many_columns", file=path.name, limit=COLUMN_LIMIT)


def _cells_in(row: bytes) -> int:
    """The cells that a row and its repetitions unfold to, or half of them; empty ones at its end do not."""
    start, _, content = row.partition(b">")
    last = max(content.rfind(b"table-cell>"), content.rfind(b"value"))
    if last < 0:
        return 0
    content = content[: content.find(b">", last) + 1]
    cells = (content.count(b"table-cell") + 1) // 2
    if b"repeated" in content:
        cells += sum(map(int, COLUMNS_REPEATED.findall(content)))
    repeated = ROWS_REPEATED.search(start)
    return cells * int(repeated[1]) if repeated else cells


def _chunks(path: Path, archive: zipfile.ZipFile, name: str, *, overlap: int = _OVERLAP) -> Iterator[bytes]:
    """Pieces that overlap, so that no reference is cut in two; what unpacks beyond its word is refused."""
    total, unmarked, tail = 0, 0, b""
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            if not total and _WIDE_LETTERS.match(chunk):
                raise InvalidInputError("file.damaged", file=path.name)
            total += len(chunk)
            if total > UNZIPPED_LIMIT:
                raise InvalidInputError("file.too_large", file=path.name)
            unmarked = 0 if b"<" in chunk else unmarked + len(chunk)
            if unmarked > _TEXT_LIMIT:
                raise InvalidInputError("file.damaged", file=path.name)
            yield tail + chunk
            tail = chunk[len(chunk) - min(overlap, len(chunk)) :]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - _LETTER_A
    return number
