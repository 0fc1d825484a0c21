"""The rows of the three sheets of a register workbook, turned into records."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.code_lists import CodeList, CodeLists
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind, parse_personal_number
from kaa_desktop.domain.register_history import ContactRecord, EpisodeRecord, MeasureRecord, PersonRecord
from kaa_desktop.files.cells import identity_text, postal_code_of
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.problems import CellReader, ProblemList
from kaa_desktop.files.protection_marks import plain_yes_under, protection_of
from kaa_desktop.files.register_workbook.doubts import Doubt, contact_doubts, episode_doubts, measure_doubts
from kaa_desktop.files.register_workbook.people import DETAIL_COLUMNS, GatheredPerson, PersonRow
from kaa_desktop.files.register_workbook.sheets import COLUMN_CODES
from kaa_desktop.files.tables import Table

_EPISODE_CODES = ("registration_reason", "last_school_activity", "deregistration_reason")


@dataclass(frozen=True, slots=True)
class ImportRules:
    """What the rows are read by."""

    today: date
    code_lists: CodeLists
    allowed_kinds: Collection[PersonalNumberKind]


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """How many rows a sheet had: with data, taken in, left out, empty, and totals or repeated headers."""

    rows: int
    taken: int
    left_out: int
    empty: int
    totals: int


class SheetReader:
    """What the three sheets have in common: every row begins with an identity number."""

    def __init__(self, table: Table, rules: ImportRules) -> None:
        self.table = table
        self.rules = rules
        self.problems = ProblemList(table)
        self.cells = CellReader(table, self.problems)
        self.rows = 0

    def code(self, row: Row, column: str, *, required: bool = False) -> str:
        """The code of a cell that holds a label of the column's list."""
        codes: CodeList = self.rules.code_lists[COLUMN_CODES[column]]
        return self.cells.code(row, column, codes, required=required)

    def number(self, row: Row) -> PersonalNumber | None:
        """The identity number, or None with a fatal problem."""
        self.rows += 1
        cell = self.cells.cell(row, "number")
        try:
            return parse_personal_number(
                identity_text(cell), today=self.rules.today, allowed=self.rules.allowed_kinds
            )
        except InvalidInputError as error:
            self.problems.add(row.number, "number", error.code, cell, fatal=True)
            return None

    def known_number(self, row: Row, known: Collection[str]) -> str | None:
        """The identity number of somebody on the first sheet, or None with a fatal problem."""
        number = self.number(row)
        if number is None:
            return None
        if number.value not in known:
            cell = self.cells.cell(row, "number")
            self.problems.add(row.number, "number", "row.unknown_person", cell, fatal=True)
            return None
        return number.value

    def note(self, doubts: Iterable[Doubt]) -> None:
        """Keep what the rules say about rows that are taken in all the same."""
        for doubt in doubts:
            self.problems.add(doubt.row, doubt.column, doubt.code, doubt.text, data=doubt.data)

    def counts(self) -> SheetCounts:
        """How many rows there were, once all have been read."""
        left_out = len({problem.row for problem in self.problems.items if problem.fatal})
        skipped = self.table.rows.skipped
        return SheetCounts(
            rows=self.rows,
            taken=self.rows - left_out,
            left_out=left_out,
            empty=skipped.empty,
            totals=skipped.totals + skipped.headers,
        )


