"""Enrolments and results of the staged sources, for all people or for some, by staged key.

Imported where sources are read: start-up pays nothing for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

import polars as pl
from sqlalchemy import Connection

from kaa_desktop.domain.schooling import Schooling
from kaa_desktop.domain.target_group import Exam, ExamKind
from kaa_desktop.storage.source_files import files_in_force
from kaa_desktop.storage.staged_parts import ENROLMENTS, EXAMS, read_parts


def schoolings_by_key(
    connection: Connection, keys: Collection[int] | None = None
) -> Mapping[int, tuple[Schooling, ...]]:
    """Every enrolment file in force; all people where no keys are given."""
    columns = ("key", "first", "last", "programme", "school")
    rows = read_parts(connection, files_in_force(connection, "enrolment"), ENROLMENTS, columns)
    found: dict[int, list[Schooling]] = defaultdict(list)
    for key, first, last, programme, school in _some(rows, keys).iter_rows():
        found[key].append(Schooling(first=first, last=last or date.max, programme=programme, school=school))
    return {key: tuple(schoolings) for key, schoolings in found.items()}


def exams_by_key(
    connection: Connection, keys: Collection[int] | None = None
) -> Mapping[int, tuple[Exam, ...]]:
    """Every exam file in force; all people where no keys are given."""
    rows = read_parts(connection, files_in_force(connection, "exams"), EXAMS, ("key", "kind", "taken_on"))
    found: dict[int, list[Exam]] = defaultdict(list)
    for key, kind, taken_on in _some(rows, keys).iter_rows():
        found[key].append(Exam(ExamKind(kind), taken_on))
    return {key: tuple(exams) for key, exams in found.items()}


def _some(rows: pl.DataFrame, keys: Collection[int] | None) -> pl.DataFrame:
    return rows if keys is None else rows.filter(rows["key"].is_in(list(keys)))
