"""Tells by its headers which of the files that the product takes in somebody has handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files import enrolments, exams, notices, population
from kaa_desktop.files.cells import Cell
from kaa_desktop.files.csv_tables import detect_separator, text_rows
from kaa_desktop.files.encodings import detect_encoding
from kaa_desktop.files.headers import HEADER_SEARCH_ROWS, Column, find_header
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.opened_files import open_file
from kaa_desktop.files.workbook_tables import WorkbookReader

_REGISTER_SHEET = "ungdomar"
_Top = Sequence[Sequence[Cell]]


_COLUMNS: Mapping[FileKind, Sequence[Column]] = MappingProxyType(
    {
        FileKind.POPULATION: population.COLUMNS,
        FileKind.ENROLMENT: enrolments.COLUMNS,
        FileKind.EXAMS: exams.COLUMNS,
        FileKind.NOTICES: notices.COLUMNS,
    }
)


def recognise(path: Path, password: str = "") -> FileKind | None:
    """The kind whose columns the file names best; None where it names those of none.

    Raises:
        InvalidInputError: a code that begins with `file.`.
    """
    opened = open_file(path, password)
    if opened.kind is TableKind.TEXT:
        return _best([_top_of_text(path)])
    with WorkbookReader(opened) as workbook:
        names = workbook.sheet_names
        if any(name.strip().casefold() == _REGISTER_SHEET for name in names):
            return FileKind.REGISTER
        return _best(
            [[cells for _, cells in islice(workbook.rows(name), HEADER_SEARCH_ROWS)] for name in names]
        )


def _top_of_text(path: Path) -> _Top:
    encoding = detect_encoding(path)
    columns = [column for known in _COLUMNS.values() for column in known]
    separator = detect_separator(path, encoding=encoding, columns=columns)
    with closing(text_rows(path, encoding=encoding, separator=separator)) as rows:
        return [cells for _, cells in islice(rows, HEADER_SEARCH_ROWS)]


def _best(tops: Sequence[_Top]) -> FileKind | None:
    found: dict[FileKind, int] = {}
    for top in tops:
        for kind, columns in _COLUMNS.items():
            header = find_header(top, columns)
            if not header.missing:
                found[kind] = max(found.get(kind, 0), len(header.positions))
    return max(found, key=lambda kind: found[kind], default=None)
