"""Reads an exam file: who left upper secondary education with which result."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.personal_number import REGISTRABLE_KINDS, PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.sources import ExamRecord
from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.files.cells import Cell, text_of
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.headers import Column, bare
from kaa_desktop.files.source_files import (
    NUMBER_COLUMN,
    Days,
    UnusableRowError,
)
from kaa_desktop.files.tables import Table, read_table

if TYPE_CHECKING:
    from kaa_desktop.files.column_files import ColumnFile

COLUMNS = (
    NUMBER_COLUMN,
    Column(
        "taken_on",
        "Examensdatum",
        (
            *("Datum", "Datum för examen", "Examensdag", "Betygsdatum", "Utfärdandedatum", "Utfärdat"),
            *("Utfärdad", "Utfärdad datum", "Datum för bevis", "Bevisdatum", "Date"),
            *("Datum för utfärdande", "Utfärdandedag", "Datum utfärdat", "Exam.datum", "Examensdat"),
            *("Avslutsdatum", "Avslutningsdatum", "Slutdatum", "Utskriftsdatum"),
        ),
        group="taken_on",
        pattern=(
            r"(?:datum)?utfard(?:ad|at|ande)(?:s|nings?)?(?:dat|datum|dag|den)?"
            r"|(?:examens?|bevis(?:et)?s?|betygs?(?:dokument)?s?)(?:dat|datum|dag|den)|datumforexamen(?:sbevis)?"
        ),
    ),
    Column(
        "kind",
        "Bevis",
        (
            *("Betygsdokument", "Typ av bevis", "Bevistyp", "Typ av betygsdokument", "Betygsdokumenttyp"),
            *("Examenstyp", "Typ av examen", "Examensbevis", "Examen", "Examen/bevis", "Resultat", "Result"),
            *("Examen/studiebevis", "Examensbevis/studiebevis", "Bevis/examen", "Betygstyp", "Typ av betyg"),
            *("Betygsdokumentstyp", "Dokumenttyp", "Typ av dokument", "Dokument", "Examensform", "Betyg"),
            *("Slutbetyg", "Benämning"),
        ),
        group="kind",
        pattern=r"(?:typav)?(?:examens?bevis|bevis|betygs?dokument|examen)s?(?:typ|form|sort|benamning)?",
    ),
)

_WORDS: Mapping[ExamKind, tuple[str, ...]] = MappingProxyType(
    {
        ExamKind.DIPLOMA: (
            *("Gymnasieexamen", "Examen", "Examensbevis", "Yrkesexamen", "Högskoleförberedande examen"),
            *("Gymnasieexamen, yrkesexamen", "Gymnasieexamen (yrkes)", "Gymnasieexamen yrkesprogram"),
            *("Gymnasieexamen, högskoleförberedande examen", "Gymnasieexamen (högskoleförberedande)"),
            *("Gymnasieexamen högskoleförberedande program", "Gymnasieexamen, högskoleförberedande"),
            *("Gymnasieexamen från komvux", "Gymnasieexamen komvux", "Gymnasieexamen inom komvux"),
            *(
                "Examensbevis från komvux",
                "Gymnasieexamen från gymnasieskolan",
                "Gymnasieexamen eller motsvarande",
            ),
            *("Upper secondary diploma", "diploma"),
        ),
        ExamKind.ADAPTED_CERTIFICATE: (
            *("Gymnasiebevis", "Gymnasiesärskolebevis", "Gymnasiebevis från anpassad gymnasieskola"),
            *("Gymnasiebevis anpassad gymnasieskola", "Gymnasiebevis (anpassad gymnasieskola)"),
            *("Gymnasiebevis från gymnasiesärskola", "Gymnasiebevis från gymnasiesärskolan"),
            *("Gymnasiebevis gymnasiesärskola", "Adapted certificate"),
        ),
        ExamKind.EQUIVALENT: (
            *("IB-examen", "IB", "IB Diploma", "IB Diploma Programme", "International Baccalaureate"),
            *("International Baccalaureate Diploma", "European Baccalaureate", "Motsvarande utbildning"),
            *("Motsvarande", "Motsvarande utbildning med godkänt resultat", "Utländsk gymnasieexamen"),
            *("Likvärdig utbildning", "Equivalent"),
        ),
        ExamKind.STUDY_CERTIFICATE: ("Study certificate",),
    }
)
_KINDS = MappingProxyType({bare(word): kind for kind, words in _WORDS.items() for word in words})
_STUDY_CERTIFICATE = "studiebevis"
_DIPLOMA = frozenset(("gymnasieexamen", "yrkesexamen", "gymnexamen", "examen", "examensbevis"))
_BESIDE_DIPLOMA = frozenset(
    (
        *(
            "gymnasial",
            "yrkes",
            "yrkesprogram",
            "hogskoleforberedande",
            "hogskoleforb",
            "studieforberedande",
            "nationellt",
            "program",
            "programmet",
            "fran",
            "inom",
        ),
        *(
            "komvux",
            "gymnasieskola",
            "gymnasieskolan",
            "pa",
            "ge",
            "ye",
            "he",
            "hf",
            "hfe",
            "p",
            "poang",
            "2500",
        ),
        *("2", "500"),
    )
)
_ADAPTED = frozenset(("gymnasiebevis", "gymnasiesarskolebevis"))
_BESIDE_ADAPTED = frozenset(
    (
        *("anpassad", "gymnasieskola", "gymnasieskolan", "gymnasiesarskola", "gymnasiesarskolan", "fran"),
        *("nationellt", "nationella", "individuellt", "individuella", "program", "programmet"),
    )
)
_INTERNATIONAL = frozenset(("ib", "baccalaureate"))
_BESIDE_INTERNATIONAL = frozenset(
    ("international", "diplom", "diploma", "programme", "program", "programmet", "examen")
)
_IN_WORDS = (
    (ExamKind.DIPLOMA, _DIPLOMA, _BESIDE_DIPLOMA),
    (ExamKind.ADAPTED_CERTIFICATE, _ADAPTED, _BESIDE_ADAPTED),
    (ExamKind.EQUIVALENT, _INTERNATIONAL, _BESIDE_INTERNATIONAL),
)


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

    table = read_table(path, COLUMNS, reading, progress)
    rows = Exams(table)
    rules = Rules(today, allowed_kinds, progress)
    return read_source(table, SHAPE, UsualExams(rows), rows, rules)


class Exams:
    """Makes exams of rows."""

    def __init__(self, table: Table) -> None:
        self._taken_on = table.position("taken_on")
        self._kind = table.position("kind")
        self._met: dict[str, ExamKind] = {}
        self.days = Days("taken_on", table.dates)

    def __call__(self, row: Row, number: PersonalNumber) -> ExamRecord:
        """The exam of a row.

        Raises:
            UnusableRowError: the kind or the day is missing or cannot be read.
        """
        return ExamRecord(
            row=row.number,
            number=number.value,
            kind=self.kind_in(row.cells[self._kind]),
            taken_on=self.days.required(row.cells[self._taken_on]),
        )

    def kind_in(self, cell: Cell) -> ExamKind:
        """What a cell says; there are far fewer words than rows.

        Raises:
            UnusableRowError: the cell is empty or says something else.
        """
        text = text_of(cell)
        known = self._met.get(text)
        if known is None:
            known = self._met[text] = exam_kind_of(text)
        return known


def exam_kind_of(cell: Cell) -> ExamKind:
    """What somebody has reached, never guessed from part of a text: an exam ends the responsibility.

    Raises:
        UnusableRowError: the cell is empty or says something else.
    """
    text = text_of(cell)
    word = bare(text)
    if not word:
        raise UnusableRowError("kind", "cell.missing", text)
    if word.startswith(_STUDY_CERTIFICATE):  # ends nothing, whatever follows
        return ExamKind.STUDY_CERTIFICATE
    known = _KINDS.get(word) or _of_known_words(text)
    if known is None:
        raise UnusableRowError("kind", "exam.unknown_kind", text)
    return known


def _of_known_words(text: str) -> ExamKind | None:
    """What is said by nothing but words that say it or go with it; a "not" or "lacks" is no such word."""
    words = {word for word in map(bare, re.split(r"\W+", text)) if word}
    if not words & _DIPLOMA and any(_STUDY_CERTIFICATE in word for word in words):
        return ExamKind.STUDY_CERTIFICATE
    for kind, those, beside in _IN_WORDS:
        if words & those and words <= those | beside:
            return kind
    return None
