"""Reads an enrolment file: who is, or was, a pupil where and when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from pathlib import Path

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.personal_number import REGISTRABLE_KINDS, PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import EnrolmentRecord
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.headers import Column
from kaa_desktop.files.parts import Part
from kaa_desktop.files.source_files import (
    NUMBER_COLUMN,
    Days,
    RecordBuilder,
    SourceFile,
    SourceReader,
    Texts,
    UnusableRowError,
)
from kaa_desktop.files.tables import Table

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
    ),
    Column(
        "programme",
        "Studievägskod",
        (
            *("Studieväg", "Programkod", "Program", "Utbildning", "Utbildningskod", "Studievägsnamn"),
            *("Programnamn", "Kod", "Skolform", "Programme"),
        ),
    ),
    Column(
        "school",
        "Skolenhet",
        ("Skola", "Skolenhetsnamn", "Skolnamn", "Skolans namn", "Gymnasieskola", "School"),
    ),
    Column(
        "organiser",
        "Huvudman",
        ("Skolhuvudman", "Huvudmannatyp", "Huvudmans namn", "Driftsform", "Organisationsform", "Organiser"),
    ),
)

_STILL_ENROLLED = ("Pågående", "pågående", "Pågår", "pågår", "Tills vidare", "tills vidare")

EnrolmentFile = SourceFile[EnrolmentRecord]


def read_enrolments(
    path: Path,
    *,
    today: date,
    allowed_kinds: Collection[PersonalNumberKind] = REGISTRABLE_KINDS,
    reading: Reading = AS_FOUND,
    progress: Progress = UNWATCHED,
) -> EnrolmentFile:
    """Read every enrolment; a person who changed school has several.

    A file without any last days is read, since some systems list today's pupils only, but it says so:
    everybody in it counts as a pupil for good.

    Raises:
        InvalidInputError: a code that begins with `file.`; what is wrong with a row becomes a `RowProblem`.
    """
    notes: list[RowProblem] = []

    def builder(table: Table) -> _Enrolments:
        if "last" not in table.positions:
            row = table.header_row_number
            code = "enrolment.no_end_column"
            notes.append(RowProblem(sheet=table.sheet, row=row, code=code, fatal=False))
        return _Enrolments(table)

    reader: SourceReader[EnrolmentRecord] = SourceReader(
        columns=COLUMNS,
        builder=builder,
        content=itemgetter(slice(1, None)),
    )
    file = reader.read(path, today=today, allowed_kinds=allowed_kinds, reading=reading, progress=progress)
    return replace(file, problems=notes + file.problems)


class _Enrolments(RecordBuilder[EnrolmentRecord]):
    """Makes enrolments of rows."""

    def __init__(self, table: Table) -> None:
        self._first = table.position("first")
        self._last = table.position("last")
        self._programme = table.position("programme")
        self._school = table.position("school")
        self._organiser = table.position("organiser")
        self._first_days = Days("first", table.dates)
        self._last_days = Days("last", table.dates)
        self._last_days.update(dict.fromkeys(_STILL_ENROLLED))
        self._texts = Texts()

    def __call__(self, row: Row, number: PersonalNumber) -> EnrolmentRecord:
        cells, texts = row.cells, self._texts
        first = self._first_days.required(cells[self._first])
        last = self._last_days[cells[self._last]]
        if last is not None and last < first:
            raise UnusableRowError("last", "enrolment.end_before_start", last.isoformat())
        return EnrolmentRecord(
            row=row.number,
            number=number.value,
            first=first,
            last=last,
            programme=texts[cells[self._programme]],
            school=texts[cells[self._school]],
            organiser=texts[cells[self._organiser]],
        )

    def many(self, part: Part) -> Sequence[EnrolmentRecord]:
        """By columns."""
        firsts = list(map(self._first_days.required, part.column(self._first)))
        lasts = list(map(self._last_days.__getitem__, part.column(self._last)))
        if any(last is not None and last < first for first, last in set(zip(firsts, lasts, strict=True))):
            raise UnusableRowError("last", "enrolment.end_before_start", "")
        text = self._texts.__getitem__
        said = (map(text, part.column(at)) for at in (self._programme, self._school, self._organiser))
        rows = zip(part.row_numbers, part.numbers, firsts, lasts, *said, strict=True)
        return list(map(EnrolmentRecord._make, rows))
