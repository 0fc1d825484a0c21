"""Reads an enrolment file: who is, or was, a pupil where and when."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.personal_number import REGISTRABLE_KINDS, PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import EnrolmentRecord
from kaa_desktop.files.cells import Cell
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.enrolment_headers import COLUMNS
from kaa_desktop.files.enrolment_lists import ListedDays, notes_of_list, read_pupils
from kaa_desktop.files.enrolment_statuses import LastDays, Status, Statuses, says_ended
from kaa_desktop.files.headers import bare, find_header
from kaa_desktop.files.source_files import Days, Texts, UnusableRowError
from kaa_desktop.files.tables import Table

if TYPE_CHECKING:
    from kaa_desktop.files.column_files import ColumnFile

_NOT_UPPER_SECONDARY = re.compile(
    r"sfi[a-d]?|sfi(?:kurs|studievag).*|.*svenskaforinvandrare.*|.*grundlaggande(?:niva|vux|vuxenutbildning|kurs).*"
    r"|(?:komvux|vux).*grundlaggande.*|grundlaggande|grundvux|gruv|komvuxgrund|orienteringskurs.*"
)
"""Education that may be a measure for somebody who belongs to the target group."""
_WITHOUT_DAY = "enrolment.ended_without_day"


def read_enrolments(
    path: Path,
    *,
    today: date,
    allowed_kinds: Collection[PersonalNumberKind] = REGISTRABLE_KINDS,
    reading: Reading = AS_FOUND,
    progress: Progress = UNWATCHED,
) -> ColumnFile[EnrolmentRecord]:
    """Read every enrolment; a person who changed school has several.

    A file without any last days is read, since some systems list today's pupils only, but it says so:
    everybody in it counts as a pupil for good.

    Raises:
        InvalidInputError: a code that begins with `file.`; what is wrong with a row becomes a `RowProblem`.
    """
    from kaa_desktop.files.column_files import Rules, read_source
    from kaa_desktop.files.enrolment_columns import SHAPE, UsualEnrolments

    table, days = read_pupils(path, reading, progress)
    rows = Enrolments(table, today, days)
    rules = Rules(today, allowed_kinds, progress)
    closely = rows.closely or not {"form", "status"}.isdisjoint(table.positions)
    file = read_source(table, SHAPE, UsualEnrolments(rows), rows, rules, closely=closely)
    file = _upper_secondary(file, table)
    notes = notes_of_list(table, _counted(file)) if days else _notes(table)
    return replace(file, problems=notes + rows.notes + file.problems)


def _counted(file: ColumnFile[EnrolmentRecord]) -> dict[Period, int]:
    """How many rows there are of each period."""
    return {
        Period(first, last): rows for first, last, rows in file.frame.group_by("first", "last").len().rows()
    }


def _upper_secondary(file: ColumnFile[EnrolmentRecord], table: Table) -> ColumnFile[EnrolmentRecord]:
    """Without the rows that are read as whole columns and tell of other education; they become problems."""
    others = [text for text in file.frame["programme"].unique().to_list() if is_other_education(text)]
    if not others:
        return file
    other = file.frame["programme"].is_in(others)
    told = file.frame.filter(other).select("row", "programme").iter_rows()
    title, sheet = table.title("programme"), table.sheet
    problems = [
        RowProblem(sheet=sheet, row=row, column=title, code="enrolment.other_education", text=text)
        for row, text in told
    ]
    return replace(file.only(~other), problems=file.problems + problems)


def is_other_education(text: str) -> bool:
    """Whether it is sfi, adult education at basic level or an orientation course."""
    return bool(_NOT_UPPER_SECONDARY.fullmatch(bare(text)))


def _notes(table: Table) -> list[RowProblem]:
    if "last" in table.positions:
        return []
    row, code = table.header_row_number, "enrolment.no_end_column"
    return [RowProblem(sheet=table.sheet, row=row, code=code, fatal=False)]


def _more_ends(table: Table) -> tuple[int, ...]:
    """Further columns that tell the end of an enrolment; the last day of presence is another matter."""
    others = [place for place in range(len(table.headers)) if place not in table.positions.values()]
    titled = ((place, table.headers[place]) for place in others)
    named = ((place, find_header([[title]], COLUMNS).positions) for place, title in titled if title)
    return tuple(
        place for place, keys in named if "last" in keys and "narvaro" not in bare(table.headers[place])
    )


class Enrolments:
    """Makes enrolments of rows.

    Attributes:
        closely: the file holds what is not read as a whole.
        notes: what is to be looked at though its rows were taken.
    """

    def __init__(self, table: Table, today: date, listed: ListedDays | None) -> None:
        self._table = table
        self._today = today
        self._listed = listed
        self._places = tuple(map(table.position, ("first", "last", "programme", "school", "organiser")))
        self._form = table.position("form")
        self._status = table.position("status")
        self._more_ends = _more_ends(table)
        self.first_days = Days("first", table.dates)
        self.last_days = LastDays("last", table.dates)
        self._texts = Texts()
        self._statuses = Statuses()
        self._noted: set[tuple[str, str]] = set()
        self._class = table.position("class")
        self.closely = listed is not None or bool(self._more_ends or table.more_numbers)
        self._ends = (
            *(table.positions[k] for k in ("last", "status") if k in table.positions),
            *self._more_ends,
        )
        self.notes: list[RowProblem] = []

    def __call__(self, row: Row, number: PersonalNumber) -> EnrolmentRecord:
        """The enrolment of a row.

        Raises:
            UnusableRowError: a day is missing or cannot be read, or they are in the wrong order; or the row
                tells of other education, or of an end without its day.
        """
        begun, ended, *said = (row.cells[place] for place in self._places)
        told = (("programme", said[0]), ("form", row.cells[self._form]), ("class", row.cells[self._class]))
        for key, cell in told:
            if cell and is_other_education(self._texts[cell]):
                raise UnusableRowError(key, "enrolment.other_education", cell)
        said[0] = said[0] or row.cells[self._form]
        days = self._listed.of(row) if self._listed else None
        first = days.first if days else self.first_days.required(begun)
        last = self._last(row, ended)
        if days:
            said[0] = said[0] or row.cells[self._class]
            last = min(last or days.last, days.last)
        if last is not None and last < first:
            raise UnusableRowError("last", "enrolment.end_before_start", last.isoformat())
        return EnrolmentRecord(row.number, number.value, first, last, *map(self._texts.__getitem__, said))

    def _last(self, row: Row, ended: Cell) -> date | None:
        """The earliest end that the row tells.

        Raises:
            UnusableRowError: the end cannot be read, or it is said without a day that has passed.
        """
        if row.cut and any(place >= row.cut for place in self._ends):
            raise UnusableRowError("last", "enrolment.cut_short", "")
        last = self._day_of("last", ended)
        over: tuple[str, Cell] | None = None
        for place in self._more_ends:
            cell = row.cells[place]
            try:
                day = self._day_of("last", cell)
            except UnusableRowError as error:
                if error.code == _WITHOUT_DAY:
                    over = "last", cell
                else:
                    self._note(row, self._table.headers[place], error.code, cell)
                continue
            last = min(last or day, day) if day else last
        over = self._said_over(row) or over
        if over and (last is None or last > self._today):
            raise UnusableRowError(over[0], _WITHOUT_DAY, over[1])
        return last

    def _day_of(self, key: str, cell: Cell) -> date | None:
        try:
            return self.last_days[cell]
        except UnusableRowError as error:
            if says_ended(cell):
                raise UnusableRowError(key, _WITHOUT_DAY, cell) from error
            raise

    def _said_over(self, row: Row) -> tuple[str, Cell] | None:
        """The cell that says by a word that the enrolment has ended."""
        cell = row.cells[self._status]
        found = self._statuses[cell]
        if found is Status.ENDED:
            return "status", cell
        if found is not Status.ENROLLED:
            self._note(row, self._table.title("status"), f"enrolment.status_{found.value}", cell)
        return None

    def _note(self, row: Row, column: str, code: str, cell: Cell) -> None:
        """Every pupil on a break, but a word that is not known only once."""
        text = self._texts[cell]
        if code != "enrolment.status_break":
            if (column, text) in self._noted:
                return
            self._noted.add((column, text))
        sheet = self._table.sheet_in_hand
        problem = RowProblem(sheet=sheet, row=row.number, column=column, code=code, text=text, fatal=False)
        self.notes.append(problem)
