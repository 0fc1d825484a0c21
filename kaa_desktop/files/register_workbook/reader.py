"""Reads the workbook of a register: young people with their episodes, contacts and measures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kaa_desktop.domain.code_lists import CodeLists
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import REGISTRABLE_KINDS, PersonalNumberKind
from kaa_desktop.domain.register_history import RegisterHistory, RowProblem
from kaa_desktop.files.register_workbook.rows import (
    ContactsSheet,
    ImportRules,
    MeasuresSheet,
    PeopleSheet,
    SheetCounts,
    SheetReader,
)
from kaa_desktop.files.register_workbook.sheets import (
    CONTACT_COLUMNS,
    CONTACTS_SHEET,
    EXTRA_PEOPLE_COLUMNS,
    MEASURE_COLUMNS,
    MEASURES_SHEET,
    PEOPLE_COLUMNS,
    PEOPLE_SHEET,
)
from kaa_desktop.files.tables import Source, read_sheets

_SHEETS = {
    PEOPLE_SHEET: (*PEOPLE_COLUMNS, *EXTRA_PEOPLE_COLUMNS),
    CONTACTS_SHEET: CONTACT_COLUMNS,
    MEASURES_SHEET: MEASURE_COLUMNS,
}


@dataclass(frozen=True, slots=True)
class RegisterWorkbook:
    """What a register workbook held; `counts` by sheet name."""

    source: Source
    history: RegisterHistory
    problems: list[RowProblem]
    counts: Mapping[str, SheetCounts]


def read_register_workbook(
    path: Path,
    *,
    today: date,
    code_lists: CodeLists,
    allowed_kinds: Collection[PersonalNumberKind] = REGISTRABLE_KINDS,
    password: str = "",
) -> RegisterWorkbook:
    """Read a register with its history.

    A row is left out (a fatal problem) only where it lacks what it is about: number, date, channel, outcome
    or kind of measure. What contradicts itself is taken in and named as a problem.

    Raises:
        InvalidInputError: a code that begins with `file.`.
    """
    rules = ImportRules(today, code_lists, allowed_kinds)
    tables = read_sheets(path, _SHEETS, password)
    if PEOPLE_SHEET not in tables:
        raise InvalidInputError("file.sheet_missing", file=path.name, sheet=PEOPLE_SHEET)
    people = PeopleSheet(tables[PEOPLE_SHEET], rules)
    read: list[SheetReader] = [people]
    history = RegisterHistory(people=people.records, episodes=people.episodes)
    if CONTACTS_SHEET in tables:
        contacts = ContactsSheet(tables[CONTACTS_SHEET], rules, people.people)
        read.append(contacts)
        history = replace(history, contacts=contacts.records)
    if MEASURES_SHEET in tables:
        measures = MeasuresSheet(tables[MEASURES_SHEET], rules, people.people)
        read.append(measures)
        history = replace(history, measures=measures.records)
    missing = [
        RowProblem(sheet=name, row=0, code="file.sheet_missing", fatal=False)
        for name in _SHEETS
        if name not in tables
    ]
    return RegisterWorkbook(
        source=tables[PEOPLE_SHEET].source,
        history=history,
        problems=[problem for sheet in read for problem in sheet.problems.items] + missing,
        counts={sheet.table.sheet: sheet.counts() for sheet in read},
    )
