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
from kaa_desktop.domain.personal_number import REGISTRABLE_KINDS, PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import EnrolmentRecord
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.headers import Column, bare
from kaa_desktop.files.source_files import (
    NUMBER_COLUMN,
    Days,
    Texts,
    UnusableRowError,
)
from kaa_desktop.files.tables import Table, read_table

if TYPE_CHECKING:
    from kaa_desktop.files.column_files import ColumnFile

COLUMNS = (
    NUMBER_COLUMN,
    Column(
        "first",
        "Startdatum",
        (
            *("Börjat", "Började", "Börjar", "Start", "Startar", "Startdag", "Studiestart", "Första dag"),
            *("Första skoldag", "Inskriven", "Inskrivningsdatum", "Inskriven från", "Inskriven fr.o.m."),
            *("Från och med", "Fr.o.m.", "Från", "Fromdatum", "Från datum", "Start date"),
            *(
                "Fom",
                "Datum från",
                "Datum from",
                "Datum fr.o.m.",
                "Startdat",
                "Inskr.datum",
                "Inskriven datum",
            ),
            *("Påbörjad", "Påbörjat", "Påbörjade", "Påbörjad datum", "Gäller från", "Gäller fr.o.m."),
            *("Placering fr.o.m.", "Placerad fr.o.m.", "Studier fr.o.m.", "Elev fr.o.m.", "Period från"),
            *("Period fr.o.m.", "Periodstart", "Första närvarodag", "Studiestartdatum", "Antagen"),
        ),
        group="first",
        pattern=(
            r"(?:plac(?:erings?|erad)?|inskr(?:ivnings?|ivn|iven)?|(?:studie|skol)?starts?|borjat?|borjan"
            r"|antagnings?|intagnings?|paborjat?|paborjad|inskrivs?|elev)(?:dat|datum|dag|den)"
            r"(?:placering(?:en)?|studier(?:na)?|from)?"
        ),
    ),
    Column(
        "last",
        "Slutdatum",
        (
            *("Slutat", "Slutade", "Slutar", "Slut", "Avgång", "Avgångsdatum", "Avgått", "Sista dag"),
            *("Sista skoldag", "Sista dag i skolan", "Utskriven", "Utskrivningsdatum", "Inskriven till"),
            *("Inskriven t.o.m.", "Till och med", "T.o.m.", "Till", "Tomdatum", "Till datum", "End date"),
            *("Tom", "Datum till", "Datum tom", "Datum t.o.m.", "Slutdat", "Utskr.datum", "Utskriven datum"),
            *("Avslutad", "Avslutat", "Avslutade", "Avslutad datum", "Gäller till", "Gäller t.o.m."),
            *("Placering t.o.m.", "Placerad t.o.m.", "Studier t.o.m.", "Elev t.o.m.", "Period till"),
            *("Period t.o.m.", "Periodslut", "Sista närvarodag", "Studieslut", "Studieslutdatum", "Slutdag"),
            *("Avskriven", "Avgått datum", "Avslutsdatum", "Avslutningsdatum", "Avbrottsdatum"),
        ),
        pattern=(
            r"(?:(?:studie|skol)?sluts?|slutat?|avg(?:angs?|att)?|avslut(?:s|nings?|ad|at)?|upphor(?:ande)?"
            r"|utskr(?:ivnings?|ivn|iven|ivs)?|avbrotts?|lamnat?)(?:dat|datum|dag|den)"
            r"(?:placering(?:en)?|studier(?:na)?|tom)?"
        ),
    ),
    Column(
        "programme",
        "Studievägskod",
        (
            *("Studieväg", "Programkod", "Program", "Utbildning", "Utbildningskod", "Studievägsnamn"),
            *("Programnamn", "Kod", "Programme"),
        ),
        pattern=r"(?:studievags?|program|utbildnings?|inriktnings?)(?:kod|namn)?(?:en|et)?",
    ),
    Column(
        "form", "Skolform", ("Skoltyp", "Studieform", "Verksamhetsform", "Utbildningsform", "Type of school")
    ),
    Column(
        "school",
        "Skolenhet",
        ("Skola", "Skolenhetsnamn", "Skolnamn", "Skolans namn", "Gymnasieskola", "School"),
        pattern=r"(?:skol)?enhet(?:s|ens)?(?:namn)?",
    ),
    Column(
        "organiser",
        "Huvudman",
        ("Skolhuvudman", "Huvudmannatyp", "Huvudmans namn", "Driftsform", "Organisationsform", "Organiser"),
    ),
)

_NOT_UPPER_SECONDARY = re.compile(
    r"sfi[a-d]?|sfi(?:kurs|studievag).*|.*svenskaforinvandrare.*|.*grundlaggande(?:niva|vux|vuxenutbildning|kurs).*"
    r"|(?:komvux|vux).*grundlaggande.*|grundlaggande|grundvux|gruv|komvuxgrund|orienteringskurs.*"
)
"""Education that may be a measure for somebody who belongs to the target group."""

_STILL_ENROLLED = ("Pågående", "pågående", "Pågår", "pågår", "Tills vidare", "tills vidare")


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

    table = read_table(path, COLUMNS, reading, progress)
    rows = Enrolments(table)
    rules = Rules(today, allowed_kinds, progress)
    usual, closely = UsualEnrolments(rows), "form" in table.positions
    file = read_source(table, SHAPE, usual, rows, rules, closely=closely)
    file = _upper_secondary(file, table)
    return replace(file, problems=_notes(table) + file.problems)


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


class Enrolments:
    """Makes enrolments of rows."""

    def __init__(self, table: Table) -> None:
        self._places = tuple(map(table.position, ("first", "last", "programme", "school", "organiser")))
        self._form = table.position("form")
        self.first_days = Days("first", table.dates)
        self.last_days = Days("last", table.dates)
        self.last_days.update(dict.fromkeys(_STILL_ENROLLED))
        self._texts = Texts()

    def __call__(self, row: Row, number: PersonalNumber) -> EnrolmentRecord:
        """The enrolment of a row.

        Raises:
            UnusableRowError: a day is missing or cannot be read, or they are in the wrong order; or the row
                tells of other education.
        """
        begun, ended, *said = (row.cells[place] for place in self._places)
        for key, cell in (("programme", said[0]), ("form", row.cells[self._form])):
            if cell and is_other_education(self._texts[cell]):
                raise UnusableRowError(key, "enrolment.other_education", cell)
        said[0] = said[0] or row.cells[self._form]
        first = self.first_days.required(begun)
        last = self.last_days[ended]
        if last is not None and last < first:
            raise UnusableRowError("last", "enrolment.end_before_start", last.isoformat())
        return EnrolmentRecord(row.number, number.value, first, last, *map(self._texts.__getitem__, said))
