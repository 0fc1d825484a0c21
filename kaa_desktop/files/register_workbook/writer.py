"""Writes a register as a workbook of three sheets, and the empty one to fill in."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from xlsxwriter.utility import xl_col_to_name

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.register_history import EpisodeRecord, PersonRecord, RegisterHistory
from kaa_desktop.files.cells import note_of, postal_code_of, text_of
from kaa_desktop.files.finished_files import put_in_place
from kaa_desktop.files.headers import Column
from kaa_desktop.files.register_workbook.sheets import (
    COLUMN_CODES,
    CONTACT_COLUMNS,
    CONTACTS_SHEET,
    DATE_COLUMNS,
    EXTRA_PEOPLE_COLUMNS,
    MEASURE_COLUMNS,
    MEASURES_SHEET,
    PEOPLE_COLUMNS,
    PEOPLE_SHEET,
)
from kaa_desktop.files.xlsx_writer import Sheet, SheetColumn, Style, write_xlsx
from kaa_desktop.i18n import Translator

_LISTS_SHEET = "Listor"
_WIDTHS = {"number": 15, "postal_code": 8, "note": 50, "email": 28, "street": 26, "last_school_activity": 34}
_README_WIDTH = 100

_READ_AS: Mapping[str, Callable[[str], str]] = {"postal_code": postal_code_of, "note": note_of}
"""Texts are written as they will be read, so that the workbook of a workbook is the same."""

_Cells = list[str | date | None]


def write_register_workbook(target: Path | BinaryIO, history: RegisterHistory, code_lists: CodeLists) -> None:
    """Write everything; reading the workbook gives an equal history.

    Raises:
        InvalidInputError: `file.not_writable`.
    """
    columns: Sequence[Column] = PEOPLE_COLUMNS
    if any(person.birth_date or person.home_municipality for person in history.people):
        columns = (*PEOPLE_COLUMNS, *EXTRA_PEOPLE_COLUMNS)
    sheets = [
        Sheet(PEOPLE_SHEET, _columns(columns), _people_rows(history, columns, code_lists)),
        Sheet(
            CONTACTS_SHEET,
            _columns(CONTACT_COLUMNS),
            (_cells(record, CONTACT_COLUMNS, code_lists) for record in history.contacts),
        ),
        Sheet(
            MEASURES_SHEET,
            _columns(MEASURE_COLUMNS),
            (_cells(record, MEASURE_COLUMNS, code_lists) for record in history.measures),
        ),
    ]
    _save(target, lambda stream: write_xlsx(stream, sheets))


def write_register_template(target: Path | BinaryIO, code_lists: CodeLists, translator: Translator) -> None:
    """Write the empty workbook, with instructions and lists to choose from in the user's language.

    Raises:
        InvalidInputError: `file.not_writable`.
    """
    kinds = list(dict.fromkeys(COLUMN_CODES.values()))
    labels = [
        [value.label(translator.language) for value in code_lists[kind].values if not value.hidden]
        for kind in kinds
    ]
    ranges = {
        kind: f"{_LISTS_SHEET}!${xl_col_to_name(n)}$2:${xl_col_to_name(n)}${len(labels[n]) + 1}"
        for n, kind in enumerate(kinds)
    }
    depth = max(map(len, labels))
    list_rows = [[found[n] if n < len(found) else "" for found in labels] for n in range(depth)]
    sheets = [
        _instructions(translator),
        Sheet(PEOPLE_SHEET, _columns(PEOPLE_COLUMNS, ranges)),
        Sheet(CONTACTS_SHEET, _columns(CONTACT_COLUMNS, ranges)),
        Sheet(MEASURES_SHEET, _columns(MEASURE_COLUMNS, ranges)),
        Sheet(_LISTS_SHEET, [SheetColumn(kind.value) for kind in kinds], list_rows, hidden=True),
    ]
    _save(target, lambda stream: write_xlsx(stream, sheets))


def _instructions(translator: Translator) -> Sheet:
    _ = translator.gettext
    lines = (
        _("Fill in the three sheets and import the workbook with “Import register”."),
        _("Ungdomar: one row for each period of responsibility; several periods, several rows."),
        _("Kontakter: one row for each contact attempt. Date, channel and outcome are required."),
        _("Åtgärder: one row for each measure. Only what has happened has a date."),
        _("Personnummer: ten or twelve digits, with or without dash. Dates: 2026-09-30."),
        _("Choose reasons, channels, outcomes and measures from the list in the cell."),
        _("Everybody on Kontakter and Åtgärder must also stand on Ungdomar."),
        _("Write nothing about health, origin, faith, crime or family matters."),
    )
    column = SheetColumn(_("How to fill in this workbook"), _README_WIDTH, Style.WRAPPED)
    return Sheet(_("Read me"), [column], [[line] for line in lines])


def _columns(columns: Sequence[Column], ranges: dict[CodeKind, str] | None = None) -> list[SheetColumn]:
    return [
        SheetColumn(
            title=column.title,
            width=_WIDTHS.get(column.key, max(12, len(column.title) + 2)),
            style=Style.DATE if column.key in DATE_COLUMNS else Style.TEXT,
            choices=(ranges or {}).get(COLUMN_CODES[column.key], "") if column.key in COLUMN_CODES else "",
        )
        for column in columns
    ]


def _people_rows(
    history: RegisterHistory, columns: Sequence[Column], code_lists: CodeLists
) -> Iterator[_Cells]:
    episodes: dict[str, list[EpisodeRecord]] = defaultdict(list)
    for record in history.episodes:
        episodes[record.number].append(record)
    for person in history.people:
        found: Sequence[EpisodeRecord | None] = episodes.get(person.details.number.value, [None])
        for episode in found:
            yield [_person_cell(person, episode, column.key, code_lists) for column in columns]


def _person_cell(
    person: PersonRecord, episode: EpisodeRecord | None, key: str, code_lists: CodeLists
) -> str | date | None:
    if key == "number":
        return person.details.number.value
    for record in (person.details, person, episode):
        if record is not None and hasattr(record, key):
            return _value(record, key, code_lists)
    return None


def _cells(record: object, columns: Sequence[Column], code_lists: CodeLists) -> _Cells:
    return [_value(record, column.key, code_lists) for column in columns]


def _value(record: object, key: str, code_lists: CodeLists) -> str | date | None:
    value: str | date | None = getattr(record, key)
    if not isinstance(value, str):
        return value
    if key in COLUMN_CODES:
        return code_lists[COLUMN_CODES[key]].label(value, "sv")
    return _READ_AS.get(key, text_of)(value)


def _save(target: Path | BinaryIO, write: Callable[[BinaryIO], None]) -> None:
    if isinstance(target, Path):
        stream = io.BytesIO()
        write(stream)
        put_in_place(target, stream.getvalue())
    else:
        write(target)
