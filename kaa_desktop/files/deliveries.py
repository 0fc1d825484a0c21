"""Writes the statutory file, and reads the authority's own workbook; all in memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from kaa_desktop.domain.delivery_profiles import DeliveryProfile
from kaa_desktop.domain.delivery_templates import TemplateSheet
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.cells import text_of
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.opened_files import open_file
from kaa_desktop.files.workbook_tables import WorkbookReader
from kaa_desktop.files.xlsx_writer import Sheet, SheetColumn, write_xlsx

_LONGEST = 500
"""Rows of a template's sheet that are looked at."""


def delivery_text(profile: DeliveryProfile, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file as text in the profile's separator and encoding.

    Raises:
        InvalidInputError: `delivery.encoding` where a character has no place in the encoding.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=profile.separator, lineterminator="\r\n")
    if profile.header_row:
        writer.writerow(header)
    writer.writerows(rows)
    try:
        return stream.getvalue().encode(profile.encoding)
    except (UnicodeEncodeError, LookupError) as error:
        raise InvalidInputError("delivery.encoding", encoding=profile.encoding) from error


def delivery_workbook(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file as a workbook; every cell is text, so that no number loses its zeros."""
    stream = io.BytesIO()
    columns = [SheetColumn(title, width=max(12, min(len(title) + 2, 40))) for title in header]
    write_xlsx(stream, [Sheet("KAA", columns, rows)])
    return stream.getvalue()


def template_sheets(path: Path, password: str = "") -> tuple[TemplateSheet, ...]:
    """The cells of the authority's workbook as text.

    Raises:
        InvalidInputError: a code that begins with `file.`, or `delivery.template_kind` for a text file.
    """
    opened = open_file(path, password)
    if opened.kind is TableKind.TEXT:
        raise InvalidInputError("delivery.template_kind", file=path.name)
    with WorkbookReader(opened) as workbook:
        return tuple(
            TemplateSheet(
                name,
                tuple(
                    tuple(text_of(cell).strip() for cell in cells)
                    for number, cells in workbook.rows(name)
                    if number <= _LONGEST
                ),
            )
            for name in workbook.sheet_names
        )
