"""Tells by its headers which of the files that the product takes in somebody has handed over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kaa_desktop.domain.import_mappings import AS_FOUND
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files.enrolment_lists import LIST_COLUMNS, names_pupils
from kaa_desktop.files.exam_headers import RESULT_COLUMNS
from kaa_desktop.files.exam_results import result_columns
from kaa_desktop.files.source_columns import COLUMNS
from kaa_desktop.files.tops import TopOfSheet, read_top

_REGISTER_SHEET = "ungdomar"


def recognise(path: Path, password: str = "") -> FileKind | None:
    """The kind whose columns the file names best; None where it names those of none.

    Raises:
        InvalidInputError: a code that begins with `file.`.
    """
    every = [column for columns in COLUMNS.values() for column in columns]
    top = read_top(path, every, replace(AS_FOUND, password=password))
    if any(sheet.name.strip().casefold() == _REGISTER_SHEET for sheet in top.sheets):
        return FileKind.REGISTER
    found: dict[FileKind, int] = {}
    for sheet in top.sheets:
        for kind, known in _named_columns(sheet).items():
            found[kind] = max(found.get(kind, 0), known)
    if not found and any(map(_tells_results, top.sheets)):
        return FileKind.EXAMS
    if not found and any(map(_lists_pupils, top.sheets)):
        return FileKind.ENROLMENT
    return max(found, key=lambda kind: found[kind], default=None)


def _tells_results(sheet: TopOfSheet) -> bool:
    """Whether results head columns of the sheet."""
    header = sheet.header(RESULT_COLUMNS)
    return not header.missing and bool(result_columns(header.titles, header.positions))


def _lists_pupils(sheet: TopOfSheet) -> bool:
    """Whether the sheet is a list of pupils without first days, such as a class list."""
    header = sheet.header(LIST_COLUMNS)
    return not header.missing and names_pupils(header.positions)


def _named_columns(sheet: TopOfSheet) -> dict[FileKind, int]:
    """How many columns the sheet names of each kind whose required ones are all there."""
    headers = {kind: sheet.header(columns) for kind, columns in COLUMNS.items()}
    return {kind: len(header.positions) for kind, header in headers.items() if not header.missing}