class PeopleSheet(SheetReader):
    """Ungdomar: a row for each episode, with the person's details on each."""

    def __init__(self, table: Table, rules: ImportRules) -> None:
        """Read all rows."""
        super().__init__(table, rules)
        self.people: dict[str, GatheredPerson] = {}
        for row in table.rows:
            number = self.number(row)
            if number is not None:
                self._read(row, self.people.setdefault(number.value, GatheredPerson(number)))
        self.records: list[PersonRecord] = [p.record(self.problems) for p in self.people.values()]
        self.episodes: list[EpisodeRecord] = [e for p in self.people.values() for _, e in p.episodes]
        self._check()

    def _read(self, row: Row, person: GatheredPerson) -> None:
        registered_on = self._registered_on(row)
        person.rows.append(self._details(row, registered_on))
        if registered_on is None:
            return
        episode = EpisodeRecord(
            number=person.number.value,
            registered_on=registered_on,
            registration_reason=self.code(row, "registration_reason"),
            last_school_activity=self.code(row, "last_school_activity"),
            case_worker=self.cells.text(row, "case_worker"),
            deregistered_on=self.cells.day(row, "deregistered_on"),
            deregistration_reason=self.code(row, "deregistration_reason"),
        )
        person.add_episode(row.number, episode, self.problems)

    def _registered_on(self, row: Row) -> date | None:
        """A person without any word of an episode is taken in as such; with one, the date is required."""
        columns = ("registered_on", "deregistered_on", *_EPISODE_CODES)
        if any(self.cells.text(row, column) for column in columns):
            return self.cells.day(row, "registered_on", required=True)
        self.problems.add(row.number, "registered_on", "episode.none")
        return None

    def _details(self, row: Row, registered_on: date | None) -> PersonRow:
        cell = self.cells.cell(row, "protection")
        protection, understood = protection_of(cell, plain_yes_under(self.table.title("protection")))
        if not understood:
            self.problems.add(row.number, "protection", "protection.unknown", cell)
        texts = {column: self.cells.text(row, column) for column in DETAIL_COLUMNS}
        texts["postal_code"] = postal_code_of(self.cells.cell(row, "postal_code"))
        return PersonRow(
            row=row.number,
            valid_from=registered_on or date.min,
            details=tuple(texts.values()),
            protection=protection,
            birth_date=self.cells.day(row, "birth_date"),
            home_municipality=self.cells.text(row, "home_municipality"),
        )

    def _check(self) -> None:
        for person, record in zip(self.people.values(), self.records, strict=True):
            birth_date = person.number.birth_date or record.birth_date
            self.note(episode_doubts(person.episodes, birth_date=birth_date, today=self.rules.today))
        self.problems.items.sort(key=lambda problem: problem.row)


class ContactsSheet(SheetReader):
    """Kontakter: a row for each contact attempt."""

    def __init__(self, table: Table, rules: ImportRules, known: Collection[str]) -> None:
        """Read all rows."""
        super().__init__(table, rules)
        self.records: list[ContactRecord] = []
        for row in table.rows:
            number = self.known_number(row, known)
            if number is not None:
                self._read(row, number)

    def _read(self, row: Row, number: str) -> None:
        made_on = self.cells.day(row, "made_on", required=True)
        channel = self.code(row, "channel", required=True)
        outcome = self.code(row, "outcome", required=True)
        if not (made_on and channel and outcome):
            return
        record = ContactRecord(
            number=number,
            made_on=made_on,
            channel=channel,
            outcome=outcome,
            occupation=self.code(row, "occupation"),
            case_worker=self.cells.text(row, "case_worker"),
            note=self.cells.note(row, "note"),
        )
        self.records.append(record)
        self.note(contact_doubts(row.number, record, today=self.rules.today))


class MeasuresSheet(SheetReader):
    """Åtgärder: a row for each measure."""

    def __init__(self, table: Table, rules: ImportRules, known: Collection[str]) -> None:
        """Read all rows."""
        super().__init__(table, rules)
        self.records: list[MeasureRecord] = []
        for row in table.rows:
            number = self.known_number(row, known)
            if number is not None:
                self._read(row, number)

    def _read(self, row: Row, number: str) -> None:
        kind = self.code(row, "kind", required=True)
        if not kind:
            return
        record = MeasureRecord(
            number=number,
            kind=kind,
            offered_on=self.cells.day(row, "offered_on"),
            response=self.code(row, "response"),
            started_on=self.cells.day(row, "started_on"),
            ended_on=self.cells.day(row, "ended_on"),
            end_reason=self.code(row, "end_reason"),
            occupation_after=self.code(row, "occupation_after"),
            case_worker=self.cells.text(row, "case_worker"),
        )
        self.records.append(record)
        self.note(measure_doubts(row.number, record, today=self.rules.today))
