"""The columns that the reader of each kind of source asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files import enrolment_headers, exam_headers, notices, population_columns
from kaa_desktop.files.headers import Column, normalise

COLUMNS: Mapping[FileKind, Sequence[Column]] = MappingProxyType(
    {
        FileKind.POPULATION: population_columns.COLUMNS,
        FileKind.ENROLMENT: enrolment_headers.COLUMNS,
        FileKind.EXAMS: exam_headers.COLUMNS,
        FileKind.NOTICES: notices.COLUMNS,
    }
)
"""Registers are not here: their workbook has sheets of its own."""


def field_named(kind: FileKind, name: str) -> str | None:
    """The field of a kind of file by its key, its header or another name of it; None where there is none."""
    wanted = normalise(name)
    for column in COLUMNS[kind]:
        if wanted and wanted in {normalise(known) for known in (column.key, column.title, *column.aliases)}:
            return column.key
    return None
