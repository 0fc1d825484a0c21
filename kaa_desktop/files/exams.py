"""Reads an exam file: who left upper secondary education with which result."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.personal_number import REGISTRABLE_KINDS, PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.sources import ExamRecord
from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.files.cells import Cell, text_of
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.exam_headers import COLUMNS
from kaa_desktop.files.exam_kinds import NOTHING_REACHED, YES, exam_kind_of
from kaa_desktop.files.exam_results import (
    ResultRows,
    kind_headed,
    more_results,
    nothing_reached,
    read_results,
)
from kaa_desktop.files.headers import bare
from kaa_desktop.files.source_files import Days, NothingToldError
from kaa_desktop.files.tables import Table

if TYPE_CHECKING:
    from kaa_desktop.files.column_files import ColumnFile

_TAKEN_ON = next(column for column in COLUMNS if column.key == "taken_on")


def read_exams(
    path: Path,
    *,
    today: date,
    allowed_kinds: Collection[PersonalNumberKind] = REGISTRABLE_KINDS,
    reading: Reading = AS_FOUND,
    progress: Progress = UNWATCHED,
) -> ColumnFile[ExamRecord]:
    """Read every exam and certificate.

    Raises:
        InvalidInputError: a code that begins with `file.`; what is wrong with a row becomes a `RowProblem`.
    """
    from kaa_desktop.files.column_files import Rules, read_source
    from kaa_desktop.files.exam_columns import SHAPE, UsualExams

    table = read_results(path, reading, progress)
    usual, rules = Exams(table), Rules(today, allowed_kinds, progress)
    apart = "taken_on" not in table.positions or more_results(table)
    rows = ResultRows(table) if apart else usual
    closely = apart or bool(table.more_numbers)
    file = read_source(table, SHAPE, UsualExams(usual), rows, rules, closely=closely)
    without_day = file.problems and all(problem.code == "cell.missing" for problem in file.problems)
    if "taken_on" not in table.positions and file.frame.is_empty() and without_day:
        data = {"file": path.name, "sheet": table.sheet, "headers": _TAKEN_ON.title}
        raise InvalidInputError("file.header_missing", **data)
    return replace(file, problems=file.problems + nothing_reached(table, rows.silent))


class Exams:
    """Makes exams of rows.

    Attributes:
        silent: how many rows say that nothing was reached.
    """

    def __init__(self, table: Table) -> None:
        self._taken_on = table.position("taken_on")
        self._kind = table.position("kind")
        self._met: dict[str, ExamKind] = {}
        self._headed = kind_headed(table.title("kind"))
        self.days = Days("taken_on", table.dates)
        self.silent = 0

    def __call__(self, row: Row, number: PersonalNumber) -> ExamRecord:
        """The exam of a row.

        Raises:
            NothingToldError: the row says that nothing was reached.
            UnusableRowError: the kind or the day is missing or cannot be read.
        """
        try:
            kind = self.kind_in(row.cells[self._kind])
        except NothingToldError:
            self.silent += 1
            raise
        return ExamRecord(row.number, number.value, kind, self.days.required(row.cells[self._taken_on]))

    def kind_in(self, cell: Cell) -> ExamKind:
        """What a cell says; there are far fewer words than rows.

        Raises:
            NothingToldError: the cell says no.
            UnusableRowError: the cell is empty or says something else.
        """
        text = text_of(cell)
        known = self._met.get(text)
        if known is None:
            known = self._met[text] = self._kind_of(text)
        return known

    def _kind_of(self, text: str) -> ExamKind:
        """What a text says; yes and no under a header that is itself a result are about that."""
        word = bare(text)
        if self._headed and word in YES:
            return self._headed
        if self._headed and word and word in NOTHING_REACHED:
            raise NothingToldError
        return exam_kind_of(text)
