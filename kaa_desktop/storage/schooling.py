"""Enrolments and results of the staged sources, for all people or for some."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.schooling import Schooling
from kaa_desktop.domain.target_group import Exam, ExamKind

_SCHOOLINGS = (
    "SELECT person_key, first_day, last_day, programme, school FROM source_enrolment"
    " WHERE batch_id IN (SELECT id FROM import_batch WHERE kind = 'enrolment')"
)
_EXAMS = (
    "SELECT person_key, kind, taken_on FROM source_exam"
    " WHERE batch_id IN (SELECT id FROM import_batch WHERE kind = 'exams')"
)
_SOME = " AND person_key IN (SELECT value FROM json_each(?))"


def schoolings_by_key(
    connection: Connection, keys: Collection[str] | None = None
) -> Mapping[str, tuple[Schooling, ...]]:
    """Every enrolment file in force; all people where no keys are given."""
    found: dict[str, list[Schooling]] = defaultdict(list)
    rows = connection.exec_driver_sql(*_query(_SCHOOLINGS, keys))
    for key, first, last, programme, school in rows:
        ended = date.fromisoformat(last) if last else date.max
        found[key].append(
            Schooling(first=date.fromisoformat(first), last=ended, programme=programme, school=school)
        )
    return {key: tuple(schoolings) for key, schoolings in found.items()}


def exams_by_key(
    connection: Connection, keys: Collection[str] | None = None
) -> Mapping[str, tuple[Exam, ...]]:
    """Every exam file in force; all people where no keys are given."""
    found: dict[str, list[Exam]] = defaultdict(list)
    for key, kind, taken_on in connection.exec_driver_sql(*_query(_EXAMS, keys)):
        found[key].append(Exam(ExamKind(kind), date.fromisoformat(taken_on)))
    return {key: tuple(exams) for key, exams in found.items()}


def _query(statement: str, keys: Collection[str] | None) -> tuple[str, tuple[str, ...]]:
    return (statement, ()) if keys is None else (statement + _SOME, (json.dumps(list(keys)),))
