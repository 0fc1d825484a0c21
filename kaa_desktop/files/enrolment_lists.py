"""Lists of pupils without first days, such as class lists: a term or a day that is stated tells the days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import Reading
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.school_terms import held_from, term_in, term_of
from kaa_desktop.files.cells import text_of
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.enrolment_headers import COLUMNS
from kaa_desktop.files.source_files import UnusableRowError
from kaa_desktop.files.tables import Table, read_table

LIST_COLUMNS = tuple(replace(column, group="") if column.key == "first" else column for column in COLUMNS)
"""What a list of pupils has to name: the number only."""

FIRST_DAY = next(column.title for column in COLUMNS if column.key == "first")
_PUPILS = frozenset({"class", "school", "programme", "form"})
"""Columns by which a list tells that it is one of pupils."""


@dataclass(frozen=True, slots=True)
class ListedDays:
    """For which days such a list is believed.

    Attributes:
        fixed: the same for every row; None where each row names its term.
        column: where the term stands, or the column of a term that is empty for those who are not in it.
    """

    fixed: Period | None
    column: int | None = None

    def of(self, row: Row) -> Period:
        """The days of a row.

        Raises:
            UnusableRowError: the row tells no term.
        """
        text = text_of(row.cells[self.column]) if self.column is not None else ""
        if self.fixed is not None:
            if self.column is not None and not text:
                raise UnusableRowError("term", "enrolment.not_in_term", text)
            return self.fixed
        found = term_of(text)
        if found is None:
            raise UnusableRowError("term", "enrolment.term" if text else "cell.missing", text)
        return found


def listed_days(
    listed_on: date | None, positions: Mapping[str, int], headers: Sequence[str], titles: Sequence[str]
) -> ListedDays | None:
    """The days by what the user says, a column, a header that is a term, or the titles; None without any."""
    if listed_on is not None:
        return ListedDays(held_from(listed_on))
    if "term" in positions:
        return ListedDays(None, positions["term"])
    if not names_pupils(positions):
        return None
    headed = [(place, term) for place, title in enumerate(headers) if (term := term_in([title]))]
    if headed:
        return ListedDays(headed[0][1], headed[0][0]) if len(headed) == 1 else None
    told = term_in(titles)
    return ListedDays(told) if told else None


def names_pupils(positions: Mapping[str, int]) -> bool:
    """Whether the columns are those of a list of pupils, not of any list of people."""
    return not _PUPILS.isdisjoint(positions)


def read_pupils(path: Path, reading: Reading, progress: Progress) -> tuple[Table, ListedDays | None]:
    """The table of a pupil file; with the days of its rows where it names no first days.

    Raises:
        InvalidInputError: `enrolment.no_day` where nothing tells the days, `enrolment.listed_on_unneeded`
            where the file tells them and a day is stated, or a code that begins with `file.`.
    """
    try:
        table = read_table(path, COLUMNS, reading, progress)
    except InvalidInputError as error:
        if error.code != "file.header_missing" or error.data["headers"] != FIRST_DAY:
            raise
        table = read_table(path, LIST_COLUMNS, reading, progress)
        days = listed_days(reading.listed_on, table.positions, table.headers, table.titles)
        if days is not None:
            return table, days
        if not names_pupils(table.positions):
            raise
        raise InvalidInputError("enrolment.no_day", file=path.name, headers=FIRST_DAY) from error
    if reading.listed_on is not None:
        raise InvalidInputError("enrolment.listed_on_unneeded", file=path.name)
    return table, None


def notes_of_list(table: Table, counted: Mapping[Period, int]) -> list[RowProblem]:
    """From when to when how many rows of a list count."""
    return [
        RowProblem(
            sheet=table.sheet,
            row=table.header_row_number,
            code="enrolment.listed",
            fatal=False,
            data={"first": days.first, "last": days.last, "rows": rows},
        )
        for days, rows in sorted(counted.items())
    ]
